"""F1: what each page is for, and the keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.page_entry import PageEntry
from gui.widgets.layout.basic import label


class HelpDialog(QDialog):
    """Pages with their keys first, then the keys of the menus and of pages."""

    def __init__(self, parent: QWidget, pages: Sequence[PageEntry]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Help"))
        self.resize(620, 620)
        outer = QVBoxLayout(self)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.addWidget(label(self.tr("Pages"), "heading"))
        column.addLayout(_table([self._of_page(n, page) for n, page in enumerate(pages, 1)]))
        column.addWidget(label(self.tr("Keys"), "heading"))
        column.addLayout(_table([*_of_menus(parent.actions()), *self._of_pages()]))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        outer.addWidget(scroll, 1)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(close)
        outer.addLayout(line)

    def _of_page(self, number: int, entry: PageEntry) -> tuple[str, str]:
        page = entry.load()
        title = QCoreApplication.translate("pages", entry.title)
        subtitle = QCoreApplication.translate(page.__name__, page.subtitle)
        return f"Ctrl+{number % 10}", f"{title}: {subtitle}" if subtitle else title

    def _of_pages(self) -> list[tuple[str, str]]:
        """What pages understand besides."""
        undo = QKeySequence(QKeySequence.StandardKey.Undo).toString()
        return [
            ("← →  ↑ ↓", self.tr("Attention: walk through heads and layers")),
            ("Esc", self.tr("Attention: nothing pinned")),
            ("Shift", self.tr("Attention: hold it while clicking to pin several")),
            (undo, self.tr("Recommend, Time sync, Catalog: take back the last change")),
        ]


def _of_menus(actions: Sequence[QAction]) -> list[tuple[str, str]]:
    return [
        (action.shortcut().toString(), action.text().replace("&", "").removesuffix(" ..."))
        for action in actions
        if not action.shortcut().isEmpty()
    ]


def _table(rows: Sequence[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setColumnStretch(1, 1)
    for row, (keys, words) in enumerate(rows):
        grid.addWidget(label(keys, "muted"), row, 0)
        grid.addWidget(label(words, wrap=True), row, 1)
    return grid
