"""What a person cannot read or reach in a window: texts cut off, controls outside, slits."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QTabBar,
    QTableView,
    QToolButton,
    QTreeView,
    QWidget,
)

from assets.painted import badly_painted, ours
from gui.widgets.layout.elided import ElidedLabel

#: Widths of glyphs are rounded.
SLACK = 2
#: A list that shows fewer rows is a slit.
ROWS = 3
#: Of the height that a widget says it needs.
ENOUGH = 0.9
#: Pixels of what scrolls that must be seen at once.
SEEN = 90


def cuts(root: QWidget) -> list[str]:
    """Everything visible below `root` that is cut off, in words for a developer."""
    found: list[str] = []
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and not widget.visibleRegion().isEmpty():
            what = [*_cut(widget, root), *badly_painted(widget)]
            found += [f"{_name(widget)}: {one}" for one in what]
    return found


def _cut(widget: QWidget, root: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        yield from _label(widget)
    elif isinstance(widget, QTabBar):
        yield from _narrow(widget, "its tabs need")
    elif isinstance(widget, QComboBox):
        yield from _combo(widget)
    elif isinstance(widget, QLineEdit):
        yield from _line(widget)
    elif isinstance(widget, QPushButton):
        yield from _narrow(widget)
    elif isinstance(widget, QAbstractScrollArea):
        yield from _slit(widget)
        if isinstance(widget, (QTableView, QTreeView, QListView)):
            yield from _cells(widget)
    if isinstance(widget, (QAbstractButton, QComboBox, QAbstractSpinBox, QLineEdit, QLabel)):
        yield from _outside(widget, root)
    yield from _squeezed(widget)


def _squeezed(widget: QWidget) -> Iterator[str]:
    if ours(type(widget)) and "minimumSizeHint" in vars(type(widget)):
        least = widget.minimumSizeHint().height()
        if widget.height() < ENOUGH * least:
            yield f"is {widget.height()} high and says that it needs {least}"


def _label(widget: QLabel) -> Iterator[str]:
    if isinstance(widget, ElidedLabel) or not widget.text():
        return
    if widget.wordWrap():
        needed = widget.heightForWidth(widget.width())
        if needed > widget.height() + SLACK:
            yield f"needs {needed} of {widget.height()} in height"
    else:
        yield from _narrow(widget)


def _narrow(widget: QWidget, said: str = "needs") -> Iterator[str]:
    if widget.sizeHint().width() > widget.width() + SLACK:
        yield f"{said} {widget.sizeHint().width()} of {widget.width()}"


def _combo(widget: QComboBox) -> Iterator[str]:
    if widget.isEditable():
        return
    option = QStyleOptionComboBox()
    widget.initStyleOption(option)
    field = widget.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, widget
    )
    needed = widget.fontMetrics().horizontalAdvance(widget.currentText())
    if needed > field.width() + SLACK:
        yield f"needs {needed} of {field.width()}"


def _line(widget: QLineEdit) -> Iterator[str]:
    if isinstance(widget.parentWidget(), (QAbstractSpinBox, QComboBox)):
        text = widget.text()
    else:  # what a person typed may be longer than the field
        text = "" if widget.text() else widget.placeholderText()
    needed = widget.fontMetrics().horizontalAdvance(text)
    beside = [one for one in widget.findChildren(QToolButton) if one.isVisible()]
    room = widget.contentsRect().width() - sum(one.width() for one in beside)
    if needed > room + SLACK:
        yield f"needs {needed} of {room}"


def _slit(widget: QAbstractScrollArea) -> Iterator[str]:
    port = widget.viewport()
    off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    if isinstance(widget, QTableView) and port.height() < ROWS * _row_height(widget):
        yield f"{port.height()} px show fewer than {ROWS} rows"
    elif isinstance(widget, (QScrollArea, QListView)):
        below = widget.verticalScrollBar().maximum()
        if isinstance(widget, QListView) and port.height() < widget.sizeHintForRow(0):
            yield f"{port.height()} px show no row of {widget.sizeHintForRow(0)}"
        if below and port.height() < min(SEEN, port.height() + below):
            yield f"{port.height()} px of {port.height() + below} are seen"
        inner = widget.widget() if isinstance(widget, QScrollArea) else None
        if (
            inner is not None
            and widget.horizontalScrollBarPolicy() == off
            and inner.width() > port.width() + SLACK
        ):
            yield f"is {inner.width()} wide in {port.width()}"


def _row_height(view: QTableView) -> int:
    """Of a row of one line: one of several lines may be looked at by scrolling."""
    if not view.model() or not view.model().rowCount():
        return 0
    return min(view.rowHeight(0), view.verticalHeader().defaultSectionSize())


def _cells(view: QTableView | QTreeView | QListView) -> Iterator[str]:
    """Heads and cells whose text is not whole, and columns where nobody can scroll to."""
    model = view.model()
    if model is None:
        return
    port = view.viewport()
    columns = range(1) if isinstance(view, QListView) else range(model.columnCount())
    if not isinstance(view, QListView):
        for column in columns:
            if not view.isColumnHidden(column):
                yield from _column(view, column)
    for row in range(model.rowCount()):
        for column in columns:
            index = model.index(row, column)
            place = view.visualRect(index)
            if place.isValid() and port.rect().intersects(place):
                yield from _cell(view, index, place)
                if isinstance(view, QListView) and _ends(view, place.right()):
                    yield f"the row {index.data()!r} ends at {place.right()} of {port.width()}"


def _column(view: QTableView | QTreeView, column: int) -> Iterator[str]:
    header = view.horizontalHeader() if isinstance(view, QTableView) else view.header()
    head = str(view.model().headerData(column, Qt.Orientation.Horizontal) or "")
    wide = header.sectionSize(column)
    if header.isVisible() and header.sectionSizeHint(column) > wide + SLACK:
        yield f"the head {head!r} needs {header.sectionSizeHint(column)} of {wide}"
    end = header.sectionViewportPosition(column) + wide
    if _ends(view, end):
        yield f"the column {head!r} ends at {end} of {view.viewport().width()}"


def _ends(view: QAbstractItemView, right: int) -> bool:
    """Whether what ends there goes on where nobody can scroll to."""
    off = view.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    return off and right > view.viewport().width() + SLACK


def _cell(view: QAbstractItemView, index: QModelIndex, place: QRect) -> Iterator[str]:
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    option.rect = place
    if isinstance(view, QTableView) and view.wordWrap():
        option.features |= QStyleOptionViewItem.ViewItemFeature.WrapText
    needed = view.itemDelegateForIndex(index).sizeHint(option, index)
    if needed.width() > place.width() + SLACK or needed.height() > place.height() + SLACK:
        said = str(index.data() or "")[:40]
        yield f"the cell {said!r} needs {needed.toTuple()} of {place.size().toTuple()}"


def _outside(widget: QWidget, root: QWidget) -> Iterator[str]:
    """Beyond the edge of what holds it, unless one can scroll there."""
    rect, at = QRect(QPoint(0, 0), widget.size()), widget
    while at is not root and not at.isWindow() and (above := at.parentWidget()) is not None:
        rect = rect.translated(at.pos())
        if isinstance(above.parentWidget(), QAbstractScrollArea):
            return
        inside = above.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
        if not inside.contains(rect):
            yield f"lies at {rect.getRect()} in {above.size().toTuple()} of {type(above).__name__}"
            return
        at = above


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", None) or getattr(widget, "currentText", None)
    said = str(text())[:40] if callable(text) else widget.accessibleName()
    above = widget.parentWidget()
    owner = type(above).__name__ if above is not None else ""
    return f"{owner}/{type(widget).__name__} {said!r}"
