"""The navigation strip: the article's flow from input to recommendation, with its state."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QVBoxLayout, QWidget

from gui import icons
from gui.page import label
from gui.pages import PageEntry
from gui.session import Session, Stage

WIDTH = 196


class StageButton(QAbstractButton):
    """One stage: icon, name, and a mark for its state."""

    def __init__(self, page: PageEntry, session: Session, number: int) -> None:
        super().__init__()
        self.key = page.key
        self._icon = page.icon
        self._session = session
        self._by_keyboard = False
        self.setCheckable(True)
        self.setText(QCoreApplication.translate("pages", page.title))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setShortcut(f"Ctrl+{number}")
        self.refresh()

    def refresh(self) -> None:
        """Take over state and colours."""
        stage, sentence = self._session.stage(self.key)
        name = QCoreApplication.translate("Stage", stage.value)
        self.setToolTip(
            f"{self.text()} ({self.shortcut().toString()})\n{name}"
            + (f": {sentence}" if sentence else "")
        )
        self.setAccessibleName(f"{self.text()}, {name}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 16, 42)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # A ring helps who walks with keys, and only disturbs who clicks.
        self._by_keyboard = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._session.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 2, -1, -2)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent))
            painter.drawRoundedRect(box, 7, 7)
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.raised))
            painter.drawRoundedRect(box, 7, 7)
        if self.hasFocus() and self._by_keyboard:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.text), 1.5))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        colour = theme.on_accent if self.isChecked() else theme.text
        painter.drawPixmap(12, (self.height() - 20) // 2, icons.pixmap(self._icon, colour))
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(
            QRectF(42, 0, self.width() - 70, self.height()),
            Qt.AlignmentFlag.AlignVCenter,
            self.text(),
        )
        self._paint_state(painter, colour)
        painter.end()

    def _paint_state(self, painter: QPainter, colour: str) -> None:
        """Shape and colour both tell the state, so that either alone is enough."""
        theme = self._session.theme
        stage, _ = self._session.stage(self.key)
        x, y = self.width() - 18.0, self.height() / 2
        on = self.isChecked()
        if stage is Stage.NOT_STARTED:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colour if on else theme.muted), 1.3))
            painter.drawEllipse(QPointF(x, y), 4, 4)
        elif stage is Stage.RUNNING:
            painter.setPen(QPen(QColor(colour if on else theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawArc(QRectF(x - 4.5, y - 4.5, 9, 9), 30 * 16, 250 * 16)
        elif stage is Stage.DONE:
            painter.setPen(QPen(QColor(colour if on else theme.good), 2))
            painter.drawPolyline(
                [QPointF(x - 4, y), QPointF(x - 1, y + 3.5), QPointF(x + 5, y - 4)]
            )
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour if on else theme.warning))
            painter.drawPolygon(
                [QPointF(x, y - 5), QPointF(x + 5.5, y + 4), QPointF(x - 5.5, y + 4)]
            )


class Navigation(QFrame):
    """All stages, top to bottom; pages beside the flow stand apart below.

    Signals:
        chosen: key of the page to show.
    """

    chosen = Signal(str)

    def __init__(
        self, pages: Sequence[PageEntry], session: Session, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.setProperty("role", "card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 12, 8, 12)
        layout.setSpacing(2)
        brand = label("Triptych", "title")
        brand.setContentsMargins(8, 0, 0, 8)
        layout.addWidget(brand)
        self._buttons: dict[str, StageButton] = {}
        self._group = QButtonGroup(self)
        flow = [page for page in pages if page.in_flow]
        beside = [page for page in pages if not page.in_flow]
        for number, page in enumerate([*flow, *beside], start=1):
            if beside and page is beside[0]:
                layout.addStretch(1)
            button = StageButton(page, session, number)
            self._group.addButton(button)
            self._buttons[page.key] = button
            layout.addWidget(button)
        if not beside:
            layout.addStretch(1)
        self._group.buttonClicked.connect(self._clicked)
        session.stage_changed.connect(self._refresh)
        session.theme_changed.connect(self.refresh_all)

    def select(self, key: str) -> None:
        """Mark the page `key` as the one shown."""
        self._buttons[key].setChecked(True)

    def _clicked(self, button: StageButton) -> None:
        self.chosen.emit(button.key)

    def _refresh(self, key: str) -> None:
        if key in self._buttons:
            self._buttons[key].refresh()

    def refresh_all(self) -> None:
        """Repaint every stage."""
        for button in self._buttons.values():
            button.refresh()
