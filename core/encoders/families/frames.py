"""Films: frames through what reads pictures, or clips through a model of films."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from core.catalog.modality import Modality
from core.encoders.base import EncoderInfo, Loading
from core.encoders.families import loading, pixels
from core.encoders.families.words import joined_pieces
from core.encoders.spec.entries import BUDGETS, Catalogued, Described, Hosted, Local
from core.encoders.tokens import POSITION_WIDTH, TokenBatch, pad
from core.encoders.video import FramesEncoder, spans
from core.media.images import fit_to_grid
from core.media.video import Frames

#: Families whose states run over the frames of one patch before they come to the next patch.
_PATCH_BY_PATCH = ("timesformer",)


class ClipEncoder:
    """VideoMAE (Tong et al. 2022) and its like: a clip at once, one token per few frames."""

    modality: Modality = "video"

    def __init__(self, info: EncoderInfo, model: Any, prepare: Any, size: int) -> None:
        self.name = info.name
        self.revision = info.revision
        self.preprocessing = info.preprocessing
        self._model = model
        self._prepare = prepare
        self._size = size
        self._frames = int(model.config.num_frames)
        tubelet = getattr(model.config, "tubelet_size", 1)
        self._joined = int(tubelet if isinstance(tubelet, int) else tubelet[0])
        self._moments = self._frames // self._joined
        self._turned = model.config.model_type in _PATCH_BY_PATCH
        self.max_tokens = min(info.max_tokens, self._moments)
        self.width = int(model.config.hidden_size)
        self.loading = Loading(frames=self._frames)
        self.batch_size = 1 if model.device.type == "cpu" else 8

    @torch.no_grad()
    def encode(self, inputs: Sequence[Frames]) -> TokenBatch:
        """Films -> tokens of a few frames each, and the seconds they stand for."""
        if not inputs:
            return pad([], [], self.width)
        clips = self._prepare(
            [self._filled(film) for film in inputs], return_tensors="pt", **_WHOLE
        ).pixel_values
        states = self._model(clips.to(self._model.device, self._model.dtype)).last_hidden_state
        states = states[:, states.shape[1] % self._moments :]  # without [CLS]
        grid = (-1, self._moments) if self._turned else (self._moments, -1)
        moments = states.unflatten(1, grid).mean(1 if self._turned else 2).float().cpu()
        kept = [
            joined_pieces(one[: len(where)], where, self.max_tokens)
            for one, where in zip(moments, map(self._places, inputs), strict=True)
        ]
        return pad([tokens for tokens, _ in kept], [where for _, where in kept], self.width)

    def _filled(self, film: Frames) -> list[np.ndarray]:
        """As many square frames as the model takes; the last stays on where a film has fewer."""
        frames = [
            fit_to_grid(Image.fromarray(frame), self._size, "letterbox").pixels
            for frame in film.pixels[: self._frames]
        ]
        return frames + frames[-1:] * (self._frames - len(frames))

    def _places(self, film: Frames) -> Tensor:
        seconds = spans(film.times[: self._frames], film.duration_s)
        begins = seconds[:: self._joined, 0]
        ends = [seconds[min(at + self._joined, len(seconds)) - 1, 1] for at in
                range(0, len(seconds), self._joined)]  # fmt: skip
        places = torch.full((len(begins), POSITION_WIDTH), float("nan"))
        places[:, 0] = torch.from_numpy(begins)
        places[:, 1] = torch.tensor(ends)
        return places


_WHOLE = {"do_resize": False, "do_center_crop": False}


def build(entry: Described, device: str) -> FramesEncoder | ClipEncoder:
    """The encoder of films of an entry."""
    assert isinstance(entry, Hosted | Local | Catalogued)
    if entry.reads == "clip":
        from transformers import AutoImageProcessor

        model = loading.transformer(entry, device)
        prepare = loading.processor(AutoImageProcessor, entry, "preprocessor_config.json")
        return ClipEncoder(entry.info(), model, prepare, int(model.config.image_size))
    # A frame is the mean of its patches: of those that the tower of pictures gives.
    images = pixels.build(replace(entry, max_tokens=BUDGETS["image"]), device)
    return FramesEncoder(replace(entry.info(), width=images.width), images)
