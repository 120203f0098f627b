"""Nothing is cut off in the smallest window, in both languages, on any page or tab."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QStyle,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from assets.cuts import cuts
from core.contracts.attention import MAPS, MEDIA
from core.contracts.features import Encoder
from core.contracts.training import RUNS
from core.text import Text
from gui import language, theme
from gui.pages import entries
from gui.pages.catalog.users import entries as entries_of
from gui.pages.features.comparing import CompareDialog
from gui.pages.recommend.list_delegate import CARD
from gui.settings import Settings
from gui.shell.main_window import MainWindow
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.items.painting import fitting, sized
from gui.widgets.layout.basic import label
from gui.widgets.layout.elided import ElidedLabel
from gui.widgets.tables.plain_table import PlainTable
from tests.gui import attention_fixture as fake
from tests.gui.catalogs import make
from tests.gui.typed import features, run

ANSWERS = {
    MAPS.name: fake.maps_answer,
    MEDIA.name: fake.media_answer,
    RUNS.name: fake.runs_answer,
}


@pytest.fixture(params=list(language.NAMES))
def small(
    request: pytest.FixtureRequest,
    qapp: QApplication,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[MainWindow]:
    """The smallest window, on a catalog that was encoded and trained."""
    monkeypatch.setattr("gui.engine.Engine.start", lambda _engine: None)
    language.apply(qapp, request.param)
    theme.apply(qapp, theme.LIGHT)
    window = MainWindow(Settings(theme="light", language=request.param))
    qtbot.addWidget(window)
    session = window.session

    def ask(question: Any, params: Any, done: Any, *_more: Any, **_run: Any) -> None:
        if question.name in ANSWERS:
            done(ANSWERS[question.name](params))

    monkeypatch.setattr(session, "ask", ask)
    monkeypatch.setattr(session.scans, "start", lambda _key: None)
    window.resize(1000, 640)
    window.show()
    fake.open_catalog(session, make(tmp_path))
    session.set_features(features("/features"))
    session.set_run(run("/runs/1", title="one"))
    yield window
    window.close()
    language.apply(qapp, "en")


def test_nothing_is_cut_off_on_any_page(small: MainWindow, qtbot: QtBot) -> None:
    assert (small.width(), small.height()) == (1000, 640)
    found = []
    for entry in entries():
        small.show_page(entry.key)
        for tabs in [None, *small.page(entry.key).findChildren(QTabWidget)]:
            for tab in range(1, tabs.count()) if tabs is not None and tabs.isVisible() else (0,):
                if tabs is not None and tabs.isTabVisible(tab):
                    tabs.setCurrentIndex(tab)
                qtbot.wait(1)  # layouts
                found += [f"{entry.key}: {cut}" for cut in cuts(small)]
            if tabs is not None:
                tabs.setCurrentIndex(0)
    assert not found, "\n".join(sorted(set(found)))


def test_one_whole_recommendation_is_seen_below_a_history(small: MainWindow, qtbot: QtBot) -> None:
    small.show_page("recommend")
    page: Any = small.page("recommend")
    rows = CatalogRows(small.session.catalog)
    page.person.strip.set_entries(rows, entries_of(rows.history(1)))
    page.result.legend.show_parts(("text", "image", "collaborative", "bias", "like text"))
    qtbot.wait(20)
    low = page.person.strip.height()
    seen = page.result.visibleRegion().boundingRect().height()
    assert page.grid.geometry().bottom() < seen
    assert page.grid.viewport().height() >= CARD.height()
    small.resize(1600, 1000)
    qtbot.wait(20)
    assert page.person.strip.height() > low  # with its axis


def test_what_is_cut_is_found(qtbot: QtBot) -> None:
    """The eyes of the test above."""
    whole = QWidget()
    qtbot.addWidget(whole)
    row = QHBoxLayout(whole)
    for widget in (QPushButton("A long name of a button"), QLabel("Words that go on and on")):
        widget.setMinimumWidth(10)
        row.addWidget(widget)
    wrapped = label("Words that need several lines at this width", wrap=True)
    wrapped.setFixedSize(60, 20)
    row.addWidget(wrapped)
    table = PlainTable("", ["one"])
    table.show_rows([["1"], ["2"], ["3"]])
    table.setFixedHeight(50)
    row.addWidget(table)
    cells = QTableWidget(1, 2)
    cells.setHorizontalHeaderLabels(["a head of a column", "b"])
    cells.setItem(0, 0, QTableWidgetItem("EfficientNet-Lite0"))
    cells.setColumnWidth(0, 40)
    cells.setColumnWidth(1, 400)
    cells.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    row.addWidget(cells)
    listed = QListWidget()
    listed.setFixedWidth(60)
    listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    listed.addItem("A name that is longer than the list is wide")
    row.addWidget(listed)
    outside = QPushButton("x", whole)
    outside.setGeometry(490, 10, 60, 20)
    whole.setFixedSize(500, 120)
    whole.show()
    qtbot.wait(1)
    kinds = [found.split("/")[1].split(" ")[0] for found in cuts(whole)]
    assert {"QPushButton", "QLabel", "Label", "PlainTable"} <= set(kinds)
    for words in ("lies at", "head 'a head", "cell 'Eff", "column 'b' ends", "row 'A name"):
        assert any(words in found for found in cuts(whole)), words


@pytest.mark.parametrize("many", [1, 12])
def test_many_encoders_to_compare_cut_nothing(small: MainWindow, qtbot: QtBot, many: int) -> None:
    """What is asked stays whole above them, and the dialog within the window."""
    infos = [
        Encoder(
            name=f"{modality}{n}", modality=modality, title=Text(f"Encoder {n}"), installed=True,
            licence=Text(), size_mb=0, package="", note=Text(), command="", width=1, max_tokens=1,
            tokens=Text(), default=not n, revision="", preprocessing="",
        )
        for modality in ("text", "image", "audio") for n in range(many)
    ]  # fmt: skip
    dialog = CompareDialog(small, infos, {"text": "text0", "image": "image0", "audio": "audio0"})
    dialog.seeds.setValue(1)
    dialog.show()
    qtbot.waitExposed(dialog)
    qtbot.wait(1)
    assert dialog.height() <= small.height()
    assert cuts(dialog) == []
    scrolls = dialog.choices.verticalScrollBar().maximum() > 0
    assert scrolls == (many > 1)


class Drawn(QWidget):
    """Paints words where a window has no room for them."""

    words: tuple[tuple[QRectF | QPointF, str], ...] = ()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for place, text in self.words:
            if isinstance(place, QRectF):
                painter.drawText(place, Qt.AlignmentFlag.AlignLeft, text)
            else:
                painter.drawText(place, text)


@pytest.mark.parametrize(
    ("place", "text", "found"),
    [
        (QPointF(10, 20), "short", ""),
        (QPointF(70, 20), "beyond the edge", "lies at"),
        (QPointF(10, 4), "above", "lies at"),
        (QRectF(0, 30, 30, 20), "in too small a box", "of 30"),
        (QRectF(0, 30, 100, 20), "224 × 22…", "a number"),
        (QRectF(0, 30, 100, 20), "a long na…", ""),
    ],
)
def test_what_is_painted_by_hand_and_cut_is_found(
    place: QRectF | QPointF, text: str, found: str, qtbot: QtBot
) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    whole.setFixedSize(200, 100)
    drawn = Drawn(whole)
    drawn.words = ((place, text),)
    drawn.setFixedSize(120, 60)
    whole.show()
    qtbot.wait(1)
    said = [one for one in cuts(whole) if "Drawn" in one]
    assert bool(said) is bool(found), said
    assert all(found in one for one in said)
    assert QPainter.drawText.__name__ == "drawText"  # as it was


def test_a_placeholder_beside_buttons_is_measured_without_them(qtbot: QtBot) -> None:
    line = QLineEdit()
    line.setPlaceholderText("words to search for")
    whole = QWidget()
    qtbot.addWidget(whole)
    layout = QHBoxLayout(whole)
    layout.addWidget(line)
    words = line.fontMetrics().horizontalAdvance(line.placeholderText())
    line.setFixedWidth(words + 14)
    whole.show()
    qtbot.wait(1)
    assert not [one for one in cuts(whole) if "QLineEdit" in one]
    icon = whole.style().standardIcon(QStyle.StandardPixmap.SP_FileDialogContentsView)
    line.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)
    qtbot.wait(1)
    assert [one for one in cuts(whole) if "QLineEdit" in one]


def test_no_label_ends_in_half_a_number(qtbot: QtBot) -> None:
    told = ElidedLabel("· 196 tokens by an encoder")
    qtbot.addWidget(told)
    for width in range(10, 200):
        told.setFixedWidth(width)
        numbers = re.findall(r"\d+", told.shown())
        assert numbers in ([], ["196"]), told.shown()


def test_text_is_made_to_fit(qapp: QApplication) -> None:
    from PySide6.QtGui import QFontMetricsF

    font = sized(qapp.font(), 0.84)
    for text in ("●→■ R@10", "Mutual kNN", "Gap"):
        assert QFontMetricsF(fitting(font, text, 40)).horizontalAdvance(text) <= 42
    assert fitting(font, "Gap", 400) == font
