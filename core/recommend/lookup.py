"""Rows of a table whose gradient holds these rows only."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor


def lookup(table: Tensor, rows: Tensor, sparse: bool = False) -> Tensor:
    """table[rows] for a table [N, ...] and rows [B], with repeats allowed.

    Args:
        table: what is read.
        rows: which rows.
        sparse: make the gradient a sparse tensor of `rows`, not a dense one of the whole table.

    """
    if sparse:
        found: Tensor = _Rows.apply(table, rows)
        return found
    # Indexing with [] is the same here and takes ten times as long on a CPU.
    return table.index_select(0, rows)


class _Rows(torch.autograd.Function):
    @staticmethod
    def forward(table: Tensor, rows: Tensor) -> Tensor:
        return table.index_select(0, rows)

    @staticmethod
    def setup_context(ctx: Any, inputs: tuple[Tensor, Tensor], output: Tensor) -> None:
        table, rows = inputs
        ctx.save_for_backward(rows)
        ctx.shape = table.shape

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, None]:
        (rows,) = ctx.saved_tensors
        place = rows.unsqueeze(0)
        return torch.sparse_coo_tensor(place, gradient, ctx.shape, check_invariants=False), None
