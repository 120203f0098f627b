"""What was found about each track, by which method, how sure, and what was done about it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from core.contracts.time import TrackOffset
from gui.language import tr
from gui.pages.time.lane_paint import kind_name, modality
from gui.pages.time.tracks import TrackState
from gui.session import Session
from gui.widgets.items.painting import glyph
from gui.widgets.layout.basic import Label, clear, label
from gui.widgets.layout.markup import coloured, joined

#: Confidence at the right end of the meter.
_FULL = 6.0


class Meter(QWidget):
    """A confidence against the one that is needed."""

    def __init__(self, session: Session, confidence: float, needed: float) -> None:
        super().__init__()
        self._session = session
        self.confidence = confidence
        self.needed = needed
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        words = self.tr("Confidence {0}: the best shift against the second best; {1} is needed")
        words = words.format(f"{confidence:.1f}", f"{needed:.0f}")
        self.setToolTip(words)
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        return QSize(86, 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._session.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0, 6, 50, 7)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.raised))
        painter.drawRoundedRect(box, 3, 3)
        good = self.confidence >= self.needed
        share = min(1.0, self.confidence / _FULL)
        painter.setBrush(QColor(theme.good if good else theme.warning))
        painter.drawRoundedRect(QRectF(box.left(), box.top(), share * box.width(), 7), 3, 3)
        x = box.left() + box.width() * self.needed / _FULL
        painter.setPen(QPen(QColor(theme.text), 1.5))
        painter.drawLine(round(x), 3, round(x), 16)
        painter.drawText(QRectF(56, 0, 30, 18), Qt.AlignmentFlag.AlignVCenter, self._number())

    def _number(self) -> str:
        return f"{self.confidence:.1f}" if self.confidence < 100 else "> 99"


class Verdicts(QWidget):
    """One line a track."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(3, 1)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._tracks: list[TrackState] = []
        self._needed = 2.0
        session.theme_changed.connect(self._rebuild)

    def show_tracks(self, tracks: list[TrackState], needed: float) -> None:
        """Say what was found."""
        self._tracks, self._needed = tracks, needed
        self._rebuild()

    def _rebuild(self) -> None:
        clear(self._grid)
        for row, track in enumerate(self._tracks):
            colour = self._session.theme.of(modality(track))
            mark = coloured(colour, glyph(modality(track)))
            name = Label(joined(" ", (mark, kind_name(track.kind))))
            name.setToolTip(track.found.file)
            self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(
                label(method_name(track), "muted"), row, 1, Qt.AlignmentFlag.AlignTop
            )
            confidence = track.found.offset.confidence
            if not track.reference and track.found.tried and math.isfinite(confidence):
                meter = Meter(self._session, confidence, self._needed)
                self._grid.addWidget(meter, row, 2, Qt.AlignmentFlag.AlignTop)
            said = label(sentence(track), _role(track), wrap=True)
            said.setToolTip(tried(track.found.tried))
            self._grid.addWidget(said, row, 3)


def method_name(track: TrackState) -> str:
    """How the place of a track came about."""
    if track.reference:
        return tr("reference")
    if track.hand is not None:
        return tr("by hand")
    names = {
        "timestamps": tr("timestamps"),
        "marker": tr("sync marker"),
        "correlation": tr("correlation"),
        "warping": tr("DTW, drift"),
    }
    return names[track.found.offset.method]


def sentence(track: TrackState) -> str:
    """What was done with a track, and why; on a sample also what was true."""
    said = _done(track)
    if track.planted is None:
        return said
    truth = tr("Planted: {0} ms late, so this is {1} ms off.")
    apart = 1000 * abs(track.offset - track.planted)
    return said + " " + truth.format(f"{1000 * track.planted:.0f}", f"{apart:.0f}")


def _done(track: TrackState) -> str:
    reason: str = track.found.offset.reason
    if track.found.warning:
        reason = f"{track.found.warning} {reason}"
    if track.hand is not None:
        return tr("Moved by {0} ms by hand. Found before: {1}").format(
            f"{-1000 * track.hand:+.0f}", reason
        )
    if track.reference or not track.trusted:
        return str(reason) if track.reference else tr("Left alone. {0}").format(reason)
    if not track.moves:
        return str(reason)
    words = tr("Moved by {0} ms. {1}").format(f"{-1000 * track.offset:+.0f}", reason)
    if abs(track.rate - 1) > 1e-6:
        words += " " + tr("Its drift is taken out.")
    return words


def tried(estimates: Sequence[TrackOffset]) -> str:
    """Every method that was asked, and its answer."""
    lines = [f"{one.method}: {one.reason}" for one in estimates]
    return "\n".join([tr("Asked in this order:"), *lines]) if lines else ""


def _role(track: TrackState) -> str:
    if track.reference:
        return "muted"
    if track.hand is None and not track.trusted:
        return "warning" if track.found.checked else "muted"
    return ""
