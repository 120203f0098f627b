"""Items whose modalities disagree, by a score that means the same on every catalog.

An item whose picture belongs to another item fits its own picture no better than strangers'
pictures. So its score, the share of strangers that fit better than the own partner, is spread
evenly over 0..1 where the partner is wrong, and lies near 0 where it is right.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.alignment.measures import unit

_BLOCK = 1024
FOLDS = 5
#: Whitening shrinks the variance of every direction towards the mean variance by this much.
SHRINKAGE = 1.0
DIRECTIONS = 40
#: More items teach the directions nothing.
MOST_FITTED = 5_000
#: Fewer items than this cannot be divided.
LEAST_ITEMS = 20


@dataclass(frozen=True, eq=False)
class Suspicion:
    """How little the two modalities of each item say the same.

    Attributes:
        score: [n], share of strangers that fit better than the own partner, both ways together;
            a wrong partner gets 0.5 on average, a right one near 0.
        rival: int64 [n], row whose y fits x best among the strangers looked at.
        own: [n], cosine of the own pair.
        strangers: strangers an item was compared with, each way (at most).

    """

    score: np.ndarray
    rival: np.ndarray
    own: np.ndarray
    strangers: int


def suspicion(x: np.ndarray, y: np.ndarray, most: int = 2000, seed: int = 0) -> Suspicion:
    """Score every item.

    Some items are near to everything (hubs; Radovanovic et al. 2010). What a row and a column are
    on average is taken off every cosine first, as in double centring.

    Args:
        x: [n, d], row i belongs to row i of `y` [n, d]; n > 1.
        y: [n, d].
        most: strangers looked at; drawn with `seed` if there are more.
        seed: decides which.

    """
    a, b = unit(x), unit(y)
    n = len(a)
    drawn = np.arange(n)
    if n > most:
        drawn = np.sort(np.random.default_rng(seed).choice(n, most, replace=False))
    rows, columns = a @ b.mean(0), b @ a.mean(0)
    own = (a * b).sum(1)
    fit = own - rows - columns
    better = np.zeros(n)
    rival = np.zeros(n, np.int64)
    for begin in range(0, n, _BLOCK):
        part = np.arange(begin, min(begin + _BLOCK, n))
        itself = part[:, None] == drawn
        forward = a[part] @ b[drawn].T - rows[part, None] - columns[drawn]
        backward = b[part] @ a[drawn].T - columns[part, None] - rows[drawn]
        for side in (forward, backward):
            side[itself] = -np.inf
            # Ties count against the item: features without information prove nothing.
            better[part] += ((side >= fit[part, None]) & ~itself).sum(1)
        rival[part] = drawn[forward.argmax(1)]
    compared = 2 * (len(drawn) - np.isin(np.arange(n), drawn))
    return Suspicion(better / np.maximum(compared, 1), rival, own, len(drawn))


def cross_fitted(x: np.ndarray, y: np.ndarray, seed: int = 0) -> Suspicion:
    """`suspicion` in directions that were fitted without the items judged.

    A model that was trained on a wrong picture has learned it by heart and finds nothing wrong.
    Here the items are divided in five; for each part, canonical correlations with shrunk whitening
    (Vinod 1976) are fitted on the others. Rows are then compared among the part.

    Args:
        x: features [n, p], row i belongs to row i of `y` [n, q]; at least `LEAST_ITEMS`.
        y: features.
        seed: of the division.

    Raises:
        ValueError: too few rows.

    """
    n = len(x)
    if n < LEAST_ITEMS:
        raise ValueError(f"{n} rows are too few")
    generator = np.random.default_rng(seed)
    part = generator.permutation(n) % FOLDS
    out = Suspicion(np.zeros(n), np.zeros(n, np.int64), np.zeros(n, np.float32), 0)
    strangers = 0
    for fold in range(FOLDS):
        judged, others = np.flatnonzero(part == fold), np.flatnonzero(part != fold)
        if len(others) > MOST_FITTED:
            others = generator.choice(others, MOST_FITTED, replace=False)
        left, right = _directions(x[others], y[others])
        found = suspicion(left(x[judged]), right(y[judged]), seed=seed)
        out.score[judged], out.own[judged] = found.score, found.own
        out.rival[judged] = judged[found.rival]
        strangers = max(strangers, found.strangers - 1)
    return Suspicion(out.score, out.rival, out.own, strangers)


@dataclass(frozen=True, eq=False)
class _Projection:
    mean: np.ndarray
    weights: np.ndarray

    def __call__(self, features: np.ndarray) -> np.ndarray:
        return np.asarray((features - self.mean) @ self.weights, np.float32)


def _directions(x: np.ndarray, y: np.ndarray) -> tuple[_Projection, _Projection]:
    """Canonical directions of both sides, each weighted by the root of its correlation."""
    (mean_x, white_x), (mean_y, white_y) = _whitening(x), _whitening(y)
    cross = ((x - mean_x) @ white_x).T @ ((y - mean_y) @ white_y) / len(x)
    left, strength, right = np.linalg.svd(cross, full_matrices=False)
    root = np.sqrt(strength[:DIRECTIONS])
    return (
        _Projection(mean_x, white_x @ left[:, :DIRECTIONS] * root),
        _Projection(mean_y, white_y @ right[:DIRECTIONS].T * root),
    )


def _whitening(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    x = np.asarray(x, np.float64)
    mean = x.mean(0)
    values, vectors = np.linalg.eigh(np.cov(x, rowvar=False).reshape(x.shape[1], -1))
    values = values.clip(min=0)
    return mean, vectors / np.sqrt(values + SHRINKAGE * values.mean() + 1e-12)
