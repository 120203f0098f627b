"""What maps and relevance say of the item vector, for every single token: shares and relevance.

Tokens of all modalities the item has, in the model's order, are counted 0..T-1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

from core.encoders.tokens import TokenBatch
from core.fusion.maps import only
from core.fusion.relevance import moved
from core.fusion.transformer import Pair, TransformerFusion


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
    item = only(fusion.modalities, batch, 0)
    influence = moved(fusion, item, lambda vector: vector @ direction)
    kept = torch.cat([item[name].mask[0] for name in fusion.modalities])
    # R without its identity, which would swallow the digits of small numbers.
    flow = torch.zeros(len(kept), len(kept), dtype=influence.reading.dtype)
    for layer in influence.layers:
        flow = flow + layer + layer @ flow
    shares = [_shares(messages, fusion.modalities)[kept] for messages in influence.seen.messages]
    return TokenFlow(shares, flow[kept][:, kept])


def _shares(messages: Mapping[Pair, Tensor], names: tuple[str, ...]) -> Tensor:
    """[T, M] of one layer."""
    lengths = torch.cat(
        [torch.stack([messages[q, k][0].detach().norm(dim=-1) for k in names], -1) for q in names]
    )
    return lengths / lengths.sum(-1, keepdim=True).clamp(min=1e-12)
