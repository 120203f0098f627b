"""Hear an item from a moment of the common clock, and see where it is on both clocks."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from gui import icons
from gui.pages.time.lane_paint import kind_name
from gui.pages.time.tracks import TrackState
from gui.session import Session
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.layout.basic import label
from gui.widgets.media import player as players


class TrackPlayback(QWidget):
    """A play button for whichever track has sound.

    Signals:
        moved: (second on the clock of what plays, common second); (None, None) at the end.
    """

    moved = Signal(object, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._heard: TrackState | None = None
        self._files: dict[str, Path] = {}
        self._tracks: list[TrackState] = []
        self._player = players.shared()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        self.button = QToolButton()
        self.button.clicked.connect(self._clicked)
        self.said = label("", "muted")
        line.addWidget(self.button)
        line.addWidget(self.said)
        self._player.state_changed.connect(self._stated)
        self._player.moved.connect(self._moved)
        self._player.failed.connect(self._failed)
        session.theme_changed.connect(self._dress)
        self._dress()

    def set_tracks(
        self, tracks: list[TrackState], rows: CatalogRows | None, row: int | None
    ) -> None:
        """What can be heard."""
        self._files = {}
        for track in tracks:
            if track.found.sound is not None and rows is not None and row is not None:
                path = rows.media(row, track.kind)
                if path is not None:
                    self._files[track.kind] = path
        kept = self._heard.kind if self._heard is not None else ""
        self._tracks = [track for track in tracks if track.kind in self._files]
        same = [track for track in self._tracks if track.kind == kept]
        if not same and self.playing:
            self._player.pause()
        self._heard = next(iter(same or self._tracks), None)
        self._dress()

    @property
    def playing(self) -> bool:
        """Whether a track of this item sounds now."""
        paths = {str(path) for path in self._files.values()}
        return self._player.playing and self._player.path in paths

    def play(self, common: float, kind: str = "") -> None:
        """Play from a common second: the track of that kind if it has sound, else the first."""
        mine = [track for track in self._tracks if track.kind == kind] or self._tracks
        if mine:
            self._heard = mine[0]
            start = max(0.0, mine[0].own(common))
            self._player.play(self._files[mine[0].kind], start)

    def _clicked(self) -> None:
        if self.playing:
            self._player.pause()
        elif self._heard is not None:
            self._player.toggle(self._files[self._heard.kind])

    def _mine(self, path: str) -> bool:
        return self._heard is not None and path == str(self._files.get(self._heard.kind))

    def _stated(self, path: str, _playing: bool) -> None:
        if self._mine(path):
            self._dress()

    def _moved(self, path: str, second: float, _whole: float) -> None:
        if self._mine(path) and self._heard is not None:
            self.moved.emit(second, float(self._heard.common(second)))

    def _failed(self, path: str, sentence: str) -> None:
        if self._mine(path):
            self.button.setEnabled(False)
            self.said.setText(self.tr("cannot be played here"))
            self.said.setToolTip(sentence)

    def _dress(self) -> None:
        heard = self._heard
        self.button.setEnabled(heard is not None)
        words = self.tr("Pause") if self.playing else self.tr("Play")
        tip = self.tr("{0}; a double click on the tracks plays from there")
        self.button.setToolTip(tip.format(words))
        self.button.setAccessibleName(words)
        picture = "pause" if self.playing else "play"
        self.button.setIcon(icons.icon(picture, self._session.theme.text))
        self.said.setText("" if heard is None else kind_name(heard.kind))
