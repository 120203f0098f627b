"""An image encoder of small patches: early layers of a network side by side.

The last map of a convolutional network has seen the whole picture from every place, so its tokens
tell what is in the picture but hardly where. Early stages see a few dozen pixels. Put side by side
on the grid of the last of them they make tokens for maps that should point at things
(hypercolumns, Hariharan et al. 2015). Measured on the shop sample (words pointing at pictures, see
core.fusion.grounding): 0.93 right with these tokens, 0.39 with the last map, 0.17 by chance.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from core.encoders.image import ImageEncoder, efficientnet
from core.encoders.packaged import Packaged

GRID = 14
#: Stages of EfficientNet-Lite0 to keep: 24 channels of 56 x 56, 40 of 28 x 28, 112 of 14 x 14.
#: Stage 3 adds nothing to 4, and from 5 on a place has seen most of the picture.
STAGES = (1, 2, 4)


def hypercolumns(model: Any, pixels: Tensor) -> Tensor:
    """Normalised pixels [B, 3, 224, 224] -> [B, 176, 14, 14], coarser ones averaged."""
    x = model.bn1(model.conv_stem(pixels))
    kept = []
    for number in range(max(STAGES) + 1):
        x = model.blocks[number](x)
        if number in STAGES:
            kept.append(functional.adaptive_avg_pool2d(x, GRID))
    return torch.cat(kept, 1)


def load(entry: Packaged, device: str) -> ImageEncoder:
    """Stages 1, 2 and 4 of EfficientNet-Lite0, 14 x 14 x 176."""
    model = efficientnet(entry).to(device)
    return ImageEncoder(
        entry.info(),
        model,
        lambda pixels: hypercolumns(model, pixels),
        grid=GRID,
        mean=(127 / 255,) * 3,
        std=(128 / 255,) * 3,
    )
