import csv

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QFileDialog

from core.contracts.recommend import (
    HOLD,
    LIST,
    PREPARE,
    REASON,
    SIMILAR,
    Change,
    ListAnswer,
    ListedItem,
    PartEffect,
    PrepareAnswer,
    ReasonAnswer,
    ReasonParams,
    SimilarAnswer,
    SimilarItem,
)
from core.contracts.showcase import SHOWCASE, Showcase, ShownUser
from core.errors import UserError
from core.text import Text
from gui import theme
from gui.pages.recommend.explanation import draw_why, reach
from gui.pages.recommend.list_delegate import like_zone
from gui.pages.recommend.list_model import ONE_ROLE
from gui.pages.recommend.page import RecommendPage
from gui.pages.recommend.state import WhatIf, read
from gui.session import Stage
from tests.gui.catalogs import make
from tests.gui.conftest import visible_text
from tests.gui.typed import features, run

PARTS = ("text", "image")


class Model:
    """A recommender of vectors whose answers the page is tested with.

    Item n has one vector a modality; a user is the sum of the history's vectors.
    """

    def __init__(self, catalog):
        rng = np.random.default_rng(0)
        self.catalog = catalog
        self.content = rng.normal(size=(2, catalog.items.height, 4))
        self.bias = rng.normal(size=catalog.items.height)
        self.histories = [
            catalog.interactions.filter(user=user)["item"].to_list()
            for user in range(catalog.users.height)
        ]

    def list(self, params):
        user = params.user
        trained = [] if user is None else self.histories[user][:-1]
        history = [row for row in trained if row not in params.removed] + list(params.liked)
        vectors = self.content.sum(0)
        person = vectors[history].sum(0)
        weights = [params.weights.get(name, 1.0) for name in PARTS]
        why = np.stack([w * (c @ person) for w, c in zip(weights, self.content, strict=True)])
        scores = why.sum(0) + self.bias
        scores[history] = -np.inf
        held_out = [] if user is None else self.histories[user][-1:]
        items = [
            ListedItem(
                row=row,
                id=f"id{row}",
                title=self.catalog.items["title"][row],
                score=float(scores[row]),
                hit=row in held_out,
                cold=row == 5,
                because=(),
                why={
                    "text": float(why[0, row]),
                    "image": float(why[1, row]),
                    "collaborative": 0.0,
                    "bias": float(self.bias[row]),
                },
            )
            for row in np.argsort(-scores)[: params.k].tolist()
        ]
        return ListAnswer(
            user=user,
            items=items,
            history=trained,
            held_out=held_out,
            modalities=PARTS,
            milliseconds=0.5,
            ranked=30,
            approximate=False,
            hours=True,
            model="concat + mf",
        )

    def similar(self, params):
        others = [row for row in range(30) if row != params.row][: params.k]
        items = [
            SimilarItem(row=row, id=f"id{row}", title=None, cosine=0.9 - row / 100)
            for row in others
        ]
        return SimilarAnswer(row=params.row, items=items)


@pytest.fixture
def bare(session, engine, qtbot):
    """The page with nothing open."""
    made = RecommendPage(session)
    made.resize(1200, 760)
    qtbot.addWidget(made)
    made.show()
    made.shown()
    return made


@pytest.fixture
def model(session, engine, tmp_path):
    session.catalog = make(tmp_path)
    made = Model(session.catalog)
    engine.answers = {
        LIST.name: made.list,
        SIMILAR.name: made.similar,
        PREPARE.name: lambda _params: PrepareAnswer(done=0, total=0),
    }
    return made


@pytest.fixture
def page(bare, session, model):
    """The page with a trained run and user 0."""
    session.set_features(features("features"))
    session.set_run(run("run"))
    session.catalog_changed.emit()
    return bare


def rows_of(page):
    return [one.row for one in page.grid.list_model.list]


# --- empty ------------------------------------------------------------------------------------


def test_says_what_is_missing_and_leads_there(bare, session, tmp_path):
    wanted = []
    session.page_wanted.connect(wanted.append)
    bare.empty.button.click()
    session.catalog = make(tmp_path)
    session.catalog_changed.emit()
    assert "Encode the catalog" in visible_text(bare)
    bare.empty.button.click()
    session.set_features(features("features"))
    assert "Train a model first" in visible_text(bare)
    bare.empty.button.click()
    assert wanted == ["catalog", "features", "training"]


def test_a_refusal_is_said_and_the_next_answer_replaces_it(page, session, engine):
    works = engine.answers[LIST.name]

    def refuse(_params):
        raise UserError("The run does not fit.", "Train anew.")

    engine.answers[LIST.name] = refuse
    session.select_user(1)
    assert "The run does not fit. Train anew." in visible_text(page)
    assert rows_of(page) == []
    engine.answers[LIST.name] = works
    session.select_user(2)
    assert "does not fit" not in visible_text(page)
    assert len(rows_of(page)) == 12


# --- the list ---------------------------------------------------------------------------------


def test_the_list_is_the_answer_and_hits_are_marked(page, session, model):
    session.select_user(4)
    answer = model.list(WhatIf(user=4).params())
    assert rows_of(page) == [one.row for one in answer.items]
    for one in page.grid.list_model.list:
        assert [name for name, _ in one.parts] == ["text", "image", "collaborative", "bias"]
    hits = sum(one.hit for one in answer.items)
    assert f"{hits} of 1 found" in visible_text(page)
    assert session.stage("recommend")[0] is Stage.READY
    assert "User user4" in visible_text(page)


def test_choosing_a_card_explains_it(page, session, qtbot):
    page.grid.setFocus()
    qtbot.keyClick(page.grid, Qt.Key.Key_Right)
    one = page.grid.currentIndex().data(ONE_ROLE)
    assert session.item == one.row
    assert page.grid.currentIndex().row() == 1
    said = page.details.reason.waterfall.accessibleName()
    assert f"{one.score:.3f}" in said
    for name, value in one.parts:
        if name == "collaborative":  # gives nothing to any item here
            assert "collaborative" not in said
        else:
            assert f"{name} {value:+.3f}" in said
    assert page.details.similar.entries[0].event == "90 % alike" if one.row else True


def test_a_reason_is_words_first_and_bars_on_demand(page, session, engine, qtbot):
    asked = []

    def reason(params):
        asked.append(params)
        return ReasonAnswer(
            row=params.row,
            place=2,
            sentence=Text("Because of a <b>bold</b> reason."),
            effects=(PartEffect(part="image", place=14, approximate=False),),
            change=Change(removed=removed, most=3, exact=True, replaced=1),
            faithful=None,
        )

    engine.answers[REASON.name] = reason
    removed = (page.person.strip.entries[0].row,)
    shown = page.details.reason
    page.grid.setCurrentIndex(page.grid.list_model.index(1))
    qtbot.waitUntil(lambda: shown.sentence.text().startswith("Because of a"))
    row = rows_of(page)[1]
    assert asked[-1] == ReasonParams(row=row, user=0)
    assert not shown.waterfall.isVisible()
    shown.more.click()
    assert shown.waterfall.isVisible()
    assert "place is 2" in visible_text(page)
    assert "image 14" in visible_text(page)
    title = page.person.strip.entries[0].row
    shown.drop.click()
    assert title not in [entry.row for entry in page.person.strip.entries]
    assert page.undo.isEnabled()


def test_a_reason_is_taken_along(page, session, tmp_path):
    shown = page.details.reason
    picture, html = tmp_path / "reason.png", tmp_path / "reason.html"
    shown.sentence.setText("5 < 6 & so on")
    shown.save(picture)
    shown.save(html)
    assert not QImage(str(picture)).isNull()
    assert not shown.more.isChecked()
    text = html.read_text(encoding="utf-8")
    one = page.grid.list_model.list[0]
    assert "5 &lt; 6 &amp; so on" in text
    assert f"{one.score:.3f}" in text
    assert "http" not in text
    for _, value in one.parts:
        assert not value or f"{value:+.3f}" in text


def test_content_only_is_asked_for_and_taken_back(page, model, engine, monkeypatch):
    asked = []
    plain = model.list
    monkeypatch.setitem(engine.answers, LIST.name, lambda p: asked.append(p) or plain(p))
    page.controls.content.click()
    assert asked[-1].content_only
    page.undo.click()
    assert not asked[-1].content_only
    assert not page.controls.content.isChecked()


def test_what_holds_a_list_is_said(page, engine):
    row = page.person.strip.entries[0].row
    change = Change(removed=(row,), most=3, exact=True, replaced=7)
    engine.answers[HOLD.name] = lambda _params: change
    page.result.hold.click()
    assert "7 of these items would give way" in page.result.held.text()
    page.controls.k.setValue(5)
    assert not page.result.held.isVisible()


def test_keys_and_buttons_lead_to_attention(page, session, qtbot):
    wanted = []
    session.page_wanted.connect(wanted.append)
    qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    page.details.attention.click()
    assert wanted == ["attention", "attention"]
    assert session.item == rows_of(page)[0]


def test_export_has_every_number(page, session, monkeypatch, tmp_path):
    session.select_user(3)
    path = tmp_path / "list.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    page.export.click()
    table = list(csv.DictReader(path.read_text().splitlines()))
    assert [int(line["item"][2:]) for line in table] == rows_of(page)
    for line in table:
        parts = float(line["text"]) + float(line["image"]) + float(line["bias"])
        assert parts == pytest.approx(float(line["score"]), abs=1e-4)


# --- what if ----------------------------------------------------------------------------------


def test_liking_a_card_ranks_anew_and_shows_what_moved(page, model, qtbot):
    before = rows_of(page)
    card = page.grid.visualRect(page.grid.list_model.index(1))
    heart = like_zone(card.toRectF()).center()
    qtbot.mouseClick(
        page.grid.viewport(),
        Qt.MouseButton.LeftButton,
        pos=QPoint(round(heart.x()), round(heart.y())),
    )
    liked = before[1]
    now = rows_of(page)
    assert now == [one.row for one in model.list(WhatIf(user=0, liked=(liked,)).params()).items]
    assert liked not in now
    assert page.person.strip.entries[-1].row == liked
    assert page.person.strip.entries[-1].mark == "liked"
    for rank, one in enumerate(page.grid.list_model.list):
        expected = before.index(one.row) - rank if one.row in before else None
        assert one.moved == expected


def test_removing_from_the_history_and_undoing_it(page, qtbot):
    before = rows_of(page)
    strip = page.person.strip
    first = strip.entries[0].row
    qtbot.keyClick(strip, Qt.Key.Key_Home)
    qtbot.keyClick(strip, Qt.Key.Key_Delete)
    assert first not in [entry.row for entry in strip.entries]
    assert rows_of(page) != before
    page.undo.click()
    assert rows_of(page) == before
    assert first in [entry.row for entry in strip.entries]
    assert not page.undo.isEnabled()


def test_held_out_items_cannot_be_removed(page, qtbot):
    strip = page.person.strip
    assert strip.entries[-1].mark == "held out"
    count = len(strip.entries)
    qtbot.keyClick(strip, Qt.Key.Key_End)
    qtbot.keyClick(strip, Qt.Key.Key_Delete)
    assert len(strip.entries) == count


def test_switching_a_modality_off_asks_for_weight_zero(page, model, engine, qtbot):
    page.controls._weights["image"].switch.click()
    qtbot.waitUntil(lambda: engine.questions(LIST)[-1].weights == {"image": 0.0})
    expected = model.list(WhatIf(user=0, weights={"image": 0.0}).params())
    assert rows_of(page) == [one.row for one in expected.items]
    page.controls.reset.click()
    assert engine.questions(LIST)[-1].weights == {}
    assert page.controls._weights["image"].weight == 1.0


def test_a_dragged_slider_asks_for_its_last_place(page, engine, qtbot):
    asked = len(engine.questions(LIST))
    for value in range(100, 40, -1):
        page.controls._weights["text"].slider.setValue(value)
    qtbot.waitUntil(lambda: engine.questions(LIST)[-1].weights == {"text": 0.41})
    assert len(engine.questions(LIST)) == asked + 1


def test_length_and_diversity_are_asked_for(page, engine, qtbot):
    page.controls.k.setValue(5)
    assert len(rows_of(page)) == 5
    page.controls.diversity.setValue(40)
    qtbot.waitUntil(lambda: engine.questions(LIST)[-1].diversity == 0.4)
    assert engine.questions(LIST)[-1].k == 5


def test_an_hour_is_asked_for_and_taken_back(page, engine):
    assert page.controls.hour.isEnabled()
    index = page.controls.hour.findData(20)
    page.controls.hour.setCurrentIndex(index)
    page.controls.hour.activated.emit(index)
    assert engine.questions(LIST)[-1].hour == 20
    assert page.controls.reset.isEnabled()
    page.undo.click()
    assert engine.questions(LIST)[-1].hour is None
    assert page.controls.hour.currentData() is None
    page.controls.show_facts(page._answer.model_copy(update={"hours": False}))
    assert not page.controls.hour.isEnabled()
    assert "same hours" in page.controls.hour.toolTip()


def test_an_invented_user_starts_with_nothing_and_grows_by_likes(page, engine):
    page.person.invent.click()
    assert "An invented user" in visible_text(page)
    assert page.person.strip.entries == ()
    assert engine.questions(LIST)[-1].user is None
    page.like(7)
    page.like(9)
    assert engine.questions(LIST)[-1].liked == (7, 9)
    page.like(7)
    assert engine.questions(LIST)[-1].liked == (9,)


def test_users_and_items_are_found_by_typing(page, session, engine, qtbot):
    page.person.finder.setText("user5")
    page.person.finder.returnPressed.emit()
    qtbot.waitUntil(lambda: session.user == 5)
    page.person.add.setText("green square 10")
    page.person.add.returnPressed.emit()
    qtbot.waitUntil(lambda: engine.questions(LIST)[-1].liked == (10,))
    with qtbot.waitSignal(session.notice) as notice:
        page.person.add.setText("green square 13")  # in the history already
        page.person.add.returnPressed.emit()
    assert "Green square 13" in notice.args[1]
    with qtbot.waitSignal(session.notice) as notice:
        page.person.finder.setText("nobody")
        page.person.finder.returnPressed.emit()
    assert "nobody" in notice.args[1]


def test_another_user_starts_without_the_what_if(page, session, engine):
    page.like(11)
    session.select_user(6)
    assert engine.questions(LIST)[-1] == WhatIf(user=6).params()


def test_nothing_is_asked_while_the_page_is_hidden(page, session, engine):
    page.hide()
    asked = len(engine.questions(LIST))
    session.select_user(2)
    assert len(engine.questions(LIST)) == asked
    page.show()
    page.shown()
    assert engine.questions(LIST)[-1].user == 2


# --- pure parts -------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5)), max_size=20))
def test_the_history_behaves_like_a_set_with_an_order(steps):
    own = (0, 1, 2)
    expected = list(own)
    what = WhatIf(user=0)
    for like, row in steps:
        what = what.like(row, own) if like else what.remove(row, own)
        if like and row not in expected:
            expected.append(row)
        elif not like and row in expected:
            expected.remove(row)
    history = [row for row in own if row not in what.removed] + list(what.liked)
    # Items of one's own come back to their place in time, likes stay in the order of liking.
    assert sorted(history) == sorted(expected)
    assert list(what.liked) == [row for row in expected if row not in own]


def test_moves_are_counted_against_the_plain_list(model):
    answer = model.list(WhatIf(user=0).params())
    items = [answer.items[0].model_copy(update={"row": row}) for row in (7, 3, 9)]
    answer = answer.model_copy(update={"items": items})
    assert [one.moved for one in read(answer, {3: 0, 7: 2})] == [2, -1, None]
    assert [one.moved for one in read(answer, None)] == [0, 0, 0]


def test_bars_are_as_long_as_what_they_stand_for(qapp):
    parts = (("text", 2.0), ("image", -1.0), ("audio", 1.0))
    assert reach(parts) == (1.0, 3.0)
    image = QImage(400, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw_why(painter, image.rect().toRectF().adjusted(0, 5, 0, -5), parts, (1.0, 3.0), theme.LIGHT)
    painter.end()
    line = [image.pixelColor(x, 10).name() for x in range(400)]
    for name, length in (("image", 100), ("text", 200), ("audio", 100)):
        assert line.count(theme.LIGHT.of(name)) == pytest.approx(length, abs=2)
    assert line[50] == theme.LIGHT.of("image")
    assert line[150] == theme.LIGHT.of("text")


def test_it_opens_on_somebody_whose_list_hits_and_keeps_whom_a_person_chose(
    bare, session, model, engine
):
    found = Showcase(item=None, user=ShownUser(row=5, hits=1, held_out=1), k=10)
    engine.answers[SHOWCASE.name] = lambda _params: found
    session.features = features("features")
    session.run = run("run")
    session.catalog_changed.emit()
    assert session.user == 5
    assert engine.questions(LIST)[0].user == 5
    assert "User user5" in visible_text(bare)
    session.select_user(2)
    session.run_changed.emit()
    assert engine.questions(LIST)[-1].user == 2
    assert len(engine.questions(SHOWCASE)) == 1
