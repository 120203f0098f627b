"""Where the Transformer looked: attention maps of one item, recomputed on demand.

Training runs fused attention, which never holds a weight. A map is made from the queries and keys
it compared (`core.fusion.recording`), so it is what the model computes and not a likeness of it.
Only the tokens an item has are in a map: no padding, no length of some other item of a batch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Literal

import torch
from torch import Tensor, nn

from core.encoders.tokens import TokenBatch
from core.errors import UserError
from core.fusion.base import Fusion
from core.fusion.recording import Comparison, Recording, record
from core.fusion.transformer import Pair, TransformerFusion

Head = int | Literal["mean", "max"]


@dataclass(frozen=True)
class Maps:
    """Attention of one item.

    Attributes:
        tokens: per modality one-item batches of the tokens the item has (L = 0 if it lacks it).
        layers: what each layer compared, by (query modality, key modality).
        reading: the fusion queries over all tokens, modalities in order, concatenated.
        shares: [layers, M, M], of what the tokens of a modality (row) took over in a layer, the
            part that came from each modality (column), by length of the messages (Kobayashi et
            al. 2020). Rows sum to one; 0 for modalities the item lacks.
        vector: [d], the item vector of this very pass.

    """

    tokens: dict[str, TokenBatch]
    layers: list[dict[Pair, Comparison]]
    reading: Comparison
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
        return torch.stack([layer[query, key].compute()[0] for layer in self.layers])

    def row(self, query: str, key: str, token: int, layer: int = 0, head: Head = "mean") -> Tensor:
        """Where one token looked: [Lk]. The maximum over heads is not a distribution."""
        return _pick(self.layers[layer][query, key].row(token), head)

    @property
    def self(self) -> dict[str, Tensor]:
        """Self-attention of each modality [layers, heads, L, L]."""
        return {name: self.weights(name, name) for name in self.modalities}

    @property
    def cross(self) -> dict[Pair, Tensor]:
        """Cross-attention of each ordered pair [layers, heads, Lq, Lk]."""
        return {(q, k): self.weights(q, k) for q, k in self.layers[0] if q != k}

    @property
    def fusion(self) -> dict[str, Tensor]:
        """The fusion queries over each modality [heads, queries, L]; sums to one over all."""
        return self.split(self.reading.compute()[0])

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
    with evaluating(model), record(model) as seen:
        vector = model(one).vector[0]
    lengths = {name: int(batch.mask.sum()) for name, batch in one.items()}
    layers = [
        {(q, k): _trimmed(compared, lengths[q], lengths[k]) for (q, k), compared in layer.items()}
        for layer in seen.layers
    ]
    used = torch.cat([one[name].mask for name in model.modalities], 1)[0]
    last = seen.reading
    assert last is not None
    reading = Comparison(last.query, last.key[:, :, used], last.key_mask[:, used])
    trimmed = {
        name: TokenBatch(b.tokens[:, :n], b.mask[:, :n], b.positions[:, :n])
        for (name, b), n in zip(one.items(), lengths.values(), strict=True)
    }
    return Maps(trimmed, layers, reading, _shares(seen, one), vector)


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


def _trimmed(one: Comparison, queries: int, keys: int) -> Comparison:
    """Without the stand-in tokens of absent modalities."""
    near = one.near
    if near is not None:
        affinity = near.affinity[:, :, :queries, :keys]
        near = replace(near, affinity=affinity, gain=near.gain.detach())
    query, key = one.query[:, :, :queries], one.key[:, :, :keys]
    return Comparison(query, key, one.key_mask[:, :keys], near=near)


def _shares(seen: Recording, one: Mapping[str, TokenBatch]) -> Tensor:
    layers = []
    for messages in seen.messages:
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
