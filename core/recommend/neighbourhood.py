"""Which items stand near which, and what that says about a history: item-based kNN.

Deshpande & Karypis (2004): an item scores the sum of its nearness to the items of the history.
Near is what looks, sounds or reads alike, or what the same people choose (core.recommend.linear).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from core.fusion.knn import neighbours
from core.progress import Reporter

#: Cosines count to this power: of a hundred neighbours the few really alike shall decide.
SHARPNESS = 3


@dataclass(frozen=True, eq=False)
class Neighbourhood:
    """The k nearest items of every item.

    Attributes:
        items: int64 [N, k].
        values: float32 [N, k], how near; 0 where an item has fewer neighbours.

    """

    items: Tensor
    values: Tensor

    def to(self, device: torch.device) -> Neighbourhood:
        """On another device."""
        return Neighbourhood(self.items.to(device), self.values.to(device))

    def scores(self, rows: Tensor, items: Tensor, count: int) -> Tensor:
        """Scores [count, N] of histories given as pairs of row [n] and item [n]."""
        n_items = len(self.items)
        near = self.items.index_select(0, items)
        made = torch.zeros(count * n_items, device=self.values.device)
        places = (near + rows.unsqueeze(1) * n_items).flatten()
        made.index_add_(0, places, self.values.index_select(0, items).flatten())
        return made.view(count, n_items)

    def between(self, history: Tensor, item: int) -> Tensor:
        """What each item of a history [n] gives the score of one item: [n]."""
        is_item = self.items.index_select(0, history) == item
        return (self.values.index_select(0, history) * is_item).sum(1)


def alike(
    features: np.ndarray, k: int, reporter: Reporter | None = None, name: str = ""
) -> Neighbourhood:
    """By the cosine of features [N, width], sharpened; items whose row is NaN have none."""
    edges, cosines = neighbours(features, k, reporter=reporter, name=name)
    n_items = len(features)
    values = torch.zeros(n_items, k)
    items = torch.zeros(n_items, k, dtype=torch.long)
    if edges.shape[1]:
        first = torch.searchsorted(edges[0], edges[0])
        place = torch.arange(edges.shape[1]) - first
        items[edges[0], place] = edges[1]
        values[edges[0], place] = cosines.clamp(min=0) ** SHARPNESS
    return Neighbourhood(items, values)


def nearness(
    features: np.ndarray, newcomer: np.ndarray, known: Neighbourhood, history: np.ndarray
) -> Tensor:
    """How near something new [width] is to each item of a history, [n], as `alike` would say.

    Args:
        features: [N, width] of the items as they are encoded, NaN rows where there are none.
        newcomer: its features.
        known: what `alike` made of the items' features without their common vector; what would not
            be among an item's neighbours is not near to it.
        history: [n] items.

    """
    there = np.isfinite(features).all(1) & features.any(1)
    common = features.mean(0, dtype=np.float64, where=there[:, None])
    rows = np.where(there[history, None], features[history], common) - common
    wanted = newcomer - common
    lengths = np.linalg.norm(rows, axis=1) * np.linalg.norm(wanted)
    cosines = np.divide(rows @ wanted, lengths, out=np.zeros(len(rows)), where=lengths > 0)
    values = torch.as_tensor(cosines, dtype=torch.float32).clamp(min=0) ** SHARPNESS
    least = known.values[torch.as_tensor(history, dtype=torch.long)].amin(1)
    return values * (values >= least * (1 - 1e-4))
