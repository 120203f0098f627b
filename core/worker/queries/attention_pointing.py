"""The pointing game over the planted truth of a sample catalog."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from core.errors import UserError
from core.worker.context import Context
from core.worker.queries import attention
from core.worker.queries.attention_proof import in_place, points

if TYPE_CHECKING:
    from core.fusion.transformer import TransformerFusion

#: Columns of the planted place of an attribute in each modality.
PLACES = {
    "text": ("char_start", "char_end"),
    "image": ("x0", "y0", "x1", "y1"),
    "audio": ("t0", "t1"),
}


@dataclass
class _Tally:
    hits: int = 0
    games: int = 0
    chance: float = 0.0
    by_attribute: dict[str, list[float]] = field(default_factory=dict)

    def add(self, attribute: str, hit: bool, chance: float) -> None:
        self.hits += hit
        self.games += 1
        self.chance += chance
        row = self.by_attribute.setdefault(attribute, [0, 0, 0.0])
        row[0] += hit
        row[1] += 1
        row[2] += chance

    def told(self, query: str, key: str) -> dict[str, Any]:
        return {
            "query": query,
            "key": key,
            "games": self.games,
            "hits": self.hits,
            "rate": self.hits / self.games,
            "chance": self.chance / self.games,
            "attributes": [
                {"attribute": name, "hits": int(h), "games": int(n), "chance": c / n}
                for name, (h, n, c) in sorted(self.by_attribute.items())
            ],
        }


def play(context: Context, params: attention.PointingParams) -> dict[str, Any]:
    """Hit rate and chance per ordered pair of modalities.

    For every planted attribute with a place in both: the tokens at its place in one modality ask,
    and the strongest token of the other counts as a hit if it lies in the place there. Chance is
    the share of tokens that lie in it.

    Raises:
        UserError: nothing was planted, or the run has no attention.

    """
    truth = context.catalog.truth
    if truth is None or not truth.height:
        raise UserError(
            "Nothing is known about where things are in this catalog.",
            "The sample catalogs come with planted truth.",
        )
    fusion = attention._transformer(context.run)
    if params.kind == "raw" and params.layer >= len(fusion.layers):
        raise UserError(f"The model has {len(fusion.layers)} layers.", "Choose one of them.")
    if params.item is not None:
        rows = np.array([params.item])
    else:
        everything = truth.get_column("item").unique().sort().to_numpy()
        generator = np.random.default_rng(params.seed)
        count = min(params.limit, len(everything))
        rows = np.sort(generator.choice(everything, count, replace=False))
    tallies: dict[tuple[str, str], _Tally] = {}
    for row, positions, views in _views(context, params, fusion, rows):
        for attribute, places in _planted(truth, row):
            for q in places:
                for k in places:
                    if q == k or q not in positions or k not in positions:
                        continue
                    asking = in_place(q, positions[q], places[q])
                    inside = in_place(k, positions[k], places[k])
                    if not asking.any():
                        continue
                    hit = points(views[q, k][asking].mean(0), inside)
                    if hit is not None:
                        tally = tallies.setdefault((q, k), _Tally())
                        tally.add(attribute, hit, float(inside.mean()))
    return {
        "item": params.item,
        "items": len(rows),
        "pairs": [tally.told(q, k) for (q, k), tally in sorted(tallies.items())],
    }


def _planted(truth: pl.DataFrame, row: int) -> Iterator[tuple[str, dict[str, np.ndarray]]]:
    """Attributes of an item with their place in each modality they have one in."""
    for planted in truth.filter(pl.col("item") == row).iter_rows(named=True):
        places = {
            modality: np.array([float(planted[name]) for name in columns])
            for modality, columns in PLACES.items()
            if all(planted[name] is not None for name in columns)
        }
        if len(places) > 1:
            yield str(planted["attribute"]), places


def _views(
    context: Context,
    params: attention.PointingParams,
    fusion: TransformerFusion,
    rows: np.ndarray,
) -> Iterator[tuple[int, dict[str, np.ndarray], dict[tuple[str, str], np.ndarray]]]:
    """Row, positions per modality, and the chosen map [Lq, Lk] of every pair, item by item."""
    import torch

    from core.fusion.maps import attention_maps
    from core.fusion.relevance import rollout
    from core.worker.queries.attention_flow import token_flow

    for row in rows:
        batch = attention._tokens(context.run, [int(row)])
        maps = attention_maps(fusion, batch)
        have = [name for name, length in maps.lengths.items() if length]
        positions = {name: maps.tokens[name].positions[0].numpy() for name in have}
        views: dict[tuple[str, str], np.ndarray] = {}
        if params.kind == "raw":
            for q in have:
                for k in have:
                    weights = maps.weights(q, k)[params.layer].numpy()
                    views[q, k] = _joined(weights, params.heads)
        else:
            if params.kind == "rollout":
                flow = rollout(maps, torch.eye(sum(maps.lengths.values())))
            else:
                asked = attention.ItemParams(item=int(row), user=None)
                direction, _ = attention._target(context, asked)
                flow = token_flow(fusion, batch, direction).relevance
            for q, part in zip(
                maps.modalities, flow.split(list(maps.lengths.values())), strict=True
            ):
                for k, block in maps.split(part).items():
                    views[q, k] = block.numpy()
        yield int(row), positions, views


def _joined(weights: np.ndarray, heads: int | str) -> np.ndarray:
    """[heads, Lq, Lk] -> [Lq, Lk]."""
    if heads == "mean":
        mean: np.ndarray = weights.mean(0)
        return mean
    if heads == "max":
        largest: np.ndarray = weights.max(0)
        return largest
    if int(heads) >= len(weights):
        raise UserError(f"The model has {len(weights)} heads.", "Choose one of them.")
    one: np.ndarray = weights[int(heads)]
    return one
