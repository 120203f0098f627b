"""The maps of one item as arrays, and the one slice of them that is on screen.

Everything is fetched once per item and run; whatever the mouse or the keyboard then asks for is a
slice of these arrays, taken here with numpy in well under a frame.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

import numpy as np

from core.fusion import map_summary

Kind = Literal["raw", "rollout", "relevance"]
Heads = int | Literal["mean", "max"]
#: Name of the fusion queries, which read all tokens and make the item vector.
ITEM_VECTOR = "fusion"


@dataclass(frozen=True, eq=False)
class ItemMaps:
    """All attention of one item.

    Attributes:
        modalities: in the model's order; tokens of all of them, joined, are counted in it.
        positions: per modality [L, 4], see core.encoders.tokens.POSITION_WIDTH.
        pairs: (query, key) -> float [layers, heads, Lq, Lk], rows sum to one.
        fusion: float [heads, queries, T] over all T tokens, rows sum to one.
        shares: query modality -> float [layers, Lq, M], how much of what a token hears comes from
            each modality: length of that message over the sum of lengths, rows sum to one.
        flow: "rollout" and "relevance" -> float [T, T], row: token, column: what reached it.
        flow_item: the same for the item vector, [T].
        told: what the engine told of whole modalities, see core.fusion.map_summary; nothing for
            maps of a file.

    """

    modalities: tuple[str, ...]
    positions: dict[str, np.ndarray]
    pairs: dict[tuple[str, str], np.ndarray]
    fusion: np.ndarray
    shares: dict[str, np.ndarray]
    flow: dict[str, np.ndarray]
    flow_item: dict[str, np.ndarray]
    told: Mapping[str, np.ndarray] = field(default_factory=dict)

    @property
    def layers(self) -> int:
        """Number of attention layers."""
        return next(iter(self.pairs.values())).shape[0] if self.pairs else 0

    @property
    def heads(self) -> int:
        """Number of heads in each."""
        return self.fusion.shape[0]

    def count(self, modality: str) -> int:
        """Tokens of a modality."""
        return len(self.positions[modality])

    def part(self, modality: str) -> slice:
        """Where a modality lies among all tokens."""
        begin = 0
        for name in self.modalities:
            if name == modality:
                return slice(begin, begin + self.count(name))
            begin += self.count(name)
        raise KeyError(modality)

    @cached_property
    def summary(self) -> Mapping[str, np.ndarray]:
        """What was told of whole modalities, or is found here once for maps that came without."""
        if self.told:
            return self.told
        arrays = {f"pairs/{q}/{k}": weights for (q, k), weights in self.pairs.items()}
        arrays |= {f"positions/{name}": places for name, places in self.positions.items()}
        arrays |= {f"flow/{kind}": values for kind, values in self.flow.items()}
        return map_summary.summarise(self.modalities, arrays)

    def of_pair(self, what: str, pair: tuple[str, str]) -> np.ndarray:
        """One array of the summary of a pair of modalities."""
        return self.summary[f"{map_summary.PREFIX}{what}/{pair[0]}/{pair[1]}"]

    def of_flow(self, what: str, kind: str) -> np.ndarray:
        """One array of the summary of rollout or relevance."""
        return self.summary[f"{map_summary.PREFIX}{what}/{kind}"]

    @cached_property
    def peaks(self) -> dict[tuple[Kind, str], float]:
        """Largest weight that any layer, head and query gives a token of each key modality.

        Pairs with a single key are left out, their weight is always one; so is what a token keeps
        of itself.
        """
        found: dict[tuple[Kind, str], float] = {}
        fusion = self.split(self.fusion)
        kinds: tuple[Kind, ...] = ("rollout", "relevance")
        for number, key in enumerate(self.modalities):
            queries = self.modalities if self.count(key) > 1 else ()
            several = [float(self.of_pair("most", (q, key)).max(initial=0)) for q in queries]
            found["raw", key] = max(float(fusion[key].max(initial=0)), *several, 0.0)
            for kind in kinds:
                if kind in self.flow:
                    item = float(self.flow_item[kind][self.part(key)].max(initial=0))
                    found[kind, key] = max(float(self.of_flow("most", kind)[number]), item)
        return found

    def split(self, values: np.ndarray) -> dict[str, np.ndarray]:
        """Values over all tokens [..., T] -> per modality."""
        return {name: values[..., self.part(name)] for name in self.modalities}


def from_arrays(modalities: list[str], arrays: Mapping[str, np.ndarray]) -> ItemMaps:
    """Read the answer to the question "attention.maps"."""
    pairs, shares, positions = {}, {}, {}
    for q in modalities:
        positions[q] = arrays[f"positions/{q}"]
        shares[q] = arrays[f"shares/{q}"]
        for k in modalities:
            pairs[q, k] = arrays[f"pairs/{q}/{k}"]
    flows = [name for name in ("rollout", "relevance") if f"flow/{name}" in arrays]
    return ItemMaps(
        tuple(modalities),
        positions,
        pairs,
        arrays["fusion"],
        shares,
        {name: arrays[f"flow/{name}"] for name in flows},
        {name: arrays[f"flow_item/{name}"] for name in flows},
        {name: part for name, part in arrays.items() if name.startswith(map_summary.PREFIX)},
    )


@dataclass(frozen=True)
class Choice:
    """Which map is looked at.

    Attributes:
        kind: raw weights, rollout, or gradient relevance.
        layer: counted from 0; raw only.
        heads: one head, or how all of them are joined; raw only.
        pair: (query, key) modality to look at alone, or None; query may be ITEM_VECTOR.

    """

    kind: Kind = "raw"
    layer: int = 0
    heads: Heads = "mean"
    pair: tuple[str, str] | None = None


@dataclass(frozen=True)
class Focus:
    """Tokens whose view is shown; no token means the whole modality, "fusion" the item vector."""

    modality: str = ITEM_VECTOR
    tokens: tuple[int, ...] = ()


@dataclass(frozen=True)
class Look:
    """What one focus attends to under one choice.

    Attributes:
        weights: per key modality [L]; modalities filtered away are missing.
        uniform: per key modality, the value each token would have if all were equal.
        mass: per key modality, its share of what the focus takes in; sums to one.
        own: share that the focus keeps in itself (its own tokens), taken out of `weights`.

    """

    weights: dict[str, np.ndarray]
    uniform: dict[str, float]
    mass: dict[str, float]
    own: float = 0.0
    excluded: dict[str, float] = field(default_factory=dict)


def joined(weights: np.ndarray, heads: Heads) -> np.ndarray:
    """One map of [heads, ...]: a head, their mean, or their maximum."""
    if heads == "mean":
        return weights.mean(0, dtype=np.float32)
    if heads == "max":
        return weights.max(0).astype(np.float32)
    return weights[heads].astype(np.float32)


def look(maps: ItemMaps, choice: Choice, focus: Focus) -> Look:
    """What `focus` attends to."""
    if choice.pair is not None and not focus.tokens:
        focus = Focus(choice.pair[0])
    result = (_raw if choice.kind == "raw" else _flow)(maps, choice, focus)
    if choice.pair is None:
        return result
    kept = choice.pair[1]
    weights = {name: values for name, values in result.weights.items() if name == kept}
    excluded = {name: value for name, value in result.mass.items() if name != kept}
    return replace(result, weights=weights, excluded=excluded)


def difference(one: Look, other: Look) -> Look:
    """How much more `one` attends to each token than `other`, -1..1 for distributions.

    Modalities that only one of them has, or of other tokens, are left out.
    """
    weights = {
        name: values - other.weights[name]
        for name, values in one.weights.items()
        if name in other.weights and len(values) == len(other.weights[name])
    }
    return replace(one, weights=weights)


def within(choice: Choice, maps: ItemMaps) -> Choice:
    """The nearest choice that other maps offer: they may have fewer layers or heads."""
    heads = choice.heads
    if isinstance(heads, int) and heads >= maps.heads:
        heads = "mean"
    kind = choice.kind if choice.kind == "raw" or choice.kind in maps.flow else "raw"
    return replace(choice, kind=kind, layer=min(choice.layer, maps.layers - 1), heads=heads)


def _raw(maps: ItemMaps, choice: Choice, focus: Focus) -> Look:
    if focus.modality == ITEM_VECTOR:
        row = joined(maps.fusion, choice.heads).mean(0)
        weights = maps.split(row)
        total = float(row.sum()) or 1.0
        mass = {name: float(values.sum()) / total for name, values in weights.items()}
        return Look(weights, dict.fromkeys(maps.modalities, 1 / max(1, len(row))), mass)
    if focus.tokens:
        picked = list(focus.tokens)
        weights = {
            name: joined(
                maps.pairs[focus.modality, name][choice.layer][:, picked], choice.heads
            ).mean(0)
            for name in maps.modalities
        }
        heard = _heard(maps, choice.layer, focus.modality, picked)
    else:
        weights = {name: _whole(maps, choice, (focus.modality, name)) for name in maps.modalities}
        heard = _heard(maps, choice.layer, focus.modality, slice(None))
    uniform = {name: 1 / max(1, maps.count(name)) for name in maps.modalities}
    return Look(weights, uniform, heard)


def _whole(maps: ItemMaps, choice: Choice, pair: tuple[str, str]) -> np.ndarray:
    """Mean over all queries of a pair [Lk]. The maximum over heads is taken query by query."""
    if choice.heads == "max":
        return maps.of_pair("largest", pair)[choice.layer]
    return joined(maps.of_pair("whole", pair)[choice.layer], choice.heads)


def _heard(
    maps: ItemMaps, layer: int, modality: str, picked: list[int] | slice
) -> dict[str, float]:
    shares = maps.shares[modality][layer][picked]
    mean = shares.mean(0) if len(shares) else np.zeros(len(maps.modalities))
    return dict(zip(maps.modalities, (float(value) for value in mean), strict=True))


def _flow(maps: ItemMaps, choice: Choice, focus: Focus) -> Look:
    own = 0.0
    if focus.modality == ITEM_VECTOR:
        row = np.array(maps.flow_item[choice.kind], np.float32)
    else:
        place = maps.modalities.index(focus.modality)
        row = maps.of_flow("whole", choice.kind)[place]
    if focus.tokens:
        rows = maps.part(focus.modality).start + np.array(focus.tokens)
        row = maps.flow[choice.kind][rows].mean(0, dtype=np.float32)
        # What a token keeps of itself through the residual path would outshine all else.
        own = float(row[rows].sum())
        row[rows] = 0
    total = float(row.sum())
    weights = maps.split(row)
    mass = {
        name: float(values.sum()) / total if total > 0 else 0.0 for name, values in weights.items()
    }
    uniform = total / max(1, len(row))
    whole = own + total
    return Look(
        weights,
        dict.fromkeys(maps.modalities, uniform),
        mass,
        own=own / whole if whole > 0 else 0.0,
    )


def mass_matrix(maps: ItemMaps, choice: Choice) -> tuple[list[str], np.ndarray]:
    """Shares of each key modality (column) in what each query modality (row) takes in.

    The first row is the item vector. Rows sum to one (or to zero where nothing reached it).

    Returns:
        names of the rows, float [rows, M].

    """
    alone = replace(choice, pair=None)
    rows = [ITEM_VECTOR, *(name for name in maps.modalities if maps.count(name))]
    values = []
    for name in rows:
        if choice.kind == "raw" and name != ITEM_VECTOR:
            mass = _heard(maps, choice.layer, name, slice(None))
        else:
            mass = look(maps, alone, Focus(name)).mass
        values.append([mass[key] for key in maps.modalities])
    return rows, np.array(values, np.float64)
