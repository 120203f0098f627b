"""A small matrix of shares between modalities; a click keeps one cell alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.theme import Appearance
from gui.widgets.items.painting import draw_focus, glyph, mixed, named, sized
from gui.widgets.maps.arrows import ARROWS
from gui.widgets.maps.heat import Shade, ink_on

Cell = tuple[str, str]
_HEAD = 26.0


class ShareMatrix(QWidget):
    """Rows: who looks; columns: what is looked at; numbers in per cent of a row.

    Signals:
        chosen: (row, column) names, or None when the chosen cell was clicked again.
    """

    chosen = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._rows: list[str] = []
        self._room = 0
        self._columns: list[str] = []
        self._values = np.zeros((0, 0))
        self._names: dict[str, str] = {}
        self._cell: Cell | None = None
        self._at = (0, 0)
        self._under: tuple[int, int] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(self.tr("Shares between modalities; Space keeps one pair alone"))
        appearance.repaints(self)

    def set_shares(
        self,
        rows: Sequence[str],
        columns: Sequence[str],
        values: np.ndarray,
        names: Mapping[str, str],
        room: int = 0,
    ) -> None:
        """Show shares [rows, columns] in 0..1; `names` translates keys that are no modality.

        Room is kept for so many rows, and for all names: nothing moves when a row comes.
        """
        self._room = max(room, len(rows))
        self._rows, self._columns = list(rows), list(columns)
        self._values, self._names = np.asarray(values, np.float64), dict(names)
        self._at = (
            min(self._at[0], max(0, len(rows) - 1)),
            min(self._at[1], max(0, len(columns) - 1)),
        )
        self.updateGeometry()
        self.update()

    def set_cell(self, cell: Cell | None) -> None:
        """Mark the cell that is looked at alone."""
        self._cell = cell
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(90 + 66 * max(1, len(self._columns)), round(_HEAD + 38 * self._room))

    def minimumSizeHint(self) -> QSize:
        width = self._label_width() + 36 * max(1, len(self._columns))
        return QSize(round(width), round(_HEAD + 26 * self._room))

    def rectangle(self, row: int, column: int) -> QRectF:
        """Where a cell is drawn."""
        left = self._label_width()
        width = (self.width() - left - 2) / max(1, len(self._columns))
        height = min(44.0, (self.height() - _HEAD - 2) / max(1, self._room))
        return QRectF(left + column * width, _HEAD + row * height, width - 3, height - 3)

    def _label_width(self) -> float:
        metrics = self.fontMetrics()
        widths = [
            metrics.horizontalAdvance(self._label(name)) for name in (*self._rows, *self._names)
        ]
        return max([40, *widths]) + 12.0

    def _label(self, name: str) -> str:
        return self._names.get(name, named(name))

    def _cell_at(self, place: QPointF) -> tuple[int, int] | None:
        for row in range(len(self._rows)):
            for column in range(len(self._columns)):
                if self.rectangle(row, column).contains(place):
                    return row, column
        return None

    def _toggle(self, row: int, column: int) -> None:
        cell = (self._rows[row], self._columns[column])
        self.chosen.emit(None if cell == self._cell else cell)

    # --- mouse and keyboard ---------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        under = self._cell_at(event.position())
        if under == self._under:
            return
        self._under = under
        self.setCursor(Qt.CursorShape.PointingHandCursor if under else Qt.CursorShape.ArrowCursor)
        if under is not None:
            share = self._values[under]
            text = self.tr("{0} of what {1} takes in comes from {2}. Click to look at it alone.")
            QToolTip.showText(
                event.globalPosition().toPoint(),
                text.format(
                    f"{share:.1%}",
                    self._label(self._rows[under[0]]),
                    self._label(self._columns[under[1]]),
                ),
                self,
            )
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._under = None
        self.update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (cell := self._cell_at(event.position())) is not None:
            self._at = cell
            self._toggle(*cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ARROWS and self._rows and self._columns:
            down, right = ARROWS[key]
            self._at = (
                (self._at[0] + down) % len(self._rows),
                (self._at[1] + right) % len(self._columns),
            )
            self.update()
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return) and self._rows and self._columns:
            self._toggle(*self._at)
        else:
            super().keyPressEvent(event)

    # --- paint ----------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        label_width = self._label_width()
        for column, name in enumerate(self._columns):
            box = self.rectangle(0, column)
            painter.setPen(QColor(theme.of(name)))
            text = self._label(name)
            if painter.fontMetrics().horizontalAdvance(text) > box.width():
                text = glyph(name)
            head = QRectF(box.left(), 0, box.width(), _HEAD - 2)
            painter.drawText(head, Qt.AlignmentFlag.AlignCenter, text)
        for row, name in enumerate(self._rows):
            box = self.rectangle(row, 0)
            painter.setPen(QColor(theme.of(name) if name not in self._names else theme.text))
            place = QRectF(0, box.top(), label_width - 8, box.height())
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, int(align), self._label(name))
            for column in range(len(self._columns)):
                self._draw_cell(painter, row, column)

    def _draw_cell(self, painter: QPainter, row: int, column: int) -> None:
        theme = self._appearance.theme
        value = float(self._values[row, column])
        name = self._columns[column]
        cell = (self._rows[row], name)
        box = self.rectangle(row, column)
        faded = self._cell is not None and cell != self._cell
        strength = np.array([value * (0.35 if faded else 1.0)])
        rgba = np.append(Shade("hue", theme.of(name)).solid(strength, theme.raised)[0], 255)
        painter.setBrush(QColor(*(int(v) for v in rgba)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, 5, 5)
        if cell == self._cell or (row, column) == self._under:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.text), 2.0 if cell == self._cell else 1.0))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)
        if self.hasFocus() and (row, column) == self._at:
            draw_focus(painter, box.adjusted(-1, -1, 1, 1), 6, theme.accent)
        painter.setFont(sized(self.font(), 1.0, bold=cell == self._cell))
        ink = ink_on(rgba, theme)
        painter.setPen(mixed(theme.muted, ink.name(), 0.4) if faded else ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{value:.0%}")
