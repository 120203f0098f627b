"""One player for the whole window: starting one sound or film stops the one before.

QtMultimedia is a part of PySide6 that a bare system may lack libraries for; then playing says so
in one sentence and everything else goes on.

Python never calls the media player while it plays: its threads hold Qt's locks and wait for
Python's, so a call that holds Python's and waits for Qt's can stand still for good. Commands are
signals that Qt's event loop delivers, which holds no lock of Python's.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QImage


class Player(QObject):
    """Plays a file and tells where it is.

    Signals:
        state_changed: (path, playing).
        moved: (path, seconds, seconds in all).
        frame: (path, picture) of a video.
        failed: (path, sentence).
    """

    state_changed = Signal(str, bool)
    moved = Signal(str, float, float)
    frame = Signal(str, QImage)
    failed = Signal(str, str)

    #: Commands to Qt's player.
    _open = Signal(QUrl)
    # C++ types go by name, which the stubs do not know.
    _go = Signal("qlonglong")  # type: ignore[arg-type]
    _start = Signal()
    _halt = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = ""
        #: Whether something sounds now, or was told to.
        self.playing = False
        #: Seconds to go to as soon as the file is open.
        self._wanted: float | None = None
        self._opened = False
        self._media: Any = None
        self._player: Any = None

    def toggle(self, path: Path) -> None:
        """Play `path`, or pause it if it plays."""
        if self.path == str(path) and self.playing:
            self.pause()
        else:
            self.play(path)

    def play(self, path: Path, at: float | None = None) -> None:
        """Play `path`, from `at` seconds if given."""
        if not self._ready(path):
            return
        self._wanted = at
        if self.path != str(path):
            self._say(False)
            self.path, self._opened = str(path), False
            self._open.emit(QUrl.fromLocalFile(str(path)))
        # A file given just now is opened later, and would forget where it was to begin.
        if self._opened:
            self._seek()
        self._start.emit()
        self._say(True)

    def _seek(self) -> None:
        if self._wanted is not None:
            self._go.emit(round(self._wanted * 1000))
            self._wanted = None

    def pause(self) -> None:
        """Stop where it is."""
        self._halt.emit()
        self._say(False)

    def leave(self, path: Path | None) -> None:
        """Stop if it is `path` that plays."""
        if self.playing and self.path == str(path):
            self.pause()

    def _ready(self, path: Path) -> bool:
        if self._player is not None:
            return True
        try:
            self._media = importlib.import_module("PySide6.QtMultimedia")
        except ImportError as error:
            sentence = self.tr("Nothing can be played here: QtMultimedia is missing ({0}).")
            self.failed.emit(str(path), sentence.format(error))
            return False
        self._player = self._media.QMediaPlayer(self)
        self._player.setAudioOutput(self._media.QAudioOutput(self))
        sink = self._media.QVideoSink(self)
        self._player.setVideoSink(sink)
        sink.videoFrameChanged.connect(self._framed)
        self._player.playbackStateChanged.connect(self._stated)
        self._player.mediaStatusChanged.connect(self._loaded)
        self._player.positionChanged.connect(self._moved)
        self._player.errorOccurred.connect(self._erred)
        queued = Qt.ConnectionType.QueuedConnection
        self._open.connect(self._player.setSource, queued)
        self._go.connect(self._player.setPosition, queued)
        self._start.connect(self._player.play, queued)
        self._halt.connect(self._player.pause, queued)
        application = QCoreApplication.instance()
        assert application is not None
        application.aboutToQuit.connect(self._player.stop)
        return True

    def _stated(self, state: object) -> None:
        self._say(state == self._media.QMediaPlayer.PlayingState)

    def _say(self, playing: bool) -> None:
        if playing != self.playing:
            self.playing = playing
            self.state_changed.emit(self.path, playing)

    def _loaded(self, status: object) -> None:
        if status == self._media.QMediaPlayer.LoadedMedia:
            self._opened = True
            self._seek()

    def _moved(self, position: int) -> None:
        self.moved.emit(self.path, position / 1000, self._player.duration() / 1000)

    def _framed(self, frame: Any) -> None:
        if frame.isValid():
            self.frame.emit(self.path, frame.toImage())

    def _erred(self, _error: object, text: str) -> None:
        self._say(False)
        name = Path(self.path).name
        self.failed.emit(self.path, self.tr("{0} cannot be played: {1}").format(name, text))


def shared() -> Player:
    """The player of this application."""
    application = QCoreApplication.instance()
    assert application is not None
    known = application.findChild(Player, "triptych-player")
    if known is None:
        known = Player(application)
        known.setObjectName("triptych-player")
    return known


def clock(seconds: float) -> str:
    """0:07, 3:21."""
    whole = int(max(0.0, seconds))
    return f"{whole // 60}:{whole % 60:02d}"
