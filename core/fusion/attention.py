"""Multi-head attention that trains through SDPA and whose maps can be recomputed exactly."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

#: Where the gains of affinities start: affinities have deviation 1, so that a token's best match
#: stands out by some nats.
GAIN = 3.0


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
    weights = logits.masked_fill(~_allowed(key_mask)[:, None, None], float("-inf")).softmax(-1)
    return weights * key_mask[:, None, None]


def _allowed(key_mask: Tensor) -> Tensor:
    """A mask without empty rows [B, Lk].

    A softmax over nothing is NaN (and poisons the gradient through `where`): items without a key
    look at their padding instead, and their result is multiplied by zero.
    """
    return key_mask | ~key_mask.any(1, keepdim=True)


class WeightedSum(nn.Module):
    """softmax(q k^T) v without ever holding a weight, of tensors as for `attention_weights`.

    A module without weights of its own, so that `core.fusion.recording` can look on.
    """

    def forward(self, query: Tensor, key: Tensor, value: Tensor, key_mask: Tensor) -> Tensor:
        """[B, heads, Lq, dh]; anything for items without a key."""
        allowed = _allowed(key_mask)[:, None, None]
        return functional.scaled_dot_product_attention(
            query, key, value, attn_mask=allowed, scale=1.0
        )


class Attention(nn.Module):
    """Queries of one sequence over the tokens of another (or the same), multi-head.

    If `grounded`, the logits of head h are q.k / sqrt(d/heads) + gain_h * affinity, the affinity
    of two tokens being a product of coordinates given to `forward` (see core.fusion.grounding).
    The gains are learned.

    Weights are never dropped out: on a CPU that costs five times the attention itself (it rules
    the fused kernel out), and what is read can be dropped after.
    """

    def __init__(self, dim: int, heads: int, grounded: bool = False) -> None:
        super().__init__()
        if grounded:
            self.gain = nn.Parameter(torch.full((heads,), GAIN))
        self.heads = heads
        self.query = nn.Linear(dim, dim)
        self.key = nn.Linear(dim, dim)
        self.value = nn.Linear(dim, dim)
        self.out = nn.Linear(dim, dim)
        self.mix = WeightedSum()

    def forward(
        self,
        source: Tensor,
        target: Tensor,
        key_mask: Tensor,
        coordinates: tuple[Tensor, Tensor] | None = None,
        bias: Tensor | None = None,
    ) -> Tensor:
        """What the queries take over from the keys [B, Lq, d]; zero where the target is empty.

        Args:
            source: [B, Lq, d], what asks.
            target: [B, Lk, d], what is looked at.
            key_mask: [B, Lk] bool.
            coordinates: of queries [B, Lq, r] and keys [B, Lk, r], only if `grounded`.
            bias: [B, Lk], added to the logits of every query.

        """
        if target.shape[1] == 1:
            # softmax over one key is 1: only the value path is left.
            alone = self.out(self.value(target)) * key_mask[:, :, None]
            return alone.expand(-1, source.shape[1], -1)
        query = self.split(self.query(source))
        key = self.split(self.key(target))
        value = self.split(self.value(target))
        query = query / math.sqrt(query.shape[-1])
        if coordinates is not None:
            query_coordinates, key_coordinates = (side.unsqueeze(1) for side in coordinates)
            query = torch.cat([query, query_coordinates * self.gain.view(1, -1, 1, 1)], -1)
            key = torch.cat([key, key_coordinates.expand(-1, self.heads, -1, -1)], -1)
        if bias is not None:
            query = torch.cat([query, query.new_ones(*query.shape[:-1], 1)], -1)
            bias = bias.to(key.dtype)[:, None, :, None].expand(-1, self.heads, -1, -1)
            key = torch.cat([key, bias], -1)
        return self.merge(self.mix(query, key, value, key_mask), key_mask)

    def split(self, tokens: Tensor) -> Tensor:
        """[B, L, d] -> [B, heads, L, dh]."""
        return tokens.unflatten(-1, (self.heads, -1)).transpose(1, 2)

    def merge(self, mixed: Tensor, key_mask: Tensor) -> Tensor:
        """What the heads found [B, heads, Lq, dh] -> the message [B, Lq, d]."""
        return self.out(mixed.transpose(1, 2).flatten(2)) * key_mask.any(1)[:, None, None]


class FeedForward(nn.Sequential):
    """Linear, GELU, dropout, linear."""

    def __init__(self, dim: int, hidden: int, dropout: float) -> None:
        super().__init__(
            nn.Linear(dim, hidden), nn.GELU(), nn.Dropout(dropout), nn.Linear(hidden, dim)
        )


def total(tensors: list[Tensor]) -> Tensor:
    """The sum of a list that is not empty."""
    return torch.stack(tensors).sum(0) if len(tensors) > 1 else tensors[0]
