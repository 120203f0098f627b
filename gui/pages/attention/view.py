"""One item under one map: what is asked, what asks, and what is therefore drawn."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import Signal

from core.catalog.modality import MODALITIES, WORDS
from core.contracts.attention import (
    MAPS,
    MEDIA,
    ItemParams,
    MapFacts,
    Maps,
    MapsAnswer,
    MediaAnswer,
)
from core.contracts.own import Own
from core.explore.attention.words import Word, words
from core.worker.messages import Failed
from gui.pages.attention import ground_truth, map_slice
from gui.pages.attention.canvas import Canvas
from gui.pages.attention.display import Display
from gui.pages.attention.evidence import Evidence
from gui.pages.attention.map_slice import ITEM_VECTOR, Focus, MapSlice
from gui.pages.attention.scale import Scale, scale_of, scale_of_difference
from gui.pages.attention.weighted_playback import WeightedPlayback
from gui.pages.attention.words import joined, muted
from gui.session import Session
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.maps.heat import Shade
from gui.widgets.maps.token_view import NOTHING


@dataclass(frozen=True)
class Shown:
    """What is on screen now."""

    maps: Maps
    focus: Focus
    look: MapSlice
    scale: Scale
    against: str = ""


class ItemView(Canvas):
    """Draws one item. The pin is its own; layer, head and scale come from outside.

    Signals:
        looked: a Shown, each time another map is drawn.
        pair_chosen: (query, key) or None, a cell of the matrix was clicked.
        refused: the Failed message of a question that was not answered.
        arrived: the maps of the item are here.
        pin_moved: the Focus that is pinned now.
    """

    looked = Signal(object)
    pair_chosen = Signal(object)
    refused = Signal(object)
    arrived = Signal()
    pin_moved = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._rows: CatalogRows | None = None
        self.row: int | None = None
        #: Whose score counts; None stands for those who chose the item.
        self.user: int | None = None
        #: Of the maps that are shown, and of those that are asked for.
        self.texts: dict[str, str] = {}
        self._coming: dict[str, str] = {}
        self.words: dict[str, tuple[Word, ...]] = {}
        self.facts: MapFacts | None = None
        self.maps: Maps | None = None
        self.pin = Focus()
        self._hover: Focus | None = None
        self.display = Display()
        #: One's own words and files in the place of the item's.
        self.own: Own | None = None
        self._asked: ItemParams | None = None
        self._drawn: tuple[int, dict[str, str]] | None = None
        #: Folder of another run to ask; None asks the open one.
        self.run: str | None = None
        self._against: Maps | None = None
        self._against_name = ""
        self._media: MediaAnswer | None = None
        self.listening = WeightedPlayback(session, self.player)
        session.theme_changed.connect(self.refresh)
        for view in (*self.strips.values(), self.picture, self.time):
            view.hovered.connect(self._hovered)
            view.pinned.connect(self._pinned)
        self.matrix.chosen.connect(self.pair_chosen)
        self.time.sought.connect(self.player.play_at)
        self.player.moved.connect(self.time.set_head)

    # --- item -----------------------------------------------------------------------------

    def set_rows(self, rows: CatalogRows | None) -> None:
        """Another catalog: forget the item."""
        self._rows = rows
        self.forget()

    def show_item(self, row: int, user: int | None, own: Own | None = None) -> None:
        """Fetch everything about an item once, then draw it. The same item again costs nothing.

        Args:
            row: the item.
            user: whose score counts.
            own: what stands in the place of its own words and files.

        """
        params = ItemParams(item=row, user=user, own=own)
        if self._rows is None or self._asked == params:
            return
        self.waiting.begin()
        self.user, self.own = user, own
        if row != self.row:
            self.row = row
            self.title.setText(self._rows.title(row))
            self.maps, self.pin, self._hover = None, Focus(), None
            self._against = None
        kept = {name: str(self._rows.value(name, row) or "") for name in WORDS}
        if own is not None and own.alone:
            kept = dict.fromkeys(WORDS, "")
        self._coming = kept if own is None or own.text is None else kept | {"text": own.text}
        files = {name: path for name, path in own.given.items() if name != "text"} if own else {}
        if self._drawn != (row, files):
            self._drawn = (row, files)
            self._media = None
            self._session.ask(MEDIA, params, self._on_media, self._refuse)
        self._asked = params
        self._session.ask(MAPS, params, self._on_maps, self._refuse, run=self.run)

    def set_against(self, maps: Maps | None, name: str = "") -> None:
        """Draw how much more these maps attend than others do; None draws them as they are."""
        self._against, self._against_name = maps, name
        self.refresh()

    def show_frame(self, frame: MapsAnswer) -> None:
        """Show the maps of one epoch of the training film, of this very item."""
        if frame.facts.item != self.row or self._media is None:
            return
        self._asked = None
        self.facts, self.maps = frame.facts, frame.maps
        self.refresh()
        self.arrived.emit()

    def show_evidence(self, evidence: Evidence, *, known: bool) -> None:
        """Show a saved map; `known`: its item is in the open catalog, so its media can be too."""
        meta = evidence.meta
        self._asked, self.row = None, meta.row
        self.texts = {"text": meta.text, "captions": meta.captions}
        self.facts, self.maps = meta.facts, evidence.maps
        self.title.setText(meta.title)
        self.pin, self._hover, self._media = meta.pin, None, None
        if known:
            self._session.ask(MEDIA, ItemParams(item=meta.row), self._on_media, self._refuse)
        else:
            self._media = MediaAnswer(item=meta.row)
            self._fill()
        self.arrived.emit()

    def forget(self) -> None:
        """Ask again next time (the run or the features changed)."""
        self._asked = self._drawn = self.row = self.maps = None
        self.waiting.end()

    def renew(self) -> None:
        """Fetch the maps again: the run has learned more. What is shown stays until they come."""
        if self.row is not None and self._asked is not None:
            self._asked = None
            self.show_item(self.row, self.user, self.own)

    def _refuse(self, message: Failed) -> None:
        self._asked = self._drawn = None
        self.waiting.end()
        self.refused.emit(message)

    def _on_media(self, answer: MediaAnswer) -> None:
        if answer.item == self.row:
            self._media = answer
            self._fill()

    def _on_maps(self, answer: MapsAnswer) -> None:
        if answer.facts.item != self.row:
            return
        self.facts, self.maps, self.texts = answer.facts, answer.maps, self._coming
        for focus in (self.pin, self._hover or Focus()):
            if max(focus.tokens, default=-1) >= self._count(focus.modality):
                self.pin, self._hover = Focus(), None  # other words, and fewer
        self._fill()
        self.arrived.emit()

    def _count(self, modality: str) -> int:
        maps = self.maps
        return maps.count(modality) if maps is not None and modality in maps.modalities else 0

    def _fill(self) -> None:
        """Draw the item once both its media and its maps are here."""
        if self.maps is None or self.facts is None or self._media is None:
            return
        self.waiting.end()
        places = {name: self.maps.positions.get(name, np.zeros((0, 4))) for name in self.texts}
        self.words = {name: words(text, places[name]) for name, text in self.texts.items()}
        self.fill(self.texts, self.maps, self._media, self.facts.encoders)
        self._mark_truth()
        self.refresh()

    def _mark_truth(self) -> None:
        known = self.display.truth and self.own is None  # nothing was planted in one's own
        catalog = self._session.catalog if known else None
        self.show_truth(ground_truth.of_item(catalog, self.row))

    # --- focus ----------------------------------------------------------------------------

    @property
    def focus(self) -> Focus:
        """What asks now: the token under the pointer, else the pin."""
        return self._hover or self.pin

    def origin(self) -> tuple[str, ...]:
        """Item and run on screen, and what is pinned: its words and where it lies."""
        rows, row, maps, pin = self._rows, self.row, self.maps, self.pin
        item = rows.item_id(row) if rows is not None and row is not None else ""
        run = Path(self.facts.run).name if self.facts is not None else ""
        if maps is None or pin.modality not in maps.modalities:
            return item, run, "", ""
        known = self.words.get(pin.modality, ())
        words_of = " ".join(word.name for word in known if {*pin.tokens} & {*word.tokens})
        numbers = maps.positions[pin.modality][list(pin.tokens)]
        at = [" ".join(f"{one:g}" for one in place if np.isfinite(one)) for place in numbers]
        return item, run, words_of, "; ".join(f"{pin.modality} {place}" for place in at)

    def set_display(self, display: Display) -> None:
        """Another map, scale or palette."""
        before, self.display = self.display, display
        self.matrix.set_cell(display.choice.pair)
        if display.truth != before.truth:
            self._mark_truth()
        self.refresh()

    def clear_pin(self) -> None:
        """Back to the item vector."""
        self.set_pin(Focus())

    def set_pin(self, focus: Focus) -> None:
        """Pin these tokens and no others."""
        moved = focus != self.pin
        self.pin, self._hover = focus, None
        self.refresh()
        if moved:
            self.pin_moved.emit(focus)

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
        self.set_pin(Focus(modality, tokens) if tokens else Focus())
        if self.pin.modality in ("audio", "video") and self.player.playing:
            self.player.play_at(self.listening.start)

    # --- drawing --------------------------------------------------------------------------

    def refresh(self) -> None:
        """Slice the maps and hand the colours out: the only thing a mouse move costs."""
        maps = self.maps
        if maps is None or self._media is None:
            return
        focus = self.focus
        chosen = map_slice.within(self.display.choice, maps)
        choice = map_slice.asked(chosen, focus)
        look = joined(map_slice.look(maps, choice, focus), self.words)
        scale = scale_of(maps, choice, focus, look, self.display.scale)
        palette, against = self.display.palette, self._against
        if against is not None:
            other = map_slice.look(against, map_slice.within(choice, against), focus)
            other = joined(other, self.words)
            look, palette = map_slice.difference(look, other), "signed"
            scale = scale_of_difference(look)
        for name in MODALITIES:
            if name not in maps.modalities:
                continue
            strength = scale.strength(look, name)
            if not len(strength):
                strength = np.zeros(maps.count(name), np.float32)
            if name in self.words:
                strength = muted(strength, self.words[name], focus)
            pins = self.pin.tokens if self.pin.modality == name else ()
            hover = NOTHING
            if self._hover is not None and self._hover.modality == name:
                hover = self._hover.tokens[0]
            shade = Shade(palette, self._session.theme.of(name))
            self.paint(name, strength, shade, (pins, hover))
        self._show_matrix(maps, focus, look)
        if self.row is not None:
            heard = look if focus == self.pin and against is None else None
            heard = heard or map_slice.look(maps, map_slice.asked(chosen, self.pin), self.pin)
            self.listening.hear(ItemParams(item=self.row, own=self.own), maps, self.pin, heard)
        named = self._against_name if against is not None else ""
        self.looked.emit(Shown(maps, focus, look, scale, named))

    def _show_matrix(self, maps: Maps, focus: Focus, look: MapSlice) -> None:
        rows, values = map_slice.mass_matrix(maps, map_slice.within(self.display.choice, maps))
        room = len(rows) + 1
        one, several = self.tr("this token"), self.tr("these tokens")
        names = {ITEM_VECTOR: self.tr("item vector"), "pin": one, "pins": several}
        if focus.tokens:
            rows = [*rows, "pin" if len(focus.tokens) == 1 else "pins"]
            values = np.vstack([values, [look.mass[name] for name in maps.modalities]])
        self.matrix.set_shares(rows, maps.modalities, values, names, room)
