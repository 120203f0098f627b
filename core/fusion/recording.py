"""Looking on while a Transformer computes, which does not know of it.

    with record(fusion) as seen:
        fused = fusion(batch)
    seen.layers[0]["text", "image"].compute()  # where the words looked

Fused attention never holds a weight. What is recorded are the queries and keys it was given, from
which the same weights follow exactly.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from threading import get_ident
from typing import Any

import torch
from torch import Tensor, nn
from torch.utils.hooks import RemovableHandle

from core.fusion.attention import Attention, Near, attention_weights, compared
from core.fusion.base import Fusion
from core.fusion.transformer import Pair, TransformerFusion


@dataclass(frozen=True)
class Comparison:
    """Queries and keys of one attention: enough to compute any of its weights.

    Attributes:
        query: [B, heads, Lq, dh], scaled: logits are plain products of query and key.
        key: [B, heads, Lk, dh].
        key_mask: [B, Lk] bool, True where there is a token.
        near: what comes on top of the products; rows then sum to less than one where it says that
            nothing there belongs to the query.
        weights: [B, heads, Lq, Lk], part of the autograd graph, if they were asked for.

    """

    query: Tensor
    key: Tensor
    key_mask: Tensor
    weights: Tensor | None = None
    near: Near | None = None

    def compute(self) -> Tensor:
        """All weights [B, heads, Lq, Lk], as `attention_weights` gives them."""
        return attention_weights(self.query, self.key, self.key_mask, self.near)

    def row(self, query: int, item: int = 0) -> Tensor:
        """The weights of one query token [heads, Lk]: one small product, nothing else."""
        one = slice(item, item + 1)
        near = None if self.near is None else self.near.row(query, item)
        rows = attention_weights(
            self.query[one, :, query : query + 1], self.key[one], self.key_mask[one], near
        )
        return rows[0, :, 0]


@dataclass
class Recording:
    """What was seen of the latest forward pass; empty for a fusion without attention.

    Attributes:
        layers: per layer, by (query modality, key modality); self-attention has both alike.
        messages: likewise [B, Lq, d], what the queries took over from the keys.
        reading: the fusion queries over the tokens of all modalities, in order, concatenated.
        masks: per modality [B, L], the tokens used (training hides some).

    """

    layers: list[dict[Pair, Comparison]] = field(default_factory=list)
    messages: list[dict[Pair, Tensor]] = field(default_factory=list)
    reading: Comparison | None = None
    masks: dict[str, Tensor] = field(default_factory=dict)


@contextmanager
def record(fusion: Fusion | None, weights: bool = False) -> Iterator[Recording]:
    """Look on while this thread computes with `fusion`; afterwards it is as it was.

    A compiled fusion computes uncompiled meanwhile.

    Args:
        fusion: any; only in a Transformer there is something to see.
        weights: compute the attention weights in the open and keep them, so that a gradient can
            be taken of them.

    """
    seen = Recording()
    with ExitStack() as stack:
        if "torch._dynamo" in sys.modules:  # else nothing has been compiled
            stack.enter_context(torch.compiler.set_stance("force_eager"))
        if isinstance(fusion, TransformerFusion):
            for handle in _look_on(fusion, seen, weights):
                stack.callback(handle.remove)
        yield seen


def _look_on(fusion: TransformerFusion, seen: Recording, weights: bool) -> list[RemovableHandle]:
    def keep_masks(_: nn.Module, inputs: tuple[Any, ...]) -> None:
        seen.masks = fusion.named(inputs[1])

    def keep_reading(comparison: Comparison, _: Tensor) -> None:
        seen.reading = comparison

    def keep(layer: int, pair: Pair, comparison: Comparison, message: Tensor) -> None:
        seen.layers[layer][pair] = comparison
        seen.messages[layer][pair] = message

    handles = [fusion.layers[0].register_forward_pre_hook(_mine(keep_masks))]
    handles.append(_watch(fusion.read, keep_reading, weights))
    for number in range(len(fusion.layers)):
        seen.layers.append({})
        seen.messages.append({})
        for pair in fusion.pairs:
            look = partial(keep, number, pair)
            handles.append(_watch(fusion.attention(number, pair), look, weights))
    return handles


def _watch(
    attention: Attention, keep: Callable[[Comparison, Tensor], None], weights: bool
) -> RemovableHandle:
    """Tell `keep` what one attention compares, and the message it gives."""

    def mixed(_: nn.Module, inputs: tuple[Any, ...], result: Tensor) -> Tensor:
        query, key, value, key_mask, near, bias = inputs
        query, key = compared(query, key, bias)
        if key.shape[2] == 1:  # a lone key is not compared with anything
            near = None
        shown = attention_weights(query, key, key_mask, near) if weights else None
        if shown is not None:
            if not shown.requires_grad and torch.is_grad_enabled():
                shown.requires_grad_()
            result = shown @ value
        keep(Comparison(query, key, key_mask, shown, near), attention.merge(result, key_mask))
        return result

    return attention.mix.register_forward_hook(_mine(mixed))


def _mine(hook: Callable[..., Any]) -> Callable[..., Any]:
    """A hook that minds the thread it was made in."""
    thread = get_ident()
    return lambda *arguments: hook(*arguments) if get_ident() == thread else None
