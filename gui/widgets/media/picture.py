"""One item's picture, as large as there is room, kept sharp."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import Appearance
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.items.item_card import draw_item_picture
from gui.widgets.items.painting import rounded
from gui.widgets.media.thumbnails import Thumbnails


class ItemPicture(QWidget):
    """The picture of the item set with :meth:`show_item`."""

    def __init__(
        self, appearance: Appearance, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._thumbnails = thumbnails
        self._rows: CatalogRows | None = None
        self._row = 0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        thumbnails.ready.connect(self._ready)
        appearance.repaints(self)

    def show_item(self, rows: CatalogRows, row: int) -> None:
        """Show the picture of a row of the catalog."""
        self._rows, self._row = rows, row
        self.setAccessibleName(self.tr("Picture of {0}").format(rows.title(row)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, self.heightForWidth(280))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * 0.78)

    def _ready(self, path: str) -> None:
        if self._rows is None:
            return
        shown = (self._rows.media(self._row, column) for column in ("image", "video"))
        if path in (str(one) for one in shown if one is not None):
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._rows is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_item_picture(
            painter,
            rounded(QRectF(self.rect()), 8),
            self._rows,
            self._row,
            self._thumbnails,
            self._appearance.theme,
            whole=True,
        )
