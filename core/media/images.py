"""Pictures as strangers saved them -> RGB pixels, upright, on white, in sRGB.

EXIF orientation is applied first: "original pixels" everywhere means the upright picture.
"""

from __future__ import annotations

import io
import re
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import numpy as np
from PIL import Image, ImageCms, ImageFile, UnidentifiedImageError

from core.errors import UserError
from core.media.affine import Affine
from core.text import Text

Fit = Literal["letterbox", "crop"]

#: A picture of this many pixels takes 240 MB as RGB; a larger one is refused before decoding.
MAX_PIXELS = 80_000_000

#: EPS is left out because it would start Ghostscript.
_FORMATS = (
    "PNG", "JPEG", "WEBP", "GIF", "BMP", "DIB", "TIFF", "AVIF", "ICO", "PPM", "TGA", "JPEG2000",
    "PCX", "QOI", "HEIF",
)  # fmt: skip
PADDING = 255
#: Levels by which a picture must differ from its white ground to be seen, and the other ground.
_SEEN, _DARK = 12, 64
_HEIC = re.compile(rb"....ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1)", re.DOTALL)

_EXIF_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

#: Kind of colours of a profile -> the mode of pictures it is for.
_PROFILED = {"CMYK": "CMYK", "GRAY": "L", "Lab": "LAB"}
#: The highest value of so many bits.
_TOPS = (1, *(2**bits - 1 for bits in (8, 10, 12, 14, 16)))

#: What undoes each turn.
UNTURNS = _TURNS | {6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}


@dataclass(frozen=True, eq=False)
class AlignedImage:
    """A picture on the square grid of an encoder.

    Attributes:
        pixels: uint8 [size, size, 3] RGB.
        to_original: aligned pixels -> pixels of the upright original.
        original_size: (width, height) of the upright original.
        trimmed: x0, y0, x1, y1 in upright pixels of what was laid on the grid; None for all.

    """

    pixels: np.ndarray
    to_original: Affine
    original_size: tuple[int, int]
    trimmed: tuple[int, int, int, int] | None = None

    @property
    def content(self) -> tuple[float, float, float, float]:
        """Box in aligned pixels that shows picture, the rest is padding."""
        width, height = self.original_size
        size = self.pixels.shape[0]
        whole = self.trimmed or (0, 0, width, height)
        box = self.to_original.inverse().apply_boxes([whole])[0]
        x0, y0, x1, y1 = (float(value) for value in np.clip(box, 0, size))
        return x0, y0, x1, y1


@lru_cache(maxsize=1)
def formats() -> tuple[str, ...]:
    """Names of the picture formats that this Pillow decodes and we allow."""
    Image.init()
    with suppress(ImportError):
        import pillow_heif

        pillow_heif.register_heif_opener()
    return tuple(name for name in _FORMATS if name in Image.OPEN)


def load(path: Path, size: int = 224, fit: Fit = "letterbox") -> AlignedImage:
    """Decode a picture and lay it on a `size` x `size` grid.

    `letterbox` keeps the whole picture and pads with white; `crop` fills the grid with the
    largest centred square.

    Raises:
        UserError: missing, no picture, broken, or too large.

    """
    image, shrunk = _open(path, 2 * size)
    return fit_to_grid(image, size, fit, shrunk)


def fit_to_grid(image: Image.Image, size: int, fit: Fit, shrunk: int = 1) -> AlignedImage:
    """Lay an RGB picture, `shrunk` times smaller than its original, on the grid."""
    width, height = image.size
    original = (width * shrunk, height * shrunk)
    if fit == "crop":
        side = min(width, height)
        left, top = (width - side) / 2, (height - side) / 2
        box = (left, top, left + side, top + side)
        pixels = image.resize((size, size), Image.Resampling.BICUBIC, box=box)
        scale = shrunk * side / size
        to_original = Affine.scale_shift(scale, scale, shrunk * left, shrunk * top)
        return AlignedImage(np.array(pixels), to_original, original)
    factor = size / max(width, height)
    w, h = max(1, round(width * factor)), max(1, round(height * factor))
    x, y = (size - w) // 2, (size - h) // 2
    grid = np.full((size, size, 3), PADDING, np.uint8)
    grid[y : y + h, x : x + w] = np.asarray(image.resize((w, h), Image.Resampling.BICUBIC))
    # w and h are whole pixels, so the two scales may differ a little; the map keeps both.
    sx, sy = original[0] / w, original[1] / h
    return AlignedImage(grid, Affine.scale_shift(sx, sy, -x * sx, -y * sy), original)


def open_original(path: Path) -> np.ndarray:
    """The upright picture at its own size, uint8 [height, width, 3].

    Raises:
        UserError: missing, no picture, broken, or too large.

    """
    return np.array(_open(path)[0])


def orientation(path: Path) -> int:
    """The EXIF orientation tag, 1 (upright) to 8; 1 where there is none or it is no picture."""
    try:
        with Image.open(path, formats=formats()) as image:
            tag = image.getexif().get(_EXIF_ORIENTATION, 1)
    except Exception:  # whoever opens the picture for real will say what is wrong
        return 1
    return tag if tag in _TURNS else 1


def turned(orientation: int, upright_size: tuple[int, int]) -> Affine:
    """Pixels of the upright picture -> pixels as the file stores them.

    Args:
        orientation: the EXIF tag, 1 to 8.
        upright_size: (width, height) of the upright picture.

    """
    w, h = upright_size
    rows = {
        1: ((1, 0, 0), (0, 1, 0)),
        2: ((-1, 0, w), (0, 1, 0)),
        3: ((-1, 0, w), (0, -1, h)),
        4: ((1, 0, 0), (0, -1, h)),
        5: ((0, 1, 0), (1, 0, 0)),
        6: ((0, 1, 0), (-1, 0, w)),
        7: ((0, -1, h), (-1, 0, w)),
        8: ((0, -1, h), (1, 0, 0)),
    }
    return Affine(np.array(rows[orientation], np.float64))


def open_upright(path: Path) -> Image.Image:
    """The same as an RGB Pillow image."""
    return _open(path)[0]


def _open(path: Path, at_least: int | None = None) -> tuple[Image.Image, int]:
    """Upright RGB picture and how many times smaller than its original it was decoded.

    `at_least` lets a JPEG be decoded at 1/2, 1/4 or 1/8 while its short side stays that long.
    """
    try:
        with Image.open(path, formats=formats()) as image:
            width, height = image.size
            if width * height > MAX_PIXELS:
                raise _too_large(path)
            sixteen = _has_sixteen_bits(image)
            orientation = image.getexif().get(_EXIF_ORIENTATION, 1)
            profile = image.info.get("icc_profile")
            shrunk = 1
            if at_least and image.format == "JPEG":
                shrunk = _shrink(width, height, at_least)
                image.draft(None, (width // shrunk, height // shrunk))
                shrunk = width // image.size[0]
            rgb = _rgb(_all_bits(image, path) if sixteen else image, profile)
            turn = _TURNS.get(orientation)
            return (rgb if turn is None else rgb.transpose(turn)), shrunk
    except UserError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(path) from error
    except FileNotFoundError as error:
        raise UserError(
            Text("The picture {file} does not exist.", file=path.name),
            "Put it back or correct its path in the catalog.",
            file=str(path),
        ) from error
    except Exception as error:  # decoders raise anything on broken bytes
        raise _unreadable(path, error) from error


def _shrink(width: int, height: int, at_least: int) -> int:
    for factor in (8, 4, 2):
        # Only whole multiples, so that the map to original pixels stays exact.
        if width % factor == height % factor == 0 and min(width, height) // factor >= at_least:
            return factor
    return 1


def _rgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as a screen shows them, transparent ones on white.

    A profile that cannot be used is ignored, and so is one of another kind of colours.
    """
    source = _profile(profile)
    kind = "" if source is None else source.profile.xcolor_space.strip()
    if source is not None and kind != "RGB" and image.mode == _PROFILED.get(kind):
        return _converted(image, source) or image.convert("RGB")
    rgb = _to_rgb(image)
    if source is None or kind != "RGB" or "srgb" in ImageCms.getProfileName(source).lower():
        return rgb
    return _converted(rgb, source) or rgb


def _profile(profile: bytes | None) -> ImageCms.ImageCmsProfile | None:
    with suppress(ImageCms.PyCMSError, OSError, ValueError):
        return ImageCms.ImageCmsProfile(io.BytesIO(profile)) if profile else None
    return None


def _converted(image: Image.Image, source: ImageCms.ImageCmsProfile) -> Image.Image | None:
    with suppress(ImageCms.PyCMSError, OSError, ValueError):
        return ImageCms.profileToProfile(
            image, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    return None


def _to_rgb(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        return Image.fromarray(_stretch(np.asarray(image, np.float64))).convert("RGB")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layers = image.convert("RGBA")
        shown = _laid_on(layers, PADDING)
        # What is white on nothing, as logos are, would not be seen on white.
        unseen = np.asarray(shown).min() > PADDING - _SEEN and np.asarray(layers)[..., 3].any()
        return _laid_on(layers, _DARK) if unseen else shown
    return image.convert("RGB") if image.mode != "RGB" else image.copy()


def _has_sixteen_bits(image: Image.Image) -> bool:
    """Whether colours have 16 bits in the file; told only until it is loaded."""
    tiles = image.tile if isinstance(image, ImageFile.ImageFile) else []
    said = next((tile.args for tile in tiles), "")
    raw = said if isinstance(said, str) else next(iter(said or ()), "")
    return image.mode == "RGB" and str(raw).startswith("RGB;16")


def _all_bits(image: Image.Image, path: Path) -> Image.Image:
    """The picture as it is, or if only the lower of its 16 bits are used, with these.

    Pillow keeps the upper eight, of which four are empty where 12 bits lie in 16.
    """
    if np.asarray(image).max() > _TOPS[-2] >> 8:
        return image
    import av  # several times as large as Pillow

    with (
        suppress(av.FFmpegError, StopIteration),
        av.open(io.BytesIO(path.read_bytes())) as container,
    ):
        colours = next(container.decode(video=0)).to_ndarray(format="rgb48le")
        return Image.fromarray(_stretch(colours))
    return image


def _laid_on(layers: Image.Image, grey: int) -> Image.Image:
    ground = Image.new("RGBA", layers.size, (grey, grey, grey, 255))
    return Image.alpha_composite(ground, layers).convert("RGB")


def _stretch(values: np.ndarray) -> np.ndarray:
    """Bring numbers of an unknown range to 0..255: 0..1, so many bits, else by their extremes.

    Cameras and scanners keep 10, 12 or 14 bits in 16; the fewest that hold the values are meant.
    """
    finite = np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0)
    low, high = float(finite.min()), float(finite.max())
    if low >= 0:
        low, high = 0.0, next((top for top in _TOPS if high <= top), high)
    return np.clip((finite - low) * (255 / (high - low)), 0, 255).round().astype(np.uint8)


def _too_large(path: Path) -> UserError:
    return UserError(
        Text(
            "The picture {file} has more than {millions} million pixels.",
            file=path.name,
            millions=MAX_PIXELS // 10**6,
        ),
        "Save it smaller.",
        file=str(path),
    )


def _unreadable(path: Path, error: Exception) -> UserError:
    if path.is_dir():
        return UserError(
            Text("{file} is a folder, not a picture.", file=path.name),
            "Name a file.",
            file=str(path),
        )
    try:
        with path.open("rb") as file:
            head = file.read(1024)
    except OSError as cause:
        return UserError(
            Text(
                "The picture {file} cannot be read ({error}).", file=path.name, error=cause.strerror
            ),
            "Check that you may read it.",
            file=str(path),
        )
    if not head:
        return UserError(
            Text("The picture {file} is empty.", file=path.name), "Save it again.", file=str(path)
        )
    if b"<svg" in head.lower() or path.suffix.lower() in (".svg", ".svgz"):
        return UserError("SVG pictures are not read.", "Export it to PNG.", file=str(path))
    if _HEIC.match(head):
        return UserError(
            Text("{file} is a HEIC picture, which needs a package of its own.", file=path.name),
            'Run pip install "triptych[heic]", or save it as JPEG.',
            file=str(path),
        )
    if isinstance(error, UnidentifiedImageError):
        return UserError(
            Text("{file} is not a picture in a format that is read.", file=path.name),
            "Save it as PNG, JPEG or WebP.",
            file=str(path),
        )
    return UserError(
        Text("The picture {file} is broken or cut short ({error}).", file=path.name, error=error),
        "Copy or save it again.",
        file=str(path),
    )
