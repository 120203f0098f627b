"""Users who follow known preferences over the planted attributes.

Utility of item i for user u: sum over attributes of weight x taste(u, value of i), plus the
item's popularity, plus Gumbel noise. Tastes are a few strong likes and mild dislikes, and drift
over the months. Whoever knows the attributes must beat whoever only counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.progress import Reporter

#: 5 January 2026, 00:00 UTC, in seconds.
START = 1_767_571_200
DAYS = 240
_DAY = 86_400
_EPOCHS = 3
_POOL = 2_000
_NOISE = 0.75
_POPULARITY = 0.55
_LIKE = 3.2
#: Share of items that appear late, so that they have little or no history.
_NEW = 0.08
#: Share of items that nobody has met yet: what content alone must recommend.
_UNSEEN = 0.02


@dataclass(frozen=True, eq=False)
class History:
    """All interactions, sorted by user, then time.

    Attributes:
        user: int64 [n].
        item: int64 [n].
        timestamp: int64 [n] seconds, UTC.
        event: int64 [n] index into the field's events, deeper is more.
        rating: float64 [n], 1 to 5 where the deepest event was reached, else NaN.
    """

    user: np.ndarray
    item: np.ndarray
    timestamp: np.ndarray
    event: np.ndarray
    rating: np.ndarray


def simulate(
    values: Sequence[Mapping[str, str]],
    taste: Mapping[str, float],
    users: int,
    events: int,
    rng: np.random.Generator,
    reporter: Reporter,
    mean: float = 25,
) -> History:
    """Let `users` people live through DAYS days.

    Args:
        values: planted values of each item.
        taste: attributes that matter, with their weight.
        users: how many people.
        events: how many kinds of event the field has.
        rng: the only source of chance.
        reporter: hears of progress.
        mean: average number of interactions of a user.

    """
    codes, sizes = _codes(values, list(taste))
    weights = list(taste.values())
    count = len(values)
    popularity = _POPULARITY * rng.normal(0, 1, count)
    born = np.where(rng.random(count) < _NEW, rng.uniform(0.55, 0.97, count), -1.0)
    born[rng.random(count) < _UNSEEN] = 2.0
    columns: list[tuple[np.ndarray, ...]] = []
    for user in range(users):
        if user % 200 == 0:
            reporter.checkpoint()
            reporter.progress("writing histories", user, users, "users")
        length = int(np.clip(rng.lognormal(np.log(mean) - 0.15, 0.55), 6, 0.45 * count + 6))
        pool = np.arange(count) if count <= _POOL else rng.choice(count, _POOL, replace=False)
        columns.append(
            _one(user, length, pool, codes, sizes, weights, popularity, born, events, rng)
        )
    parts = [np.concatenate(part) for part in zip(*columns, strict=True)]
    return History(*parts)


def _codes(
    values: Sequence[Mapping[str, str]], names: Sequence[str]
) -> tuple[np.ndarray, list[int]]:
    """Values as numbers [items, attributes], and how many values each attribute has."""
    columns, sizes = [], []
    for name in names:
        known, code = np.unique([item[name] for item in values], return_inverse=True)
        columns.append(code.reshape(-1))
        sizes.append(len(known))
    return np.stack(columns, axis=1), sizes


def _draw_taste(size: int, rng: np.random.Generator) -> np.ndarray:
    liked = max(1, round(size * 0.16))
    taste = rng.normal(-0.25, 0.35, size)
    taste[rng.choice(size, liked, replace=False)] = _LIKE * rng.uniform(0.6, 1.0, liked)
    return taste


def _one(
    user: int,
    length: int,
    pool: np.ndarray,
    codes: np.ndarray,
    sizes: Sequence[int],
    weights: Sequence[float],
    popularity: np.ndarray,
    born: np.ndarray,
    events: int,
    rng: np.random.Generator,
) -> tuple[np.ndarray, ...]:
    tastes = [_draw_taste(size, rng) for size in sizes]
    # One attribute changes for good halfway; people do.
    drifting = int(rng.integers(len(sizes)))
    later = 0.5 * tastes[drifting] + 0.5 * _draw_taste(sizes[drifting], rng)
    joined = rng.uniform(0, 0.35)
    edges = np.linspace(joined, 1, _EPOCHS + 1)
    free = np.ones(len(pool), bool)
    items, times, likings = [], [], []
    for epoch in range(_EPOCHS):
        if epoch == _EPOCHS - 1:
            tastes[drifting] = later
        wanted = length // _EPOCHS + (epoch < length % _EPOCHS)
        liking = sum(
            weight * taste[codes[pool, k]]
            for k, (weight, taste) in enumerate(zip(weights, tastes, strict=True))
        )
        score = liking + popularity[pool] + _NOISE * rng.gumbel(0, 1, len(pool))
        score = np.where(free & (born[pool] < edges[epoch + 1]), score, -np.inf)
        chosen = np.argsort(-score, kind="stable")[:wanted]
        chosen = chosen[np.isfinite(score[chosen])]
        free[chosen] = False
        low = np.maximum(edges[epoch], born[pool[chosen]])
        items.append(pool[chosen])
        times.append(rng.uniform(low, edges[epoch + 1]))
        likings.append(liking[chosen])
    item, time, liking = (np.concatenate(part) for part in (items, times, likings))
    return _log(user, item, time, liking, events, rng)


def _log(
    user: int,
    item: np.ndarray,
    time: np.ndarray,
    liking: np.ndarray,
    events: int,
    rng: np.random.Generator,
) -> tuple[np.ndarray, ...]:
    """Clock times, and how far each interaction went."""
    n = len(item)
    day = np.floor(time * DAYS)
    hour = np.clip(rng.normal(rng.uniform(10, 21), 2.2, n), 0, 23.99)
    stamp = (START + day * _DAY + hour * 3600).astype(np.int64)
    # Better liked things go deeper: view -> click -> cart -> purchase.
    rank = (liking - liking.mean()) / (liking.std() + 1e-9) + rng.normal(0, 0.7, n)
    cuts = np.array([-0.6, 0.2, 0.9])[-(events - 1) :] if events > 1 else np.empty(0)
    event = np.searchsorted(cuts, rank)
    rating = np.where(event == events - 1, np.clip(np.round(3.6 + 0.8 * rank), 1, 5), np.nan)
    order = np.argsort(stamp, kind="stable")
    columns = (np.full(n, user), item, stamp, event, rating)
    return tuple(column[order] for column in columns)
