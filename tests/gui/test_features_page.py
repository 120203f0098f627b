"""Features page: what failed and why, and how to get weights that are missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from core.catalog.readers.table import TableReader
from core.contracts.features import EncodedModality, Encoder, Encoders, FailedItem, Features
from core.text import Text
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
    here = Encoder(
        name="here", modality="text", title=Text("Here"), licence=Text("MIT"), size_mb=0,
        package="", installed=True, note=Text(), command="", width=4, max_tokens=2,
        tokens=Text(), default=True, revision="1", preprocessing="1",
    )  # fmt: skip
    change = {"name": "away", "title": Text("Away"), "installed": False}
    away = here.model_copy(update=change | {"command": "pip install away"})
    made._on_encoders(Encoders(encoders=(here, away), defaults={"text": "here"}))
    return made


def encoded(failures: list[FailedItem], failed: int | None = None) -> Features:
    text = EncodedModality(
        encoder="here",
        width=4,
        max_tokens=2,
        items=2,
        total=3,
        failed=len(failures) if failed is None else failed,
        failures=tuple(failures),
    )
    return Features(folder="/f", modalities={"text": text})


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
    failure = FailedItem(
        row=1, file="b.png", message=Text("It is empty."), remedy=Text("Replace it.")
    )
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
