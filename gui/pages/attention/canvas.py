"""Where one item is drawn: words on top, picture left, shares in the middle, time at right."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from core.catalog.modality import WORDS, Modality
from core.contracts.attention import Maps, MediaAnswer
from gui.pages.attention.cards import NARROW_STRIP_HEIGHT, STRIP_HEIGHT, Words, titled
from gui.pages.attention.ground_truth import GroundTruth
from gui.pages.attention.playback import PlayLine
from gui.session import Session
from gui.widgets.items.painting import named
from gui.widgets.layout.basic import label
from gui.widgets.layout.elided import ElidedLabel
from gui.widgets.maps.heat import Shade, rgb_image
from gui.widgets.maps.patch_view import PatchView
from gui.widgets.maps.share_matrix import ShareMatrix
from gui.widgets.maps.token_strip import TokenStrip
from gui.widgets.status.waiting import Waiting
from gui.widgets.time.time_view import TimeView

#: As high as the search line that stands over the other of two views.
TITLE_HEIGHT = 30
_ACROSS, _DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


class Canvas(QWidget):
    """The drawings and their places; what they show is told by `fill` and `paint`."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._aside: QWidget | None = None
        self._narrow = False
        self._timed = True
        self._told: tuple[Maps, Mapping[str, str]] | None = None
        self.title = ElidedLabel("", "heading")
        self.title.hide()
        self.title.setFixedHeight(TITLE_HEIGHT)
        self.waiting = Waiting(self.tr("The model is asked"), self)
        self.strip = TokenStrip(session.appearance)
        self.picture = PatchView(session.appearance)
        self.time = TimeView(session.appearance)
        self.matrix = ShareMatrix(session.appearance)
        self.player = PlayLine(session)
        self.strips = {
            name: self.strip if name == "text" else TokenStrip(session.appearance, modality=name)
            for name in WORDS
        }
        self._words = {name: Words(strip) for name, strip in self.strips.items()}
        heads = {name: titled(held) for name, held in self._words.items()}
        self._strip_cards = {name: card for name, (card, _) in heads.items()}
        self._strip_heads = {name: head for name, (_, head) in heads.items()}
        self._picture_card, self._picture_head = titled(self.picture)
        self._matrix_card, self._matrix_head = titled(self.matrix)
        self._matrix_note = label("", "muted", wrap=True)
        layout = self._matrix_card.layout()
        assert layout is not None
        layout.addWidget(self._matrix_note)
        self._time_card, self._time_head = titled(self.time, self.player)
        self._middle = _splitter(_DOWN, self._matrix_card)
        self._upper = _splitter(_ACROSS, self._picture_card, self._middle)
        self._left = _splitter(_DOWN, self._upper)
        self._split = _splitter(_ACROSS, self._left, self._time_card)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        outer.addWidget(self.title)
        for card in self._strip_cards.values():
            outer.addWidget(card)
        outer.addWidget(self._split, 1)
        self._arrange()
        session.theme_changed.connect(self._say_what_each_is)

    # --- places ---------------------------------------------------------------------------

    def put_aside(self, widget: QWidget) -> None:
        """What stands with the shares: below them, or below them and the picture."""
        self._aside = widget
        self._arrange()

    def set_narrow(self, narrow: bool) -> None:
        """Time below instead of at the right, and the item's name on top: two fit side by side."""
        self._narrow = narrow
        self.title.setVisible(narrow)
        for held in self._words.values():
            held.most = NARROW_STRIP_HEIGHT if narrow else STRIP_HEIGHT
            held.fit()
        self._arrange()

    def _arrange(self) -> None:
        timed, narrow = self._timed, self._narrow
        self._split.setOrientation(_DOWN if narrow else _ACROSS)
        self._split.setSizes([480, 420] if narrow else [620, 400])
        if self._aside is not None:
            # With time at the right there is no width for a column of its own.
            place = self._left if timed and not narrow else self._middle
            if self._aside.parentWidget() is not place:
                place.addWidget(self._aside)
            self._aside.setVisible(not narrow)
        self._upper.setSizes([500, 500])
        self._left.setSizes([250, 210])
        self._middle.setSizes([220, 250])

    # --- content --------------------------------------------------------------------------

    def fill(
        self,
        texts: Mapping[str, str],
        maps: Maps,
        media: MediaAnswer,
        encoders: Mapping[str, str],
    ) -> None:
        """Give words by modality, media and token places to the drawings."""
        none = np.zeros((0, 4), np.float32)
        for name, strip in self.strips.items():
            strip.set_text(texts.get(name, ""), maps.positions.get(name, none)[:, :2])
            self._words[name].fit()
            self._strip_cards[name].setVisible(bool(texts.get(name)))
        boxes = maps.positions.get("image", none)
        picture = media.picture
        drawn = None if picture is None else rgb_image(picture.pixels)
        self.picture.set_picture(drawn, (1, 1) if picture is None else picture.size, boxes)
        self.time.set_media(media.sound, media.film, media.seconds)
        for name in ("audio", "video"):
            if _placed(maps, name):
                self.time.set_tokens(name, maps.positions[name][:, :2])
        self.player.set_path(None if media.heard is None else Path(media.heard))
        self._picture_card.setVisible(picture is not None)
        self._timed = media.sound is not None or media.film is not None
        if self._timed == self._time_card.isHidden():
            self._arrange()
        self._time_card.setVisible(self._timed)
        self._told = maps, encoders
        self._say_what_each_is()

    def _say_what_each_is(self) -> None:
        if self._told is None:
            return
        maps, encoders = self._told
        sound = self.tr("Sound")
        if "video" in maps.modalities and maps.count("video"):
            sound = self.tr("Sound and film")
        heads = (
            ("text", self._strip_heads["text"], self.tr("Words")),
            ("captions", self._strip_heads["captions"], self.tr("Captions")),
            ("image", self._picture_head, self.tr("Picture")),
            ("audio", self._time_head, sound),
        )
        for name, head, title in heads:
            if name not in maps.modalities:
                note = self.tr("not used by this model")
            elif not maps.count(name):
                note = self.tr("this item has none")
            elif not _placed(maps, name):
                note = self.tr("one token without a place")
            else:
                note = self.tr("{0} tokens by {1}")
                note = note.format(maps.count(name), encoders.get(name, ""))
            head.say_of(self._session, name, title, note)
        self._matrix_head.say(self.tr("Who takes in from whom"))
        lost = [name for name in maps.modalities if maps.count(name) and not _placed(maps, name)]
        self._matrix_note.setVisible(bool(lost))
        self._matrix_note.setText(
            self.tr(
                "{0}: precomputed features, one token for the whole item. There are no words, "
                "patches or seconds to point at, only shares between modalities."
            ).format(", ".join(named(name) for name in lost))
        )

    def show_truth(self, planted: GroundTruth) -> None:
        """Mark where the planted attributes are."""
        self.strip.set_truth(planted.spans)
        self.picture.set_truth(planted.regions)
        self.time.set_truth(planted.stretches)

    def paint(
        self,
        name: Modality,
        strength: np.ndarray,
        shade: Shade,
        marks: tuple[tuple[int, ...], int],
    ) -> None:
        """Colour the tokens of a modality and ring those pinned and the one previewed."""
        pins, hover = marks
        if name in ("audio", "video"):
            self.time.set_lane_weights(name, strength, shade)
            self.time.set_lane_marks(name, frozenset(pins), hover)
            return
        view = self.strips.get(name, self.picture)
        view.set_weights(strength, shade)
        view.set_marks(pins, hover)


def _placed(maps: Maps, name: str) -> bool:
    """Whether the tokens of a modality lie somewhere in their source."""
    return name in maps.modalities and bool(np.isfinite(maps.positions[name]).any())


def _splitter(way: Qt.Orientation, *widgets: QWidget) -> QSplitter:
    made = QSplitter(way)
    made.setChildrenCollapsible(False)
    for widget in widgets:
        made.addWidget(widget)
    return made
