"""What delegates of lists and tables share."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem


def draw_but_text(
    delegate: QStyledItemDelegate,
    painter: QPainter,
    option: QStyleOptionViewItem,
    index: QModelIndex | QPersistentModelIndex,
) -> tuple[str, QColor]:
    """Draw a cell as its style does, but for the text; that, and the colour it would have."""
    delegate.initStyleOption(option, index)
    text, option.text = option.text, ""
    style = option.widget.style() if option.widget else QApplication.style()
    style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter)
    return text, text_colour(option)


def text_colour(option: QStyleOptionViewItem) -> QColor:
    """What a cell's text is drawn in."""
    role = QPalette.ColorRole.HighlightedText if chosen(option) else QPalette.ColorRole.Text
    return option.palette.color(role)


def chosen(option: QStyleOptionViewItem) -> bool:
    """Whether the cell is selected."""
    return bool(option.state & QStyle.StateFlag.State_Selected)
