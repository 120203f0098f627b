"""Hear the item from where the map points."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from gui import icons
from gui.page import label
from gui.session import Session
from gui.widgets import player as players


class PlayLine(QWidget):
    """A play button that starts at a chosen second.

    Signals:
        moved: second of the play head, None when another file plays.
    """

    moved = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._path: Path | None = None
        self._start = 0.0
        self._player = players.shared()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        self.said = label("", "muted")
        self.button = QToolButton()
        self.button.clicked.connect(self._clicked)
        line.addWidget(self.said)
        line.addWidget(self.button)
        self._player.state_changed.connect(self._stated)
        self._player.moved.connect(self._moved)
        self._player.failed.connect(self._failed)
        session.theme_changed.connect(self._dress)
        self._dress()

    @property
    def playing(self) -> bool:
        """Whether this item sounds now."""
        return self._player.playing and self._player.path == str(self._path)

    def set_path(self, path: Path | None) -> None:
        """What to play."""
        if path != self._path and self.playing:
            self._player.pause()
        self._path = path
        self.said.setText("")
        self.setVisible(path is not None)
        self.button.setEnabled(True)
        self._dress()

    def set_start(self, second: float) -> None:
        """Where the button starts."""
        if second != self._start:
            self._start = second
            self._dress()

    def play_at(self, second: float) -> None:
        """Play from a second."""
        if self._path is not None:
            self._player.play(self._path, second)

    def _clicked(self) -> None:
        if self.playing:
            self._player.pause()
        else:
            self.play_at(self._start)

    def _stated(self, path: str, _playing: bool) -> None:
        if path == str(self._path):
            self._dress()

    def _moved(self, path: str, second: float, _whole: float) -> None:
        self.moved.emit(second if path == str(self._path) else None)

    def _failed(self, path: str, sentence: str) -> None:
        if path == str(self._path):
            self.button.setEnabled(False)
            self.button.setToolTip(sentence)
            self.said.setText(self.tr("cannot be played here"))
            self.said.setToolTip(sentence)

    def _dress(self) -> None:
        name = self.tr("Pause")
        if not self.playing:
            name = self.tr("Play from {0} s").format(f"{self._start:.1f}")
        self.button.setToolTip(name)
        self.button.setAccessibleName(name)
        picture = "pause" if self.playing else "play"
        self.button.setIcon(icons.icon(picture, self._session.theme.text))
