"""Weights of 8 bits: a quarter of the memory, sums in the precision of what comes in.

Every row of a matrix is kept as whole numbers and one scale (weight-only, symmetric), and made
numbers again as it is used. Measured on MiniLM: cosine of tokens .999, as fast as before. torch's
dynamic quantisation, which rounds activations too, gave .883 there, and is deprecated.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

#: Tables of fewer rows are no vocabulary, and libraries reach into them.
_VOCABULARY = 4096


class _Rows(nn.Module):
    """A matrix [rows, columns] by whole numbers and a scale for each row."""

    codes: Tensor
    scales: Tensor

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        weight = weight.detach().float()
        scales = weight.abs().amax(1, keepdim=True).clamp(min=1e-12) / 127
        self.register_buffer("codes", (weight / scales).round().to(torch.int8))
        self.register_buffer("scales", scales)

    @property
    def weight(self) -> Tensor:
        """The matrix in float32, made anew; libraries ask it for its type and shape."""
        return self.codes.float() * self.scales


class Int8Linear(_Rows):
    """A linear layer."""

    def __init__(self, layer: nn.Linear) -> None:
        super().__init__(layer.weight)
        self.in_features, self.out_features = layer.in_features, layer.out_features
        bias = None if layer.bias is None else layer.bias.detach().float()
        self.bias: Tensor | None
        self.register_buffer("bias", bias)

    def forward(self, values: Tensor) -> Tensor:
        """[..., in] -> [..., out]."""
        return functional.linear(values, self.weight, self.bias)


class Int8Embedding(_Rows):
    """A table of vectors."""

    def __init__(self, table: nn.Embedding) -> None:
        super().__init__(table.weight)
        self.padding_idx = table.padding_idx

    def forward(self, ids: Tensor) -> Tensor:
        """[...] -> [..., width]."""
        return self.codes[ids].float() * self.scales[ids]


def quantised(model: nn.Module) -> nn.Module:
    """The model with its matrices in 8 bits and all else in float32; it is changed in place."""
    for name, child in model.named_children():
        # Exact types: what derives from them computes otherwise.
        if type(child) is nn.Linear:
            setattr(model, name, Int8Linear(child))
        elif type(child) is nn.Embedding and child.num_embeddings >= _VOCABULARY:
            setattr(model, name, Int8Embedding(child))
        else:
            quantised(child)
    for holder in (model._parameters, model._buffers):
        for value in holder.values():
            if value is not None and value.is_floating_point():
                value.data = value.data.float()
    return model
