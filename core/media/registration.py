"""Several pictures of one item laid on each other: shift and scale, and whether to believe it.

Phase correlation (Kuglin and Hines 1975) over a ladder of scales finds the place; Gauss-Newton on
the enhanced correlation coefficient (Evangelidis and Psarakis 2008) refines it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image
from scipy import ndimage

from core.media.affine import Affine

_SIDE = 160
_SCALES = 2.0 ** np.linspace(-1, 1, 33)
_ROUNDS = 40
#: Correlation of the details in the overlap; pictures of different things stay far below.
TRUSTED = 0.85
_OVERLAP = 0.25
_FINE, _BROAD = 0.8, 5.0


@dataclass(frozen=True, eq=False)
class Registration:
    """How one picture lies on another.

    Attributes:
        to_reference: pixels of the other picture -> pixels of the reference; identity if it is
            not trusted.
        correlation: correlation coefficient of the details in the overlap, -1 to 1.
        overlap: share of the smaller picture that lies on the other one.
        trusted: whether the pictures show the same thing.
        reason: one plain sentence.

    """

    to_reference: Affine
    correlation: float
    overlap: float
    trusted: bool
    reason: str


def register(reference: np.ndarray, other: np.ndarray) -> Registration:
    """Register two RGB pictures, uint8 [h, w, 3], of possibly different sizes.

    Finds shifts, and scales between 1/2 and 2; no rotation.
    """
    a, a_scale = _grey(reference)
    b, b_scale = _grey(other)
    if a.std() < 1 or b.std() < 1:
        return _refused(
            0.0, 0.0, "One of the pictures is blank, so there is nothing to lay on the other."
        )
    best = max((_try(a, b, scale) for scale in _SCALES), key=lambda found: found[0])
    scale, dx, dy = _refine(a, b, *best[1:])
    # Two photographs of one studio share its light and floor; details tell what is in them.
    correlation, overlap = _agreement(_details(a, 1.0), _details(b, scale), scale, dx, dy)
    if correlation < TRUSTED or overlap < _OVERLAP:
        return _refused(
            correlation,
            overlap,
            f"The best fit correlates with {correlation:.2f} over {overlap:.0%} of the picture; "
            f"{TRUSTED} over {_OVERLAP:.0%} is needed, so it was left where it is.",
        )
    # a(x) = b(scale x + d) on the small pictures; undo both reductions.
    from_reference = Affine.scale_shift(
        scale * a_scale / b_scale, scale * a_scale / b_scale, dx / b_scale, dy / b_scale
    )
    percent = 100 * b_scale / (scale * a_scale)
    return Registration(
        from_reference.inverse(),
        correlation,
        overlap,
        True,
        f"It fits at {percent:.0f} % of its size; the details correlate with {correlation:.2f}.",
    )


def _refused(correlation: float, overlap: float, why: str) -> Registration:
    return Registration(Affine.identity(), correlation, overlap, False, why)


def _grey(pixels: np.ndarray) -> tuple[np.ndarray, float]:
    """float64 grey picture with a longer side of _SIDE, and its pixels per original pixel."""
    image = Image.fromarray(pixels).convert("L")
    factor = _SIDE / max(image.size)
    size = (max(8, round(image.width * factor)), max(8, round(image.height * factor)))
    small = image.resize(size, Image.Resampling.BOX if factor < 1 else Image.Resampling.BICUBIC)
    return np.asarray(small, np.float64), factor


def _try(a: np.ndarray, b: np.ndarray, scale: float) -> tuple[float, float, float, float]:
    """(agreement, scale, dx, dy) of the best shift at one scale."""
    shape = (max(4, round(b.shape[0] / scale)), max(4, round(b.shape[1] / scale)))
    resized = np.asarray(Image.fromarray(b).resize(shape[::-1], Image.Resampling.BILINEAR))
    side = (a.shape[0] + shape[0], a.shape[1] + shape[1])
    cross = np.fft.rfft2(_edges(resized), side) * np.conj(np.fft.rfft2(_edges(a), side))
    strength = np.fft.irfft2(cross / (np.abs(cross) ** 0.7 + 1e-9), side)
    y, x = np.unravel_index(int(np.argmax(strength)), side)
    dy = float(y if y < shape[0] else y - side[0])
    dx = float(x if x < shape[1] else x - side[1])
    correlation, overlap = _agreement(a, b, scale, dx * scale, dy * scale)
    return correlation * min(1.0, overlap / _OVERLAP), scale, dx * scale, dy * scale


def _details(picture: np.ndarray, scale: float) -> np.ndarray:
    """What is left without large surfaces and without noise."""
    near, far = _FINE * scale, _BROAD * scale
    details: np.ndarray = ndimage.gaussian_filter(picture, near) - ndimage.gaussian_filter(
        picture, far
    )
    return details


def _edges(picture: np.ndarray) -> np.ndarray:
    """Strength of edges, tapered at the frame, which is no edge of the thing shown."""
    smooth = ndimage.gaussian_filter(picture, 1.0)
    size = np.hypot(ndimage.sobel(smooth, 0), ndimage.sobel(smooth, 1))
    taper = np.outer(np.hanning(size.shape[0] + 2)[1:-1], np.hanning(size.shape[1] + 2)[1:-1])
    edges: np.ndarray = (size - size.mean()) * taper**0.25
    return edges


def _sample(
    b: np.ndarray, shape: tuple[int, ...], scale: float, dx: float, dy: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """B at scale x + d for every pixel x of `shape`; also where b exists, and x and y."""
    y, x = np.mgrid[: shape[0], : shape[1]] + 0.5
    at_y, at_x = scale * y + dy - 0.5, scale * x + dx - 0.5
    values = ndimage.map_coordinates(b, [at_y, at_x], order=1, mode="nearest")
    inside = (at_y >= 0) & (at_y <= b.shape[0] - 1) & (at_x >= 0) & (at_x <= b.shape[1] - 1)
    return values, inside, x, y


def _agreement(
    a: np.ndarray, b: np.ndarray, scale: float, dx: float, dy: float
) -> tuple[float, float]:
    """Correlation coefficient of the overlap, and the overlap as a share of the smaller picture."""
    values, inside, _, _ = _sample(b, a.shape, scale, dx, dy)
    smaller = min(a.size, b.size / scale**2)
    if inside.sum() < 64:
        return 0.0, 0.0
    one, two = a[inside] - a[inside].mean(), values[inside] - values[inside].mean()
    size = float(np.sqrt((one @ one) * (two @ two)))
    return (float(one @ two) / size if size > 1e-9 else 0.0), float(inside.sum() / smaller)


def _refine(
    a: np.ndarray, b: np.ndarray, scale: float, dx: float, dy: float
) -> tuple[float, float, float]:
    """Gauss-Newton on scale and shift, coarse blur first."""
    for sigma in (2.0, 1.0, 0.0):
        one = ndimage.gaussian_filter(a, sigma) if sigma else a
        two = ndimage.gaussian_filter(b, sigma) if sigma else b
        slope_y, slope_x = np.gradient(two)
        best = _agreement(one, two, scale, dx, dy)[0]
        for _ in range(_ROUNDS):
            values, inside, x, y = _sample(two, a.shape, scale, dx, dy)
            if inside.sum() < 64:
                break
            gx = _sample(slope_x, a.shape, scale, dx, dy)[0][inside]
            gy = _sample(slope_y, a.shape, scale, dx, dy)[0][inside]
            x, y, values, wanted = x[inside], y[inside], values[inside], one[inside]
            # Brightness and contrast may differ: they are two more unknowns.
            design = np.stack([gx * x + gy * y, gx, gy, values, np.ones_like(values)], axis=1)
            change = np.linalg.lstsq(design, wanted, rcond=None)[0]
            gain = change[3] if abs(change[3]) > 0.1 else 1.0
            step = change[:3] / gain
            trial = (scale + step[0], dx + step[1], dy + step[2])
            if not 0.3 < trial[0] < 3.5:
                break
            score = _agreement(one, two, *trial)[0]
            if score <= best + 1e-7:
                break
            best, (scale, dx, dy) = score, trial
    return float(scale), float(dx), float(dy)
