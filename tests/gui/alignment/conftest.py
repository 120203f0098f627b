"""The alignment page over three items, with an engine that answers from real numbers made here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.alignment import measures
from gui import theme
from gui.pages.alignment.page import AlignmentPage
from gui.session import Session
from tests.gui.attention_fixture import Asked, asked, catalog, open_catalog

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


def map_answer(params: dict[str, Any]) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    points = {
        "points/text": np.array([[0, 0], [1, 0], [2, 0]], np.float32),
        "points/image": np.array([[0, 1], [1, 1]], np.float32),
        "rows/text": np.array([0, 1, 2]),
        "rows/image": np.array([0, 2]),
    }
    modalities = ["text", "image"]
    return {"space": params["space"], "modalities": modalities, "explained": [0.5, 0.25]}, points


@pytest.fixture
def page(
    qtbot: QtBot, qapp: QApplication, session: Session, asked: Asked
) -> Iterator[AlignmentPage]:
    theme.apply(qapp, theme.DARK)
    asked.answers |= {
        "alignment.spaces": lambda _p: (
            {
                "spaces": ["model", "ridge"],
                "modalities": ["text", "image", "audio"],
                "pairs": [["text", "image"], ["text", "audio"], ["image", "audio"]],
            },
            {},
        ),
        "alignment.pair": pair_answer,
        "alignment.shifted": pair_answer,
        "alignment.map": map_answer,
    }
    made = AlignmentPage(session)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.shown()
    yield made
    made.close()


@pytest.fixture
def ready(page: AlignmentPage, session: Session) -> AlignmentPage:
    open_catalog(session, catalog())
    session.set_features({"folder": "/features", "modalities": {}})
    return page
