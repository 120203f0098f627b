"""WaveNet (van den Oord et al. 2016) as an audio encoder, trained on the catalog's own sounds.

No public checkpoint comes with the libraries used here, so the net learns from nothing but the
catalog: to tell the next sample from those before it. What its skip connections carry is the
feature. Smaller than the paper's, to train on a processor in minutes.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional
from torchaudio.functional import mu_law_encoding

from core.encoders.sound import AudioModel

RATE = 8000
LEVELS = 256
DILATIONS = (1, 2, 4, 8, 16, 32, 64, 128, 256) * 2
CHANNELS, SKIP = 32, 64
#: Samples one prediction sees: its own place and one more per step of each dilation.
RECEPTIVE = 1 + sum(DILATIONS)
#: Features come this often; a token is the mean over several.
STEP = 80
#: Samples of a crop: a step of two of them has 4,096 guesses, half of which see all they can.
_CROP = 2048


class Layer(nn.Module):
    """Gated dilated convolution that sees the present and one sample of the past."""

    def __init__(self, dilation: int) -> None:
        super().__init__()
        self.dilation = dilation
        self.gated = nn.Conv1d(CHANNELS, 2 * CHANNELS, 2, dilation=dilation)
        self.onward = nn.Conv1d(CHANNELS, CHANNELS, 1)
        self.skip = nn.Conv1d(CHANNELS, SKIP, 1)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """[B, C, n] -> what goes on [B, C, n] and what is told [B, skip, n]."""
        past = functional.pad(x, (self.dilation, 0))
        value, gate = self.gated(past).chunk(2, 1)
        active = value.tanh() * gate.sigmoid()
        return x + self.onward(active), self.skip(active)


class WaveNet(nn.Module):
    """Codes of samples [B, n] -> features [B, skip, n]; feature t has seen codes up to t."""

    def __init__(self) -> None:
        super().__init__()
        self.embed = nn.Embedding(LEVELS, CHANNELS)
        self.layers = nn.ModuleList(Layer(dilation) for dilation in DILATIONS)
        self.head = nn.Sequential(
            nn.ReLU(), nn.Conv1d(SKIP, SKIP, 1), nn.ReLU(), nn.Conv1d(SKIP, LEVELS, 1)
        )

    def forward(self, codes: Tensor) -> Tensor:
        """See the class."""
        x = self.embed(codes).transpose(1, 2)
        skips: Tensor = torch.zeros((), device=x.device)
        for layer in self.layers:
            x, skip = layer(x)
            skips = skips + skip
        return skips

    def loss(self, codes: Tensor) -> Tensor:
        """Mean surprise in nats at each next sample of [B, n]."""
        guesses = self.head(self(codes[:, :-1]))
        return functional.cross_entropy(guesses, codes[:, 1:])


class _Features(nn.Module):
    """Codes [B, n, 1] -> means of the features over 10 ms each, [B, n / 80, skip]."""

    def __init__(self, net: WaveNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, frames: Tensor) -> Tensor:
        skips = self.net(frames.squeeze(2))
        return functional.avg_pool1d(skips, STEP, ceil_mode=True).transpose(1, 2)


def codes(samples: Tensor) -> Tensor:
    """Samples in -1..1 -> int64 codes 0..255 on the mu-law scale."""
    coded: Tensor = mu_law_encoding(samples.clamp(-1, 1), LEVELS)
    return coded


class WaveNetTask:
    """What to train, and on what: crops of sounds, next-sample prediction."""

    rate = RATE
    steps = 400
    batch = 2
    learning_rate = 2e-3

    def __init__(self) -> None:
        self.net = WaveNet()

    def prepare(self, samples: Tensor) -> Tensor:
        """One sound [n], ready to be cropped."""
        return codes(samples)

    def loss(self, sounds: list[Tensor], generator: torch.Generator) -> Tensor:
        """Of a batch of prepared sounds."""
        return self.net.loss(torch.stack([crop(one, _CROP, generator) for one in sounds]))

    def model(self) -> AudioModel:
        """The trained net as an encoder."""
        return AudioModel(
            RATE, lambda samples: codes(samples).unsqueeze(1), _Features(self.net), "mean", RATE / 2
        )


def crop(series: Tensor, length: int, generator: torch.Generator) -> Tensor:
    """`length` steps of [n, ...] from a random place, repeated if it is shorter."""
    if len(series) < length:
        series = series.repeat(-(-length // len(series)), *[1] * (series.dim() - 1))
    last = len(series) - length
    start = int(torch.randint(last + 1, (1,), generator=generator))
    return series[start : start + length]
