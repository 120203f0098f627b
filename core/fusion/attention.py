"""Multi-head attention that trains through SDPA and whose maps can be recomputed exactly."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import torch
from torch import Tensor, nn
from torch.nn import functional

#: Gains of affinities start between these, a head each: the first sees the whole of a thing, the
#: last its most telling spot.
GAINS = (2.0, 12.0)
#: Affinities have deviation 1. Less than this is as little as nothing.
FLOOR = 0.02
#: Affinity of the key that stands for "nothing here".
NOTHING = 0.5


def graded(affinity: Tensor) -> Tensor:
    """What a gain is applied to, so that attention is shared by a power of the affinity itself.

    Affinities are ratios of chances; as logits they would give all to the token that is best.
    """
    return affinity.clamp(min=FLOOR).log()


def attention_weights(
    query: Tensor, key: Tensor, key_mask: Tensor, near: Near | None = None
) -> Tensor:
    """softmax(q k^T) over the keys there are.

    Args:
        query: [B, heads, Lq, dh], already divided by the root of the head's width.
        key: [B, heads, Lk, dh].
        key_mask: [B, Lk] bool, True where there is a token.
        near: what belongs together before anything is learned.

    Returns:
        [B, heads, Lq, Lk]. Masked keys get exactly 0, other rows sum to one, or to less where
        `near` says that nothing there belongs to the query; all rows of an item without any key
        are 0, never NaN.

    """
    logits, allowed = query @ key.transpose(-2, -1), _allowed(key_mask)
    if near is not None:
        logits, allowed = near.beside(logits, key_mask), near.allowed(allowed)
    weights = logits.masked_fill(~allowed[:, None, None], float("-inf")).softmax(-1)
    return weights[..., : key_mask.shape[1]] * key_mask[:, None, None]


def _allowed(key_mask: Tensor) -> Tensor:
    """A mask without empty rows [B, Lk].

    A softmax over nothing is NaN (and poisons the gradient through `where`): items without a key
    look at their padding instead, and their result is multiplied by zero.
    """
    return key_mask | ~key_mask.any(1, keepdim=True)


@dataclass(frozen=True)
class Near:
    """What belongs together before anything is learned (see core.fusion.grounding).

    Attributes:
        affinity: [B, 1 or 2, Lq, Lk]; of two, the first half of the heads takes the first.
        gain: [heads], learned, by which an affinity is multiplied to be added to a logit.
        sides: coordinates of queries [B, Lq, r] and keys [B, Lk, r], whose products are affinities.
        known: None where affinities are logits as they are. Else attention is shared by affinity
            itself (see `graded`), and if it is true, a further key stands for "nothing here": it
            counts as often as there are others, and has no value, so that what goes to it is not
            taken over. A lone key has no such company.

    """

    affinity: Tensor
    gain: Tensor
    sides: tuple[Tensor, Tensor]
    known: Tensor | None

    def logits(self, key_mask: Tensor) -> Tensor:
        """[B, heads, Lq, Lk], and one more key where there is nothing."""
        heads = len(self.gain)
        wide, affinity = heads // 2, self.affinity
        if affinity.shape[1] == 2:
            parts = (affinity[:, :1].expand(-1, wide, -1, -1), affinity[:, 1:])
            affinity = torch.cat([parts[0], parts[1].expand(-1, heads - wide, -1, -1)], 1)
        found = affinity * self.gain.view(1, -1, 1, 1)
        if self.known is None:
            return found
        keys = key_mask.sum(1, keepdim=True)
        level = keys.clamp(min=1).log() + self.gain * math.log(NOTHING)
        level = level.masked_fill((keys < 2) | ~self.known, float("-inf"))
        return torch.cat([found, level[:, :, None, None].expand(-1, -1, found.shape[2], 1)], -1)

    def beside(self, logits: Tensor, key_mask: Tensor) -> Tensor:
        """Logits [B, heads, Lq, Lk] of what is compared, with these added."""
        return self.padded(logits) + self.logits(key_mask)

    def padded(self, keys: Tensor) -> Tensor:
        """A zero after the last key (the last dimension), where there is one for nothing."""
        return keys if self.known is None else functional.pad(keys, (0, 1))

    def allowed(self, mask: Tensor) -> Tensor:
        """[B, Lk] bool, and True for the key that stands for nothing."""
        return mask if self.known is None else functional.pad(mask, (0, 1), value=True)

    def row(self, query: int, item: int) -> Near:
        """That of one query of one item."""
        return replace(self, affinity=self.affinity[item : item + 1, :, query : query + 1])

    def across(self, items: Tensor, head: int) -> Tensor:
        """What it adds to the logits of a head, queries against keys of all these items.

        [B' Lq, B' Lk].
        """
        left, right = (side[items].flatten(0, 1) for side in self.sides)
        affinity = left @ right.T
        return self.gain[head] * (affinity if self.known is None else graded(affinity))


def compared(query: Tensor, key: Tensor, bias: Tensor | None = None) -> tuple[Tensor, Tensor]:
    """Queries and keys whose plain products are what `WeightedSum` takes the softmax of.

    That which is near comes on top.
    """
    heads, query = query.shape[1], query / math.sqrt(query.shape[-1])
    if bias is not None:
        query = torch.cat([query, query.new_ones(*query.shape[:-1], 1)], -1)
        bias = bias.to(key.dtype)[:, None, :, None].expand(-1, heads, -1, -1)
        key = torch.cat([key, bias], -1)
    return query, key


class WeightedSum(nn.Module):
    """softmax(logits) v, of tensors as for `attention_weights`.

    A module without weights of its own, so that `core.fusion.recording` can look on.
    """

    def forward(
        self,
        query: Tensor,
        key: Tensor,
        value: Tensor,
        key_mask: Tensor,
        near: Near | None = None,
        bias: Tensor | None = None,
    ) -> Tensor:
        """[B, heads, Lq, dh]; anything for items without a key.

        Args:
            query: compared with the keys by product / root of dh.
            key: of each token.
            value: of each token.
            key_mask: [B, Lk] bool.
            near: adds gain_h * affinity to the logits of head h, and may add a key for nothing.
            bias: [B, Lk], added to the logits of every query.

        """
        if key.shape[2] == 1:  # softmax over one key is 1
            return value.expand(-1, -1, query.shape[2], -1)
        mask = _allowed(key_mask)[:, None, None]
        if bias is not None:
            mask = bias.to(query.dtype)[:, None, None].masked_fill(~mask, float("-inf"))
        if near is None:  # fused: no weight is ever held
            return functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        added = near.logits(key_mask).to(query.dtype)
        added = added.masked_fill(~near.allowed(mask.flatten(1))[:, None, None], float("-inf"))
        key, value = (near.padded(one.transpose(-2, -1)).transpose(-2, -1) for one in (key, value))
        if query.device.type not in ("cpu", "meta"):
            return functional.scaled_dot_product_attention(query, key, value, attn_mask=added)
        # The fused kernel of a CPU takes no gradient of what is added to logits.
        logits = torch.baddbmm(
            added.flatten(0, 1),
            query.flatten(0, 1),
            key.flatten(0, 1).transpose(1, 2),
            alpha=1 / math.sqrt(query.shape[-1]),
        )
        return (logits.softmax(-1) @ value.flatten(0, 1)).unflatten(0, query.shape[:2])


class Attention(nn.Module):
    """Queries of one sequence over the tokens of another (or the same), multi-head.

    If `grounded`, it has the learned gains of affinities.

    Weights are never dropped out: on a CPU that costs five times the attention itself (it rules
    the fused kernel out), and what is read can be dropped after.
    """

    def __init__(self, dim: int, heads: int, grounded: bool = False) -> None:
        super().__init__()
        if grounded:
            # Not by linspace: transformers takes it out of `with torch.device(...)` for a while,
            # and torch may remember that for the rest of the process.
            steps = [head / (heads - 1) if heads > 1 else 0.5 for head in range(heads)]
            self.gain = nn.Parameter(
                torch.tensor([GAINS[0] * (GAINS[1] / GAINS[0]) ** step for step in steps])
            )
        self.heads = heads
        self.query = nn.Linear(dim, dim)
        self.key = nn.Linear(dim, dim)
        self.value = nn.Linear(dim, dim)
        self.out = nn.Linear(dim, dim)
        self.mix = WeightedSum()

    def forward(
        self, source: Tensor, target: Tensor, key_mask: Tensor, bias: Tensor | None = None
    ) -> Tensor:
        """What the queries take over from the keys [B, Lq, d]; zero where the target is empty.

        Args:
            source: [B, Lq, d], what asks; [1, Lq, d] if all items are asked alike.
            target: [B, Lk, d], what is looked at.
            key_mask: [B, Lk] bool.
            bias: [B, Lk], added to the logits of every query.

        """
        (query,) = project(source, self.heads, [self.query])
        key, value = project(target, self.heads, [self.key, self.value])
        query = query.expand(len(target), -1, -1, -1)
        return self.merge(self.mix(query, key, value, key_mask, None, bias), key_mask)

    def merge(self, mixed: Tensor, key_mask: Tensor) -> Tensor:
        """What the heads found [B, heads, Lq, dh] -> the message [B, Lq, d]."""
        return merge([(self, mixed, key_mask)])


def project(tokens: Tensor, heads: int, linears: list[nn.Linear]) -> list[Tensor]:
    """Several linear maps of the same tokens [B, L, d] at once -> of each [B, heads, L, dh]."""
    if all(isinstance(one, nn.Linear) for one in linears):
        weight = torch.cat([one.weight for one in linears])
        bias = torch.cat([one.bias for one in linears])
        parts = functional.linear(tokens, weight, bias).split(linears[0].out_features, -1)
    else:  # in int8, where each has a scale of its own
        parts = tuple(one(tokens) for one in linears)
    return [part.unflatten(-1, (heads, -1)).transpose(1, 2) for part in parts]


def merge(mixed: list[tuple[Attention, Tensor, Tensor]]) -> Tensor:
    """The sum of the messages of several attentions [B, Lq, d]; nothing from an empty target.

    Args:
        mixed: each with what its heads found [B, heads, Lq, dh] and its key mask [B, Lk].

    """
    outs = [attention.out for attention, _, _ in mixed]
    there = torch.stack([mask.any(1) for _, _, mask in mixed], 1)
    found = [one.transpose(1, 2).flatten(2) for _, one, _ in mixed]
    each = [some[:, None, None] for some in there.unbind(1)]
    if not all(isinstance(out, nn.Linear) for out in outs):
        return total([out(f) * some for out, f, some in zip(outs, found, each, strict=True)])
    weight = torch.cat([out.weight for out in outs], 1)
    bias = there.to(weight.dtype) @ torch.stack([out.bias for out in outs])
    joined = torch.cat([f * some for f, some in zip(found, each, strict=True)], -1)
    return functional.linear(joined, weight) + bias.unsqueeze(1)


class Dropout(nn.Dropout):
    """Dropout that costs a fifth of torch's on a CPU: one random number serves eight activations.

    The chance is a multiple of 1/256.
    """

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002 - torch's name
        limit = round(256 * self.p)
        if not self.training or input.device.type != "cpu" or torch.compiler.is_compiling():
            return super().forward(input)
        if not limit:
            return input
        drawn = torch.empty(-(-input.numel() // 8), dtype=torch.int64).random_(-(2**63), None)
        lots = drawn.view(torch.uint8)[: input.numel()].view(input.shape)
        kept = lots.clamp_(limit - 1, limit).sub_(limit - 1)  # comparing is far slower
        return input * kept.to(input.dtype).mul_(256 / (256 - limit))


class FeedForward(nn.Sequential):
    """Linear, GELU, dropout, linear."""

    def __init__(self, dim: int, hidden: int, dropout: float) -> None:
        super().__init__(
            nn.Linear(dim, hidden), nn.GELU(), Dropout(dropout), nn.Linear(hidden, dim)
        )


def total(tensors: list[Tensor]) -> Tensor:
    """The sum of a list that is not empty."""
    return torch.stack(tensors).sum(0) if len(tensors) > 1 else tensors[0]
