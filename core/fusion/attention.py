"""Multi-head attention that trains through SDPA and whose maps can be recomputed exactly."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

#: Where the gains of affinities start: affinities have deviation 1, so that a token's best match
#: stands out by some nats.
GAIN = 3.0


@dataclass(frozen=True)
class Trace:
    """What one attention compared: enough to recompute any of its weights.

    Attributes:
        query: [B, heads, Lq, dh], scaled: logits are plain products of query and key.
        key: [B, heads, Lk, dh].
        key_mask: [B, Lk] bool, True where there is a token.
        weights: [B, heads, Lq, Lk] if the eager path ran (part of its autograd graph), else None.

    """

    query: Tensor
    key: Tensor
    key_mask: Tensor
    weights: Tensor | None = None

    def compute(self) -> Tensor:
        """All weights [B, heads, Lq, Lk], as `attention_weights` gives them."""
        return attention_weights(self.query, self.key, self.key_mask)

    def row(self, query: int, item: int = 0) -> Tensor:
        """The weights of one query token [heads, Lk]: one small product, nothing else."""
        one = slice(item, item + 1)
        rows = attention_weights(
            self.query[one, :, query : query + 1], self.key[one], self.key_mask[one]
        )
        return rows[0, :, 0]


def attention_weights(query: Tensor, key: Tensor, key_mask: Tensor) -> Tensor:
    """softmax(q k^T) over the keys there are.

    Args:
        query: [B, heads, Lq, dh], already divided by the root of the head's width.
        key: [B, heads, Lk, dh].
        key_mask: [B, Lk] bool, True where there is a token.

    Returns:
        [B, heads, Lq, Lk]. Masked keys get exactly 0, other rows sum to one; all rows of an item
        without any key are 0, never NaN.

    """
    logits = query @ key.transpose(-2, -1)
    allowed, _ = _allowed(key_mask)
    weights = logits.masked_fill(~allowed[:, None, None], float("-inf")).softmax(-1)
    return weights * key_mask[:, None, None]


def _allowed(key_mask: Tensor) -> tuple[Tensor, Tensor]:
    """A mask without empty rows [B, Lk], and which items have a key at all [B, 1].

    A softmax over nothing is NaN (and poisons the gradient through `where`): items without a key
    look at their padding instead, and their result is multiplied by zero.
    """
    some = key_mask.any(1, keepdim=True)
    return key_mask | ~some, some


class Attention(nn.Module):
    """Queries of one sequence over the tokens of another (or the same), multi-head.

    With `affine`, the logits of head h are q.k / sqrt(d/heads) + gain_h * affinity, the affinity
    of two tokens being a product of coordinates given to `forward` (see core.fusion.grounding).
    The gains are learned.

    Weights are never dropped out: on a CPU that costs five times the attention itself (it rules
    the fused kernel out), and what is read can be dropped after.
    """

    def __init__(self, dim: int, heads: int, affine: bool = False) -> None:
        super().__init__()
        if affine:
            self.gain = nn.Parameter(torch.full((heads,), GAIN))
        self.heads = heads
        self.query = nn.Linear(dim, dim)
        self.key = nn.Linear(dim, dim)
        self.value = nn.Linear(dim, dim)
        self.out = nn.Linear(dim, dim)

    def forward(
        self,
        source: Tensor,
        target: Tensor,
        key_mask: Tensor,
        eager: bool = False,
        affinity: tuple[Tensor, Tensor] | None = None,
        added: Tensor | None = None,
    ) -> tuple[Tensor, Trace | None]:
        """Attend.

        Args:
            source: [B, Lq, d], what asks.
            target: [B, Lk, d], what is looked at.
            key_mask: [B, Lk] bool.
            eager: compute the weights in the open and put them into the trace.
            affinity: coordinates [B, Lq, r] and [B, Lk, r], only with `affine`.
            added: [B, Lk], added to the logits of every query.

        Returns:
            [B, Lq, d], zero for items whose target is empty; and the trace, None where a single
            key makes every weight 1 and the comparison was left out.

        """
        some = key_mask.any(1)[:, None, None]
        if target.shape[1] == 1 and not eager:
            # softmax over one key is 1: only the value path is left.
            alone = self.out(self.value(target)) * some
            return alone.expand(-1, source.shape[1], -1), None
        query, key, value = (
            self._split(layer(tokens))
            for layer, tokens in (
                (self.query, source),
                (self.key, target),
                (self.value, target),
            )
        )
        query = query / math.sqrt(query.shape[-1])
        if affinity is not None:
            asked, offered = (side.unsqueeze(1) for side in affinity)
            query = torch.cat([query, asked * self.gain.view(1, -1, 1, 1)], -1)
            key = torch.cat([key, offered.expand(-1, self.heads, -1, -1)], -1)
        if added is not None:
            query = torch.cat([query, query.new_ones(*query.shape[:-1], 1)], -1)
            more = added.to(key.dtype)[:, None, :, None].expand(-1, self.heads, -1, -1)
            key = torch.cat([key, more], -1)
        if eager:
            weights = attention_weights(query, key, key_mask)
            mixed = weights @ value
            trace = Trace(query, key, key_mask, weights)
        else:
            allowed, _ = _allowed(key_mask)
            mixed = functional.scaled_dot_product_attention(
                query,
                key,
                value,
                attn_mask=allowed[:, None, None],
                scale=1.0,
            )
            trace = Trace(query, key, key_mask)
        merged = mixed.transpose(1, 2).flatten(2)
        return self.out(merged) * some, trace

    def _split(self, tokens: Tensor) -> Tensor:
        return tokens.unflatten(-1, (self.heads, -1)).transpose(1, 2)


class FeedForward(nn.Sequential):
    """Linear, GELU, dropout, linear."""

    def __init__(self, dim: int, hidden: int, dropout: float) -> None:
        super().__init__(
            nn.Linear(dim, hidden), nn.GELU(), nn.Dropout(dropout), nn.Linear(hidden, dim)
        )


def total(tensors: list[Tensor]) -> Tensor:
    """The sum of a list that is not empty."""
    return torch.stack(tensors).sum(0) if len(tensors) > 1 else tensors[0]
