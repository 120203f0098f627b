"""The pointing game over the planted truth of a sample catalog, with the run's own maps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from core.contracts.attention import (
    AttributeScore,
    Heads,
    ItemParams,
    PairScore,
    PointingAnswer,
    PointingParams,
    Score,
)
from core.errors import UserError
from core.explore.attention.target import target_of, tokens_of, transformer_of
from core.explore.context import Context
from core.text import Text

if TYPE_CHECKING:
    from core.alignment.pointing import Game, Tally
    from core.fusion.transformer import TransformerFusion

Views = dict[tuple[str, str], np.ndarray]


def pointing(context: Context, params: PointingParams) -> PointingAnswer:
    """Hits, games and chance per ordered pair of modalities and attribute.

    Raises:
        UserError: nothing was planted, or the run has no attention.

    """
    from core.alignment.pointing import tally

    played = games(context, params)
    attributes = tally(played, ("query", "key", "attribute"))
    pairs = tuple(
        PairScore(
            query=query,
            key=key,
            attributes=tuple(
                AttributeScore(attribute=name, **dict(_score(one)))
                for (q, k, name), one in attributes.items()
                if (q, k) == (query, key)
            ),
            **dict(_score(total)),
        )
        for (query, key), total in tally(played).items()
    )
    return PointingAnswer(item=params.item, items=len(_rows(context, params)), pairs=pairs)


def games(context: Context, params: PointingParams) -> list[Game]:
    """Every game of the items that are asked.

    Raises:
        UserError: nothing was planted, or the run has no attention.

    """
    from core.alignment.pointing import play

    truth = context.catalog.truth
    if truth is None or not truth.height:
        raise UserError(
            "Nothing is known about where things are in this catalog.",
            "The sample catalogs come with planted truth.",
        )
    fusion = transformer_of(context.run)
    if params.kind == "raw" and params.layer >= len(fusion.layers):
        raise UserError(
            Text("The model has {layers} layers.", layers=len(fusion.layers)), "Choose one of them."
        )
    if isinstance(params.heads, int) and params.heads >= fusion.heads:
        raise UserError(
            Text("The model has {heads} heads.", heads=fusion.heads), "Choose one of them."
        )
    return [
        game
        for row, positions, views in _views(context, params, fusion, _rows(context, params))
        for game in play(truth, row, positions, views)
    ]


def _score(tally: Tally) -> Score:
    low, high = tally.interval()
    return Score(hits=tally.hits, games=tally.games, chance=tally.chance, low=low, high=high)


def _rows(context: Context, params: PointingParams) -> np.ndarray:
    if params.item is not None:
        return np.array([params.item])
    assert context.catalog.truth is not None
    planted = context.catalog.truth.get_column("item").unique().sort().to_numpy()
    count = min(params.limit, len(planted))
    chosen = np.random.default_rng(params.seed).choice(planted, count, replace=False)
    return np.sort(chosen)


def _views(
    context: Context,
    params: PointingParams,
    fusion: TransformerFusion,
    rows: np.ndarray,
) -> Iterator[tuple[int, dict[str, np.ndarray], Views]]:
    """Row, positions per modality, and the chosen map [Lq, Lk] of every pair, item by item."""
    import torch

    from core.explore.attention.flow import token_flow
    from core.fusion.maps import attention_maps
    from core.fusion.relevance import rollout

    for row in rows:
        batch = tokens_of(context.run, [int(row)])
        maps = attention_maps(fusion, batch)
        present = [name for name, length in maps.lengths.items() if length]
        positions = {name: maps.tokens[name].positions[0].numpy() for name in present}
        views: Views = {}
        if params.kind == "raw":
            for q in present:
                for k in present:
                    weights = maps.weights(q, k)[params.layer]
                    views[q, k] = _joined(weights.numpy(), params.heads)
        else:
            if params.kind == "rollout":
                flow = rollout(maps, torch.eye(sum(maps.lengths.values())))
            else:
                whose = ItemParams(item=int(row), user=None)
                direction, _ = target_of(context, whose)
                flow = token_flow(fusion, batch, direction).relevance
            parts = flow.split(list(maps.lengths.values()))
            for q, part in zip(maps.modalities, parts, strict=True):
                for k, block in maps.split(part).items():
                    views[q, k] = block.numpy()
        yield int(row), positions, views


def _joined(weights: np.ndarray, heads: Heads) -> np.ndarray:
    """[heads, Lq, Lk] -> [Lq, Lk]."""
    if heads == "mean":
        mean: np.ndarray = weights.mean(0)
        return mean
    if heads == "max":
        largest: np.ndarray = weights.max(0)
        return largest
    chosen: np.ndarray = weights[heads]
    return chosen
