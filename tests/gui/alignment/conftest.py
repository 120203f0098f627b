"""The alignment page over three items, with an engine that answers from real numbers made here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.alignment import measures
from core.contracts.alignment import (
    PAIR,
    SHIFTED,
    SPACES,
    Lost,
    Matrix,
    Measured,
    PairAnswer,
    PairParams,
    ShiftCurve,
    ShiftedAnswer,
    ShiftedParams,
    SpacesAnswer,
)
from core.contracts.message import Message
from core.contracts.question import Nothing, Question
from core.errors import UserError
from core.text import Text
from core.worker.messages import Failed
from gui import theme
from gui.pages.alignment.page import AlignmentPage
from gui.session import Session
from tests.core.explore.asking import ask
from tests.core.explore.test_alignment import make_context, with_run
from tests.gui.attention_fixture import Asked, asked, catalog, open_catalog
from tests.gui.conftest import in_window
from tests.gui.typed import features, run

__all__ = ["asked"]

ITEMS = np.array([2, 0, 1])


def vectors(seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(3, 6))
    y = x + 0.5 * rng.normal(size=(3, 6))
    return tuple(v / np.linalg.norm(v, axis=1, keepdims=True) for v in (x, y))  # type: ignore[return-value]


def pair_answer(params: PairParams) -> PairAnswer:
    return PairAnswer(
        **dict(shifted_answer(params)),
        measures={
            name: Measured.model_validate(asdict(one))
            for name, one in measures.agreement(*vectors()).items()
        },
        curve=ShiftCurve(
            shifts=np.linspace(-1, 2, 31),
            recall_xy=np.linspace(0, 1, 31),
            recall_yx=np.linspace(1, 0, 31),
        ),
    )


def shifted_answer(params: PairParams) -> ShiftedAnswer:
    shift = params.shift if isinstance(params, ShiftedParams) else 0.0
    x, y = measures.shifted(*vectors(), shift)
    found = measures.compare(x, y)
    return ShiftedAnswer(
        space=params.space,
        note=Text("Space of the test."),
        x=params.x,
        y=params.y,
        compared=3,
        shift=shift,
        recall_xy=float((found.ranks == 0).mean()),
        recall_yx=float((measures.compare(y, x).ranks == 0).mean()),
        matrix=Matrix(
            items=ITEMS,
            similarity=measures.similarity(x, y),
            margins=found.margins,
            own_rank=found.ranks + 1,
        ),
        worst=Lost(
            items=ITEMS[[1]],
            rival=ITEMS[[2]],
            rank=np.array([3]),
            own=np.array([0.1], np.float32),
        ),
    )


def spaces_answer(_params: Nothing) -> SpacesAnswer:
    return SpacesAnswer(
        spaces=("model", "ridge"),
        modalities=("text", "image", "audio"),
        pairs=(("text", "image"), ("text", "audio"), ("image", "audio")),
    )


@pytest.fixture
def page(
    qtbot: QtBot, qapp: QApplication, session: Session, asked: Asked
) -> Iterator[AlignmentPage]:
    theme.apply(qapp, theme.DARK)
    asked.answers |= {
        SPACES.name: spaces_answer,
        PAIR.name: pair_answer,
        SHIFTED.name: shifted_answer,
    }
    with in_window(qtbot, AlignmentPage(session)) as made:
        made.shown()
        yield made


@pytest.fixture
def ready(page: AlignmentPage, session: Session) -> AlignmentPage:
    open_catalog(session, catalog())
    session.set_features(features("/features"))
    return page


ITEM_COUNT = 60


class Planted:
    """Answers questions of the page with the real queries, over items made in memory."""

    def __init__(self, session: Session, root: Path) -> None:
        made = with_run(make_context(n=ITEM_COUNT, sound=25))
        items = made.catalog.items.with_columns(
            title=pl.Series([f"Thing {k}" for k in range(ITEM_COUNT)]),
            colour=pl.Series([("red", "blue", "green")[k % 3] for k in range(ITEM_COUNT)]),
        )
        made.__dict__["catalog"] = replace(made.catalog, items=items, root=root)
        self.context = made
        self.session = session
        self.asked: list[tuple[str, Message]] = []

    def __call__(
        self, question: Question[Any, Any], params: Message, done: Any, failed: Any = None
    ) -> None:
        self.asked.append((question.name, params))
        try:
            answer = ask(self.context, question, **dict(params))
        except UserError as error:
            (failed or self.session.report)(Failed(job="engine", **error.to_dict()))
            return
        done(answer)

    def count(self, question: Question[Any, Any]) -> int:
        return sum(name == question.name for name, _ in self.asked)


@pytest.fixture
def planted(session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Planted:
    made = Planted(session, tmp_path)
    monkeypatch.setattr(session, "ask", made)
    return made


@pytest.fixture
def real(
    qtbot: QtBot, qapp: QApplication, session: Session, planted: Planted
) -> Iterator[AlignmentPage]:
    """The page over sixty items whose words and pictures share a cause, sound being noise."""
    theme.apply(qapp, theme.LIGHT)
    with in_window(qtbot, AlignmentPage(session)) as made:
        open_catalog(session, planted.context.catalog)
        session.source = "/planted"
        session.set_features(features("/f"))
        session.set_run(run("/r"))
        yield made
