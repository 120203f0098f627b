"""Sequence: a user is what the history says in its order (SASRec, Kang & McAuley 2018).

Self-attention over the vectors of the latest items, each of which looks at itself and at what came
before it; the user vector is what the latest one has become. It does not look at the candidate, so
the score stays one inner product.

Places are counted back from the latest item, as in a history that is padded at its beginning.
Layers are normalised before they compute, as torch's `TransformerEncoderLayer(norm_first=True)`
does.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from core.recommend.config import SequenceConfig


class Sequence(nn.Module):
    """Causal self-attention over a history.

    Args:
        dim: d, of the item vectors.
        config: how many items it reads, and in how many blocks.

    """

    def __init__(self, dim: int, config: SequenceConfig) -> None:
        super().__init__()
        self.recent = config.recent
        #: One vector for each place in the history, latest first.
        self.age = nn.Parameter(torch.empty(config.recent, dim))
        self.blocks = nn.ModuleList(
            Block(dim, config.heads, config.history_dropout) for _ in range(config.blocks)
        )
        self.dropout = nn.Dropout(config.history_dropout)
        self.norm = nn.LayerNorm(dim)
        nn.init.normal_(self.age, std=dim**-0.5)

    def forward(self, users: Tensor, items: Tensor, mask: Tensor) -> Tensor:
        """What the history adds to the user vectors, whatever these are.

        Args:
            users: [B, d].
            items: [B, H, d], latest first, H <= recent.
            mask: [B, H] bool, false from where the history ends.

        Returns:
            [B, d]; zero for users without history.

        """
        length = items.shape[1]
        if mask.is_cpu and len(mask):  # on a card, asking how long they are would wait for it
            length = max(1, int(mask.sum(1).max()))
            items, mask = items[:, :length], mask[:, :length]
        # As long as the places, whatever length item vectors start with.
        vectors = self.dropout(items * math.sqrt(items.shape[2]) + self.age[:length])
        allowed = _causal(mask)
        *first, last = self.blocks
        for block in first:
            vectors = block(vectors, vectors, allowed)
        said = last(vectors[:, :1], vectors, allowed[:, :, :1])
        return self.norm(said[:, 0]) * mask[:, :1]


class Block(nn.Module):
    """Attention, then a feed-forward layer, each added to what comes in."""

    def __init__(self, dim: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.attention_norm, self.feed_norm = nn.LayerNorm(dim), nn.LayerNorm(dim)
        self.query, self.keys_values = nn.Linear(dim, dim), nn.Linear(dim, 2 * dim)
        self.out = nn.Linear(dim, dim)
        self.feed = nn.Sequential(
            nn.Linear(dim, dim), nn.ReLU(), nn.Dropout(dropout), nn.Linear(dim, dim)
        )
        self.dropout = nn.Dropout(dropout)

    def forward(self, own: Tensor, everything: Tensor, allowed: Tensor) -> Tensor:
        """What places become that look at others.

        Args:
            own: [B, L, d], the first L places of
            everything: [B, H, d].
            allowed: [B, 1, L, H], who may look at whom.

        """
        seen = self.attention_norm(everything)
        query = self._split(self.query(seen[:, : own.shape[1]]))
        key, value = (self._split(part) for part in self.keys_values(seen).chunk(2, 2))
        chance = self.dropout.p if self.training else 0.0
        found = functional.scaled_dot_product_attention(
            query, key, value, allowed, dropout_p=chance
        )
        own = own + self.dropout(self.out(found.transpose(1, 2).flatten(2)))
        return own + self.dropout(self.feed(self.feed_norm(own)))

    def _split(self, vectors: Tensor) -> Tensor:
        """[B, L, d] as [B, heads, L, d / heads]."""
        return vectors.unflatten(2, (self.heads, -1)).transpose(1, 2)


def _causal(mask: Tensor) -> Tensor:
    """Who may look at whom, [B, 1, H, H]: at itself, and at what there is before it."""
    places = torch.arange(mask.shape[1], device=mask.device)
    earlier = places >= places.unsqueeze(1)
    # Padding looks at itself: a softmax over nothing would be NaN, in its gradient too.
    itself = places == places.unsqueeze(1)
    return ((earlier & mask.unsqueeze(1)) | itself).unsqueeze(1)
