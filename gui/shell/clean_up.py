"""Choose which catalogs, unpacked files or runs go: how large, how old, and what would be lost."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core import usage
from core.usage import Kept
from gui.background import Background
from gui.shell.sizes import in_words
from gui.translation import said, told
from gui.widgets.layout.basic import label

_ENTRY = Qt.ItemDataRole.UserRole


class CleanUp(QDialog):
    """Lists the entries of one sub-folder; those that lose nothing are chosen already.

    Signals:
        removed: something went.
    """

    removed = Signal()

    def __init__(
        self, parent: QWidget, title: str, folder: usage.Folder, used: Collection[Path]
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(760, 420)
        self._folder, self._used = folder, used
        outer = QVBoxLayout(self)
        self.list = QTreeWidget()
        self.list.setHeaderLabels(
            [self.tr("Name"), self.tr("Size"), self.tr("Changed"), self.tr("If it is removed")]
        )
        self.list.setRootIsDecorated(False)
        self.list.setWordWrap(True)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setStretchLastSection(True)
        self.list.itemChanged.connect(self._count)
        outer.addWidget(self.list, 1)
        self.note = label(self.tr("Counting ..."), "muted", wrap=True)
        outer.addWidget(self.note)
        self.remove = QPushButton(self.tr("Remove"))
        self.remove.clicked.connect(self._remove)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.remove, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        outer.addWidget(buttons)
        self.remove.setEnabled(False)
        self._work = Background(threads=1, limit=2, parent=self)
        self._work.done.connect(self._done)
        self._look()

    def _look(self) -> None:
        self._work.submit("look", lambda: usage.kept(self._folder, self._used))

    def _done(self, key: object, result: object) -> None:
        if key == "remove":
            self.removed.emit()
            self._look()
        elif isinstance(result, list):
            self._show(result)
        if isinstance(result, OSError):
            self.note.setText(self.tr("Could not be removed: {0}").format(said(result)))

    def _show(self, entries: list[Kept]) -> None:
        self.list.clear()
        for one in entries:
            moment = QDateTime.fromSecsSinceEpoch(round(one.changed)).date()
            changed = QLocale().toString(moment, QLocale.FormatType.ShortFormat)
            loss = self.tr("It is open.") if one.used else told(one.loss)
            row = QTreeWidgetItem([one.title, in_words(one.bytes), changed, loss])
            row.setToolTip(0, str(one.path))
            row.setToolTip(3, loss)
            row.setData(0, _ENTRY, one)
            state = Qt.CheckState.Unchecked if one.used or one.lost else Qt.CheckState.Checked
            row.setCheckState(0, state)
            row.setDisabled(one.used)
            self.list.addTopLevelItem(row)
        self._count()

    def chosen(self) -> list[Kept]:
        """What would go."""
        rows = [self.list.topLevelItem(n) for n in range(self.list.topLevelItemCount())]
        return [
            row.data(0, _ENTRY)
            for row in rows
            if row is not None and row.checkState(0) is Qt.CheckState.Checked
        ]

    def _count(self, _row: object = None) -> None:
        going = self.chosen()
        self.remove.setEnabled(bool(going))
        lost = sum(one.lost for one in going)
        words = [self.tr("{0} would be freed.").format(in_words(sum(one.bytes for one in going)))]
        if lost:
            words.append(self.tr("{0} of them cannot be made again.").format(lost))
        self.note.setText(" ".join(words))

    def _remove(self) -> None:
        going = self.chosen()
        self.remove.setEnabled(False)
        self.note.setText(self.tr("Removing ..."))
        self._work.submit("remove", lambda: usage.remove(going, self._used))
