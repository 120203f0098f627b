"""Two items side by side: the one that asks and the one that answers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.theme import Appearance
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.items.painting import glyph
from gui.widgets.layout.basic import label
from gui.widgets.layout.markup import coloured, joined
from gui.widgets.media.picture import ItemPicture
from gui.widgets.media.thumbnails import Thumbnails

WORDS = 105


class _Side(QWidget):
    def __init__(self, appearance: Appearance, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._appearance = appearance
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        self.picture = ItemPicture(appearance, thumbnails)
        self.picture.setFixedSize(104, 82)
        self.role = label("", "muted")
        self.title = label("", "heading")
        self.text = label("", "muted", wrap=True)
        column = QVBoxLayout()
        column.setSpacing(1)
        for widget in (self.role, self.title, self.text):
            column.addWidget(widget)
        column.addStretch(1)
        line.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column, 1)

    def show_item(self, rows: CatalogRows, row: int, modality: str, what: str) -> None:
        colour = self._appearance.theme.of(modality)
        self.picture.show_item(rows, row)
        self.role.setText(joined(" ", (coloured(colour, glyph(modality)), what)))
        title = rows.title(row)
        self.title.setText(title if len(title) < 40 else f"{title[:39]}…")
        self.title.setToolTip(title)
        text = " ".join(str(rows.value("text", row) or "").split())
        self.text.setText(text if len(text) <= WORDS else f"{text[:WORDS]}…")


class PairPreview(QWidget):
    """Shows two items and one sentence between them."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = Thumbnails(parent=self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(18)
        self.left = _Side(appearance, self._thumbnails)
        self.right = _Side(appearance, self._thumbnails)
        self.sentence = label("", "", wrap=True)
        line.addWidget(self.left, 1)
        line.addWidget(self.right, 1)
        line.addWidget(self.sentence)
        self.setFixedHeight(88)
        self.hide_items("")

    def show_pair(
        self,
        rows: CatalogRows,
        items: tuple[int, int],
        modalities: tuple[str, str],
        what: tuple[str, str],
        sentence: str,
    ) -> None:
        """Show (asking, answering) items, the modality each speaks in and its role in words."""
        self.left.show()
        self.right.show()
        self.sentence.setFixedWidth(190)
        self.left.show_item(rows, items[0], modalities[0], what[0])
        self.right.show_item(rows, items[1], modalities[1], what[1])
        self.sentence.setText(sentence)

    def hide_items(self, sentence: str) -> None:
        """Say something instead."""
        self.left.hide()
        self.right.hide()
        self.sentence.setMinimumWidth(0)
        self.sentence.setMaximumWidth(16_777_215)
        self.sentence.setText(sentence)
