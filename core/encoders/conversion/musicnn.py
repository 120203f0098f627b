"""The TensorFlow checkpoint of musicnn, read without its index.

The data file of a checkpoint is all its tensors one after another, sorted by name. The manifest
names this very file by its hash, so names and shapes are enough to know where each tensor lies.
What was trained is followed by the two moments that Adam kept of it.
"""

from __future__ import annotations

from math import prod
from pathlib import Path

import numpy as np
import torch

from core.encoders.conversion import Weights

#: Time, bands, channels and filters of each kernel; front end first, then the middle.
_KERNELS = (
    *((7, 38, 1, 204), (7, 67, 1, 204), (128, 1, 1, 51), (64, 1, 1, 51), (32, 1, 1, 51)),
    *((7, 561, 1, 64), (7, 64, 1, 64), (7, 64, 1, 64)),
)
#: Channels of each batch norm: of the input, one after each kernel, two of the classifier.
_NORMS = (1, *(kernel[-1] for kernel in _KERNELS), 1506, 200)
_MOMENTS = ("moving_mean", "moving_variance")
_NAMES = {"gamma": "weight", "beta": "bias", "kernel": "weight", "bias": "bias"}
_NAMES |= {"moving_mean": "running_mean", "moving_variance": "running_var"}


def layout() -> dict[str, tuple[int, tuple[int, ...]]]:
    """Where each tensor begins, counted in numbers, and its shape; by the checkpoint's names."""
    shapes: dict[str, tuple[int, ...]] = {"beta1_power": (), "beta2_power": ()}
    for number, channels in enumerate(_NORMS):
        for leaf in ("beta", "gamma", *_MOMENTS):
            shapes[f"{_numbered('batch_normalization', number)}/{leaf}"] = (channels,)
    for number, kernel in enumerate(_KERNELS):
        shapes[f"{_numbered('conv2d', number)}/kernel"] = kernel
        shapes[f"{_numbered('conv2d', number)}/bias"] = kernel[-1:]
    places, begin = {}, 0
    for name, shape in sorted(shapes.items()):
        places[name] = begin, shape
        trained = not name.endswith(("_power", *_MOMENTS))
        begin += prod(shape) * (3 if trained else 1)
    return places


def convert(paths: list[Path]) -> Weights:
    """Tensors of `core.encoders.musicnn.Net`."""
    _index, data = paths
    numbers = np.fromfile(data, "<f4")
    blocks = [*(f"front.{n}" for n in range(5)), *(f"middle.{n}" for n in range(3))]
    modules = {_numbered("conv2d", n): f"{block}.conv" for n, block in enumerate(blocks)}
    norms = ["norm", *(f"{block}.norm" for block in blocks)]
    modules |= {_numbered("batch_normalization", n): norm for n, norm in enumerate(norms)}
    state = {f"{norm}.num_batches_tracked": torch.tensor(0) for norm in norms}
    for name, (begin, shape) in layout().items():
        module, _, leaf = name.partition("/")
        if module in modules:
            tensor = torch.from_numpy(numbers[begin : begin + prod(shape)].reshape(shape))
            state[f"{modules[module]}.{_NAMES[leaf]}"] = (
                tensor.permute(3, 2, 0, 1) if leaf == "kernel" else tensor
            )
    return Weights(state)


def _numbered(layer: str, number: int) -> str:
    """TensorFlow's name of the n-th layer of a kind; the first has no number."""
    return f"{layer}_{number}" if number else layer
