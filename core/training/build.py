"""From a configuration and data to a model on its device."""

from __future__ import annotations

import numpy as np
import torch

from core.fusion.base import moments
from core.fusion.build import build
from core.fusion.config import FusionConfig, GraphConfig
from core.fusion.graph import build_propagation
from core.progress import Reporter
from core.recommend.mf import MF
from core.recommend.recommender import Recommender
from core.training.config import TrainConfig
from core.training.data import Dataset
from core.training.gather import Gather


def dimension(fusion: FusionConfig) -> int:
    """Length d of user and item vectors."""
    return fusion.dim


def centred(pooled: np.ndarray) -> np.ndarray:
    """Features [N, width] without their common vector, which says nothing about any item."""
    rows = pooled[np.isfinite(pooled).all(1)]
    if not len(rows):
        return pooled
    return np.asarray(pooled - rows.mean(0, dtype=np.float64), np.float32)


def build_model(
    config: TrainConfig,
    data: Dataset,
    gather: Gather,
    device: torch.device,
    reporter: Reporter | None = None,
) -> Recommender:
    """A freshly initialised model; torch's random state decides the start weights.

    Args:
        config: what is built.
        data: its interactions.
        gather: the items' features.
        device: where it goes.
        reporter: told how far the graphs of like items are; asked whether to stop.

    Raises:
        Cancelled: the user asked to stop.
        UserError: content is asked for and nothing is encoded.

    """
    fusion = None
    if config.head.content:
        fusion = build(config.fusion, gather.widths)
        fusion.calibrate({name: moments(store.pooled()) for name, store in gather.stores.items()})
    mf = MF(data.n_users, data.n_items, dimension(config.fusion), config.head)
    if config.loss.kind == "mse" and data.ratings is not None:
        mf.bias.data.fill_(float(data.ratings.mean()))
    propagation = None
    if isinstance(config.fusion, GraphConfig):
        pooled = {name: centred(store.pooled()) for name, store in gather.stores.items()}
        propagation = build_propagation(
            config.fusion, pooled, data.users, data.items, data.n_users, data.n_items, reporter
        )
    return Recommender(mf, fusion, propagation).to(device)
