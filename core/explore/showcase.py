"""Where to look first: the item whose map tells most, the person whose list hits most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from core.contracts.attention import ItemParams
from core.contracts.showcase import Showcase, ShowcaseParams, ShownItem, ShownUser
from core.explore.attention.target import target_of, tokens_of
from core.explore.context import Context

if TYPE_CHECKING:
    from torch import Tensor

    from core.alignment.pointing import Asked
    from core.encoders.tokens import TokenBatch
    from core.fusion.transformer import TransformerFusion
    from core.training.run.runs import TrainedRun

#: Of the hits beyond chance of the best item: who has so many points right as well as it does.
NEAR = 0.8


def best(context: Context, params: ShowcaseParams) -> Showcase:
    """The item and the user to show of a run, out of some that are spread over the catalog."""
    from core.fusion.transformer import TransformerFusion

    fusion = context.run.model.fusion
    item = None
    if isinstance(fusion, TransformerFusion):
        item = _item(context, fusion, params.items)
    return Showcase(item=item, user=_user(context.run, params.users, params.k), k=params.k)


def _spread(rows: np.ndarray, count: int) -> np.ndarray:
    """At most so many of the rows, evenly."""
    places = np.linspace(0, len(rows) - 1, min(count, len(rows))).round().astype(int)
    chosen: np.ndarray = rows[np.unique(places)]
    return chosen


# --- the item -------------------------------------------------------------------------------


def _item(context: Context, fusion: TransformerFusion, count: int) -> ShownItem | None:
    """Hits beyond chance decide where truth was planted, then that no modality is left out.

    Of the items looked at only those compete that have the most modalities. Where nothing was
    planted the sharpest is taken.
    """
    truth = context.catalog.truth
    planted = truth is not None and truth.height > 0
    rows = np.arange(context.catalog.items.height)
    if planted:
        assert truth is not None
        rows = truth.get_column("item").unique().sort().to_numpy()
    seen = [
        _seen(context, fusion, truth if planted else None, row)
        for row in _spread(rows, count).tolist()
    ]
    return _chosen([one for one in seen if one.modalities])


@dataclass(frozen=True)
class _Seen:
    """An item that was looked at: hits beyond chance, and the least share a modality has."""

    shown: ShownItem
    modalities: int
    beyond: float = 0.0
    least: float = 0.0


def _chosen(seen: list[_Seen]) -> ShownItem | None:
    """Of those that point nearly as right as the best, the one all of whose modalities count."""
    most = max((one.modalities for one in seen), default=0)
    whole = [one for one in seen if one.modalities == most]
    best = max((one.beyond for one in whole), default=0.0)
    near = [one for one in whole if one.beyond >= NEAR * best]
    found = max(near, key=lambda one: (one.least * (best > 0), one.shown.sharpness), default=None)
    return found.shown if found is not None else None


def _seen(
    context: Context, fusion: TransformerFusion, truth: pl.DataFrame | None, row: int
) -> _Seen:
    batch = tokens_of(context.run, [row])
    modalities = sum(bool(one.mask.any()) for one in batch.values())
    if not modalities:
        return _Seen(ShownItem(row=row), 0)
    games = _games(truth, fusion, batch, row)
    hits = sum(hit for _, hit in games)
    chance = sum(float(game.right.mean()) for game, _ in games)
    direction, _ = target_of(context, ItemParams(item=row))
    sharpness, least = _relevance(fusion, batch, direction)
    asking, tokens = _telling(games)
    shown = ShownItem(
        row=row, games=len(games), hits=hits, asking=asking, tokens=tokens, sharpness=sharpness
    )
    return _Seen(shown, modalities, hits - chance, least)


def _games(
    truth: pl.DataFrame | None, fusion: TransformerFusion, batch: dict[str, TokenBatch], row: int
) -> list[tuple[Asked, bool]]:
    """The games of an item and which were won, of the first layer with its heads averaged."""
    from core.alignment.pointing import asked
    from core.fusion.maps import attention_maps

    if truth is None:
        return []
    maps = attention_maps(fusion, batch)
    present = [name for name, length in maps.lengths.items() if length]
    positions = {name: maps.tokens[name].positions[0].numpy() for name in present}
    views = {
        (q, k): maps.weights(q, k)[0].mean(0).numpy() for q in present for k in present if q != k
    }
    return [
        (game, game.hit(views[game.query, game.key]))
        for game in asked(truth, row, positions)
        if (game.query, game.key) in views
    ]


def _telling(games: list[tuple[Asked, bool]]) -> tuple[str, tuple[int, ...]]:
    """Modality and tokens that ask in the won game that chance wins least; words before others."""
    won = [game for game, hit in games if hit]
    if not won:
        return "", ()
    game = min(won, key=lambda one: (one.query != "text", float(one.right.mean())))
    return game.query, tuple(np.flatnonzero(game.asking).tolist())


def _relevance(
    fusion: TransformerFusion, batch: dict[str, TokenBatch], direction: Tensor
) -> tuple[float, float]:
    """How sharp what moves the score is, and the least share of it that a modality has.

    Sharpness is 1 less the entropy over its greatest, a mean over modalities of some tokens.
    """
    from core.fusion.relevance import relevance

    sharp, sums = [], []
    for values in relevance(fusion, batch, lambda vector: vector @ direction).values():
        total = float(values.sum())
        if len(values):
            sums.append(total)
        if len(values) > 1 and total > 0:
            part = (values / total).clamp(min=1e-12)
            sharp.append(1 + float((part * part.log()).sum()) / float(np.log(len(values))))
    least = min(sums) / sum(sums) if sums and sum(sums) > 0 else 0.0
    return float(np.clip(np.mean(sharp), 0, 1)) if sharp else 0.0, least


# --- the person -----------------------------------------------------------------------------


def _user(run: TrainedRun, count: int, k: int) -> ShownUser | None:
    """Most held-out items among the best k; with nothing held out, the longest history."""
    from core.training.judge.evaluate import list_metrics, rank
    from core.training.judge.validation import scorer

    data = run.data
    held = data.valid.joined(data.test)
    users = _spread(np.flatnonzero(held.counts * (data.train.counts > 0)), count)
    if not len(users):
        known = data.train.counts
        longest = int(known.argmax()) if len(known) else 0
        return ShownUser(row=longest, hits=0, held_out=0) if known.any() else None
    scores = scorer(run.vectors, data.train)(users).float().clone()
    k = min(k, data.n_items)
    _, hit = rank(scores, *held.pairs(users), *data.known.pairs(users), k)
    ndcg = list_metrics(hit, held.counts[users], k)["ndcg"]
    first = int(np.lexsort((ndcg, hit.sum(1)))[-1])
    row = int(users[first])
    return ShownUser(row=row, hits=int(hit[first].sum()), held_out=int(held.counts[row]))
