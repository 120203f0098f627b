"""Training of Triptych and of Cornac on the same interactions: speed, and what was learned."""

from __future__ import annotations

import tempfile
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import torch

from benchmarks.workloads.parts.inputs import RandomFeatures, RandomStore
from core.catalog.schema import Catalog
from core.encoders.tokens import POSITION_WIDTH, TokenBatch
from core.fusion.config import ConcatConfig
from core.progress import Reporter
from core.recommend.config import MFConfig
from core.training.config import SplitConfig, TrainConfig
from core.training.data import Dataset
from core.training.judge.evaluate import evaluate
from core.training.judge.validation import all_vectors, scorer
from core.training.losses.config import BPRConfig
from core.training.presets import PRESETS
from core.training.steps.parallel import Group
from core.training.train import assemble

#: Learning rates tried for each, the best by validation is used.
RATES = {
    "triptych-bpr": (0.02, 0.05, 0.2),
    "triptych-vbpr": (0.001, 0.002, 0.005),
    "cornac-bpr": (0.02, 0.05, 0.2),
    "cornac-vbpr": (0.001, 0.002, 0.005),
}
#: Length of the lists whose recall is told.
K = 20


@dataclass(frozen=True)
class World:
    """What both are trained on: a catalog with planted tastes, and one feature vector an item."""

    catalog: Catalog
    features: RandomFeatures


@dataclass(frozen=True)
class Trained:
    """One training: processor seconds of all its epochs, and Recall@20."""

    seconds: float
    valid: float
    test: float


def world(users: int, items: int, per_user: int, width: int, seed: int = 0) -> World:
    """Users who choose by a planted low-rank taste that the items' features show with noise."""
    rng = np.random.default_rng(seed)
    rank = 16
    taste, kind = rng.normal(size=(users, rank)), rng.normal(size=(items, rank))
    popularity = rng.normal(size=items)
    chosen = []
    for block in np.array_split(np.arange(users), max(1, users // 500)):
        scores = 1.2 * taste[block] @ kind.T + popularity + rng.gumbel(size=(len(block), items))
        chosen.append(np.argpartition(-scores, per_user, axis=1)[:, :per_user])
    pairs = pl.DataFrame(
        {
            "user": np.repeat(np.arange(users, dtype=np.int32), per_user),
            "item": np.concatenate(chosen).ravel().astype(np.int32),
            "timestamp": pl.Series([None] * (users * per_user), dtype=pl.Int64),
            "event": ["view"] * (users * per_user),
            "rating": pl.Series([None] * (users * per_user), dtype=pl.Float32),
            "split": pl.Series([None] * (users * per_user), dtype=pl.Int8),
        }
    )
    shown = kind @ rng.normal(size=(rank, width)) / rank**0.5
    tokens = torch.from_numpy((shown + rng.normal(size=shown.shape)).astype(np.float32))
    batch = TokenBatch(
        tokens.unsqueeze(1),
        torch.ones(items, 1, dtype=torch.bool),
        torch.full((items, 1, POSITION_WIDTH), float("nan")),
    )
    catalog = Catalog(
        name="peers",
        root=Path(),
        reader="benchmarks",
        items=pl.DataFrame({"item": [str(i) for i in range(items)]}),
        users=pl.DataFrame({"user": [str(u) for u in range(users)]}),
        interactions=pairs,
    )
    return World(catalog, RandomFeatures({"image": RandomStore(batch)}))


def ours(
    world: World, content: bool, dim: int, batch: int, epochs: int, rate: float, seed: int
) -> Trained:
    """The product's trainer, one negative an interaction: preset "bpr", or VBPR's form of it.

    With content, an item is p_i + E f_i and b_i, of the same length as VBPR's two halves together.
    """
    common: dict[str, Any] = {
        "split": SplitConfig(kind="random"),
        "batch_size": batch,
        "learning_rate": rate,
    }
    common |= {"ks": (K,), "seed": seed, "device": "cpu"}
    common["fusion"] = ConcatConfig(dim=dim, hidden=0, modality_dropout=0)
    config = (
        TrainConfig(head=MFConfig(), loss=BPRConfig(), **common)
        if content
        else PRESETS["bpr"].config.model_copy(update=common)
    )
    folder = Path(tempfile.gettempdir()) / "triptych-not-written"
    one = assemble(world.catalog, world.features, config, folder, Reporter(), Group())
    one.model.train()
    begun = time.process_time()
    for epoch in range(epochs):
        one.state.epoch = epoch  # decides the negatives of plain SGD
        for index in one.order(epoch).split(batch):
            one.learn(index)
    one.step.flush()
    seconds = time.process_time() - begun
    vectors = all_vectors(one.model, one.data, one.gather)
    return Trained(seconds, *_recalls(scorer(vectors, one.data.train), one.data))


def pairs_of(data: Dataset, seed: int, features: np.ndarray) -> Any:
    """The training part and features [N, width] as Cornac reads them, rows as they are."""
    from cornac.data import Dataset as Pairs
    from cornac.data import ImageModality

    triples = [(int(u), int(i), 1.0) for u, i in zip(data.users, data.items, strict=True)]
    pairs = Pairs.build(
        triples,
        global_uid_map=OrderedDict((u, u) for u in range(data.n_users)),
        global_iid_map=OrderedDict((i, i) for i in range(data.n_items)),
        seed=seed,
    )
    image = ImageModality(features=features, ids=list(range(data.n_items)), normalized=False)
    image.build(id_map=pairs.iid_map)
    pairs.add_modalities(item_image=image)
    return pairs


def cornac(
    name: str, data: Dataset, features: np.ndarray, dim: int, batch: int, epochs: int,
    rate: float, seed: int,
) -> Trained:  # fmt: skip
    """Cornac's BPR (Cython) or VBPR (torch; half of `dim` for what is learned, half for seen)."""
    from cornac.models import BPR, VBPR

    pairs = pairs_of(data, seed, features)
    if name == "cornac-bpr":
        model: Any = BPR(k=dim, max_iter=epochs, learning_rate=rate, num_threads=1, seed=seed)
    else:
        model = VBPR(
            k=dim // 2, k2=dim // 2, n_epochs=epochs, batch_size=batch, learning_rate=rate,
            verbose=False, seed=seed,
        )  # fmt: skip
    begun = time.process_time()
    model.fit(pairs)
    seconds = time.process_time() - begun
    users, items = model.get_user_vectors(), model.get_item_vectors()

    def score(rows: np.ndarray) -> torch.Tensor:
        return torch.from_numpy((users[rows] @ items.T).astype(np.float32))

    return Trained(seconds, *_recalls(score, data))


def _recalls(score: Callable[[np.ndarray], torch.Tensor], data: Dataset) -> tuple[float, float]:
    """Recall@20 on validation and test; training items are masked."""
    valid, test = (
        evaluate(score, part, data.train, data.n_items, (K,)).values[f"recall@{K}"]
        for part in (data.valid, data.test)
    )
    return valid, test
