"""Log-mel spectrograms that know which second and which Hz each cell stands for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import scipy.fft

from core.media.audio import Sound

FLOOR = 1e-10


@dataclass(frozen=True, eq=False)
class Spectrogram:
    """Power in dB (10 log10 of power, never below -100) over time and frequency.

    Attributes:
        values: float32 [mels, frames], low frequencies first.
        times: float64 [frames] centre of each frame in seconds on the container's clock.
        hz: float64 [mels] centre frequency of each band.
        bands: float64 [mels, 2] where each band begins and ends in Hz; neighbours overlap.
        hop_s: seconds from frame to frame.

    """

    values: np.ndarray
    times: np.ndarray
    hz: np.ndarray
    bands: np.ndarray
    hop_s: float


def log_mel(
    sound: Sound, mels: int = 64, hop_s: float = 0.01, window_s: float = 0.025
) -> Spectrogram:
    """Mel power spectrogram of a sound (HTK mel scale, Hann window, frames centred).

    Frame k is centred on second start_s + k hop_s; the ends are padded with silence.
    """
    rate = sound.rate
    window = max(2, round(window_s * rate))
    n_fft = 1 << (window - 1).bit_length()
    frames = max(1, int(np.floor(len(sound.samples) / rate / hop_s)) + 1)
    # Each centre is rounded by itself: no drift when hop_s x rate is not a whole number.
    centres = np.round(np.arange(frames) * hop_s * rate).astype(np.int64)
    padded = np.pad(sound.samples, (window // 2, window))
    starts = np.minimum(centres, len(padded) - window)
    view = np.lib.stride_tricks.sliding_window_view(padded, window)[starts]
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(window) / window)
    spectrum = scipy.fft.rfft(view * hann.astype(np.float32), n_fft, axis=1)
    power = spectrum.real**2 + spectrum.imag**2
    bank, edges = mel_bank(mels, n_fft, rate)
    values = 10 * np.log10(np.maximum(power @ bank, FLOOR))
    return Spectrogram(
        values.T.astype(np.float32),
        sound.start_s + centres / rate,
        edges[1:-1],
        np.stack([edges[:-2], edges[2:]], axis=1),
        hop_s,
    )


@lru_cache(maxsize=16)
def mel_bank(mels: int, n_fft: int, rate: int) -> tuple[np.ndarray, np.ndarray]:
    """Triangular filters [n_fft / 2 + 1, mels] and the mels + 2 corner frequencies in Hz.

    The HTK scale: mel = 2595 log10(1 + Hz / 700), from 0 Hz to half the rate; peaks of 1.
    """
    top = 2595 * np.log10(1 + rate / 2 / 700)
    edges = 700 * (10 ** (np.linspace(0, top, mels + 2) / 2595) - 1)
    hz = np.linspace(0, rate / 2, n_fft // 2 + 1)[:, None]
    rising = (hz - edges[:-2]) / np.diff(edges)[:-1]
    falling = (edges[2:] - hz) / np.diff(edges)[1:]
    return np.maximum(0, np.minimum(rising, falling)), edges
