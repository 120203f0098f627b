"""The navigation strip: the article's flow from input to recommendation, with its state.

Every stage says its state in words, by a mark of its own shape, and by colour.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QVBoxLayout, QWidget

from gui import icons
from gui.page_entry import PageEntry
from gui.session import Session
from gui.state.stages import Stage
from gui.widgets.items.painting import sized
from gui.widgets.layout.basic import label

WIDTH = 220
HEIGHT = 46
#: Middle of the icons, where the line of the flow runs.
_LINE_X = 22.0
_RIGHT = Qt.TextElideMode.ElideRight


class StageButton(QAbstractButton):
    """One stage: icon, name, its state in words, and a mark for it.

    `joined` says whether a line leads in from the stage above and out to the one below.
    """

    def __init__(
        self, page: PageEntry, session: Session, number: int, joined: tuple[bool, bool]
    ) -> None:
        super().__init__()
        self._joined = joined
        self.key, self._needs = page.key, page.needs
        self._icon = page.icon
        self._session = session
        self._by_keyboard = False
        self.setCheckable(True)
        self.setText(QCoreApplication.translate("pages", page.title))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setShortcut(f"Ctrl+{number % 10}")  # the tenth is 0, as on the keyboard
        self.refresh()

    def refresh(self) -> None:
        """Take over state and colours."""
        stage, sentence = self._session.stage(self.key)
        name = QCoreApplication.translate("Stage", stage.value)
        why = sentence or (self._missing() if stage is Stage.NOT_STARTED else "")
        told = f"{name}: {why}" if why else name
        self.setToolTip(f"{self.text()} ({self.shortcut().toString()})\n{told}")
        self.setAccessibleName(f"{self.text()}, {name}")
        self.setAccessibleDescription(why)
        self.update()

    def _missing(self) -> str:
        """What has to come before a stage that has not begun."""
        session = self._session
        if self._needs == "nothing" and session.catalog is None:
            return ""
        if session.catalog is None:
            return self.tr("open a catalog first")
        if self._needs == "features" and not session.features:
            return self.tr("encode the catalog first")
        if self._needs == "run" and not session.run:
            return self.tr("train a model first")
        return self.tr("ready to begin")

    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 16, HEIGHT)

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
        self._paint_flow(painter)
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
        middle, width = self.height() / 2, self.width() - 66
        line = QFontMetricsF(font)
        # Above and below the middle, so that the two lines stand together at any font size.
        painter.drawText(QPointF(42, middle - 2), line.elidedText(self.text(), _RIGHT, width))
        small = sized(self.font(), 0.82)
        painter.setFont(small)
        painter.setPen(QColor(colour if self.isChecked() else theme.muted))
        name = QCoreApplication.translate("Stage", self._session.stage(self.key)[0].value)
        told = QFontMetricsF(small).elidedText(name, _RIGHT, width)
        painter.drawText(QPointF(42, middle + QFontMetricsF(small).ascent() + 2), told)
        self._paint_state(painter, colour)
        painter.end()

    def _paint_flow(self, painter: QPainter) -> None:
        """The line from stage to stage, behind the icons."""
        painter.setPen(QPen(QColor(self._session.theme.plot_grid), 2))
        middle = self.height() / 2
        into, out = self._joined
        if into:
            painter.drawLine(QPointF(_LINE_X, 0), QPointF(_LINE_X, middle - 13))
        if out:
            painter.drawLine(QPointF(_LINE_X, middle + 13), QPointF(_LINE_X, self.height()))

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
        elif stage is Stage.READY:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour if on else theme.accent))
            painter.drawEllipse(QPointF(x, y), 4, 4)
        elif stage is Stage.NOT_NEEDED:
            painter.setPen(QPen(QColor(colour if on else theme.muted), 2))
            painter.drawLine(QPointF(x - 4.5, y), QPointF(x + 4.5, y))
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
        layout.setSpacing(0)
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
            joined = (page in flow and number > 1, page in flow and number < len(flow))
            button = StageButton(page, session, number, joined)
            self._group.addButton(button)
            self._buttons[page.key] = button
            layout.addWidget(button)
        if not beside:
            layout.addStretch(1)
        self._group.buttonClicked.connect(self._clicked)
        session.stage_changed.connect(self._refresh)
        session.catalog_changed.connect(self.refresh_all)
        session.features_changed.connect(self.refresh_all)
        session.run_changed.connect(self.refresh_all)
        session.theme_changed.connect(self.refresh_all)

    def select(self, key: str) -> None:
        """Mark the page `key` as the one shown."""
        self._buttons[key].setChecked(True)

    def button(self, key: str) -> StageButton:
        """The button of a page."""
        return self._buttons[key]

    def _clicked(self, button: StageButton) -> None:
        self.chosen.emit(button.key)

    def _refresh(self, key: str) -> None:
        if key in self._buttons:
            self._buttons[key].refresh()

    def refresh_all(self) -> None:
        """Repaint every stage."""
        for button in self._buttons.values():
            button.refresh()
