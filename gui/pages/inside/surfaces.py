"""Where one input is drawn: words on top, picture, sound; and the tokens that stand nowhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.contracts.inside import InsideLook, InsidePart, InsideStack
from gui.pages.inside import slicing
from gui.pages.inside.slicing import Focus, Method, Slice, Surface
from gui.session import Session
from gui.widgets.layout.flow import FlowLayout
from gui.widgets.maps.heat import Shade, rgb_image
from gui.widgets.maps.patch_view import PatchView
from gui.widgets.maps.token_strip import TokenStrip
from gui.widgets.maps.token_view import NOTHING
from gui.widgets.time.time_view import TimeView

_SURFACES: tuple[Surface, ...] = ("text", "image", "audio")
#: Special tokens that are named one by one.
_MOST = 9


@dataclass(frozen=True)
class Scale:
    """What the colours stand for: nothing at `low`, all at `top`; `special`: share of tokens that
    stand nowhere.
    """

    low: float
    top: float
    special: float


class Surfaces(QWidget):
    """Draws the tokens of an input.

    Signals:
        hovered: (Focus) the token under the pointer, without tokens where there is none.
        pinned: (Focus, add) a token was clicked.
    """

    hovered = Signal(object)
    pinned = Signal(object, bool)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._parts: dict[Surface, tuple[InsidePart, np.ndarray]] = {}
        self.strip = TokenStrip(session.appearance)
        self.picture = PatchView(session.appearance)
        self.time = TimeView(session.appearance)
        self._chips = QWidget()
        self._chip_line = FlowLayout(self._chips)
        self.chips: list[QPushButton] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(self.strip)
        self._media = QWidget()
        media = QHBoxLayout(self._media)
        media.setContentsMargins(0, 0, 0, 0)
        media.addWidget(self.picture, 1)
        media.addWidget(self.time, 1)
        outer.addWidget(self._media, 1)
        outer.addWidget(self._chips)
        for view in (self.strip, self.picture, self.time):
            view.hovered.connect(self._hovered)
            view.pinned.connect(self._pinned)

    # --- content --------------------------------------------------------------------------

    def fill(self, look: InsideLook, stack: InsideStack) -> None:
        """Draw the tokens of the parts a stack is about."""
        self._parts = {}
        for surface in _SURFACES:
            part = slicing.part_of(look, stack, surface)
            if part is not None:
                rows = np.array([kind == surface for kind in part.kinds], bool)
                self._parts[surface] = part, np.flatnonzero(rows)
        if (places := self._places("text")) is not None:
            self.strip.set_text(look.text, places[:, :2])
        picture = look.picture
        if (places := self._places("image")) is not None and picture is not None:
            self.picture.set_picture(rgb_image(picture.pixels), picture.size, places)
        if (places := self._places("audio")) is not None and look.sound is not None:
            self.time.set_media(look.sound, None, look.sound.end)
            self.time.set_tokens("audio", places[:, :2])
        self.strip.setVisible("text" in self._parts)
        self.picture.setVisible("image" in self._parts)
        self.time.setVisible("audio" in self._parts)
        self._media.setVisible(self.tall)

    @property
    def tall(self) -> bool:
        """Whether there is more to see than words."""
        return "image" in self._parts or "audio" in self._parts

    def _places(self, surface: Surface) -> np.ndarray | None:
        if surface not in self._parts:
            return None
        part, rows = self._parts[surface]
        return part.places[rows]

    # --- pointing -------------------------------------------------------------------------

    def _focus(self, surface: str, token: int) -> Focus:
        for name, (part, rows) in self._parts.items():
            if name == surface and 0 <= token < len(rows):
                return Focus(part.name, (int(rows[token]),))
        return Focus()

    def _hovered(self, surface: str, token: int) -> None:
        self.hovered.emit(self._focus(surface, token))

    def _pinned(self, surface: str, token: int, add: bool) -> None:
        self.pinned.emit(self._focus(surface, token), add)

    # --- drawing --------------------------------------------------------------------------

    def paint(self, drawn: Slice, method: Method, pin: Focus, hover: Focus) -> Scale:
        """Colour the tokens; every surface whose part has weights shares one scale."""
        seen = {
            surface: drawn.weights[part.name][rows]
            for surface, (part, rows) in self._parts.items()
            if part.name in drawn.weights
        }
        total = max((len(values) for values in drawn.weights.values()), default=1)
        joined = np.concatenate([np.zeros(0, np.float32), *seen.values()])
        levels, low, top = slicing.strength(joined, method, 1 / max(1, total))
        begin = 0
        for surface, (part, rows) in self._parts.items():
            level = np.zeros(len(rows), np.float32)
            if surface in seen:
                level = levels[begin : begin + len(rows)]
                begin += len(rows)
            shade = Shade("hue", self._session.theme.of(surface))
            pins = _among(pin, part, rows)
            over = _among(hover, part, rows)
            self._colour(surface, level, shade, frozenset(pins), over[0] if over else NOTHING)
        return Scale(low, top, self._say_special(drawn, pin))

    def _colour(
        self, surface: Surface, level: np.ndarray, shade: Shade, pins: frozenset[int], hover: int
    ) -> None:
        if surface == "audio":
            self.time.set_lane_weights("audio", level, shade)
            self.time.set_lane_marks("audio", pins, hover)
            return
        view = self.strip if surface == "text" else self.picture
        view.set_weights(level, shade)
        view.set_marks(pins, hover)

    def _say_special(self, drawn: Slice, pin: Focus) -> float:
        """Name what special tokens take: they cannot be drawn, and are never hidden."""
        found: dict[str, tuple[float, str, list[int]]] = {}
        whole = 0.0
        for part in {id(part): part for part, _ in self._parts.values()}.values():
            values = drawn.weights.get(part.name)
            if values is None:
                continue
            whole += float(values.sum())
            for row, (name, kind) in enumerate(zip(part.labels, part.kinds, strict=True)):
                if kind == "special":
                    share, _, rows = found.get(name, (0.0, part.name, []))
                    found[name] = share + float(values[row]), part.name, [*rows, row]
        shares = {name: share / max(whole, 1e-12) for name, (share, _, _) in found.items()}
        largest = sorted(found, key=lambda name: -shares[name])[:_MOST]
        while len(self.chips) < len(largest):
            chip = QPushButton()
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.clicked.connect(self._chip_clicked)
            self._chip_line.addWidget(chip)
            self.chips.append(chip)
        for number, chip in enumerate(self.chips):
            chip.setVisible(number < len(largest))
            if number < len(largest):
                name = largest[number]
                _, part_name, rows = found[name]
                times = f" × {len(rows)}" if len(rows) > 1 else ""
                chip.setText(f"{name}{times}  {shares[name]:.0%}".replace("&", "&&"))
                chip.setProperty("focus", (part_name, tuple(rows)))
                chosen = pin.part == part_name and set(pin.tokens) == set(rows)
                chip.setCheckable(True)
                chip.setChecked(chosen)
        return sum(shares.values())

    def _chip_clicked(self) -> None:
        chip = self.sender()
        part, rows = chip.property("focus")
        self.pinned.emit(Focus(part, tuple(rows)), False)


def _among(focus: Focus, part: InsidePart, rows: np.ndarray) -> tuple[int, ...]:
    """Which of the tokens drawn are in the focus."""
    if focus.part != part.name or not focus.tokens:
        return ()
    found: list[int] = np.flatnonzero(np.isin(rows, focus.tokens)).tolist()
    return tuple(found)
