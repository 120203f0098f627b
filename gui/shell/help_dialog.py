"""F1: what each page is for, the keys, and what can be taken along."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.page_entry import PageEntry
from gui.shell import keys
from gui.widgets.layout.basic import close_row, label


class HelpDialog(QDialog):
    """Pages with their keys first, then the keys of menus and pages, then exports."""

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
        column.addLayout(_table([*_of_menus(parent.actions()), *keys.told()]))
        column.addWidget(label(self.tr("What you can take along"), "heading"))
        column.addLayout(_table(self._exports()))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        outer.addWidget(scroll, 1)
        outer.addLayout(close_row(self))

    def _of_page(self, number: int, entry: PageEntry) -> tuple[str, str]:
        page = entry.load()
        title = QCoreApplication.translate("pages", entry.title)
        subtitle = QCoreApplication.translate(page.__name__, page.subtitle)
        return f"Ctrl+{number % 10}", f"{title}: {subtitle}" if subtitle else title

    def _exports(self) -> list[tuple[str, str]]:
        """What can be taken along, from where, and the first lines of it."""
        return [
            (
                "CSV",
                self.tr(
                    "The numbers of a plot or table: the export button beside it, or a right click."
                )
                + "\nrun,series,epoch,value\n0001,loss,1.0,5.034",
            ),
            (
                "PNG, SVG",
                self.tr("A plot as you see it, as pixels or as lines; of the whole page: Ctrl+P."),
            ),
            (
                "HTML",
                self.tr(
                    "A page with its map or attention to point at, or a report of everything: "
                    "File, Share. It opens in any browser, without a network."
                )
                + "\ntriptych report shop/ --out report.html",
            ),
            ("PDF", self.tr("The same report for paper: File, Share.")),
            (
                ".triptych",
                self.tr(
                    "Catalog, features, model and the pictures shown, for another Triptych: File, "
                    "Share. Drop it there on the window."
                )
                + "\ntriptych bundle shop/ --out shop.triptych",
            ),
            (
                "JSON",
                self.tr("What was measured on Benchmark; opens on any machine, beside its own.")
                + "\ntriptych bench show --card --json",
            ),
            (
                self.tr("command"),
                self.tr(
                    "The same work for the shell: Copy as command on Features, Training and "
                    "Benchmark."
                )
                + "\ntriptych train shop/ --preset demo --set epochs=8",
            ),
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
    for row, (name, words) in enumerate(rows):
        grid.addWidget(label(name, "muted"), row, 0)
        grid.addWidget(label(words, wrap=True), row, 1)
    return grid
