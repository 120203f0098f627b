"""From a configuration and data to a model on its device."""

from __future__ import annotations

import numpy as np
import torch
from torch import nn

from core.fusion.base import Fusion, moments
from core.fusion.build import build
from core.fusion.concat import ConcatFusion
from core.fusion.config import GraphConfig
from core.fusion.graph import build_propagation
from core.fusion.late import LateFusion
from core.fusion.transformer import TransformerFusion
from core.recommend.mf import MF
from core.recommend.recommender import Recommender
from core.training.config import TrainConfig
from core.training.data import Dataset
from core.training.gather import Gather


def centred(pooled: np.ndarray) -> np.ndarray:
    """Features [N, width] without their common vector, which says nothing about any item."""
    if not np.isfinite(pooled).all(1).any():
        return pooled
    return np.asarray(pooled - np.nanmean(pooled, 0, dtype=np.float64), np.float32)


@torch.no_grad()
def silence(fusion: Fusion) -> None:
    """Let a fresh fusion start at f = 0: what it says then grows from what it learns.

    Otherwise the random vectors of the start, longer than those of the tables, are noise that
    the users' vectors must first learn to ignore.
    """
    if isinstance(fusion, ConcatFusion):
        last: list[nn.Module] = [fusion.mlp[-1]]
    elif isinstance(fusion, LateFusion):
        last = [list(scorer.children())[-1] for scorer in fusion.scorers]
    else:
        assert isinstance(fusion, TransformerFusion)
        last = [fusion.head, *fusion.skip]
    for layer in last:
        for parameter in layer.parameters():
            parameter.zero_()


def build_model(
    config: TrainConfig, data: Dataset, gather: Gather, device: torch.device
) -> Recommender:
    """A freshly initialised model; torch's random state decides the start weights.

    Raises:
        UserError: content is asked for and nothing is encoded.

    """
    fusion = None
    if config.head.content:
        fusion = build(config.fusion, gather.widths, config.head.dim)
        silence(fusion)
        fusion.calibrate({name: moments(store.pooled()) for name, store in gather.stores.items()})
    mf = MF(data.n_users, data.n_items, config.head.dim, config.head)
    if config.loss.kind == "mse" and data.ratings is not None:
        mf.bias.data.fill_(float(data.ratings.mean()))
    propagation = None
    if isinstance(config.fusion, GraphConfig):
        pooled = {name: centred(store.pooled()) for name, store in gather.stores.items()}
        propagation = build_propagation(
            config.fusion, pooled, data.users, data.items, data.n_users, data.n_items
        )
    return Recommender(mf, fusion, propagation).to(device)
