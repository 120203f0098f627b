"""One pair of modalities: who finds whom, and how well the two clouds of points agree.

All vectors are rows of length one; row i of x and row i of y are the same item.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

KS = (1, 5, 10)
NEIGHBOURS = 10


@dataclass(frozen=True, eq=False)
class Compared:
    """x asks, y answers.

    Attributes:
        similarity: [n, n] cosines, row: item that asks.
        ranks: int64 [n], rank of the own item, from 1; ties count against it.
        margins: [n], own similarity minus the best other one.
        rivals: int64 [n], the best other item.

    """

    similarity: np.ndarray
    ranks: np.ndarray
    margins: np.ndarray
    rivals: np.ndarray


def compared(x: np.ndarray, y: np.ndarray) -> Compared:
    """Compare every item with every other, n > 1."""
    similarity = x @ y.T
    own = np.diag(similarity).copy()
    others = similarity.copy()
    np.fill_diagonal(others, -np.inf)
    rivals = others.argmax(1)
    best = others[np.arange(len(x)), rivals]
    ranks = 1 + (others >= own[:, None]).sum(1)
    return Compared(similarity, ranks.astype(np.int64), own - best, rivals)


def moved(x: np.ndarray, y: np.ndarray, shift: float) -> tuple[np.ndarray, np.ndarray]:
    """Both modalities moved half of `shift` times the gap towards each other, back on the sphere.

    0 leaves them, 1 brings their centres together (Liang et al. 2022), 2 swaps their places.
    """
    if shift == 0:
        return x, y
    half = shift * (x.mean(0) - y.mean(0)) / 2
    return _unit(x - half), _unit(y + half)


def recall_at_1(x: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """Share of items that find themselves first: x asking, and y asking."""
    similarity = x @ y.T
    own = np.diag(similarity).copy()
    np.fill_diagonal(similarity, -np.inf)
    ways = (similarity.max(1) < own, similarity.max(0) < own)
    return float(ways[0].mean()), float(ways[1].mean())


def measure(x: np.ndarray, y: np.ndarray, seed: int) -> dict[str, Any]:
    """All measures of a pair with what chance gives, as JSON values."""
    items = len(x)
    ranks = {"xy": compared(x, y).ranks, "yx": compared(y, x).ranks}
    ks = [k for k in KS if k < items] or [1]
    found: dict[str, Any] = {
        f"recall_{way}": {str(k): float((rank <= k).mean()) for k in ks}
        for way, rank in ranks.items()
    }
    found["recall_chance"] = {str(k): k / items for k in ks}
    found["median_rank"] = {way: float(np.median(rank)) for way, rank in ranks.items()}
    generator = np.random.default_rng(seed)
    strangers = generator.permutation(items)
    swapped = (generator.random(items) < 0.5)[:, None]
    k = min(NEIGHBOURS, items - 1)
    return found | {
        "alignment": float(((x - y) ** 2).sum(1).mean()),
        "alignment_chance": float(((x - y[strangers]) ** 2).sum(1).mean()),
        "uniformity_x": uniformity(x),
        "uniformity_y": uniformity(y),
        "gap": gap(x, y),
        "gap_chance": gap(np.where(swapped, y, x), np.where(swapped, x, y)),
        "cka": unbiased_cka(x, y),
        "k": k,
        "mutual_knn": mutual_neighbours(x, y, k),
        "mutual_knn_chance": k / (items - 1),
    }


def gap(x: np.ndarray, y: np.ndarray) -> float:
    """Distance between the centres of both modalities (Liang et al. 2022)."""
    return float(np.linalg.norm(x.mean(0) - y.mean(0)))


def uniformity(x: np.ndarray) -> float:
    """Log of mean exp(-2 |a - b|^2) over pairs of different items (Wang & Isola 2020)."""
    squared = 2 - 2 * (x @ x.T).astype(np.float64)
    pairs = squared[np.triu_indices(len(x), 1)]
    return float(np.log(np.exp(-2 * pairs).mean()))


def unbiased_cka(x: np.ndarray, y: np.ndarray) -> float:
    """Linear CKA from the unbiased HSIC of Song et al. 2012; 0 in expectation for noise.

    NaN-free: 0 where fewer than four items or a space without spread leave it undefined.
    """
    if len(x) < 4:
        return 0.0
    left, right = (np.asarray(v, np.float64) @ np.asarray(v, np.float64).T for v in (x, y))
    own = _hsic(left, left) * _hsic(right, right)
    return float(_hsic(left, right) / np.sqrt(own)) if own > 1e-20 else 0.0


def _hsic(left: np.ndarray, right: np.ndarray) -> float:
    n = len(left)
    k, m = left.copy(), right.copy()
    np.fill_diagonal(k, 0)
    np.fill_diagonal(m, 0)
    together = (k * m).sum()
    apart = k.sum() * m.sum() / ((n - 1) * (n - 2))
    crossed = k.sum(0) @ m.sum(0) * 2 / (n - 2)
    return float((together + apart - crossed) / (n * (n - 3)))


def mutual_neighbours(x: np.ndarray, y: np.ndarray, k: int) -> float:
    """Mean share of the k nearest neighbours that both spaces agree on (Huh et al. 2024)."""
    near = [_neighbours(v, k) for v in (x, y)]
    return float(np.mean([len(set(a) & set(b)) / k for a, b in zip(*near, strict=True)]))


def _neighbours(x: np.ndarray, k: int) -> np.ndarray:
    similarity = x @ x.T
    np.fill_diagonal(similarity, -np.inf)
    return np.argpartition(-similarity, k - 1, axis=1)[:, :k]


def _unit(x: np.ndarray) -> np.ndarray:
    return np.asarray(x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-12), np.float32)
