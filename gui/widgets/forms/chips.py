"""Small rounded labels and toggles."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from gui.language import modality as modality_name
from gui.theme import Appearance
from gui.widgets.items.painting import glyph, mixed


class Chip(QAbstractButton):
    """A modality (glyph and name in its colour) or a plain word.

    Args:
        text: shown, a modality by its name in the window's language.
        modality: gives glyph and colour; "" for a plain chip.
        checkable: a toggle, else a label that cannot be pressed.

    """

    def __init__(
        self, appearance: Appearance, text: str, modality: str = "", *, checkable: bool = False
    ) -> None:
        super().__init__()
        self._appearance = appearance
        self._modality = modality
        self.setText(modality_name(text) if text == modality else text)
        self.setAccessibleName(self.text())
        self.setCheckable(checkable)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if checkable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        appearance.repaints(self)

    @property
    def modality(self) -> str:
        """The modality meant, "" for a plain chip."""
        return self._modality

    def _words(self) -> str:
        return f"{glyph(self._modality)} {self.text()}" if self._modality else self.text()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._words()) + 20, metrics.height() + 9)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._appearance.theme
        colour = theme.of(self._modality) if self._modality else theme.muted
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().toRectF().adjusted(1, 1, -1, -1)
        filled = self.isChecked() or not self.isCheckable()
        painter.setBrush(mixed(theme.surface, colour, 0.18 if filled else 0.0))
        edge = colour if self.isChecked() or (self.underMouse() and self.isCheckable()) else None
        painter.setPen(
            QPen(QColor(edge or (theme.border if self.isCheckable() else theme.surface)), 1.2)
        )
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(QColor(colour if self._modality else theme.text))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words())
