"""Features page: what failed and why, and how to get weights that are missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from core.catalog.readers.table import TableReader
from gui.pages.features.page import FeaturesPage
from gui.session import Session


@pytest.fixture
def page(session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: Any) -> FeaturesPage:
    (tmp_path / "items.csv").write_text("item,title\na,Red shoe\nb,Blue hat\nc,Green coat\n")
    (tmp_path / "interactions.csv").write_text("user,item\nu,a\nu,b\n")
    monkeypatch.setattr(session, "ask", lambda *_: None)
    session.catalog = TableReader().read(tmp_path)
    made = FeaturesPage(session)
    qtbot.addWidget(made)
    info = {"modality": "text", "licence": "MIT", "size_mb": 0, "note": "", "command": ""}
    made._on_encoders(
        {
            "encoders": [
                info | {"name": "here", "title": "Here", "installed": True},
                info | {"name": "away", "title": "Away", "installed": False,
                        "command": "pip install away"},
            ],
            "defaults": {"text": "here"},
        },
        {},
    )  # fmt: skip
    return made


def encoded(failures: list[dict[str, Any]], failed: int | None = None) -> dict[str, Any]:
    count = len(failures) if failed is None else failed
    text: dict[str, Any] = {"encoder": "here", "width": 4, "max_tokens": 2, "items": 2, "total": 3}
    text |= {"failed": count, "failures": failures}
    return {"folder": "/f", "modalities": {"text": text}}


def test_missing_weights_name_the_command(page: FeaturesPage) -> None:
    card = page._cards["text"]
    assert not card.missing.isVisibleTo(page)
    card.choice.setCurrentIndex(1)
    assert card.missing.isVisibleTo(page)
    assert "pip install away" in card.missing.text()
    card.get_weights.click()
    assert QGuiApplication.clipboard().text() == "pip install away"
    card.choice.setCurrentIndex(0)
    assert not card.get_weights.isVisibleTo(page)


def test_failed_items_are_counted_with_reason_and_lead_to_the_item(
    page: FeaturesPage, session: Session
) -> None:
    session.set_features(encoded([]))
    assert not page.failures.isVisibleTo(page)
    failure = {"row": 1, "file": "b.png", "message": "It is empty.", "remedy": "Replace it."}
    session.set_features(encoded([failure], failed=7))
    assert page.failures.isVisibleTo(page)
    table = page.failures.table
    shown = [table.item(0, column).text() for column in range(5)]
    assert shown == ["text", "b", "b.png", "It is empty.", "Replace it."]
    assert "7 / 3" in page.failures.sentence.text()
    assert "first 1" in page.failures.sentence.text()
    wanted: list[str] = []
    session.page_wanted.connect(wanted.append)
    table.itemActivated.emit(table.item(0, 3))
    assert (session.item, wanted) == (1, ["catalog"])
