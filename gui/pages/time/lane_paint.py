"""Brush work of one lane: film, waveform, lines of text, events, and what begins when."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPixmap, QPolygonF

from core.contracts.time import Outline
from gui.language import tr
from gui.pages.time.tracks import ENVELOPE_RATE, TrackState
from gui.theme import Theme
from gui.widgets.items.painting import draw_picture, glyph, mixed, rounded, sized

#: Second -> x, and the colours.
Look = tuple[Callable[[float], float], Theme]
_MODALITY = {"audio": "audio", "video": "video", "subtitles": "text", "events": "user"}
_ENVELOPE_TOP = 3.0


def draw(
    painter: QPainter,
    row: QRectF,
    track: TrackState,
    film: list[QPixmap],
    look: Look,
    *,
    after: bool,
) -> None:
    """The content of a track, on its own clock or `after` on the common one."""
    to_x, theme = look

    def place(seconds: np.ndarray) -> np.ndarray:
        common = track.common(seconds) if after else np.asarray(seconds, np.float64)
        return np.array([to_x(float(second)) for second in common.ravel()])

    ends = place(np.array([track.found.start_s, track.found.end_s]))
    body = QRectF(ends[0], row.top(), ends[1] - ends[0], row.height())
    painter.fillRect(body, mixed(theme.surface, theme.of(modality(track)), 0.10))
    if film and track.found.film is not None:
        _film(painter, row, track, film, track.found.film.times, place)
    elif track.found.sound is not None:
        _wave(painter, row, track.found.sound, place, theme)
    if track.found.cues:
        _cues(painter, row, track, place, theme)
    else:
        _envelope(painter, row, track, place, theme)
    painter.setPen(QPen(QColor(theme.of(modality(track))), 2))
    for x in ends:
        painter.drawLine(QPointF(x, row.top()), QPointF(x, row.bottom()))


def modality(track: TrackState) -> str:
    """The modality whose colour and shape a track has."""
    return _MODALITY[track.kind]


def _film(
    painter: QPainter,
    row: QRectF,
    track: TrackState,
    film: list[QPixmap],
    times: np.ndarray,
    place: Callable[[np.ndarray], np.ndarray],
) -> None:
    middles = (times[:-1] + times[1:]) / 2
    ends = np.array([track.found.start_s, track.found.end_s])
    borders = place(np.concatenate([ends[:1], middles, ends[1:]]))
    # As many frames as fit without being squeezed; each spans the time it stands for.
    width = row.height() * film[0].width() / max(1, film[0].height())
    each = max(1, round(len(film) * width / max(1.0, borders[-1] - borders[0])))
    for first in range(0, len(film), each):
        last = min(first + each, len(film))
        box = QRectF(borders[first], row.top(), borders[last] - borders[first] - 1, row.height())
        if box.right() > row.left() and box.left() < row.right():
            draw_picture(painter, rounded(box, 2), film[(first + last - 1) // 2])


def _wave(
    painter: QPainter,
    row: QRectF,
    sound: Outline,
    place: Callable[[np.ndarray], np.ndarray],
    theme: Theme,
) -> None:
    low, high = sound.low, sound.high
    borders = place(np.array([sound.start_s, sound.end_s]))
    xs = np.arange(max(row.left(), borders[0]), min(row.right(), borders[1]))
    if not len(xs) or not len(low):
        return
    index = (xs - borders[0]) / max(1e-9, borders[1] - borders[0]) * len(low)
    index = np.clip(index.astype(int), 0, len(low) - 1)
    peak = max(1e-6, float(np.abs(low).max()), float(np.abs(high).max()))
    half, middle = row.height() / 2 - 2, row.center().y()
    painter.setPen(QPen(mixed(theme.surface, theme.of("audio"), 0.65), 1))
    for x, k in zip(xs.tolist(), index.tolist(), strict=True):
        top = middle - float(high[k]) / peak * half
        bottom = max(top + 1, middle - float(low[k]) / peak * half)
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))


def _envelope(
    painter: QPainter,
    row: QRectF,
    track: TrackState,
    place: Callable[[np.ndarray], np.ndarray],
    theme: Theme,
) -> None:
    """What begins when, as a line along the bottom."""
    values = track.found.envelope
    if not np.any(values):
        return
    begin = track.found.envelope_start
    ends = place(np.array([begin, begin + len(values) / ENVELOPE_RATE]))
    columns = max(2, round(ends[1] - ends[0]))
    edges = np.linspace(0, len(values), columns + 1).astype(int)[:-1]
    peaks = np.maximum.reduceat(values, np.minimum(edges, len(values) - 1))
    heights = np.clip(peaks / max(float(peaks.max()), _ENVELOPE_TOP), 0, 1) * (row.height() - 6)
    xs = np.linspace(ends[0], ends[1], columns, endpoint=False)
    inside = (xs >= row.left() - 1) & (xs <= row.right() + 1)
    line = QPolygonF(
        [
            QPointF(float(x), row.bottom() - 2 - float(height))
            for x, height in zip(xs[inside], heights[inside], strict=True)
        ]
    )
    # Pictures lie below: a pale seam keeps the line readable on any of them.
    painter.setPen(QPen(QColor(theme.surface), 3.4))
    painter.drawPolyline(line)
    painter.setPen(QPen(QColor(theme.text), 1.4))
    painter.drawPolyline(line)


def _cues(
    painter: QPainter,
    row: QRectF,
    track: TrackState,
    place: Callable[[np.ndarray], np.ndarray],
    theme: Theme,
) -> None:
    colour = theme.of(modality(track))
    cues = track.found.cues
    xs = place(np.array([[cue.start_s, cue.end_s] for cue in cues])).reshape(-1, 2)
    metrics = QFontMetricsF(painter.font())
    points = track.kind == "events"
    for (left, right), text in zip(xs.tolist(), (cue.text for cue in cues), strict=True):
        if points:
            centre = QPointF(left, row.center().y())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawEllipse(centre, 4, 4)
            painter.setPen(QColor(theme.text))
            painter.drawText(QPointF(left + 6, row.center().y() + metrics.ascent() / 2 - 1), text)
            continue
        box = QRectF(left, row.top() + 3, max(3.0, right - left), row.height() - 6)
        painter.setPen(QPen(QColor(colour), 1))
        painter.setBrush(mixed(theme.surface, colour, 0.22))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(QPen(QColor(colour), 3))
        painter.drawLine(box.topLeft(), box.bottomLeft())
        painter.setPen(QColor(theme.text))
        words = metrics.elidedText(
            " ".join(text.split()), Qt.TextElideMode.ElideRight, max(0.0, box.width() - 8)
        )
        painter.drawText(box.adjusted(6, 0, -2, 0), Qt.AlignmentFlag.AlignVCenter, words)


def draw_name(
    painter: QPainter, row: QRectF, track: TrackState, theme: Theme, *, after: bool, chosen: bool
) -> None:
    """Shape, name and place of a lane, left of it."""
    painter.save()
    box = QRectF(4, row.top(), row.left() - 10, row.height())
    metrics = QFontMetricsF(painter.font())
    y = row.center().y() + metrics.ascent() / 2 - 1
    if after and row.height() >= 2 * metrics.height():
        y = row.center().y() - 2
    painter.setPen(QColor(theme.of(modality(track))))
    painter.drawText(QPointF(box.left(), y), glyph(modality(track)))
    painter.setFont(sized(painter.font(), 1.0, bold=chosen))
    painter.setPen(QColor(theme.text))
    painter.drawText(QPointF(box.left() + 18, y), kind_name(track.kind))
    if after and row.height() >= 2 * metrics.height():
        painter.setFont(sized(painter.font(), 0.95))
        painter.setPen(QColor(theme.muted))
        painter.drawText(QPointF(box.left() + 18, y + metrics.height()), place_name(track))
    painter.restore()


def kind_name(kind: str) -> str:
    """A kind of track in words."""
    return {
        "audio": tr("Sound"),
        "video": tr("Pictures"),
        "subtitles": tr("Subtitles"),
        "events": tr("Events"),
    }[kind]


def place_name(track: TrackState) -> str:
    """By how much a track is moved, in a few letters."""
    if track.reference:
        return tr("the clock")
    moved = -1000 * track.offset
    words = tr("{0} ms").format(f"{moved:+.0f}") if abs(moved) >= 0.5 else tr("not moved")
    return words + (tr(" by hand") if track.hand is not None else "")
