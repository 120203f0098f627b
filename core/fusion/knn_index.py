"""The nearest of very many, nearly always found: an inverted file of faiss, its recall measured.

Items are put into about sqrt(N) cells, and only the cells nearest to an item are searched (Sivic
and Zisserman 2003). How many cells that are is doubled until enough of the true neighbours are
found.
"""

from __future__ import annotations

import importlib.util

import numpy as np
import torch
from torch import Tensor

from core.progress import Reporter
from core.text import Text
from core.topk import top_k

#: Items from which it is used; below, all are compared.
ITEMS = 50_000
#: Share of the true neighbours that must be found, among those of so many items drawn by chance.
RECALL, PROBED = 0.95, 256
#: Items put in, or looked for, at once; and those each cell is learned from.
BLOCK, SEEN = 4096, 40


def offered(n_items: int) -> bool:
    """Whether so many items are looked up in an index: there are many, and faiss is installed."""
    return n_items >= ITEMS and importlib.util.find_spec("faiss") is not None


class Index:
    """Unit vectors [N, width] in cells.

    Args:
        unit: the vectors.
        k: neighbours that will be asked for.
        reporter: told what was measured; asked whether to stop.
        name: of the features, for the report.

    Raises:
        Cancelled, Stopped: half an index is of no use.

    """

    def __init__(self, unit: Tensor, k: int, reporter: Reporter, name: str) -> None:
        import faiss

        self.unit, self.k = unit, k
        rows = np.ascontiguousarray(unit.numpy())
        cells = max(1, round(len(rows) ** 0.5))
        rng = np.random.default_rng(0)
        self.index = faiss.IndexIVFFlat(
            faiss.IndexFlatIP(rows.shape[1]), rows.shape[1], cells, faiss.METRIC_INNER_PRODUCT
        )
        seen = rng.choice(len(rows), min(len(rows), SEEN * cells), replace=False)
        self.index.cp.niter = 8
        self.index.train(rows[np.sort(seen)])
        for start in range(0, len(rows), BLOCK):
            reporter.go_on()
            self.index.add(rows[start : start + BLOCK])
        probes = np.sort(rng.choice(len(rows), min(len(rows), PROBED), replace=False))
        true, _ = top_k(unit[probes], unit, k, excluded=_own(probes))
        self.index.nprobe, found = 8, 0.0
        while True:
            found = self._recall(probes, true.numpy())
            if found >= RECALL or self.index.nprobe >= cells:
                break
            reporter.go_on()
            self.index.nprobe *= 2
        reporter.log(
            Text(
                "Neighbours by {name} come from an index: {recall:.1%} of the nearest {k} of "
                "{items} items drawn by chance were found.",
                name=name,
                recall=found,
                k=k,
                items=len(probes),
            )
        )

    def nearest(self, start: int, stop: int) -> tuple[Tensor, Tensor]:
        """Rows [n, k] and cosines [n, k] of the nearest others of rows start..stop."""
        rows = np.arange(start, stop)
        found, cosines = self._nearest(rows)
        few = (found < 0).any(1)
        if few.any():  # cells with fewer items than neighbours
            queries = rows[few.numpy()]
            found[few], cosines[few] = top_k(
                self.unit[queries], self.unit, self.k, excluded=_own(queries)
            )
        return found, cosines

    def _nearest(self, rows: np.ndarray) -> tuple[Tensor, Tensor]:
        cosines, found = self.index.search(self.unit[rows].numpy(), self.k + 1)
        # Not itself, which need not come first among equals.
        order = np.argsort(found == rows[:, None], axis=1, kind="stable")[:, : self.k]
        return (
            torch.from_numpy(np.take_along_axis(found, order, 1)),
            torch.from_numpy(np.take_along_axis(cosines, order, 1)),
        )

    def _recall(self, probes: np.ndarray, true: np.ndarray) -> float:
        found = self._nearest(probes)[0].numpy()
        return float(np.mean([np.isin(t, f).mean() for t, f in zip(true, found, strict=True)]))


def _own(rows: np.ndarray) -> tuple[Tensor, Tensor]:
    return torch.arange(len(rows)), torch.from_numpy(rows)
