"""Behaviour as a modality: what the training histories say of an item, as a token beside its words.

Latent vectors of an implicit matrix factorisation (core.recommend.als) of the training part alone.
Who is chosen by nobody there has none, as an item without a picture has none. They are made once a
run and stored in its folder, with what tells whether the training part is still the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from core.encoders.tokens import POSITION_WIDTH, TokenBatch
from core.errors import UserError
from core.progress import Reporter
from core.recommend.als import ALS
from core.recommend.part_names import BEHAVIOUR
from core.training.config import TrainConfig
from core.training.data import Dataset
from core.training.run import checkpoint, layout
from core.training.steps.gather import Store

#: Weight of a choice, penalty, and sweeps; as "als" among the families (core.training.families).
ALPHA, STRENGTH, SWEEPS = 10.0, 40.0, 10


class BehaviourStore:
    """One token an item.

    Args:
        vectors: [N, d]; NaN rows where an item has none.
        fingerprint: of the histories they are made of.

    """

    encoder = "als"
    max_tokens = 1

    def __init__(self, vectors: Tensor, fingerprint: str) -> None:
        self.vectors, self.fingerprint = vectors, fingerprint
        self.n_items, self.width = vectors.shape
        self.present: np.ndarray = vectors.isfinite().all(1).numpy()

    def gather(self, rows: np.ndarray) -> TokenBatch:
        """Tokens [R, 1, d] of items `rows` [R]."""
        tokens = self.vectors[torch.as_tensor(rows)].unsqueeze(1)
        mask = torch.as_tensor(self.present[rows]).unsqueeze(1)
        places = torch.full((len(rows), 1, POSITION_WIDTH), torch.nan)
        return TokenBatch(tokens.nan_to_num(0.0), mask, places)

    def pooled(self) -> np.ndarray:
        """[N, d], NaN rows where missing."""
        return self.vectors.numpy()


def made(data: Dataset, dim: int, seed: int, reporter: Reporter | None = None) -> BehaviourStore:
    """Of the training histories; raises Cancelled or Stopped as the reporter asks."""
    reporter = reporter or Reporter()
    histories, weights = data.counted(data.unwished**2)
    als = ALS(histories, data.n_items, dim, ALPHA, STRENGTH, seed, weights)
    for sweep in range(SWEEPS):
        reporter.go_on()
        als.sweep()
        reporter.progress("behaviour", sweep + 1, SWEEPS, "sweeps")
    vectors = als.items.clone()
    vectors[torch.as_tensor(data.popularity == 0)] = torch.nan
    return BehaviourStore(vectors, _fingerprint(data))


def beside(
    stores: Mapping[str, Store],
    config: TrainConfig,
    data: Dataset,
    folder: Path,
    reporter: Reporter | None = None,
) -> dict[str, Store]:
    """The features, and behaviour as one more modality where the configuration asks for it.

    Raises:
        UserError: a modality of the catalog has its name.

    """
    if not (config.behaviour.dim and config.head.content and data.histories):
        return dict(stores)
    if BEHAVIOUR in stores:
        raise UserError(
            "The catalog has features called 'behaviour', as what histories say is called.",
            "Set the behaviour dimension to 0, or rename them.",
        )
    known = _read(folder, config.behaviour.dim, data)
    if known is None:
        known = made(data, config.behaviour.dim, config.seed, reporter)
        tensors = {"vectors": known.vectors}
        checkpoint.write(folder / layout.BEHAVIOUR, tensors, {"histories": known.fingerprint})
    return {**stores, BEHAVIOUR: known}


def _read(folder: Path, dim: int, data: Dataset) -> BehaviourStore | None:
    """The stored one; None if it is missing, damaged, or of other histories or another width."""
    try:
        tensors, state = checkpoint.read(folder / layout.BEHAVIOUR)
    except UserError:
        return None
    same = state.get("histories") == _fingerprint(data)
    vectors = tensors.get("vectors")
    if not same or vectors is None or vectors.shape != (data.n_items, dim):
        return None
    return BehaviourStore(vectors, state["histories"])


def _fingerprint(data: Dataset) -> str:
    digest = hashlib.blake2b(digest_size=16)
    histories, weights = data.counted(data.unwished**2)
    told = () if weights is None else (weights,)
    for part in (histories.offsets, histories.items, *told):
        digest.update(np.ascontiguousarray(part).view(np.uint8).data)
    return digest.hexdigest()
