"""The shell: navigation, messages, palette, themes, settings."""

from __future__ import annotations

import errno
import os
import signal
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QMessageBox, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core import system
from core.catalog.opening import snapshot
from core.contracts.training import TRAIN
from core.worker.messages import Failed
from gui import settings, theme
from gui.pages import entries
from gui.session import Stage
from gui.shell import main_window
from gui.shell.command_palette import CommandPalette
from gui.shell.main_window import MainWindow
from gui.shell.notices import Banner
from gui.state.catalog import recent, remember
from gui.widgets.layout.basic import label
from gui.widgets.layout.markup import markup
from gui.widgets.status.empty import EmptyState
from tests.gui.catalogs import make


def test_every_page_opens_on_an_empty_home(window: MainWindow, qtbot: QtBot) -> None:
    for entry in entries():
        window.show_page(entry.key)
        page = window.stack.currentWidget()
        assert page is window.page(entry.key)
        assert window.page(entry.key).key == entry.key
        assert window.page(entry.key).title == entry.title
        qtbot.wait(10)
        _only_what_leads_on_can_be_pressed(window.page(entry.key))
    assert window.notices.shown() == []


def _only_what_leads_on_can_be_pressed(page: QWidget) -> None:
    """Where a page says what it lacks, its other buttons would do nothing."""
    empties = [one for one in page.findChildren(EmptyState) if one.isVisible()]
    for button in page.findChildren(QPushButton):
        if empties and button.isVisible() and button.isEnabled():
            assert any(one.isAncestorOf(button) for one in empties), button.text()


def test_keys_walk_the_flow(window: MainWindow, qtbot: QtBot) -> None:
    for number, entry in enumerate(entries(), start=1):
        button = window.navigation._buttons[entry.key]
        assert button.shortcut().toString() == f"Ctrl+{number % 10}"
        button.click()
        assert window.current_key == entry.key
        assert button.isChecked()


def test_device_line_says_why(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(
        lambda: window.session.device.startswith(("CPU only because", "CUDA")), timeout=60_000
    )
    assert window.activity._device.text() == window.session.device


def test_errors_are_one_sentence_with_folded_details(window: MainWindow, qtbot: QtBot) -> None:
    window.session.report(
        Failed(
            job="x",
            message="A column is missing.",
            remedy="Add it.",
            file="items.csv",
            line=1,
            column="item",
            details="Traceback ...",
        )
    )
    sentence = "items.csv, line 1, column 'item': A column is missing. Add it."
    assert window.notices.shown() == [sentence]
    banner = window.notices.findChild(Banner)
    assert banner is not None
    details = banner.findChild(QPlainTextEdit)
    assert details is not None
    assert not details.isVisible()
    for button in banner.findChildren(QPushButton):
        button.click()
    assert details.isVisible()
    assert window.notices.isVisible()


def test_the_same_error_is_shown_once(window: MainWindow) -> None:
    for _ in range(3):
        window.session.notice.emit("error", "No.", "")
    assert window.notices.shown() == ["No."]


def test_palette_finds_and_runs_a_command(window: MainWindow, qtbot: QtBot) -> None:
    palette = CommandPalette(window.actions(), window)
    qtbot.addWidget(palette)
    palette.show()
    qtbot.keyClicks(palette.box, "theme dark")
    assert palette.list.count() == 1
    qtbot.keyClick(palette.box, Qt.Key.Key_Return)
    assert window.session.theme is theme.DARK
    window.set_theme("light")


def test_stage_states_have_words(window: MainWindow) -> None:
    window.session.set_stage("features", Stage.ATTENTION, "three items failed")
    button = window.navigation._buttons["features"]
    assert "needs attention" in button.accessibleName()
    assert "three items failed" in button.toolTip()


@pytest.mark.parametrize("chosen", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_text_is_readable_in_both_themes(chosen: theme.Theme) -> None:
    """WCAG 2.2 AA: 4.5 for text, 3 for the marks of modalities."""
    for background in (chosen.window, chosen.surface):
        for colour in (chosen.text, chosen.muted, chosen.good, chosen.warning, chosen.bad):
            assert contrast(colour, background) >= 4.5, (colour, background)
        for colour in chosen.modality.values():
            assert contrast(colour, background) >= 3, (colour, background)
    assert contrast(chosen.on_accent, chosen.accent) >= 4.5


def contrast(a: str, b: str) -> float:
    def luminance(name: str) -> float:
        parts = [
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
            for c in QColor(name).getRgbF()[:3]
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_settings_survive_and_broken_ones_fall_back(workspace_home) -> None:
    settings.save(settings.Settings(theme="dark", page="training"))
    assert settings.load().theme == "dark"
    (workspace_home / "settings.json").write_text("{broken")
    assert settings.load() == settings.Settings()
    (workspace_home / "settings.json").write_text('{"theme": "purple"}')
    assert settings.load() == settings.Settings()


def test_recent_catalogs_newest_first_without_repeats() -> None:
    for name in ("a", "b", "a"):
        remember(f"/data/{name}", name)
    assert [entry["name"] for entry in recent()] == ["a", "b"]


def test_links_take_the_colour_of_the_theme(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, theme.LIGHT)
    shown = label(markup('<a href="there">MMMMMMMM</a>'))
    qtbot.addWidget(shown)
    shown.show()
    for wanted in (theme.DARK, theme.LIGHT):
        theme.apply(qapp, wanted)
        image = shown.grab().toImage()
        seen = {
            image.pixelColor(x, y).name()
            for x in range(image.width())
            for y in range(image.height())
        }
        assert wanted.accent in seen


def test_palette_presses_the_buttons_of_the_page(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("time")
    window.show_palette()
    palette = window.findChild(CommandPalette)
    assert palette is not None
    words = [palette.list.item(row).text() for row in range(palette.list.count())]
    button = next(b for b in window.page("time").findChildren(QPushButton) if b.isVisible())
    assert words[0] == button.text()
    assert "Train" not in words  # of a page that is not in front
    qtbot.keyClick(palette.box, Qt.Key.Key_Return)
    assert window.current_key == "catalog"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_a_workspace_that_cannot_be_written_is_told_once_and_stops_nothing(
    window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    workspace_home: Path,
    number: int,
) -> None:
    saved = snapshot.save(make(tmp_path))

    def refuse(**where: object) -> None:
        raise OSError(number, os.strerror(number), f"{where['dir']}/{where['prefix']}half")

    monkeypatch.setattr("core.workspace.tempfile.mkstemp", refuse)
    told: list[str] = []
    window.session.notice.connect(lambda _kind, words, _details: told.append(words))
    with qtbot.waitSignal(window.session.catalog_changed, timeout=20_000):
        window.session.load_snapshot(saved, "source")
    assert window.session.catalog is not None
    [sentence] = window.notices.shown()
    assert str(workspace_home) in sentence
    assert ("disk is full" in sentence) == (number == errno.ENOSPC)
    window.show_page("training")
    assert told == [sentence]
    assert window.close()


def test_a_window_on_a_workspace_that_is_a_file(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("TRIPTYCH_HOME", str(tmp_path / "file"))
    window = MainWindow()
    qtbot.addWidget(window)
    window.restore()
    window.show()
    assert window.notices.shown() == [
        f"Nothing can be kept in {tmp_path / 'file'} (Not a directory). "
        "Set TRIPTYCH_HOME to a folder you may write to."
    ]
    job = window.session.open_sample("shop", 8, 4)
    with qtbot.waitSignal(job.failed, timeout=60_000) as told:
        pass
    assert "Nothing can be kept" in told.args[0].message
    assert window.close()


def test_when_the_system_ends_it_nobody_is_asked(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SIGTERM, SIGHUP: a question that nobody answers would end in a kill."""
    asked: list[str] = []

    def answer(_parent: object, title: str, *_more: object) -> QMessageBox.StandardButton:
        asked.append(title)
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(main_window, "_offscreen", lambda: False)
    monkeypatch.setattr(QMessageBox, "question", answer)
    busy = SimpleNamespace(title="Training", kind=TRAIN)
    monkeypatch.setattr(type(window.session.jobs), "running", property(lambda _self: [busy]))
    window.close()
    assert (asked, window.isVisible()) == (["Close Triptych?"], True)
    window.leave()
    assert len(asked) == 1
    assert not window.isVisible()
    assert settings.load().closed_cleanly
    assert signal.SIGTERM in system.ending_signals()


def test_a_page_that_comes_to_the_front_has_no_button_that_looks_chosen(
    window: MainWindow, qtbot: QtBot
) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    for key in ("training", "recommend", "catalog"):
        window.show_page(key)
        assert QApplication.focusWidget() is window.page(key)
    first, second = QPushButton("first"), QPushButton("second")
    body = window.page("catalog").body
    body.addWidget(first)
    body.addWidget(second)
    first.show()
    second.show()
    first.setFocus()
    assert QApplication.focusWidget() is first
    first.hide()  # Qt goes on to the next
    assert not isinstance(QApplication.focusWidget(), QPushButton)
