"""A sound or a film of an item, with what one needs to play it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gui import icons
from gui.theme import Appearance
from gui.widgets.items.painting import draw_focus, draw_picture, rounded
from gui.widgets.layout.basic import label
from gui.widgets.media import player as players
from gui.widgets.media.thumbnails import Thumbnails
from gui.widgets.media.waveform import Waveform


class PlayButton(QToolButton):
    """Plays and pauses one file."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._path: Path | None = None
        self._playing = False
        self._player = players.shared()
        self.clicked.connect(self._clicked)
        self._player.state_changed.connect(self._stated)
        self._player.failed.connect(self._failed)
        appearance.changed.connect(self._dress)
        self._dress()

    def set_path(self, path: Path | None) -> None:
        """What to play."""
        self._path = path
        self._playing = self._player.playing and self._player.path == str(path)
        self.setEnabled(path is not None)
        self._dress()

    def _clicked(self) -> None:
        if self._path is not None:
            self._player.toggle(self._path)

    def _stated(self, path: str, playing: bool) -> None:
        if path == str(self._path):
            self._playing = playing
            self._dress()

    def _failed(self, path: str, sentence: str) -> None:
        if path == str(self._path):
            self.setEnabled(False)
            self.setToolTip(sentence)

    def _dress(self) -> None:
        name = self.tr("Pause") if self._playing else self.tr("Play")
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setIcon(icons.icon("pause" if self._playing else "play", self._appearance.theme.text))


class SoundBox(QWidget):
    """Play button, waveform, time; a sentence where it cannot be played."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._seconds = 0.0
        self._player = players.shared()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(6)
        self._button = PlayButton(appearance)
        self.waveform = Waveform(appearance)
        self._time = label("", "muted")
        row.addWidget(self._button)
        row.addWidget(self.waveform, 1)
        row.addWidget(self._time)
        outer.addLayout(row)
        self._sentence = label("", "warning", wrap=True)
        self._sentence.hide()
        outer.addWidget(self._sentence)
        self.waveform.sought.connect(self._seek)
        self._player.moved.connect(self._moved)
        self._player.failed.connect(self._failed)

    def set_path(self, path: Path | None) -> None:
        """What to play; the outline follows with :meth:`set_outline`."""
        if path != self._path:
            self._player.leave(self._path)
        self._path = path
        self._button.set_path(path)
        self.waveform.set_outline(np.zeros(0, np.float32), np.zeros(0, np.float32), 0.0)
        self._time.setText("")
        self._sentence.hide()

    def set_outline(self, low: np.ndarray, high: np.ndarray, seconds: float) -> None:
        """Show the outline of the sound."""
        self._seconds = seconds
        self.waveform.set_outline(low, high, seconds)
        self._time.setText(players.clock(seconds))

    def say(self, sentence: str) -> None:
        """Show why something does not work."""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    def hideEvent(self, event: QHideEvent) -> None:
        # Nothing sounds that cannot be stopped.
        super().hideEvent(event)
        self._player.leave(self._path)

    def _seek(self, seconds: float) -> None:
        if self._path is not None:
            self._player.play(self._path, at=seconds)

    def _moved(self, path: str, seconds: float, total: float) -> None:
        if path == str(self._path):
            self.waveform.set_head(seconds)
            whole = self._seconds or total
            self._time.setText(f"{players.clock(seconds)} / {players.clock(whole)}")

    def _failed(self, path: str, sentence: str) -> None:
        if path == str(self._path):
            self.say(sentence)


class VideoBox(QWidget):
    """The frame of a film; click or space plays and pauses."""

    def __init__(
        self, appearance: Appearance, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._thumbnails = thumbnails
        self._player = players.shared()
        self._path: Path | None = None
        self._frame: QPixmap | None = None
        self._playing = False
        self._seconds = self._total = 0.0
        self._sentence = ""
        #: Height over width; wide screen until the first picture is there.
        self._shape = 9 / 16
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Video; space plays and pauses"))
        self._player.frame.connect(self._framed)
        self._player.state_changed.connect(self._stated)
        self._player.moved.connect(self._moved)
        self._player.failed.connect(self._failed)
        thumbnails.ready.connect(self._thumbnail_ready)
        appearance.repaints(self)

    def set_path(self, path: Path | None) -> None:
        """What to show and play."""
        if path != self._path:
            self._player.leave(self._path)
        self._path, self._frame, self._playing = path, None, False
        self._seconds = self._total = 0.0
        self._sentence = ""
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._player.leave(self._path)

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(300))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * self._shape)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        if self._path is not None:
            self._player.toggle(self._path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self._path is not None:
            self._player.toggle(self._path)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        shape = rounded(box, 8)
        painter.fillPath(shape, QColor("#000000"))
        picture = self._frame
        if picture is None and self._path is not None:
            picture = self._thumbnails.get(self._path, self.width() * self.devicePixelRatioF())
        if picture is not None:
            draw_picture(painter, shape, picture, whole=True)
            self._take_shape(picture)
        if not self._playing:
            self._paint_sign(painter, box)
        if self._total > 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent))
            width = box.width() * self._seconds / self._total
            painter.drawRect(QRectF(0, box.bottom() - 4, width, 4))
        if self._sentence:
            painter.setPen(QColor("#ffffff"))
            flags = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignHCenter
            words = box.adjusted(8, 8, -8, -8)
            painter.drawText(words, flags | Qt.TextFlag.TextWordWrap, self._sentence)
        if self.hasFocus():
            draw_focus(painter, box.adjusted(1, 1, -1, -1), 8, theme.accent)

    def _take_shape(self, picture: QPixmap) -> None:
        found = min(1.4, picture.height() / max(1, picture.width()))
        if abs(found - self._shape) > 0.01:
            self._shape = found
            QTimer.singleShot(0, self.updateGeometry)

    def _paint_sign(self, painter: QPainter, box: QRectF) -> None:
        centre = box.center()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 150))
        painter.drawEllipse(centre, 24, 24)
        painter.setBrush(QColor("#ffffff"))
        x, y = centre.x(), centre.y()
        corners = ((x - 7, y - 11), (x + 12, y), (x - 7, y + 11))
        painter.drawPolygon([QPointF(*corner) for corner in corners])

    def _framed(self, path: str, image: QImage) -> None:
        if path == str(self._path) and not image.isNull():
            self._frame = QPixmap.fromImage(image)
            self.update()

    def _stated(self, path: str, playing: bool) -> None:
        if path == str(self._path):
            self._playing = playing
            self.update()

    def _moved(self, path: str, seconds: float, total: float) -> None:
        if path == str(self._path):
            self._seconds, self._total = seconds, total
            self.update()

    def _failed(self, path: str, sentence: str) -> None:
        if path == str(self._path):
            self._sentence = sentence
            self.update()

    def _thumbnail_ready(self, path: str) -> None:
        if path == str(self._path):
            self.update()
