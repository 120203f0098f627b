"""Spatial alignment page: the branch taken, patches there and back, several pictures, trimming."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from PIL import Image
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from assets.cuts import cuts
from core.catalog.schema import Catalog
from core.media import scan, spatial
from core.progress import Reporter
from gui.pages.spatial import captions
from gui.pages.spatial.page import SpatialPage
from gui.session import Session
from gui.state.stages import Stage
from tests.core.media import make
from tests.core.media.test_alignment import busy, scene
from tests.gui.catalogs import of_files
from tests.gui.conftest import Opening, visible_text

TAGS = {1: None, 6: Image.Transpose.ROTATE_90, 2: Image.Transpose.FLIP_LEFT_RIGHT}


def catalog(root: Path) -> Catalog:
    """0: turned by EXIF, with white borders and a second picture; 1: fits; 2: sound only."""
    picture = scene(1)
    framed = np.full((320, 420, 3), 255, np.uint8)
    framed[40:260, 60:320] = picture
    exif = Image.Exif()
    exif[0x0112] = 6
    upright = Image.fromarray(framed)
    upright.transpose(Image.Transpose.ROTATE_90).save(root / "mug.png", exif=exif)
    part = Image.fromarray(framed[60:250, 90:310])
    part.resize((330, 285), Image.Resampling.BICUBIC).save(root / "mug_2.png")
    Image.fromarray(scene(60)).save(root / "mug_3.png")
    Image.fromarray(busy(224, 224)).save(root / "fits.png")
    make.wav(root / "a.wav", make.tone(2.0, 1000, 16000), 16000)
    columns: dict[str, list[Any]] = {
        "item": ["turned", "fits", "sound"],
        "title": ["Turned mug", "Fitting mug", "A tone"],
        "text": ["A striped mug", "A mug", None],
        "image": ["mug.png", "fits.png", None],
        "audio": [None, None, "a.wav"],
    }
    return of_files(root, "mugs", columns)


Opener = Callable[[], SpatialPage]


@pytest.fixture
def opened(session: Session, opening: Opening[SpatialPage], tmp_path: Path, qtbot: QtBot) -> Opener:
    """Opens the page on the catalog; again for a window that was closed in between."""
    session.catalog = catalog(tmp_path)

    def laid_out() -> SpatialPage:
        page = opening(SpatialPage)
        qtbot.wait(1)  # what scrolls is laid out with the next event
        return page

    return laid_out


def middle(page: SpatialPage) -> int:
    """The patch right of and below the middle of the grid."""
    item = page.grid.view._item
    assert item is not None
    return item.grid // 2 * (item.grid + 1)


def test_the_branch_and_its_reasons_are_told(opened: Opener, session: Session) -> None:
    page = opened()
    text = visible_text(page)
    assert "Alignment needed: its EXIF tag says it is stored turned" in text
    assert "uniform borders cover" in text
    assert "turn upright" in page.grid.flow.steps
    assert "trim borders" not in page.grid.flow.steps
    session.select_item(1)
    assert "No alignment needed" in visible_text(page)


def test_a_patch_is_the_same_in_file_and_grid(opened: Opener, qtbot: QtBot) -> None:
    """Every patch, through EXIF turn and letterbox, hovered on either side."""
    page = opened()
    view = page.grid.view
    item = view._item
    assert item is not None
    for patch in np.flatnonzero(item.shown).tolist():
        left = view.stored_polygon(patch).boundingRect().center()
        right = view._cell(patch).center()
        assert view.patch_at(right) == patch
        if view.frames()[0].contains(left):
            assert view.patch_at(left) == patch
    patch = middle(page)
    qtbot.mouseMove(view, view._cell(patch).center().toPoint())
    assert view.patch == patch
    said = page.grid.where.text()
    x, y = item.stored_quads[patch][0]
    half = item.grid // 2 + 1
    assert f"Patch {patch + 1} (row {half}, column {half})" in said
    assert f"({x:.1f}, {y:.1f})" in said
    assert "in the upright picture" in said


def test_a_strip_of_picture_beside_the_padding_is_in_its_neighbours_token(opened: Opener) -> None:
    page = opened()
    view, item = page.grid.view, page.grid.view._item
    assert item is not None
    x0, y0, x1, y1 = (value / item.size for value in item.found.laid)
    shares = [(x, y) for x in np.linspace(x0, x1, 40)[1:-1] for y in np.linspace(y0, y1, 40)[1:-1]]
    cells = [int(y * item.grid) * item.grid + int(x * item.grid) for x, y in shares]
    strips = {cell for cell in cells if not item.shown[cell]}
    assert strips
    frame = view.frames()[1]
    for x, y in shares:
        place = QPointF(frame.left() + x * frame.width(), frame.top() + y * frame.height())
        assert item.shown[view.patch_at(place)]
    assert all("token beside it" in captions.patch(item, cell) for cell in strips)


def test_stored_quads_show_the_same_picture(opened: Opener) -> None:
    """The colour in the middle of a patch is that of its quadrilateral in the file."""
    item = opened().grid.view._item
    assert item is not None
    stored = item.found.stored
    scale = stored.shape[1] / item.stored_size[0]
    differences = []
    for patch in np.flatnonzero(item.shown).tolist():
        row, column = divmod(patch, item.grid)
        step = item.size / item.grid
        x, y = item.stored_quads[patch].mean(axis=0) * scale
        if not (2 <= x < stored.shape[1] - 2 and 2 <= y < stored.shape[0] - 2):
            continue
        a = item.found.aligned[int((row + 0.5) * step), int((column + 0.5) * step)].astype(int)
        b = stored[int(y), int(x)].astype(int)
        differences.append(np.abs(a - b).max())
    assert len(differences) > 20
    assert np.median(differences) <= 8


def test_keys_walk_the_patches(opened: Opener, qtbot: QtBot) -> None:
    page = opened()
    view = page.grid.view
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(view, key)
    assert view._item is not None
    assert view.patch == view._item.grid + 1
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.patch == -1


def test_a_click_pins_and_a_second_lets_go(opened: Opener, qtbot: QtBot) -> None:
    page = opened()
    view = page.grid.view
    place = view._cell(10).center().toPoint()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseMove(view, QPointF(view.width() - 2, view.height() - 2).toPoint())
    assert view.patch == 10
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    view._point(-1)
    assert view.patch == -1


def test_the_matrix_reads_as_it_maps(opened: Opener) -> None:
    page = opened()
    item = page.grid.view._item
    assert item is not None
    numbers = page.grid.matrix.text().replace("−", "-")
    first = numbers.splitlines()[0].split("=")[1].split()
    a, b, c = float(first[0]), float(first[2]), float(first[4])
    x, y = item.to_original.apply([[100.0, 50.0]])[0]
    assert a * 100 + b * 50 + c == pytest.approx(x, abs=0.05)
    assert y == pytest.approx(item.found.to_original[4] * 50 + item.found.to_original[5])


def test_trimming_is_kept_and_changes_the_map(opened: Opener, session: Session) -> None:
    page = opened()
    before = page.grid.view._item
    assert before is not None
    page.counts.trim.click()
    after = page.grid.view._item
    assert after is not None
    assert session.catalog is not None
    assert spatial.trims(session.catalog)
    assert "trim borders" in page.grid.flow.steps
    # The corner of the laid picture now shows the corner of what is inside the borders.
    x0, y0 = after.to_original.apply([after.found.laid[:2]])[0]
    assert (x0, y0) == pytest.approx((60, 40), abs=3)
    assert before.to_original.to_list() != after.to_original.to_list()


def test_pictures_are_registered_or_refused(opened: Opener) -> None:
    page = opened()
    page.tabs.setCurrentWidget(page.several)
    several = page.several
    assert [several.choice.itemText(k)[0] for k in range(several.choice.count())] == ["✓", "✖"]
    assert "Registered." in several.verdict.text()
    corner = several.view.placed().map(QPointF(0, 0))
    frame = several.view.frame()
    scale = frame.width() / 420
    expected = QPointF(frame.left() + 90 * scale, frame.top() + 60 * scale)
    assert (corner - expected).manhattanLength() < 4
    several.choice.setCurrentIndex(1)
    assert "Refused" in several.verdict.text()
    assert several.matrix.text() == ""


def test_a_patch_of_the_first_picture_is_found_in_the_other(opened: Opener, qtbot: QtBot) -> None:
    page = opened()
    page.tabs.setCurrentWidget(page.several)
    several = page.several
    first, other = (several._pictures[k].patches for k in (0, 1))
    # The second picture is a part of the first, from (90, 60), at one and a half times its size.
    np.testing.assert_allclose(other, (first - [90, 60]) * 1.5, atol=2)
    assert several._pictures[2].patches is None  # of something else
    view = several.view
    frame = view.frame()
    x, y = first[len(first) // 2].mean(axis=0)
    scale = frame.width() / 420
    qtbot.mouseMove(view, QPointF(frame.left() + x * scale, frame.top() + y * scale).toPoint())
    said = several.carried.text()
    assert said.startswith(f"Patch {len(first) // 2}: pixel {x:.1f}, {y:.1f} of the first")
    there = [float(number) for number in re.findall(r"-?[\d.]+\d", said)[-2:]]
    assert there == pytest.approx([(x - 90) * 1.5, (y - 60) * 1.5], abs=2)
    assert view._patch is not None
    several.choice.setCurrentIndex(1)
    assert several.carried.text() == ""
    assert view._patch is None


def test_before_and_after_line_follows_mouse_and_keys(opened: Opener, qtbot: QtBot) -> None:
    page = opened()
    page.tabs.setCurrentWidget(page.several)
    view = page.several.view
    frame = view.frame()
    qtbot.mouseClick(
        view,
        Qt.MouseButton.LeftButton,
        pos=QPointF(frame.left() + 0.25 * frame.width(), frame.center().y()).toPoint(),
    )
    assert view.part == pytest.approx(0.25, abs=0.01)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.part == pytest.approx(0.30, abs=0.01)
    page.several.mode.button("blink").click()
    assert view._blinking.isActive()
    page.several.mode.button("overlay").click()
    assert not view._blinking.isActive()


def test_text_is_drawn_and_read_back_by_patch(opened: Opener) -> None:
    page = opened()
    page.tabs.setCurrentWidget(page.text)
    words = []
    for patch in range(page.text.picture.grid**2):
        page.text._pointed(patch)
        words.append(page.text.words.text().partition(": ")[2])
    assert any("A" in word for word in words)
    assert any("mug" in word or "mu" in word for word in words)
    assert "nothing" in words


def test_a_cell_of_the_spectrogram_names_the_tone(opened: Opener, session: Session) -> None:
    page = opened()
    session.select_item(2)
    page.tabs.setCurrentWidget(page.sound)
    level = page.sound._level
    band = int(level[:, 100].argmax())
    highest = float(page.sound._bands[-1, 1]) / 1000
    assert f"higher than {highest:g} kHz is not shown" in page.sound.said.text()
    page.sound._pointed(band, 100)
    said = page.sound.where.text()
    low, high = page.sound._bands[band]
    assert low < 1000 < high
    assert "0.995 to 1.005 s" in said


def test_items_without_a_picture_say_so(opened: Opener, session: Session) -> None:
    page = opened()
    session.select_item(2)
    assert "This item has no picture." in visible_text(page)


def test_counts_lead_to_items(opened: Opener, session: Session) -> None:
    assert session.catalog is not None
    scan.spatial_scan(session.catalog, Reporter())
    page = opened()
    assert session.stage("space") == (Stage.DONE, "1 of 2 pictures are aligned, the others pass")
    assert "1 of 2 need alignment" in visible_text(page)
    page.counts.reasons["passed"].click()
    assert page.counts.list.count() == 1
    page.counts.list.setCurrentRow(0)
    assert session.item == 1


def test_not_needed_without_anything_to_align(
    opened: Opener, session: Session, tmp_path: Path
) -> None:
    assert session.catalog is not None
    nothing = session.catalog.items.with_columns(
        pl.lit(None, pl.String).alias(name) for name in ("image", "audio", "text")
    )
    session.catalog = Catalog(
        name="features only",
        root=tmp_path,
        reader="table",
        items=nothing,
        users=session.catalog.users,
        interactions=session.catalog.interactions,
        features={"image": np.zeros((3, 4), np.float32)},
    )
    page = opened()
    assert session.stage("space")[0] is Stage.NOT_NEEDED
    assert "Not needed here: no item has a picture" in visible_text(page)


def test_a_pinned_patch_is_sharp_at_factor_two(opened: Opener) -> None:
    page = opened()
    view = page.grid.view
    view._pin = middle(page)
    picture = QImage(2 * view.width(), 2 * view.height(), QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(2.0)
    painter = QPainter(picture)
    view.render(painter, view.rect().topLeft())
    painter.end()
    cell = view._cell(view._pin)
    accent = page.session.theme.accent
    y = round(2 * cell.center().y())
    left = [
        x
        for x in range(round(2 * cell.left()) - 10, round(2 * cell.left()) + 11)
        if picture.pixelColor(x, y).name() == accent
    ]
    assert left
    assert abs(np.mean(left) + 0.5 - 2 * cell.left()) <= 1.5


def test_only_what_the_catalog_has_is_laid_out(opened: Opener, session: Session) -> None:
    page = opened()
    assert all(page.tabs.isTabVisible(tab) for tab in range(4))
    assert session.catalog is not None
    items = session.catalog.items.with_columns(pl.lit(None, pl.String).alias("audio"))
    session.catalog = replace(session.catalog, items=items)
    session.catalog_changed.emit()
    shown = [page.tabs.tabText(tab) for tab in range(4) if page.tabs.isTabVisible(tab)]
    assert shown == ["Patches", "Several pictures", "Text as picture"]


def test_pictures_stay_large_enough_in_a_low_window(opened: Opener, qtbot: QtBot) -> None:
    """Beside the guided tour the smallest window leaves the page 330 pixels."""
    page = opened()
    for height in (330, 700):
        page.resize(760, height)
        qtbot.wait(20)
        assert page.grid.view.height() >= page.grid.view.minimumSizeHint().height()
        assert not [one for one in cuts(page) if "FlowView" in one or "GridView" in one]
