"""The training film on the Attention page."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.contracts.attention import (
    FILM,
    FRAME,
    MAPS,
    FilmAnswer,
    FilmedEpoch,
    FilmedPoint,
    FrameParams,
    MapFacts,
    MapsAnswer,
)
from core.explore.attention.named_arrays import maps_of
from gui.pages.attention.map_slice import Choice, Focus
from gui.pages.attention.page import AttentionPage
from tests.gui.attention_fixture import LENGTHS, Asked, make_arrays


def film_answer(_params):
    def told(epoch):
        points = [FilmedPoint(query="text", key="image", rate=0.3 * epoch, chance=0.2)]
        mass = [[0.2, 0.3, 0.5]] * 4
        names = list(LENGTHS)
        return FilmedEpoch(epoch=epoch, item=0, modalities=names, mass=mass, points=points)

    return FilmAnswer(epochs=[told(epoch) for epoch in (1, 2, 3)])


def frame_answer(params):
    whole = make_arrays(seed=params.epoch)
    arrays = {name: value for name, value in whole.items() if not name.startswith("flow")}
    arrays["fusion"] = whole["fusion"].mean((0, 1))[None, None]
    for name in arrays:
        if name.startswith("pairs"):
            arrays[name] = whole[name].mean(1, keepdims=True)
    facts = MapFacts(item=0, modalities=tuple(LENGTHS), epoch=params.epoch)
    return MapsAnswer(facts=facts, maps=maps_of(tuple(LENGTHS), arrays))


def test_film_shows_the_maps_of_an_epoch_and_leaves_again(
    qtbot: QtBot,
    ready: AttentionPage,
    asked: Asked,
) -> None:
    asked.answers |= {FILM.name: film_answer, FRAME.name: frame_answer}
    ready.controls.set_display(replace(ready.controls.display, choice=Choice("relevance")))
    ready.panels.setCurrentWidget(ready.panels.film)
    qtbot.mouseClick(ready.panels.film.watch, Qt.MouseButton.LeftButton)
    assert asked.questions[-1] == (FRAME.name, FrameParams(epoch=3))
    ready.panels.film.slider.setValue(2)
    ready.view.set_pin(Focus("text", (2,)))
    expected = make_arrays(seed=2)["pairs/text/image"][0, :, 2].mean(0)
    np.testing.assert_allclose(ready._shown.look.weights["image"], expected, rtol=1e-5)
    assert "Epoch 2 of 3" in ready.panels.film.said.text()
    assert "60%" in ready.panels.film.said.text()
    ready.controls.set_display(replace(ready.controls.display, choice=Choice("relevance")))
    np.testing.assert_allclose(ready._shown.look.weights["image"], expected, rtol=1e-5)
    ready.panels.film.watch.setChecked(False)
    assert asked.questions[-1][0] == MAPS.name
    assert ready.view.maps.heads == 3
    table = list(csv.DictReader(io.StringIO(ready.panels.film.csv())))
    assert [row["item"] for row in table] == ["a"] * 3
    assert [row["run"] for row in table] == ["1"] * 3


@pytest.mark.parametrize("method", ["raw", "relevance"])
def test_the_film_ends_where_another_method_than_its_own_is_clicked(
    qtbot: QtBot, ready: AttentionPage, asked: Asked, method: str
) -> None:
    asked.answers |= {FILM.name: film_answer, FRAME.name: frame_answer}
    ready.panels.setCurrentWidget(ready.panels.film)
    qtbot.mouseClick(ready.panels.film.watch, Qt.MouseButton.LeftButton)
    assert ready.panels.film.watch.isChecked()
    qtbot.mouseClick(ready.controls.kind.button(method), Qt.MouseButton.LeftButton)
    assert ready.panels.film.watch.isChecked() == (method == "raw")
    assert asked.questions[-1][0] == (FRAME if method == "raw" else MAPS).name


def test_playing_the_film_stops_at_the_last_epoch(
    qtbot: QtBot,
    ready: AttentionPage,
    asked: Asked,
) -> None:
    asked.answers |= {FILM.name: film_answer, FRAME.name: frame_answer}
    ready.panels.setCurrentWidget(ready.panels.film)
    ready.panels.film.watch.setChecked(True)
    ready.panels.film._timer.setInterval(1)
    qtbot.mouseClick(ready.panels.film.play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not ready.panels.film._timer.isActive(), timeout=5000)
    epochs = [params.epoch for name, params in asked.questions if name == FRAME.name]
    assert epochs == [3, 1, 2, 3]


def test_another_item_ends_the_film(
    ready: AttentionPage,
    asked: Asked,
) -> None:
    asked.answers |= {FILM.name: film_answer, FRAME.name: frame_answer}
    ready.panels.setCurrentWidget(ready.panels.film)
    ready.panels.film.watch.setChecked(True)
    ready.session.select_item(1)
    assert not ready.panels.film.watch.isChecked()
    assert ready.view.row == 1
