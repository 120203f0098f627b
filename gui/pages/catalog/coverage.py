"""How many items have each modality."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.contracts.catalog import Coverage as ModalityCoverage
from gui.session import Session
from gui.widgets.items.painting import named, sized


class Coverage(QWidget):
    """A bar a modality: how many items have it raw (full colour) or precomputed (lighter)."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._coverage: Mapping[str, ModalityCoverage] = {}
        self._total = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        session.appearance.repaints(self)

    def show_coverage(self, coverage: Mapping[str, ModalityCoverage], total: int) -> None:
        """By modality, of `total` items."""
        self._coverage, self._total = coverage, total
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, 110)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._total:
            return
        theme = self._session.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = min(38.0, (self.height() - 18) / max(1, len(self._coverage)))
        for number, (name, one) in enumerate(self._coverage.items()):
            top = number * line + 4
            colour = QColor(theme.of(name))
            painter.setFont(self.font())
            painter.setPen(colour)
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, top, 96, line), middle, named(name))
            track = QRectF(100, top + line * 0.3, self.width() - 240, line * 0.4)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.raised))
            painter.drawRoundedRect(track, 4, 4)
            parts = []
            for kind, many, opacity in (("features", one.features, 0.5), ("raw", one.raw, 1.0)):
                if not many:
                    continue
                painter.setOpacity(opacity)
                painter.setBrush(colour)
                bar = QRectF(track)
                bar.setWidth(max(4.0, track.width() * many / self._total))
                painter.drawRoundedRect(bar, 4, 4)
                parts.append(f"{many:,} {self._kind(kind)}")
            painter.setOpacity(1.0)
            painter.setPen(QColor(theme.muted))
            painter.setFont(sized(self.font(), 0.88))
            painter.drawText(QRectF(self.width() - 132, top, 132, line), middle, ", ".join(parts))

    def _kind(self, kind: str) -> str:
        return self.tr("raw") if kind == "raw" else self.tr("features")
