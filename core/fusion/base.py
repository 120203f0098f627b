"""What every fusion takes and gives, and the parts they share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from core.encoders.tokens import TokenBatch
from core.errors import UserError
from core.progress import Reporter
from core.text import Text

if TYPE_CHECKING:
    from core.fusion.grounding import Side


class Store(Protocol):
    """What a fusion needs of core.encoders.features.FeatureStore."""

    @property
    def n_items(self) -> int:
        """Items of the catalog."""
        ...

    @property
    def max_tokens(self) -> int:
        """Most tokens any item has."""
        ...

    def gather(self, rows: np.ndarray) -> TokenBatch:
        """Tokens of these items, on the CPU."""
        ...


@dataclass(frozen=True)
class Fused:
    """One vector per item, and what it was made of.

    Attributes:
        vector: [B, d]. Zero for an item without any modality.
        parts: per modality [B, d], the pooled projected input, for alignment losses. Zero where
            the item lacks the modality.
        present: per modality [B] bool, what the item has (before modality dropout).
        weights: per modality [B], votes that sum to one over the modalities used; late fusion
            only, where vector = sum of weights[m] * votes[m].
        votes: per modality [B, d], the vector each scorer votes with; late fusion only.

    """

    vector: Tensor
    parts: dict[str, Tensor]
    present: dict[str, Tensor]
    weights: dict[str, Tensor] = field(default_factory=dict)
    votes: dict[str, Tensor] = field(default_factory=dict)


class Fusion(nn.Module, ABC):
    """Tokens of each modality -> one vector per item.

    Attributes:
        modalities: names in the order the weights are stored.
        dim: length d of the item vector.

    """

    modalities: tuple[str, ...]
    dim: int
    inputs: nn.ModuleList

    def __init__(
        self,
        dim: int,
        widths: Mapping[str, int],
        modality_dropout: float,
        out: int | None = None,
        norm: bool = True,
    ) -> None:
        super().__init__()
        if not widths:
            raise UserError("There is no modality to fuse.", "Encode the catalog first.")
        self.dim = out or dim
        self.modalities = tuple(widths)
        self.modality_dropout = modality_dropout
        # A list in a fixed order: names from strangers' files may not be legal attribute names.
        self.inputs = nn.ModuleList(Projection(width, dim, norm) for width in widths.values())

    @abstractmethod
    def forward(self, batch: Mapping[str, TokenBatch]) -> Fused:
        """Fuse a batch; every modality of `self.modalities` must be in it."""

    @torch.no_grad()
    def calibrate(self, moments: Mapping[str, tuple[np.ndarray, np.ndarray]]) -> None:
        """Centre and scale the inputs by (mean, deviation) of each modality, see `moments`.

        Encoders put their features around a large common vector; without it, items differ.
        The numbers are stored with the weights.
        """
        for name, projection in zip(self.modalities, self.inputs, strict=True):
            if name in moments and isinstance(projection, Projection):
                mean, deviation = moments[name]
                projection.mean.copy_(torch.as_tensor(mean))
                projection.deviation.copy_(torch.as_tensor(deviation))

    def ground(
        self,
        stores: Mapping[str, Store],
        reporter: Reporter | None = None,
        known: Mapping[str, Side] | None = None,
    ) -> None:
        """Learn what can be learned from the features alone; by default nothing.

        Args:
            stores: tokens of every modality, e.g. `FeatureSet.stores`.
            reporter: told how far it is.
            known: see `core.fusion.grounding.ground`.

        """

    def sides(self, query: str, key: str) -> tuple[Side, Side] | None:
        """How tokens of two modalities enter the form of their affinity; None without one."""
        return None

    def project(self, batch: Mapping[str, TokenBatch]) -> tuple[list[Tensor], list[Tensor]]:
        """Projected tokens [B, L, d], zero where there is none, and masks [B, L], in order."""
        tokens, masks = [], []
        for name, projection in zip(self.modalities, self.inputs, strict=True):
            if name not in batch:
                raise UserError(
                    Text(
                        "The model was trained with '{name}', which this catalog does not have.",
                        name=name,
                    ),
                    "Encode it, or choose another run.",
                )
            one = batch[name]
            if one.tokens.shape[-1] != projection.width:
                raise UserError(
                    Text(
                        "The model takes '{name}' features of width {width}, these have {other}.",
                        name=name,
                        width=projection.width,
                        other=one.tokens.shape[-1],
                    ),
                    "Encode with the encoder the run was trained with.",
                )
            tokens.append(projection(one.tokens, one.mask))
            masks.append(one.mask)
        return tokens, masks

    def keep(self, present: Tensor) -> Tensor:
        """Which modalities to use, [B, M] bool: in training, some of those present are hidden."""
        if not (self.training and self.modality_dropout > 0):
            return present
        kept = present & (torch.rand(present.shape, device=present.device) >= self.modality_dropout)
        return torch.where(kept.any(1, keepdim=True), kept, present)

    def named(self, values: Sequence[Tensor]) -> dict[str, Tensor]:
        """One tensor per modality, by name."""
        return dict(zip(self.modalities, values, strict=True))


class Projection(nn.Module):
    """Features of one modality [B, L, width] -> [B, L, d]: standardised, linear, layer norm (or
    none).
    """

    mean: Tensor
    deviation: Tensor

    def __init__(self, width: int, dim: int, norm: bool = True) -> None:
        super().__init__()
        self.width = width
        self.register_buffer("mean", torch.zeros(width))
        self.register_buffer("deviation", torch.ones(width))
        self.linear = nn.Linear(width, dim)
        self.norm = nn.LayerNorm(dim) if norm else nn.Identity()

    def forward(self, tokens: Tensor, mask: Tensor) -> Tensor:
        """Zero where `mask` is False, whatever the padding holds (even NaN)."""
        there = mask.unsqueeze(-1)
        if packs(tokens) and isinstance(self.linear, nn.Linear):  # not where it is in int8
            # The features are wide: they are read once, and what centres and scales them is in the
            # weights. (Half precision would lose the features beside their common vector.)
            weight = self.linear.weight / self.deviation
            found = mapped(tokens, mask, weight, self.linear.bias - weight @ self.mean)
        else:
            found = self.linear((tokens.masked_fill(~there, 0) - self.mean) / self.deviation)
        return self.norm(found) * there


def packs(tokens: Tensor) -> bool:
    """Whether the rows there are can be told here and now, without waiting for a device."""
    return (
        tokens.device.type == "cpu"
        and not torch.is_autocast_enabled("cpu")
        and not torch.compiler.is_compiling()
    )


def mapped(tokens: Tensor, mask: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    """A linear map [d, width] of the tokens there are, [B, L, width] -> [B, L, d].

    Finite where there is none, whatever the padding holds (even NaN), and computed without it where
    that saves work.
    """
    if not packs(tokens):
        clean = tokens.masked_fill(~mask.unsqueeze(-1), 0).to(weight.dtype)
        return functional.linear(clean, weight, bias)
    flat, rows = tokens.flatten(0, 1), mask.flatten().nonzero().squeeze(1)
    whole = len(rows) == len(flat)
    if tokens.requires_grad:
        found = functional.linear(flat[rows], weight, bias)
    else:
        applied: Callable[..., Tensor] = _Tiled.apply
        found = applied(flat, None if whole else rows, weight, bias)
    if not whole:
        found = found.new_zeros(len(flat), len(weight)).index_copy(0, rows, found)
    return found.unflatten(0, mask.shape)


class _Tiled(torch.autograd.Function):
    """A linear map of some rows of features, in whatever precision they are stored.

    Features are wide and many: a few rows at a time are picked and widened, in the cache, and
    again for the gradient of the weights.
    """

    ROWS = 512

    @staticmethod
    def forward(
        ctx: Any, features: Tensor, rows: Tensor | None, weight: Tensor, bias: Tensor
    ) -> Tensor:
        ctx.save_for_backward(features, rows, weight)
        out = weight.new_empty(len(features) if rows is None else len(rows), len(weight))
        for at, tile in _Tiled.tiles(features, rows, weight.dtype):
            torch.addmm(bias, tile, weight.T, out=out[at])
        return out

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> tuple[None, None, Tensor, Tensor]:
        features, rows, weight = ctx.saved_tensors
        gradient = torch.zeros_like(weight)
        for at, tile in _Tiled.tiles(features, rows, weight.dtype):
            torch.addmm(gradient, grad[at].T, tile, out=gradient)
        return None, None, gradient, grad.sum(0)

    @staticmethod
    def tiles(
        features: Tensor, rows: Tensor | None, dtype: torch.dtype
    ) -> Iterator[tuple[slice, Tensor]]:
        """Where rows of the result lie, and the features they are of."""
        for start in range(0, len(features) if rows is None else len(rows), _Tiled.ROWS):
            at = slice(start, start + _Tiled.ROWS)
            some = features[at] if rows is None else features.index_select(0, rows[at])
            yield at, some.to(dtype)


def joined(blocks: Sequence[Fused]) -> Fused:
    """Items fused apart, together again; without the votes of late fusion."""
    return Fused(
        torch.cat([one.vector for one in blocks]),
        {name: torch.cat([one.parts[name] for one in blocks]) for name in blocks[0].parts},
        {name: torch.cat([one.present[name] for one in blocks]) for name in blocks[0].present},
    )


def masked_mean(tokens: Tensor, mask: Tensor) -> Tensor:
    """Mean over the tokens there are: [B, L, d], [B, L] -> [B, d]; zero where there is none."""
    if tokens.shape[1] == 1:
        return tokens[:, 0] * mask
    weight = mask.to(tokens.dtype).unsqueeze(-1)
    return (tokens * weight).sum(1) / weight.sum(1).clamp(min=1)


def moments(pooled: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean [width] and deviation [width] of pooled features [items, width]; NaN rows are missing.

    The deviation is one number repeated, the root mean square of what is left after centring:
    scaling every feature alike keeps the geometry the encoder learned.
    """
    width, block = pooled.shape[1], 4096  # the rows may be mapped, and more than memory holds

    def pieces() -> Iterator[np.ndarray]:
        for start in range(0, len(pooled), block):
            rows = np.asarray(pooled[start : start + block], np.float64)
            yield rows[np.isfinite(rows).all(1)]

    count, total = 0, np.zeros(width)
    for rows in pieces():
        count, total = count + len(rows), total + rows.sum(0)
    if not count:
        return np.zeros(width, np.float32), np.ones(width, np.float32)
    mean = total / count
    square = sum(float(np.square(rows - mean).sum()) for rows in pieces())
    spread = float(np.sqrt(square / (count * width)))
    deviation = np.full(width, spread if spread > 1e-12 else 1.0, np.float32)
    return mean.astype(np.float32), deviation
