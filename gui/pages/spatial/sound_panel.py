"""Which second and which Hz every cell of a spectrogram stands for."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.contracts.spatial import SoundGrid
from core.sheet import Sheet
from gui.session import Session
from gui.widgets.items.painting import sized
from gui.widgets.layout.basic import card, label
from gui.widgets.maps.heat import rgb_image
from gui.widgets.plots.export import export_button
from gui.widgets.time import time_paint

_LEFT, _AXIS = 64.0, 20.0


class Mel(QWidget):
    """The spectrogram with its axes; the tokens of the encoder along its top.

    Signals:
        pointed: (band, frame) under the pointer, (-1, -1) for none.
    """

    pointed = Signal(int, int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._level = np.zeros((1, 1), np.float32)
        self._image = QImage()
        self._span = (0.0, 1.0)
        self._bands = np.zeros((0, 2))
        self._tokens = np.zeros((0, 4))
        self.cell = (-1, -1)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Spectrogram with seconds and Hz"))
        session.theme_changed.connect(self._recolour)

    def sizeHint(self) -> QSize:
        return QSize(560, 320)

    def show_sound(
        self,
        level: np.ndarray,
        span: tuple[float, float],
        bands: np.ndarray,
        tokens: np.ndarray,
    ) -> None:
        """Show a spectrogram [bands, frames] in 0..1 over `span` seconds."""
        self._level, self._span, self._bands, self._tokens = level, span, bands, tokens
        self.cell = (-1, -1)
        self._recolour()

    def _recolour(self) -> None:
        mel = self._level[::-1] ** 1.2
        level = 0.1 + 0.85 * mel if self._session.theme.dark else 1.0 - 0.85 * mel
        grey = np.round(255 * np.clip(level, 0, 1)).astype(np.uint8)
        self._image = rgb_image(np.repeat(grey[..., None], 3, axis=2))
        self.update()

    def frame(self) -> QRectF:
        """Where the spectrogram lies."""
        return QRectF(_LEFT, 12, self.width() - _LEFT - 8, self.height() - 14 - _AXIS)

    def cell_at(self, x: float, y: float) -> tuple[int, int]:
        """(band, frame) at a place, (-1, -1) outside."""
        frame = self.frame()
        bands, frames = self._level.shape
        if not frame.contains(x, y) or not len(self._bands):
            return -1, -1
        column = min(frames - 1, int((x - frame.left()) / frame.width() * frames))
        band = min(bands - 1, int((frame.bottom() - y) / frame.height() * bands))
        return band, column

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position().x(), event.position().y())
        if cell != self.cell:
            self.cell = cell
            self.pointed.emit(*cell)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not len(self._bands):
            return
        theme = self._session.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sized(self.font(), 0.86))
        frame = self.frame()
        painter.drawImage(frame, self._image)
        bands, frames = self._level.shape
        painter.setPen(QColor(theme.muted))
        for band in np.linspace(0, bands - 1, 6).round().astype(int).tolist():
            y = frame.bottom() - (band + 0.5) / bands * frame.height()
            hz = float(self._bands[band].mean())
            box = QRectF(0, y - 9, _LEFT - 8, 18)
            painter.drawText(
                box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{hz:,.0f} Hz"
            )
            painter.drawLine(round(_LEFT - 5), round(y), round(_LEFT - 1), round(y))
        row = QRectF(frame.left(), frame.bottom() + 1, frame.width(), _AXIS)
        time_paint.draw_axis(painter, row, self._span, theme)
        begin, end = self._span
        painter.setPen(QPen(QColor(theme.of("audio")), 3))
        for t0, t1 in self._tokens[:, :2].tolist():
            left = frame.left() + (t0 - begin) / (end - begin) * frame.width()
            right = frame.left() + (t1 - begin) / (end - begin) * frame.width()
            painter.drawLine(round(left) + 2, 6, round(right) - 2, 6)
        band, column = self.cell
        if band >= 0:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent), 2))
            w, h = frame.width() / frames, frame.height() / bands
            x = frame.left() + column * w
            painter.drawRect(
                QRectF(x - 1, frame.bottom() - (band + 1) * h - 1, max(4.0, w + 2), h + 2)
            )


class SoundPanel(QWidget):
    """Spectrogram, and the cell pointed at in numbers."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._times = np.zeros(0)
        self._bands = np.zeros((0, 2))
        self._level = np.zeros((0, 0), np.float32)
        self._tokens = np.zeros((0, 4))
        self._sound: SoundGrid | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        frame, layout = card()
        self.mel = Mel(session)
        self.mel.pointed.connect(self._pointed)
        layout.addWidget(self.mel, 1)
        line = QHBoxLayout()
        self.where = label("", wrap=True)
        line.addWidget(self.where, 1)
        line.addWidget(export_button(self.mel, "spectrogram", session, self.csv))
        layout.addLayout(line)
        self.said = label("", "muted", wrap=True)
        layout.addWidget(self.said)
        outer.addWidget(frame, 1)

    def clear(self) -> None:
        """Show nothing."""
        self._sound = None
        nothing = np.zeros((0, 2))
        self.mel.show_sound(np.zeros((1, 1), np.float32), (0.0, 1.0), nothing, np.zeros((0, 4)))
        self.where.setText("")
        self.said.setText("")

    def show_sound(self, sound: SoundGrid) -> None:
        """Show the sound of an item."""
        self._sound = sound
        self._times, self._bands = sound.times, sound.bands
        self._level, self._tokens = sound.level, sound.tokens
        half = sound.hop_s / 2
        span = (float(self._times[0]) - half, float(self._times[-1]) + half)
        self.mel.show_sound(self._level, span, self._bands, self._tokens)
        words = self.tr("{0} bands on the mel scale, a frame every {1} ms.").format(
            len(self._bands), f"{1000 * sound.hop_s:.0f}"
        )
        words += " " + self.tr("What sounds higher than {0} kHz is not shown.").format(
            f"{float(self._bands[-1, 1]) / 1000:g}"
        )
        if len(self._tokens):
            words += " " + self.tr("Lines on top: the {0} tokens of {1}.").format(
                len(self._tokens), sound.encoder
            )
        else:
            words += " " + self.tr("Encode the catalog to see the encoder's tokens here.")
        self.said.setText(words)
        self._pointed(-1, -1)

    def _pointed(self, band: int, frame: int) -> None:
        if band < 0 or self._sound is None:
            self.where.setText(self.tr("Point at a cell to see its seconds and Hz."))
            return
        time, half = float(self._times[frame]), self._sound.hop_s / 2
        low, high = self._bands[band].tolist()
        words = self.tr("{0} to {1} s, {2} to {3} Hz").format(
            f"{time - half:.3f}", f"{time + half:.3f}", f"{low:,.0f}", f"{high:,.0f}"
        )
        inside = (self._tokens[:, 0] <= time) & (time < self._tokens[:, 1])
        for token in np.flatnonzero(inside).tolist():
            begin, end = self._tokens[token, :2].tolist()
            words += self.tr(", token {0} ({1} to {2} s)").format(
                token + 1, f"{begin:.2f}", f"{end:.2f}"
            )
        self.where.setText(words)

    def csv(self) -> str:
        """The seconds of every frame and the Hz of every band."""
        sheet = Sheet(["axis", "index", "from", "to"])
        half = self._sound.hop_s / 2 if self._sound else 0.0
        for k, time in enumerate(self._times.tolist()):
            sheet.row(["seconds", k, f"{time - half:.5f}", f"{time + half:.5f}"])
        for k, (low, high) in enumerate(self._bands.tolist()):
            sheet.row(["hz", k, f"{low:.2f}", f"{high:.2f}"])
        return sheet.text()
