"""Token links and transport plan of one item, over numbers computed here."""

from __future__ import annotations

import csv
import io
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from core.alignment.tokens import max_sim, sinkhorn
from core.contracts.alignment import TOKENS, TokensAnswer, TokensParams
from core.text import Text
from core.worker.messages import Failed
from gui.pages.alignment.links_view import LINES
from gui.pages.alignment.page import AlignmentPage
from gui.session import Session
from gui.widgets.maps.patch_view import PatchView
from gui.widgets.maps.token_strip import TokenStrip
from gui.widgets.time.time_view import TimeView
from tests.gui.attention_fixture import TEXT, Asked

SPANS = [(0, 1), (2, 5), (6, 10), (11, 13), (14, 15), (16, 20)]
BOXES = [(x * 50, y * 40, x * 50 + 50, y * 40 + 40) for y in range(2) for x in range(3)]


def places(name: str) -> np.ndarray:
    if name in ("text", "captions"):
        return np.array([[a, b, np.nan, np.nan] for a, b in SPANS], np.float32)
    if name == "image":
        return np.array(BOXES, np.float32)
    return np.array([[t * 0.5, t * 0.5 + 0.5, 0, 8000] for t in range(4)], np.float32)


def tokens_answer(params: TokensParams) -> Any:
    if params.y == "video":
        return Failed(job="engine", message="This item has no video.", remedy="Choose another.")
    rng = np.random.default_rng(params.item)
    x, y = (rng.normal(size=(len(places(side)), 8)) for side in (params.x, params.y))
    matched, back, plan = max_sim(x, y), max_sim(y, x), sinkhorn(x, y, params.epsilon)
    return TokensAnswer(
        item=params.item,
        x=params.x,
        y=params.y,
        note=Text("Space of the test."),
        score=matched.score,
        back=back.score,
        chance=matched.chance,
        formula=matched.formula,
        cost=plan.cost,
        cost_chance=plan.chance,
        plan_formula=plan.formula,
        epsilon=params.epsilon,
        rounds=plan.rounds,
        positions_x=places(params.x),
        positions_y=places(params.y),
        best=matched.best,
        links=matched.links,
        similarity=matched.near,
        plan=plan.plan.astype(np.float32),
    )


@pytest.fixture
def tab(ready: AlignmentPage, asked: Asked, session: Session) -> Any:
    asked.answers[TOKENS.name] = tokens_answer
    session.select_item(0)
    ready.tabs.setCurrentWidget(ready.tokens)
    return ready.tokens


def test_words_above_picture_below_and_the_numbers_with_chance(tab: Any) -> None:
    above, below = tab.links.views
    assert isinstance(above, TokenStrip)
    assert isinstance(below, PatchView)
    told = tokens_answer(TokensParams(space="model", item=0, x="text", y="image"))
    assert f"{told.score:.2f}" in tab.links_title.text()
    assert f"{told.chance:.2f}" in tab.links_title.text()
    assert told.formula in tab.links_title.toolTip()
    assert f"{told.cost:.2f}" in tab.plan_title.text()
    assert f"{told.cost_chance:.2f}" in tab.plan_title.text()
    assert told.plan_formula in tab.plan_title.toolTip()


def test_links_are_best_matches_strongest_first(tab: Any) -> None:
    told = tokens_answer(TokensParams(space="model", item=0, x="text", y="image"))
    drawn = tab.links.links()
    assert len(drawn) == min(LINES, len(SPANS))
    assert {(a, b) for a, b, _ in drawn} == set(enumerate(told.best.tolist()))
    values = [value for _, _, value in drawn]
    assert values == sorted(values, reverse=True)


def test_a_token_pointed_at_shows_its_own_match_by_name(qtbot: QtBot, tab: Any) -> None:
    told = tokens_answer(TokensParams(space="model", item=0, x="text", y="image"))
    above, below = tab.links.views
    qtbot.mouseMove(above, above.rectangle(1).center().toPoint())
    assert tab.links.links()[0][:2] == (1, int(told.best[1]))
    assert f"“{TEXT[2:5]}”" in tab.said.text()
    assert f"{told.links[1]:.2f}" in tab.said.text()
    qtbot.mouseMove(below, below.rectangle(4).center().toPoint())
    column = told.similarity[:, 4]
    assert tab.links.links() == [(int(column.argmax()), 4, pytest.approx(float(column.max())))]
    assert "patch 5" in tab.said.text()


def test_lines_end_where_the_tokens_are(tab: Any) -> None:
    above, below = tab.links.views
    begin, end = tab.links.ends(2, 4)
    word = above.rectangle(2).translated(QPointF(above.pos()))
    patch = below.rectangle(4).translated(QPointF(below.pos()))
    assert word.left() <= begin.x() <= word.right()
    assert patch.contains(end)
    assert not tab.links.grab().isNull()


def test_plan_is_drawn_with_its_marginals(qtbot: QtBot, tab: Any) -> None:
    plan = tab.plan.plan
    np.testing.assert_allclose(plan.sum(1), 1 / 6, rtol=1e-3)
    np.testing.assert_allclose(plan.sum(0), 1 / 6, rtol=1e-3)
    box = tab.plan.rectangle(3, 2)
    assert tab.plan.cell_at(box.center()) == (3, 2)
    assert tab.plan.cell_at(QPointF(0, 0)) == (-1, -1)
    qtbot.mouseMove(tab.plan, box.center().toPoint())
    assert f"{plan[3, 2] / plan[3].sum():.1%}" in tab.plan_said.text()
    assert "patch 3" in tab.plan_said.text()
    assert not tab.plan.grab().isNull()


def test_smoothing_is_asked_for(tab: Any, asked: Asked) -> None:
    before = tab.plan.plan.copy()
    tab.epsilon.setValue(1.0)
    assert asked.questions[-1][1].epsilon == 1.0
    assert tab.plan.plan.max() < before.max()


def test_another_item_is_followed_and_sound_lies_on_a_time_axis(
    tab: Any, ready: AlignmentPage, asked: Asked, session: Session
) -> None:
    session.select_item(1)
    assert asked.questions[-1] == (
        TOKENS.name,
        TokensParams(space="model", item=1, x="text", y="image", epsilon=0.1),
    )
    ready.pair.setCurrentIndex(1)
    assert isinstance(tab.links.views[1], TimeView)
    assert tab.name(1, 2) == "1.0-1.5 s"
    assert tab.links.ends(0, 3) is not None


def test_swapped_sides_put_the_picture_on_top(tab: Any, ready: AlignmentPage) -> None:
    ready.turn.click()
    above, below = tab.links.views
    assert isinstance(above, PatchView)
    assert isinstance(below, TokenStrip)
    assert tab.links.ends(0, 0) is not None


def test_refusal_is_said_in_place(tab: Any, ready: AlignmentPage, asked: Asked) -> None:
    asked.answers[TOKENS.name] = lambda _p: Failed(
        job="engine", message="This item has no image.", remedy="Choose another item."
    )
    ready.turn.click()
    assert "no image" in tab.note.text()
    assert tab.links.views == ()
    assert not tab.plan.plan.size


def test_exports_hold_matches_and_plan(tab: Any) -> None:
    rows = list(csv.reader(io.StringIO(tab.links_csv())))
    assert len(rows) == 1 + len(SPANS)
    assert rows[2][0] == f"“{TEXT[2:5]}”"
    plan = np.array(list(csv.reader(io.StringIO(tab.plan_csv()))), float)
    np.testing.assert_allclose(plan, tab.plan.plan, rtol=1e-6)


def test_keys_walk_the_words(qtbot: QtBot, tab: Any) -> None:
    above = tab.links.views[0]
    above.setFocus()
    qtbot.keyClick(above, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert tab.links.links()[0][0] == 0
