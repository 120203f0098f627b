"""Model-level fusion: self-attention, cross-attention of every ordered pair, fusion queries.

Tokens of every modality are projected to d, marked with their modality and their place. Each
layer is pre-norm: self-attention inside each modality and cross-attention from it to every other
(each ordered pair with weights of its own), then a feed-forward block. Learned fusion queries
then read the tokens of all modalities. The pooled projected inputs reach the item vector on a
path of their own, so that plain features (one token a modality) train fast and well.

Cross-attention of the first layer starts from what belongs together in the catalog: its logits
hold the affinity of two tokens by co-occurrence (`core.fusion.grounding`), with a learned gain per
head. On the shop sample (240 items, ten epochs and more, small patches) words then point at the
right place 0.92 of the time and places at the right word 0.94 (benchmarks/docs/maps.md); trained
without it 0.24 and 0.19; by chance 0.17 and 0.09.

Self- and cross-attention of a layer read the same normalised tokens side by side, instead of one
after the other: a token's keys then stand for its own place in the source, before self-attention
has mixed in others (and it is one norm less; the parallel form is due to GPT-J and PaLM).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping

import torch
from torch import Tensor, nn

from core.encoders.tokens import TokenBatch
from core.fusion import grounding, positions
from core.fusion.attention import Attention, FeedForward, total
from core.fusion.base import Fused, Fusion, Store, masked_mean
from core.fusion.config import TransformerConfig
from core.fusion.grounding import Side
from core.progress import Reporter

#: Query modality and key modality.
Pair = tuple[str, str]


def pair_name(query: str, key: str) -> str:
    """What a pair's weights are stored under; a full stop would be a step inside a module."""
    return "->".join(re.sub("[%.>]", lambda m: f"%{ord(m[0]):02X}", name) for name in (query, key))


class TransformerFusion(Fusion):
    """The multimodal Transformer. Deterministic given torch's random state."""

    def __init__(
        self, config: TransformerConfig, widths: Mapping[str, int], out: int | None = None
    ) -> None:
        super().__init__(config.dim, widths, config.modality_dropout, out)
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
            Layer(self.modalities, dim, config.heads, hidden, config.dropout, grounded)
            for grounded in (n == 0 and config.grounding > 0 for n in range(config.layers))
        )
        self.rank = config.grounding
        self.cap = config.train_tokens
        self.forms = nn.ModuleList(
            Form(widths[a], widths[b], self.rank)
            for a, b in itertools.combinations(self.modalities, 2)
            if self.rank
        )
        self.queries = nn.Parameter(torch.randn(config.queries, dim) * 0.5)
        self.norm = nn.LayerNorm(dim)
        self.read = Attention(dim, config.heads)
        self.head = nn.Linear(config.queries * dim, self.dim)
        self.skip = nn.ModuleList(nn.Linear(dim, self.dim, bias=False) for _ in self.modalities)
        for place in self.places:
            if isinstance(place, nn.Linear):
                nn.init.normal_(place.weight, std=0.02)

    def attention(self, layer: int, pair: Pair) -> Attention:
        """By which the queries of a pair look at its keys in a layer."""
        found = self.layers[layer].get_submodule(f"attention.{pair_name(*pair)}")
        assert isinstance(found, Attention)
        return found

    @property
    def couples(self) -> dict[Pair, Form]:
        """The form of each unordered pair of modalities; none without grounding."""
        pairs = itertools.combinations(self.modalities, 2) if self.rank else ()
        forms = (form for form in self.forms if isinstance(form, Form))
        return dict(zip(pairs, forms, strict=True))

    @torch.no_grad()
    def ground(self, stores: Mapping[str, Store], reporter: Reporter | None = None) -> None:
        """Let cross-attention start from what belongs together in a catalog.

        The forms found are kept with the weights; they are not trained, only their gains are.
        """
        if not self.couples:
            return
        ordered = {name: stores[name] for name in self.modalities}
        found = grounding.ground(ordered, self.rank, reporter=reporter)
        for pair, sides in found.items():
            self.couples[pair].take(*sides)

    def sides(self, query: str, key: str) -> tuple[Side, Side] | None:
        if (query, key) in self.couples:
            return self.couples[query, key].sides
        reverse = self.couples.get((key, query))
        return None if reverse is None else reverse.sides[::-1]

    def forward(self, batch: Mapping[str, TokenBatch]) -> Fused:
        projected, masks = self.project(batch)
        parts = [masked_mean(t, m) for t, m in zip(projected, masks, strict=True)]
        present = torch.stack([mask.any(1) for mask in masks], 1)
        used = self.keep(present)
        masks = [mask & used[:, i : i + 1] for i, mask in enumerate(masks)]
        tokens = [
            self._marked(i, t, batch[name].positions, masks[i])
            for i, (name, t) in enumerate(zip(self.modalities, projected, strict=True))
        ]
        stands_for = None
        if self.training and self.cap:
            batch, tokens, masks, stands_for = self._thinned(batch, tokens, masks)
        coordinates = self._coordinates(batch, self.named(masks))
        for layer in self.layers:
            tokens = layer(tokens, masks, coordinates)
        everything = self.norm(torch.cat(tokens, 1))
        queries = self.queries.expand(len(everything), -1, -1)
        read = self.read(queries, everything, torch.cat(masks, 1), bias=stands_for)
        skipped = [
            linear(part) * used[:, i : i + 1]
            for i, (linear, part) in enumerate(zip(self.skip, parts, strict=True))
        ]
        vector = (self.head(read.flatten(1)) + total(skipped)) * present.any(1, keepdim=True)
        return Fused(vector, self.named(parts), self.named(present.unbind(1)))

    def _coordinates(
        self, batch: Mapping[str, TokenBatch], masks: dict[str, Tensor]
    ) -> dict[Pair, tuple[Tensor, Tensor]]:
        """Those of query and key tokens by pair, where there is a choice."""
        found: dict[Pair, tuple[Tensor, Tensor]] = {}
        for (a, b), form in self.couples.items():
            if max(batch[a].tokens.shape[1], batch[b].tokens.shape[1]) > 1:
                left, right = form(batch[a].tokens, masks[a], batch[b].tokens, masks[b])
                found[a, b] = (grounding.centre(left, masks[a]), right)
                found[b, a] = (grounding.centre(right, masks[b]), left)
        return found

    def _thinned(
        self, batch: Mapping[str, TokenBatch], tokens: list[Tensor], masks: list[Tensor]
    ) -> tuple[dict[str, TokenBatch], list[Tensor], list[Tensor], Tensor]:
        """At most `cap` tokens of each item and modality, drawn at random, places kept.

        Last comes the logarithm of how many tokens each one drawn stands for [B, sum of L]: added
        to the logits it keeps the say of a modality, which would shrink with its tokens.
        """
        thin = dict(batch)
        tokens, masks, counts = list(tokens), list(masks), []
        for i, name in enumerate(self.modalities):
            mask = masks[i]
            if mask.shape[1] > self.cap:
                lot = torch.rand(mask.shape, device=mask.device).masked_fill(~mask, -1)
                drawn = lot.topk(self.cap, 1).indices.sort(1).values
                row = torch.arange(len(mask), device=mask.device).unsqueeze(1)
                one = batch[name]
                tokens[i], masks[i] = tokens[i][row, drawn], mask[row, drawn]
                thin[name] = TokenBatch(one.tokens[row, drawn], masks[i], one.positions[row, drawn])
            had, have = (m.sum(1, keepdim=True).clamp(min=1) for m in (mask, masks[i]))
            counts.append((had / have).log().expand(masks[i].shape))
        return thin, tokens, masks, torch.cat(counts, 1)

    def _marked(self, index: int, tokens: Tensor, places: Tensor, mask: Tensor) -> Tensor:
        """Tokens with modality and place added, zero where masked."""
        tokens = tokens + self.modality[index]
        linear = self.places[index]
        if isinstance(linear, nn.Linear):
            tokens = tokens + linear(positions.encode(self.modalities[index], places, mask))
        return tokens * mask.unsqueeze(-1)


class Form(nn.Module):
    """Coordinates of the tokens of two modalities, whose products are affinities; not trained."""

    left: Tensor
    left_offset: Tensor
    right: Tensor
    right_offset: Tensor

    def __init__(self, left: int, right: int, rank: int) -> None:
        super().__init__()
        self.register_buffer("left", torch.zeros(left, rank))
        self.register_buffer("left_offset", torch.zeros(rank))
        self.register_buffer("right", torch.zeros(right, rank))
        self.register_buffer("right_offset", torch.zeros(rank))

    def take(self, left: Side, right: Side) -> None:
        """Use what `core.fusion.grounding.ground` found."""
        self.left.copy_(left.factor)
        self.left_offset.copy_(left.offset)
        self.right.copy_(right.factor)
        self.right_offset.copy_(right.offset)

    @property
    def sides(self) -> tuple[Side, Side]:
        """What `take` was given."""
        return Side(self.left, self.left_offset), Side(self.right, self.right_offset)

    def forward(
        self, left: Tensor, left_mask: Tensor, right: Tensor, right_mask: Tensor
    ) -> tuple[Tensor, Tensor]:
        """[B, L, width] of both -> [B, L, rank] of both, zero where masked."""
        left_mask, right_mask = left_mask.unsqueeze(-1), right_mask.unsqueeze(-1)
        return (
            (left.masked_fill(~left_mask, 0) @ self.left + self.left_offset) * left_mask,
            (right.masked_fill(~right_mask, 0) @ self.right + self.right_offset) * right_mask,
        )


class Layer(nn.Module):
    """One layer over all modalities: every pair attends, then each token is fed forward."""

    attention: nn.ModuleDict

    def __init__(
        self,
        modalities: tuple[str, ...],
        dim: int,
        heads: int,
        hidden: int,
        dropout: float,
        grounded: bool,
    ) -> None:
        super().__init__()
        self.modalities = modalities
        self.grounded = grounded
        self.before = nn.ModuleList(nn.LayerNorm(dim) for _ in modalities)
        self.attention = nn.ModuleDict(
            {
                pair_name(q, k): Attention(dim, heads, grounded and q != k)
                for q in modalities
                for k in modalities
            }
        )
        self.between = nn.ModuleList(nn.LayerNorm(dim) for _ in modalities)
        self.feed = nn.ModuleList(FeedForward(dim, hidden, dropout) for _ in modalities)
        self.drop = nn.Dropout(dropout)
        self.register_load_state_dict_pre_hook(_name_pairs)

    def forward(
        self,
        tokens: list[Tensor],
        masks: list[Tensor],
        coordinates: Mapping[Pair, tuple[Tensor, Tensor]],
    ) -> list[Tensor]:
        """[B, L_m, d] per modality -> the same shapes.

        Padding stays zero: no later step can read a padded query by mistake.
        """
        normed = [norm(t) for norm, t in zip(self.before, tokens, strict=True)]
        out = []
        for i, query in enumerate(self.modalities):
            messages = []
            for j, key in enumerate(self.modalities):
                attend = self.attention[pair_name(query, key)]
                affinity = coordinates.get((query, key)) if self.grounded else None
                messages.append(attend(normed[i], normed[j], masks[j], affinity))
            token = tokens[i] + self.drop(total(messages))
            token = token + self.drop(self.feed[i](self.between[i](token)))
            out.append(token * masks[i].unsqueeze(-1))
        return out


def _name_pairs(layer: Layer, state: dict[str, Tensor], prefix: str, *_: object) -> None:
    """Let runs load whose pairs are numbered, as all were before they had names."""
    for number, name in enumerate(layer.attention):
        numbered = f"{prefix}attention.{number}."
        for old in [key for key in state if key.startswith(numbered)]:
            state[f"{prefix}attention.{name}.{old.removeprefix(numbered)}"] = state.pop(old)
