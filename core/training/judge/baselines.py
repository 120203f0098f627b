"""What a model has to beat: popularity, chance, and EASE, under the same evaluation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import torch
from scipy.sparse import csr_matrix
from torch import Tensor

from core.progress import Reporter
from core.recommend.histories import Histories
from core.training.data import Dataset
from core.training.judge.evaluate import Scorer, evaluate
from core.training.judge.kept import Kept, key_of

#: EASE inverts an items x items matrix: beyond this it is left out.
EASE_LIMIT = 20_000
EASE_STRENGTHS = (10.0, 30.0, 100.0, 300.0, 1000.0)


def popularity(data: Dataset) -> Scorer:
    """Everybody gets the items most often chosen in training."""
    scores = torch.as_tensor(data.popularity, dtype=torch.float32)
    return lambda users: scores.expand(len(users), -1)


def random(data: Dataset, seed: int = 0) -> Scorer:
    """Everybody gets a list of their own, drawn by chance; the same on every call."""

    def score(users: np.ndarray) -> Tensor:
        rows = [np.random.default_rng((seed, int(u))).random(data.n_items) for u in users]
        return torch.as_tensor(np.stack(rows), dtype=torch.float32)

    return score


def matrix(histories: Histories, n_items: int) -> csr_matrix:
    """Histories as a sparse 0/1 matrix [users, items]."""
    ones = np.ones(len(histories.items), np.float32)
    return csr_matrix((ones, histories.items, histories.offsets), (len(histories), n_items))


def ease(X: csr_matrix, gram: np.ndarray, strength: float) -> Scorer:
    """Linear item-item model in closed form (Steck 2019): B = I - P diag(1/diag P).

    Args:
        X: histories [users, items].
        gram: X^T X.
        strength: of the L2 penalty.

    """
    P = np.linalg.inv(gram + strength * np.eye(len(gram)))
    B = -P / np.diag(P)
    np.fill_diagonal(B, 0)
    B = B.astype(np.float32)
    return lambda users: torch.as_tensor(X[users] @ B)


def tuned_ease(data: Dataset, k: int = 20) -> tuple[Scorer, float]:
    """EASE with the strength that is best on validation (ndcg@k); also returns the strength."""
    X = matrix(data.train, data.n_items)
    gram = (X.T @ X).toarray().astype(np.float64)
    best: tuple[float, Scorer, float] | None = None
    for strength in EASE_STRENGTHS:
        scorer = ease(X, gram, strength)
        value = evaluate(scorer, data.valid, data.known, data.n_items, (k,)).values[f"ndcg@{k}"]
        if best is None or value > best[0]:
            best = (value, scorer, strength)
    assert best is not None
    return best[1], best[2]


#: Cheap enough to stand beside every result.
FLOORS: dict[str, Callable[[Dataset], Scorer]] = {"popularity": popularity, "random": random}


def floors(
    data: Dataset,
    targets: Histories,
    ks: Sequence[int],
    reporter: Reporter | None = None,
    kept: Path | None = None,
) -> dict[str, dict[str, float]]:
    """Metrics of each of them; what is done is kept in files called after `kept`, if given."""
    found = {}
    for name, make in FLOORS.items():
        key = partial(key_of, (data.popularity,), targets, data.known, name)
        found[name] = evaluate(
            make(data), targets, data.known, data.n_items, ks, data.popularity, reporter=reporter,
            kept=None if kept is None else Kept(kept.with_suffix(f".{name}.npz"), key),
        ).values  # fmt: skip
    return found
