"""Where the Transformer looked: attention maps of one item, recomputed on demand.

Training runs fused attention, which never holds a weight. A map is made from the queries and keys
the same weights give (`Trace`), so it is what the model computes and not a likeness of it. Only
the tokens an item has are in a map: no padding, no length of some other item of a batch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor, nn

from core.encoders.tokens import TokenBatch
from core.errors import UserError
from core.fusion.attention import Trace
from core.fusion.base import Fusion
from core.fusion.transformer import Traces, TransformerFusion

Head = int | Literal["mean", "max"]


@dataclass(frozen=True)
class Maps:
    """Attention of one item.

    Attributes:
        tokens: per modality one-item batches of the tokens the item has (L = 0 if it lacks it).
        traces: per layer, by (query modality, key modality).
        fusion_trace: the fusion queries over all tokens, modalities in order, concatenated.
        shares: [layers, M, M], of what the tokens of a modality (row) took over in a layer, the
            part that came from each modality (column), by length of the messages (Kobayashi et
            al. 2020). Rows sum to one; 0 for modalities the item lacks.
        vector: [d], the item vector of this very pass.

    """

    tokens: dict[str, TokenBatch]
    traces: list[dict[tuple[str, str], Trace]]
    fusion_trace: Trace
    shares: Tensor
    vector: Tensor

    @property
    def modalities(self) -> tuple[str, ...]:
        """In the order of the concatenated tokens."""
        return tuple(self.tokens)

    @property
    def lengths(self) -> dict[str, int]:
        """Number of tokens per modality."""
        return {name: one.tokens.shape[1] for name, one in self.tokens.items()}

    def weights(self, query: str, key: str) -> Tensor:
        """All weights of a pair [layers, heads, Lq, Lk]; alike names give self-attention."""
        return torch.stack([layer[query, key].compute()[0] for layer in self.traces])

    def row(self, query: str, key: str, token: int, layer: int = 0, head: Head = "mean") -> Tensor:
        """Where one token looked: [Lk]. The maximum over heads is not a distribution."""
        return _pick(self.traces[layer][query, key].row(token), head)

    @property
    def self(self) -> dict[str, Tensor]:
        """Self-attention of each modality [layers, heads, L, L]."""
        return {name: self.weights(name, name) for name in self.modalities}

    @property
    def cross(self) -> dict[tuple[str, str], Tensor]:
        """Cross-attention of each ordered pair [layers, heads, Lq, Lk]."""
        return {(q, k): self.weights(q, k) for q, k in self.traces[0] if q != k}

    @property
    def fusion(self) -> dict[str, Tensor]:
        """The fusion queries over each modality [heads, queries, L]; sums to one over all."""
        return self.split(self.fusion_trace.compute()[0])

    def split(self, values: Tensor) -> dict[str, Tensor]:
        """Values over all tokens [..., T] -> per modality [..., L]."""
        parts = values.split(list(self.lengths.values()), -1)
        return dict(zip(self.modalities, parts, strict=True))

    def mass(self) -> Tensor:
        """[M + 1, M]: mean of `shares` over layers, then where the fusion queries looked."""
        last = torch.stack([part.sum(-1).mean() for part in self.fusion.values()])
        return torch.cat([self.shares.mean(0), last[None]])


@torch.no_grad()
def attention_maps(fusion: Fusion, batch: Mapping[str, TokenBatch], item: int = 0) -> Maps:
    """The maps of row `item` of a batch, in evaluation mode whatever mode the model is in.

    Raises:
        UserError: the model has no attention (concat, late).

    """
    model = transformer(fusion)
    one = only(model.modalities, batch, item)
    with evaluating(model):
        fused, traces = model.trace(one)
    lengths = {name: int(batch.mask.sum()) for name, batch in one.items()}
    layers = [
        {
            (q, k): _trimmed(trace, fused.vector, model.heads, lengths[q], lengths[k])
            for (q, k), trace in layer.items()
        }
        for layer in traces.layers
    ]
    used = torch.cat([one[name].mask for name in model.modalities], 1)[0]
    last = traces.fusion
    if last is not None:
        last = Trace(last.query, last.key[:, :, used], last.key_mask[:, used])
    else:
        count = int(used.sum())
        last = _trimmed(None, fused.vector, model.heads, model.queries.shape[0], count)
    trimmed = {
        name: TokenBatch(b.tokens[:, :n], b.mask[:, :n], b.positions[:, :n])
        for (name, b), n in zip(one.items(), lengths.values(), strict=True)
    }
    return Maps(trimmed, layers, last, _shares(traces, one), fused.vector[0])


def transformer(fusion: Fusion) -> TransformerFusion:
    """`fusion` as the Transformer it is, or a UserError that says it has no maps."""
    if not isinstance(fusion, TransformerFusion):
        raise UserError(
            "This model has no attention to show.", "Train one with the Transformer fusion."
        )
    return fusion


def only(
    modalities: tuple[str, ...], batch: Mapping[str, TokenBatch], item: int
) -> dict[str, TokenBatch]:
    """Row `item` as a batch of one without padding; an absent modality keeps one masked token."""
    out = {}
    for name in modalities:
        one = batch[name]
        mask = one.mask[item]
        if mask.any():
            kept = (one.tokens[item][mask], mask[mask], one.positions[item][mask])
        else:
            kept = (one.tokens[item, :1] * 0, mask[:1], one.positions[item, :1])
        out[name] = TokenBatch(*(part[None] for part in kept))
    return out


@contextmanager
def evaluating(module: nn.Module) -> Iterator[None]:
    """Evaluation mode inside, the mode from before outside."""
    was = module.training
    module.eval()
    try:
        yield
    finally:
        module.train(was)


def _trimmed(trace: Trace | None, like: Tensor, heads: int, queries: int, keys: int) -> Trace:
    """A trace without the stand-in tokens of absent modalities."""
    if trace is None:
        # A single key was not compared with anything: any comparison gives it weight 1.
        query = like.new_zeros(1, heads, queries, 1)
        key = like.new_zeros(1, heads, keys, 1)
        return Trace(query, key, torch.ones(1, keys, dtype=torch.bool, device=like.device))
    return Trace(trace.query[:, :, :queries], trace.key[:, :, :keys], trace.key_mask[:, :keys])


def _shares(traces: Traces, one: Mapping[str, TokenBatch]) -> Tensor:
    layers = []
    for messages in traces.messages:
        lengths = [
            (message[0].norm(dim=-1) * one[query].mask[0]).mean()
            for (query, _), message in messages.items()
        ]
        layers.append(torch.stack(lengths).view(len(one), len(one)))
    stacked = torch.stack(layers)
    return stacked / stacked.sum(-1, keepdim=True).clamp(min=1e-12)


def _pick(weights: Tensor, head: Head) -> Tensor:
    """[heads, ...] -> [...]."""
    if head == "mean":
        return weights.mean(0)
    if head == "max":
        return weights.amax(0)
    return weights[head]
