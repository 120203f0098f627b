"""Time sync page: tracks before and after, drag, keys, undo, what is kept, and the work list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from core.catalog.schema import Catalog
from core.media import clocks, scan
from core.progress import Reporter
from gui.pages.time.lanes_view import LanesView
from gui.pages.time.page import TimePage
from gui.session import Session
from gui.state.stages import Stage
from tests.core.media import make
from tests.core.media.test_timeline import STARTS, film, knocks, lrc
from tests.gui.catalogs import of_files
from tests.gui.conftest import Opening, visible_text

LATE_S = 0.3


def catalog(root: Path) -> Catalog:
    """0: late subtitles and a silent film; 1: two lines only; 2: sound only."""
    make.wav(root / "a.wav", knocks(STARTS), 16000)
    film(root / "a.mp4", STARTS + 0.48)
    lrc(root / "late.lrc", STARTS + LATE_S)
    lrc(root / "few.lrc", STARTS[:2])
    columns: dict[str, list[Any]] = {
        "item": ["late", "few", "single"],
        "title": ["Late words", "Few words", "Sound alone"],
        "audio": ["a.wav"] * 3,
        "video": ["a.mp4", None, None],
        "subtitles": ["late.lrc", "few.lrc", None],
    }
    return of_files(root, "tracks", columns)


Opener = Callable[[], TimePage]


@pytest.fixture
def opened(session: Session, opening: Opening[TimePage], tmp_path: Path) -> Opener:
    """Opens the page on the catalog; again for a window that was closed in between."""
    session.catalog = catalog(tmp_path)
    return partial(opening, TimePage)


def drag(view: LanesView, qtbot: QtBot, kind: str, seconds: float) -> None:
    row = view.rows()[f"after/{kind}"]
    start = view.to_x(5.0)
    end = view.to_x(5.0 + seconds)
    y = row.center().y()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPointF(start, y).toPoint())
    qtbot.mouseMove(view, QPointF((start + end) / 2, y).toPoint())
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPointF(end, y).toPoint())


def placed(page: TimePage, kind: str) -> float:
    """Where the first knock of a track lies on the common clock."""
    track = page._track(kind)
    return float(track.common(track.found.onsets[0]))


def test_planted_shifts_are_taken_out_and_told(opened: Opener, qtbot: QtBot) -> None:
    page = opened()
    qtbot.wait(1)  # new labels are laid out
    assert [track.kind for track in page.tracks] == ["audio", "video", "subtitles"]
    assert placed(page, "subtitles") == pytest.approx(STARTS[0], abs=0.04)
    assert page._track("video").offset == pytest.approx(0.48, abs=0.04)
    text = visible_text(page)
    moved = -1000 * page._track("subtitles").offset
    assert f"Moved by {moved:+.0f} ms. By the onsets of both tracks" in text
    assert "This track is the common clock." in text


def test_on_a_sample_the_planted_shift_is_said_beside_what_was_found(
    opened: Opener, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "catalog.json").write_text('{"planted_late": {"late": {"subtitles": 0.3}}}')
    page = opened()
    qtbot.wait(1)
    found = page._track("subtitles").offset
    apart = f"{1000 * abs(found - LATE_S):.0f}"
    assert f"Planted: 300 ms late, so this is {apart} ms off." in visible_text(page)
    assert visible_text(page).count("Planted") == 1


def test_a_scan_of_another_day_is_shown_and_gone_through_again(
    opened: Opener, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert session.catalog is not None
    scan.time_scan(session.catalog, Reporter())
    started: list[str] = []
    monkeypatch.setattr(session.scans, "start", started.append)
    opened()
    # Files may have been mended since; those that were not are not decoded.
    assert session.scans.time is not None
    assert set(started) == {"time"}


def test_low_confidence_changes_nothing_and_says_so(
    opened: Opener, session: Session, qtbot: QtBot
) -> None:
    page = opened()
    session.select_item(1)
    qtbot.wait(1)
    track = page._track("subtitles")
    assert not track.moves
    assert track.common(1.5) == 1.5
    assert "Left alone" in visible_text(page)
    assert "4 are needed" in visible_text(page)


def test_drag_moves_a_track_and_undo_brings_it_back(opened: Opener, qtbot: QtBot) -> None:
    page = opened()
    before = page._track("subtitles").offset
    drag(page.lanes, qtbot, "subtitles", 1.0)
    pixel = page.lanes.to_second(1) - page.lanes.to_second(0)
    # To the right is later: less of its lateness is taken away.
    assert page._track("subtitles").offset == pytest.approx(before - 1.0, abs=2 * pixel)
    assert page.stack.canUndo()
    assert page.undo.shortcut().toString() == "Ctrl+Z"
    page.undo.click()
    assert page._track("subtitles").offset == before
    assert page._track("subtitles").hand is None
    page.redo.click()
    assert page._track("subtitles").hand is not None


def test_the_reference_cannot_be_dragged(opened: Opener, qtbot: QtBot) -> None:
    page = opened()
    drag(page.lanes, qtbot, "audio", 1.0)
    assert not page.stack.canUndo()


def test_arrow_keys_move_by_10_and_100_ms_and_undo_as_one(opened: Opener, qtbot: QtBot) -> None:
    page = opened()
    page.lanes.select("subtitles")
    before = page._track("subtitles").offset
    for _ in range(3):
        qtbot.keyClick(page.lanes, Qt.Key.Key_Right)
    qtbot.keyClick(page.lanes, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert page._track("subtitles").offset == pytest.approx(before - 0.03 + 0.10, abs=1e-6)
    page.stack.undo()
    assert page._track("subtitles").offset == before
    assert not page.stack.canUndo()


def test_up_and_down_choose_a_track_and_delete_resets_it(opened: Opener, qtbot: QtBot) -> None:
    page = opened()
    assert page.lanes.kind == "video"
    qtbot.keyClick(page.lanes, Qt.Key.Key_Down)
    assert page.lanes.kind == "subtitles"
    qtbot.keyClick(page.lanes, Qt.Key.Key_Right)
    assert page.back.isEnabled()
    qtbot.keyClick(page.lanes, Qt.Key.Key_Delete)
    assert page._track("subtitles").hand is None


def test_escape_gives_up_a_drag(opened: Opener, qtbot: QtBot) -> None:
    page = opened()
    view = page.lanes
    place = QPointF(view.to_x(5.0), view.rows()["after/subtitles"].center().y()).toPoint()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=place)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=place)
    assert not page.stack.canUndo()


def test_a_correction_survives_reopening(opened: Opener, session: Session, qtbot: QtBot) -> None:
    page = opened()
    heard: list[int] = []
    session.clock_changed.connect(heard.append)
    drag(page.lanes, qtbot, "subtitles", -0.7)
    kept = page._track("subtitles").hand
    assert kept is not None
    assert heard == [0]
    assert session.catalog is not None
    again = opened()
    assert again._track("subtitles").hand == kept
    # What encoders found in seconds is drawn by the same clock.
    assert clocks.of_item(session.catalog, 0).to_common("subtitles", 2.0) == pytest.approx(
        2.0 - kept
    )
    again.lanes.select("subtitles")
    again.back.click()
    assert clocks.hand(session.catalog, "late") == {}


def test_going_to_another_item_does_not_carry_the_correction_along(
    opened: Opener, session: Session, qtbot: QtBot
) -> None:
    page = opened()
    drag(page.lanes, qtbot, "subtitles", 0.5)
    session.select_item(1)
    assert not page.stack.canUndo()
    assert page._track("subtitles").hand is None
    assert session.catalog is not None
    assert clocks.hand(session.catalog, "few") == {}
    assert clocks.hand(session.catalog, "late") != {}


def test_the_work_list_sorts_by_doubt_and_leads_to_the_item(
    opened: Opener, session: Session
) -> None:
    assert session.catalog is not None
    scan.time_scan(session.catalog, Reporter())
    page = opened()
    listed = page.work.list
    assert [listed.item(k).text().splitlines()[0][2:] for k in range(listed.count())] == [
        "Late words",
        "Few words",
    ]
    listed.setCurrentRow(1)
    assert session.item == 1
    assert page.row == 1
    assert session.stage("time")[0] is Stage.DONE
    assert "1 moved" in session.stage("time")[1]


def test_doubt_asks_for_attention(opened: Opener, session: Session, tmp_path: Path) -> None:
    rng = np.random.default_rng(4)
    assert session.catalog is not None
    lrc(tmp_path / "late.lrc", np.sort(rng.uniform(0.5, 10, 7)))
    scan.time_scan(session.catalog, Reporter())
    opened()
    stage, why = session.stage("time")
    assert stage is Stage.ATTENTION
    assert "1 item(s)" in why


def test_without_tracks_the_stage_is_not_needed(opened: Opener, session: Session) -> None:
    assert session.catalog is not None
    items = session.catalog.items.with_columns(
        pl.lit(None, pl.String).alias("video"), pl.lit(None, pl.String).alias("subtitles")
    )
    session.catalog = Catalog(
        name="one",
        root=session.catalog.root,
        reader="table",
        items=items,
        users=session.catalog.users,
        interactions=session.catalog.interactions,
    )
    page = opened()
    assert session.stage("time")[0] is Stage.NOT_NEEDED
    assert "Not needed here: no item has two tracks" in visible_text(page)
    assert not page.lanes.isVisible()


def test_one_track_has_nothing_to_compare(opened: Opener, session: Session) -> None:
    page = opened()
    session.select_item(2)
    assert "one track only" in visible_text(page)


def test_broken_tracks_are_told(opened: Opener, session: Session, tmp_path: Path) -> None:
    (tmp_path / "few.lrc").write_text("no times at all")
    page = opened()
    session.select_item(1)
    assert "holds no timed line" in visible_text(page)


def test_seconds_and_places_agree_at_factor_two(opened: Opener) -> None:
    page = opened()
    view = page.lanes
    for second in (0.0, 3.3, 9.9):
        assert view.to_second(view.to_x(second)) == pytest.approx(second)
    picture = QImage(2 * view.width(), 2 * view.height(), QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(2.0)
    painter = QPainter(picture)
    view.render(painter, view.rect().topLeft())
    painter.end()
    row = view.rows()["after/subtitles"]
    track = page._track("subtitles")
    # The edge of the first line, 3 wide, stands where its corrected second is, to a device pixel;
    # the mark of the sound's own beginning may cover its right half.
    x = view.to_x(float(track.common(track.found.cues[0].start_s)))
    y = round(2 * (row.top() + 8))
    colour = page.session.theme.of("text")
    found = [
        column
        for column in range(round(2 * x) - 8, round(2 * x) + 9)
        if picture.pixelColor(column, y).name() == colour
    ]
    assert found
    assert abs(found[0] - (2 * x - 3)) <= 1


def test_csv_has_every_track(opened: Opener) -> None:
    lines = opened().csv().splitlines()
    assert len(lines) == 4
    assert lines[3].startswith("subtitles,late.lrc,0.3")


def test_it_goes_to_an_item_where_something_moved_unless_one_was_chosen(
    session: Session, opening: Opening[TimePage], tmp_path: Path
) -> None:
    made = catalog(tmp_path)
    session.catalog = replace(made, items=made.items.reverse())
    page = opening(TimePage)
    assert page.row == 0  # nothing is known yet
    scan.time_scan(session.catalog, Reporter())
    session.scans.refresh("time")
    assert page.row == 2
    session.select_item(1)
    session.scans.refresh("time")
    assert page.row == 1
