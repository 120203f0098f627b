"""From a configuration and data to a model on its device."""

from __future__ import annotations

import numpy as np
import torch

from core.fusion.base import moments
from core.fusion.graph import SymmetricGraph
from core.progress import Reporter
from core.recommend.recommender import Recommender
from core.training.config import ModelConfig
from core.training.data import Dataset
from core.training.steps.gather import Gather


def centred(pooled: np.ndarray) -> np.ndarray:
    """Features [N, width] without their common vector, which says nothing about any item.

    NaN rows stay. Rows of zeros become NaN, the usual mark of an item that lacks the modality, and
    so do those within a thousandth of the common vector: what is left of them is rounding. Numbers
    end below 1 by a power of two: no cosine changes, and nothing under- or overflows.
    """
    present = np.isfinite(pooled).all(1) & pooled.any(1)
    rows = np.full(pooled.shape, np.nan, np.float32)
    if not present.any():
        return rows
    common = pooled.mean(0, dtype=np.float64, where=present[:, None])
    # Without a copy of everything in double precision on the way.
    np.subtract(pooled, common, out=rows, casting="same_kind", where=present[:, None])
    largest = max(float(np.nanmax(rows)), -float(np.nanmin(rows)))
    np.ldexp(rows, -np.frexp(largest)[1], out=rows)
    lengths = np.sqrt(np.einsum("nw,nw->n", rows, rows, dtype=np.float64))
    typical = np.sqrt(np.mean(np.square(lengths[present])))
    rows[~(lengths > 1e-3 * typical)] = np.nan
    return rows


def build_model(
    config: ModelConfig,
    data: Dataset,
    gather: Gather,
    device: torch.device,
    reporter: Reporter | None = None,
    item_graph: SymmetricGraph | None = None,
) -> Recommender:
    """A freshly initialised model; torch's random state decides the start weights.

    Args:
        config: what is built.
        data: its interactions.
        gather: the items' features.
        device: where it goes.
        reporter: told how far the graphs of like items are; asked whether to stop.
        item_graph: of like items, where it is known already.

    Raises:
        Cancelled: the user asked to stop.
        UserError: content is asked for and nothing is encoded.

    """
    fusion = None
    if config.head.content:
        fusion = config.fusion.build(gather.widths)
        fusion.calibrate({name: moments(store.pooled()) for name, store in gather.stores.items()})
    mf = config.head.build(data.n_users, data.n_items, config.fusion.dim)
    if item_graph is None:
        pooled = ((name, centred(store.pooled())) for name, store in gather.content.items())
        item_graph = config.fusion.item_graph(pooled, data.n_items, reporter)
    propagation = config.fusion.propagation(
        item_graph, data.users, data.items, data.n_users, data.n_items
    )
    return Recommender(mf, fusion, propagation, config.behaviour.dropout).to(device)
