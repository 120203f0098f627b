"""The line below every map: scale, what asks, what is strongest, and the exact legend."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.pages.attention import display as showing
from gui.pages.attention.display import Display
from gui.pages.attention.view import Shown
from gui.session import Session
from gui.widgets.items.painting import glyph
from gui.widgets.layout.basic import label
from gui.widgets.layout.markup import bold, coloured, joined, markup
from gui.widgets.maps.heat import ColourBar, Shade

#: Below this width the words of the legend need all of it; the keys are in the tooltip then.
ROOM_FOR_KEYS = 960


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
        self._keys.setVisible(self.width() >= ROOM_FOR_KEYS)

    def show_map(self, shown: Shown, display: Display, text: str, judged: str) -> None:
        """Describe what is on screen; `judged` says whose score, "" where none is involved."""
        theme = self._session.theme
        top, tick = showing.scale_names(shown.scale)
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
            f"{glyph(name)} {showing.number(value)}" for name, value in shown.scale.tops.items()
        ]
        self.colour_bar.setToolTip(self.tr("Full colour: {0}").format(", ".join(tops)))
        parts = []
        for name, values in shown.look.weights.items():
            if len(values) > 1 and not shown.against:
                token = int(values.argmax())
                times = float(values[token]) / max(shown.look.uniform[name], 1e-12)
                word = showing.token_name(name, token, shown.maps, text)
                shape = coloured(theme.of(name), glyph(name))
                said = self.tr("{0} {1}×").format(word, f"{times:.1f}")
                parts.append(joined(" ", (shape, said)))
        strongest: str = ""
        if parts:
            strongest = markup(self.tr("strongest {0} uniform"), joined(", ", parts))
        if shown.against:
            strongest = self.tr("this run less {0}: vermilion where it attends more, blue less")
            strongest = strongest.format(shown.against)
        colour = theme.of(shown.focus.modality) if shown.focus.tokens else theme.text
        focus = showing.focus_name(shown.focus, shown.maps, text)
        self.said.setText(joined(" → ", (bold(coloured(colour, focus)), strongest)))
        legend = showing.legend(shown.maps, display, shown.focus, shown.look)
        legend = f"{legend} · {judged}" if judged else legend
        self.legend.setText(legend)
        self.legend.setToolTip(legend)
