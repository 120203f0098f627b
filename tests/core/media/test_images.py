"""Pictures: every mode and orientation comes out upright on white, mapped back exactly."""

from __future__ import annotations

import io
import struct
import zlib
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.errors import UserError
from core.media import images
from core.media.affine import Affine
from tests.core.media import make

RED, WHITE = (255, 0, 0), (255, 255, 255)


def save(tmp_path: Path, image: Image.Image, name: str = "a.png", **options: object) -> Path:
    path = tmp_path / name
    image.save(path, **options)
    return path


def quarter(mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> Image.Image:
    """Red in the upper left quarter, white elsewhere."""
    image = Image.new("RGB", size, WHITE)
    image.paste(RED, (0, 0, size[0] // 2, size[1] // 2))
    return image.convert(mode)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_applied(tmp_path: Path, orientation: int) -> None:
    upright = quarter()
    path = make.turned(tmp_path / "a.png", upright, orientation)
    np.testing.assert_array_equal(images.open_original(path), np.asarray(upright))


def test_orientation_of_a_shrunk_jpeg_maps_back(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    stored = quarter(size=(800, 1600)).transpose(Image.Transpose.ROTATE_90)
    path = save(tmp_path, stored, "a.jpg", exif=exif, quality=95)
    aligned = images.load(path, 64)
    assert aligned.original_size == (800, 1600)
    red = np.argwhere(aligned.pixels[:, :, 1] < 128)[:, ::-1]
    corners = aligned.to_original.apply([red.min(axis=0), red.max(axis=0) + 1])
    np.testing.assert_allclose(corners, [[0, 0], [400, 800]], atol=25)


def test_transparency_is_flattened_on_white(tmp_path: Path) -> None:
    clear = Image.new("RGBA", (8, 8), (0, 0, 255, 0))
    assert (images.open_original(save(tmp_path, clear)) == 255).all()
    grey = Image.new("LA", (8, 8), (0, 128))
    assert set(images.open_original(save(tmp_path, grey)).ravel()) == {127}
    palette = Image.new("P", (8, 8), 0)
    palette.putpalette([0, 0, 0, 255, 0, 0])
    path = save(tmp_path, palette, transparency=0)
    assert (images.open_original(path) == 255).all()


def test_wide_pixel_types(tmp_path: Path) -> None:
    deep = Image.fromarray(np.full((6, 6), 0x8000, np.uint16))
    assert (images.open_original(save(tmp_path, deep)) == 128).all()
    floats = Image.fromarray(np.full((6, 6), 0.5, np.float32))
    assert (images.open_original(save(tmp_path, floats, "a.tiff")) == 128).all()
    not_numbers = Image.fromarray(np.full((6, 6), np.nan, np.float32))
    assert (images.open_original(save(tmp_path, not_numbers, "b.tiff")) == 0).all()


@pytest.mark.parametrize("mode", ["L", "1", "P", "CMYK", "YCbCr", "RGB"])
def test_modes_keep_the_picture(tmp_path: Path, mode: str) -> None:
    name = "a.png" if mode in ("L", "1", "P", "RGB") else "a.tiff"
    pixels = images.open_original(save(tmp_path, quarter(mode), name)).astype(int)
    assert pixels.shape == (40, 60, 3)
    # Red is darker than white in the green channel, in any of these modes.
    assert pixels[:18, :28, 1].mean() < 140 < 200 < pixels[22:, 32:, 1].mean()


def test_animation_gives_its_first_frame(tmp_path: Path) -> None:
    first, second = Image.new("RGB", (9, 9), RED), Image.new("RGB", (9, 9), (0, 0, 255))
    path = save(tmp_path, first, "a.gif", save_all=True, append_images=[second], duration=100)
    assert tuple(images.open_original(path)[0, 0]) == RED


def test_colour_profile_is_applied(tmp_path: Path) -> None:
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = save(tmp_path, quarter(), icc_profile=profile)
    np.testing.assert_array_equal(images.open_original(path), np.asarray(quarter()))
    broken = save(tmp_path, quarter(), "b.png", icc_profile=b"rubbish" * 30)
    np.testing.assert_array_equal(images.open_original(broken), np.asarray(quarter()))


@given(
    size=st.tuples(st.integers(1, 300), st.integers(1, 300)),
    grid=st.integers(8, 256),
    fit=st.sampled_from(["letterbox", "crop"]),
    point=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_points_go_there_and_back(size, grid, fit, point) -> None:
    aligned = images.fit_to_grid(Image.new("RGB", size), grid, fit)
    original = np.array([[point[0] * size[0], point[1] * size[1]]])
    there = aligned.to_original.inverse().apply(original)
    np.testing.assert_allclose(aligned.to_original.apply(there), original, atol=1e-6)
    x0, y0, x1, y1 = aligned.content
    if fit == "letterbox":
        assert x0 - 1e-6 <= there[0, 0] <= x1 + 1e-6
        assert y0 - 1e-6 <= there[0, 1] <= y1 + 1e-6


@given(
    size=st.tuples(st.integers(40, 300), st.integers(40, 300)),
    fit=st.sampled_from(["letterbox", "crop"]),
    place=st.tuples(st.floats(0.3, 0.7), st.floats(0.3, 0.7)),
)
def test_what_is_drawn_is_where_the_map_says(size, fit, place) -> None:
    """A black square keeps its centre through the real resampling, not only through the algebra."""
    pixels = np.full((size[1], size[0], 3), 255, np.uint8)
    side = max(4, min(size) // 6)
    short = min(size)
    x = int(size[0] / 2 + (place[0] - 0.5) * short - side / 2)
    y = int(size[1] / 2 + (place[1] - 0.5) * short - side / 2)
    pixels[y : y + side, x : x + side] = 0
    aligned = images.fit_to_grid(Image.fromarray(pixels), 224, fit)
    dark = 255.0 - aligned.pixels[:, :, 0]
    rows, columns = np.mgrid[:224, :224] + 0.5
    centre = [[(dark * columns).sum() / dark.sum(), (dark * rows).sum() / dark.sum()]]
    found = aligned.to_original.apply(centre)[0]
    np.testing.assert_allclose(found, [x + side / 2, y + side / 2], atol=0.5)


@given(st.lists(st.floats(-3, 3), min_size=12, max_size=12))
def test_affine_algebra_agrees_with_matrices(numbers) -> None:
    first, second = Affine.from_list(numbers[:6]), Affine.from_list(numbers[6:])
    points = np.array([[0.0, 0.0], [1.0, 2.0], [-3.0, 5.0]])
    np.testing.assert_allclose(
        first.compose(second).apply(points), first.apply(second.apply(points)), atol=1e-9
    )
    assert Affine.from_list(first.to_list()).to_list() == first.to_list()
    if abs(np.linalg.det(first.matrix[:, :2])) > 1e-2:
        np.testing.assert_allclose(first.inverse().apply(first.apply(points)), points, atol=1e-6)


def test_flat_map_has_no_inverse() -> None:
    with pytest.raises(ValueError, match="no inverse"):
        Affine.scale_shift(0, 1, 0, 0).inverse()


def test_box_of_a_turned_box() -> None:
    turn = Affine(np.array([[0.0, -1.0, 10.0], [1.0, 0.0, 0.0]]))
    np.testing.assert_allclose(turn.apply_boxes([[1, 2, 3, 5]]), [[5, 1, 8, 3]])


def png_bytes() -> bytes:
    buffer = io.BytesIO()
    rng = np.random.default_rng(0)
    Image.fromarray(rng.integers(0, 255, (40, 40, 3), dtype=np.uint8)).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02" * 500, "not a picture"),
        (b"<?xml version='1.0'?><svg xmlns='x'></svg>", "SVG"),
        (png_bytes()[:1500], "cut short"),
        (None, "does not exist"),
    ],
)
def test_refusals_name_file_and_remedy(tmp_path: Path, content: bytes | None, word: str) -> None:
    path = tmp_path / "odd.png"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UserError, match=word) as caught:
        images.load(path)
    assert caught.value.file == str(path)
    assert caught.value.remedy


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_huge_picture_is_refused_before_decoding(tmp_path: Path) -> None:
    # One bit a pixel: small on disk, 12000 x 12000 when opened.
    path = save(tmp_path, Image.new("1", (12000, 12000)))
    assert path.stat().st_size < 1_000_000
    with pytest.raises(UserError, match="million pixels"):
        images.load(path)


@given(cut=st.integers(0, 2000), place=st.integers(0, 2000), value=st.integers(0, 255))
def test_damaged_bytes_never_crash(tmp_path_factory, cut, place, value) -> None:
    data = bytearray(png_bytes())
    data[place % len(data)] = value
    path = tmp_path_factory.mktemp("damaged") / "a.png"
    path.write_bytes(bytes(data[: len(data) - cut]))
    with suppress(UserError):
        assert images.load(path, 32).pixels.shape == (32, 32, 3)


def printer(green: tuple[int, int, int]) -> bytes:
    """A profile (ICC, lut8) of a printer whose cyan and yellow ink together make `green` in Lab.

    Green is what no formula would say: CMYK 255, 0, 255, 0 is pure green without a profile.
    """
    paper, other = (255, 128, 128), (0, 128, 128)
    corners = [paper, *[other] * 15]
    corners[0b1010] = green  # cyan and yellow
    ramp = bytes(range(256))
    unit = struct.pack(">9i", *(65536 * int(k % 4 == 0) for k in range(9)))
    lut = b"mft1" + bytes(4) + bytes([4, 3, 2, 0]) + unit + ramp * 4
    lut += b"".join(bytes(c) for c in corners) + ramp * 3
    text = b"desc" + bytes(4) + struct.pack(">I", 2) + b"x\0" + bytes(4 + 4 + 2 + 1 + 67)
    white = b"XYZ " + bytes(4) + struct.pack(">3i", 63190, 65536, 54061)
    tags = {b"desc": text, b"cprt": b"text" + bytes(4) + b"x\0", b"wtpt": white, b"A2B0": lut}
    directory, data = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        content += bytes(-len(content) % 4)
        directory += name + struct.pack(">II", start + len(data), len(content))
        data += content
    header = struct.pack(">I", start + len(data)) + b"lcms" + bytes.fromhex("02400000")
    header += b"prtrCMYKLab " + bytes(12) + b"acsp" + bytes(28)
    header += struct.pack(">3i", 63190, 65536, 54061)
    return header + bytes(128 - len(header)) + directory + data


def test_cmyk_by_its_profile(tmp_path: Path) -> None:
    # Lab 60, -30, 20 is sRGB 93, 159, 108 (D50, by the formulas of CIE and IEC 61966-2-1).
    profile = printer((round(60 * 2.55), 128 - 30, 128 + 20))
    ink = Image.new("CMYK", (32, 32), (255, 0, 255, 0))
    for name in ("a.jpg", "a.tif"):
        ink.save(tmp_path / name, icc_profile=profile)
        for pixels in (images.open_original(tmp_path / name), images.load(tmp_path / name).pixels):
            assert np.abs(pixels.reshape(-1, 3).mean(axis=0) - (93, 159, 108)).max() < 5
    ink.save(tmp_path / "bare.jpg")
    assert images.open_original(tmp_path / "bare.jpg")[0, 0] == pytest.approx((0, 255, 0), abs=6)


@pytest.mark.parametrize("bits", [10, 12, 14, 16])
def test_fewer_bits_kept_in_sixteen(tmp_path: Path, bits: int) -> None:
    ramp = np.linspace(0, 2**bits - 1, 64).round().astype(np.uint16)
    Image.fromarray(np.tile(ramp, (8, 1))).save(tmp_path / "a.png")
    pixels = images.open_original(tmp_path / "a.png")
    assert np.abs(pixels[0, :, 0] - np.linspace(0, 255, 64)).max() <= 1


def _sixteen(colours: np.ndarray) -> bytes:
    """A PNG of colours uint16 [height, width, 3], which Pillow cannot write."""

    def chunk(name: bytes, data: bytes) -> bytes:
        whole = name + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    height, width, _ = colours.shape
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in colours)
    head = struct.pack(">IIBBBBB", width, height, 16, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize("bits", [10, 12, 14, 16])
def test_colours_of_fewer_bits_kept_in_sixteen(tmp_path: Path, bits: int) -> None:
    colours = np.random.default_rng(bits).integers(0, 2**bits, (9, 14, 3)).astype(np.uint16)
    colours[0, 0] = 2**bits - 1
    path = tmp_path / "50%d.png"
    path.write_bytes(_sixteen(colours))
    pixels = images.open_original(path)
    assert np.abs(pixels - colours * (255 / (2**bits - 1))).max() <= 1


def test_heic_is_read_or_its_package_is_named(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "a.heic"
    path.write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 100)
    monkeypatch.setattr(images, "formats", lambda: ("PNG", "JPEG"))
    with pytest.raises(UserError, match="HEIC") as caught:
        images.open_original(path)
    assert "triptych[heic]" in str(caught.value.remedy)
    monkeypatch.undo()
    heif = pytest.importorskip("pillow_heif")
    heif.from_pillow(Image.new("RGB", (64, 48), (50, 180, 78))).save(path, quality=95)
    pixels = images.open_original(path)
    assert pixels.shape == (48, 64, 3)
    assert np.abs(pixels.reshape(-1, 3).mean(axis=0) - (50, 180, 78)).max() < 4


def test_white_on_nothing_is_seen(tmp_path: Path) -> None:
    logo = Image.new("RGBA", (40, 40), (255, 255, 255, 0))
    logo.paste((255, 255, 255, 255), (10, 10, 30, 30))
    pixels = images.open_original(save(tmp_path, logo))
    assert pixels[20, 20].tolist() == [255, 255, 255]
    assert pixels[2, 2].max() < 128
    black = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    black.paste((0, 0, 0, 255), (10, 10, 30, 30))
    assert images.open_original(save(tmp_path, black))[2, 2].tolist() == [255, 255, 255]
