"""Why an item stands where it stands: contributions that sum to its score."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.recommend.part_names import BIAS, CHOICES, COLLABORATIVE, HOUR, NEAR
from gui.language import modality as modality_name
from gui.part_names import name_of
from gui.session import Session
from gui.theme import Theme
from gui.widgets.items.painting import mixed, sized

Parts = Sequence[tuple[str, float]]
LINE = 25
#: How far the colour of a vote is from that of its modality towards the ground.
PALER = 0.4


def colour_of(part: str, theme: Theme) -> QColor:
    """Colour of a part of the score."""
    if part == COLLABORATIVE:
        return QColor(theme.modality["user"])
    if part == BIAS:
        return QColor(theme.plot_grid)
    if part == HOUR:
        return QColor(theme.accent)
    if part.startswith(NEAR):
        return mixed(theme.of(_voter(part)), theme.surface, PALER)
    return QColor(theme.of(part))


def text_colour_of(part: str, theme: Theme) -> QColor:
    """Colour of its name, which must be readable on the ground."""
    if part == BIAS:
        return QColor(theme.muted)
    return QColor(theme.of(_voter(part))) if part.startswith(NEAR) else colour_of(part, theme)


def _voter(part: str) -> str:
    voter = part.removeprefix(NEAR)
    return "user" if voter == CHOICES else voter


def explained(part: str) -> str:
    """One sentence on a part."""
    sentences = {
        COLLABORATIVE: QCoreApplication.translate(
            "why", "What the model learned from who chose what, beyond the item's content (MF)"
        ),
        BIAS: QCoreApplication.translate(
            "why", "How popular the item and how active the user is, whatever the taste"
        ),
        HOUR: QCoreApplication.translate(
            "why", "How much likelier this item is chosen at this hour than at others, as a log"
        ),
        NEAR + CHOICES: QCoreApplication.translate(
            "why", "Vote of items that go together with those of the history, by who chose what"
        ),
    }
    if part.startswith(NEAR) and part not in sentences:
        return QCoreApplication.translate(
            "why", "Vote of items whose {0} is like that of items of the history"
        ).format(modality_name(part.removeprefix(NEAR)))
    default = QCoreApplication.translate(
        "why", "Shapley value of {0}: its average gain over all sets of the other modalities"
    )
    return sentences.get(part) or default.format(part)


def reach(parts: Parts) -> tuple[float, float]:
    """How far the parts reach below and above zero when stacked; both not negative."""
    return (
        -sum(value for _, value in parts if value < 0),
        sum(value for _, value in parts if value > 0),
    )


def draw_why(
    painter: QPainter, box: QRectF, parts: Parts, extent: tuple[float, float], theme: Theme
) -> None:
    """Parts stacked from zero: those that speak against to the left, those for to the right.

    `extent` is the reach the box stands for, the same for all bars that are to be compared.
    """
    whole = sum(extent)
    if whole <= 0:
        return
    unit = box.width() / whole
    zero = box.left() + extent[0] * unit
    left = right = zero
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for part, value in parts:
        width = abs(value) * unit
        painter.setBrush(colour_of(part, theme))
        if value >= 0:
            painter.drawRect(QRectF(right, box.top(), width, box.height()))
            right += width
        else:
            left -= width
            painter.drawRect(QRectF(left, box.top(), width, box.height()))
    painter.setPen(QPen(QColor(theme.text), 1))
    painter.drawLine(QPointF(zero, box.top() - 3), QPointF(zero, box.bottom() + 3))
    painter.restore()


class Waterfall(QWidget):
    """Each part on a line, starting where the one before ended; the last line is the score."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._parts: Parts = ()
        self._score = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        session.appearance.repaints(self)

    def show_parts(self, parts: Parts, score: float) -> None:
        """Show contributions that sum to `score`."""
        self._parts, self._score = parts, score
        said = ", ".join(f"{name_of(part)} {value:+.3f}" for part, value in parts)
        self.setAccessibleName(self.tr("Score {0}: {1}").format(f"{score:.3f}", said))
        self.setToolTip("\n".join(f"{name_of(p)}: {explained(p)}" for p, _ in parts))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, LINE * (len(self._parts) + 1) + 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._parts:
            return
        theme = self._session.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        stops = [0.0]
        for _, value in self._parts:
            stops.append(stops[-1] + value)
        low, high = min(stops), max(stops)
        numbers = 56.0
        font = sized(self.font(), 0.92)
        metrics = QFontMetricsF(font)
        names = max(metrics.horizontalAdvance(name_of(part)) for part, _ in self._parts) + 6
        middle = Qt.AlignmentFlag.AlignVCenter
        left, right = names + 4, self.width() - numbers - 4

        def x(value: float) -> float:
            return left + (right - left) * (value - low) / max(1e-9, high - low)

        painter.setPen(QPen(QColor(theme.border), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x(0), 0), QPointF(x(0), self.height()))
        for line, (part, value) in enumerate(self._parts):
            top = line * LINE + 2.0
            painter.setFont(font)
            colour = colour_of(part, theme)
            painter.setPen(text_colour_of(part, theme))
            painter.drawText(QRectF(0, top, names, LINE), middle, name_of(part))
            start, end = x(stops[line]), x(stops[line + 1])
            bar = QRectF(min(start, end), top + 5, max(1.5, abs(end - start)), LINE - 10)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(bar, 2, 2)
            painter.setPen(QPen(QColor(theme.muted), 1))
            painter.drawLine(QPointF(end, top + 4), QPointF(end, top + LINE + 4))
            self._number(painter, top, f"{value:+.3f}")
        top = len(self._parts) * LINE + 2.0
        painter.setFont(sized(self.font(), 1.0, bold=True))
        painter.setPen(QColor(theme.text))
        painter.drawText(QRectF(0, top, names, LINE), middle, self.tr("Score"))
        bar = QRectF(min(x(0), x(self._score)), top + 7, abs(x(self._score) - x(0)), LINE - 14)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.text))
        painter.drawRoundedRect(bar, 2, 2)
        self._number(painter, top, f"{self._score:.3f}")

    def _number(self, painter: QPainter, top: float, text: str) -> None:
        painter.setPen(QColor(self._session.theme.text))
        box = QRectF(self.width() - 56.0, top, 56, LINE)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)


class Legend(QWidget):
    """Names and colours of the parts, in as many lines as they need."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._names: tuple[str, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        session.appearance.repaints(self)

    def show_parts(self, names: Sequence[str]) -> None:
        """Show these parts."""
        self._names = tuple(names)
        self.setToolTip("\n".join(f"{name_of(one)}: {explained(one)}" for one in names))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def heightForWidth(self, width: int) -> int:
        return 20 * (1 + max((line for _, line in self._places(width)), default=0))

    def _places(self, width: int) -> list[tuple[float, int]]:
        """Left end and line of each name."""
        metrics = QFontMetricsF(sized(self.font(), 0.9))
        places: list[tuple[float, int]] = []
        left, line = 0.0, 0
        for one in self._names:
            wide = metrics.horizontalAdvance(name_of(one))
            if left and left + wide > width:
                left, line = 0.0, line + 1
            places.append((left, line))
            left += wide + 14
        return places

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._session.theme
        painter = QPainter(self)
        painter.setFont(sized(self.font(), 0.9))
        base = (20 + painter.fontMetrics().ascent()) / 2 - 1
        for one, (left, line) in zip(self._names, self._places(self.width()), strict=True):
            painter.setPen(text_colour_of(one, theme))
            painter.drawText(QPointF(left, 20 * line + base), name_of(one))
