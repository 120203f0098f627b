"""Who is ranked beside `auto`, and the settings that are tried for each of them."""

from __future__ import annotations

import contextlib
import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import torch
from scipy.sparse import csr_matrix
from torch import Tensor

from benchmarks.peers.training import pairs_of
from core.catalog.schema import Catalog
from core.training import families, members
from core.training.config import TrainConfig
from core.training.data import Dataset
from core.training.judge import baselines
from core.training.judge.evaluate import Scorer, evaluate
from core.training.judge.validation import scorer
from core.training.run import vectors
from core.training.run.runs import Features, load_run
from core.training.train import train

K, METRIC = 20, "ndcg@20"


@dataclass(frozen=True, eq=False)
class Task:
    """What is ranked: one catalog, divided by the split of `config`, which is that of `auto`.

    Attributes:
        best: planted utilities [U, N], where there are any.

    """

    catalog: Catalog
    features: Features
    config: TrainConfig
    data: Dataset
    best: Tensor | None = None

    def ndcg(self, score: Scorer, test: bool = False) -> np.ndarray:
        """By user with something to be found."""
        part = self.data.test if test else self.data.valid
        found = evaluate(score, part, self.data.known, self.data.n_items, (K,))
        return found.per_user[METRIC]


#: Settings tried, and what scores with each of them.
Settings = Iterator[tuple[str, Scorer]]


def _product(users: Any, items: Any) -> Scorer:
    left, right = (torch.as_tensor(np.asarray(one, np.float32)) for one in (users, items))
    return lambda rows: left[torch.as_tensor(rows)] @ right.T


def whole(scores: Tensor | np.ndarray) -> Scorer:
    made = torch.as_tensor(scores)
    return lambda rows: made[torch.as_tensor(rows)]


def _grid(**values: Sequence[object]) -> Iterator[dict[str, Any]]:
    return (dict(zip(values, one, strict=True)) for one in product(*values.values()))


def _weighed(task: Task, unwished: float) -> csr_matrix:
    """Training wishes, and beside them at a weight what was met without one."""
    X, met = (
        baselines.matrix(one, task.data.n_items) for one in (task.data.train, task.data.shown)
    )
    return X + unwished * met if unwished else X


def _ease_of_kinds(task: Task) -> Settings:
    """What they do not do as published: low ratings count, too."""
    if len(task.data.shown.items):
        for unwished in (0.25, 0.5, 1.0):
            X = _weighed(task, unwished)
            gram = (X.T @ X).toarray().astype(np.float64)
            for strength in (100, 200, 300, 500):
                told = f"strength {strength}, low {unwished:g}"
                yield told, baselines.ease(X, gram, strength)


def _als_of_kinds(task: Task) -> Settings:
    if len(task.data.shown.items):
        for unwished in (0.06, 0.25, 0.5):
            grid = (
                {**one, "regularization": one["alpha"] * 4.0}
                for one in _grid(factors=(32, 64), alpha=(4.0, 10.0), iterations=(10,))
            )
            for told, score in _implicit(task, "als", grid, unwished):
                yield f"{told}, low {unwished:g}", score


def _ease(task: Task) -> Settings:
    X = baselines.matrix(task.data.train, task.data.n_items)
    gram = (X.T @ X).toarray().astype(np.float64)
    for strength in (3, 10, 30, 60, 100, 150, 200, 300, 500, 700, 1000, 2000):
        yield f"strength {strength}", baselines.ease(X, gram, strength)


def _item_knn(task: Task) -> Settings:
    """Cosine of who chose, shrunk for few of them (Deshpande & Karypis 2004)."""
    X = baselines.matrix(task.data.train, task.data.n_items)
    both = (X.T @ X).toarray()
    lengths = np.sqrt(both.diagonal())
    np.fill_diagonal(both, 0)
    for shrink in (0, 10, 100):
        near = both / (np.outer(lengths, lengths) + shrink + 1e-9)
        for k in (20, 50, 100, 200):
            least = np.sort(near, 1)[:, -min(k, near.shape[1])][:, None]
            kept = csr_matrix(np.where(near >= least, near, 0).astype(np.float32))
            yield f"{k} nearest, shrink {shrink}", whole((X @ kept.T).toarray())


def _implicit(
    task: Task, model: str, grid: Iterator[dict[str, Any]], unwished: float = 0.0
) -> Settings:
    from implicit.cpu import als, bpr

    X = _weighed(task, unwished)
    for one in grid:
        kind = {"als": als.AlternatingLeastSquares, "bpr": bpr.BayesianPersonalizedRanking}[model]
        made = kind(**one, num_threads=1, random_state=task.config.seed)
        made.fit(X, show_progress=False)
        told = ", ".join(f"{name} {value}" for name, value in one.items())
        yield told, _product(made.user_factors, made.item_factors)


def _implicit_als(task: Task) -> Settings:
    grid = (
        {**one, "regularization": one["alpha"] * relative}
        for one in _grid(factors=(32, 64), alpha=(1.0, 4.0, 10.0), iterations=(10,))
        for relative in (4.0, 16.0)
    )
    return _implicit(task, "als", grid)


def _implicit_bpr(task: Task) -> Settings:
    grid = _grid(
        factors=(64, 128), learning_rate=(0.02, 0.05), regularization=(0.003, 0.01, 0.03),
        iterations=(200,),
    )  # fmt: skip
    return _implicit(task, "bpr", grid)


def _cornac(task: Task, model: str, grid: Iterator[dict[str, Any]]) -> Settings:
    from cornac import models

    shown = [store.pooled() for store in task.features.stores.values()]
    features = np.concatenate(shown, 1) if shown else np.zeros((task.data.n_items, 1))
    pairs = pairs_of(task.data, task.config.seed, np.nan_to_num(features).astype(np.float32))
    for one in grid:
        with contextlib.redirect_stdout(io.StringIO()):
            made = getattr(models, model)(**one, verbose=False, seed=task.config.seed).fit(pairs)
        told = ", ".join(f"{name} {value}" for name, value in one.items())
        yield told, _product(made.get_user_vectors(), made.get_item_vectors())


def _cornac_bpr(task: Task) -> Settings:
    grid = _grid(
        k=(64, 128), learning_rate=(0.02, 0.05), lambda_reg=(0.003, 0.01, 0.03), max_iter=(200,),
        num_threads=(1,),
    )  # fmt: skip
    return _cornac(task, "BPR", grid)


def _cornac_vbpr(task: Task) -> Settings:
    grid = _grid(
        k=(32,), k2=(32,), learning_rate=(0.002, 0.005), lambda_w=(0.01, 0.1), n_epochs=(20,),
        batch_size=(1024,),
    )  # fmt: skip
    return _cornac(task, "VBPR", grid)


def _lightgcn(task: Task) -> Settings:
    """This house's, with early stopping: see `core.training.families`."""

    def learn(config: TrainConfig, folder: Path, reporter: Any) -> Any:
        return train(task.catalog, task.features, config, folder, reporter, test=False)

    with tempfile.TemporaryDirectory() as scratch:
        known = families.families(task.config, Path(scratch), task.data, learn)
        (one,) = (one for one in known if one.name == "lightgcn")
        assert isinstance(one, members.Trained)
        for layers, l2 in product((2, 3), (3e-3, 1e-2)):
            fusion = one.config.fusion.model_copy(update={"user_layers": layers})
            update = {"fusion": fusion, "embedding_l2": l2, "epochs": 160}
            folder = Path(scratch) / f"{layers}-{l2}"
            train(
                task.catalog, task.features, one.config.model_copy(update=update), folder,
                test=False,
            )  # fmt: skip
            made = vectors.read(folder, task.data.n_users, task.data.n_items)
            yield f"{layers} layers, penalty {l2:g}", scorer(made, task.data.train)


def _auto(task: Task) -> Settings:
    with tempfile.TemporaryDirectory() as scratch:
        summary = train(task.catalog, task.features, task.config, Path(scratch), test=False)
        run = load_run(Path(scratch), task.catalog, task.features)
        told = f"{summary.joined} Votes: {dict(summary.vote)}"
        yield told, scorer(run.vectors, task.data.train)


def _popularity(task: Task) -> Settings:
    yield "", baselines.popularity(task.data)


def _best_possible(task: Task) -> Settings:
    if task.best is not None:
        yield "", whole(task.best)


OURS = "auto"
CONTENDERS: dict[str, Callable[[Task], Settings]] = {
    OURS: _auto,
    "popularity": _popularity,
    "EASE": _ease,
    "EASE of kinds": _ease_of_kinds,
    "implicit ALS of kinds": _als_of_kinds,
    "ItemKNN": _item_knn,
    "implicit ALS": _implicit_als,
    "implicit BPR": _implicit_bpr,
    "Cornac BPR": _cornac_bpr,
    "Cornac VBPR": _cornac_vbpr,
    "LightGCN": _lightgcn,
    "best possible": _best_possible,
}
