"""What moved the result: rollout and gradient relevance over all tokens of one item.

Both treat the tokens of all modalities as one sequence of T tokens, in the order of
`Maps.modalities`; a layer's self- and cross-attentions are the blocks of its T x T matrix. Neither
needs a product of T x T matrices: a row is carried down through the layers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

from core.encoders.tokens import TokenBatch
from core.fusion.base import Fusion
from core.fusion.maps import Maps, evaluating, only, transformer
from core.fusion.recording import Recording, record
from core.fusion.transformer import Pair, TransformerFusion


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
        start = maps.reading.compute()[0].mean((0, 1))[None]
    row = start
    for index in reversed(range(len(maps.layers))):
        blocks = {pair: one.compute()[0].mean(0) for pair, one in maps.layers[index].items()}
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
    found = moved(model, one, score)
    row = found.reading.sum(0, keepdim=True)
    for layer in reversed(found.layers):
        row = row + row @ layer
    projected, _ = model.project(one)
    tokens = row[0].split([one[name].tokens.shape[1] for name in model.modalities])
    out = {}
    for name, own, pooled in zip(model.modalities, tokens, projected, strict=True):
        gradient = found.parts[name]
        direct = 0.0 if gradient is None else _pooled(pooled, gradient)
        out[name] = (own + direct)[: int(one[name].mask.sum())]
    return out


@dataclass(frozen=True)
class Moved:
    """Where attention moved a score: (dscore/dA * A)+ of the weights A, averaged over heads.

    Attributes:
        layers: per layer [T, T], what tokens (rows) looked at (columns).
        reading: [queries, T], likewise of the fusion queries.
        parts: per modality the gradient of its pooled input [1, d], None where there is none.
        seen: the pass itself.

    """

    layers: list[Tensor]
    reading: Tensor
    parts: Mapping[str, Tensor | None]
    seen: Recording


def moved(
    model: TransformerFusion, one: Mapping[str, TokenBatch], score: Callable[[Tensor], Tensor]
) -> Moved:
    """Look at a batch of one without padding, whose item vector [1, d] has this score."""
    # Gradients must flow also through a model whose weights are frozen.
    one = {
        name: TokenBatch(b.tokens.detach().requires_grad_(), b.mask, b.positions)
        for name, b in one.items()
    }
    with torch.enable_grad(), evaluating(model), record(model, weights=True) as seen:
        fused = model(one)
        compared = [one for layer in seen.layers for one in layer.values()]
        weights = [
            one.weights for one in (*compared, seen.reading) if one and one.weights is not None
        ]
        gradients = torch.autograd.grad(
            score(fused.vector).sum(), [*weights, *fused.parts.values()], allow_unused=True
        )
    shares = [
        torch.zeros_like(w)[0, 0] if g is None else (g * w).detach().clamp(min=0).mean(1)[0]
        for w, g in zip(weights, gradients, strict=False)
    ]
    reading = shares.pop()
    size = len(model.pairs)
    layers = [
        _matrix(model.modalities, dict(zip(model.pairs, shares[start : start + size], strict=True)))
        for start in range(0, len(shares), size)
    ]
    return Moved(layers, reading, model.named(gradients[len(weights) :]), seen)


def _pooled(projected: Tensor, gradient: Tensor) -> Tensor:
    """(dscore/dw * w)+ of the weights w = 1/L of a mean over tokens [1, L, d]."""
    return ((projected[0].detach() @ gradient[0]) / projected.shape[1]).clamp(min=0)


def _matrix(modalities: tuple[str, ...], blocks: Mapping[Pair, Tensor]) -> Tensor:
    """Blocks [Lq, Lk] by (query, key) -> one matrix [T, T]."""
    return torch.cat([torch.cat([blocks[q, k] for k in modalities], 1) for q in modalities], 0)
