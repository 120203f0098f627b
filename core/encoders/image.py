"""Image encoders: the last feature map, one token per patch, with the box it was made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol

import numpy as np
import torch
from torch import Tensor, nn

from core.catalog.schema import Modality
from core.encoders.base import EncoderInfo, Loading, at_once
from core.encoders.packaged import Packaged
from core.encoders.tokens import TokenBatch, pad
from core.encoders.weights import fill, load_state
from core.media.images import AlignedImage

#: A row or column of patches that shows less picture than this share is padding.
_MIN_SHARE = 0.5


class Backbone(Protocol):
    """Normalised pixels [B, 3, size, size] -> feature map [B, width, rows, columns]."""

    def __call__(self, pixels: Tensor) -> Tensor: ...


class ImageEncoder:
    """A feature map as tokens. Patches of padding are left out."""

    modality: Modality = "image"

    def __init__(
        self,
        info: EncoderInfo,
        model: nn.Module,
        backbone: Backbone,
        grid: int,
        mean: Sequence[float],
        std: Sequence[float],
        size: int = 224,
    ) -> None:
        self.name = info.name
        self.revision = info.revision
        self.preprocessing = info.preprocessing
        self.space = info.shared
        self.width = info.width
        self.grid = grid
        self.max_tokens = grid * grid
        self.loading = Loading(size=size, fit="letterbox")
        self._backbone = backbone
        self._device = next(model.parameters()).device
        self._mean = 255 * torch.tensor(mean, device=self._device).view(1, 3, 1, 1)
        self._std = 255 * torch.tensor(std, device=self._device).view(1, 3, 1, 1)
        self.batch_size = 16 if self._device.type == "cpu" else 128
        self.at_once = at_once(self._device)

    @torch.no_grad()
    def encode(self, inputs: Sequence[AlignedImage]) -> TokenBatch:
        """Pictures on a grid of `loading.size` -> tokens, boxes in pixels of the original."""
        if not inputs:
            return pad([], [], self.width)
        maps, whole = self.look(np.stack([one.pixels for one in inputs]))
        tokens, places = [], []
        for values, one in zip(maps, inputs, strict=True):
            boxes, shown = patches(one, self.grid)
            tokens.append(values[torch.from_numpy(shown)])
            places.append(torch.from_numpy(boxes[shown]))
        return replace(pad(tokens, places, self.width), whole=whole)

    def features(self, pixels: np.ndarray) -> Tensor:
        """uint8 [B, size, size, 3] -> [B, rows * columns, width] on the CPU, row by row."""
        return self.look(pixels)[0]

    @torch.no_grad()
    def look(self, pixels: np.ndarray) -> tuple[Tensor, Tensor | None]:
        """The same, and a vector [B, W] of each whole picture where the model makes one."""
        batch = torch.from_numpy(pixels).to(self._device).permute(0, 3, 1, 2).float()
        maps = self._backbone((batch - self._mean) / self._std)
        return maps.flatten(2).transpose(1, 2).float().cpu(), None


def patches(image: AlignedImage, grid: int) -> tuple[np.ndarray, np.ndarray]:
    """Where the patches of a `grid` x `grid` feature map lie in the original picture.

    The boxes of the patches shown tile the picture that was aligned: a row or column that is
    mostly padding is not shown, and its strip of picture goes to its neighbour.

    Returns:
        boxes: float32 [grid * grid, 4], x0, y0, x1, y1 in pixels of the original.
        shown: bool [grid * grid].

    """
    size = image.pixels.shape[0]
    x0, y0, x1, y1 = image.content
    columns, shown_columns = _edges(x0, x1, size, grid)
    rows, shown_rows = _edges(y0, y1, size, grid)
    boxes = np.empty((grid, grid, 4))
    boxes[..., 0], boxes[..., 2] = columns[:, 0], columns[:, 1]
    boxes[..., 1], boxes[..., 3] = rows[:, :1], rows[:, 1:]
    mapped = image.to_original.apply_boxes(boxes.reshape(-1, 4))
    width, height = image.original_size
    mapped = np.clip(mapped, 0, (width, height, width, height))
    shown = shown_rows[:, None] & shown_columns
    return mapped.astype(np.float32), shown.ravel()


def _edges(low: float, high: float, size: int, grid: int) -> tuple[np.ndarray, np.ndarray]:
    """Begin and end [grid, 2] of patches along one axis, and which show the span low..high."""
    lines = np.linspace(0, size, grid + 1)
    edges = np.stack([lines[:-1], lines[1:]], axis=1)
    share = (np.minimum(edges[:, 1], high) - np.maximum(edges[:, 0], low)) * grid / size
    shown = share >= _MIN_SHARE
    if not shown.any():
        shown = share == share.max()
    first, last = np.flatnonzero(shown)[[0, -1]]
    edges[first, 0], edges[last, 1] = low, high
    return edges, shown


def load_efficientnet(entry: Packaged, device: str) -> ImageEncoder:
    """EfficientNet-Lite0 (Tan and Le 2019, without squeeze-and-excitation), 7 x 7 x 1280."""
    model = efficientnet(entry).to(device)
    return ImageEncoder(
        entry.info(),
        model,
        model.forward_features,
        grid=7,
        mean=(127 / 255,) * 3,
        std=(128 / 255,) * 3,
    )


def efficientnet(entry: Packaged) -> Any:
    """The architecture from timm with the packaged weights."""
    import timm

    folder = entry.verified()
    (name,) = entry.files
    model = timm.create_model("tf_efficientnet_lite0", pretrained=False)
    # Twice as fast on a CPU as with a channel at a time.
    return fill(model, _renamed(load_state(folder / name), model)).to(
        memory_format=torch.channels_last
    )


def _renamed(state: dict[str, Tensor], model: Any) -> dict[str, Tensor]:
    """The checkpoint's names -> timm's.

    Both list the same layers in the same order of the network, but the checkpoint numbers its
    blocks straight through and counts the norms of a block from 0 only if it expands.
    """
    blocks = [
        f"blocks.{stage}.{index}"
        for stage, stack in enumerate(model.blocks)
        for index in range(len(stack))
    ]
    parts = {"_conv_stem": "conv_stem", "_bn0": "bn1", "_conv_head": "conv_head", "_bn1": "bn2"}
    parts |= {"_fc": "classifier"}
    wide = {"_expand_conv": "conv_pw", "_bn0": "bn1", "_depthwise_conv": "conv_dw"}
    wide |= {"_bn1": "bn2", "_project_conv": "conv_pwl", "_bn2": "bn3"}
    narrow = {"_depthwise_conv": "conv_dw", "_bn1": "bn1", "_project_conv": "conv_pw"}
    narrow |= {"_bn2": "bn2"}
    renamed = {}
    for key, value in state.items():
        if key.startswith("_blocks."):
            _, number, part, leaf = key.split(".")
            names = wide if f"_blocks.{number}._expand_conv.weight" in state else narrow
            renamed[f"{blocks[int(number)]}.{names[part]}.{leaf}"] = value
        else:
            part, leaf = key.split(".")
            renamed[f"{parts[part]}.{leaf}"] = value
    return renamed
