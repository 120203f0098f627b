"""The window in Chinese: what is translated is shown, and keeps its placeholders."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QLocale
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from assets import translate
from core.text import Text
from gui import language, settings
from gui.pages import entries
from gui.shell.main_window import MainWindow
from gui.translation import CONTEXT

TS = language.FOLDER / "triptych_zh_CN.ts"


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    language.apply(qapp, "zh_CN")
    yield
    language.apply(qapp, "en")


def messages() -> list[tuple[str, str, str]]:
    """(context, source, translation) of everything translated."""
    found = []
    for context in ElementTree.parse(TS).getroot().iter("context"):
        for message in context.iter("message"):
            target = message.findtext("translation", "")
            if target and not message.get("numerus"):  # Chinese has no plural
                found.append((context.findtext("name", ""), message.findtext("source", ""), target))
    return found


def placeholders(text: str) -> set[str]:
    return {
        f"{name}!{conversion}:{spec}"
        for _, name, spec, conversion in string.Formatter().parse(text)
        if name is not None
    }


def test_translations_keep_every_placeholder() -> None:
    found = messages()
    assert len(found) > 600
    for context, source, target in found:
        if context == CONTEXT:
            continue  # see test_translations_of_core_name_values_of_the_source
        assert placeholders(target) == placeholders(source), source


def test_translations_of_core_name_values_of_the_source() -> None:
    """Another value, or another form of one, would leave the sentence English."""
    for context, source, target in messages():
        if context == CONTEXT and target != source:
            values = dict.fromkeys(re.findall(r"\{(\w+)[:!}]", source), "1")
            text = Text(source, **values)
            assert text.translated(lambda _, target=target: target) != source, source
            for value in re.findall(r"\{\w+[^}]*\}", target):
                assert value in source, source


def test_compiled_file_says_what_the_readable_one_says(chinese: None) -> None:
    for context, source, target in messages():
        assert QCoreApplication.translate(context, source) == target


def test_window_is_chinese(chinese: None, window: MainWindow) -> None:
    shown = {QCoreApplication.translate("pages", entry.title) for entry in entries()}
    texts = {
        button.text()
        for button in window.navigation.findChildren(type(window.navigation._buttons["catalog"]))
    }
    assert texts == shown
    for text in shown:
        assert re.search(r"[\u4e00-\u9fff]", text), text
    for entry in entries():
        window.show_page(entry.key)  # no text fails to format
    assert window.notices.shown() == []


def test_language_is_remembered_and_a_new_start_offered(window: MainWindow, qtbot: QtBot) -> None:
    window.set_language("zh_CN")
    assert settings.load().language == "zh_CN"
    box = window.findChild(QMessageBox)
    assert box is not None
    assert box.isVisible()
    box.close()


def test_system_language_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    class System:
        def __init__(self, name: str) -> None:
            self.name = name

        def uiLanguages(self) -> list[str]:
            return [self.name]

    for name, expected in (("zh-Hans-CN", "zh_CN"), ("de-DE", "en"), ("en-US", "en")):
        monkeypatch.setattr(language.QLocale, "system", lambda name=name: System(name))
        assert language.chosen("system") == expected


def test_no_text_is_forgotten(tmp_path: Path) -> None:
    """Run `make translations` and translate what it lists."""
    ts = tmp_path / TS.name
    ts.write_bytes(TS.read_bytes())
    translate.collect(ts)
    assert translate.untranslated(ts) == []


def test_dates_are_written_in_the_language_of_the_window(qapp: QApplication) -> None:
    before, day = QLocale(), QDate(2026, 11, 30)
    try:
        language.apply(qapp, "zh_CN")
        assert "Nov" not in QLocale().toString(day, QLocale.FormatType.LongFormat)
        assert "11" in QLocale().toString(day, QLocale.FormatType.LongFormat)
        language.apply(qapp, "en")
        assert "November" in QLocale().toString(day, QLocale.FormatType.LongFormat)
    finally:
        QLocale.setDefault(before)
