"""The page of models from the inside, on small real models and their real answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.contracts.message import pack, unpack
from core.contracts.question import Subject
from core.errors import UserError
from core.explore.context import Context
from core.worker.answering import answering
from core.worker.messages import Failed
from gui.pages.inside import slicing
from gui.pages.inside.page import InsidePage
from gui.pages.inside.slicing import Focus
from gui.session import Session
from tests.core.inspect import folders


@pytest.fixture
def page(qtbot: Any, session: Session, monkeypatch: pytest.MonkeyPatch) -> InsidePage:
    def ask(question: Any, params: Any, done: Any, failed: Any = None, run: Any = None) -> None:
        found = answering(question.name)
        try:
            answer = found.handler(Context(Subject()), unpack(question.params, *pack(params)))
        except UserError as error:
            failed(Failed(job="engine", message=error.sentence, remedy=error.remedy))
            return
        done(unpack(question.answer, *pack(answer)))

    monkeypatch.setattr(session, "ask", ask)
    made = InsidePage(session)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    return made


def _open(page: InsidePage, family: str, tmp_path: Path) -> None:
    page.inputs.words.setText(folders.SENTENCE)
    page.inputs.files["image"] = str(folders.picture(tmp_path / "picture.png"))
    page.open_model(folders.save(family, tmp_path / family), page.view)
    page.show()


def _drawn(page: InsidePage) -> slicing.Slice:
    view = page.view
    assert view.look is not None
    assert view.stack is not None
    assert view.shown is not None
    return slicing.cut(view.look, view.stack, view.shown, view.pin)


def test_a_click_on_a_head_draws_its_row(page: InsidePage, tmp_path: Path) -> None:
    _open(page, "dinov2", tmp_path)
    view = page.view
    place = view.grid.rectangle(0, 2).center().toPoint()
    QTest.mouseClick(view.grid, Qt.MouseButton.LeftButton, pos=place)
    assert (view.shown.layer, view.shown.head) == (0, 2)  # type: ignore[union-attr]
    patch = view.surfaces.picture.rectangle(5).center().toPoint()
    QTest.mouseClick(view.surfaces.picture, Qt.MouseButton.LeftButton, pos=patch)
    assert view.pin == Focus("image", (6,))  # [CLS] stands before the patches
    weights = view.shown.weights[6].astype(np.float32)  # type: ignore[union-attr]
    assert np.allclose(_drawn(page).weights["image"], weights)
    expected = np.clip((weights[1:] - 1 / 17) / (weights[1:].max() - 1 / 17), 0, 1)
    assert np.allclose(view.surfaces.picture._strength, expected, atol=1e-3)
    assert f"[CLS]  {weights[0]:.0%}" in [chip.text() for chip in view.surfaces.chips]
    QTest.keyClick(view.grid, Qt.Key.Key_Down)
    assert (view.layer, view.head) == (1, 2)
    QTest.keyClick(view.grid, Qt.Key.Key_Escape)
    assert view.pin == Focus()


def test_words_look_at_patches_and_back(page: InsidePage, tmp_path: Path) -> None:
    _open(page, "blip", tmp_path)
    view = page.view
    assert view.stack is not None
    assert (view.stack.queries, view.stack.keys) == ("text", "image")
    shown = view.shown.weights  # type: ignore[union-attr]
    view.set_pin(Focus("text", (3,)))
    drawn = _drawn(page)
    # A word that it was asked to say is chosen where the one before it stands.
    assert np.allclose(drawn.weights["image"], shown[2], atol=1e-3)
    view.set_pin(Focus("image", (4,)))
    drawn = _drawn(page)
    assert drawn.looked_at
    assert np.allclose(drawn.weights["text"], shown[:, 4], atol=1e-3)


def test_score_and_similarity_are_named_for_what_they_are(page: InsidePage, tmp_path: Path) -> None:
    _open(page, "clip", tmp_path)
    view = page.view
    assert view.method.button("similarity").isVisibleTo(view)
    QTest.mouseClick(view.method.button("relevance"), Qt.MouseButton.LeftButton)
    assert view.shown is not None
    assert view.shown.kind == "relevance"  # type: ignore[union-attr]
    assert "score" in view.sentence.text()
    QTest.mouseClick(view.proof.button, Qt.MouseButton.LeftButton)
    assert view.proof.plot.isVisibleTo(view)
    assert "20%" in view.proof.said.text()
    QTest.mouseClick(view.method.button("similarity"), Qt.MouseButton.LeftButton)
    assert _drawn(page).weights["image"].shape == (17,)
    assert "cosine" in view.sentence.text()


def test_two_models_stand_side_by_side_over_one_input(page: InsidePage, tmp_path: Path) -> None:
    _open(page, "bert", tmp_path)
    page.open_model(folders.save("gpt2", tmp_path / "gpt2"), page.view)
    page.compare.setChecked(True)
    assert page.second is not None
    page.open_model(tmp_path / "bert", page.second)
    first, second = page.view.look, page.second.look
    assert first is not None
    assert second is not None
    assert (first.family, second.family) == ("gpt2", "bert")
    page.inputs.words.setText("red dress")
    page.inputs.changed.emit()
    assert page.view.look is not None
    assert page.view.look.text == page.second.look.text == "red dress"  # type: ignore[union-attr]


def test_what_cannot_be_looked_into_says_why(page: InsidePage, tmp_path: Path) -> None:
    (tmp_path / "mamba").mkdir()
    (tmp_path / "mamba" / "config.json").write_text('{"model_type": "mamba"}')
    page.open_model(tmp_path / "mamba", page.view)
    assert "mamba" in page.view.message.text()
    _open(page, "dinov2", tmp_path)
    assert page.view.message.isHidden()
    page.inputs.files["image"] = ""
    page.inputs.changed.emit()
    assert "picture" in page.view.message.text()


def test_the_map_on_screen_is_what_is_saved(page: InsidePage, tmp_path: Path) -> None:
    _open(page, "bert", tmp_path)
    page.view.choose(1, 3)
    page.save_map(tmp_path / "map.json")
    told = json.loads((tmp_path / "map.json").read_text())
    assert (told["layer"], told["head"]) == (2, 4)
    assert told["input"]["text"] == folders.SENTENCE
