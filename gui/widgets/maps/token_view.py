"""What all drawings of tokens share: weights as colours, hover, pin, and the keyboard."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QMenu, QWidget

from gui.theme import Appearance
from gui.widgets.maps.heat import Shade

NOTHING = -1


class TokenView(QWidget):
    """A widget whose parts are the tokens of one modality.

    Mouse: hover previews, click pins, Shift-click adds, a right click offers the same and to copy.
    Keyboard: Ctrl+Left and Ctrl+Right walk
    the tokens, Space or Enter pins, with Shift adds.

    Signals:
        hovered: (modality, token), token NOTHING when the pointer leaves.
        pinned: (modality, token, add).
    """

    hovered = Signal(str, int)
    pinned = Signal(str, int, bool)

    def __init__(
        self, appearance: Appearance, modality: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.modality = modality
        self._strength = np.zeros(0, np.float32)
        self._fill = np.zeros((0, 4), np.uint8)
        self._shade = Shade("hue", appearance.theme.of(modality))
        self._pins: frozenset[int] = frozenset()
        self._hover = NOTHING
        self._cursor = NOTHING
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        appearance.repaints(self)

    # --- what subclasses draw -------------------------------------------------------------

    @property
    def count(self) -> int:
        """Number of tokens drawn."""
        return len(self._fill)

    def token_at(self, _place: QPointF) -> tuple[str, int]:
        """(modality, token) under a point, token NOTHING if there is none."""
        raise NotImplementedError

    def rectangle(self, token: int) -> QRectF:
        """Where a token is drawn, for tests and for the keyboard ring."""
        raise NotImplementedError

    # --- state ----------------------------------------------------------------------------

    def set_weights(self, strength: np.ndarray, shade: Shade) -> None:
        """How strongly each token is drawn, [n] in 0..1, and in which colours."""
        self._strength, self._shade = strength, shade
        self._fill = shade.overlay(strength)
        self.update()

    def _clear(self, count: int) -> None:
        """Forget weights and marks; from now on there are `count` tokens."""
        self._strength = np.zeros(count, np.float32)
        self._fill = np.zeros((count, 4), np.uint8)
        self._pins, self._hover, self._cursor = frozenset(), NOTHING, NOTHING
        self.update()

    def set_marks(self, pins: Iterable[int], hover: int) -> None:
        """Tokens that are pinned, and the one previewed."""
        pins = frozenset(pins)
        if pins != self._pins or hover != self._hover:
            self._pins, self._hover = pins, hover
            self.update()

    def fill_colour(self, token: int) -> QColor:
        """Colour of one token."""
        return QColor(*(int(value) for value in self._fill[token]))

    def draw_mark(self, painter: QPainter, box: QRectF, *, pinned: bool, colour: str) -> None:
        """A ring that is seen on any ground: the colour inside a contrasting edge."""
        theme = self._appearance.theme
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.surface), 4.0))
        painter.drawRoundedRect(box, 3, 3)
        style = Qt.PenStyle.SolidLine if pinned else Qt.PenStyle.DotLine
        painter.setPen(QPen(QColor(colour if pinned else theme.text), 2.0, style))
        painter.drawRoundedRect(box, 3, 3)

    # --- mouse ----------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        modality, token = self.token_at(event.position())
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if token >= 0 else Qt.CursorShape.ArrowCursor
        )
        self.hovered.emit(modality, token)

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit(self.modality, NOTHING)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        modality, token = self.token_at(event.position())
        if token >= 0:
            add = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.pinned.emit(modality, token, add)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        modality, token = self.token_at(QPointF(event.pos()))
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            modality, token = self.modality, self._cursor
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if token >= 0:
            pinned = token in self._pins
            name = self.tr("Let go") if pinned else self.tr("Pin")
            menu.addAction(name, partial(self.pinned.emit, modality, token, False))
            menu.addAction(self.tr("Pin as well"), partial(self.pinned.emit, modality, token, True))
        if modality == self.modality and 0 <= token < len(self._strength):
            value = f"{modality} {token}\t{self._strength[token]:.4g}"
            copy = QGuiApplication.clipboard().setText
            menu.addAction(self.tr("Copy value, of the strongest"), partial(copy, value))
        menu.addAction(self.tr("Copy picture"), self._copy)
        menu.popup(event.globalPos())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setPixmap(self.grab())

    # --- keyboard -------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self.count:
            step = 1 if key == Qt.Key.Key_Right else -1
            before = self._cursor if self._cursor >= 0 else (-1 if step > 0 else 0)
            self._cursor = (before + step) % self.count
            self.hovered.emit(self.modality, self._cursor)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            0 <= self._cursor < self.count
        ):
            add = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.pinned.emit(self.modality, self._cursor, add)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._cursor = NOTHING
        self.update()
        super().focusOutEvent(event)
