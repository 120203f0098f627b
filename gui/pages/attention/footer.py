"""The line below every map: scale, what asks, what is strongest, and the exact legend."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.explore.attention.words import strongest, words
from gui.pages.attention import display as showing
from gui.pages.attention.display import Display
from gui.pages.attention.map_slice import asked
from gui.pages.attention.view import Shown
from gui.session import Session
from gui.widgets.items.painting import glyph
from gui.widgets.layout.basic import label
from gui.widgets.layout.markup import bold, coloured, joined, markup
from gui.widgets.maps.heat import ColourBar, Shade

#: Below this width the words of the legend need all of it; the keys are in the tooltip then.
ROOM_FOR_KEYS = 960
#: A token of which more finds nothing in a modality has no counterpart there.
NO_COUNTERPART = 0.5
#: Lines of words that are always kept free, so that nothing moves while the mouse does: in a wide
#: window, and in a narrow one.
LINES, NARROW_LINES = 3, 4


class Footer(QWidget):
    """Always says unit, layer, head, scale and the mass that is not shown."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.colour_bar = ColourBar(session.appearance)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.said = label("", wrap=True)
        self.legend = label("", "muted", wrap=True)
        for line in (self.said, self.legend):
            # Long sentences must not push the window wider.
            line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            words.addWidget(line)
        words.addStretch(1)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.colour_bar, 0, top)
        row.addLayout(words, 1)
        keys = self.tr("click pins · Shift adds · Esc clears\n← → heads · ↑ ↓ layers")
        self._keys = label(keys, "muted")
        row.addWidget(self._keys, 0, top)
        self.setToolTip(keys)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= ROOM_FOR_KEYS
        self._keys.setVisible(wide)
        # In words of the language, whose letters may be higher than those of the font asked for.
        lines = [self.tr("no counterpart")] * (LINES if wide else NARROW_LINES)
        self.setFixedHeight(label("\n".join(lines)).sizeHint().height() + 2)

    def _strongest(
        self, shown: Shown, name: str, values: np.ndarray, texts: Mapping[str, str]
    ) -> str:
        """What is strongest in a modality, or that there is no counterpart."""
        if shown.look.nothing.get(name, 0.0) > NO_COUNTERPART:
            return self.tr("no counterpart")
        token, count = int(values.argmax()), 1
        weight, word = float(values[token]), showing.token_name(name, token, shown.maps, texts)
        if name in texts:
            best = strongest(values, words(texts[name], shown.maps.positions[name]))
            if best is None:
                return self.tr("no word")
            word, weight, count = (
                self.tr("“{0}”").format(best[0].name),
                best[1],
                len(best[0].tokens),
            )
        times = weight / max(count * shown.look.uniform[name], 1e-12)
        return self.tr("{0} {1}×").format(word, f"{times:.1f}")

    def show_map(
        self, shown: Shown, display: Display, texts: Mapping[str, str], judged: str
    ) -> None:
        """Describe what is on screen; `judged` says whose score, "" where none is involved."""
        theme = self._session.theme
        flow = asked(display.choice, shown.focus).kind != "raw" and not shown.against
        top, tick = showing.scale_names(shown.scale, flow)
        shades = [Shade(display.palette, theme.of(name)) for name in shown.look.weights]
        if display.palette != "hue":
            shades = shades[:1]
        if shown.against:
            self.colour_bar.set_scale(
                [Shade("signed", theme.text)], f"+{top}", (0.5, "0"), bottom=f"−{top}"
            )
        else:
            self.colour_bar.set_scale(shades, top, tick)
        tops = [
            f"{glyph(name)} {top if flow else showing.number(value)}"
            for name, value in shown.scale.tops.items()
        ]
        self.colour_bar.setToolTip(self.tr("Full colour: {0}").format(", ".join(tops)))
        parts = []
        for name, values in shown.look.weights.items():
            if len(values) > 1 and not shown.against:
                shape = coloured(theme.of(name), glyph(name))
                parts.append(joined(" ", (shape, self._strongest(shown, name, values, texts))))
        most: str = ""
        if parts:
            most = markup(self.tr("strongest {0} uniform"), joined(", ", parts))
        if shown.against:
            most = self.tr("this run less {0}: vermilion where it attends more, blue less")
            most = most.format(shown.against)
        colour = theme.of(shown.focus.modality) if shown.focus.tokens else theme.text
        focus = showing.focus_name(shown.focus, shown.maps, texts)
        self.said.setText(joined(" → ", (bold(coloured(colour, focus)), most)))
        legend = showing.legend(shown.maps, display, shown.focus, shown.look)
        legend = f"{legend} · {judged}" if judged else legend
        self.legend.setText(legend)
        self.legend.setToolTip(legend)
