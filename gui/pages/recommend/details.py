"""The chosen card in full: why it is there, what one can do, and items like it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.contracts.catalog import WAVEFORM, Waveform, WaveformParams
from core.contracts.recommend import SIMILAR, HistoryPart, SimilarAnswer, SimilarParams
from core.worker.messages import Failed
from gui.pages.recommend.explanation import Parts
from gui.pages.recommend.reason import Reason
from gui.pages.recommend.state import Recommended, WhatIf
from gui.session import Session
from gui.widgets.forms.chips import Chip
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.items.history_entry import Entry
from gui.widgets.items.history_strip import HistoryStrip
from gui.widgets.layout.basic import label
from gui.widgets.layout.flow import FlowLayout
from gui.widgets.layout.side_card import SideCard
from gui.widgets.media.media_boxes import SoundBox
from gui.widgets.media.picture import ItemPicture
from gui.widgets.media.player import shared
from gui.widgets.media.thumbnails import Thumbnails

SIMILAR_ITEMS = 12


class Details(SideCard):
    """Why this item.

    Signals:
        like_wanted, attention_wanted, item_wanted: row of an item.
        change_wanted: rows of items to take out of the history.
    """

    like_wanted = Signal(int)
    attention_wanted = Signal(int)
    item_wanted = Signal(int)
    change_wanted = Signal(object)

    def __init__(self, session: Session, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.setMinimumWidth(250)
        self._set_hint(self.tr("Choose a card to see why it is there."))
        self._session = session
        self._rows: CatalogRows | None = None
        self._row = -1
        self._title = label("", "heading", wrap=True)
        chips = QWidget()
        self._chips = FlowLayout(chips, gap=6)
        self._picture = ItemPicture(session.appearance, thumbnails)
        self._picture.setFixedSize(88, 88)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self._title)
        words.addWidget(chips)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self.inner.addLayout(head)
        self.reason = Reason(session)
        self.reason.change_wanted.connect(self.change_wanted)
        self.inner.addWidget(self.reason)
        self.inner.addLayout(self._buttons())
        self._because_title = label(
            self.tr("Because of these in the history"), "heading", wrap=True
        )
        self.inner.addWidget(self._because_title)
        self.because = HistoryStrip(session.appearance, thumbnails, session.selection)
        self.because.setAccessibleName(self.tr("Because of these in the history"))
        self.because.activated.connect(self.item_wanted)
        self.inner.addWidget(self.because)
        self._sound = SoundBox(session.appearance)
        self.inner.addWidget(self._sound)
        self.inner.addSpacing(4)
        self._similar_title = label(self.tr("Similar items"), "heading")
        self.inner.addWidget(self._similar_title)
        self.similar = HistoryStrip(session.appearance, thumbnails, session.selection)
        self.similar.setAccessibleName(self.tr("Similar items"))
        self.similar.activated.connect(self.item_wanted)
        self.inner.addWidget(self.similar)
        self._text = label("", "muted", wrap=True)
        self.inner.addWidget(self._text)

    def _buttons(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(6)
        self.attention = QPushButton(self.tr("See attention"))
        self.attention.setToolTip(self.tr("Where the model looks in this item (Return)"))
        self.attention.clicked.connect(self._attention)
        self.like = QPushButton(self.tr("♡ Like"))
        self.like.setToolTip(self.tr("Add it to the history and rank again (L)"))
        self.like.clicked.connect(self._like)
        grid.addWidget(self.attention, 0, 0)
        grid.addWidget(self.like, 0, 1)
        return grid

    def clear(self) -> None:
        """Show nothing."""
        self._row = -1
        self._fill(something=False)

    def show_item(
        self, rows: CatalogRows, row: int, one: Recommended | None, parts: Parts, what: WhatIf
    ) -> None:
        """Show an item; `one` is its line of the list of `what`, None if it is not in it."""
        another = row != self._row or rows is not self._rows
        self._rows, self._row = rows, row
        self._fill(something=True)
        self.like.setText(self.tr("♥ Liked") if row in what.liked else self.tr("♡ Like"))
        self.reason.show_one(rows, one, parts, what)
        self._show_because(rows, () if one is None else one.because)
        self._fill_chips(rows, row, one)
        if not another:
            return
        self._title.setText(rows.title(row))
        self._picture.show_item(rows, row)
        text = rows.told(row)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        sound = rows.media(row, "audio")
        self._sound.set_path(sound)
        self._sound.setVisible(sound is not None)
        self.verticalScrollBar().setValue(0)
        self._similar_title.hide()
        self.similar.hide()
        if sound is not None:
            wanted = WaveformParams(row=row)
            self._session.ask(WAVEFORM, wanted, self._outlined, self._silent)
        self._session.ask(
            SIMILAR, SimilarParams(row=row, k=SIMILAR_ITEMS), self._found, self._not_found
        )

    def _fill_chips(self, rows: CatalogRows, row: int, one: Recommended | None) -> None:
        self._chips.clear()
        if one is not None and one.hit:
            self._chips.addWidget(Chip(self._session.appearance, self.tr("✓ chosen later")))
        if one is not None and one.cold:
            self._chips.addWidget(Chip(self._session.appearance, self.tr("cold: new to the model")))
        for name in rows.modalities_of(row):
            self._chips.addWidget(Chip(self._session.appearance, name, name))

    def _show_because(self, rows: CatalogRows, because: Sequence[HistoryPart]) -> None:
        """What of the history speaks for it, if anything does."""
        self._because_title.setVisible(bool(because))
        self.because.setVisible(bool(because))
        entries = [Entry(one.row, event=f"{one.part:+.3f}") for one in because]
        self.because.set_entries(rows, entries)

    def _outlined(self, answer: Waveform) -> None:
        if answer.row == self._row:
            self._sound.set_outline(answer.low, answer.high, answer.seconds)
            self._sound.say(answer.warning)

    def _silent(self, message: Failed) -> None:
        self._sound.say(f"{message.message} {message.remedy}".strip())

    def _found(self, answer: SimilarAnswer) -> None:
        if answer.row != self._row or self._rows is None:
            return
        self._similar_title.show()
        self.similar.show()
        cosine = self.tr("{0} alike")
        entries = [
            Entry(one.row, event=cosine.format(f"{100 * one.cosine:.0f} %")) for one in answer.items
        ]
        self.similar.set_entries(self._rows, entries)

    def _not_found(self, message: Failed) -> None:
        self._similar_title.hide()
        self.similar.hide()
        self._session.report(message)

    def _attention(self) -> None:
        self.attention_wanted.emit(self._row)

    def _like(self) -> None:
        self.like_wanted.emit(self._row)

    def hideEvent(self, event: Any) -> None:
        super().hideEvent(event)
        shared().pause()
