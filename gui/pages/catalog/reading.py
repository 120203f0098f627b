"""The Reading tab: how the files of a catalog were read, and what spoke for it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.catalog.plan.model import Aside, File, Plan
from gui.pages.catalog.mapping_table import meaning_name
from gui.pages.catalog.wish_row import WishRow
from gui.translation import told
from gui.widgets.layout.basic import label


class ReadingTab(QWidget):
    """Every file in sight: what it was read as, which column means what, and why.

    Signals:
        change_wanted: somebody wants to say otherwise.
    """

    change_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        row = QHBoxLayout()
        self.sentence = label("", "muted", wrap=True)
        row.addWidget(self.sentence, 1)
        self.change = QPushButton(self.tr("Change ..."))
        self.change.setToolTip(self.tr("Say which file is what, and which column means what"))
        self.change.clicked.connect(self.change_wanted)
        row.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(row)
        self.questions = label("", "warning", wrap=True)
        layout.addWidget(self.questions)
        self.wishes = WishRow()
        layout.addWidget(self.wishes)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.tr("How the files were read"))
        self.tree.setHeaderLabels(
            [self.tr("File, column"), self.tr("Read as"), self.tr("Sure"), self.tr("Because")]
        )
        self.tree.setAlternatingRowColors(True)
        self.tree.setUniformRowHeights(True)
        header = self.tree.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        layout.addWidget(self.tree, 1)

    def set_plan(self, plan: Plan | None) -> None:
        """Show how another catalog was read."""
        self.tree.clear()
        self.change.setVisible(plan is not None and plan.reader == "table")
        self.questions.setVisible(plan is not None and bool(plan.questions))
        if plan is None:
            self.sentence.setText(self.tr("How these files were read was not recorded."))
            return
        self.sentence.setText(self._said(plan))
        self.questions.setText("\n".join(told(question.text) for question in plan.questions))
        for file in plan.files:
            item = self._file(file, plan.reader == "table")
            self.tree.addTopLevelItem(item)
            item.setExpanded(bool(file.holds))
        for aside in plan.asides:
            self.tree.addTopLevelItem(self._aside(aside))

    def _said(self, plan: Plan) -> str:
        if plan.told:
            return self.tr("The files were read as {0} says.").format(told(plan.told))
        if plan.reader != "table":
            words = self.tr("The folder was taken for the layout {0}: {1}.")
            return words.format(plan.reader, told(plan.why))
        return self.tr("What each file holds and which column means what was found by looking.")

    def _file(self, file: File, by_plan: bool) -> QTreeWidgetItem:
        names = {
            "": self.tr("not read"),
            "items": self.tr("items"),
            "interactions": self.tr("interactions"),
            "users": self.tr("users"),
            "truth": self.tr("planted truth"),
        }
        parts = (self.tr("training part"), self.tr("validation part"), self.tr("test part"))
        held = names[file.holds] if file.split is None else parts[file.split]
        if not by_plan:
            return _row(file.file, "", "", "")
        item = _row(file.file, held, _percent(file.confidence, file.holds), told(file.why))
        for meaning, column in file.columns.items():
            why = told(column.why)
            item.addChild(
                _row(column.name, meaning_name(meaning), _percent(column.confidence), why)
            )
        for meaning, column in file.tells.items():
            held = self.tr("{0} of the item").format(meaning_name(meaning))
            item.addChild(_row(column.name, held, _percent(column.confidence), told(column.why)))
        used = {*file.chosen.values(), *(column.name for column in file.tells.values())}
        left = [name for name in file.names if name not in used]
        if left and file.holds == "interactions":
            item.addChild(_row(", ".join(left), self.tr("not read"), "", ""))
        elif left and file.holds == "items":
            item.addChild(_row(", ".join(left), self.tr("attributes"), "", ""))
        return item

    def _aside(self, aside: Aside) -> QTreeWidgetItem:
        what = f"{aside.what} ({aside.count:,})" if aside.count > 1 else aside.what
        held = self.tr("media") if aside.used else self.tr("not read")
        return _row(what, held, "", told(aside.why))


def _percent(confidence: float, holds: str = "-") -> str:
    return f"{confidence:.0%}" if holds else ""


def _row(*words: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem(list(words))
    for column, text in enumerate(words):
        item.setToolTip(column, text)
    return item
