"""What a user chooses more often than the catalog offers it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from core.contracts.catalog import Preference
from core.contracts.catalog import Taste as UserTaste
from gui.theme import Appearance
from gui.widgets.items.painting import sized
from gui.widgets.layout.basic import label

LINE = 26


class Taste(QFrame):
    """One line an attribute value: its share in the history as a bar, in the catalog as a tick."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setProperty("role", "card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(4)
        layout.addWidget(label(self.tr("Taste"), "heading"))
        self._sentence = label("", "muted", wrap=True)
        layout.addWidget(self._sentence)
        self._bars = _TasteBars(appearance)
        layout.addWidget(self._bars)
        self.hide()

    def clear(self) -> None:
        """Show nothing."""
        self.hide()

    def show_taste(self, taste: UserTaste) -> None:
        """Show what stands out among the items of a user."""
        self.setVisible(bool(taste.preferences))
        self._sentence.setText(
            self.tr(
                "Attribute values that stand out among {0} chosen items; the tick is their share "
                "of the catalog."
            ).format(taste.items)
        )
        self._bars.show_taste(taste.preferences)


class _TasteBars(QWidget):
    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._taste: Sequence[Preference] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.repaints(self)

    def show_taste(self, taste: Sequence[Preference]) -> None:
        self._taste = taste
        self.setAccessibleName(
            "; ".join(f"{one.attribute}: {one.value} {one.share:.0%}" for one in taste)
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, LINE * len(self._taste) + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words = min(200.0, self.width() * 0.36)
        left, right = words + 12, self.width() - 108.0
        for line, one in enumerate(self._taste):
            top = line * LINE + 2.0
            painter.setFont(sized(self.font(), 0.95))
            painter.setPen(QColor(theme.text))
            name = f"{one.attribute}: {one.value}"
            name = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, round(words))
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, top, words, LINE), middle, name)
            track = QRectF(left, top + 7, right - left, LINE - 14)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.raised))
            painter.drawRoundedRect(track, 5, 5)
            painter.setBrush(QColor(theme.accent))
            bar = QRectF(track)
            bar.setWidth(max(6.0, track.width() * one.share))
            painter.drawRoundedRect(bar, 5, 5)
            x = left + track.width() * one.catalog_share
            painter.setPen(QPen(QColor(theme.text), 2))
            painter.drawLine(QPointF(x, track.top() - 4), QPointF(x, track.bottom() + 4))
            painter.setPen(QColor(theme.muted))
            numbers = f"{100 * one.share:.0f} %  ({100 * one.catalog_share:.0f} %)"
            painter.drawText(QRectF(right + 10, top, 98, LINE), middle, numbers)
