"""Sounds through models of transformers: tokens are spans of seconds."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from core.encoders.base import EncoderInfo
from core.encoders.families import loading
from core.encoders.sound import AudioEncoder, AudioModel, of_one_length
from core.encoders.spec.entries import Described, Hosted, Local

#: A shorter sound is filled with silence: convolutions need something to stand on.
_SHORTEST_S = 0.04
_HOP_S = 0.01  # of AST's spectrum, fixed in Kaldi's recipe

#: Sounds of one length [n] -> last states [B, T', width] in order of time, whole sounds or None.
Hear = Callable[[list[np.ndarray]], tuple[Tensor, Tensor | None]]


@dataclass(frozen=True)
class Hearing:
    """How one model hears.

    Attributes:
        model: the net, on its device.
        rate: samples a second.
        hear: see `Hear`.
        high_hz: the highest frequency it hears.
        window: samples it takes at once, shorter sounds filled up by its own extractor; 0: any.
        step: samples from one state to the next where there is a window.

    """

    model: nn.Module
    rate: int
    hear: Hear
    high_hz: float
    window: int = 0
    step: float = 0


class SoundEncoder(AudioEncoder):
    """The last states of a model that hears, pooled in time to at most 4 tokens a second."""

    def __init__(self, info: EncoderInfo, hearing: Hearing, device: str) -> None:
        self._hearing = hearing
        silence = np.zeros(hearing.window or hearing.rate, np.float32)
        states, _ = self._passed([silence])
        model = AudioModel(hearing.rate, _unused, hearing.model, "mean", hearing.high_hz)
        super().__init__(replace(info, width=states.shape[2]), model, device)
        self.at_once = 1  # models of libraries may keep something between calls

    @torch.no_grad()
    def hear(self, sounds: Sequence[Tensor]) -> tuple[list[Tensor], Tensor | None]:
        shortest = math.ceil(_SHORTEST_S * self._hearing.rate)
        filled = [functional.pad(one, (0, max(0, shortest - len(one)))) for one in sounds]
        return self._in_windows(filled) if self._hearing.window else self._in_one(filled)

    def _in_one(self, sounds: Sequence[Tensor]) -> tuple[list[Tensor], None]:
        features: list[Tensor] = [torch.empty(0, self.width)] * len(sounds)
        for rows in of_one_length(sounds):
            states, _ = self._passed([sounds[row].numpy() for row in rows])
            for row, one in zip(rows, states, strict=True):
                features[row] = one
        return features, None

    def _in_windows(self, sounds: Sequence[Tensor]) -> tuple[list[Tensor], Tensor | None]:
        window, step = self._hearing.window, self._hearing.step
        pieces = [one.split(window) for one in sounds]
        flat = [piece for several in pieces for piece in several]
        passed = [
            self._passed([one.numpy() for one in flat[begin : begin + self.batch_size]])
            for begin in range(0, len(flat), self.batch_size)
        ]
        states = [
            one[: max(1, math.ceil(len(piece) / step))]
            for piece, one in zip(flat, (row for some, _ in passed for row in some), strict=True)
        ]
        counts = [len(several) for several in pieces]
        features = [torch.cat(several) for several in _split(states, counts)]
        if passed[0][1] is None:
            return features, None
        whole = torch.cat([vectors for _, vectors in passed if vectors is not None]).split(counts)
        return features, functional.normalize(torch.stack([one.mean(0) for one in whole]), dim=1)

    @torch.no_grad()
    def _passed(self, sounds: list[np.ndarray]) -> tuple[Tensor, Tensor | None]:
        states, whole = self._hearing.hear(sounds)
        return states.float().cpu(), None if whole is None else whole.float().cpu()


def _unused(samples: Tensor) -> Tensor:
    raise NotImplementedError


def _split(values: list[Tensor], counts: list[int]) -> list[list[Tensor]]:
    ends = np.cumsum(counts).tolist()
    return [values[end - count : end] for end, count in zip(ends, counts, strict=True)]


def build(entry: Described, device: str) -> SoundEncoder:
    """The encoder of sounds of an entry."""
    from transformers import AutoFeatureExtractor

    assert isinstance(entry, Hosted | Local)
    extractor = loading.processor(AutoFeatureExtractor, entry, "preprocessor_config.json")
    model = loading.transformer(entry, device)
    make = _HEARINGS.get(entry.model_type, _waves)
    return SoundEncoder(entry.info(), make(model, extractor, device), device)


def _waves(model: Any, extractor: Any, device: str) -> Hearing:
    """wav2vec 2.0 and its like: states over a sound of any length, or over its spectrum."""
    rate = int(extractor.sampling_rate)

    def hear(sounds: list[np.ndarray]) -> tuple[Tensor, None]:
        values = extractor(sounds, sampling_rate=rate, return_tensors="pt")[model.main_input_name]
        return model(values.to(device, model.dtype)).last_hidden_state, None

    return Hearing(model, rate, hear, rate / 2)


def _whisper(model: Any, extractor: Any, device: str) -> Hearing:
    """Whisper's encoder (Radford et al. 2022): windows of 30 s."""
    rate, window = int(extractor.sampling_rate), int(extractor.n_samples)

    def hear(sounds: list[np.ndarray]) -> tuple[Tensor, None]:
        frames = extractor(sounds, sampling_rate=rate, return_tensors="pt").input_features
        return model(frames.to(device, model.dtype)).last_hidden_state, None

    return Hearing(model, rate, hear, rate / 2, window, window / model.config.max_source_positions)


def _spectrogram(model: Any, extractor: Any, device: str) -> Hearing:
    """AST (Gong et al. 2021): patches of a spectrogram, their frequencies averaged."""
    config, rate = model.config, int(extractor.sampling_rate)
    side = int(config.patch_size)
    columns = (config.max_length - side) // config.time_stride + 1
    bands = (config.num_mel_bins - side) // config.frequency_stride + 1

    def hear(sounds: list[np.ndarray]) -> tuple[Tensor, None]:
        values = extractor(sounds, sampling_rate=rate, return_tensors="pt").input_values
        states = model(values.to(device, model.dtype)).last_hidden_state
        patches = states[:, states.shape[1] - bands * columns :]
        return patches.unflatten(1, (bands, columns)).mean(1), None

    step = config.time_stride * _HOP_S * rate
    return Hearing(model, rate, hear, rate / 2, round(columns * step), step)


def _clap(model: Any, extractor: Any, device: str) -> Hearing:
    """CLAP (Wu et al. 2023): windows of 10 s in the joint space of words and sound."""
    rate, window = int(extractor.sampling_rate), int(extractor.nb_max_samples)
    states, _ = _clap_pass(model, extractor, device, [np.zeros(window, np.float32)])

    def hear(sounds: list[np.ndarray]) -> tuple[Tensor, Tensor]:
        return _clap_pass(model, extractor, device, sounds)

    high = float(extractor.frequency_max)
    return Hearing(model, rate, hear, high, window, window / states.shape[1])


@torch.no_grad()
def _clap_pass(
    model: Any, extractor: Any, device: str, sounds: list[np.ndarray]
) -> tuple[Tensor, Tensor]:
    rate = int(extractor.sampling_rate)
    frames = extractor(sounds, sampling_rate=rate, return_tensors="pt").input_features
    # The extractor calls one of a batch "longer" at random; windows never are.
    longer = torch.zeros(len(sounds), 1, dtype=torch.bool, device=device)
    heard = model.get_audio_features(frames.to(device, model.dtype), is_longer=longer)
    return heard.last_hidden_state.mean(2).transpose(1, 2), heard.pooler_output


_HEARINGS: dict[str, Callable[[Any, Any, str], Hearing]] = {
    "whisper": _whisper,
    "audio-spectrogram-transformer": _spectrogram,
    "clap": _clap,
}
