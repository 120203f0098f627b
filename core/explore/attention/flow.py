"""What core.fusion gives for the item vector, for every single token: shares and relevance.

Tokens of all modalities the item has, in the model's order, are counted 0..T-1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

from core.encoders.tokens import TokenBatch
from core.fusion.maps import evaluating, only
from core.fusion.transformer import Traces, TransformerFusion


@dataclass(frozen=True)
class TokenFlow:
    """Per token of one item.

    Attributes:
        shares: per layer [T, M], share of each modality in what a token takes over: length of
            that modality's message over the sum of lengths. Attention weights alone cannot tell,
            because each pair of modalities has a softmax of its own (Kobayashi et al. 2020: they
            are "not only a weight"). Rows sum to one.
        relevance: [T, T], what (column) moved each token's part (row) in the score; its own start
            is left out. Not negative, in units of the score.

    """

    shares: list[Tensor]
    relevance: Tensor


def token_flow(
    fusion: TransformerFusion, batch: Mapping[str, TokenBatch], direction: Tensor
) -> TokenFlow:
    """Shares and gradient relevance (Chefer, Gur & Wolf 2021) of every token of a batch of one.

    A layer's map is the positive part of weight times gradient of the score <direction, f>,
    averaged over heads; layers add up along the residual path, R <- R + A R.

    Args:
        fusion: the Transformer.
        batch: one item.
        direction: [d], usually a user's vector.

    """
    names = fusion.modalities
    one = only(names, batch, 0)
    # Gradients must flow also through a model whose weights are frozen.
    one = {
        name: TokenBatch(b.tokens.detach().requires_grad_(), b.mask, b.positions)
        for name, b in one.items()
    }
    with torch.enable_grad(), evaluating(fusion):
        fused, traces = fusion.trace(one, eager=True)
        layers = [[_weights(layer[pair]) for pair in fusion.pairs] for layer in traces.layers]
        flat = [weights for layer in layers for weights in layer]
        gradients = torch.autograd.grad((fused.vector @ direction).sum(), flat, allow_unused=True)
    kept = torch.cat([one[name].mask[0] for name in names])
    moved = iter(
        torch.zeros_like(w)[0, 0] if g is None else (g * w).detach().clamp(min=0).mean(1)[0]
        for w, g in zip(flat, gradients, strict=True)
    )
    # R without its identity, which would swallow the digits of small numbers.
    flow = torch.zeros(len(kept), len(kept), dtype=fused.vector.dtype)
    for _ in layers:
        step = _matrix(names, {pair: next(moved) for pair in fusion.pairs})
        flow = flow + step + step @ flow
    return TokenFlow([layer[kept] for layer in _shares(traces, names)], flow[kept][:, kept])


def _shares(traces: Traces, names: tuple[str, ...]) -> list[Tensor]:
    result = []
    for messages in traces.messages:
        lengths = torch.cat(
            [
                torch.stack([messages[q, k][0].detach().norm(dim=-1) for k in names], -1)
                for q in names
            ]
        )
        result.append(lengths / lengths.sum(-1, keepdim=True).clamp(min=1e-12))
    return result


def _matrix(names: tuple[str, ...], blocks: Mapping[tuple[str, str], Tensor]) -> Tensor:
    return torch.cat([torch.cat([blocks[q, k] for k in names], 1) for q in names], 0)


def _weights(trace: object) -> Tensor:
    weights = getattr(trace, "weights", None)
    if not isinstance(weights, Tensor):
        raise TypeError("an eager pass has the weights of every attention")
    return weights
