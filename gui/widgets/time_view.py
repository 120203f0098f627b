"""Film strip, waveform and spectrogram of an item on one time axis, with the weight of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.session import Session
from gui.widgets import time_lanes
from gui.widgets.heat import Shade, rgb_image
from gui.widgets.painting import draw_picture, glyph, rounded, sized
from gui.widgets.token_view import NOTHING, TokenView

_GUTTER = 24.0
_AXIS = 20.0
_GAP = 5.0
_ZOOM = 1.25
_SHORTEST_S = 0.25


@dataclass(frozen=True)
class Stretch:
    """A named stretch of time."""

    begin: float
    end: float
    name: str


@dataclass(frozen=True)
class Sounding:
    """What is drawn of a sound.

    Attributes:
        low, high: float32 [n], lowest and highest sample of equal parts of the time axis.
        mel: float32 [bands, frames] in 0..1, low frequencies first.
        top_hz: upper end of the frequency axis.
        begin, end: seconds the arrays cover.

    """

    low: np.ndarray
    high: np.ndarray
    mel: np.ndarray
    top_hz: float
    begin: float
    end: float


@dataclass
class _Lane:
    """Tokens of one modality on the axis."""

    spans: np.ndarray = field(default_factory=lambda: np.zeros((0, 2)))
    strength: np.ndarray = field(default_factory=lambda: np.zeros(0, np.float32))
    shade: Shade | None = None
    pins: frozenset[int] = frozenset()
    hover: int = NOTHING


class TimeView(TokenView):
    """Tokens of sound and film on one axis. The wheel zooms in time, a double click resets.

    Signals:
        sought: second the user wants to hear (double click plays from there).
    """

    sought = Signal(float)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "audio", parent)
        self._lanes = {"audio": _Lane(), "video": _Lane()}
        self._sound: Sounding | None = None
        self._mel = QImage()
        self._film: list[QPixmap] = []
        self._film_times = np.zeros(0)
        self._truth: tuple[Stretch, ...] = ()
        self._whole = (0.0, 1.0)
        self._shown = (0.0, 1.0)
        self._head: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Sound and film over time"))
        session.theme_changed.connect(self._recolour)

    # --- content --------------------------------------------------------------------------

    @property
    def count(self) -> int:
        return len(self._lanes[self.modality].spans)

    def set_media(
        self, sound: Sounding | None, film: Sequence[QImage], times: np.ndarray, seconds: float
    ) -> None:
        """Show a sound and a film; either may be missing.

        Args:
            sound: waveform and spectrogram.
            film: frames taken at `times` [n] seconds.
            times: see `film`.
            seconds: end of the time axis.

        """
        self._sound, self._film = sound, [QPixmap.fromImage(image) for image in film]
        self._film_times = np.asarray(times, np.float64)
        self._whole = self._shown = (0.0, max(seconds, 1e-3))
        self._lanes = {"audio": _Lane(), "video": _Lane()}
        self.modality = "audio" if sound is not None else "video"
        self._head = None
        self._recolour()

    def set_tokens(self, modality: str, spans: np.ndarray) -> None:
        """Begin and end of each token in seconds, [n, 2], sorted by begin."""
        lane = _Lane(np.asarray(spans, np.float64).reshape(-1, 2))
        lane.strength = np.zeros(len(lane.spans), np.float32)
        self._lanes[modality] = lane
        self.update()

    def set_lane_weights(self, modality: str, strength: np.ndarray, shade: Shade) -> None:
        """How strongly the tokens of a modality are drawn, [n] in 0..1."""
        lane = self._lanes[modality]
        lane.strength, lane.shade = np.asarray(strength, np.float32), shade
        self.update()

    def set_lane_marks(self, modality: str, pins: frozenset[int], hover: int) -> None:
        """Tokens of a modality that are pinned, and the one previewed."""
        lane = self._lanes[modality]
        if (pins, hover) != (lane.pins, lane.hover):
            lane.pins, lane.hover = pins, hover
            self.update()

    def set_truth(self, truth: Sequence[Stretch]) -> None:
        """Mark these stretches on the axis."""
        self._truth = tuple(truth)
        self.update()

    def set_head(self, second: float | None) -> None:
        """Move the play head; None hides it."""
        self._head = second
        self.update()

    def _recolour(self) -> None:
        """Make the pictures of wave and spectrogram once; painting only copies them."""
        if self._sound is not None:
            # Grey, so that the colour on it is the weight's alone.
            mel = self._sound.mel[::-1] ** 1.2
            level = 0.12 + 0.80 * mel if self._session.theme.dark else 1.0 - 0.80 * mel
            grey = np.round(255 * np.clip(level, 0, 1)).astype(np.uint8)
            self._mel = rgb_image(np.repeat(grey[..., None], 3, axis=2))
        self.update()

    # --- geometry -------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(420, 300)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, 120)

    def rows(self) -> dict[str, QRectF]:
        """Where film, weight, wave, mel and axis lie."""
        box = QRectF(self.rect()).adjusted(_GUTTER, 2, -4, -2)
        parts: list[tuple[str, float]] = []
        if self._film:
            parts.append(("film", 1.5))
        if self._sound is not None:
            parts += [("weight", 0.7), ("wave", 1.0), ("mel", 2.2)]
        free = box.height() - _AXIS - _GAP * len(parts)
        unit = free / max(1e-9, sum(share for _, share in parts))
        rows, y = {}, box.top()
        for name, share in parts:
            height = min(unit * share, 90.0) if name == "film" and self._sound else unit * share
            rows[name] = QRectF(box.left(), y, box.width(), height)
            y += height + _GAP
        rows["axis"] = QRectF(box.left(), y, box.width(), _AXIS)
        return rows

    def to_x(self, second: float) -> float:
        """Where a second is drawn."""
        begin, end = self._shown
        left, right = _GUTTER, self.width() - 4.0
        return left + (second - begin) / (end - begin) * (right - left)

    def to_second(self, x: float) -> float:
        """The second at a place."""
        begin, end = self._shown
        left, right = _GUTTER, self.width() - 4.0
        return begin + (x - left) / max(1.0, right - left) * (end - begin)

    def token_at(self, place: QPointF) -> tuple[str, int]:
        rows = self.rows()
        modality = "audio"
        if "film" in rows and (self._sound is None or place.y() < rows["film"].bottom() + _GAP / 2):
            modality = "video"
        return modality, time_lanes.token_at(self._lanes[modality].spans, self.to_second(place.x()))

    def rectangle(self, token: int) -> QRectF:
        return self._token_box(self.modality, token)

    def _token_box(self, modality: str, token: int) -> QRectF:
        rows = self.rows()
        begin, end = self._lanes[modality].spans[token]
        left, right = self.to_x(begin), self.to_x(end)
        if modality == "video":
            row = rows.get("film", rows["axis"])
            return QRectF(left, row.top(), right - left, row.height())
        top, bottom = rows["weight"].top(), rows["mel"].bottom()
        return QRectF(left, top, max(3.0, right - left), bottom - top)

    # --- mouse ----------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        factor = _ZOOM ** (-event.angleDelta().y() / 120)
        at = self.to_second(event.position().x())
        first, last = self._whole
        length = min(max((self._shown[1] - self._shown[0]) * factor, _SHORTEST_S), last - first)
        share = (at - self._shown[0]) / (self._shown[1] - self._shown[0])
        begin = min(max(at - share * length, first), last - length)
        self._shown = (begin, begin + length)
        self.update()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.sought.emit(max(0.0, self.to_second(event.position().x())))

    # --- paint ----------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._session.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sized(self.font(), 0.84))
        rows = self.rows()
        if "film" in rows:
            self._draw_film(painter, rows["film"])
        if self._sound is not None:
            self._draw_sound(painter, rows)
        self._draw_axis(painter, rows["axis"])
        self._draw_truth(painter, rows)
        for modality, lane in self._lanes.items():
            for token in sorted({*lane.pins, lane.hover} - {NOTHING}):
                if token < len(lane.spans):
                    box = self._token_box(modality, token)
                    self.draw_mark(
                        painter, box, pinned=token in lane.pins, colour=theme.of(modality)
                    )
        if self._head is not None:
            painter.setPen(QPen(QColor(theme.bad), 1.6))
            x = self.to_x(self._head)
            painter.drawLine(QPointF(x, 2), QPointF(x, rows["axis"].top() + 4))

    def _edges(self, row: QRectF) -> np.ndarray:
        return np.linspace(*self._shown, max(2, round(row.width() * self.devicePixelRatioF())) + 1)

    def _overlay(self, painter: QPainter, row: QRectF, lane: _Lane) -> np.ndarray:
        """Lay the weights of a lane over a row; returns the strength of each pixel column."""
        strength = time_lanes.columns(lane.spans, lane.strength, self._edges(row))
        if lane.shade is not None and len(lane.spans):
            rgba = lane.shade.overlay(strength)
            rgba[np.isnan(strength), 3] = 0
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
            painter.drawImage(row, rgb_image(rgba[None]))
        return strength

    def _label(self, painter: QPainter, row: QRectF, modality: str) -> None:
        painter.setPen(QColor(self._session.theme.of(modality)))
        box = QRectF(0, row.top(), _GUTTER - 4, min(row.height(), 22))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, glyph(modality))

    def _draw_film(self, painter: QPainter, row: QRectF) -> None:
        lane = self._lanes["video"]
        self._label(painter, row, "video")
        spans = lane.spans if len(lane.spans) == len(self._film) else self._film_spans()
        painter.save()
        painter.setClipRect(row)
        for picture, (begin, end) in zip(self._film, spans, strict=True):
            left, right = self.to_x(begin), self.to_x(end)
            box = QRectF(left + 0.5, row.top(), max(1.0, right - left - 1), row.height())
            draw_picture(painter, rounded(box, 2), picture)
        self._overlay(painter, row, lane)
        painter.restore()

    def _film_spans(self) -> np.ndarray:
        middles = (self._film_times[:-1] + self._film_times[1:]) / 2
        borders = np.concatenate([[self._whole[0]], middles, [self._whole[1]]])
        return np.stack([borders[:-1], borders[1:]], 1)

    def _draw_sound(self, painter: QPainter, rows: dict[str, QRectF]) -> None:
        theme = self._session.theme
        lane, sound = self._lanes["audio"], self._sound
        assert sound is not None
        self._label(painter, rows["weight"], "audio")
        self._draw_weights(painter, rows["weight"], lane)
        wave = rows["wave"]
        painter.fillRect(wave, QColor(theme.raised))
        self._overlay(painter, wave, lane)
        self._draw_wave(painter, wave, sound)
        mel = rows["mel"]
        begin, end = self.to_x(sound.begin), self.to_x(sound.end)
        painter.save()
        painter.setClipRect(mel)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(begin, mel.top(), end - begin, mel.height()), self._mel)
        self._overlay(painter, mel, lane)
        painter.restore()
        painter.setPen(QColor(theme.muted))
        top = f"{sound.top_hz / 1000:.0f}k"
        painter.drawText(QRectF(0, mel.top(), _GUTTER - 3, 16), Qt.AlignmentFlag.AlignRight, top)
        painter.drawText(
            QRectF(0, mel.bottom() - 15, _GUTTER - 3, 16), Qt.AlignmentFlag.AlignRight, "0"
        )

    def _draw_weights(self, painter: QPainter, row: QRectF, lane: _Lane) -> None:
        """The weights once more as a step curve: height is read more exactly than colour."""
        theme = self._session.theme
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawLine(row.bottomLeft(), row.bottomRight())
        edges = np.linspace(*self._shown, max(2, round(row.width())) + 1)
        strength = np.nan_to_num(time_lanes.columns(lane.spans, lane.strength, edges))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.of("audio")))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        heights = np.round(strength * (row.height() - 1))
        change = np.flatnonzero(np.diff(heights, prepend=np.nan, append=np.nan))
        for start, stop in pairwise(change.tolist()):
            height = float(heights[start])
            if height > 0:
                bar = QRectF(row.left() + start, row.bottom() - height, stop - start, height)
                painter.drawRect(bar)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _draw_wave(self, painter: QPainter, row: QRectF, sound: Sounding) -> None:
        parts = len(sound.low)
        if not parts:
            return
        seconds = np.linspace(*self._shown, round(row.width()), endpoint=False)
        place = (seconds - sound.begin) / (sound.end - sound.begin) * parts
        inside = (place >= 0) & (place < parts)
        index = np.clip(place.astype(int), 0, parts - 1)
        peak = max(1e-6, float(np.abs(sound.low).max()), float(np.abs(sound.high).max()))
        half = row.height() / 2 - 1
        painter.setPen(QPen(QColor(self._session.theme.text), 1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        middle = row.center().y()
        xs = row.left() + np.flatnonzero(inside)
        tops = middle - sound.high[index[inside]] / peak * half
        bottoms = np.maximum(middle - sound.low[index[inside]] / peak * half, tops + 1)
        lines = zip(xs.tolist(), tops.tolist(), bottoms.tolist(), strict=True)
        painter.drawLines([QLineF(x, top, x, bottom) for x, top, bottom in lines])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _draw_axis(self, painter: QPainter, row: QRectF) -> None:
        theme = self._session.theme
        painter.setPen(QPen(QColor(theme.plot_grid), 1))
        painter.drawLine(row.topLeft(), row.topRight())
        painter.setPen(QColor(theme.muted))
        step = time_lanes.ticks(*self._shown, most=max(2, round(row.width() / 56)))
        decimals = 0 if len(step) < 2 or step[1] - step[0] >= 1 else 1
        for second in step:
            x = self.to_x(float(second))
            painter.drawLine(QPointF(x, row.top()), QPointF(x, row.top() + 4))
            text = f"{abs(second):.{decimals}f} s"
            width = painter.fontMetrics().horizontalAdvance(text)
            place = min(max(0.0, x - width / 2), self.width() - width)
            painter.drawText(QPointF(place, row.bottom() - 2), text)

    def _draw_truth(self, painter: QPainter, rows: dict[str, QRectF]) -> None:
        theme = self._session.theme
        bottom = rows["axis"].top()
        painter.save()
        painter.setFont(sized(self.font(), 0.82, bold=True))
        metrics = painter.fontMetrics()
        for level, stretch in enumerate(self._truth):
            left, right = self.to_x(stretch.begin), self.to_x(stretch.end)
            y = bottom - 3 - 15.0 * (level % 4)
            painter.setPen(QPen(QColor(theme.good), 3))
            painter.drawLine(QPointF(left, y), QPointF(right, y))
            tag = QRectF(
                left,
                y - metrics.height() + 2,
                metrics.horizontalAdvance(stretch.name) + 8,
                metrics.height(),
            )
            tag.moveLeft(min(tag.left(), self.width() - tag.width() - 2))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.good))
            painter.drawRoundedRect(tag, 3, 3)
            painter.setPen(QColor(theme.surface))
            painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, stretch.name)
        painter.restore()
