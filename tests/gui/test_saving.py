"""Where something is saved, and what is said where it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from gui.session import Session
from gui.widgets.plots.saving import ask_and_save


@pytest.mark.parametrize(
    ("chosen", "written"), [("a.csv", "a.csv"), ("v1.2", "v1.2.csv"), ("", None)]
)
def test_the_ending_is_the_one_proposed(
    session: Session,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    chosen: str,
    written: str | None,
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    answer = str(tmp_path / chosen) if chosen else ""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (answer, ""))
    ask_and_save(parent, session, "table.csv", lambda path: path.write_text("x"))
    assert [path.name for path in tmp_path.iterdir()] == ([written] if written else [])


def test_a_place_that_cannot_be_written_is_told(
    session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    answer = str(tmp_path / "nowhere" / "a.csv")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (answer, ""))
    with qtbot.waitSignal(session.notice) as told:
        ask_and_save(parent, session, "table.csv", lambda path: path.write_text("x"))
    assert told.args[0] == "error"
    assert "nowhere" in told.args[1]
