"""What moved the result: rollout and gradient relevance over all tokens of one item.

Both treat the tokens of all modalities as one sequence of T tokens, in the order of
`Maps.modalities`; a layer's self- and cross-attentions are the blocks of its T x T matrix. Neither
needs a product of T x T matrices: a row is carried down through the layers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import torch
from torch import Tensor

from core.encoders.tokens import TokenBatch
from core.fusion.base import Fusion
from core.fusion.maps import Maps, evaluating, only, transformer


def rollout(maps: Maps, start: Tensor | None = None) -> Tensor:
    """Attention rollout (Abnar & Zuidema 2020): start @ A_L @ ... @ A_1.

    A_l is half identity (the residual) and half the mean over heads of the layer's blocks, each
    present modality given the same say; its rows sum to one.

    Args:
        maps: of one item.
        start: rows [R, T] over all tokens, e.g. a one-hot token. By default the mean over heads
            and fusion queries of where those looked.

    Returns:
        [R, T], by default [1, T]. Sums of rows are kept.

    """
    if start is None:
        start = maps.fusion_trace.compute()[0].mean((0, 1))[None]
    row = start
    for index in reversed(range(len(maps.traces))):
        blocks = {pair: trace.compute()[0].mean(0) for pair, trace in maps.traces[index].items()}
        matrix = _matrix(maps.modalities, blocks)
        matrix = matrix / matrix.sum(-1, keepdim=True).clamp(min=1e-12)
        row = (row + row @ matrix) / 2
    return row


def relevance(
    fusion: Fusion,
    batch: Mapping[str, TokenBatch],
    score: Callable[[Tensor], Tensor],
    item: int = 0,
) -> dict[str, Tensor]:
    """Gradient relevance of every token for a score (Chefer et al. 2021, rules 5 and 6).

    Attention is weighted by its gradient, (dscore/dA * A)+, averaged over heads, and carried
    through the layers by R <- R + A R. The path of pooled inputs past the attention is the same
    thing with constant weights 1/L, and is counted the same way.

    Args:
        fusion: a Transformer.
        batch: any batch.
        score: item vectors [1, d] -> scalar (or [1]) to explain, e.g. lambda f: f @ user.
        item: row of the batch.

    Returns:
        Per modality [L] of the tokens the item has, not negative, in units of the score.

    """
    model = transformer(fusion)
    one = only(model.modalities, batch, item)
    # Gradients must flow also through a model whose weights are frozen.
    one = {
        name: TokenBatch(b.tokens.detach().requires_grad_(), b.mask, b.positions)
        for name, b in one.items()
    }
    with torch.enable_grad(), evaluating(model):
        fused, traces = model.trace(one, eager=True)
        weights = [trace.weights for layer in traces.layers for trace in layer.values() if trace]
        last = traces.fusion
        parts = list(fused.parts.values())
        wanted = [w for w in (*weights, last.weights if last else None) if w is not None]
        gradients = torch.autograd.grad(
            score(fused.vector).sum(), [*wanted, *parts], allow_unused=True
        )
    carried = [
        torch.zeros_like(w) if g is None else (g * w).detach().clamp(min=0).mean(1)[0]
        for w, g in zip(wanted, gradients, strict=False)
    ]
    row = carried.pop().sum(0, keepdim=True)
    size = len(traces.layers[0])
    for index in reversed(range(len(traces.layers))):
        blocks = dict(
            zip(traces.layers[index], carried[index * size : (index + 1) * size], strict=True)
        )
        row = row + row @ _matrix(model.modalities, blocks)
    found = row[0].split([one[name].tokens.shape[1] for name in model.modalities])
    out = {}
    for name, tokens, gradient in zip(
        model.modalities, found, gradients[len(wanted) :], strict=True
    ):
        length = int(one[name].mask.sum())
        direct = 0.0 if gradient is None else _pooled(traces.projected[name], gradient)
        out[name] = (tokens + direct)[:length]
    return out


def _pooled(projected: Tensor, gradient: Tensor) -> Tensor:
    """(dscore/dw * w)+ of the weights w = 1/L of a mean over tokens [1, L, d]."""
    return ((projected[0].detach() @ gradient[0]) / projected.shape[1]).clamp(min=0)


def _matrix(modalities: tuple[str, ...], blocks: Mapping[tuple[str, str], Tensor]) -> Tensor:
    """Blocks [Lq, Lk] by (query, key) -> one matrix [T, T]."""
    return torch.cat([torch.cat([blocks[q, k] for k in modalities], 1) for q in modalities], 0)
