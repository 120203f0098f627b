"""musicnn (Pons and Serra 2019): a convolutional net shaped for timbre and tempo.

The tagger trained on MagnaTagATune, ported from TensorFlow to torch. Of the net only what comes
 before its pooling over the whole sound is run: the front end, whose filters span much
of the spectrum (timbre) or much time (tempo), and the middle, three convolutions over time.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional
from torchaudio.functional import melscale_fbanks

from core.encoders import conversion
from core.encoders.packaged import Packaged
from core.encoders.sound import AudioEncoder, AudioModel, power
from core.encoders.weights import fill

RATE, WINDOW, HOP, MELS = 16000, 512, 256, 96
_EPSILON = 1e-3  # of tf.layers.batch_normalization


class LogMel:
    """log10(1 + 10000 x mel power), Slaney's mel scale and norm, as the net was trained on."""

    def __init__(self) -> None:
        self._window = torch.hann_window(WINDOW)
        self._bank = melscale_fbanks(WINDOW // 2 + 1, 0, RATE / 2, MELS, RATE, "slaney", "slaney")

    def __call__(self, samples: Tensor) -> Tensor:
        """Samples [n] -> [n // 256 + 1, 96]."""
        return torch.log10(1 + 10000 * (power(samples, self._window, HOP) @ self._bank))


class Block(nn.Module):
    """Convolution, ReLU, batch norm, in this order."""

    def __init__(self, filters: int, time: int, bands: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(1, filters, (time, bands))
        self.norm = nn.BatchNorm2d(filters, _EPSILON)
        # As TensorFlow pads "same": an even kernel reaches one further to the right.
        self.before, self.after = (time - 1) // 2, time // 2

    def forward(self, frames: Tensor) -> Tensor:
        """[B, 1, T, bands] -> [B, filters, T, bands left]; silence before and after."""
        padded = functional.pad(frames, (0, 0, self.before, self.after))
        result: Tensor = self.norm(self.conv(padded).relu_())
        return result


class Net(nn.Module):
    """Front end and middle: frames [B, T, 96] -> [B, T, 561 + 3 x 64]."""

    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.BatchNorm2d(1, _EPSILON)
        timbre = [Block(204, 7, int(share * MELS)) for share in (0.4, 0.7)]
        tempo = [Block(51, time, 1) for time in (128, 64, 32)]
        self.front = nn.ModuleList([*timbre, *tempo])
        self.middle = nn.ModuleList([Block(64, 7, 561), Block(64, 7, 64), Block(64, 7, 64)])

    def forward(self, frames: Tensor) -> Tensor:
        """See the class; every frame keeps its place in time."""
        x = self.norm(frames.unsqueeze(1))
        front = torch.cat([block(x).amax(3) for block in self.front], 1).transpose(1, 2)
        layers = [front, self._over_time(0, front)]
        for index in (1, 2):
            layers.append(layers[-1] + self._over_time(index, layers[-1]))
        return torch.cat(layers, 2)

    def _over_time(self, index: int, x: Tensor) -> Tensor:
        result: Tensor = self.middle[index](x.unsqueeze(1)).squeeze(3).transpose(1, 2)
        return result


def load(entry: Packaged, device: str) -> AudioEncoder:
    """The encoder with the packaged weights."""
    net = fill(Net(), conversion.weights(entry).state)
    return AudioEncoder(entry.info(), AudioModel(RATE, LogMel(), net, "mean", RATE / 2), device)
