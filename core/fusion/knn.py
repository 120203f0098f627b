"""Which items are alike: the exact k nearest of every item, in bounded memory."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from core.fusion.knn_index import Index, offered
from core.progress import Reporter
from core.text import Text
from core.topk import top_k

#: Items whose neighbours are found between two reports.
BLOCK = 1024


def nearest(
    features: np.ndarray,
    k: int,
    block: int = BLOCK,
    reporter: Reporter | None = None,
    name: str = "",
) -> Tensor:
    """Directed edges [2, E] from each item to its k nearest others; see `neighbours`."""
    return neighbours(features, k, block, reporter, name)[0]


@torch.no_grad()
def neighbours(
    features: np.ndarray,
    k: int,
    block: int = BLOCK,
    reporter: Reporter | None = None,
    name: str = "",
) -> tuple[Tensor, Tensor]:
    """Directed edges [2, E] from each item to its k nearest others by cosine, and the cosines [E].

    Edges come item by item, the nearest first.

    Exact, so its time grows with the square of the items (benchmarks/docs/peers.md has it for
    100,000); beside the features it holds 16 MiB of similarities, whatever their number. From
    50,000 items they come from an index where faiss is installed (`knn_index`).

    Args:
        features: [N, width]; items whose row is NaN have no edges.
        k: neighbours of each.
        block: items between two reports.
        reporter: told how far it is; asked whether to stop.
        name: of the features, for the report.

    Raises:
        Cancelled, Stopped: half a graph is of no use.

    """
    reporter = reporter or Reporter()
    rows = torch.as_tensor(np.asarray(features, np.float32))
    present = rows.isfinite().all(1).nonzero().squeeze(1)
    unit = functional.normalize(rows if len(present) == len(rows) else rows[present], dim=1)
    k = min(k, len(present) - 1)
    if k < 1:
        return torch.empty(2, 0, dtype=torch.long), torch.empty(0)
    index = Index(unit, k, reporter, name) if offered(len(unit)) else None
    targets, cosines = [], []
    for start in range(0, len(unit), block):
        if start:
            reporter.go_on()
        queries = unit[start : start + block]
        own = torch.arange(len(queries))
        if index is None:
            found, values = top_k(queries, unit, k, excluded=(own, own + start))
        else:
            found, values = index.nearest(start, start + len(queries))
        targets.append(present[found.flatten()])
        cosines.append(values.flatten())
        reporter.progress(
            Text("Neighbours by {name}", name=name) if name else Text("Neighbours"),
            start + len(queries),
            len(unit),
            "items",
        )
    edges = torch.stack([present.repeat_interleave(k), torch.cat(targets)])
    return edges, torch.cat(cosines)
