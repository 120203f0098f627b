"""Spatial alignment: the decision, the borders, the way back, registration, text as a picture."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from core.media import registration, spatial, textimage
from core.media.affine import Affine


def busy(width: int, height: int, seed: int = 0) -> np.ndarray:
    """A picture with something everywhere."""
    rng = np.random.default_rng(seed)
    return rng.integers(0, 255, (height, width, 3)).astype(np.uint8)


def framed(inner: np.ndarray, left: int, top: int, right: int, bottom: int, colour: int):
    h, w = inner.shape[:2]
    outer = np.full((h + top + bottom, w + left + right, 3), colour, np.uint8)
    outer[top : top + h, left : left + w] = inner
    return outer


@given(
    st.tuples(*[st.integers(0, 60)] * 4),
    st.sampled_from([0, 255, 130]),
    st.integers(0, 3),
)
def test_uniform_borders_are_found(sides, colour: int, noise: int) -> None:
    left, top, right, bottom = sides
    outer = framed(busy(120, 90), left, top, right, bottom, colour)
    shaken = outer + np.random.default_rng(1).integers(-noise, noise + 1, outer.shape)
    box = spatial.content_box(np.clip(shaken, 0, 255).astype(np.uint8))
    height, width = outer.shape[:2]
    # Thin borders may stay; nothing of the picture may go.
    assert box[0] <= left
    assert box[1] <= top
    assert box[2] >= width - right
    assert box[3] >= height - bottom
    if left >= 0.02 * width + 1:
        assert box[0] == left
    if bottom >= 0.02 * height + 1:
        assert box[3] == height - bottom


@pytest.mark.parametrize("value", [0, 128, 255])
def test_a_blank_picture_is_not_trimmed_to_nothing(value: int) -> None:
    assert spatial.content_box(np.full((50, 70, 3), value, np.uint8)) == (0, 0, 70, 50)


def test_a_gradient_is_no_border() -> None:
    ramp = np.broadcast_to(np.linspace(0, 255, 200)[None, :, None], (100, 200, 3))
    box = spatial.content_box(ramp.astype(np.uint8))
    assert box[2] - box[0] > 180


@pytest.mark.parametrize(
    ("picture", "turned", "whys"),
    [
        (busy(224, 224), False, []),
        (busy(448, 448), False, ["size"]),
        (busy(100, 100), False, ["size"]),
        (busy(224, 160), False, ["aspect"]),
        (busy(224, 224), True, ["orientation"]),
        (framed(busy(224, 224), 40, 40, 40, 40, 255), False, ["borders"]),
        (
            framed(busy(100, 200), 30, 0, 30, 0, 0),
            True,
            ["orientation", "borders", "aspect", "size"],
        ),
    ],
)
def test_the_branch_and_its_reasons(picture, turned: bool, whys: list[str]) -> None:
    decision = spatial.decide(Image.fromarray(picture), 224, turned)
    assert decision.needed == bool(whys)
    assert [reason.why for reason in decision.reasons] == whys
    for reason in decision.reasons:
        assert reason.sentence in decision.line


def test_from_the_file_with_tag_and_borders(tmp_path: Path) -> None:
    """Red spot planted in the upright picture; it is found again through EXIF, trim and grid."""
    inner = np.full((300, 200, 3), 90, np.uint8)
    inner[::7] = 160
    outer = framed(inner, 40, 30, 20, 10, 255)
    outer[200:220, 100:130] = (255, 0, 0)
    exif = Image.Exif()
    exif[0x0112] = 6
    stored = Image.fromarray(outer).transpose(Image.Transpose.ROTATE_90)
    path = tmp_path / "a.png"
    stored.save(path, exif=exif)
    for fit in ("letterbox", "crop"):
        found = spatial.align(path, 224, fit)
        whys = [reason.why for reason in found.decision.reasons]
        assert whys == ["orientation", "borders", "aspect", "size"]
        assert found.image.original_size == (260, 340)
        assert found.decision.content == (40, 30, 240, 330)
        red = (found.image.pixels[:, :, 0] > 180) & (found.image.pixels[:, :, 1] < 70)
        rows, columns = np.nonzero(red)
        box = [[columns.min(), rows.min(), columns.max() + 1, rows.max() + 1]]
        back = found.image.to_original.apply_boxes(box)[0]
        np.testing.assert_allclose(back, [100, 200, 130, 220], atol=1.6)


@given(
    size=st.tuples(st.integers(20, 200), st.integers(20, 200)),
    sides=st.tuples(*[st.integers(0, 40)] * 4),
    grid=st.sampled_from([64, 224]),
    fit=st.sampled_from(["letterbox", "crop"]),
    point=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_any_point_goes_there_and_back(size, sides, grid: int, fit, point) -> None:
    outer = Image.fromarray(framed(busy(*size), *sides, 255))
    decision = spatial.decide(outer, grid)
    laid = spatial.place(outer, decision.content, grid, fit)
    original = np.array([[point[0] * outer.width, point[1] * outer.height]])
    there = laid.to_original.inverse().apply(original)
    np.testing.assert_allclose(laid.to_original.apply(there), original, atol=0.5)
    # The middle of the grid shows the middle of the content.
    middle = laid.to_original.apply([[grid / 2, grid / 2]])[0]
    x0, y0, x1, y1 = decision.content
    half_a_pixel = 0.51 * np.abs(laid.to_original.matrix[:, :2]).max()
    np.testing.assert_allclose(middle, [(x0 + x1) / 2, (y0 + y1) / 2], atol=half_a_pixel)


def scene(seed: int) -> np.ndarray:
    """Soft blobs of random place, size and colour: one recognisable picture per seed."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[:220, :260]
    picture = np.full((220, 260, 3), 225.0)
    for _ in range(14):
        cx, cy, r = rng.uniform(20, 240), rng.uniform(20, 200), rng.uniform(8, 34)
        inside = 1 / (1 + np.exp((np.hypot(x - cx, y - cy) - r) / 1.2))
        picture += (rng.uniform(20, 235, 3) - picture) * inside[:, :, None]
    return picture.astype(np.uint8)


@pytest.mark.parametrize("seed", range(6))
def test_registration_finds_a_planted_shift_and_scale(seed: int) -> None:
    rng = np.random.default_rng(seed)
    picture = scene(seed)
    height, width = picture.shape[:2]
    share, zoom = rng.uniform(0.65, 0.95), rng.uniform(0.7, 1.6)
    w, h = int(width * share), int(height * share)
    x, y = int(rng.integers(0, width - w)), int(rng.integers(0, height - h))
    cut = Image.fromarray(picture[y : y + h, x : x + w])
    other = cut.resize((round(w * zoom), round(h * zoom)), Image.Resampling.BICUBIC)
    # Another light and another camera's noise.
    pixels = np.asarray(other) * rng.uniform(0.7, 1.1) + rng.normal(0, 4, (*other.size[::-1], 1))
    found = registration.register(picture, np.clip(pixels, 0, 255).astype(np.uint8))
    assert found.trusted, found
    corners = np.array([[0, 0], [other.width, 0], [0, other.height], [other.width, other.height]])
    true = corners * [w / other.width, h / other.height] + [x, y]
    np.testing.assert_allclose(found.to_reference.apply(corners), true, atol=1.5)


@settings(max_examples=8, derandomize=True)
@given(
    seed=st.integers(0, 1000),
    turn=st.floats(-np.pi, np.pi),
    zoom=st.floats(0.7, 1.5),
    share=st.floats(0.55, 0.75),
)
def test_registration_finds_a_planted_turn(seed: int, turn: float, zoom: float, share) -> None:
    rng = np.random.default_rng(seed)
    whole = scene(seed)
    # The first picture shows a part of what there is, the other one another part.
    edge = 24
    picture = whole[edge:-edge, edge:-edge]
    size = np.array(whole.shape[1::-1])
    width, height = (size * share * zoom).astype(int)
    linear = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]]) / zoom
    middle = size * rng.uniform(0.42, 0.58, 2)
    planted = Affine(np.column_stack([linear, middle - linear @ [width / 2, height / 2]]))
    true = Affine.scale_shift(1, 1, -edge, -edge).compose(planted)
    # Drawn from twice the pixels, so that it is no copy of those of the first picture.
    double = Image.fromarray(whole).resize(tuple(2 * size), Image.Resampling.BICUBIC)
    other = double.transform(
        (width, height),
        Image.Transform.AFFINE,
        tuple((2 * planted.matrix).ravel()),
        Image.Resampling.BICUBIC,
    )
    pixels = np.asarray(other) * rng.uniform(0.75, 1.1) + rng.normal(0, 4, (height, width, 1))
    found = registration.register(picture, np.clip(pixels, 0, 255).astype(np.uint8))
    assert found.trusted, found
    corners = np.array([[0, 0], [width, 0], [0, height], [width, height]])
    np.testing.assert_allclose(found.to_reference.apply(corners), true.apply(corners), atol=2)
    told = re.search(r"turned by ([+-][\d.]+)°", found.reason)
    assert told is None or float(told[1]) == pytest.approx(np.degrees(turn), abs=1)
    assert told is not None or abs(np.degrees(turn)) < 1
    there = found.to_reference.inverse().apply(found.to_reference.apply(corners))
    np.testing.assert_allclose(there, corners, atol=1e-6)


@pytest.mark.parametrize("seed", [0, 1, 4, 5])
def test_a_picture_a_fifth_covered_is_laid_by_what_is_not(seed: int) -> None:
    rng = np.random.default_rng(seed)
    picture = scene(seed)
    height, width = picture.shape[:2]
    w, h = int(0.9 * width), int(0.9 * height)
    x, y = (int(rng.integers(0, rest)) for rest in (width - w, height - h))
    cut = picture[y : y + h, x : x + w].copy()
    wide, high = int(w * 0.2**0.5), int(h * 0.2**0.5)
    left, top = (int(rng.integers(0, rest)) for rest in (w - wide, h - high))
    cut[top : top + high, left : left + wide] = scene(seed + 500)[:high, :wide]
    found = registration.register(picture, cut)
    assert found.trusted, found
    corners = np.array([[0, 0], [w, 0], [0, h], [w, h]])
    np.testing.assert_allclose(
        found.to_reference.apply(corners), corners + np.array([x, y]), atol=3
    )


@pytest.mark.parametrize("seed", range(3))
def test_one_frame_around_two_things_is_left_alone(seed: int) -> None:
    frame = scene(7000 + seed)
    one, other = frame.copy(), frame.copy()
    for made, number in ((one, 8000 + seed), (other, 8100 + seed)):
        made[40:180, 50:210] = scene(number)[40:180, 50:210]
    assert not registration.register(one, other).trusted


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_registration_of_a_picture_stored_on_its_side(quarters: int) -> None:
    picture = scene(3)
    height, width = picture.shape[:2]
    found = registration.register(picture, np.rot90(picture, quarters))
    assert found.trusted
    # rot90 turns against the clock: where the upper left corner of the other picture was.
    corner = {1: (width, 0), 2: (width, height), 3: (0, height)}[quarters]
    np.testing.assert_allclose(found.to_reference.apply([[0, 0]])[0], corner, atol=1)


def test_a_mirror_image_is_no_turn() -> None:
    assert not registration.register(scene(3), scene(3)[:, ::-1]).trusted


@pytest.mark.parametrize("seed", range(4))
def test_registration_leaves_other_things_alone(seed: int) -> None:
    found = registration.register(scene(seed), scene(seed + 50))
    assert not found.trusted
    assert "left where it is" in found.reason
    np.testing.assert_array_equal(found.to_reference.apply([[3, 4]]), [[3, 4]])


def test_registration_of_a_blank_picture() -> None:
    blank = np.full((60, 80, 3), 255, np.uint8)
    assert not registration.register(scene(0), blank).trusted
    assert not registration.register(blank, blank).trusted


texts = st.text(st.characters(categories=["L", "N", "P", "Zs"], max_codepoint=0x17F), max_size=80)


@settings(max_examples=25)
@given(texts)
def test_every_drawn_character_has_its_box(text: str) -> None:
    drawn = textimage.draw(text, 160)
    boxes = drawn.boxes
    assert boxes.shape == (len(text), 4)
    known = ~np.isnan(boxes[:, 0])
    assert known.sum() == drawn.drawn
    assert (boxes[known, 2] >= boxes[known, 0]).all()
    assert (boxes[known][:, [0, 1]] >= 0).all()
    assert (boxes[known][:, 3] <= 160).all()


def test_ink_lies_in_the_boxes() -> None:
    drawn = textimage.draw("A striped mug in red, made to be used every day.", 224)
    ink = (255 - drawn.pixels[:, :, 0].astype(float)) > 60
    covered = np.zeros_like(ink)
    for x0, y0, x1, y1 in drawn.boxes[~np.isnan(drawn.boxes[:, 0])]:
        covered[int(y0) : int(np.ceil(y1)) + 1, max(0, int(x0) - 1) : int(np.ceil(x1)) + 1] = True
    assert ink.sum() > 300
    assert covered[ink].mean() > 0.99
    # An m is wider than an i, and later letters of a line stand further right.
    mug = drawn.boxes["A striped mug".index("mug")]
    striped = drawn.boxes["A striped mug".index("ipe")]
    assert mug[2] - mug[0] > striped[2] - striped[0]


def test_a_long_text_is_cut_openly() -> None:
    text = "word " * 2000
    drawn = textimage.draw(text, 160)
    assert 0 < drawn.drawn < len(text)
    assert drawn.font_px == 9
    assert textimage.draw("", 64).drawn == 0


def test_padding_of_a_trimmed_picture_is_no_picture() -> None:
    outer = Image.fromarray(framed(busy(200, 100), 30, 40, 30, 40, 255))
    decision = spatial.decide(outer, 200)
    laid = spatial.place(outer, decision.content, 200)
    assert decision.content == (30, 40, 230, 140)
    assert laid.content == pytest.approx((0, 50, 200, 150))


@given(
    orientation=st.integers(1, 8),
    size=st.tuples(st.integers(20, 90), st.integers(20, 90)),
    sides=st.tuples(*[st.integers(0, 30)] * 4),
    grid=st.sampled_from([56, 224]),
    fit=st.sampled_from(["letterbox", "crop"]),
    trim=st.booleans(),
    zoom=st.floats(0.5, 2.0),
    shift=st.tuples(st.floats(-40, 40), st.floats(-40, 40)),
    point=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_file_pixels_go_to_the_grid_and_back(
    orientation: int, size, sides, grid: int, fit, trim: bool, zoom: float, shift, point
) -> None:
    """EXIF turn, border trim, letterbox or crop, and registration, one after the other."""
    from core.media import images
    from core.media.affine import Affine

    upright = Image.fromarray(framed(busy(*size), *sides, 255))
    content = spatial.decide(upright, grid).content if trim else None
    laid = spatial.place(upright, content, grid, fit)
    to_stored = images.turned(orientation, upright.size)
    to_reference = Affine.scale_shift(zoom, zoom, *shift)
    chain = to_reference.compose(laid.to_original)
    there = np.array([[point[0] * grid, point[1] * grid]])
    reference = chain.apply(there)
    back = laid.to_original.inverse().apply(to_reference.inverse().apply(reference))
    np.testing.assert_allclose(back, there, atol=0.5)
    stored = to_stored.apply(laid.to_original.apply(there))
    again = laid.to_original.inverse().apply(to_stored.inverse().apply(stored))
    np.testing.assert_allclose(again, there, atol=0.5)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_turned_pixels_are_where_pillow_puts_them(tmp_path: Path, orientation: int) -> None:
    """Pillow's own transposition is the oracle of the map for each of the eight tags."""
    from PIL import ImageOps

    from core.media import images

    stored = Image.fromarray(busy(13, 8, orientation))
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / "a.png"
    stored.save(path, exif=exif)
    with Image.open(path) as read:
        upright = np.asarray(ImageOps.exif_transpose(read))
    height, width = upright.shape[:2]
    y, x = np.mgrid[:height, :width] + 0.5
    places = images.turned(orientation, (width, height)).apply(np.stack([x.ravel(), y.ravel()], 1))
    columns, rows = np.floor(places).astype(int).T
    np.testing.assert_array_equal(np.asarray(stored)[rows, columns], upright.reshape(-1, 3))
