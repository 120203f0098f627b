"""Video: frames through the image encoder, one token per frame.

A position of video is a span of seconds, so patches of one frame could not be told apart on a
map; each frame is the mean over its patches, padding left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import torch
from PIL import Image

from core.catalog.schema import Modality
from core.encoders.base import EncoderInfo, Loading
from core.encoders.image import ImageEncoder, load_efficientnet, patches
from core.encoders.packaged import Packaged
from core.encoders.tokens import POSITION_WIDTH, TokenBatch, pad
from core.media.images import fit_to_grid
from core.media.video import Frames


class FramesEncoder:
    """Frames of a video as tokens."""

    modality: Modality = "video"
    batch_size = 4

    def __init__(self, info: EncoderInfo, images: ImageEncoder) -> None:
        self.name = info.name
        self.revision = info.revision
        self.preprocessing = info.preprocessing
        self.space = info.shared
        self.width = info.width
        self.max_tokens = info.max_tokens
        self.loading = Loading(frames=info.max_tokens)
        self.at_once = images.at_once
        self._images = images

    @torch.no_grad()
    def encode(self, inputs: Sequence[Frames]) -> TokenBatch:
        """Videos -> one token per frame, and the seconds each stands for."""
        size, grid = self._images.loading.size, self._images.grid
        tokens, places, wholes = [], [], []
        for video in inputs:
            aligned = [
                fit_to_grid(Image.fromarray(frame), size, "letterbox")
                for frame in video.pixels[: self.max_tokens]
            ]
            maps, whole = self._images.look(np.stack([one.pixels for one in aligned]))
            if whole is not None:
                wholes.append(whole.mean(0))
            _, shown = patches(aligned[0], grid)
            tokens.append(maps[:, torch.from_numpy(shown)].mean(1))
            where = torch.full((len(aligned), POSITION_WIDTH), float("nan"))
            where[:, :2] = torch.from_numpy(spans(video.times[: self.max_tokens], video.duration_s))
            places.append(where)
        joint = torch.stack(wholes) if wholes else None
        return replace(pad(tokens, places, self.width), whole=joint)


def spans(times: np.ndarray, duration_s: float) -> np.ndarray:
    """Seconds [n] at which frames were taken -> [n, 2], where each begins and ends to stand.

    Borders lie halfway between neighbours; the first is as long before as after its frame, and
    the last goes on to the end of the video. A single frame stands for the whole of it.
    """
    if len(times) == 1:
        return np.array([[max(0.0, times[0] - duration_s / 2), times[0] + duration_s / 2]])
    middles = (times[:-1] + times[1:]) / 2
    first = max(0.0, 2 * times[0] - middles[0])
    last = max(duration_s, 2 * times[-1] - middles[-1])
    borders = np.concatenate([[first], middles, [last]])
    return np.stack([borders[:-1], borders[1:]], axis=1)


def load(entry: Packaged, device: str) -> FramesEncoder:
    """EfficientNet-Lite0 on frames."""
    return FramesEncoder(entry.info(), load_efficientnet(entry, device))
