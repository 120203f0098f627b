"""The alignment page as a person uses it, over real numbers computed here."""

from __future__ import annotations

import csv
import io
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from core.alignment import measures as core_measures
from core.contracts.alignment import MAP, PAIR, SHIFTED, SPACES, PairParams, ShiftedParams
from core.worker.messages import Failed
from gui.pages.alignment import measures
from gui.pages.alignment.page import AlignmentPage
from gui.session import Session
from gui.widgets.maps.similarity_view import SimilarityView
from tests.gui.alignment.conftest import ITEMS, Planted, pair_answer, shifted_answer, vectors
from tests.gui.attention_fixture import Asked, catalog, open_catalog
from tests.gui.conftest import visible_text
from tests.gui.typed import features


def cell(page: AlignmentPage, row: int, column: int) -> Any:
    return page.overview.matrix.view.rectangle(row, column).center().toPoint()


def test_what_is_missing_is_named_and_the_button_leads_there(
    qtbot: QtBot, page: AlignmentPage, session: Session
) -> None:
    wanted: list[str] = []
    session.page_wanted.connect(wanted.append)
    assert "Open a catalog" in page.empty.sentence.text()
    qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    open_catalog(session, catalog())
    assert "encoded" in page.empty.sentence.text()
    qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert wanted == ["catalog", "features"]
    session.set_features(features("/f"))
    assert page.tabs.isVisible()


def test_refusal_is_shown_in_place(page: AlignmentPage, session: Session, asked: Asked) -> None:
    asked.answers[SPACES.name] = lambda _p: Failed(job="engine", message="One modality.")
    open_catalog(session, catalog())
    session.set_features(features("/f"))
    assert "One modality." in page.empty.sentence.text()
    assert not page.tabs.isVisible()


def test_space_is_named_honestly_and_every_measure_has_formula_and_chance(
    ready: AlignmentPage, session: Session
) -> None:
    assert "Space of the test." in visible_text(ready)
    told = pair_answer(PairParams(space="model", x="text", y="image"))
    shown = [tile.measure for tile in ready.overview.tiles if tile.isVisible()]
    assert shown == measures.tiles(told)
    assert all(len(measure.formula) > 40 for measure in shown)
    recall = told.measures["recall@1 x to y"].value
    assert shown[0].value == f"{recall:.1%}"
    assert shown[0].chance == "33.3%"


def test_another_pair_and_another_space_are_asked_for(ready: AlignmentPage, asked: Asked) -> None:
    ready.pair.setCurrentIndex(2)
    method, params = asked.questions[-1]
    assert (method, params.x, params.y) == (PAIR.name, "image", "audio")
    ready.space.setCurrentIndex(1)
    assert asked.questions[-1][1].space == "ridge"
    ready.turn.click()
    params = asked.questions[-1][1]
    assert (params.x, params.y) == ("audio", "image")


def test_tabs_ask_only_when_they_are_looked_at(planted: Planted, real: AlignmentPage) -> None:
    pairs = planted.count(PAIR)
    assert planted.count(MAP) == 0
    real.tabs.setCurrentWidget(real.map)
    real.tabs.setCurrentWidget(real.overview)
    real.tabs.setCurrentWidget(real.map)
    assert planted.count(MAP) == 1
    assert planted.count(PAIR) == pairs
    assert not real.pair.isEnabled()
    real.tabs.setCurrentWidget(real.overview)
    assert real.pair.isEnabled()


def test_hovering_a_cell_shows_both_items(qtbot: QtBot, ready: AlignmentPage) -> None:
    qtbot.mouseMove(ready.overview.matrix.view, cell(ready, 0, 2))
    assert ready.overview.preview.left.title.text() == "Striped mug"
    assert ready.overview.preview.right.title.text() == "Blue lamp"
    x, y = vectors()
    assert f"{x[0] @ y[2]:.3f}" in ready.overview.preview.sentence.text()
    assert f"{x[0] @ y[0]:.3f}" in ready.overview.preview.sentence.text()
    qtbot.mouseMove(ready.overview.matrix.view, cell(ready, 1, 1))
    assert "rank" in ready.overview.preview.sentence.text()


def test_click_opens_the_item_on_the_attention_page(
    qtbot: QtBot, ready: AlignmentPage, session: Session
) -> None:
    wanted: list[str] = []
    session.page_wanted.connect(wanted.append)
    qtbot.mouseClick(ready.overview.matrix.view, Qt.MouseButton.LeftButton, pos=cell(ready, 0, 1))
    assert session.item == 2
    assert wanted == ["attention"]


def test_keyboard_walks_the_matrix(qtbot: QtBot, ready: AlignmentPage, session: Session) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(ready.overview.matrix.view, key)
    assert session.item == int(ITEMS[2])
    assert ready.overview.preview.right.title.text() == "Red sock"


def test_selected_item_is_marked_here_too(ready: AlignmentPage, session: Session) -> None:
    session.select_item(1)
    assert ready.overview.matrix.view._marked == 2


def test_dragging_the_gap_redraws_matrix_recall_and_list_at_every_step(
    ready: AlignmentPage, asked: Asked
) -> None:
    gap = ready.overview.gap
    for step in (20, 50):
        gap.slider.setValue(step)
    assert asked.count(SHIFTED) == 2
    assert asked.questions[-1][1].shift == 0.5
    x, y = core_measures.shifted(*vectors(), 0.5)
    np.testing.assert_allclose(ready.overview.matrix.view.values, x @ y.T, rtol=1e-5)
    recall = core_measures.recall(core_measures.compare(x, y).ranks, 1).value
    assert f"{recall:.1%}" in gap.sentence.text()
    assert gap.table.item(0, 0).text() == "Red sock"
    gap.back.click()
    assert gap.shift == 0


def test_while_an_answer_is_awaited_only_the_last_shift_follows(
    ready: AlignmentPage, asked: Asked, monkeypatch: pytest.MonkeyPatch, session: Session
) -> None:
    waiting: list[tuple[ShiftedParams, Any]] = []
    monkeypatch.setattr(session, "ask", lambda _m, params, done, _f: waiting.append((params, done)))
    for step in (10, 20, 30):
        ready.overview.gap.slider.setValue(step)
    assert [params.shift for params, _ in waiting] == [0.1]
    params, done = waiting[0]
    done(shifted_answer(params))
    assert [params.shift for params, _ in waiting] == [0.1, 0.3]
    done = waiting[1][1]
    done(shifted_answer(waiting[1][0]))
    assert len(waiting) == 2


def test_lost_items_are_previewed_and_opened(
    qtbot: QtBot, ready: AlignmentPage, session: Session
) -> None:
    table = ready.overview.gap.table
    table.setCurrentCell(0, 0)
    assert ready.overview.preview.left.title.text() == "Red sock"
    assert ready.overview.preview.right.title.text() == "Blue lamp"
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert session.item == 0


def test_likeness_reorders_rows_and_columns_alike(ready: AlignmentPage) -> None:
    matrix = ready.overview.matrix
    before = matrix.view.values.copy()
    matrix.order.setCurrentIndex(1)
    order = measures.by_likeness(before)
    np.testing.assert_allclose(matrix.view.values, before[np.ix_(order, order)])
    assert matrix.items.tolist() == ITEMS[order].tolist()


def test_likeness_gathers_blocks() -> None:
    rng = np.random.default_rng(0)
    group = rng.permutation(np.repeat([0, 1], 20))
    matrix = (group[:, None] == group).astype(float) + 0.1 * rng.normal(size=(40, 40))
    sorted_groups = group[measures.by_likeness(matrix)]
    assert (np.diff(sorted_groups) != 0).sum() == 1


def test_matrix_strip_stands_for_its_row(qtbot: QtBot, session: Session) -> None:
    view = SimilarityView(session.appearance)
    qtbot.addWidget(view)
    view.resize(500, 420)
    rng = np.random.default_rng(0)
    view.set_matrix(rng.random((7, 7)), rng.normal(size=7), ("a", "b"), ("text", "image"))
    frame = view.frame()
    for row in range(7):
        inside = view.rectangle(row, 3).center()
        assert view.cell_at(inside) == (row, 3)
        assert view.cell_at(QPointF(frame.right() + 20, inside.y())) == (row, row)
    assert view.cell_at(QPointF(frame.left() - 5, 100)) == (-1, -1)
    assert not view.grab().isNull()


def test_exports_hold_the_numbers_on_screen(ready: AlignmentPage) -> None:
    table = list(csv.reader(io.StringIO(ready.overview.matrix.csv())))
    assert table[0] == ["item", "c", "a", "b"]
    x, y = vectors()
    assert float(table[1][2]) == pytest.approx(float(x[0] @ y[1]), rel=1e-5)
    assert ready.overview.gap.csv().count("\n") == 32
