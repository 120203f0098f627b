"""Tracks on one axis, before and after: drag one with the mouse, or move it with the arrows."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.pages.time import lane_paint
from gui.pages.time.tracks import TrackState, span
from gui.session import Session
from gui.widgets.items.painting import draw_focus, sized
from gui.widgets.maps.heat import rgb_image
from gui.widgets.time import time_paint
from gui.widgets.time.time_zoom import TimeZoom

GUTTER = 118.0
_RIGHT = 10.0
_AXIS = 20.0
_HEAD = 22.0
_GAP = 4.0
_SHORTEST_S = 0.2
#: Seconds an arrow key moves a track, alone and with Shift.
NUDGE_S, BIG_NUDGE_S = 0.010, 0.100


@dataclass
class _Drag:
    """A track on its way."""

    kind: str
    from_x: float
    offset: float


class LanesView(QWidget):
    """Every track of an item twice: on its own clock, and on the common one.

    Signals:
        moved: (kind, seconds late, whether by an arrow key) after a drag or a key.
        reset: kind whose own timestamps or estimate the user wants back.
        selected: kind the keyboard acts on.
        sought: common second to hear.
    """

    moved = Signal(str, float, bool)
    reset = Signal(str)
    selected = Signal(str)
    sought = Signal(float)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tracks: list[TrackState] = []
        self._films: dict[str, list[QPixmap]] = {}
        self._kind = ""
        self._drag: _Drag | None = None
        self._zoom = TimeZoom(GUTTER, _RIGHT, _SHORTEST_S)
        self._head: tuple[float, float] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Tracks before and after"))
        self.setAccessibleDescription(
            self.tr(
                "Up and down choose a track; left and right move it by 10 ms, with Shift by "
                "100 ms; Delete takes back what was set by hand; Enter plays."
            )
        )
        session.appearance.repaints(self)

    # --- content --------------------------------------------------------------------------

    def show_item(self, tracks: list[TrackState]) -> None:
        """Show the tracks of another item."""
        self._drag = None
        self._head = None
        self._films = {
            track.kind: [QPixmap.fromImage(rgb_image(frame)) for frame in track.found.film.pixels]
            for track in tracks
            if track.found.film is not None
        }
        self._zoom.show_all(*span(tracks))
        self._kind = next((track.kind for track in tracks if not track.reference), "")
        self.set_tracks(tracks)

    def set_tracks(self, tracks: list[TrackState]) -> None:
        """Show the same tracks at other places."""
        self._tracks = tracks
        self.updateGeometry()
        self.update()

    @property
    def kind(self) -> str:
        """The track the keyboard acts on."""
        return self._kind

    def select(self, kind: str) -> None:
        """Choose the track the keyboard acts on."""
        if kind != self._kind and kind in self._movable():
            self._kind = kind
            self.selected.emit(kind)
            self.update()

    def set_head(self, own: float | None, common: float | None) -> None:
        """Move the play head, on the clock of what plays and on the common one."""
        self._head = None if own is None or common is None else (own, common)
        self.update()

    def _movable(self) -> list[str]:
        return [track.kind for track in self._tracks if not track.reference]

    def _track(self, kind: str) -> TrackState | None:
        return next((track for track in self._tracks if track.kind == kind), None)

    # --- geometry -------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(640, round(2 * _HEAD + _AXIS + 2 * len(self._tracks) * 62 + 8))

    def minimumSizeHint(self) -> QSize:
        return QSize(360, round(2 * _HEAD + _AXIS + 2 * len(self._tracks) * 30 + 8))

    def rows(self) -> dict[str, QRectF]:
        """Where `before/<kind>` and `after/<kind>`, both headings and the axis lie."""
        count = max(1, len(self._tracks))
        width = self.width() - GUTTER - _RIGHT
        height = (self.height() - 2 * _HEAD - _AXIS) / (2 * count) - _GAP
        height = min(height, 96.0)
        rows = {}
        y = 0.0
        for part in ("before", "after"):
            rows[part] = QRectF(0, y, self.width(), _HEAD)
            y += _HEAD
            for track in self._tracks:
                rows[f"{part}/{track.kind}"] = QRectF(GUTTER, y, width, height)
                y += height + _GAP
        rows["axis"] = QRectF(GUTTER, y, width, _AXIS)
        return rows

    def to_x(self, second: float) -> float:
        """Where a second is drawn."""
        return self._zoom.to_x(second, self.width())

    def to_second(self, x: float) -> float:
        """The second at a place."""
        return self._zoom.to_second(x, self.width())

    def _at(self, place: QPointF) -> str:
        """The lane below the heading "after" at a place."""
        for name, row in self.rows().items():
            if name.startswith("after/") and row.adjusted(-GUTTER, 0, 0, 0).contains(place):
                return name.partition("/")[2]
        return ""

    # --- mouse ----------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        kind = self._at(event.position())
        track = self._track(kind)
        if event.button() != Qt.MouseButton.LeftButton or track is None or track.reference:
            return
        self.select(kind)
        if event.position().x() >= GUTTER:
            self._drag = _Drag(kind, event.position().x(), track.offset)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            kind = self._at(event.position())
            grip = kind in self._movable() and event.position().x() >= GUTTER
            shape = Qt.CursorShape.OpenHandCursor if grip else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            return
        self._drag.offset = self._dragged(event.position().x())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            return
        drag, offset = self._drag, self._dragged(event.position().x())
        self._end_drag()
        track = self._track(drag.kind)
        if track is not None and abs(offset - track.offset) > 1e-9:
            self.moved.emit(drag.kind, offset, False)

    def _dragged(self, x: float) -> float:
        """Seconds late after a drag to `x`, in whole milliseconds: to the right is later."""
        assert self._drag is not None
        track = self._track(self._drag.kind)
        assert track is not None
        by = self.to_second(x) - self.to_second(self._drag.from_x)
        return round(track.offset - by * track.rate, 3) if by else track.offset

    def _end_drag(self) -> None:
        self._drag = None
        self.unsetCursor()
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._end_drag()
        self.sought.emit(self.to_second(event.position().x()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._zoom.turn(event, self.width())
        self.update()

    # --- keys -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        track = self._track(self._kind)
        big = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        sides = {Qt.Key.Key_Left: 1, Qt.Key.Key_Right: -1}
        if key == Qt.Key.Key_Escape and self._drag is not None:
            self._end_drag()
        elif key in sides and track is not None:
            step = sides[key] * (BIG_NUDGE_S if big else NUDGE_S)
            self.moved.emit(self._kind, round(track.offset + step, 6), True)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._movable():
            kinds = self._movable()
            place = kinds.index(self._kind) if self._kind in kinds else 0
            step = 1 if key == Qt.Key.Key_Down else -1
            self.select(kinds[(place + step) % len(kinds)])
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and track is not None:
            self.reset.emit(self._kind)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.sought.emit(0.0)
        else:
            super().keyPressEvent(event)

    # --- paint ----------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._session.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sized(self.font(), 0.88))
        rows = self.rows()
        heads = {
            "before": self.tr("Before: every track by its own timestamps"),
            "after": self.tr("After: all on the clock of the first; drag to correct"),
        }
        for part, words in heads.items():
            painter.setFont(sized(self.font(), 0.92, bold=True))
            painter.setPen(QColor(theme.text))
            painter.drawText(rows[part], Qt.AlignmentFlag.AlignVCenter, words)
        painter.setFont(sized(self.font(), 0.88))
        for part in heads:
            for track in self._tracks:
                self._draw_lane(painter, rows[f"{part}/{track.kind}"], track, after=part == "after")
        self._draw_guides(painter, rows)
        time_paint.draw_axis(painter, rows["axis"], self._zoom.shown, theme)
        if self._head is not None:
            painter.setPen(QPen(QColor(theme.bad), 1.6))
            for part, second in zip(heads, self._head, strict=True):
                x = self.to_x(second)
                bottom = rows["after"].top() if part == "before" else rows["axis"].top()
                painter.drawLine(QPointF(x, rows[part].bottom()), QPointF(x, bottom))

    def _draw_lane(self, painter: QPainter, row: QRectF, track: TrackState, *, after: bool) -> None:
        theme = self._session.theme
        if after and self._drag is not None and self._drag.kind == track.kind:
            track = track.with_hand(self._drag.offset)
        chosen = after and track.kind == self._kind
        painter.fillRect(row, QColor(theme.raised))
        painter.save()
        painter.setClipRect(row)
        films = self._films.get(track.kind, [])
        lane_paint.draw(painter, row, track, films, (self.to_x, theme), after=after)
        painter.restore()
        lane_paint.draw_name(painter, row, track, theme, after=after, chosen=chosen)
        if chosen and self.hasFocus():
            draw_focus(painter, row.adjusted(1, 1, -1, -1), 3, theme.accent)
        elif chosen:
            painter.setPen(QPen(QColor(theme.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(row)

    def _draw_guides(self, painter: QPainter, rows: dict[str, QRectF]) -> None:
        """Where something begins on the reference, through all lanes of each part."""
        if not self._tracks:
            return
        pen = QPen(QColor(self._session.theme.muted), 1, Qt.PenStyle.DotLine)
        painter.setPen(pen)
        reference = self._tracks[0]
        last = self._tracks[-1].kind
        for part in ("before", "after"):
            top = rows[f"{part}/{reference.kind}"].bottom()
            bottom = rows[f"{part}/{last}"].bottom()
            for second in reference.found.onsets:
                x = self.to_x(float(second))
                if GUTTER <= x <= self.width() - _RIGHT and bottom > top:
                    painter.drawLine(QPointF(x, top), QPointF(x, bottom))
