"""From a file that lies on its side to lit pixels on the screen: the whole way at once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from PIL import Image
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage

from core.catalog.schema import INTERACTION_COLUMNS, Catalog, empty
from core.contracts.attention import MAPS, MEDIA
from core.encoders.image import patches
from core.explore.attention.media import load
from core.media import images
from gui.pages.attention.map_slice import Focus
from gui.pages.attention.page import AttentionPage
from gui.session import Session
from tests.core.media import make
from tests.gui.attention_fixture import Asked, make_arrays, of_arrays, open_catalog
from tests.gui.typed import features, run

GRID, SIZE = 14, 224
PAPER, PLANTED = (150, 150, 150), (255, 0, 255)


def file_on_its_side(path: Path, orientation: int, size: tuple[int, int], fit: images.Fit) -> None:
    """A picture with a planted box that covers whole patches of its grid, stored turned."""
    width, height = size
    upright = np.full((height, width, 3), PAPER, np.uint8)
    short, long = min(size), max(size)
    across = short if fit == "crop" else long
    left, top = (width - across) // 2, (height - across) // 2
    cell = across // GRID
    upright[top + 4 * cell : top + 7 * cell, left + 6 * cell : left + 8 * cell] = PLANTED
    make.turned(path, Image.fromarray(upright), orientation)


def what_a_model_sees(path: Path, fit: images.Fit) -> tuple[np.ndarray, np.ndarray]:
    """Boxes in the original [L, 4] and how planted each patch is [L], from aligned pixels alone."""
    aligned = images.load(path, SIZE, fit)
    boxes, shown = patches(aligned, GRID)
    planted = np.abs(aligned.pixels.astype(int) - PLANTED).sum(-1) < 120
    cell = SIZE // GRID
    share = planted.reshape(GRID, cell, GRID, cell).mean((1, 3)).ravel()
    flat = shown.ravel()
    return boxes.reshape(-1, 4)[flat], share[flat].astype(np.float32)


def on_screen(page: AttentionPage, ratio: float) -> np.ndarray:
    """The part of a picture of the page that shows the item's picture, int [h, w, 3]."""
    image = QImage(
        round(page.width() * ratio), round(page.height() * ratio), QImage.Format.Format_RGB888
    )
    image.setDevicePixelRatio(ratio)
    page.render(image)
    raw = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    pixels = raw[:, : 3 * image.width()].reshape(image.height(), image.width(), 3)
    picture = page.view.picture
    corner = picture.mapTo(page, QPoint(0, 0))
    left, top = round(corner.x() * ratio), round(corner.y() * ratio)
    right, bottom = left + round(picture.width() * ratio), top + round(picture.height() * ratio)
    return pixels[top:bottom, left:right].astype(int)


def box_of(mask: np.ndarray) -> np.ndarray:
    """First and last row and column of what is set."""
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    return np.array([rows[0], rows[-1], columns[0], columns[-1]])


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize(
    ("orientation", "size", "fit"),
    [
        (1, (448, 672), "crop"),
        (6, (448, 672), "crop"),
        (8, (672, 448), "crop"),
        (3, (448, 320), "letterbox"),
        (5, (672, 448), "crop"),
    ],
)
def test_lit_pixels_are_the_planted_ones(
    page: AttentionPage,
    session: Session,
    asked: Asked,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    orientation: int,
    size: tuple[int, int],
    fit: images.Fit,
    ratio: float,
) -> None:
    file_on_its_side(tmp_path / "a.png", orientation, size, fit)
    boxes, share = what_a_model_sees(tmp_path / "a.png", fit)
    items = pl.DataFrame({"item": ["a"], "title": ["A"], "text": ["striped sock"],
                          "image": ["a.png"]})  # fmt: skip
    held = Catalog("one", tmp_path, "table", items, pl.DataFrame({"user": ["u"]}),
                   empty(INTERACTION_COLUMNS))  # fmt: skip
    lengths = {"text": 2, "image": len(boxes)}
    arrays = make_arrays(lengths)
    arrays["positions/image"] = boxes.astype(np.float32)
    weights = np.zeros_like(arrays["pairs/text/image"])
    weights[:, :, 0] = share / share.sum()  # the first word knows, the second sees nothing
    arrays["pairs/text/image"] = weights
    asked.answers[MAPS.name] = lambda _params: of_arrays(0, arrays, lengths)
    asked.answers[MEDIA.name] = lambda params: load(held, params.item)
    open_catalog(session, held)
    session.set_features(features("/f"))
    session.set_run(run("/r"))
    page.shown()
    monkeypatch.setattr(page.view.picture, "devicePixelRatioF", lambda: ratio)
    page.controls.look_through(0, "mean")
    page.view.set_pin(Focus("text", (1,)))
    dark = on_screen(page, ratio)
    page.view.set_pin(Focus("text", (0,)))
    lit = np.abs(on_screen(page, ratio) - dark).sum(-1) > 60
    # Without weight everything is veiled alike: the planted pixels are told by their hue.
    red, green, blue = dark.transpose(2, 0, 1)
    planted = (red - green > 40) & (blue - green > 40)
    assert planted.sum() > 200 * ratio**2
    assert np.abs(box_of(lit) - box_of(planted)).max() <= 1
    both = (lit & planted).sum() / (lit | planted).sum()
    assert both > 0.9
