"""How well two modalities agree, as numbers with the value chance would give.

Everything here takes rows that belong together: row i of `x` and row i of `y` are the same item.
Rows are compared by cosine. Nothing holds an n x n matrix unless it returns one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import hyp0f1

#: Entries of a block of similarities held at once.
_BLOCK = 16 * 1024 * 1024


@dataclass(frozen=True)
class Measure:
    """One number, and how to read it.

    Attributes:
        name: what it is called.
        value: the number; NaN where there are too few items for it.
        chance: what it would be if the modalities had nothing to do with each other.
        formula: how it is computed, for the tooltip.
        better: whether larger or smaller numbers mean more agreement.

    """

    name: str
    value: float
    chance: float
    formula: str
    better: str = "larger"


def unit(x: np.ndarray) -> np.ndarray:
    """Rows at length 1 (float32 [n, d]); rows of zeros stay zero."""
    x = np.asarray(x, np.float32)
    return np.asarray(x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-12))


def similarity(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Cosine of every row of x with every row of y, [n, m]."""
    return np.asarray(unit(x) @ unit(y).T)


@dataclass(frozen=True, eq=False)
class Compared:
    """Every row of x against all rows of y, its own partner among them.

    Attributes:
        ranks: int64 [n], place of the own partner, 0 is best. Ties count against it: everything
            as near as the partner stands before it.
        margins: [n], cosine of the partner minus the best other one; negative: lost.
        rivals: int64 [n], the best other row of y.
        own: [n], cosine of the partner.

    """

    ranks: np.ndarray
    margins: np.ndarray
    rivals: np.ndarray
    own: np.ndarray


def compare(x: np.ndarray, y: np.ndarray) -> Compared:
    """Who finds its partner, and who is found instead; at least two rows of each."""
    parts = []
    for rows, block in _blocks(unit(x), unit(y)):
        each = np.arange(len(rows))
        own = block[each, rows].copy()
        # Not finite: nothing was learned, so nothing is won.
        ranks = block.shape[1] - 1 - (block < own[:, None]).sum(1)
        block[each, rows] = -np.inf
        rivals = block.argmax(1)
        parts.append((ranks, own - block[each, rivals], rivals, own))
    return Compared(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def recall(ranks: np.ndarray, k: int) -> Measure:
    """Share of rows whose partner is among the k nearest, from the ranks of `compare`, [n]."""
    n = len(ranks)
    value = float((ranks < k).mean()) if n else float("nan")
    chance = min(1.0, k / n) if n else float("nan")
    return Measure(f"R@{k}", value, chance, "share of i with rank_i < k; ties lose")


def alignment(x: np.ndarray, y: np.ndarray) -> Measure:
    """Alignment (Wang & Isola 2020): mean squared distance of partners on the sphere."""
    if not len(x):
        return Measure("Alignment", float("nan"), float("nan"), "", "smaller")
    a, b = unit(x).astype(np.float64), unit(y).astype(np.float64)
    apart = float(np.mean(((a - b) ** 2).sum(1)))
    # The mean over all pairs, partners or not, without holding them.
    any_pair = float(np.mean((a**2).sum(1)) + np.mean((b**2).sum(1)) - 2 * a.mean(0) @ b.mean(0))
    return Measure(
        "Alignment", apart, any_pair, "mean ‖x_i − y_i‖², x and y at length 1", "smaller"
    )


def uniformity(x: np.ndarray, t: float = 2.0) -> Measure:
    """Uniformity (Wang & Isola 2020): log of the mean Gaussian potential of all pairs.

    Chance is the value of points spread evenly over the whole sphere of this dimension, the
    lowest there can be: -2t + log 0F1(d/2, t²).
    """
    a = unit(x)
    n, d = a.shape
    spread = float(-2 * t + np.log(hyp0f1(d / 2, t * t)))
    if n < 2:
        return Measure("Uniformity", float("nan"), spread, "", "smaller")
    total = 0.0
    for rows, block in _blocks(a, a):
        potential = np.exp(2 * t * (block.astype(np.float64) - 1))
        total += potential.sum() - potential[np.arange(len(rows)), rows].sum()
    value = float(np.log(total / (n * (n - 1))))
    return Measure("Uniformity", value, spread, "log mean_{i≠j} exp(−2‖x_i − x_j‖²)", "smaller")


def gap(x: np.ndarray, y: np.ndarray) -> Measure:
    """Modality gap (Liang et al. 2022): distance between the centres of the two modalities.

    Chance is what random relabelling of the points as x or y gives (root mean square).
    """
    a, b = unit(x).astype(np.float64), unit(y).astype(np.float64)
    if len(a) < 2:
        return Measure("Modality gap", float("nan"), float("nan"), "", "smaller")
    value = float(np.linalg.norm(a.mean(0) - b.mean(0)))
    both = np.concatenate([a, b])
    scatter = ((both - both.mean(0)) ** 2).sum() / (len(both) - 1)
    chance = float(np.sqrt(scatter * (1 / len(a) + 1 / len(b))))
    return Measure(
        "Modality gap", value, chance, "‖mean x − mean y‖, x and y at length 1", "smaller"
    )


def shifted(x: np.ndarray, y: np.ndarray, amount: float) -> tuple[np.ndarray, np.ndarray]:
    """Both modalities moved towards each other along the gap, then back onto the sphere.

    Args:
        x: [n, d].
        y: [n, d].
        amount: 0 leaves them, 1 closes the gap, more crosses over, less than 0 widens it.

    """
    a, b = unit(x), unit(y)
    half = (a.mean(0) - b.mean(0)) * (amount / 2)
    return unit(a - half), unit(b + half)


def cka(x: np.ndarray, y: np.ndarray) -> Measure:
    """Unbiased linear CKA (Kornblith et al. 2019 with HSIC_1 of Song et al. 2012).

    The biased form is far above 0 for independent noise as soon as dimensions are many; this one
    is 0 on average. Costs O(n d²), no kernel matrix. Needs four items.
    """
    name, formula = "CKA", "HSIC₁(x, y) / √(HSIC₁(x, x) · HSIC₁(y, y)), linear kernels"
    if len(x) < 4:
        return Measure(name, float("nan"), 0.0, formula)
    a, b = (np.asarray(side, np.float64) for side in (x, y))
    a, b = a - a.mean(0), b - b.mean(0)
    own = _hsic(a, a) * _hsic(b, b)
    value = _hsic(a, b) / np.sqrt(own) if own > 0 else float("nan")
    return Measure(name, float(value), 0.0, formula)


def _hsic(a: np.ndarray, b: np.ndarray) -> float:
    """HSIC_1 of linear kernels without their diagonals, from features alone."""
    n = len(a)
    a_own, b_own = (a**2).sum(1), (b**2).sum(1)
    trace = ((a.T @ b) ** 2).sum() - a_own @ b_own
    a_rows, b_rows = a @ a.sum(0) - a_own, b @ b.sum(0) - b_own
    return float(
        (
            trace
            + a_rows.sum() * b_rows.sum() / ((n - 1) * (n - 2))
            - 2 * (a_rows @ b_rows) / (n - 2)
        )
        / (n * (n - 3))
    )


def neighbours(x: np.ndarray, k: int, rows: np.ndarray | None = None) -> np.ndarray:
    """The k < n nearest other rows by cosine of each row (of `rows`), int [n, k], in no order."""
    a = unit(x)
    rows = np.arange(len(a)) if rows is None else rows
    out = []
    for piece in _pieces(rows, len(a)):
        block = a[piece] @ a.T
        block[np.arange(len(piece)), piece] = -np.inf
        out.append(np.argpartition(-block, k - 1, axis=1)[:, :k])
    return np.concatenate(out)


def mutual_neighbours(x: np.ndarray, y: np.ndarray, k: int = 10) -> Measure:
    """Mutual kNN (Huh et al. 2024): share of an item's k nearest that both modalities agree on."""
    n = len(x)
    k = min(k, n - 1)
    if k < 1:
        return Measure("Mutual kNN", float("nan"), float("nan"), "")
    shared = _overlap(neighbours(x, k), neighbours(y, k), n)
    return Measure(
        f"Mutual kNN@{k}", float(shared.mean()) / k, k / (n - 1), "mean_i |N_k(x_i) ∩ N_k(y_i)| / k"
    )


def neighbourhood_loss(
    x: np.ndarray, embedded: np.ndarray, k: int = 10, rows: np.ndarray | None = None
) -> np.ndarray:
    """Share of each row's k nearest (cosine) that a flat map of it tears away, [n].

    Chance, for a map that ignores the items: 1 - k / (n - 1).

    Args:
        x: true vectors [n, d].
        embedded: places on the map [n, 2], compared by Euclidean distance.
        k: how many neighbours.
        rows: rows to look at, all if None; neighbours are sought among all either way.

    """
    n = len(x)
    k = min(k, n - 1)
    rows = np.arange(n) if rows is None else rows
    flat = np.asarray(embedded, np.float32)
    lengths = (flat**2).sum(1)
    near = []
    for piece in _pieces(rows, n):
        distances = lengths[piece, None] + lengths - 2 * flat[piece] @ flat.T
        distances[np.arange(len(piece)), piece] = np.inf
        near.append(np.argpartition(distances, k - 1, axis=1)[:, :k])
    return np.asarray(1 - _overlap(neighbours(x, k, rows), np.concatenate(near), n) / k)


def _overlap(a: np.ndarray, b: np.ndarray, n: int) -> np.ndarray:
    """Size of the intersection of each row's set, int [rows]."""
    base = np.arange(len(a))[:, None] * n
    shared = np.isin(a + base, b + base)
    return np.asarray(shared.sum(1))


def agreement(x: np.ndarray, y: np.ndarray, ks: Sequence[int] = (1, 5, 10)) -> dict[str, Measure]:
    """Every measure of a pair of modalities in one space; recall both ways (x→y and y→x).

    Lists as long as the catalog find everybody: of `ks` those are left out.
    """
    found = {}
    few = len(x) < 2
    nobody = np.empty(0, np.int64)
    for way, sides in (("x to y", (x, y)), ("y to x", (y, x))):
        ranks = nobody if few else compare(*sides).ranks
        for k in [k for k in ks if k < len(x)] or [1]:
            found[f"recall@{k} {way}"] = recall(ranks, k)
    found["alignment"] = alignment(x, y)
    found["uniformity x"] = uniformity(x)
    found["uniformity y"] = uniformity(y)
    found["gap"] = gap(x, y)
    found["cka"] = cka(x, y)
    found["mutual"] = mutual_neighbours(x, y)
    return found


def _blocks(a: np.ndarray, b: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Rows and their products with all of b, a block at a time."""
    for rows in _pieces(np.arange(len(a)), len(b)):
        yield rows, a[rows] @ b.T


def _pieces(rows: np.ndarray, width: int) -> Iterator[np.ndarray]:
    """Rows in pieces whose products with `width` others are no larger than a block."""
    step = max(1, _BLOCK // max(1, width))
    for start in range(0, len(rows), step):
        yield rows[start : start + step]
