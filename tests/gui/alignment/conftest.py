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
from core.errors import UserError
from core.worker.messages import Failed
from core.worker.queries.alignment import QUERIES
from gui import theme
from gui.pages.alignment.page import AlignmentPage
from gui.session import Session
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


def pair_answer(params: dict[str, Any]) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    x, y = measures.shifted(*vectors(), params.get("shift", 0.0))
    found = measures.compare(x, y)
    shifts = np.linspace(-1, 2, 31)
    told = {
        "space": params["space"],
        "note": "Space of the test.",
        "x": params["x"],
        "y": params["y"],
        "items": 3,
        "shift": params.get("shift", 0.0),
        "recall_xy": float((found.ranks == 0).mean()),
        "recall_yx": float((measures.compare(y, x).ranks == 0).mean()),
        "measures": {name: asdict(one) for name, one in measures.agreement(x, y).items()},
    }
    return told, {
        "items": ITEMS,
        "similarity": measures.similarity(x, y),
        "margins": found.margins,
        "own_rank": found.ranks + 1,
        "worst": ITEMS[[1]],
        "worst_rival": ITEMS[[2]],
        "worst_rank": np.array([3]),
        "worst_own": np.array([0.1], np.float32),
        "shifts": shifts,
        "recall_xy": np.linspace(0, 1, 31),
        "recall_yx": np.linspace(1, 0, 31),
    }


def spaces_answer(_params: dict[str, Any]) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    return {
        "spaces": ["model", "ridge"],
        "modalities": ["text", "image", "audio"],
        "pairs": [["text", "image"], ["text", "audio"], ["image", "audio"]],
    }, {}


@pytest.fixture
def page(
    qtbot: QtBot, qapp: QApplication, session: Session, asked: Asked
) -> Iterator[AlignmentPage]:
    theme.apply(qapp, theme.DARK)
    asked.answers |= {
        "alignment.spaces": spaces_answer,
        "alignment.pair": pair_answer,
        "alignment.shifted": pair_answer,
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
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def __call__(self, method: str, params: dict[str, Any], done: Any, failed: Any = None) -> None:
        self.asked.append((method, params))
        model, function = QUERIES[method.removeprefix("alignment.")]
        try:
            answer = function(self.context, model.model_validate(params))
        except UserError as error:
            (failed or self.session.report)(Failed(job="engine", **error.to_dict()))
            return
        done(*answer)

    def count(self, method: str) -> int:
        return sum(name == method for name, _ in self.asked)


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
