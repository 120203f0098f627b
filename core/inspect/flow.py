"""Attention followed through all layers: rollout, and what moved a score. One layer at a time.

Both keep one matrix [T, T] over all tokens of an input, of its words and its picture, and of
encoder and decoder alike; a layer touches the rows of its queries and the columns of its keys.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from core.errors import UserError
from core.inspect.capture import Layer, watched


@dataclass(frozen=True)
class Step:
    """Where the queries and the keys of a layer lie among all tokens."""

    queries: slice
    keys: slice


def rollout(layers: Sequence[Layer], steps: Sequence[Step], total: int) -> Tensor:
    """What reached each token (row) from each (column), [T, T]; rows sum to one.

    Half of a layer is what a token keeps of itself (Abnar & Zuidema 2020); heads are averaged.

    Args:
        layers: in the order they ran.
        steps: of each.
        total: T.

    """
    flow = torch.eye(total)
    for layer, step in zip(layers, steps, strict=True):
        heard = mean_weights(layer).cpu() @ flow[step.keys]
        flow[step.queries] = 0.5 * (flow[step.queries] + heard)
    return flow


def mean_weights(layer: Layer) -> Tensor:
    """Mean over the heads, [queries, keys], made a head at a time."""
    total = layer.weights(0)
    for head in range(1, layer.heads):
        total = total + layer.weights(head)
    return total / layer.heads


@dataclass(frozen=True)
class Moved:
    """What moved a score.

    Attributes:
        score: its value.
        flow: [T, T], what (column) moved each token's part (row) in it; its own start is left out.
        heads: per layer [H], how much each moved it: the sum of its own positive parts.

    """

    score: float
    flow: Tensor
    heads: list[Tensor]


def relevance(
    model: nn.Module,
    run: Callable[[], Any],
    score: Callable[[Any], Tensor],
    step_of: Callable[[Layer], Step | None],
    total: int,
) -> Moved:
    """Gradient relevance (Chefer, Gur & Wolf 2021): R <- R + A R, A = mean of (gradient x weight)+.

    With O = A V the gradient of a weight is that of the output times the value, so the fused
    kernels can stay: as the gradient comes back through a layer, its weights and their gradients
    are made a head at a time, and given up again.

    Args:
        model: whose attention is watched.
        run: one forward pass.
        score: of what it gives; a number.
        step_of: where a layer's tokens are among all of them; None for one that is left out.
        total: T.

    Raises:
        UserError: the score does not depend on any attention.

    """
    # Without its identity, which would swallow the digits of small numbers.
    flow = torch.zeros(total, total)
    heads: list[Tensor] = []
    starts: list[Tensor] = []

    def arrived(layer: Layer, value: Tensor, gradient: Tensor) -> None:
        step = step_of(layer)
        if step is None:
            return
        influence, shares = _influence(layer, value, gradient[0].transpose(0, 1))
        moved = influence.cpu()
        flow[:, step.keys] += flow[:, step.queries] @ moved
        flow[step.queries, step.keys] += moved
        heads.append(shares)

    def watch(layer: Layer, value: Tensor, output: Tensor) -> Tensor:
        seen = output
        if not output.requires_grad:
            seen = output.detach().requires_grad_()
            starts.append(seen)
        seen.register_hook(lambda gradient: arrived(layer, value, gradient))
        return seen

    with torch.enable_grad(), watched(model, watch):
        number = score(run())
    if not number.requires_grad:
        raise UserError("Nothing that this model attends to moves this score.", "Choose another.")
    torch.autograd.backward(number, inputs=starts)
    return Moved(float(number.detach()), flow, heads[::-1])


def _influence(layer: Layer, value: Tensor, gradient: Tensor) -> tuple[Tensor, Tensor]:
    """Positive part of weight x gradient: mean over heads [queries, keys]; sum of each head [H]."""
    total, shares = None, []
    for head in range(layer.heads):
        group = head * len(value) // layer.heads
        moved = layer.weights(head) * (gradient[head].float() @ value[group].float().T)
        moved = moved.clamp(min=0)
        shares.append(moved.sum())
        total = moved if total is None else total + moved
    assert total is not None
    return total / layer.heads, torch.stack(shares).cpu()
