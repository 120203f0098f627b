"""Hear the item from where the map points."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QToolButton, QWidget

from gui import icons
from gui.session import Session
from gui.widgets.layout.basic import label
from gui.widgets.media import player as players


class PlayLine(QWidget):
    """A play button that starts at a chosen second.

    Signals:
        moved: second of the play head, None when another file plays.
        gain_wanted: second to play from, once the volume follows the map.
    """

    moved = Signal(object)
    gain_wanted = Signal(float)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._path: Path | None = None
        self._gained: Path | None = None
        self._start = 0.0
        self._player = players.shared()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        self.said = label("", "muted")
        self.button = QToolButton()
        self.button.clicked.connect(self._clicked)
        self.gain = QCheckBox(self.tr("Volume = attention"))
        self.gain.setToolTip(self.tr("Loud where the map points, quiet elsewhere"))
        self.gain.toggled.connect(self._gain_toggled)
        line.addWidget(self.said)
        line.addWidget(self.gain)
        line.addWidget(self.button)
        self._player.state_changed.connect(self._stated)
        self._player.moved.connect(self._moved)
        self._player.failed.connect(self._failed)
        session.theme_changed.connect(self._dress)
        self._dress()

    @property
    def playing(self) -> bool:
        """Whether this item sounds now."""
        return self._player.playing and self._mine(self._player.path)

    def _mine(self, path: str | None) -> bool:
        return path in {str(own) for own in (self._path, self._gained) if own is not None}

    def set_path(self, path: Path | None) -> None:
        """What to play."""
        if path != self._path and self.playing:
            self._player.pause()
        self._path, self._gained = path, None
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
        if self._path is None:
            return
        if self.gain.isChecked():
            self.gain_wanted.emit(second)
        else:
            self._player.play(self._path, second)

    def play_gained(self, file: Path, second: float) -> None:
        """Play a file made of this item's sound."""
        self._gained = file
        self._player.play(file, second)

    def refuse(self, sentence: str) -> None:
        """Say why the volume cannot follow the map."""
        self.gain.setChecked(False)
        self.said.setText(sentence)

    def _gain_toggled(self, _on: bool) -> None:
        if self.playing:
            self.play_at(self._start)

    def _clicked(self) -> None:
        if self.playing:
            self._player.pause()
        else:
            self.play_at(self._start)

    def _stated(self, path: str, _playing: bool) -> None:
        if self._mine(path):
            self._dress()

    def _moved(self, path: str, second: float, _whole: float) -> None:
        self.moved.emit(second if self._mine(path) else None)

    def _failed(self, path: str, sentence: str) -> None:
        if self._mine(path):
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
