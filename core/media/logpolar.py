"""How far one picture is turned and scaled against another, wherever it lies.

The size of a picture's spectrum does not know where things are; in polar coordinates with a
logarithmic radius a turn and a scale are shifts, which phase correlation finds. Reddy and
Chatterji, "An FFT-based technique for translation, rotation, and scale-invariant image
registration", 1996.
"""

from __future__ import annotations

import numpy as np
from scipy import ndimage

_SIDE = 256
_ANGLES = 360
_RADII = 192
_INNER, _OUTER = 6.0, 110.0
#: Peaks closer than this many cells to a higher one are the same peak.
_APART = 4


def candidates(
    a: np.ndarray, b: np.ndarray, most: int = 5, largest: float = 2.2
) -> list[tuple[float, float]]:
    """Likely (scale, turn) of b against a, best first.

    A detail that has length 1 and direction 0 in `a` has length `scale` and direction `turn` (in
    radians, from x towards y) in `b`. A spectrum looks the same upside down, so every turn is
    listed with its opposite.

    Args:
        a: grey picture, float64 [h, w], no side longer than 256.
        b: the other one.
        most: peaks to return; two candidates each.
        largest: scales beyond 1 / largest .. largest are not looked for.

    """
    one, two = _polar(a), _polar(b)
    # Angles go round, radii do not: twice the radii keeps one end from meeting the other.
    shape = (_ANGLES, 2 * _RADII)
    cross = np.fft.rfft2(two, shape) * np.conj(np.fft.rfft2(one, shape))
    strength = np.fft.irfft2(cross / (np.abs(cross) ** 0.8 + 1e-9), shape)
    step = np.log(_OUTER / _INNER) / (_RADII - 1)
    reach = int(np.ceil(np.log(largest) / step))
    near = np.concatenate([strength[:, -reach:], strength[:, : reach + 1]], axis=1)
    found = []
    for _ in range(most):
        row, column = np.unravel_index(int(np.argmax(near)), near.shape)
        # A picture grows as its spectrum shrinks.
        scale = float(np.exp(-(column - reach) * step))
        turn = float(row) * np.pi / _ANGLES
        found += [(scale, turn), (scale, turn + np.pi)]
        rows = np.arange(row - _APART, row + _APART + 1) % _ANGLES
        near[rows, max(0, column - _APART) : column + _APART + 1] = -np.inf
    return found


def _polar(picture: np.ndarray) -> np.ndarray:
    """Log size of the spectrum over [0, pi) x log radius, float64 [_ANGLES, _RADII]."""
    height, width = picture.shape
    window = np.outer(np.hanning(height + 2)[1:-1], np.hanning(width + 2)[1:-1])
    square = np.zeros((_SIDE, _SIDE))
    square[:height, :width] = (picture - picture.mean()) * window
    size = np.log1p(np.abs(np.fft.fftshift(np.fft.fft2(square))))
    angle = np.arange(_ANGLES)[:, None] * np.pi / _ANGLES
    radius = np.geomspace(_INNER, _OUTER, _RADII)[None, :]
    middle = _SIDE / 2
    places = [middle + radius * np.sin(angle), middle + radius * np.cos(angle)]
    polar = ndimage.map_coordinates(ndimage.gaussian_filter(size, 0.7), places, order=1)
    # Every spectrum falls off with the radius; what is left tells one picture from another.
    flat: np.ndarray = polar - polar.mean(axis=0)
    return flat * np.hanning(_RADII + 2)[None, 1:-1]
