"""How true the named items are: what the score keeps as they leave the history, or come to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.contracts.recommend import Faithful
from gui.session import Session
from gui.widgets.items.painting import sized

HEIGHT, GAP, TITLE = 92, 12, 18


class FaithfulCurves(QWidget):
    """Deletion on the left, insertion on the right: the named order solid, random ones dashed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._told: Faithful | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        session.appearance.repaints(self)

    def show_told(self, told: Faithful | None) -> None:
        """Show the curves; nothing where there are none."""
        self._told = told
        self.setVisible(told is not None)
        if told is not None:
            deleted, deleted_random, inserted, inserted_random = told.areas()
            words = self.tr(
                "Taken out in this order, the history's items leave an area of {0} (at random "
                "{1}); put in, {2} (at random {3}). 1 is the lift of the whole history."
            )
            areas = (deleted, deleted_random, inserted, inserted_random)
            said = words.format(*(f"{area:.2f}" for area in areas))
            self.setAccessibleName(said)
            self.setToolTip(said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(220, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        told = self._told
        if told is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = (self.width() - GAP) / 2
        deleted, deleted_random, inserted, inserted_random = told.areas()
        for place, title, named, random, areas in (
            (0, self.tr("taken out"), told.deleted, told.deleted_random, (deleted, deleted_random)),
            (1, self.tr("put in"), told.inserted, told.inserted_random,
             (inserted, inserted_random)),
        ):  # fmt: skip
            box = QRectF(place * (width + GAP), TITLE, width, HEIGHT - TITLE - 2)
            self._draw(painter, box, title, told.shares, named, random, areas)

    def _draw(
        self,
        painter: QPainter,
        box: QRectF,
        title: str,
        shares: Sequence[float],
        named: Sequence[float],
        random: Sequence[float],
        areas: tuple[float, float],
    ) -> None:
        theme = self._session.theme
        painter.setFont(sized(self.font(), 0.86))
        painter.setPen(QColor(theme.muted))
        head = QRectF(box.left(), 0, box.width(), TITLE)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(head, middle, title)
        numbers = f"{areas[0]:.2f} | {areas[1]:.2f}"
        painter.drawText(head, middle | Qt.AlignmentFlag.AlignRight, numbers)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
        low = min(0.0, *named, *random)
        high = max(1.0, *named, *random)
        for values, colour, style in (
            (random, theme.muted, Qt.PenStyle.DashLine),
            (named, theme.accent, Qt.PenStyle.SolidLine),
        ):
            line = QPolygonF(
                [
                    QPointF(
                        box.left() + share * box.width(),
                        box.bottom() - (value - low) / (high - low) * box.height(),
                    )
                    for share, value in zip(shares, values, strict=True)
                ]
            )
            painter.setPen(QPen(QColor(colour), 2 if values is named else 1, style))
            painter.drawPolyline(line)
