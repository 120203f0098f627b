"""Phrase search as a person uses it."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from pytestqt.qtbot import QtBot

from core.contracts.alignment import (
    FIND,
    WAVES,
    FindAnswer,
    FindParams,
    Hit,
    Verdict,
    Wave,
    WavesAnswer,
    WavesParams,
)
from core.worker.messages import Failed
from gui.pages.alignment.page import AlignmentPage
from gui.session import Session
from tests.gui.attention_fixture import Asked
from tests.gui.typed import run


def find_answer(params: FindParams) -> FindAnswer:
    modality = params.modality or "image"
    picture = modality == "image"
    # The sound of the first is 0.2 s late against the item's clock.
    hits = [
        Hit(
            item=n,
            score=9.0 - n,
            place=(10.0, 20.0, 40.0, 60.0) if picture else (0.5, 1.0, 0.0, 8000.0),
            seconds=None if picture else (0.3, 0.8),
            size=(150, 80) if picture else None,
            right=(True, False, None)[n],
        )
        for n in range(3)
    ]
    verdict = Verdict(values=("red",), planted=2, looked_at=2, hits=1, chance=0.05)
    return FindAnswer(
        phrase=params.phrase,
        modality=modality,
        modalities=("image", "audio"),
        typical=1.5,
        items=3,
        tokens=18,
        hits=tuple(hits),
        verdict=verdict if params.phrase == "red" else None,
    )


def waves_answer(_params: WavesParams) -> WavesAnswer:
    outline = np.stack([-np.ones(20), np.ones(20)]).astype(np.float32)
    return WavesAnswer(waves=(Wave(item=0, file="/nowhere/a.wav", seconds=2.0, outline=outline),))


@pytest.fixture
def tab(ready: AlignmentPage, asked: Asked, session: Session) -> Any:
    asked.answers |= {FIND.name: find_answer, WAVES.name: waves_answer}
    session.set_run(run("/r"))
    ready.tabs.setCurrentWidget(ready.finding)
    return ready.finding


def test_without_a_model_the_button_leads_to_training(
    ready: AlignmentPage, session: Session
) -> None:
    wanted: list[str] = []
    session.page_wanted.connect(wanted.append)
    ready.tabs.setCurrentWidget(ready.finding)
    tab = ready.finding
    assert tab.empty.isVisible()
    assert "Train one" in tab.empty.sentence.text()
    tab.empty.button.click()
    assert wanted == ["training"]


def test_planted_words_are_offered_and_searched_by_a_click(
    qtbot: QtBot, tab: Any, asked: Asked
) -> None:
    chips = [tab._offer_layout.itemAt(n).widget() for n in range(tab._offer_layout.count())]
    assert {chip.text() for chip in chips} == {"red", "horn"}
    red = next(chip for chip in chips if chip.text() == "red")
    qtbot.mouseClick(red, Qt.MouseButton.LeftButton)
    assert asked.questions[-1][1].phrase == "red"
    assert tab.phrase.text() == "red"
    # Where it was planted is for the engine to know, until the user says where to look.
    assert asked.questions[-1][1].modality is None
    qtbot.mouseClick(tab.go, Qt.MouseButton.LeftButton)
    assert asked.questions[-1][1].modality is None
    tab.where.setCurrentIndex(1)
    assert asked.questions[-1][1].modality == tab.where.itemData(1)
    qtbot.mouseClick(tab.go, Qt.MouseButton.LeftButton)
    assert asked.questions[-1][1].modality is not None


def test_results_are_a_grid_with_the_patch_outlined_and_a_score_by_truth(
    qtbot: QtBot, tab: Any
) -> None:
    tab.phrase.setText("red")
    qtbot.keyClick(tab.phrase, Qt.Key.Key_Return)
    assert [card.item for card in tab.cards] == [0, 1, 2]
    assert "<b>1 of the first 2</b>" in tab.sentence.text()
    assert "by chance 5.0%" in tab.sentence.text()
    card = tab.cards[0]
    assert "Red sock" in card.accessibleName()
    assert "planted place" in card.toolTip()
    assert "planted" not in tab.cards[2].toolTip()
    view = card.view()
    patch = card.patch((150.0, 80.0))
    left, top = view.center().x() - 75, view.center().y() - 40
    assert patch == QRectF(left + 10, top + 20, 30, 40)
    assert not card.grab().isNull()


def test_a_phrase_of_nothing_planted_is_not_scored(tab: Any) -> None:
    tab.phrase.setText("dreamy")
    tab.go.click()
    assert "not scored" in tab.sentence.text()


def test_click_selects_and_double_click_opens(qtbot: QtBot, tab: Any, session: Session) -> None:
    tab.phrase.setText("red")
    tab.go.click()
    pages: list[str] = []
    session.page_wanted.connect(pages.append)
    qtbot.mouseClick(tab.cards[1], Qt.MouseButton.LeftButton)
    assert session.item == 1
    assert [card.selected for card in tab.cards] == [False, True, False]
    qtbot.keyClick(tab.cards[2], Qt.Key.Key_Return)
    assert session.item == 2
    assert pages == ["attention"]


def test_sounds_have_a_waveform_and_play_from_their_second(
    qtbot: QtBot, tab: Any, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    played: list[tuple[Path, float]] = []
    monkeypatch.setattr(tab._player, "play", lambda path, at: played.append((path, at)))
    tab.phrase.setText("horn")
    tab.go.click()
    tab.where.setCurrentIndex(1)
    assert asked.questions[-2][1].modality == "audio"
    assert asked.questions[-1] == (WAVES.name, WavesParams(items=(0, 1, 2), modality="audio"))
    assert "0.3-0.8 s" in tab.cards[0].accessibleName()
    qtbot.mouseClick(tab.cards[0], Qt.MouseButton.LeftButton)
    assert played == [(Path("/nowhere/a.wav"), 0.5)]
    qtbot.mouseClick(tab.cards[1], Qt.MouseButton.LeftButton)  # could not be decoded
    assert len(played) == 1
    assert not tab.cards[0].grab().isNull()


def test_a_refusal_is_said_with_a_way_out(tab: Any, asked: Asked) -> None:
    asked.answers[FIND.name] = lambda _p: Failed(
        job="engine", message="This run fuses by 'concat'.", remedy="Train another."
    )
    tab.phrase.setText("red")
    tab.go.click()
    assert tab.empty.isVisible()
    assert "concat" in tab.empty.sentence.text()
    assert tab.empty.button.text() == "Go to Training"


def test_export_holds_the_results(tab: Any) -> None:
    tab.phrase.setText("red")
    tab.go.click()
    rows = list(csv.DictReader(io.StringIO(tab.csv())))
    assert [row["item"] for row in rows] == ["a", "b", "c"]
    assert float(rows[0]["score"]) == 9
    assert float(rows[0]["p2"]) == 40
