"""The list as cards, with what one can do on each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from gui.pages.recommend.list_delegate import CARD, ListDelegate, like_zone, play_zone
from gui.pages.recommend.list_model import ListModel, sound_of
from gui.pages.recommend.state import Recommended
from gui.part_names import name_of
from gui.session import Session
from gui.widgets.items.card_grid import CardGrid
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.items.item_card import ROW_ROLE
from gui.widgets.media import player as players
from gui.widgets.media.thumbnails import Thumbnails


class ListGrid(CardGrid):
    """The cards, with what one can do on each.

    Keys: L likes, Space plays, Return shows attention.

    Signals:
        like_wanted, attention_wanted: row of an item.
    """

    like_wanted = Signal(int)
    attention_wanted = Signal(int)

    def __init__(
        self, session: Session, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(CARD, 10, parent)
        self.list_model = ListModel(self)
        self.delegate = ListDelegate(session, thumbnails, self)
        self.setMinimumHeight(CARD.height() + 2)  # one whole card, at least
        self.setModel(self.list_model)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName(self.tr("Recommendations; L likes, Space plays, Return explains"))
        self._player = players.shared()
        self._player.state_changed.connect(self._repaint)
        thumbnails.ready.connect(self._repaint)
        session.appearance.repaints(self.viewport())

    def show_list(
        self, rows: CatalogRows | None, answer: Sequence[Recommended], liked: frozenset[int]
    ) -> None:
        """Show a new list; the chosen card stays chosen if it is still there."""
        index = self.currentIndex()
        kept = index.data(ROW_ROLE) if index.isValid() else None
        self.list_model.show(rows, answer)
        self.delegate.liked = liked
        self.delegate.extent = self.list_model.extent
        if kept is not None and (place := self.list_model.position(int(kept))) >= 0:
            self.setCurrentIndex(self.list_model.index(place))
        self.viewport().update()

    def _repaint(self, *_what: object) -> None:
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            card = QRectF(self.visualRect(index))
            if like_zone(card).contains(event.position()):
                self.like_wanted.emit(int(index.data(ROW_ROLE)))
                return
            if play_zone(card).contains(event.position()) and self._play(index):
                return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.attention_wanted.emit(int(index.data(ROW_ROLE)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        key = event.key()
        if index.isValid() and key == Qt.Key.Key_L:
            self.like_wanted.emit(int(index.data(ROW_ROLE)))
        elif index.isValid() and key == Qt.Key.Key_Space:
            self._play(index)
        elif index.isValid() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.attention_wanted.emit(int(index.data(ROW_ROLE)))
        else:
            super().keyPressEvent(event)

    def _play(self, index: QModelIndex) -> bool:
        rows = self.list_model.rows
        sound = sound_of(rows, int(index.data(ROW_ROLE))) if rows is not None else None
        if sound is None:
            return False
        self._player.toggle(sound)
        return True

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._hint(event.pos().toPointF()), self, QRect())
            return True
        return super().viewportEvent(event)

    def _hint(self, point: QPointF) -> str:
        index = self.indexAt(point.toPoint())
        if not index.isValid():
            return ""
        card = QRectF(self.visualRect(index))
        one = self.list_model.list[index.row()]
        if like_zone(card).contains(point):
            liked = one.row in self.delegate.liked
            return self.tr("Take it out of the history") if liked else self.tr("Like: what if?")
        lines = [f"{name_of(part)}  {value:+.3f}" for part, value in one.parts]
        return "\n".join([str(index.data()), *lines, f"= {one.score:.3f}"])
