"""The embedding map: geometry against brute force, and the tab as a person uses it."""

from __future__ import annotations

import csv
import io
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPolygonF
from pytestqt.qtbot import QtBot

from core.contracts.alignment import MapParams, NeighboursParams
from core.contracts.embedding import EMBED, Embedded, EmbedSpec
from core.contracts.job import Ended, JobKind
from core.explore.alignment import plane
from core.progress import Reporter
from core.worker.messages import Failed
from gui import theme
from gui.jobs import Job
from gui.pages.alignment import density, map_colours
from gui.pages.alignment.map_plot import MOST_MARKS, Group, MapPlot
from gui.pages.alignment.map_points import MapPoints
from gui.pages.alignment.page import AlignmentPage
from gui.session import Session
from gui.state import jobs as state
from tests.gui.alignment.conftest import ITEM_COUNT, Planted
from tests.workbench.fake_process import FakeProcess


def three() -> MapPoints:
    return MapPoints(
        {
            "text": np.array([[0, 0], [1, 0], [2, 0]], np.float32),
            "image": np.array([[0, 1], [1, 1]], np.float32),
        },
        {"text": np.array([0, 1, 2]), "image": np.array([0, 2])},
    )


# --- geometry ------------------------------------------------------------------------------


@settings(max_examples=30)
@given(st.integers(0, 999), st.floats(-2, 2), st.floats(-2, 2), st.floats(0.01, 3))
def test_nearest_equals_a_loop(seed: int, x: float, y: float, reach: float) -> None:
    rng = np.random.default_rng(seed)
    places = rng.normal(size=(30, 2)).astype(np.float32)
    points = MapPoints({"text": places}, {"text": np.arange(30) * 2})
    away = (((places - [x, y]) / [reach, 2 * reach]) ** 2).sum(1)
    expected = ("text", 2 * int(away.argmin())) if away.min() < 1 else None
    assert points.nearest(x, y, (reach, 2 * reach)) == expected


@settings(max_examples=30)
@given(st.integers(0, 999), st.integers(3, 9))
def test_lasso_equals_qt_polygons(seed: int, corners: int) -> None:
    rng = np.random.default_rng(seed)
    places = rng.uniform(0, 1, (60, 2)).astype(np.float32)
    polygon = rng.uniform(0, 1, (corners, 2))
    oracle = QPolygonF([QPointF(*corner) for corner in polygon])
    expected = [
        n
        for n, place in enumerate(places.tolist())
        if oracle.containsPoint(QPointF(*place), Qt.FillRule.OddEvenFill)
    ]
    points = MapPoints({"text": places}, {"text": np.arange(60)})
    assert points.inside(polygon).tolist() == expected
    assert points.inside(polygon[:2]).tolist() == []


def test_segments_join_the_modalities_of_an_item() -> None:
    points = three()
    x, y = points.segments(np.array([2]))
    np.testing.assert_allclose(np.stack([x, y], 1), [[2, 0], [1, 1]])
    assert len(points.segments(np.array([1]))[0]) == 0  # this one has words alone
    assert points.place("image", 1) is None
    assert points.place("image", 2).tolist() == [1, 1]


def test_how_many_are_nearer_is_counted_on_the_map() -> None:
    points = three()
    assert points.nearer("text", 0, ("text", 1)) == 0
    assert points.nearer("text", 0, ("image", 2)) == 2
    assert points.nearer("text", 0, ("text", 2)) == 3
    assert points.nearer("text", 0, ("image", 1)) == points.count


def test_density_counts_where_points_are() -> None:
    places = np.array([[0.5, 0.5]] * 50 + [[3.5, 1.5]], np.float32)
    image = density.splat([(places, theme.LIGHT.of("text"))], (0, 0, 4, 2), (4, 2))
    assert image[0, 0, 3] == 255
    assert 0 < image[1, 3, 3] < 255
    assert image[..., 3].astype(bool).sum() == 2
    nothing = density.splat([(places + 10, "#ff0000")], (0, 0, 4, 2), (4, 2))
    assert not nothing.any()


def test_density_mixes_groups_by_their_share() -> None:
    here = np.array([[0.5, 0.5]], np.float32)
    image = density.splat([(here, "#ff0000"), (here, "#0000ff")], (0, 0, 1, 1), (1, 1))
    assert image[0, 0].tolist() == [128, 0, 128, 255]


def test_many_points_are_drawn_as_density_and_follow_the_view(
    qtbot: QtBot, session: Session
) -> None:
    plot = MapPlot(session)
    qtbot.addWidget(plot)
    plot.resize(300, 300)
    plot.show()
    places = np.random.default_rng(0).normal(size=(MOST_MARKS + 1, 2)).astype(np.float32)
    points = MapPoints({"text": places}, {"text": np.arange(len(places))})
    groups = [Group("text", np.arange(len(places)), "#0072b2")]
    plot.show_points(points, groups)
    kinds = [type(item).__name__ for item in plot.getPlotItem().items]
    assert kinds.count("ImageItem") == 1
    assert "ScatterPlotItem" not in kinds
    plot.getPlotItem().vb.setRange(QRectF(0, 0, 1, 1), padding=0)
    qtbot.waitUntil(lambda: plot._density.mapRectToParent(plot._density.boundingRect()).width() < 2)
    few = MapPoints({"text": places[:50]}, {"text": np.arange(50)})
    plot.show_points(few, [Group("text", np.arange(50), "#0072b2")])
    kinds = [type(item).__name__ for item in plot.getPlotItem().items]
    assert kinds.count("ScatterPlotItem") == 1
    assert "ImageItem" not in kinds


def test_loss_colours_are_in_steps_and_what_was_not_measured_is_muted() -> None:
    loss = {"text": np.array([0.0, 1.0, np.nan]), "image": np.array([0.5, 0.5])}
    made = map_colours.by_loss(three(), loss, theme.LIGHT)
    drawn = {(g.modality, int(n)): g.colour for g in made.groups for n in g.which}
    colours = [colour for colour, _ in made.legend]
    assert drawn["text", 0] == colours[0]
    assert drawn["text", 1] == colours[-1]
    assert drawn["text", 2] == theme.LIGHT.plot_grid
    assert drawn["image", 0] == drawn["image", 1] == colours[2]


# --- the tab -------------------------------------------------------------------------------


@pytest.fixture
def tab(real: AlignmentPage) -> Any:
    real.tabs.setCurrentWidget(real.map)
    return real.map


def test_map_holds_all_modalities_and_says_what_the_plane_keeps(tab: Any) -> None:
    assert tab.plot.points.count == 2 * ITEM_COUNT + 25
    assert "of the variance" in tab.sentence.text()
    assert "audio" in tab.legend.text()
    table = list(csv.reader(io.StringIO(tab.csv())))
    assert len(table) == 1 + tab.plot.points.count
    assert table[1][:2] == ["text", "i0"]


def test_hover_names_the_item_and_a_click_selects_it_everywhere(tab: Any, session: Session) -> None:
    place = tab.plot.points.place("image", 7)
    at = tab.plot.getPlotItem().vb.mapViewToScene(QPointF(*map(float, place)))
    modality, item = tab.plot.nearest(at)
    tab.plot._moved(at)
    assert tab.side.title.text().endswith(f"Thing {item}")
    tab.plot.chosen.emit(modality, item)
    assert session.item == item


def test_true_neighbours_are_those_of_the_full_space(
    tab: Any, session: Session, planted: Planted
) -> None:
    tab.plot.chosen.emit("image", 7)
    params = NeighboursParams(space="model", item=7, modality="image")
    told = plane.neighbours(planted.context, params)
    listed = [tab.side.list.item(n).data(256) for n in range(tab.side.list.count())]
    assert listed == told.rows.tolist()
    torn = sum("⤳" in tab.side.list.item(n).text() for n in range(len(listed)))
    assert f"<b>{len(listed) - torn}</b> of {len(listed)}" in tab.side.heading.text()
    tab.side.list.itemClicked.emit(tab.side.list.item(2))
    assert session.item == listed[2]
    assert told.modality == "image"


def test_lasso_encloses_and_leads_to_the_catalog(tab: Any, session: Session) -> None:
    wanted: list[tuple[list[int], str]] = []
    pages: list[str] = []
    session.items_wanted.connect(lambda rows, why: wanted.append((rows.tolist(), why)))
    session.page_wanted.connect(pages.append)
    x0, y0, x1, y1 = tab.plot.points.bounds()
    middle = (x0 + x1) / 2
    half = np.array([[x0 - 1, y0 - 1], [middle, y0 - 1], [middle, y1 + 1], [x0 - 1, y1 + 1]])
    tab.plot._lasso_closed(half)
    expected = tab.plot.points.inside(half).tolist()
    assert 0 < len(expected) < ITEM_COUNT
    assert f"<b>{len(expected)}</b>" in tab.side.enclosed.text()
    tab.side.catalog.click()
    assert wanted == [(expected, f"{len(expected)} items enclosed on the alignment map")]
    assert pages == ["catalog"]
    tab.side.forget.click()
    assert not tab.side.catalog.isVisible()


def test_search_highlights(qtbot: QtBot, tab: Any) -> None:
    tab.tools.search.setText("thing 5")
    expected = [k for k in range(ITEM_COUNT) if "5" in f"{k}"]
    qtbot.waitUntil(lambda: tab.plot._found.tolist() == expected)
    tab.tools.search.clear()
    qtbot.waitUntil(lambda: not len(tab.plot._found))


def test_keys_move_zoom_and_reset(qtbot: QtBot, tab: Any) -> None:
    view = tab.plot.getPlotItem().vb
    before = view.viewRect()
    qtbot.keyClick(tab.plot, Qt.Key.Key_Right)
    moved = view.viewRect()
    assert moved.left() == pytest.approx(before.left() + 0.1 * before.width())
    qtbot.keyClick(tab.plot, Qt.Key.Key_Plus)
    assert view.viewRect().width() == pytest.approx(0.8 * before.width())
    qtbot.keyClick(tab.plot, Qt.Key.Key_0)
    assert view.viewRect().left() == pytest.approx(before.left())


def test_colour_by_loss_and_by_attribute(tab: Any, planted: Planted) -> None:
    colours = tab.tools.colours
    assert colours.findData("attribute colour") >= 0
    assert colours.findData("attribute title") < 0
    colours.setCurrentIndex(colours.findData("loss"))
    told = plane.loss(planted.context, MapParams(space="model"))
    assert f"<b>{told.mean:.0%}</b>" in tab.sentence.text()
    assert f"by chance {told.chance:.0%}" in tab.sentence.text()
    colours.setCurrentIndex(colours.findData("attribute colour"))
    assert all(word in tab.legend.text() for word in ("red", "blue", "green"))
    drawn = sum(len(group.which) for group in tab.plot._groups)
    assert drawn == tab.plot.points.count


def test_a_slow_map_is_offered_made_by_a_job_and_then_shown(
    tab: Any, session: Session, planted: Planted, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[JobKind[Any, Any], EmbedSpec]] = []
    spec = EmbedSpec(catalog="/c", features="/f")
    fake = Job(state.Job(EMBED, spec, "Map", FakeProcess), session)  # never started

    def start(kind: JobKind[Any, Any], spec: EmbedSpec, _title: str) -> Job[EmbedSpec, Embedded]:
        started.append((kind, spec))
        return fake

    monkeypatch.setattr(session.jobs, "start", start)
    method = tab.tools.method
    method.setCurrentIndex(method.findData("tsne"))
    assert tab.tools.compute.isVisible()
    assert tab.plot.points.count == 0
    tab.tools.compute.click()
    assert started[0][0] is EMBED
    assert started[0][1].method == "tsne"
    fake.failed.emit(Failed(job="x", message="t-SNE needs it.", remedy="Run: pip install it"))
    assert "pip install it" in tab.sentence.text()
    monkeypatch.setattr(plane.embedding, "tsne", lambda x, reporter: x[:, :2].copy())
    params = MapParams(space="model", method="tsne")
    plane.compute(planted.context, params, Reporter())
    made = Embedded(space="model", method="tsne", map="/m")
    fake.finished.emit(Ended("done", made))
    assert tab.plot.points.count == 2 * ITEM_COUNT + 25
