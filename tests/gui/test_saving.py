"""Where something is saved, and what is said where it cannot be."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtGui import QAction, QContextMenuEvent, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from gui.session import Session
from gui.widgets.maps.heat import Shade
from gui.widgets.maps.patch_view import PatchView
from gui.widgets.plots.export import export_button
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


def menu_of(widget: QWidget) -> dict[str, QAction]:
    """What a right click in the middle of a widget offers; the newest menu is the one."""
    centre = widget.rect().center()
    where = widget.mapToGlobal(centre)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, centre, where)
    QApplication.sendEvent(widget, event)
    shown = QApplication.activePopupWidget()
    assert isinstance(shown, QMenu)
    shown.close()
    return {action.text(): action for action in shown.actions()}


def test_a_right_click_on_a_plot_offers_what_its_button_does(
    session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plot = pg.PlotWidget()
    qtbot.addWidget(plot)
    button = export_button(plot, "curve", session, lambda: "x,y")
    qtbot.addWidget(button)
    plot.show()
    entries = menu_of(plot.viewport())
    assert list(entries) == [one.text() for one in button.menu().actions()]
    answer = str(tmp_path / "curve.csv")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (answer, ""))
    entries["Save numbers as CSV ..."].trigger()
    assert Path(answer).read_text() == "x,y"


def test_a_right_click_on_a_patch_pins_it_or_copies_its_value(
    session: Session, qtbot: QtBot
) -> None:
    view = PatchView(session.appearance)
    qtbot.addWidget(view)
    view.resize(120, 120)
    view.show()
    picture = QImage(80, 80, QImage.Format.Format_RGB32)
    view.set_picture(picture, (80, 80), np.array([[0, 0, 80, 80]]))
    view.set_weights(np.array([0.25], np.float32), Shade("hue", "#0072b2"))
    told: list[tuple[str, int, bool]] = []
    view.pinned.connect(lambda *what: told.append(what))
    menu_of(view)["Pin"].trigger()
    menu_of(view)["Pin as well"].trigger()
    assert told == [("image", 0, False), ("image", 0, True)]
    view.set_marks({0}, -1)
    entries = menu_of(view)
    assert "Let go" in entries
    entries["Copy value, of the strongest"].trigger()
    assert QApplication.clipboard().text() == "image 0\t0.25"
    entries["Copy picture"].trigger()
    assert not QApplication.clipboard().pixmap().isNull()
