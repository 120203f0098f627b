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
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from core.encoders.tokens import TokenBatch
from core.fusion import grounding, positions
from core.fusion.attention import (
    NOTHING,
    Attention,
    Dropout,
    FeedForward,
    Near,
    graded,
    merge,
    project,
    total,
)
from core.fusion.base import Fused, Fusion, Store, joined, mapped, masked_mean, packs
from core.fusion.config import TransformerConfig
from core.fusion.grounding import Side
from core.progress import Reporter

#: Query modality and key modality.
Pair = tuple[str, str]
#: Affinity, sides and whether they are known, see `core.fusion.attention.Near`.
Found = tuple[Tensor, tuple[Tensor, Tensor], Tensor | None]
#: Items fused at once on a CPU: what a step makes of them stays in its caches.
BLOCK = 32


def pair_name(query: str, key: str) -> str:
    """What a pair's weights are stored under; a full stop would be a step inside a module."""
    return "->".join(re.sub("[%.>]", lambda m: f"%{ord(m[0]):02X}", name) for name in (query, key))


class TransformerFusion(Fusion):
    """The multimodal Transformer. Deterministic given torch's random state.

    Attributes:
        graded: whether attention is shared by affinity itself, with a key for "nothing here"; not
            so in runs of before, where affinities are logits.

    """

    nothing: Tensor

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
        if self.rank:
            self.register_buffer("nothing", torch.tensor(NOTHING))
            self.register_load_state_dict_pre_hook(_without_nothing)
            self.register_load_state_dict_post_hook(_graded)
        self.graded = self.rank > 0
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
        found = self.layers[layer]
        assert isinstance(found, Layer)
        return found.pair(*pair)

    @property
    def couples(self) -> dict[Pair, Form]:
        """The form of each unordered pair of modalities; none without grounding."""
        pairs = itertools.combinations(self.modalities, 2) if self.rank else ()
        forms = (form for form in self.forms if isinstance(form, Form))
        return dict(zip(pairs, forms, strict=True))

    @torch.no_grad()
    def ground(
        self,
        stores: Mapping[str, Store],
        reporter: Reporter | None = None,
        known: Mapping[str, Side] | None = None,
    ) -> None:
        """Let cross-attention start from what belongs together in a catalog.

        The forms found are kept with the weights; they are not trained, only their gains are.
        """
        if not self.couples:
            return
        ordered = {name: stores[name] for name in self.modalities}
        found = grounding.ground(ordered, self.rank, reporter=reporter, known=known)
        for pair, sides in found.items():
            self.couples[pair].take(*sides)

    @contextmanager
    def ungrounded(self) -> Iterator[None]:
        """As if nothing had been found to belong together; afterwards it is as it was."""
        kept = [form.left.clone() for form in self.couples.values()]
        for form in self.couples.values():
            form.left.zero_()
        try:
            yield
        finally:
            for form, left in zip(self.couples.values(), kept, strict=True):
                form.left.copy_(left)

    def sides(self, query: str, key: str) -> tuple[Side, Side] | None:
        if (query, key) in self.couples:
            return self.couples[query, key].sides
        reverse = self.couples.get((key, query))
        return None if reverse is None else reverse.sides[::-1]

    def forward(self, batch: Mapping[str, TokenBatch]) -> Fused:
        first = next(iter(batch.values()))
        watched = self.read.mix._forward_hooks  # whoever looks on sees one pass
        if len(first) <= BLOCK or watched or not packs(first.tokens):
            return self._fuse(batch)
        blocks = (slice(at, at + BLOCK) for at in range(0, len(first), BLOCK))
        return joined([self._fuse({n: _cut(b, rows) for n, b in batch.items()}) for rows in blocks])

    def _fuse(self, batch: Mapping[str, TokenBatch]) -> Fused:
        projected, masks = self.project(batch)
        parts = [masked_mean(t, m) for t, m in zip(projected, masks, strict=True)]
        present = torch.stack([mask.any(1) for mask in masks], 1)
        used = self.keep(present)
        looks = [
            Look(batch[name].tokens, tokens, place, mask & used[:, i : i + 1])
            for i, (name, tokens, mask) in enumerate(
                zip(self.modalities, projected, masks, strict=True)
            )
            for place in [positions.places(name, batch[name].positions, mask)]
        ]
        stands_for = None
        if self.training and self.cap:
            full = [look.mask.sum(1, keepdim=True) for look in looks]
            looks = [look.drawn(self.cap) for look in looks]
            stands_for = torch.cat(
                [look.stands_for(of) for look, of in zip(looks, full, strict=True)], 1
            )
        tokens = [self._marked(i, look) for i, look in enumerate(looks)]
        masks = [look.mask for look in looks]
        near = self._near(dict(zip(self.modalities, looks, strict=True)))
        for layer in self.layers:
            tokens = layer(tokens, masks, near)
        everything = self.norm(torch.cat(tokens, 1))
        read = self.read(self.queries.unsqueeze(0), everything, torch.cat(masks, 1), stands_for)
        skipped = [
            linear(part) * used[:, i : i + 1]
            for i, (linear, part) in enumerate(zip(self.skip, parts, strict=True))
        ]
        vector = (self.head(read.flatten(1)) + total(skipped)) * present.any(1, keepdim=True)
        return Fused(vector, self.named(parts), self.named(present.unbind(1)))

    def _near(self, looks: Mapping[str, Look]) -> dict[Pair, Found]:
        """What belongs together, by pair, where there is a choice."""
        found: dict[Pair, Found] = {}
        around = {
            name: positions.around(name, look.places, look.mask) if self.graded else None
            for name, look in looks.items()
        }
        for (a, b), form in self.couples.items():
            one, other = looks[a], looks[b]
            if max(one.mask.shape[1], other.mask.shape[1]) == 1:
                continue
            left, right = form(one.features, one.mask, other.features, other.mask)
            affinity = (left @ right.transpose(1, 2)).unsqueeze(1)
            if self.graded:
                wide = grounding.smoothed(affinity[:, 0], around[a], around[b])
                affinity = torch.cat([wide.unsqueeze(1), affinity], 1)
            sides = (grounding.centre(left, one.mask), right)
            back = (grounding.centre(right, other.mask), left)
            known = form.left.any() if self.graded else None
            found[a, b] = _found(affinity, one.mask, sides, known)
            found[b, a] = _found(affinity.transpose(2, 3), other.mask, back, known)
        return found

    def _marked(self, index: int, look: Look) -> Tensor:
        """Tokens with modality and place added, zero where masked."""
        tokens = look.tokens + self.modality[index]
        linear = self.places[index]
        if isinstance(linear, nn.Linear):
            tokens = tokens + linear(positions.waves(self.modalities[index], look.places))
        return tokens * look.mask.unsqueeze(-1)


@dataclass(frozen=True)
class Look:
    """The tokens of one modality that a pass looks at.

    Attributes:
        features: as they came [B, L, width].
        tokens: projected [B, L, d].
        places: see `positions.places` [B, L, c].
        mask: [B, L].

    """

    features: Tensor
    tokens: Tensor
    places: Tensor
    mask: Tensor

    def drawn(self, cap: int) -> Look:
        """At most `cap` tokens of each item, drawn at random, places kept."""
        rows, length = self.mask.shape
        if length <= cap:
            return self
        lot = torch.rand(rows, length, device=self.mask.device).masked_fill(~self.mask, -1)
        at = lot.topk(cap, 1).indices.sort(1).values
        at += torch.arange(0, rows * length, length, device=at.device).unsqueeze(1)

        def pick(whole: Tensor) -> Tensor:
            return whole.flatten(0, 1).index_select(0, at.flatten()).unflatten(0, at.shape)

        whole = (self.features, self.tokens, self.places, self.mask)
        return Look(*(pick(one) for one in whole))

    def stands_for(self, full: Tensor) -> Tensor:
        """The logarithm of how many of `full` [B, 1] tokens each one stands for [B, L].

        Added to logits it keeps the say of a modality, which would shrink with its tokens.
        """
        had, have = full.clamp(min=1), self.mask.sum(1, keepdim=True).clamp(min=1)
        return (had / have).log().expand(self.mask.shape)


def _found(
    affinity: Tensor, asks: Tensor, sides: tuple[Tensor, Tensor], known: Tensor | None
) -> Found:
    standing = grounding.stands_out(affinity, asks.unsqueeze(1))
    return (standing if known is None else graded(standing)), sides, known


def _cut(one: TokenBatch, rows: slice) -> TokenBatch:
    """Some items of a batch, without padding that none of them needs."""
    mask = one.mask[rows]
    length = int((mask.any(0) * torch.arange(1, mask.shape[1] + 1)).amax().clamp(min=1))
    return TokenBatch(one.tokens[rows, :length], mask[:, :length], one.positions[rows, :length])


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
        sides = (
            (left, left_mask, self.left, self.left_offset),
            (right, right_mask, self.right, self.right_offset),
        )
        one, other = (
            mapped(features, mask, factor.T, offset) * mask.unsqueeze(-1)
            for features, mask, factor, offset in sides
        )
        return one, other


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
        self.heads = heads
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
        self.drop = Dropout(dropout)
        self.register_load_state_dict_pre_hook(_name_pairs)

    def forward(
        self,
        tokens: list[Tensor],
        masks: list[Tensor],
        near: Mapping[Pair, Found],
    ) -> list[Tensor]:
        """[B, L_m, d] per modality -> the same shapes.

        Padding stays zero: no later step can read a padded query by mistake.
        """
        heads = self._heads([norm(t) for norm, t in zip(self.before, tokens, strict=True)])
        out = []
        for i, query in enumerate(self.modalities):
            mixed = []
            for j, key in enumerate(self.modalities):
                attend = self.pair(query, key)
                found = near.get((query, key)) if self.grounded else None
                affinity = None
                if found is not None:
                    affinity = Near(found[0], attend.gain, *found[1:])
                heard = attend.mix(*heads[query, key], masks[j], affinity, None)
                mixed.append((attend, heard, masks[j]))
            token = tokens[i] + self.drop(merge(mixed))
            token = token + self.drop(self.feed[i](self.between[i](token)))
            out.append(token * masks[i].unsqueeze(-1))
        return out

    def pair(self, query: str, key: str) -> Attention:
        """By which the tokens of one modality look at those of another."""
        found = self.attention[pair_name(query, key)]
        assert isinstance(found, Attention)
        return found

    def _heads(self, normed: list[Tensor]) -> dict[Pair, tuple[Tensor, Tensor, Tensor]]:
        """Query, key and value of every pair [B, heads, L, dh], all of a modality in one product.

        A lone key is not compared with anything: what stands for query and key then is zero.
        """
        found: dict[Pair, dict[str, Tensor]] = {
            (q, k): {} for q in self.modalities for k in self.modalities
        }
        length = {name: t.shape[1] for name, t in zip(self.modalities, normed, strict=True)}
        for name, t in zip(self.modalities, normed, strict=True):
            wanted = [("query", (name, other)) for other in self.modalities if length[other] > 1]
            wanted += [("key", (other, name)) for other in self.modalities if length[name] > 1]
            wanted += [("value", (other, name)) for other in self.modalities]
            linears = [getattr(self.pair(*pair), part) for part, pair in wanted]
            for (part, pair), made in zip(wanted, project(t, self.heads, linears), strict=True):
                found[pair][part] = made
        out = {}
        for (q, k), parts in found.items():
            value = parts["value"]
            nothing = value.new_zeros(()).expand(len(value), self.heads, length[q], 1)
            query, key = parts.get("query", nothing), parts.get("key", nothing[:, :, :1])
            out[q, k] = (query, key, value)
        return out


def _without_nothing(
    fusion: TransformerFusion, state: dict[str, Tensor], prefix: str, *_: object
) -> None:
    """Let runs load that know no key for nothing: their affinities are logits as they are."""
    state.setdefault(f"{prefix}nothing", torch.tensor(0.0))


def _graded(fusion: TransformerFusion, _: object) -> None:
    """What the stored affinities are is told by the key for nothing."""
    fusion.graded = bool(fusion.nothing > 0)


def _name_pairs(layer: Layer, state: dict[str, Tensor], prefix: str, *_: object) -> None:
    """Let runs load whose pairs are numbered, as all were before they had names."""
    for number, name in enumerate(layer.attention):
        numbered = f"{prefix}attention.{number}."
        for old in [key for key in state if key.startswith(numbered)]:
            state[f"{prefix}attention.{name}.{old.removeprefix(numbered)}"] = state.pop(old)
