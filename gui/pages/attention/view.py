"""One item under one map: words on top, picture left, shares in the middle, time at right."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from core.worker.messages import Failed
from gui.page import label
from gui.pages.attention import maps as mapping
from gui.pages.attention import media, truth
from gui.pages.attention.cards import Words, heading, titled
from gui.pages.attention.display import Display
from gui.pages.attention.evidence import Evidence
from gui.pages.attention.maps import ITEM_VECTOR, Focus, ItemMaps, Look
from gui.pages.attention.playback import PlayLine
from gui.pages.attention.scale import Scale, scale_of, scale_of_difference
from gui.session import Session
from gui.widgets.heat import Shade
from gui.widgets.painting import named
from gui.widgets.patch_view import PatchView
from gui.widgets.rows import Rows
from gui.widgets.share_matrix import ShareMatrix
from gui.widgets.time_view import TimeView
from gui.widgets.token_strip import TokenStrip
from gui.widgets.token_view import NOTHING


@dataclass(frozen=True)
class Shown:
    """What is on screen now."""

    maps: ItemMaps
    focus: Focus
    look: Look
    scale: Scale
    against: str = ""


class ItemView(QWidget):
    """Draws one item. The pin is its own; layer, head and scale come from outside.

    Signals:
        looked: a Shown, each time another map is drawn.
        pair_chosen: (query, key) or None, a cell of the matrix was clicked.
        refused: the Failed message of a question that was not answered.
        arrived: the maps of the item are here.
    """

    looked = Signal(object)
    pair_chosen = Signal(object)
    refused = Signal(object)
    arrived = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._rows: Rows | None = None
        self.row: int | None = None
        self.text = ""
        self.facts: dict[str, Any] = {}
        self.arrays: dict[str, np.ndarray] = {}
        self.maps: ItemMaps | None = None
        self.pin = Focus()
        self._hover: Focus | None = None
        self.display = Display()
        self._asked: tuple[int, int | None] | None = None
        #: Folder of another run to ask; None asks the open one.
        self.run: str | None = None
        self._against: ItemMaps | None = None
        self._against_name = ""
        self._listen_from = 0.0
        self._media: media.ItemMedia | None = None
        self._build()
        session.theme_changed.connect(self.refresh)

    # --- building -------------------------------------------------------------------------

    def _build(self) -> None:
        self.strip = TokenStrip(self._session)
        self.picture = PatchView(self._session)
        self.time = TimeView(self._session)
        self.matrix = ShareMatrix(self._session)
        self.player = PlayLine(self._session)
        self._words = Words(self.strip)
        self._strip_card, self._strip_head = titled(self._words)
        self._picture_card, self._picture_head = titled(self.picture)
        self._matrix_card, self._matrix_head = titled(self.matrix)
        self._matrix_note = label("", "muted", wrap=True)
        layout = self._matrix_card.layout()
        assert layout is not None
        layout.addWidget(self._matrix_note)
        self._time_card, self._time_head = titled(self.time, self.player)
        self.aside = QVBoxLayout()
        middle = QWidget()
        middle.setLayout(self.aside)
        self.aside.setContentsMargins(0, 0, 0, 0)
        self.aside.addWidget(self._matrix_card)
        self._title = label("", "heading")
        self._title.hide()
        self._upper = upper = QSplitter(Qt.Orientation.Horizontal)
        upper.setChildrenCollapsible(False)
        upper.addWidget(self._picture_card)
        upper.addWidget(middle)
        upper.setStretchFactor(0, 1)
        upper.setSizes([420, 340])
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(upper)
        self._split.addWidget(self._time_card)
        self._split.setSizes([740, 470])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(self._title)
        outer.addWidget(self._strip_card)
        outer.addWidget(self._split, 1)
        for view in (self.strip, self.picture, self.time):
            view.hovered.connect(self._hovered)
            view.pinned.connect(self._pinned)
        self.matrix.chosen.connect(self.pair_chosen)
        self.time.sought.connect(self.player.play_at)
        self.player.moved.connect(self.time.set_head)
        self.player.gain_wanted.connect(self._listen)

    def set_narrow(self, narrow: bool) -> None:
        """Time below instead of at the right, and the item's name on top: two fit side by side."""
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self._split.setOrientation(down if narrow else across)
        self._split.setSizes([500, 400] if narrow else [740, 470])
        self._title.setVisible(narrow)

    # --- item -----------------------------------------------------------------------------

    def set_rows(self, rows: Rows | None) -> None:
        """Another catalog: forget the item."""
        self._rows = rows
        self.row = self._asked = self.maps = None

    def show_item(self, row: int, user: int | None) -> None:
        """Fetch everything about an item once, then draw it. The same item again costs nothing."""
        if self._rows is None or self._asked == (row, user):
            return
        if row != self.row:
            self.row = row
            self.text = str(self._rows.value("text", row) or "")
            self._title.setText(self._rows.title(row))
            self.maps, self.pin, self._hover = None, Focus(), None
            self._against = None
            self._media = None
            self._session.ask("attention.media", {"item": row}, self._on_media, self._refuse)
        self._asked = (row, user)
        params = {"item": row, "user": user}
        self._session.ask("attention.maps", params, self._on_maps, self._refuse, run=self.run)

    def set_against(self, maps: ItemMaps | None, name: str = "") -> None:
        """Draw how much more these maps attend than others do; None draws them as they are."""
        self._against, self._against_name = maps, name
        self.refresh()

    def show_frame(self, told: dict[str, Any], arrays: dict[str, np.ndarray]) -> None:
        """Show the maps of one epoch of the training film, of this very item."""
        if told["item"] != self.row or self._media is None:
            return
        self._asked = None
        self.facts = {**self.facts, "epoch": told["epoch"], "modalities": told["modalities"]}
        self.arrays = arrays
        self.maps = mapping.from_arrays(told["modalities"], arrays)
        self.refresh()
        self.arrived.emit()

    def show_evidence(self, evidence: Evidence, *, known: bool) -> None:
        """Show a saved map; `known`: its item is in the open catalog, so its media can be too."""
        meta = evidence.meta
        self._asked, self.row = None, meta.row
        self.text, self.facts, self.arrays = meta.text, meta.facts, evidence.arrays
        self._title.setText(meta.title)
        self.maps = mapping.from_arrays(meta.facts["modalities"], evidence.arrays)
        self.pin, self._hover, self._media = meta.pin, None, None
        if known:
            self._session.ask("attention.media", {"item": meta.row}, self._on_media, self._refuse)
        else:
            self._media = media.read({}, {})
            self._fill()
        self.arrived.emit()

    def forget(self) -> None:
        """Ask again next time (the run or the features changed)."""
        self._asked = self.row = self.maps = None

    def _refuse(self, message: Failed) -> None:
        self._asked = None
        self.refused.emit(message)

    def _on_media(self, result: dict[str, Any], arrays: dict[str, np.ndarray]) -> None:
        if result["item"] == self.row:
            self._media = media.read(result, arrays)
            self._fill()

    def _on_maps(self, result: dict[str, Any], arrays: dict[str, np.ndarray]) -> None:
        if result["item"] != self.row:
            return
        self.facts, self.arrays = result, arrays
        self.maps = mapping.from_arrays(result["modalities"], arrays)
        self._fill()
        self.arrived.emit()

    def _fill(self) -> None:
        """Give media and token places to the drawings once both are here."""
        maps, found = self.maps, self._media
        if maps is None or found is None or self.row is None:
            return
        count = {name: maps.count(name) for name in maps.modalities}
        placed = {name: bool(np.isfinite(maps.positions[name]).any()) for name in maps.modalities}
        none = np.zeros((0, 4), np.float32)
        self.strip.set_text(self.text, maps.positions.get("text", none)[:, :2])
        self._words.fit()
        boxes = maps.positions.get("image", none)
        self.picture.set_picture(found.picture, found.picture_size, boxes)
        self.time.set_media(found.sound, found.film, found.film_times, found.seconds)
        for name in ("audio", "video"):
            if placed.get(name):
                self.time.set_tokens(name, maps.positions[name][:, :2])
        self.player.set_path(found.sound_file)
        self._strip_card.setVisible(bool(self.text))
        self._picture_card.setVisible(found.picture is not None)
        timed = found.sound is not None or bool(found.film)
        if timed == self._time_card.isHidden():
            # With nothing at the right, half of the width is enough for a picture.
            self._upper.setSizes([420, 340] if timed else [500, 500])
        self._time_card.setVisible(timed)
        encoders = self.facts.get("encoders", {})
        heads = (
            ("text", self._strip_head, self.tr("Words")),
            ("image", self._picture_head, self.tr("Picture")),
            ("audio", self._time_head, self.tr("Sound")),
        )
        for name, head, title in heads:
            many = self.tr("{0} tokens by {1}").format(count.get(name, 0), encoders.get(name, ""))
            if name == "audio" and count.get("video"):
                title = self.tr("Sound and film")
            if name not in count:
                many = self.tr("not used by this model")
            elif not placed[name] and count[name]:
                many = self.tr("one token without a place")
            elif not count[name]:
                many = self.tr("this item has none")
            head.setText(heading(self._session, name, title, many))
        self._matrix_head.setText(self.tr("Who takes in from whom"))
        lost = [name for name in maps.modalities if count[name] and not placed[name]]
        self._matrix_note.setVisible(bool(lost))
        self._matrix_note.setText(
            self.tr(
                "{0}: precomputed features, one token for the whole item. There are no words, "
                "patches or seconds to point at, only shares between modalities."
            ).format(", ".join(named(name) for name in lost))
        )
        self._show_truth()
        self.refresh()

    def _show_truth(self) -> None:
        catalog = self._session.catalog
        planted = truth.of_item(catalog, self.row) if self.display.truth else truth.NOTHING
        self.strip.set_truth(planted.spans)
        self.picture.set_truth(planted.regions)
        self.time.set_truth(planted.stretches)

    # --- focus ----------------------------------------------------------------------------

    @property
    def focus(self) -> Focus:
        """What asks now: the token under the pointer, else the pin."""
        return self._hover or self.pin

    def set_display(self, display: Display) -> None:
        """Another map, scale or palette."""
        before, self.display = self.display, display
        self.matrix.set_cell(display.choice.pair)
        if display.truth != before.truth:
            self._show_truth()
        self.refresh()

    def clear_pin(self) -> None:
        """Back to the item vector."""
        self.pin, self._hover = Focus(), None
        self.refresh()

    def set_pin(self, focus: Focus) -> None:
        """Pin tokens from outside (a reopened evidence file, a test)."""
        self.pin, self._hover = focus, None
        self.refresh()

    def _hovered(self, modality: str, token: int) -> None:
        known = self.maps is not None and modality in self.maps.modalities
        hover = Focus(modality, (token,)) if token != NOTHING and known else None
        if hover != self._hover:
            self._hover = hover
            self.refresh()

    def _pinned(self, modality: str, token: int, add: bool) -> None:
        if self.maps is None or modality not in self.maps.modalities:
            return
        tokens: tuple[int, ...] = (token,)
        if add and self.pin.modality == modality:
            held = self.pin.tokens
            tokens = tuple(t for t in held if t != token) if token in held else (*held, token)
        elif self.pin == Focus(modality, tokens):
            tokens = ()
        self.pin = Focus(modality, tokens) if tokens else Focus()
        self._hover = None
        if self.pin.modality in ("audio", "video") and self.player.playing:
            self.player.play_at(self.strongest_second())
        self.refresh()

    def strongest_second(self) -> float:
        """Where to listen: the pinned second, else the one the pin attends to most."""
        if self.maps is None or "audio" not in self.maps.modalities:
            return 0.0
        spans = self.maps.positions["audio"]
        if self.pin.modality == "audio" and self.pin.tokens:
            return float(spans[self.pin.tokens[0], 0])
        choice = mapping.within(self.display.choice, self.maps)
        weights = mapping.look(self.maps, choice, self.pin).weights.get("audio")
        if weights is None or not len(weights) or not np.isfinite(spans).any():
            return 0.0
        return float(spans[int(weights.argmax()), 0]) if self.pin.tokens else 0.0

    def _listen(self, second: float) -> None:
        """Have the sound made whose volume is what the pin attends to."""
        if self.maps is None or self.row is None:
            return
        choice = mapping.within(self.display.choice, self.maps)
        heard = mapping.look(self.maps, choice, self.pin).weights.get("audio", np.zeros(0))
        self._listen_from = second
        params = {"item": self.row, "weights": np.asarray(heard, float).tolist()}
        self._session.ask("attention.listen", params, self._on_listen, self._not_heard)

    def _on_listen(self, result: dict[str, Any], _arrays: dict[str, np.ndarray]) -> None:
        if result["item"] == self.row:
            self.player.play_gained(Path(result["file"]), self._listen_from)

    def _not_heard(self, message: Failed) -> None:
        self.player.refuse(message.message)

    # --- drawing --------------------------------------------------------------------------

    def refresh(self) -> None:
        """Slice the maps and hand the colours out: the only thing a mouse move costs."""
        maps = self.maps
        if maps is None or self._media is None:
            return
        choice, focus = mapping.within(self.display.choice, maps), self.focus
        look = mapping.look(maps, choice, focus)
        scale = scale_of(maps, choice, focus, look, self.display.scale)
        palette, against = self.display.palette, self._against
        if against is not None:
            other = mapping.look(against, mapping.within(choice, against), focus)
            look, palette = mapping.difference(look, other), "signed"
            scale = scale_of_difference(look)
        theme = self._session.theme
        for name in ("text", "image", "audio", "video"):
            if name not in maps.modalities:
                continue
            strength = scale.strength(look, name)
            if not len(strength):
                strength = np.zeros(maps.count(name), np.float32)
            shade = Shade(palette, theme.of(name))
            pins = self.pin.tokens if self.pin.modality == name else ()
            hover = NOTHING
            if self._hover is not None and self._hover.modality == name:
                hover = self._hover.tokens[0]
            if name in ("audio", "video"):
                self.time.set_lane_weights(name, strength, shade)
                self.time.set_lane_marks(name, frozenset(pins), hover)
            else:
                view = self.strip if name == "text" else self.picture
                view.set_weights(strength, shade)
                view.set_marks(pins, hover)
        self._show_matrix(maps, focus, look)
        self.player.set_start(self.strongest_second())
        self.looked.emit(
            Shown(maps, focus, look, scale, self._against_name if against is not None else "")
        )

    def _show_matrix(self, maps: ItemMaps, focus: Focus, look: Look) -> None:
        rows, values = mapping.mass_matrix(maps, mapping.within(self.display.choice, maps))
        names = {ITEM_VECTOR: self.tr("item vector")}
        if focus.tokens:
            rows = [*rows, "pin"]
            names["pin"] = (
                self.tr("this token") if len(focus.tokens) == 1 else self.tr("these tokens")
            )
            values = np.vstack([values, [look.mass[name] for name in maps.modalities]])
        self.matrix.set_shares(rows, maps.modalities, values, names)
