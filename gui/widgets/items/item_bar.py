"""Which item is looked at: previous, next, and a search over titles and ids."""

from __future__ import annotations

import polars as pl
from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QWidget,
)

from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.layout.basic import label

MOST = 40
_ROLE = Qt.ItemDataRole.UserRole


def find(rows: CatalogRows, words: str, most: int = MOST) -> list[int]:
    """Items whose title, text or id holds all the words, in any case; those by title first."""
    parts = words.casefold().split()
    if not parts:
        return []
    items = rows.catalog.items
    found: list[int] = []
    for columns in (("title", "item"), ("text",)):
        some = [name for name in columns if name in items.columns]
        if not some or len(found) >= most:
            continue
        whole = pl.concat_str([pl.col(n).fill_null("") for n in some], separator=" ")
        lower = whole.str.to_lowercase()
        matches = pl.all_horizontal(lower.str.contains(part, literal=True) for part in parts)
        hits = items.select(matches.alias("hit")).get_column("hit").arg_true().to_list()
        found += [row for row in hits[: most + len(found)] if row not in found]
    return found[:most]


class ItemBar(QWidget):
    """Shows one row of the catalog and lets the user go to another.

    Signals:
        chosen: row the user wants.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: CatalogRows | None = None
        self._row = 0
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        self.previous = self._step(self.tr("Previous item"), Qt.ArrowType.LeftArrow)
        self.next = self._step(self.tr("Next item"), Qt.ArrowType.RightArrow)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search items"))
        self.search.setAccessibleName(self.tr("Search items by title, text or id"))
        self.search.setMinimumWidth(170)
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.search.textEdited.connect(self._edited)
        self._place = label("", "muted")
        line.addWidget(self.previous)
        line.addWidget(self.search, 1)
        line.addWidget(self.next)
        line.addWidget(self._place)
        self._timer = QTimer(self, singleShot=True, interval=120)
        self._timer.timeout.connect(self._find)
        self.matches = QListWidget(self)
        self.matches.setWindowFlags(Qt.WindowType.ToolTip)
        self.matches.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.matches.setAccessibleName(self.tr("Items found"))
        self.matches.itemClicked.connect(self._take)
        self.matches.hide()

    def _step(self, name: str, arrow: Qt.ArrowType) -> QToolButton:
        button = QToolButton()
        button.setArrowType(arrow)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(self._stepped)
        return button

    def sizeHint(self) -> QSize:
        return QSize(380, 30)

    def set_rows(self, rows: CatalogRows | None) -> None:
        """The catalog to choose from."""
        self._rows = rows
        self.setEnabled(rows is not None)
        self._row = 0

    def set_row(self, row: int) -> None:
        """Show this item."""
        self._row = row
        if self._rows is None:
            return
        self.search.setText(self._rows.title(row))
        self.search.setCursorPosition(0)
        self.search.setToolTip(self._rows.title(row))
        self._place.setText(f"{row + 1:,} / {self._rows.items:,}")

    def _stepped(self) -> None:
        if self._rows is not None and self._rows.items:
            step = 1 if self.sender() is self.next else -1
            self.chosen.emit((self._row + step) % self._rows.items)

    def _edited(self) -> None:
        self._timer.start()

    def _find(self) -> None:
        self.matches.clear()
        if self._rows is None:
            return
        for row in find(self._rows, self.search.text()):
            item = QListWidgetItem(self._rows.title(row))
            item.setData(_ROLE, row)
            self.matches.addItem(item)
        if not self.matches.count():
            item = QListWidgetItem(self.tr("No item has these words."))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.matches.addItem(item)
        self.matches.setCurrentRow(0)
        below = self.search.mapToGlobal(self.search.rect().bottomLeft())
        height = min(12, self.matches.count()) * (self.fontMetrics().height() + 6) + 8
        self.matches.setGeometry(below.x(), below.y() + 2, max(320, self.search.width()), height)
        self.matches.show()

    def _take(self, item: QListWidgetItem) -> None:
        row = item.data(_ROLE)
        self.matches.hide()
        if row is not None:
            self.chosen.emit(int(row))

    def _give_up(self) -> None:
        self._timer.stop()
        self.matches.hide()
        self.set_row(self._row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search:
            if event.type() == QEvent.Type.FocusIn:
                QTimer.singleShot(0, self.search.selectAll)
            elif event.type() == QEvent.Type.FocusOut:
                self._give_up()
            elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Escape and self.matches.isVisible():
            self._give_up()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.matches.isVisible():
            step = 1 if key == Qt.Key.Key_Down else -1
            self.matches.setCurrentRow((self.matches.currentRow() + step) % self.matches.count())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._timer.isActive():
                self._timer.stop()
                self._find()
            if self.matches.isVisible() and self.matches.currentItem() is not None:
                self._take(self.matches.currentItem())
        else:
            return False
        return True
