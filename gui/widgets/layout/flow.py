"""A row of widgets that goes on in the next line where the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from gui.widgets.layout.basic import clear


class FlowLayout(QLayout):
    """Lays widgets out as text is: in their own size, line after line, from the left or the right.

    Args:
        parent: whose layout it is.
        gap: pixels between widgets, and between lines.
        right: whether lines end at the right.
    """

    def __init__(self, parent: QWidget | None = None, gap: int = 8, *, right: bool = False) -> None:
        super().__init__(parent)
        self._right = right
        self._items: list[QLayoutItem] = []
        self.setSpacing(gap)
        self.setContentsMargins(QMargins())

    def clear(self) -> None:
        """Remove and delete all widgets."""
        clear(self)

    # --- what every layout has ------------------------------------------------------------

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in sizes) + self.spacing() * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    # --- lines ----------------------------------------------------------------------------

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Height that the lines take in the width of `rect`; `move` puts the widgets there."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = [[]]
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(max(1, rect.width()), 1 << 15))
            if lines[-1] and used + size.width() > rect.width():
                lines.append([])
                used = 0
            lines[-1].append((item, size))
            used += size.width() + self.spacing()
        y = rect.top()
        for line in lines:
            height = max((size.height() for _, size in line), default=0)
            x = rect.left()
            if self._right:
                taken = sum(size.width() for _, size in line) + self.spacing() * (len(line) - 1)
                x += max(0, rect.width() - taken)
            for item, size in line:
                if move:
                    place = QPoint(x, y + (height - size.height()) // 2)
                    item.setGeometry(QRect(place, size))
                x += size.width() + self.spacing()
            y += height + self.spacing()
        return y - self.spacing() - rect.top()
