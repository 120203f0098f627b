"""The maps of one item as arrays, fetched once per item and run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np

from core.explore.attention import map_summary

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
        told: what the engine told of whole modalities, see core.explore.attention.map_summary;
            nothing for maps of a file.

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
