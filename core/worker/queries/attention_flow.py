"""What reached what through all layers: message shares, rollout and gradient relevance.

Tokens of all modalities, joined in the model's order, are counted 0..T-1. Every function works on
a batch; masked tokens reach nothing (their columns are zero).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import Tensor

from core.encoders.tokens import TokenBatch
from core.fusion.transformer import Traces, TransformerFusion


@dataclass(frozen=True)
class Passed:
    """One eager pass.

    Attributes:
        vector: [B, d] item vectors, part of the autograd graph.
        traces: weights of every attention, part of the graph.
        messages: per layer and (query, key) modality, length of what each query token heard from
            that modality, [B, Lq].
        lengths: tokens of each modality in the batch, padding included.

    """

    vector: Tensor
    traces: Traces
    messages: list[dict[tuple[str, str], Tensor]]
    lengths: dict[str, int]


def eager_pass(fusion: TransformerFusion, batch: Mapping[str, TokenBatch]) -> Passed:
    """Run the fusion with its weights in the open, gradients allowed."""
    heard: list[dict[tuple[str, str], Tensor]] = []
    with torch.enable_grad(), _listening(fusion, heard):
        fused, traces = fusion.trace(batch, eager=True)
    lengths = {name: batch[name].mask.shape[1] for name in fusion.modalities}
    return Passed(fused.vector, traces, heard, lengths)


@contextmanager
def _listening(
    fusion: TransformerFusion, heard: list[dict[tuple[str, str], Tensor]]
) -> Iterator[None]:
    """Note the length of every message while the fusion runs."""
    handles = []
    names = fusion.modalities
    for number, layer in enumerate(fusion.layers):
        heard.append({})
        for index, attention in enumerate(layer.attention):  # type: ignore[union-attr, arg-type]
            pair = (names[index // len(names)], names[index % len(names)])

            def note(
                _module: object,
                _inputs: object,
                output: tuple[Tensor, object],
                place: tuple[int, tuple[str, str]] = (number, pair),
            ) -> None:
                heard[place[0]][place[1]] = output[0].detach().norm(dim=-1)

            handles.append(attention.register_forward_hook(note))
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()


def shares(passed: Passed, names: tuple[str, ...]) -> list[Tensor]:
    """Per layer, share of each modality in what a token hears, [B, T, M].

    The length of a modality's message over the sum of the lengths of all messages: attention
    weights alone cannot tell, because each pair of modalities has a softmax of its own. After
    "attention is not only a weight" (Kobayashi et al. 2020). A token that hears nothing has zeros.
    """
    result = []
    for layer in passed.messages:
        rows = [torch.stack([layer[q, k] for k in names], -1) for q in names]
        lengths = torch.cat(rows, 1)
        total = lengths.sum(-1, keepdim=True)
        result.append(lengths / total.clamp(min=1e-12))
    return result


def rollout(passed: Passed, names: tuple[str, ...]) -> tuple[Tensor, Tensor]:
    """Attention rollout (Abnar & Zuidema 2020), heads averaged.

    Per layer half of a token stays itself (the residual path) and half is what it looks at, each
    modality weighed with its share of the message. Rows sum to one.

    Returns:
        [B, T, T] row: token after the last layer, column: token of the input; and [B, T] for the
        item vector, the mean over the fusion queries.

    """
    flow: Tensor | None = None
    for traces, share in zip(passed.traces.layers, shares(passed, names), strict=True):
        mixed = _joint(traces, names, passed.lengths, share)
        step = 0.5 * torch.eye(mixed.shape[-1]) + 0.5 * mixed
        flow = step if flow is None else step @ flow
    read = _weights(passed.traces.fusion).detach().mean(1)
    if flow is None:
        flow = torch.eye(read.shape[-1]).expand(len(read), -1, -1)
    return flow, (read @ flow).mean(1)


def relevance(
    passed: Passed, names: tuple[str, ...], target: Tensor, *, keep: bool = False
) -> tuple[Tensor, Tensor]:
    """Gradient relevance (Chefer, Gur & Wolf 2021) of the score <target, item vector>.

    Each map is the positive part of weight times gradient of the score, averaged over heads; maps
    of successive layers are added up along the residual path. Self- and cross-attention of a layer
    run side by side here, so one joint matrix holds both.

    Args:
        passed: from `eager_pass`.
        names: modalities in order.
        target: [d] direction of the score, usually a user's vector.
        keep: keep the graph for another target.

    Returns:
        [B, T, T] what moved a token's part in the score, the token's own start left out; and
        [B, T] for the item vector.

    """
    score = (passed.vector @ target).sum()
    listed = [trace for layer in passed.traces.layers for trace in layer.values()]
    weights = [_weights(trace) for trace in (*listed, passed.traces.fusion)]
    gradients = torch.autograd.grad(score, weights, allow_unused=True, retain_graph=keep)
    moved = [
        (weight * gradient).clamp(min=0).mean(1).detach()
        if gradient is not None
        else torch.zeros_like(weight).mean(1)
        for weight, gradient in zip(weights, gradients, strict=True)
    ]
    pairs = len(names) ** 2
    read = moved[-1]
    same = torch.eye(read.shape[-1]).expand(len(read), -1, -1)
    flow = same
    for number, layer in enumerate(passed.traces.layers):
        blocks = dict(zip(layer, moved[number * pairs : (number + 1) * pairs], strict=True))
        joint = torch.cat([torch.cat([blocks[q, k] for k in names], -1) for q in names], 1)
        flow = flow + joint @ flow
    return flow - same, (read @ flow).sum(1)


def _joint(
    traces: Mapping[tuple[str, str], object],
    names: tuple[str, ...],
    lengths: Mapping[str, int],
    share: Tensor,
) -> Tensor:
    """One [B, T, T] of all pairs, each block weighed with the share of its key modality."""
    rows, begin = [], 0
    for q in names:
        here = share[:, begin : begin + lengths[q]]
        begin += lengths[q]
        blocks = [
            _weights(traces[q, k]).detach().mean(1) * here[..., i : i + 1]
            for i, k in enumerate(names)
        ]
        rows.append(torch.cat(blocks, -1))
    return torch.cat(rows, 1)


def _weights(trace: object) -> Tensor:
    weights = getattr(trace, "weights", None)
    if not isinstance(weights, Tensor):
        raise TypeError("an eager pass has the weights of every attention")
    return weights
