"""Film strip, waveform and spectrogram of an item on one time axis, with the weight of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
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

from core.contracts.attention import Film, Sound
from gui.theme import Appearance
from gui.widgets.items.painting import glyph, sized
from gui.widgets.maps.heat import Shade, rgb_image
from gui.widgets.maps.layer import Layer
from gui.widgets.maps.token_view import NOTHING, TokenView
from gui.widgets.time import time_lanes, time_paint
from gui.widgets.time.time_paint import Stretch
from gui.widgets.time.time_zoom import TimeZoom

_GUTTER, _RIGHT = 24.0, 4.0
_AXIS = 20.0
_GAP = 5.0
_FILM = 74.0
#: Opacity of weights over film and spectrogram; the bars above tell them exactly.
_THROUGH = 0.62
_SHORTEST_S = 0.25


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

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, "audio", parent)
        self._lanes = {"audio": _Lane(), "video": _Lane()}
        self._sound: Sound | None = None
        self._mel = QImage()
        self._layers = {name: Layer() for name in ("film", "wave", "mel")}
        self._film: list[QPixmap] = []
        self._film_times = np.zeros(0)
        self._truth: tuple[Stretch, ...] = ()
        self._zoom = TimeZoom(_GUTTER, _RIGHT, _SHORTEST_S)
        self._head: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Sound and film over time"))
        appearance.changed.connect(self._recolour)

    # --- content --------------------------------------------------------------------------

    @property
    def count(self) -> int:
        return len(self._lanes[self.modality].spans)

    def set_media(self, sound: Sound | None, film: Film | None, seconds: float) -> None:
        """Show a sound and a film, either may be missing; the time axis ends at `seconds`."""
        self._sound = sound
        frames = () if film is None else film.frames
        self._film = [QPixmap.fromImage(rgb_image(frame)) for frame in frames]
        self._film_times = np.zeros(0) if film is None else film.times
        self._zoom.show_all(0.0, max(seconds, 1e-3))
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
            level = 0.12 + 0.80 * mel if self._appearance.theme.dark else 1.0 - 0.80 * mel
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
        box = QRectF(self.rect()).adjusted(_GUTTER, 2, -_RIGHT, -2)
        parts: list[tuple[str, float]] = []
        y, film = box.top(), 0.0
        if self._film:
            film = box.height() - _AXIS - _GAP
            if self._sound is not None:
                film = min(_FILM, 0.3 * film)
        if self._sound is not None:
            parts = [("weight", 0.7), ("wave", 1.0), ("mel", 2.2)]
        rows = {}
        if film:
            rows["film"] = QRectF(box.left(), y, box.width(), film)
            y += film + _GAP
        free = box.bottom() - y - _AXIS - _GAP * len(parts)
        unit = free / max(1e-9, sum(share for _, share in parts))
        for name, share in parts:
            rows[name] = QRectF(box.left(), y, box.width(), unit * share)
            y += unit * share + _GAP
        rows["axis"] = QRectF(box.left(), y, box.width(), _AXIS)
        return rows

    def to_x(self, second: float) -> float:
        """Where a second is drawn."""
        return self._zoom.to_x(second, self.width())

    def to_second(self, x: float) -> float:
        """The second at a place."""
        return self._zoom.to_second(x, self.width())

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
        self._zoom.turn(event, self.width())
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.sought.emit(max(0.0, self.to_second(event.position().x())))

    # --- paint ----------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sized(self.font(), 0.84))
        rows = self.rows()
        if "film" in rows:
            self._draw_film(painter, rows["film"])
        if self._sound is not None:
            self._draw_sound(painter, rows)
        shown, width = self._zoom.shown, self.width()
        time_paint.draw_axis(painter, rows["axis"], shown, theme)
        time_paint.draw_truth(painter, rows["axis"].top(), self._truth, self.to_x, (theme, width))
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
        return np.linspace(
            *self._zoom.shown, max(2, round(row.width() * self.devicePixelRatioF())) + 1
        )

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
        painter.setPen(QColor(self._appearance.theme.of(modality)))
        box = QRectF(0, row.top(), _GUTTER - 4, min(row.height(), 22))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, glyph(modality))

    def _draw_film(self, painter: QPainter, row: QRectF) -> None:
        lane = self._lanes["video"]
        self._label(painter, row, "video")
        painter.save()
        painter.setClipRect(row)
        key = (self._zoom.shown, self._film[0].cacheKey())
        self._layers["film"].draw(painter, row, key, self._paint_film)
        painter.setOpacity(_THROUGH)
        self._overlay(painter, row, lane)
        painter.restore()

    def _paint_film(self, painter: QPainter, row: QRectF) -> None:
        time_paint.draw_film(painter, row, (self._film, self._film_times), self.to_second)

    def _draw_sound(self, painter: QPainter, rows: dict[str, QRectF]) -> None:
        theme = self._appearance.theme
        lane, sound = self._lanes["audio"], self._sound
        assert sound is not None
        self._label(painter, rows["weight"], "audio")
        time_paint.draw_bars(
            painter, rows["weight"], (lane.spans, lane.strength), self._zoom.shown, theme
        )
        wave = rows["wave"]
        painter.fillRect(wave, QColor(theme.raised))
        self._overlay(painter, wave, lane)
        key = (self._zoom.shown, self._mel.cacheKey())
        self._layers["wave"].draw(painter, wave, key, self._paint_wave)
        mel = rows["mel"]
        painter.save()
        painter.setClipRect(mel)
        self._layers["mel"].draw(painter, mel, key, self._paint_mel)
        painter.setOpacity(_THROUGH)
        self._overlay(painter, mel, lane)
        painter.restore()
        painter.setPen(QColor(theme.muted))
        top = f"{sound.top_hz / 1000:.0f}k"
        painter.drawText(QRectF(0, mel.top(), _GUTTER - 3, 16), Qt.AlignmentFlag.AlignRight, top)
        painter.drawText(
            QRectF(0, mel.bottom() - 15, _GUTTER - 3, 16), Qt.AlignmentFlag.AlignRight, "0"
        )

    def _paint_wave(self, painter: QPainter, row: QRectF) -> None:
        assert self._sound is not None
        time_paint.draw_wave(painter, row, self._sound, self._zoom.shown, self._appearance.theme)

    def _paint_mel(self, painter: QPainter, row: QRectF) -> None:
        assert self._sound is not None
        begin, end = self.to_x(self._sound.begin), self.to_x(self._sound.end)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(begin, row.top(), end - begin, row.height()), self._mel)
