"""Several pictures of one item laid on each other: shift, scale, turn, and whether to believe it.

Phase correlation (Kuglin and Hines 1975) over a ladder of scales, and over the turns that the
spectra suggest, finds the place; Gauss-Newton on the enhanced correlation coefficient (Evangelidis
and Psarakis 2008) refines it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image
from scipy import ndimage

from core.media import logpolar
from core.media.affine import Affine
from core.text import Text

_SIDE = 160
_SCALES = 2.0 ** np.linspace(-1, 1, 33)
_ROUNDS = 40
#: Fewer common pixels tell nothing.
_FEWEST = 64
#: Correlation of the details in the overlap; pictures of different things stay far below.
TRUSTED = 0.85
_OVERLAP = 0.25
_FINE, _BROAD = 0.8, 5.0
#: Pictures of which a part is covered agree around it: in windows of so many pixels the details
#: correlate above _AGREES, over most of what has details. Of 24 pairs each, pictures a fifth
#: covered came to 0.46 and more before they were laid by these windows alone, pictures of
#: different things to 0.31 at most, one frame around two things (39 % of it) to 0.54.
_WINDOW, _AGREES, _MOST = 5.0, 0.7, 0.62
#: Below this nothing is worth laying by windows.
_SOME = 0.4
#: A smaller turn is not worth a word.
_NO_TURN_DEG = 0.5


@dataclass(frozen=True, eq=False)
class Registration:
    """How one picture lies on another.

    Attributes:
        to_reference: pixels of the other picture -> pixels of the reference; identity if it is
            not trusted.
        correlation: correlation coefficient of the details in the overlap, -1 to 1.
        overlap: share of the smaller picture that lies on the other one.
        trusted: whether most of what both show is the same, so that the fit can be believed. One
            frame around two things may be, too.
        reason: one plain sentence.

    """

    to_reference: Affine
    correlation: float
    overlap: float
    trusted: bool
    reason: Text


def register(reference: np.ndarray, other: np.ndarray) -> Registration:
    """Register two RGB pictures, uint8 [h, w, 3], of possibly different sizes.

    Finds shifts, scales between 1/2 and 2, and turns by any angle; no mirror image.
    """
    a, a_scale = _grey(reference)
    b, b_scale = _grey(other)
    if a.std() < 1 or b.std() < 1:
        return _refused(
            0.0, 0.0, Text("One of the pictures is blank, so there is nothing to lay on the other.")
        )
    tries = [(float(scale), 0.0) for scale in _SCALES] + logpolar.candidates(a, b)
    best = max((_try(a, b, *one) for one in tries), key=lambda found: found[0])
    fit = _refine(a, b, best[1])
    # Two photographs of one studio share its light and floor; details tell what is in them.
    correlation, overlap = _alike(a, b, fit)
    rest = Text()
    if correlation < TRUSTED and overlap >= _OVERLAP and _agreeing(a, b, fit)[1] >= _SOME:
        around = _refine(a, b, fit, _agreeing(a, b, fit)[0])
        same, share = _agreeing(a, b, around)
        if share >= _MOST and (told := _alike(a, b, around, same))[0] >= TRUSTED:
            fit, (correlation, overlap) = around, told
            rest = Text(", where {share:.0%} agree; the rest shows something else", share=share)
    if correlation < TRUSTED or overlap < _OVERLAP:
        return _refused(
            correlation,
            overlap,
            Text(
                "The best fit correlates with {correlation:.2f} over {overlap:.0%} of the "
                "picture; {trusted} over {overlap2:.0%} is needed, so it was left where it "
                "is.",
                correlation=correlation,
                overlap=overlap,
                trusted=TRUSTED,
                overlap2=_OVERLAP,
            ),
        )
    # a(x) = b(fit(x)) on the small pictures; undo both reductions.
    matrix = fit.affine.matrix / b_scale
    from_reference = Affine(np.column_stack([matrix[:, :2] * a_scale, matrix[:, 2]]))
    percent = 100 * b_scale / (fit.scale * a_scale)
    turn = -np.degrees(fit.turn)
    turned = Text(", turned by {turn:+.1f}°", turn=turn) if abs(turn) >= _NO_TURN_DEG else Text()
    return Registration(
        from_reference.inverse(),
        correlation,
        overlap,
        True,
        Text(
            "It fits at {percent:.0f} % of its size{turned}; the details correlate with "
            "{correlation:.2f}{rest}.",
            percent=percent,
            turned=turned,
            correlation=correlation,
            rest=rest,
        ),
    )


@dataclass(frozen=True)
class _Fit:
    """x' = p x - q y + dx, y' = q x + p y + dy: pixels of the small reference -> of the other."""

    p: float
    q: float
    dx: float
    dy: float

    @property
    def scale(self) -> float:
        return float(np.hypot(self.p, self.q))

    @property
    def turn(self) -> float:
        return float(np.arctan2(self.q, self.p))

    @property
    def affine(self) -> Affine:
        return Affine(np.array([[self.p, -self.q, self.dx], [self.q, self.p, self.dy]]))


def _refused(correlation: float, overlap: float, why: Text) -> Registration:
    return Registration(Affine.identity(), correlation, overlap, False, why)


def _grey(pixels: np.ndarray) -> tuple[np.ndarray, float]:
    """float64 grey picture with a longer side of _SIDE, and its pixels per original pixel."""
    image = Image.fromarray(pixels).convert("L")
    factor = _SIDE / max(image.size)
    size = (max(8, round(image.width * factor)), max(8, round(image.height * factor)))
    small = image.resize(size, Image.Resampling.BOX if factor < 1 else Image.Resampling.BICUBIC)
    return np.asarray(small, np.float64), factor


def _try(a: np.ndarray, b: np.ndarray, scale: float, turn: float) -> tuple[float, _Fit]:
    """Agreement of the best shift at one scale and turn, and that fit."""
    shape = (max(4, round(b.shape[0] / scale)), max(4, round(b.shape[1] / scale)))
    resized = np.asarray(Image.fromarray(b).resize(shape[::-1], Image.Resampling.BILINEAR))
    edges = _edges(resized)
    linear = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    middle = np.array(shape[::-1]) / 2
    around = middle
    if turn:
        # Turned back about its middle, on a canvas that holds all of it.
        canvas = np.ceil(np.abs(linear) @ shape[::-1]).astype(int)
        around = canvas / 2
        rows = linear[::-1, ::-1]
        offset = rows @ (0.5 - around[::-1]) + middle[::-1] - 0.5
        edges = ndimage.affine_transform(edges, rows, offset, tuple(canvas[::-1]), order=1)
    side = (a.shape[0] + edges.shape[0], a.shape[1] + edges.shape[1])
    cross = np.fft.rfft2(edges, side) * np.conj(np.fft.rfft2(_edges(a), side))
    strength = np.fft.irfft2(cross / (np.abs(cross) ** 0.7 + 1e-9), side)
    y, x = np.unravel_index(int(np.argmax(strength)), side)
    shift = np.array(
        [
            float(x if x < edges.shape[1] else x - side[1]),
            float(y if y < edges.shape[0] else y - side[0]),
        ]
    )
    dx, dy = scale * (linear @ (shift - around) + middle)
    fit = _Fit(scale * linear[0, 0], scale * linear[1, 0], float(dx), float(dy))
    correlation, overlap = _agreement(a, b, fit)
    return correlation * min(1.0, overlap / _OVERLAP), fit


def _alike(
    a: np.ndarray, b: np.ndarray, fit: _Fit, where: np.ndarray | None = None
) -> tuple[float, float]:
    """Correlation of the details in the overlap, or in a part of it, and the overlap."""
    one, two, inside = _both(a, b, fit)
    _, overlap = _agreement(a, b, fit)
    counted = inside if where is None else inside & where
    if counted.sum() < _FEWEST:
        return 0.0, 0.0
    return _correlation(one[counted], two[counted]), overlap


def _agreeing(a: np.ndarray, b: np.ndarray, fit: _Fit) -> tuple[np.ndarray, float]:
    """Where the details agree, bool as `a`, and their share of what has details."""
    one, two, inside = _both(a, b, fit)
    if inside.sum() < _FEWEST:
        return inside, 0.0
    # Both in their own measure: light and contrast may differ.
    one, two = (inside * (x - x[inside].mean()) / (x[inside].std() + 1e-9) for x in (one, two))
    here, there, both = (
        ndimage.gaussian_filter(x, _WINDOW) for x in (one * one, two * two, one * two)
    )
    much = np.maximum(here, there)
    detailed = inside & (much > 0.1 * np.median(much[inside]))
    agree = detailed & (both > _AGREES * np.sqrt(here * there))
    return agree, float(agree.sum() / max(1, detailed.sum()))


def _both(a: np.ndarray, b: np.ndarray, fit: _Fit) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Details of both in the overlap, as `a`, and where that is.

    Details are what is left without large surfaces and without noise; both pictures are cut to
    the overlap first, for what lies beyond it would reach in.
    """
    soft = ndimage.gaussian_filter(b, _FINE * fit.scale / 2) if fit.scale > 1 else b
    values, inside, _, _ = _sample(soft, a.shape, fit)
    coarser = max(1.0, 1 / fit.scale)
    return _details(a, inside, coarser), _details(values, inside, coarser), inside


def _details(picture: np.ndarray, inside: np.ndarray, scale: float) -> np.ndarray:
    weight = inside.astype(np.float64)

    def blurred(sigma: float) -> np.ndarray:
        told: np.ndarray = ndimage.gaussian_filter(picture * weight, sigma) / np.maximum(
            ndimage.gaussian_filter(weight, sigma), 1e-6
        )
        return told

    return blurred(_FINE * scale) - blurred(_BROAD * scale)


def _correlation(one: np.ndarray, two: np.ndarray) -> float:
    one, two = one - one.mean(), two - two.mean()
    size = float(np.sqrt((one @ one) * (two @ two)))
    return float(one @ two) / size if size > 1e-9 else 0.0


def _edges(picture: np.ndarray) -> np.ndarray:
    """Strength of edges, tapered at the frame, which is no edge of the thing shown."""
    smooth = ndimage.gaussian_filter(picture, 1.0)
    size = np.hypot(ndimage.sobel(smooth, 0), ndimage.sobel(smooth, 1))
    taper = np.outer(np.hanning(size.shape[0] + 2)[1:-1], np.hanning(size.shape[1] + 2)[1:-1])
    edges: np.ndarray = (size - size.mean()) * taper**0.25
    return edges


def _sample(
    b: np.ndarray, shape: tuple[int, ...], fit: _Fit
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """B where `fit` puts every pixel x, y of `shape`; also where b exists, and x and y."""
    y, x = np.mgrid[: shape[0], : shape[1]] + 0.5
    at_y = fit.q * x + fit.p * y + fit.dy - 0.5
    at_x = fit.p * x - fit.q * y + fit.dx - 0.5
    values = ndimage.map_coordinates(b, [at_y, at_x], order=1, mode="nearest")
    inside = (at_y >= 0) & (at_y <= b.shape[0] - 1) & (at_x >= 0) & (at_x <= b.shape[1] - 1)
    return values, inside, x, y


def _agreement(
    a: np.ndarray, b: np.ndarray, fit: _Fit, where: np.ndarray | None = None
) -> tuple[float, float]:
    """Correlation coefficient of the overlap, or of a part of it, and the overlap as a share of
    the smaller picture.
    """
    values, inside, _, _ = _sample(b, a.shape, fit)
    smaller = min(a.size, b.size / fit.scale**2)
    counted = inside if where is None else inside & where
    if counted.sum() < _FEWEST:
        return 0.0, 0.0
    return _correlation(a[counted], values[counted]), float(inside.sum() / smaller)


def _refine(a: np.ndarray, b: np.ndarray, fit: _Fit, where: np.ndarray | None = None) -> _Fit:
    """Gauss-Newton on scale, turn and shift, coarse blur first; `where` it shall fit."""
    for sigma in (2.0, 1.0, 0.0):
        one = ndimage.gaussian_filter(a, sigma) if sigma else a
        two = ndimage.gaussian_filter(b, sigma * fit.scale) if sigma else b
        slope_y, slope_x = np.gradient(two)
        best = _agreement(one, two, fit, where)[0]
        for _ in range(_ROUNDS):
            values, inside, x, y = _sample(two, a.shape, fit)
            inside = inside if where is None else inside & where
            if inside.sum() < _FEWEST:
                break
            gx = _sample(slope_x, a.shape, fit)[0][inside]
            gy = _sample(slope_y, a.shape, fit)[0][inside]
            x, y, values, wanted = x[inside], y[inside], values[inside], one[inside]
            # Brightness and contrast may differ: they are two more unknowns.
            columns = [gx * x + gy * y, gy * x - gx * y, gx, gy, values, np.ones_like(values)]
            change = np.linalg.lstsq(np.stack(columns, axis=1), wanted, rcond=None)[0]
            gain = change[4] if abs(change[4]) > 0.1 else 1.0
            p, q, dx, dy = change[:4] / gain
            trial = _Fit(fit.p + p, fit.q + q, fit.dx + dx, fit.dy + dy)
            if not 0.3 < trial.scale < 3.5:
                break
            score = _agreement(one, two, trial, where)[0]
            if score <= best + 1e-7:
                break
            best, fit = score, trial
    return fit
