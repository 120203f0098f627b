"""aiSFX (Ma and Lerch, ISMIR 2022): a VGG-like net trained on libraries of sound effects.

The packaged model X-Sequential-CE; its spectrum is rebuilt from the settings that its authors
give for Essentia (the package itself calls Essentia or librosa, neither of which is needed here).
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from core.encoders import conversion
from core.encoders.packaged import Packaged
from core.encoders.sound import AudioEncoder, AudioModel, power
from core.encoders.weights import fill

RATE, WINDOW, HOP, MELS = 44100, 2048, 1024, 96
#: Highest value of the training spectra, to which all are scaled.
_TOP = 9.457798957824707
_SHRINK = 8  # frames per feature
#: Frames of a training example; shorter sounds are followed by silence, as in training.
_LEAST = 100


class LogMel:
    """log10(1 + 10000 x mel power), scaled to about 0..1.

    Essentia's MelBands with HTK's mel scale, triangles straight on that scale ("warping") and
    weights of a band summing to one; Hann window that reaches zero at both ends.
    """

    def __init__(self) -> None:
        self._window = torch.hann_window(WINDOW, periodic=False)
        self._bank = torch.from_numpy(mel_bank()).float()

    def __call__(self, samples: Tensor) -> Tensor:
        """Samples [n] -> [T, 96] with T a multiple of 8, at least 104."""
        frames = torch.log10(1 + 10000 * (power(samples, self._window, HOP) @ self._bank)) / _TOP
        length = -(-max(len(frames), _LEAST) // _SHRINK) * _SHRINK
        return functional.pad(frames, (0, 0, 0, length - len(frames)))


def mel_bank() -> np.ndarray:
    """Filters [1025, 96] for power spectra."""
    mel = 2595 * np.log10(1 + np.linspace(0, RATE / 2, WINDOW // 2 + 1) / 700)
    corners = np.linspace(0, mel[-1], MELS + 2)
    rising = (mel[:, None] - corners[:-2]) / np.diff(corners)[:-1]
    falling = (corners[2:] - mel[:, None]) / np.diff(corners)[1:]
    bank = np.maximum(0, np.minimum(rising, falling))
    return bank / bank.sum(0)


class _Block(nn.Module):
    """Two 3 x 3 convolutions with batch norm, then max pooling."""

    def __init__(self, before: int, after: int, pool: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(before, after, 3, padding=1, bias=False)
        self.conv2 = nn.Conv2d(after, after, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(after)
        self.bn2 = nn.BatchNorm2d(after)
        self.pool = pool

    def forward(self, x: Tensor) -> Tensor:
        x = functional.relu_(self.bn1(self.conv1(x)))
        x = functional.relu_(self.bn2(self.conv2(x)))
        return functional.max_pool2d(x, self.pool)


class Net(nn.Module):
    """Frames [B, T, 96] -> [B, T / 8, 512]: the mean over frequency of the last feature map.

    The model then takes the maximum over time, which is left to the tokens.
    """

    def __init__(self) -> None:
        super().__init__()
        self.conv_block1 = _Block(1, 64, 2)
        self.conv_block2 = _Block(64, 128, 2)
        self.conv_block3 = _Block(128, 256, 2)
        self.conv_block4 = _Block(256, 512, 1)

    def forward(self, frames: Tensor) -> Tensor:
        """See the class."""
        x = frames.unsqueeze(1)
        for block in (self.conv_block1, self.conv_block2, self.conv_block3, self.conv_block4):
            x = block(x)
        return x.mean(3).transpose(1, 2)


def load(entry: Packaged, device: str) -> AudioEncoder:
    """The encoder with the packaged weights."""
    net = fill(Net(), conversion.weights(entry).state)
    return AudioEncoder(entry.info(), AudioModel(RATE, LogMel(), net, "max", RATE / 2), device)
