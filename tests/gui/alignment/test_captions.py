"""Captions are a second modality of words: pairs, retrieval, map and tokens have them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl
import pytest
from pytestqt.qtbot import QtBot

from core.contracts.alignment import SPACES, TOKENS, SpacesAnswer, TokensParams
from core.explore.alignment import spaces
from gui.pages.alignment.page import AlignmentPage
from gui.session import Session
from gui.widgets.maps.patch_view import PatchView
from gui.widgets.maps.token_strip import TokenStrip
from tests.core.explore.test_alignment import Store
from tests.gui.alignment import conftest
from tests.gui.alignment.conftest import ITEM_COUNT
from tests.gui.alignment.test_tokens import SPANS, tokens_answer
from tests.gui.attention_fixture import TEXT, Asked, catalog, open_catalog
from tests.gui.conftest import visible_text
from tests.gui.typed import features

SAID = "A sock is red, with stripes."


@pytest.fixture
def planted(planted: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Captions say what the picture shows, the text nothing of it."""
    rng = np.random.default_rng(3)
    held = planted.context.features.stores
    seen = held["image"].pooled()
    held["captions"] = Store(
        seen @ rng.normal(size=(seen.shape[1], 9)) + 0.01 * rng.normal(size=(ITEM_COUNT, 9)),
        np.ones(ITEM_COUNT, bool),
    )
    held["text"] = Store(rng.normal(size=(ITEM_COUNT, 10)), np.ones(ITEM_COUNT, bool))
    made = conftest.with_run(planted.context)
    items = made.catalog.items.with_columns(captions=pl.lit(SAID))
    made.__dict__["catalog"] = replace(made.catalog, items=items)
    planted.context = made
    return planted


def choose(page: AlignmentPage, x: str, y: str) -> None:
    page.space.setCurrentIndex(page.space.findData("ridge"))
    index = next(
        n for n in range(page.pair.count()) if set(page.pair.itemData(n)) == {x, y}
    )  # Qt has no way to find a pair
    page.pair.setCurrentIndex(index)


def test_every_pair_with_captions_is_measured_by_itself(real: AlignmentPage, planted: Any) -> None:
    pairs = [set(real.pair.itemData(n)) for n in range(real.pair.count())]
    for other in ("text", "image", "audio"):
        assert {"captions", other} in pairs
    found = {}
    for words in ("captions", "text"):
        choose(real, words, "image")
        space = spaces.get(planted.context, "ridge")
        rows, x, y = space.both(words, "image")
        own = (x @ y.T).argmax(1) == np.arange(len(rows))
        told = real.overview._answer
        assert told is not None
        assert {told.x, told.y} == {words, "image"}
        recall = told.recall_xy if told.x == words else told.recall_yx
        assert recall == pytest.approx(own.mean())
        found[words] = recall
    assert found["captions"] > 0.3 > 0.1 > found["text"]  # by chance 1 of 60


def test_the_map_marks_captions_apart(real: AlignmentPage, planted: Any, qtbot: QtBot) -> None:
    choose(real, "captions", "text")
    real.tabs.setCurrentWidget(real.map)
    assert "◍ captions" in visible_text(real)
    assert "● text" in visible_text(real)


def test_words_of_captions_are_matched_with_words_and_patches(
    ready: AlignmentPage, asked: Asked, session: Session
) -> None:
    asked.answers[TOKENS.name] = tokens_answer
    modalities = ("text", "image", "captions")
    pairs = (("captions", "image"), ("text", "captions"))
    asked.answers[SPACES.name] = lambda _p: SpacesAnswer(
        spaces=("ridge",), modalities=modalities, pairs=pairs
    )
    made = catalog()
    items = made.items.with_columns(captions=pl.Series([SAID, "A lamp.", "A mug."]))
    open_catalog(session, replace(made, items=items))
    session.set_features(features("/f"))
    session.select_item(0)
    ready.tabs.setCurrentWidget(ready.tokens)
    tab = ready.tokens
    told = tokens_answer(TokensParams(space="ridge", item=0, x="captions", y="image"))
    above, below = tab.links.views
    assert isinstance(above, TokenStrip)
    assert isinstance(below, PatchView)
    assert f"{told.score:.2f}" in tab.links_title.text()
    ready.pair.setCurrentIndex(1)
    assert [type(view) for view in tab.links.views] == [TokenStrip, TokenStrip]
    begin, end = SPANS[1]
    assert tab.name(0, 1) == f"“{TEXT[begin:end]}”"
    assert tab.name(1, 1) == f"“{SAID[begin:end]}”" != tab.name(0, 1)
