"""The one slice of an item's maps that is on screen.

Whatever the mouse or the keyboard asks for is a slice of arrays that are here already, taken with
numpy in well under a frame.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from core.contracts.attention import FlowKind, Heads, Kind, Maps

#: Name of the fusion queries, which read all tokens and make the item vector.
ITEM_VECTOR = "fusion"
#: Less is how weights are rounded.
_LEAST_NOTHING = 0.01


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


def asked(choice: Choice, focus: Focus) -> Choice:
    """What a choice shows of a focus: of tokens that are pointed at, where they looked.

    Relevance is what moved the score of an item. A token's row of it holds what is left after all
    layers, next to nothing on other modalities, and nobody who points at a word asks for that.
    """
    return replace(choice, kind="raw") if focus.tokens and choice.kind == "relevance" else choice


@dataclass(frozen=True)
class MapSlice:
    """What one focus attends to under one choice.

    Attributes:
        weights: per key modality [L]; modalities filtered away are missing.
        uniform: per key modality, the value each token would have if all were equal.
        mass: per key modality, its share of what the focus takes in; sums to one.
        own: share that the focus keeps in itself (its own tokens), taken out of `weights`.
        nothing: per key modality, the share that found nothing there; of raw weights only.

    """

    weights: dict[str, np.ndarray]
    uniform: dict[str, float]
    mass: dict[str, float]
    own: float = 0.0
    excluded: dict[str, float] = field(default_factory=dict)
    nothing: dict[str, float] = field(default_factory=dict)


def joined(weights: np.ndarray, heads: Heads) -> np.ndarray:
    """One map of [heads, ...]: a head, their mean, or their maximum."""
    if heads == "mean":
        return weights.mean(0, dtype=np.float32)
    if heads == "max":
        return weights.max(0).astype(np.float32)
    return weights[heads].astype(np.float32)


def look(maps: Maps, choice: Choice, focus: Focus) -> MapSlice:
    """What `focus` attends to."""
    if choice.pair is not None and not focus.tokens:
        focus = Focus(choice.pair[0])
    kind = choice.kind
    result = _raw(maps, choice, focus) if kind == "raw" else _flow(maps, kind, focus)
    if choice.pair is None:
        return result
    kept = choice.pair[1]
    weights = {name: values for name, values in result.weights.items() if name == kept}
    excluded = {name: value for name, value in result.mass.items() if name != kept}
    return replace(result, weights=weights, excluded=excluded)


def difference(one: MapSlice, other: MapSlice) -> MapSlice:
    """How much more `one` attends to each token than `other`, -1..1 for distributions.

    Modalities that only one of them has, or of other tokens, are left out.
    """
    weights = {
        name: values - other.weights[name]
        for name, values in one.weights.items()
        if name in other.weights and len(values) == len(other.weights[name])
    }
    return replace(one, weights=weights)


def within(choice: Choice, maps: Maps) -> Choice:
    """The nearest choice that other maps offer: they may have fewer layers or heads."""
    heads = choice.heads
    if isinstance(heads, int) and heads >= maps.heads:
        heads = "mean"
    kind = choice.kind if choice.kind == "raw" or choice.kind in maps.flow else "raw"
    return replace(choice, kind=kind, layer=min(choice.layer, maps.layers - 1), heads=heads)


def _raw(maps: Maps, choice: Choice, focus: Focus) -> MapSlice:
    if focus.modality == ITEM_VECTOR:
        row = joined(maps.fusion, choice.heads).mean(0)
        weights = maps.split(row)
        total = float(row.sum()) or 1.0
        mass = {name: float(values.sum()) / total for name, values in weights.items()}
        return MapSlice(weights, dict.fromkeys(maps.modalities, 1 / max(1, len(row))), mass)
    if focus.tokens:
        picked = list(focus.tokens)
        weights = {
            name: joined(
                maps.pairs[focus.modality][name][choice.layer][:, picked], choice.heads
            ).mean(0)
            for name in maps.modalities
        }
        heard = _heard(maps, choice.layer, focus.modality, picked)
    else:
        weights = {name: _whole(maps, choice, (focus.modality, name)) for name in maps.modalities}
        heard = _heard(maps, choice.layer, focus.modality, slice(None))
    uniform = {name: 1 / max(1, maps.count(name)) for name in maps.modalities}
    left = {name: 1 - float(row.sum()) for name, row in weights.items() if len(row)}
    nothing = {n: share for n, share in left.items() if share > _LEAST_NOTHING}
    return MapSlice(weights, uniform, heard, nothing={} if choice.heads == "max" else nothing)


def _whole(maps: Maps, choice: Choice, pair: tuple[str, str]) -> np.ndarray:
    """Mean over all queries of a pair [Lk]. The maximum over heads is taken query by query."""
    summary = maps.summary.pairs[pair[0]][pair[1]]
    if choice.heads == "max":
        return summary.largest[choice.layer]
    return joined(summary.whole[choice.layer], choice.heads)


def _heard(maps: Maps, layer: int, modality: str, picked: list[int] | slice) -> dict[str, float]:
    shares = maps.shares[modality][layer][picked]
    mean = shares.mean(0) if len(shares) else np.zeros(len(maps.modalities))
    return dict(zip(maps.modalities, (float(value) for value in mean), strict=True))


def _flow(maps: Maps, kind: FlowKind, focus: Focus) -> MapSlice:
    own = 0.0
    if focus.modality == ITEM_VECTOR:
        row = np.array(maps.flow_item[kind], np.float32)
    else:
        row = maps.summary.flow[kind].whole[maps.modalities.index(focus.modality)]
    if focus.tokens:
        rows = maps.part(focus.modality).start + np.array(focus.tokens)
        row = maps.flow[kind][rows].mean(0, dtype=np.float32)
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
    return MapSlice(
        weights,
        dict.fromkeys(maps.modalities, uniform),
        mass,
        own=own / whole if whole > 0 else 0.0,
    )


def mass_matrix(maps: Maps, choice: Choice) -> tuple[list[str], np.ndarray]:
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
