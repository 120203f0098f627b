"""Model-level fusion: self-attention, cross-attention of every ordered pair, fusion queries.

Tokens of every modality are projected to d, marked with their modality and their place. Each
layer is pre-norm: self-attention inside each modality and cross-attention from it to every other
(each ordered pair with weights of its own), then a feed-forward block. Learned fusion queries
then read the tokens of all modalities. The pooled projected inputs reach the item vector on a
path of their own, so that plain features (one token a modality) train fast and well.

Self- and cross-attention of a layer read the same normalised tokens side by side, instead of one
after the other: a token's keys then still stand for its own place in the source, not for what
self-attention has mixed in from elsewhere, which is what makes cross-attention maps point at
things (and it is one norm less; the parallel form is due to GPT-J and PaLM).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from core.encoders.tokens import TokenBatch
from core.fusion import positions
from core.fusion.attention import Attention, FeedForward, Trace, total
from core.fusion.base import Fused, Fusion, Link, masked_mean
from core.fusion.config import TransformerConfig

#: Name of the fusion queries where maps are listed by (query, key) modality.
FUSION = "fusion"


@dataclass(frozen=True)
class Traces:
    """What every attention of one forward pass compared.

    Attributes:
        layers: per layer, by (query modality, key modality); self-attention has both alike.
            None where a single key was not compared with anything.
        messages: likewise [B, Lq, d], what the queries took over from the keys.
        projected: per modality [B, L, d], the projected input tokens.
        fusion: the fusion queries over the tokens of all modalities, in order, concatenated.
        masks: per modality [B, L], the tokens used (modality dropout hides some in training).

    """

    layers: list[dict[tuple[str, str], Trace | None]]
    messages: list[dict[tuple[str, str], Tensor]]
    projected: dict[str, Tensor]
    fusion: Trace | None
    masks: dict[str, Tensor]


class TransformerFusion(Fusion):
    """The multimodal Transformer. Deterministic given torch's random state."""

    def __init__(self, config: TransformerConfig, widths: Mapping[str, int]) -> None:
        super().__init__(config.dim, widths, config.modality_dropout)
        dim = config.dim
        count = len(self.modalities)
        hidden = max(1, round(config.expansion * dim))
        self.heads = config.heads
        self.pairs = [(q, k) for q in self.modalities for k in self.modalities]
        self.modality = nn.Parameter(torch.randn(count, dim) * 0.02)
        self.places = nn.ModuleList(
            nn.Linear(positions.width(name), dim, bias=False)
            if config.positions and positions.width(name)
            else nn.Identity()
            for name in self.modalities
        )
        self.layers = nn.ModuleList(
            Layer(count, dim, config.heads, hidden, config.dropout) for _ in range(config.layers)
        )
        self.queries = nn.Parameter(torch.randn(config.queries, dim) * 0.5)
        self.norm = nn.LayerNorm(dim)
        self.read = Attention(dim, config.heads, config.dropout)
        self.head = nn.Linear(config.queries * dim, dim)
        self.skip = nn.ModuleList(nn.Linear(dim, dim, bias=False) for _ in self.modalities)
        for place in self.places:
            if isinstance(place, nn.Linear):
                nn.init.normal_(place.weight, std=0.02)

    def forward(self, batch: Mapping[str, TokenBatch]) -> Fused:
        fused, traces = self.trace(batch)
        links = {}
        for (query, key), trace in traces.layers[0].items():
            if query != key and trace is not None:
                links[query, key] = Link(
                    trace.query, trace.key, traces.masks[query], traces.masks[key]
                )
        return Fused(fused.vector, fused.parts, fused.present, links=links)

    def trace(self, batch: Mapping[str, TokenBatch], eager: bool = False) -> tuple[Fused, Traces]:
        """Forward, together with what every attention compared.

        Args:
            batch: as for `forward`.
            eager: compute the weights in the open, so that a gradient can be taken of them; every
                attention then has a trace, also over a single key. No attention dropout.

        """
        projected, masks = self.project(batch)
        parts = [masked_mean(t, m) for t, m in zip(projected, masks, strict=True)]
        present = torch.stack([mask.any(1) for mask in masks], 1)
        used = self.keep(present)
        masks = [mask & used[:, i : i + 1] for i, mask in enumerate(masks)]
        tokens = [
            self._marked(i, t, batch[name].positions, masks[i])
            for i, (name, t) in enumerate(zip(self.modalities, projected, strict=True))
        ]
        layers = []
        messages = []
        for layer in self.layers:
            tokens, heard, compared = layer(tokens, masks, eager)
            messages.append(dict(zip(self.pairs, heard, strict=True)))
            layers.append(dict(zip(self.pairs, compared, strict=True)))
        everything = self.norm(torch.cat(tokens, 1))
        queries = self.queries.expand(len(everything), -1, -1)
        read, last = self.read(queries, everything, torch.cat(masks, 1), eager)
        some = present.any(1, keepdim=True)
        skipped = [
            linear(part) * used[:, i : i + 1]
            for i, (linear, part) in enumerate(zip(self.skip, parts, strict=True))
        ]
        vector = (self.head(read.flatten(1)) + total(skipped)) * some
        fused = Fused(vector, self.named(parts), self.named(present.unbind(1)))
        return fused, Traces(layers, messages, self.named(projected), last, self.named(masks))

    def _marked(self, index: int, tokens: Tensor, places: Tensor, mask: Tensor) -> Tensor:
        """Tokens with modality and place added, zero where masked."""
        tokens = tokens + self.modality[index]
        linear = self.places[index]
        if isinstance(linear, nn.Linear):
            tokens = tokens + linear(positions.encode(self.modalities[index], places, mask))
        return tokens * mask.unsqueeze(-1)


class Layer(nn.Module):
    """One layer over all modalities: every pair attends, then each token is fed forward."""

    def __init__(self, count: int, dim: int, heads: int, hidden: int, dropout: float) -> None:
        super().__init__()
        self.count = count
        self.before = nn.ModuleList(nn.LayerNorm(dim) for _ in range(count))
        self.attention = nn.ModuleList(Attention(dim, heads, dropout) for _ in range(count**2))
        self.between = nn.ModuleList(nn.LayerNorm(dim) for _ in range(count))
        self.feed = nn.ModuleList(FeedForward(dim, hidden, dropout) for _ in range(count))
        self.drop = nn.Dropout(dropout)

    def forward(
        self, tokens: list[Tensor], masks: list[Tensor], eager: bool = False
    ) -> tuple[list[Tensor], list[Tensor], list[Trace | None]]:
        """[B, L_m, d] per modality -> the same shapes; messages and traces of the ordered pairs.

        Padding stays zero: no later step can read a padded query by mistake.
        """
        normed = [norm(t) for norm, t in zip(self.before, tokens, strict=True)]
        out: list[Tensor] = []
        messages: list[Tensor] = []
        traces: list[Trace | None] = []
        for q in range(self.count):
            for k in range(self.count):
                attend = self.attention[q * self.count + k]
                message, trace = attend(normed[q], normed[k], masks[k], eager)
                messages.append(message)
                traces.append(trace)
            token = tokens[q] + self.drop(total(messages[-self.count :]))
            token = token + self.drop(self.feed[q](self.between[q](token)))
            out.append(token * masks[q].unsqueeze(-1))
        return out, messages, traces
