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
from core.worker.messages import Failed
from gui import theme
from gui.pages.alignment import density, measures
from gui.pages.alignment.map_panel import MOST_MARKS
from gui.pages.alignment.page import AlignmentPage
from gui.session import Session, Stage
from gui.widgets.similarity_view import SimilarityView
from tests.gui.alignment.conftest import ITEMS, pair_answer, vectors
from tests.gui.attention_fixture import Asked, catalog, open_catalog
from tests.gui.conftest import visible_text


def cell(page: AlignmentPage, row: int, column: int) -> Any:
    return page.matrix.rectangle(row, column).center().toPoint()


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
    session.set_features({"folder": "/f"})
    assert page.content.isVisible()


def test_refusal_is_shown_in_place(page: AlignmentPage, session: Session, asked: Asked) -> None:
    asked.answers["alignment.spaces"] = lambda _p: Failed(job="engine", message="One modality.")
    open_catalog(session, catalog())
    session.set_features({"folder": "/f"})
    assert "One modality." in page.empty.sentence.text()
    assert not page.content.isVisible()


def test_space_is_named_honestly_and_every_measure_has_formula_and_chance(
    ready: AlignmentPage, session: Session
) -> None:
    assert "Space of the test." in visible_text(ready)
    told = pair_answer({"space": "model", "x": "text", "y": "image"})[0]
    shown = [tile.measure for tile in ready.tiles if tile.isVisible()]
    assert shown == measures.tiles(told)
    assert all(len(measure.formula) > 40 for measure in shown)
    recall = told["measures"]["recall@1 there"]["value"]
    assert shown[0].value == f"{recall:.1%}"
    assert shown[0].chance == "33.3%"
    assert session.stage("alignment")[0] is Stage.DONE


def test_another_pair_and_another_space_are_asked_for(ready: AlignmentPage, asked: Asked) -> None:
    ready.pair.setCurrentIndex(2)
    method, params = asked.questions[-1]
    assert (method, params["x"], params["y"]) == ("alignment.pair", "image", "audio")
    ready.space.setCurrentIndex(1)
    assert [name for name, _ in asked.questions[-2:]] == ["alignment.map", "alignment.pair"]
    assert asked.questions[-1][1]["space"] == "ridge"


def test_hovering_a_cell_shows_both_items(qtbot: QtBot, ready: AlignmentPage) -> None:
    qtbot.mouseMove(ready.matrix, cell(ready, 0, 2))
    assert ready.preview.left.title.text() == "Striped mug"
    assert ready.preview.right.title.text() == "Blue lamp"
    x, y = vectors()
    assert f"{x[0] @ y[2]:.3f}" in ready.preview.sentence.text()
    assert f"{x[0] @ y[0]:.3f}" in ready.preview.sentence.text()
    qtbot.mouseMove(ready.matrix, cell(ready, 1, 1))
    assert "rank" in ready.preview.sentence.text()


def test_click_opens_the_item_on_the_attention_page(
    qtbot: QtBot, ready: AlignmentPage, session: Session
) -> None:
    wanted: list[str] = []
    session.page_wanted.connect(wanted.append)
    qtbot.mouseClick(ready.matrix, Qt.MouseButton.LeftButton, pos=cell(ready, 0, 1))
    assert session.item == 2
    assert wanted == ["attention"]


def test_keyboard_walks_the_matrix(qtbot: QtBot, ready: AlignmentPage, session: Session) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(ready.matrix, key)
    assert session.item == int(ITEMS[2])
    assert ready.preview.right.title.text() == "Red sock"


def test_selected_item_is_marked_here_too(ready: AlignmentPage, session: Session) -> None:
    session.select_item(1)
    assert ready.matrix._marked == 2
    assert ready.map._item == 1


def test_slider_reads_recall_off_the_curve_and_redraws_when_it_rests(
    qtbot: QtBot, ready: AlignmentPage, asked: Asked
) -> None:
    ready.gap.slider.setValue(50)
    assert ready.gap.recall("xy") == pytest.approx(0.5)
    assert "50.0%" in ready.gap.sentence.text()
    qtbot.waitUntil(lambda: asked.count("alignment.shifted") == 1)
    assert asked.questions[-1][1]["shift"] == 0.5
    x, y = core_measures.shifted(*vectors(), 0.5)
    np.testing.assert_allclose(ready.matrix.values, x @ y.T, rtol=1e-5)
    ready.gap.back.click()
    assert ready.gap.shift == 0


def test_likeness_reorders_rows_and_columns_alike(ready: AlignmentPage) -> None:
    before = ready.matrix.values.copy()
    ready.order.setCurrentIndex(1)
    order = measures.by_likeness(before)
    np.testing.assert_allclose(ready.matrix.values, before[np.ix_(order, order)])
    assert ready._items.tolist() == ITEMS[order].tolist()


def test_likeness_gathers_blocks() -> None:
    rng = np.random.default_rng(0)
    group = rng.permutation(np.repeat([0, 1], 20))
    matrix = (group[:, None] == group).astype(float) + 0.1 * rng.normal(size=(40, 40))
    sorted_groups = group[measures.by_likeness(matrix)]
    assert (np.diff(sorted_groups) != 0).sum() == 1


def test_mismatches_are_a_work_list(qtbot: QtBot, ready: AlignmentPage, session: Session) -> None:
    ready.panels.setCurrentWidget(ready.mismatches)
    ready.mismatches.table.setCurrentCell(0, 0)
    assert ready.preview.left.title.text() == "Red sock"
    assert ready.preview.right.title.text() == "Blue lamp"
    ready.mismatches.table.setFocus()
    qtbot.keyClick(ready.mismatches.table, Qt.Key.Key_Return)
    assert session.item == 0
    table = list(csv.DictReader(io.StringIO(ready.mismatches.csv())))
    assert table[0]["item"] == "a"
    assert table[0]["nearest_instead"] == "b"


def test_map_finds_the_item_under_the_pointer_and_joins_its_modalities(
    ready: AlignmentPage, session: Session
) -> None:
    view = ready.map.plot.getPlotItem().vb
    place = view.mapViewToScene(QPointF(1, 1))
    assert ready.map.nearest(place) == 2
    assert ready.map.nearest(view.mapViewToScene(QPointF(0.5, 0.5))) == -1
    ready.map._moved(place)
    assert ready.preview.left.title.text() == "Striped mug"
    x, y = ready.map._segments(np.array([2]))
    np.testing.assert_allclose(np.stack([x, y], 1), [[2, 0], [1, 1]])
    x, _ = ready.map._segments(np.array([1]))
    assert len(x) == 0  # this one has words alone


def test_many_points_are_drawn_as_density(ready: AlignmentPage) -> None:
    count = MOST_MARKS
    rng = np.random.default_rng(0)
    ready.map.show_map(
        {"modalities": ["text", "image"], "explained": [0.1, 0.1]},
        {
            "points/text": rng.normal(size=(count, 2)).astype(np.float32),
            "points/image": rng.normal(size=(count, 2)).astype(np.float32),
            "rows/text": np.arange(count),
            "rows/image": np.arange(count),
        },
    )
    kinds = [type(item).__name__ for item in ready.map.plot.getPlotItem().items]
    assert kinds.count("ImageItem") == 1
    assert "ScatterPlotItem" not in kinds


def test_density_counts_where_points_are() -> None:
    points = {"text": np.array([[0.5, 0.5]] * 50 + [[3.5, 1.5]])}
    image = density.splat(points, (0, 0, 4, 2), (4, 2), theme.LIGHT)
    assert image[0, 0, 3] == 255
    assert 0 < image[1, 3, 3] < 255
    assert image[..., 3].astype(bool).sum() == 2


def test_matrix_strip_stands_for_its_row(qtbot: QtBot, session: Session) -> None:
    view = SimilarityView(session)
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
    table = list(csv.reader(io.StringIO(ready.csv())))
    assert table[0] == ["item", "c", "a", "b"]
    x, y = vectors()
    assert float(table[1][2]) == pytest.approx(float(x[0] @ y[1]), rel=1e-5)
    assert ready.gap.csv().count("\n") == 32
    assert ready.map.csv().count("\n") == 6
