"""Hearing what the pin attends to: where to start, and the sound whose volume is the attention."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from core.contracts.attention import LISTEN, ItemParams, ListenAnswer, ListenParams, Maps
from core.worker.messages import Failed
from gui.pages.attention.map_slice import Focus, MapSlice
from gui.pages.attention.playback import PlayLine
from gui.session import Session
from gui.translation import said
from gui.widgets.files import ask_save


class WeightedPlayback(QObject):
    """Follows the pin of one view."""

    def __init__(self, session: Session, player: PlayLine) -> None:
        super().__init__(player)
        self._session, self._player = session, player
        self._of = ItemParams(item=0)
        self._weights = np.zeros(0, np.float32)
        self.start = 0.0
        self._from = 0.0
        self._save_to: Path | None = None
        self._action: QAction | None = None
        player.gain_wanted.connect(self._play)

    def hear(self, of: ItemParams, maps: Maps, pin: Focus, look: MapSlice) -> None:
        """Follow the pin, which attends to `look`: that is the volume, and where to start."""
        self._of = of
        self._weights = np.asarray(look.weights.get("audio", np.zeros(0)), np.float32)
        self.start = _strongest_second(maps, pin, self._weights)
        self._player.set_start(self.start)

    # --- playing --------------------------------------------------------------------------

    def _params(self) -> ListenParams:
        return ListenParams(item=self._of.item, own=self._of.own, weights=self._weights)

    def _play(self, second: float) -> None:
        self._from = second
        self._session.ask(LISTEN, self._params(), self._on_sound, self._not_heard)

    def _on_sound(self, answer: ListenAnswer) -> None:
        if answer.item == self._of.item:
            self._player.play_gained(Path(answer.file), self._from)

    def _not_heard(self, message: Failed) -> None:
        self._player.refuse(message.message)

    # --- taking along ---------------------------------------------------------------------

    def add_to(self, menu: QMenu) -> None:
        """Offer the sound in a menu, as long as the item has one."""
        self._action = menu.addAction(
            self.tr("Save sound, volume = attention (WAV) ..."), self._ask
        )
        menu.aboutToShow.connect(self._offer)

    def _offer(self) -> None:
        if self._action is not None:
            self._action.setEnabled(len(self._weights) > 1)

    def _ask(self) -> None:
        title, kind = self.tr("Save sound"), "WAV (*.wav)"
        path = ask_save(self._player, self._session, title, "attention.wav", kind)
        if path:
            self.save(path.with_suffix(".wav"))

    def save(self, path: Path) -> None:
        """Write the item's sound, loud where the pin attends to."""
        self._save_to = path
        self._session.ask(LISTEN, self._params(), self._on_saved, self._session.report)

    def _on_saved(self, answer: ListenAnswer) -> None:
        path, self._save_to = self._save_to, None
        if path is None:
            return
        try:
            shutil.copyfile(answer.file, path)
        except OSError as error:
            self._session.notice.emit(
                "error", self.tr("Could not save: {0}").format(said(error)), ""
            )
        else:
            self._session.tell_saved(path)


def _strongest_second(maps: Maps, pin: Focus, weights: np.ndarray) -> float:
    """Where to listen: the pinned second, else the one the pin attends to most."""
    spans = maps.positions.get("audio")
    if spans is None or not pin.tokens or not np.isfinite(spans).any():
        return 0.0
    if pin.modality == "audio":
        return float(spans[pin.tokens[0], 0])
    return float(spans[int(weights.argmax()), 0]) if len(weights) else 0.0
