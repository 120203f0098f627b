"""Tacotron's reference encoder (Skerry-Ryan et al. 2018), trained on the catalog's own sounds.

Six convolutions of stride 2 over a mel spectrogram, then a GRU. In the paper it learns with the
speech synthesiser it steers; there is none here, so it learns what COLA (Saeed et al. 2021) asks:
which of many other crops comes from the same sound.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from core.encoders.sound import AudioModel
from core.encoders.wavenet import crop
from core.media.audio import Sound
from core.media.spectrogram import log_mel

RATE, MELS, HOP_S = 16000, 80, 0.0125
FILTERS = (32, 32, 64, 64, 128, 128)
WIDTH = 128
#: Frames one feature stands for: 0.8 s.
STRIDE = 2 ** len(FILTERS)
_CROP = 2 * STRIDE


class ReferenceEncoder(nn.Module):
    """Frames [B, T, 80] -> states of the GRU [B, T / 64, 128]; the last one sums up the sound."""

    def __init__(self) -> None:
        super().__init__()
        before = (1, *FILTERS[:-1])
        self.convolutions = nn.ModuleList(
            nn.Conv2d(a, b, 3, 2, 1) for a, b in zip(before, FILTERS, strict=True)
        )
        self.norms = nn.ModuleList(nn.BatchNorm2d(filters) for filters in FILTERS)
        bands = MELS
        for _ in FILTERS:
            bands = (bands + 1) // 2
        self.gru = nn.GRU(FILTERS[-1] * bands, WIDTH, batch_first=True)

    def forward(self, frames: Tensor) -> Tensor:
        """See the class."""
        x = frames.unsqueeze(1)
        for convolution, norm in zip(self.convolutions, self.norms, strict=True):
            x = norm(convolution(x)).relu()
        states: Tensor = self.gru(x.transpose(1, 2).flatten(2))[0]
        return states


def spectrum(samples: Tensor) -> Tensor:
    """Samples [n] at 16 kHz -> [T, 80] scaled to about -1..1, T a multiple of 64."""
    mel = log_mel(Sound(samples.numpy(), RATE), MELS, HOP_S, 0.05).values.T
    frames = torch.from_numpy(np.ascontiguousarray(mel)) / 50 + 1
    length = -(-len(frames) // STRIDE) * STRIDE
    return functional.pad(frames, (0, 0, 0, length - len(frames)), value=-1.0)


class ReferenceTask:
    """What to train, and on what: pairs of crops that come from one sound."""

    rate = RATE
    steps = 400
    batch = 32
    learning_rate = 1e-3
    _temperature = 0.2

    def __init__(self) -> None:
        self.net = ReferenceEncoder()

    def prepare(self, samples: Tensor) -> Tensor:
        """One sound [n], ready to be cropped."""
        return spectrum(samples)

    def loss(self, sounds: list[Tensor], generator: torch.Generator) -> Tensor:
        """Cross-entropy of finding a crop's other half among the batch, both ways."""
        pairs = [[crop(one, _CROP, generator) for one in sounds] for _ in range(2)]
        left, right = (
            functional.normalize(self.net(torch.stack(crops))[:, -1], dim=1) for crops in pairs
        )
        similar = left @ right.T / self._temperature
        own = torch.arange(len(sounds), device=similar.device)
        both = functional.cross_entropy(similar, own) + functional.cross_entropy(similar.T, own)
        return both / 2

    def model(self) -> AudioModel:
        """The trained net as an encoder."""
        return AudioModel(RATE, spectrum, self.net, "mean", RATE / 2)
