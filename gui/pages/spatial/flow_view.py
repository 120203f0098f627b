"""The branch "spatial alignment needed?", with the way that one picture takes lit."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.pages.spatial.aligned_picture import Aligned
from gui.session import Session
from gui.widgets.items.painting import mixed, sized

_HEIGHT = 104
#: From the edge of a box to its words, in pixels; size of the lesser of them.
_INSET = 6
SMALL = 0.86


class FlowView(QWidget):
    """Picture -> needed? -> align or pass -> grid."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: Aligned | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        session.appearance.repaints(self)
        self.show_item(None)

    def show_item(self, aligned: Aligned | None) -> None:
        """Light the way of this picture."""
        self._shown = aligned
        name = self.tr("Flow: is spatial alignment needed?")
        self.setAccessibleName(name)
        if aligned is not None:
            self.setAccessibleDescription(aligned.found.line)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, _HEIGHT)

    @property
    def steps(self) -> list[str]:
        """What the branch "align" does with this picture."""
        aligned = self._shown
        if aligned is None:
            return [self.tr("turn"), self.tr("trim"), self.tr("fit")]
        steps = [self.tr("turn upright")] if aligned.turned else []
        if aligned.found.trim and aligned.has_borders:
            steps.append(self.tr("trim borders"))
        whys = [why for why, _ in aligned.found.reasons]
        if "aspect" in whys:
            steps.append(self.tr("letterbox"))
        if "size" in whys:
            steps.append(self.tr("resample"))
        return steps or [self.tr("resample")]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        aligned = self._shown
        needed = aligned is not None and aligned.found.needed
        passed = aligned is not None and not needed
        w, middle = float(self.width()), _HEIGHT / 2
        box = min(190.0, (0.19 if w > 700 else 0.17) * w)
        wide = min(130.0, 0.2 * w)
        gap = (w - 3 * box - wide) / 3
        picture = QRectF(1, middle - 24, box, 48)
        choice = QRectF(picture.right() + gap, middle - 34, wide, 68)
        align = QRectF(choice.right() + gap, 2, box, 42)
        through = QRectF(choice.right() + gap, _HEIGHT - 44, box, 42)
        grid = QRectF(w - box - 1, middle - 24, box, 48)
        known = aligned is not None
        self._arrow(painter, _right(picture), _left(choice), lit=known)
        self._arrow(painter, _right(choice), _left(align), lit=needed, name=self.tr("yes"))
        self._arrow(painter, _right(choice), _left(through), lit=passed, name=self.tr("no"))
        self._arrow(painter, _right(align), _left(grid), lit=needed)
        self._arrow(painter, _right(through), _left(grid), lit=passed)
        size = "{} × {}".format(*aligned.found.upright_size) if aligned else ""
        self._box(painter, picture, self.tr("Picture"), size, lit=known)
        self._diamond(painter, choice, self.tr("Alignment\nneeded?"), lit=known)
        self._box(painter, align, self.tr("Align"), " · ".join(self.steps), lit=needed)
        self._box(painter, through, self.tr("Pass"), self.tr("as it is"), lit=passed)
        fits = f"{aligned.size} × {aligned.size}" if aligned else ""
        cells = f"{fits} · {aligned.grid} × {aligned.grid}" if aligned else ""
        small = QFontMetricsF(sized(self.font(), SMALL))
        roomy = small.horizontalAdvance(cells) <= box - 2 * _INSET
        self._box(painter, grid, self.tr("Grid"), cells if roomy else fits, lit=known)

    def _colours(self, lit: bool) -> tuple[QColor, QColor, QColor]:
        """Line, ground, words."""
        theme = self._session.theme
        if lit:
            return (
                QColor(theme.accent),
                mixed(theme.surface, theme.accent, 0.14),
                QColor(theme.text),
            )
        return QColor(theme.border), QColor(theme.surface), QColor(theme.muted)

    def _box(self, painter: QPainter, box: QRectF, name: str, below: str, *, lit: bool) -> None:
        line, ground, words = self._colours(lit)
        painter.setPen(QPen(line, 2 if lit else 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 7, 7)
        painter.setPen(words)
        painter.setFont(sized(self.font(), 1.0, bold=lit))
        metrics = painter.fontMetrics()
        inner = box.adjusted(_INSET, 3, -_INSET, -3)
        if below:
            top = QRectF(inner.left(), inner.top(), inner.width(), inner.height() / 2)
            painter.drawText(top, Qt.AlignmentFlag.AlignCenter, name)
            painter.setFont(sized(self.font(), SMALL))
            metrics = painter.fontMetrics()
            told = metrics.elidedText(below, Qt.TextElideMode.ElideRight, int(inner.width()))
            painter.drawText(top.translated(0, top.height()), Qt.AlignmentFlag.AlignCenter, told)
        else:
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, name)

    def _diamond(self, painter: QPainter, box: QRectF, name: str, *, lit: bool) -> None:
        line, ground, words = self._colours(lit)
        painter.setPen(QPen(line, 2 if lit else 1))
        painter.setBrush(ground)
        corners = [
            QPointF(box.left(), box.center().y()),
            QPointF(box.center().x(), box.top()),
            QPointF(box.right(), box.center().y()),
            QPointF(box.center().x(), box.bottom()),
        ]
        painter.drawPolygon(QPolygonF(corners))
        painter.setPen(words)
        painter.setFont(sized(self.font(), 0.9))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)

    def _arrow(
        self, painter: QPainter, start: QPointF, end: QPointF, *, lit: bool, name: str = ""
    ) -> None:
        theme = self._session.theme
        painter.setPen(QPen(QColor(theme.accent if lit else theme.border), 2 if lit else 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        bend = (start.x() + end.x()) / 2
        tip = QPointF(end.x() - 2, end.y())
        painter.drawPolyline([start, QPointF(bend, start.y()), QPointF(bend, end.y()), tip])
        painter.drawPolyline(
            [QPointF(tip.x() - 6, tip.y() - 4), tip, QPointF(tip.x() - 6, tip.y() + 4)]
        )
        if name:
            painter.setPen(QColor(theme.text if lit else theme.muted))
            painter.setFont(sized(self.font(), SMALL, bold=lit))
            # Before the bend: in a narrow window there is no room behind it.
            wide = painter.fontMetrics().horizontalAdvance(name)
            painter.drawText(QPointF(bend - 5 - wide, end.y() + 4), name)


def _left(box: QRectF) -> QPointF:
    return QPointF(box.left(), box.center().y())


def _right(box: QRectF) -> QPointF:
    return QPointF(box.right(), box.center().y())
