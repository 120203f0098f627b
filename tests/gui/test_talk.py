"""The guided tour: every step stands on its page, in five minutes, from the keyboard alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.shell.main_window import MainWindow
from gui.shell.talk import SAMPLE, SAMPLES
from gui.shell.talk_steps import STEPS
from tests.gui.catalogs import make


def test_it_takes_five_to_six_minutes_and_visits_every_step_of_the_flow(window: MainWindow) -> None:
    assert 300 <= sum(step.seconds for step in STEPS) <= 360
    flow = {key for key, entry in window._entries.items() if entry.in_flow}
    assert flow <= {step.page for step in STEPS} <= set(window._entries)
    for step in STEPS:
        assert {*step.of, *step.noted} <= {*SAMPLES}


@pytest.mark.parametrize("field", SAMPLES)
def test_keys_alone_lead_through_it(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, field: str
) -> None:
    session = window.session
    session.catalog = make(tmp_path)
    session.source = str(tmp_path / f"{field}-60-80-0")
    shown: list[str] = []
    session.page_wanted.connect(shown.append)
    session.page_wanted.disconnect(window.show_page)  # pages themselves are tested elsewhere
    window.activateWindow()
    qtbot.waitActive(window)
    window.talk.start()
    for step in STEPS[1:]:
        QTest.keyClick(window, Qt.Key.Key_PageDown)
        assert shown[-1] == step.page
        assert window.talk.said.text() == step.of.get(field, step.said)
        assert window.talk.notes.text() == step.noted.get(field, step.notes)
    QTest.keyClick(window, Qt.Key.Key_PageUp)
    assert shown[-1] == STEPS[-2].page
    assert window.talk.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.talk.isVisible()
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    assert shown[-1] == STEPS[-2].page
    session.catalog = None


def test_without_a_catalog_a_sample_opens(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[Any] = []
    monkeypatch.setattr(window.session, "open_sample", lambda *what: calls.append(what))
    window.talk.start()
    assert calls == [SAMPLE]
    assert window.current_key == "catalog"
    large, usual = window.talk.said.fontInfo(), window.talk.notes.fontInfo()
    assert large.pixelSize() > 1.5 * usual.pixelSize()
