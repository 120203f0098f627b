"""The heads navigator: which pair, sorted by what, and the tiles."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from core.contracts.attention import Maps
from core.explore.attention.map_summary import STATISTICS
from core.sheet import Sheet
from gui.pages.attention import heads as heading
from gui.pages.attention import origin
from gui.pages.attention.display import Display
from gui.pages.attention.head_tiles import HeadTiles, Tile
from gui.pages.attention.map_slice import ITEM_VECTOR, Focus
from gui.session import Session
from gui.widgets.items.painting import named
from gui.widgets.layout.basic import label
from gui.widgets.maps.heat import Shade
from gui.widgets.plots.export import export_button


class HeadsPanel(QWidget):
    """Small multiples of all heads with statistics.

    Signals:
        chosen: (layer, head).
    """

    chosen = Signal(int, int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._maps: Maps | None = None
        self.origin: origin.Origin = origin.unknown
        self._drawn: tuple[object, ...] = ()
        self.pair = QComboBox()
        self.pair.setAccessibleName(self.tr("Pair of modalities"))
        self.pair.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.sort = QComboBox()
        self.sort.setAccessibleName(self.tr("Order of the heads"))
        for key, name in self._names().items():
            self.sort.addItem(name, key)
        self.sort.setToolTip(
            self.tr(
                "Entropy: 0 % looks at one token, 100 % at all alike. Sink: largest share one "
                "token takes of all queries. Distance: mean distance in tokens, within one "
                "modality. Peak: mean of the largest weight."
            )
        )
        self.tiles = HeadTiles(session)
        line = QHBoxLayout()
        line.addWidget(self.pair)
        line.addWidget(self.sort)
        line.addStretch(1)
        line.addWidget(export_button(self.tiles, "heads", session, self.csv))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 4, 0, 0)
        outer.setSpacing(6)
        outer.addLayout(line)
        self._note = label("", "muted", wrap=True)
        outer.addWidget(self._note)
        outer.addWidget(self.tiles, 1)
        self.pair.currentIndexChanged.connect(self._redraw)
        self.sort.currentIndexChanged.connect(self._redraw)
        self.tiles.chosen.connect(self.chosen)
        self._display, self._focus = Display(), Focus()

    def _names(self) -> dict[str, str]:
        return {
            "order": self.tr("in order, entropy"),
            "entropy": self.tr("by entropy"),
            "peak": self.tr("by peak"),
            "sink": self.tr("by sink"),
            "distance": self.tr("by distance"),
        }

    def set_maps(self, maps: Maps) -> None:
        """Another item or run."""
        self._maps, self._drawn = maps, ()
        kept = self.pair.currentData()
        self.pair.blockSignals(True)
        self.pair.clear()
        present = [name for name in maps.modalities if maps.count(name)]
        pairs = [(q, k) for q in present for k in present if maps.count(k) > 1]
        pairs.sort(key=lambda pair: pair[0] == pair[1])
        for q, k in pairs:
            self.pair.addItem(f"{named(q)} → {named(k)}", (q, k))
        if kept in pairs:
            self.pair.setCurrentIndex(pairs.index(kept))
        self.pair.blockSignals(False)
        self._note.setText(
            "" if pairs else self.tr("Every modality has one token: all weights are 1.")
        )
        self._note.setVisible(not pairs)

    def show_state(self, display: Display, focus: Focus) -> None:
        """Follow the pin and the chosen head."""
        self._display, self._focus = display, focus
        pair = display.choice.pair
        if pair is not None and pair[0] != ITEM_VECTOR:
            index = self.pair.findData(pair)
            if index >= 0:
                self.pair.setCurrentIndex(index)
        self._redraw()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._redraw()

    def _redraw(self) -> None:
        if not self.isVisible():
            return
        maps, pair = self._maps, self.pair.currentData()
        if maps is None or pair is None:
            self.tiles.set_tiles([], np.zeros((0, 1, 1)), np.ones(0), Shade("hue", "#888888"))
            return
        pair = (pair[0], pair[1])
        key = self.sort.currentData()
        focus = self._focus if self._focus.modality == pair[0] else Focus()
        shade = Shade(self._display.palette, self._session.theme.of(pair[1]))
        wanted = (id(maps), pair, key, focus, self._display.scale)
        if wanted != self._drawn:
            self._drawn = wanted
            self._fill(maps, pair, key, focus, shade)
        else:
            self.tiles.set_shade(shade)
        choice = self._display.choice
        if choice.kind == "raw":
            head = choice.heads if isinstance(choice.heads, int) else None
            self.tiles.set_chosen(choice.layer, head)
        else:
            self.tiles.set_chosen(None, None)

    def _fill(
        self, maps: Maps, pair: tuple[str, str], key: str, focus: Focus, shade: Shade
    ) -> None:
        order = [(layer, head) for layer in range(maps.layers) for head in range(maps.heads)]
        shown = key if key != "order" else "entropy"
        numbers = maps.summary.pairs[pair[0]][pair[1]].statistics[STATISTICS.index(shown)]
        if key != "order":
            order = heading.order(numbers, largest_first=key in ("sink", "peak"))
        tiles = [
            Tile(*place, f"L{place[0] + 1} H{place[1] + 1} · {self._number(numbers, shown, place)}")
            for place in order
        ]
        values = np.stack([heading.tile(maps, pair, *place, focus) for place in order])
        tops = values.reshape(len(values), -1).max(1)
        if self._display.scale != "map":
            tops = np.full_like(tops, tops.max(initial=0))
        self.tiles.set_tiles(tiles, values, tops, shade)

    def _number(self, numbers: np.ndarray, key: str, place: tuple[int, int]) -> str:
        value = float(numbers[place])
        if value != value:
            return "-"
        return f"{value:.1f}" if key == "distance" else f"{value:.0%}"

    def csv(self) -> str:
        """Statistics of all heads of the pair."""
        sheet = Sheet([*origin.COLUMNS, "query", "key", "layer", "head", *STATISTICS])
        pair = self.pair.currentData()
        if self._maps is not None and pair is not None:
            found = self._maps.summary.pairs[pair[0]][pair[1]].statistics
            for layer, head in np.ndindex(found.shape[1:]):
                places = [*self.origin(), *pair, layer + 1, head + 1]
                sheet.row([*places, *found[:, layer, head].tolist()])
        return sheet.text()
