"""One's own words and files beside an item, on the Attention page."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtTest import QTest

from core.contracts.attention import (
    MAPS,
    MEDIA,
    PROOF,
    ItemParams,
    Judge,
    MapsAnswer,
    ProofAnswer,
)
from core.contracts.own import Own
from core.contracts.standing import READY, STANDING, Placed, Ready, Standing
from core.text import Text
from core.worker.messages import Failed
from gui.pages.attention.map_slice import Focus
from gui.pages.attention.page import AttentionPage
from gui.session import Session
from tests.gui.attention_fixture import LENGTHS, TEXT, Asked, maps_answer


def standing(params: ItemParams) -> Standing:
    before = Placed(place=5, score=1.5, why={"text": 1.0, "image": 0.5})
    after = Placed(place=2, score=2.0, why={"text": 1.5, "image": 0.5})
    judge = Judge(who="choosers", people=7)
    return Standing(judge=judge, ranked=9, before=before, after=after if params.own else before)


def own_maps(params: ItemParams) -> MapsAnswer:
    given = params.own.given if params.own else {}
    words = len(given["text"].split()) if "text" in given else LENGTHS["text"]
    return maps_answer(params, LENGTHS | {"text": words})


curve = np.array([0.0, 1.0], np.float32)
proved = ProofAnswer(
    item=0, judge=Judge(who="choosers", people=7), share=0.2, tokens=3, by_map=3.0, by_chance=1.0,
    times=3.0, shares=curve, strongest=curve, weakest=curve, random=curve[None],
)  # fmt: skip


@pytest.fixture
def own(ready: AttentionPage, asked: Asked) -> AttentionPage:
    asked.answers |= {
        MAPS.name: own_maps,
        STANDING.name: standing,
        PROOF.name: lambda _: proved,
        READY.name: lambda _: Ready(encoders={"text": "toy"}),
    }
    ready.compare.own_button.click()
    return ready


def type_(page: AttentionPage, text: str) -> None:
    words = page.compare.own.inputs.words
    words.clear()
    QTest.keyClicks(words, text)
    QTest.keyClick(words, QKeySequence("Return")[0].key())


def test_it_begins_with_the_item_and_its_place(own: AttentionPage, asked: Asked) -> None:
    panel = own.compare.own
    assert panel.inputs.text == TEXT
    assert panel.own is None
    assert panel.inputs.kinds == ("image", "audio")
    assert not panel.inputs.buttons["video"].isVisibleTo(panel)
    assert "Place 5 of 9" in panel.place.text()
    assert asked.count(READY) == 1
    assert own.compare.second.row == own.view.row


def test_changed_words_are_asked_once_and_drawn_beside(own: AttentionPage, asked: Asked) -> None:
    media = asked.count(MEDIA)
    type_(own, "A blue sock")
    expected = ItemParams(item=0, own=Own(text="A blue sock"))
    assert asked.questions[-2:] == [("attention.maps", expected), ("attention.standing", expected)]
    assert asked.count(MEDIA) == media  # the same picture and sound
    second = own.compare.second
    assert second.texts["text"] == "A blue sock"
    assert second.maps is not None
    assert second.maps.count("text") == 3
    assert own.view.texts["text"] == TEXT
    panel = own.compare.own
    assert "5 → 2" in panel.place.text()
    assert "+1.00 → +1.50" in panel.parts.text()
    assert "+0.50 → +0.50" not in panel.parts.text()
    panel.prove.click()
    assert asked.questions[-1][1].own == expected.own
    assert "3.0 × as far" in panel.parts.text()
    panel.back.click()
    assert panel.own is None
    assert second.texts["text"] == TEXT
    assert panel.parts.text() == ""


def test_a_pin_that_is_no_more_is_let_go(own: AttentionPage) -> None:
    second = own.compare.second
    second.set_pin(Focus("text", (4,)))
    assert own.view.pin == Focus("text", (4,))  # the same tokens still
    type_(own, "A sock")
    assert second.pin == Focus()
    second.set_pin(Focus("text", (1,)))
    assert own.view.pin == Focus("text", (4,))  # other words


def test_files_are_dropped_pasted_and_left_out(
    own: AttentionPage, asked: Asked, tmp_path: Path
) -> None:
    inputs = own.compare.own.inputs
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.txt", "b.jpg")])
    assert inputs.dropped(held) == tmp_path / "b.jpg"
    inputs.take_file(tmp_path / "b.jpg")
    assert own.compare.own.own == Own(image=str(tmp_path / "b.jpg"))
    assert asked.questions[-2][1].own == Own(image=str(tmp_path / "b.jpg"))
    inputs.without["image"].click()
    assert own.compare.own.own == Own(image="")
    picture = QImage(8, 6, QImage.Format.Format_RGB32)
    picture.fill(0xFF0000)
    pasted = QMimeData()
    pasted.setImageData(picture)
    inputs.words.pasted.emit(pasted)
    path = Path(inputs.image)
    assert QImage(str(path)).size() == picture.size()


def test_a_refusal_is_said_beside_and_the_page_stays(own: AttentionPage, asked: Asked) -> None:
    def refuse(_params: ItemParams) -> Failed:
        return Failed(job="engine", message=Text("b.png is no picture."), remedy=Text("Mend it."))

    asked.answers |= {MAPS.name: refuse, STANDING.name: refuse}
    own.compare.own.inputs.take_file(Path("/b.png"))
    assert own.compare.own.place.text() == "b.png is no picture. Mend it."
    assert own.content.isVisibleTo(own)
    assert not own.compare.second.waiting.awaited
    asked.answers |= {MAPS.name: own_maps, STANDING.name: standing}
    own.compare.own.inputs.take_file(Path("/c.png"))
    assert "5 → 2" in own.compare.own.place.text()


def test_another_item_and_user_are_followed(
    own: AttentionPage, asked: Asked, session: Session
) -> None:
    type_(own, "A blue sock")
    session.select_user(1)
    own.controls.judge.setCurrentIndex(1)
    assert asked.questions[-1][1] == ItemParams(item=0, user=1, own=Own(text="A blue sock"))
    session.select_item(1)
    assert own.compare.own.own is None
    assert own.compare.own.inputs.text == "A blue lamp for the night."
    assert own.compare.second.row == 1
