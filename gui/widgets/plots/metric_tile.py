"""One measure: its value, what chance gives, and the formula in the tooltip."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import Appearance
from gui.widgets.items.painting import fitting, mixed, sized

#: Width from which names are written with their blanks, and with a margin.
ROOMY = 100


@dataclass(frozen=True)
class Measure:
    """What a tile says.

    Attributes:
        name: short name.
        value: as text, "-" where there is none.
        chance: what chance gives, as text; "" where the notion makes no sense.
        share: value on a scale of 0..1 for the bar, None for no bar.
        chance_share: chance on the same scale.
        formula: how it is computed and read, for the tooltip.

    """

    name: str
    value: str
    chance: str = ""
    share: float | None = None
    chance_share: float | None = None
    formula: str = ""


class MetricTile(QWidget):
    """A number a person can judge: beside it stands what luck alone would give."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._measure = Measure("", "-")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        appearance.repaints(self)

    @property
    def measure(self) -> Measure:
        """What is shown."""
        return self._measure

    def set_measure(self, measure: Measure) -> None:
        """Show a measure."""
        self._measure = measure
        self.setToolTip(measure.formula)
        spoken = f"{measure.name}: {measure.value}"
        if measure.chance:
            spoken += ", " + self.tr("chance {0}").format(measure.chance)
        self.setAccessibleName(spoken)
        self.setAccessibleDescription(measure.formula)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(118, 82)

    def minimumSizeHint(self) -> QSize:
        return QSize(72, 82)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, measure = self._appearance.theme, self._measure
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(QColor(theme.surface))
        painter.setPen(QPen(QColor(theme.accent if self.hasFocus() else theme.border), 1))
        painter.drawRoundedRect(box, 8, 8)
        side = 10 if self.width() >= ROOMY else 6
        inner = box.adjusted(side, 7, -side, -7)
        small = sized(self.font(), 0.84)
        painter.setPen(QColor(theme.muted))
        name = measure.name.replace(" → ", "→") if self.width() < ROOMY else measure.name
        painter.setFont(fitting(small, name, inner.width()))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignTop), name)
        if measure.chance:
            chance = self.tr("chance {0}").format(measure.chance)
            place = inner.adjusted(0, 0, 0, -6)
            painter.setFont(fitting(small, chance, inner.width()))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignBottom), chance)
        large = sized(self.font(), 1.42, bold=True)
        painter.setFont(fitting(large, measure.value, inner.width()))
        painter.setPen(QColor(theme.text))
        place = inner.adjusted(0, QFontMetricsF(small).height() - 1, 0, 0)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignTop), measure.value)
        if measure.share is not None:
            self._draw_bar(painter, inner, measure)

    def _draw_bar(self, painter: QPainter, inner: QRectF, measure: Measure) -> None:
        theme = self._appearance.theme
        bar = QRectF(inner.left(), inner.bottom() - 3, inner.width(), 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.raised))
        painter.drawRoundedRect(bar, 1.5, 1.5)
        filled = QRectF(bar)
        filled.setWidth(bar.width() * min(1.0, max(0.0, measure.share or 0.0)))
        painter.setBrush(mixed(theme.raised, theme.accent, 0.9))
        painter.drawRoundedRect(filled, 1.5, 1.5)
        if measure.chance_share is not None:
            x = bar.left() + bar.width() * min(1.0, max(0.0, measure.chance_share))
            painter.setBrush(QColor(theme.text))
            painter.drawRect(QRectF(x - 0.8, bar.top() - 2.5, 1.6, 8))
