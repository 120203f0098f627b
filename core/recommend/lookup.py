"""Rows of a table, out and in."""

from __future__ import annotations

import torch
from torch import Tensor


def lookup(table: Tensor, rows: Tensor) -> Tensor:
    """table[rows] for a table [N, ...] and rows [B], with repeats allowed."""
    # Indexing with [] is the same here and takes ten times as long on a CPU.
    return table.index_select(0, rows)


def put(table: Tensor, rows: Tensor, values: Tensor) -> None:
    """table[rows] = values for rows [R], each once; values [R, ...] are of the table's type."""
    wide = 16 // table.element_size()
    if table.is_cpu and table.ndim == 2 and table.shape[1] % wide == 0:
        # Copied number by number on a CPU: four at a time take half as long.
        table, values = (t.view(torch.complex128) for t in (table, values))
    table.index_copy_(0, rows, values)
