"""Attention and alignment in the real window, with the real engine and a model trained just now."""

from __future__ import annotations

import csv
import io
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from gui.pages.attention import evidence
from gui.shell.main_window import MainWindow
from gui.tour import Tour
from tests.gui.hands import LEFT, Hands

ITEMS = 24


@pytest.mark.encoders
@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_user_looks_at_maps(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    user = Hands(window, qtbot)
    prepare(window, tmp_path)
    attention(user, tmp_path)
    alignment(user)
    assert not window.session.jobs.running


def prepare(window: MainWindow, out: Path) -> None:
    """A sample with words, pictures and sound, encoded, and two models of two epochs each."""
    session, tour = window.session, Tour(window, out, lambda _said: None)
    tour.job("open", lambda: session.open_sample("music", ITEMS, 30), session.catalog_changed)
    tour.show("features", picture=False)
    features: Any = window.page("features")
    tour.job("encode", features.start, session.features_changed)
    tour.show("training", picture=False)
    training: Any = window.page("training")
    for seed in (1, 0):
        few = {"epochs": 2, "seed": seed, "family_seconds": 0}
        training.form.set_value({**training.form.value(), **few})
        tour.job("train", training.start, session.run_changed)


# --- attention ---------------------------------------------------------------------------------


def attention(user: Hands, out: Path) -> None:
    user.session.select_item(3)
    user.window.show_page("attention")
    page: Any = user.window.page("attention")
    view = page.view
    user.wait(lambda: view.maps is not None and not view.waiting.awaited)
    assert view.maps.modalities == ("text", "image", "audio")
    pins(user, page)
    kinds_and_scales(user, page)
    panels(user, page)
    sound(user, page, out)
    beside(user, page)
    two_runs(user, page)
    exports(user, page, out)


def above_uniform(values: np.ndarray) -> np.ndarray:
    """Colours begin at uniform, and reach full strength no sooner than at twice of it."""
    uniform = 1 / len(values)
    return np.clip((values - uniform) / (max(values.max(), 2 * uniform) - uniform), 0, 1)


def pins(user: Hands, page: Any) -> None:
    """One pin for all drawings: words, patches and seconds; Shift adds, Escape lets go."""
    view = page.view
    assert page.controls.display.choice.kind == "relevance"  # what moved the score comes first
    user.click(page.controls.kind.button("raw"))
    user.click(view.strip, view.strip.rectangle(2).center())
    raw = view.maps.pairs["text"]["image"][0, :, 2].mean(0)
    np.testing.assert_allclose(view.picture._strength, above_uniform(raw), atol=1e-4)
    user.click(view.strip, view.strip.rectangle(5).center(), add=True)
    assert view.pin.tokens == (2, 5)
    both = view.maps.pairs["text"]["audio"][0][:, [2, 5]].mean((0, 1))
    np.testing.assert_allclose(view.time._lanes["audio"].strength, above_uniform(both), atol=1e-4)
    user.click(view.picture, view.picture.rectangle(40).center())
    assert (view.pin.modality, view.pin.tokens) == ("image", (40,))
    user.click(view.time, view.time.rectangle(4).center())
    assert (view.pin.modality, view.pin.tokens) == ("audio", (4,))
    user.press(view.time, Qt.Key.Key_Escape)
    assert not view.pin.tokens
    user.press(view.strip, Qt.Key.Key_Right)
    assert page.controls.display.choice.heads == 0
    user.press(view.strip, Qt.Key.Key_Left)
    assert page.controls.display.choice.heads == "mean"
    cell = view.matrix.rectangle(1, 2).center()
    user.click(view.matrix, cell)
    assert page.controls.display.choice.pair == ("text", "audio")
    assert not view.picture._strength.any()
    user.press(view.strip, Qt.Key.Key_Escape)
    assert page.controls.display.choice.pair is None


def drawn_as(view: Any, row: np.ndarray) -> None:
    """The patches that are coloured are those above uniform, in order."""
    part, shown = row[view.maps.part("image")], view.picture._strength
    np.testing.assert_array_equal(shown > 0, part > row.sum() / len(row) * (1 + 1e-6))
    drawn = shown > 0
    if drawn.sum() > 1:
        order = np.corrcoef(shown[drawn], part[drawn])[0, 1]
        assert order > 0.999 or np.ptp(part[drawn]) < 1e-9


def kinds_and_scales(user: Hands, page: Any) -> None:
    """Rollout and relevance are here already; the three scales mean what they say."""
    view, controls = page.view, page.controls
    user.click(view.strip, view.strip.rectangle(2).center())
    user.click(controls.kind.button("rollout"))
    assert "Rollout" in page.footer.legend.text()
    row = view.maps.flow["rollout"][2].astype(float)
    row[view.maps.part("text").start + 2] = 0  # what it keeps of itself is not drawn
    drawn_as(view, row)
    user.click(controls.kind.button("relevance"))  # of the item, so that the pin goes
    assert "what moved the score" in page.footer.legend.text()
    drawn_as(view, np.array(view.maps.flow_item["relevance"], float))
    user.click(view.strip, view.strip.rectangle(2).center())
    user.click(controls.kind.button("raw"))
    user.choose(controls.scale, "absolute")
    assert page._shown.scale.shared
    user.choose(controls.scale, "uniform")
    assert "uniform" in page.footer.colour_bar.accessibleName()
    user.choose(controls.scale, "map")
    user.press(view.strip, Qt.Key.Key_Escape)


def panels(user: Hands, page: Any) -> None:
    """Heads sorted by a statistic, the proof, the pointing game, the film of both epochs."""
    tabs = page.panels
    user.choose(tabs.heads.sort, "peak")
    shown = [(tile.layer, tile.head) for tile in tabs.heads.tiles._tiles]
    query, key = tabs.heads.pair.currentData()
    peak = page.view.maps.summary.pairs[query][key].statistics[3]
    assert shown == sorted(shown, key=lambda place: -peak[place])
    user.click(tabs.heads.tiles, tabs.heads.tiles.rectangle(0).center())
    assert page.controls.display.choice.heads == shown[0][1]
    user.choose(page.controls.head, "mean")
    tabs.setCurrentWidget(tabs.proof)
    user.click(tabs.proof.run)
    user.wait(lambda: tabs.proof._proof is not None)
    assert "chance" in tabs.proof.verdict.text()
    tabs.setCurrentWidget(tabs.pointing)
    user.click(tabs.pointing.this_item)
    user.wait(lambda: tabs.pointing.table.rowCount() > 0)
    user.click(page.controls.kind.button("rollout"))
    assert tabs.pointing.table.rowCount() == 0  # of another map
    user.click(page.controls.kind.button("raw"))
    tabs.setCurrentWidget(tabs.film)
    user.wait(tabs.film.watch.isEnabled)
    user.click(tabs.film.watch)
    user.wait(lambda: page.view.facts.epoch == 2)
    for place, epoch in ((1, -1), (3, 1)):  # it begins before grounding
        tabs.film.slider.setValue(place)
        user.wait(lambda epoch=epoch: page.view.facts.epoch == epoch)
    user.click(tabs.film.watch)
    user.wait(lambda: page.view.facts.epoch is None)
    tabs.setCurrentWidget(tabs.heads)


def sound(user: Hands, page: Any, out: Path) -> None:
    """The sound saved is louder where the pin attends than where it does not."""
    view = page.view
    user.session.select_item(3)
    user.wait(lambda: view.row == 3 and view.maps is not None and not view.waiting.awaited)
    user.click(view.time, view.time.rectangle(4).center())
    view.listening.save(out / "gained.wav")
    user.wait((out / "gained.wav").exists)
    user.answered()
    with wave.open(str(out / "gained.wav")) as file:
        rate, frames = file.getframerate(), file.readframes(file.getnframes())
    heard = np.frombuffer(frames, np.int16).astype(float)
    weights = view.listening._weights
    spans = view.maps.positions["audio"][:, :2]
    strong, weak = (spans[np.argsort(weights)[place]] for place in (-1, 0))
    loud, quiet = (
        np.abs(heard[round(a * rate) : round(b * rate)]).mean() for a, b in (strong, weak)
    )
    assert loud > quiet


def beside(user: Hands, page: Any) -> None:
    """Another item beside this one, under the same map, with a pin of its own."""
    user.click(page.compare.button)
    second = page.compare.second
    user.wait(lambda: second.maps is not None and not second.waiting.awaited)
    assert second.row != page.view.row
    user.click(second.strip, second.strip.rectangle(1).center())
    assert second.pin.tokens == (1,)
    assert page.view.pin != second.pin
    user.click(page.compare.button)
    assert not second.isVisible()


def two_runs(user: Hands, page: Any) -> None:
    """The same item under another model: side by side, then as a signed difference."""
    view, compare = page.view, page.compare
    user.click(compare.button)
    user.wait(lambda: compare.what.count() == 3)
    compare.what.setCurrentIndex(compare.what.count() - 1)
    second = compare.second
    user.wait(lambda: second.maps is not None and not second.waiting.awaited)
    assert second.run != user.session.run.folder
    assert second.row == view.row
    assert second.isVisible()
    user.click(view.strip, view.strip.rectangle(2).center())
    assert second.pin == view.pin
    user.click(second.picture, second.picture.rectangle(40).center())
    assert view.pin == second.pin
    user.click(view.strip, view.strip.rectangle(2).center())
    user.click(compare.difference)
    assert not second.isVisible()
    mine, other = (
        maps.pairs["text"]["image"][0, :, 2].mean(0) for maps in (view.maps, second.maps)
    )
    np.testing.assert_array_equal(np.sign(view.picture._strength), np.sign(mine - other))
    assert compare.what.currentText() in page.footer.said.text()
    user.click(compare.difference)
    user.click(compare.button)
    assert not second.isVisible()
    assert (view.picture._strength >= 0).all()
    user.press(view.strip, Qt.Key.Key_Escape)


def exports(user: Hands, page: Any, out: Path) -> None:
    """Picture, drawing and table of what is on screen; evidence that opens as it was."""
    view = page.view
    user.click(view.strip, view.strip.rectangle(3).center())
    for ending, mark in (("png", b"\x89PNG"), ("svg", b"<svg"), ("csv", b"modality")):
        page.export.save(out / f"map.{ending}")
        assert mark in (out / f"map.{ending}").read_bytes()[:400]
    table = list(csv.DictReader(io.StringIO(page.csv())))
    assert len(table) == sum(view.maps.count(name) for name in view.maps.modalities)
    before = view.picture._strength.copy()
    page.evidence.save(out / "map.npz")
    kept = evidence.load(out / "map.npz").meta
    assert kept.facts.model == view.facts.model
    user.click(page.bar.next)
    user.wait(lambda: view.row == 4 and view.maps is not None)
    user.answered()
    page.evidence.open(out / "map.npz")
    user.answered()
    assert (view.row, view.pin.tokens) == (3, (3,))
    np.testing.assert_allclose(view.picture._strength, before, rtol=1e-4)


# --- alignment ---------------------------------------------------------------------------------


def alignment(user: Hands) -> None:
    user.window.show_page("alignment")
    page: Any = user.window.page("alignment")
    user.wait(lambda: len(page.overview.matrix.items) > 0)
    gap(user, page)
    on_the_map(user, page)
    tokens(user, page)
    phrases(user, page)
    mismatches(user, page)


def gap(user: Hands, page: Any) -> None:
    """The slider redraws recall and the list of lost items; a cell opens its item."""
    overview = page.overview
    before = overview.gap.sentence.text()
    overview.gap.slider.setValue(100)
    user.wait(lambda: "1.00" in overview.gap.sentence.text())
    assert overview.gap.sentence.text() != before
    matrix = overview.matrix
    user.click(matrix.view, matrix.view.rectangle(2, 2).center())
    assert user.session.item == matrix.items[2]
    assert user.window.current_key == "attention"
    user.answered()
    user.window.show_page("alignment")


def on_the_map(user: Hands, page: Any) -> None:
    """Search, lasso by dragging, neighbours of the full space, loss as colour, to the catalog."""
    page.tabs.setCurrentWidget(page.map)
    tab = page.map
    user.wait(lambda: tab.plot.points.count > 0)
    user.wait(lambda: tab.side.list.count() > 0)
    title = tab.scope.rows.title(5)
    user.qtbot.keyClicks(tab.tools.search, title)
    user.wait(lambda: 5 in tab.plot._found.tolist())
    user.choose(tab.tools.colours, "loss")
    user.wait(lambda: "true neighbours" in tab.sentence.text())
    user.click(tab.tools.lasso)
    drag(user, tab.plot)
    assert tab.side.catalog.isVisible()
    assert len(tab._enclosed) > ITEMS // 2
    user.click(tab.side.catalog)
    assert user.window.current_key == "catalog"
    user.window.show_page("alignment")


def drag(user: Hands, plot: Any) -> None:
    """Around all points with the mouse."""
    port = plot.viewport()
    x0, y0, x1, y1 = plot.points.bounds()
    view = plot.getPlotItem().vb
    corners = [
        view.mapViewToScene(QPointF(x, y)) for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
    ]
    places = [plot.mapFromScene(corner) for corner in corners]
    user.qtbot.mousePress(port, LEFT, pos=places[0])
    for start, end in zip(places, [*places[1:], places[0]], strict=True):
        for step in range(1, 9):
            user.qtbot.mouseMove(port, start + (end - start) * step / 8)
            user.qtbot.wait(15)  # pyqtgraph takes a hundred moves a second and no more
    user.qtbot.mouseRelease(port, LEFT, pos=places[0] + QPoint(1, 1))


def tokens(user: Hands, page: Any) -> None:
    """MaxSim links and the transport plan of the item all pages look at."""
    page.tabs.setCurrentWidget(page.tokens)
    user.wait(lambda: "MaxSim" in page.tokens.links_title.text())
    user.answered()
    assert "Transport" in page.tokens.plan_title.text()


def phrases(user: Hands, page: Any) -> None:
    """A phrase finds a place in each item; a double click opens it."""
    tab = page.finding
    page.tabs.setCurrentWidget(tab)
    user.qtbot.keyClicks(tab.phrase, "sun")
    user.click(tab.go)
    user.wait(lambda: len(tab.cards) > 0)
    assert "Best place of each of" in tab.sentence.text()
    user.click(tab.cards[0])
    assert user.session.item == tab.cards[0].item


def mismatches(user: Hands, page: Any) -> None:
    """The work list: marked by Space, opened by Enter."""
    tab = page.mismatches
    page.tabs.setCurrentWidget(tab)
    user.wait(lambda: tab.table.rowCount() > 0)
    place = QPointF(tab.table.visualItemRect(tab.table.item(0, 0)).center())
    user.click(tab.table.viewport(), place)
    item = tab.chosen[0]
    user.press(tab.table, Qt.Key.Key_Space)
    assert "1 checked" in tab.sentence.text()
    user.click(tab.table.viewport(), place)
    user.press(tab.table, Qt.Key.Key_Return)
    assert user.window.current_key == "attention"
    assert user.session.item in (item, *tab._list.items.tolist())
    user.answered()
