"""What audio encoders share: resampling, spectra, and few tokens with their seconds and Hz."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

import torch
from torch import Tensor, nn
from torch.nn import functional
from torchaudio.functional import resample

from core.catalog.schema import Modality
from core.encoders.base import EncoderInfo, Loading, at_once
from core.encoders.tokens import POSITION_WIDTH, TokenBatch, pad
from core.media.audio import Sound

#: Attention over a sound costs the square of its tokens, and events of catalogs last longer.
TOKENS_PER_SECOND = 4


class Spectrum(Protocol):
    """Samples [n] -> frames [T, bands]; frame k is centred on sample k * hop."""

    def __call__(self, samples: Tensor) -> Tensor: ...


@dataclass(frozen=True)
class AudioModel:
    """How one audio model hears.

    Attributes:
        rate: samples a second.
        spectrum: its input features.
        net: frames [B, T, bands] -> features [B, T', width].
        pool: how features of one token are joined; "max" where the model was trained with it.
        high_hz: the highest frequency it hears.

    """

    rate: int
    spectrum: Spectrum
    net: nn.Module
    pool: Literal["mean", "max"]
    high_hz: float


class AudioEncoder:
    """A convolutional net over a spectrum, pooled in time to at most 4 tokens a second."""

    modality: Modality = "audio"

    def __init__(self, info: EncoderInfo, model: AudioModel, device: str) -> None:
        self.name = info.name
        self.revision = info.revision
        self.preprocessing = info.preprocessing
        self.space = info.shared
        self.width = info.width
        self.max_tokens = info.max_tokens
        self.loading = Loading(rate=model.rate)
        self.model = model
        self._device = torch.device(device)
        model.net.to(self._device).eval()
        self.batch_size = 4 if self._device.type == "cpu" else 32
        self.at_once = at_once(self._device)

    @torch.no_grad()
    def encode(self, inputs: Sequence[Sound]) -> TokenBatch:
        """Sounds -> tokens whose spans tile the sound."""
        if not inputs:
            return pad([], [], self.width)
        heard, whole = self.hear([self._samples(sound) for sound in inputs])
        tokens = [
            self._pool(one, self._count(sound, len(one)))
            for sound, one in zip(inputs, heard, strict=True)
        ]
        places = [self._places(sound, len(one)) for sound, one in zip(inputs, tokens, strict=True)]
        return replace(pad(tokens, places, self.width), whole=whole)

    @torch.no_grad()
    def hear(self, sounds: Sequence[Tensor]) -> tuple[list[Tensor], Tensor | None]:
        """Samples [n] at the model's rate -> features [T', width] that tile each sound, on the CPU.

        Beside them a vector [B, W] of each whole sound, where the model makes one.
        """
        spectra = [self.model.spectrum(samples) for samples in sounds]
        features: list[Tensor] = [torch.empty(0, self.width)] * len(sounds)
        for rows in of_one_length(spectra):
            values = self.features(torch.stack([spectra[row] for row in rows]))
            for row, one in zip(rows, values, strict=True):
                features[row] = one
        return features, None

    @torch.no_grad()
    def features(self, frames: Tensor) -> Tensor:
        """Spectra [B, T, bands] -> features [B, T', width] on the CPU, before pooling."""
        values: Tensor = self.model.net(frames.to(self._device))
        return values.float().cpu()

    def _samples(self, sound: Sound) -> Tensor:
        samples = torch.from_numpy(sound.samples)
        if sound.rate != self.model.rate:
            samples = resample(samples, sound.rate, self.model.rate)
        return samples

    def _count(self, sound: Sound, features: int) -> int:
        wanted = math.floor(TOKENS_PER_SECOND * len(sound.samples) / sound.rate)
        return max(1, min(wanted, self.max_tokens, features))

    def _pool(self, features: Tensor, count: int) -> Tensor:
        """[T', width] -> [count, width], equal shares of time."""
        series = features.T.unsqueeze(0)
        if self.model.pool == "max":
            return functional.adaptive_max_pool1d(series, count)[0].T
        return functional.adaptive_avg_pool1d(series, count)[0].T

    def _places(self, sound: Sound, count: int) -> Tensor:
        borders = torch.linspace(0, len(sound.samples) / sound.rate, count + 1) + sound.start_s
        places = torch.empty(count, POSITION_WIDTH)
        places[:, 0], places[:, 1] = borders[:-1], borders[1:]
        places[:, 2], places[:, 3] = 0, self.model.high_hz
        return places


def of_one_length(sounds: Sequence[Tensor]) -> list[list[int]]:
    """Rows that can share a pass; padding would leak into the last tokens."""
    groups: dict[int, list[int]] = {}
    for row, one in enumerate(sounds):
        groups.setdefault(len(one), []).append(row)
    return list(groups.values())


def power(samples: Tensor, window: Tensor, hop: int) -> Tensor:
    """Power spectrum [n // hop + 1, len(window) // 2 + 1], frames centred, silence around."""
    spectrum = torch.stft(
        samples, len(window), hop, window=window, pad_mode="constant", return_complex=True
    )
    return (spectrum.real**2 + spectrum.imag**2).T
