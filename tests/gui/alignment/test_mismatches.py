"""The work list: planted swaps on top, marks that last, items left out."""

from __future__ import annotations

import csv
import io
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.catalog.opening import snapshot
from gui.pages.alignment.checked_items import CheckedItems
from gui.pages.alignment.page import AlignmentPage
from gui.session import Session
from tests.gui.alignment.conftest import ITEM_COUNT, Planted

SWAPPED = np.array([5, 17, 29, 41])


@pytest.fixture
def tab(planted: Planted, real: AlignmentPage) -> Any:
    image = planted.context.features.stores["image"].features
    image[SWAPPED] = image[np.roll(SWAPPED, 1)]
    real.tabs.setCurrentWidget(real.mismatches)
    return real.mismatches


def titles(tab: Any) -> list[str]:
    return [tab.table.item(row, 0).text() for row in range(tab.table.rowCount())]


def test_swapped_pictures_are_on_top_with_a_score_one_can_read(tab: Any) -> None:
    assert tab.table.rowCount() == ITEM_COUNT
    top = {int(name.removeprefix("Thing ")) for name in titles(tab)[:4]}
    assert len(top & set(SWAPPED.tolist())) >= 3
    score = float(tab.table.item(0, 1).text().rstrip("%"))
    assert score >= 40
    assert "strangers" in tab.sentence.text()


def test_a_row_shows_the_item_and_the_stranger(tab: Any) -> None:
    tab.table.selectRow(0)
    assert tab.preview.left.title.text() == titles(tab)[0]
    assert tab.preview.right.title.text() == tab.table.item(0, 3).text()


def test_marks_last_and_can_be_hidden(qtbot: QtBot, tab: Any, real: AlignmentPage) -> None:
    first = titles(tab)[0]
    tab.table.selectRow(0)
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_Space)
    assert "checked" in tab.table.item(0, 4).text()
    assert "1 checked" in tab.sentence.text()
    tab.hide_checked.setChecked(True)
    assert first not in titles(tab)
    assert tab.table.rowCount() == ITEM_COUNT - 1
    # Another window, the same catalog; the pair the other way round is the same pair.
    name = first.replace("Thing ", "i")
    assert name in CheckedItems("/planted", ("image", "text"))
    assert name not in CheckedItems("/elsewhere", ("text", "image"))
    tab.hide_checked.setChecked(False)
    tab.table.selectRow(0)
    tab.checked.click()
    assert name not in CheckedItems("/planted", ("text", "image"))


def test_broken_marks_are_no_marks(session: Session) -> None:
    marks = CheckedItems("/planted", ("text", "image"))
    marks.set(["a"], checked=True)
    marks._path.write_text("[1, 2")
    assert len(CheckedItems("/planted", ("text", "image"))) == 0


def test_enter_opens_the_attention_page(qtbot: QtBot, tab: Any, session: Session) -> None:
    wanted: list[str] = []
    session.page_wanted.connect(wanted.append)
    tab.table.selectRow(1)
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_Return)
    assert session.item == int(titles(tab)[1].removeprefix("Thing "))
    assert wanted == ["attention"]


def test_chosen_items_are_left_out_of_the_catalog(tab: Any, session: Session, qtbot: QtBot) -> None:
    gone = titles(tab)[:2]
    tab.table.selectRow(0)
    tab.table.item(1, 0).setSelected(True)
    said: list[str] = []
    session.notice.connect(lambda _kind, sentence, _details: said.append(sentence))
    tab.leave_out.click()
    qtbot.waitUntil(lambda: not session.loading)
    assert session.catalog is not None
    assert session.snapshot is not None
    assert session.catalog.items.height == ITEM_COUNT - 2
    assert not set(gone) & set(session.catalog.items["title"])
    assert snapshot.load(session.snapshot).items.height == ITEM_COUNT - 2
    assert "Left out as a mismatch" in said[0]


def test_too_few_items_are_said_in_place(planted: Planted, real: AlignmentPage) -> None:
    store = planted.context.features.stores["image"]
    store.present[:] = False
    store.present[:4] = True
    real.tabs.setCurrentWidget(real.mismatches)
    assert "Only 4 items" in real.mismatches.sentence.text()
    assert real.mismatches.table.rowCount() == 0
    assert not real.mismatches.leave_out.isEnabled()


def test_export_holds_the_whole_list(tab: Any) -> None:
    table = list(csv.DictReader(io.StringIO(tab.csv())))
    assert len(table) == ITEM_COUNT
    scores = [float(row["strangers_fit_better"]) for row in table]
    assert scores == sorted(scores, reverse=True)
    assert table[0]["title"] == titles(tab)[0]
