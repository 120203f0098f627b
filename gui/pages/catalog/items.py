"""The Items tab: search, filters, the grid, and the inspector beside it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from core.contracts.catalog import COUNTS, Counts
from core.contracts.question import Nothing
from core.worker.messages import Failed
from gui import icons
from gui.background import Background
from gui.pages.catalog.filtering import Wish, matching
from gui.pages.catalog.inspector import Inspector
from gui.pages.catalog.model import ItemsModel
from gui.session import Session
from gui.widgets.forms.chips import Chip
from gui.widgets.items.card_grid import CardGrid
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.items.item_card import WORDS_HEIGHT, ItemCardDelegate
from gui.widgets.layout.basic import label
from gui.widgets.layout.context_menu import ContextMenu, add_button
from gui.widgets.layout.flow import FlowLayout
from gui.widgets.media.thumbnails import Thumbnails

CARD = QSize(146, 146 + WORDS_HEIGHT)
#: Pause in typing after which the search starts.
TYPING_MS = 120


class ItemsTab(QWidget):
    """All items of the open catalog.

    Signals:
        counted: interactions of each item and user, core.contracts.catalog.Counts.
    """

    counted = Signal(object)

    def __init__(self, session: Session, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._session = session
        self._rows: CatalogRows | None = None
        self._counts: np.ndarray | None = None
        self._only: np.ndarray | None = None
        self._modalities: list[Chip] = []
        self._asked = 0
        self._background = Background(threads=1, limit=1, parent=self)
        self._background.done.connect(self._filtered)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self.refilter)

        self.model = ItemsModel(self)
        self.grid = CardGrid(CARD)
        self.grid.setAccessibleName(self.tr("Items"))
        self._delegate = ItemCardDelegate(session.appearance, thumbnails, self)
        self.grid.setItemDelegate(self._delegate)
        self.grid.setModel(self.model)
        self.grid.selectionModel().currentChanged.connect(self._chosen)
        self.menu = ContextMenu(self.grid)
        self.menu.wanted.connect(self._fill_menu)
        thumbnails.ready.connect(self._picture_ready)
        session.theme_changed.connect(self._recolour)
        session.item_selected.connect(self.show_item)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._toolbar())
        self._only_bar = self._make_only_bar()
        layout.addWidget(self._only_bar)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(8)
        split.addWidget(self.grid)
        self.inspector = Inspector(session, thumbnails)
        split.addWidget(self.inspector)
        split.setStretchFactor(0, 1)
        split.setSizes([700, 340])
        layout.addWidget(split, 1)
        self._recolour()

    def _toolbar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search items"))
        self.search.setToolTip(self.tr("Search title, text, id, attributes"))
        self.search.setAccessibleName(self.search.toolTip())
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(200)
        self._glass = self.search.addAction(
            icons.icon("search", self._session.theme.muted),
            QLineEdit.ActionPosition.LeadingPosition,
        )
        self.search.textChanged.connect(self._typed)
        bar.addWidget(self.search, 1, Qt.AlignmentFlag.AlignTop)
        # In lines where a narrow window has no room beside the search.
        rest = QWidget()
        filters = FlowLayout(rest)
        bar.addWidget(rest, 2)
        chips = QWidget()
        self._chips = FlowLayout(chips, gap=4)
        filters.addWidget(chips)
        self.interactions = QComboBox()
        for name, value in (
            (self.tr("Any interactions"), "any"),
            (self.tr("With interactions"), "some"),
            (self.tr("Without (cold)"), "none"),
        ):
            self.interactions.addItem(name, value)
        self.order = QComboBox()
        for name, value in (
            (self.tr("Catalog order"), "catalog"),
            (self.tr("Most interactions"), "popular"),
            (self.tr("By title"), "title"),
        ):
            self.order.addItem(name, value)
        for box, name in (
            (self.interactions, self.tr("Filter by interactions")),
            (self.order, self.tr("Order")),
        ):
            box.setAccessibleName(name)
            box.currentIndexChanged.connect(self.refilter)
            filters.addWidget(box)
        self.count = label("", "muted")
        filters.addWidget(self.count)
        return bar

    def _make_only_bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        self._only_words = label("", "warning", wrap=True)
        row.addWidget(self._only_words, 1)
        button = QPushButton(self.tr("Show all items"))
        button.clicked.connect(self.show_all)
        row.addWidget(button)
        bar.hide()
        return bar

    # --- catalog ------------------------------------------------------------------------------

    def set_catalog(self, rows: CatalogRows) -> None:
        """Show another catalog."""
        self._rows, self._counts, self._only = rows, None, None
        self._asked += 1
        self._only_bar.hide()
        self._delegate.rows = rows
        self.model.set_catalog(rows)
        self.inspector.clear()
        self._fill_chips(rows)
        for widget in (self.search, self.interactions, self.order):
            widget.blockSignals(True)
        self.search.clear()
        self.interactions.setCurrentIndex(0)
        self.order.setCurrentIndex(0)
        for widget in (self.search, self.interactions, self.order):
            widget.blockSignals(False)
        self._show_count()
        self._session.ask(COUNTS, Nothing(), self._counted, self._not_counted)

    def _fill_chips(self, rows: CatalogRows) -> None:
        self._chips.clear()
        self._modalities = []
        for name in rows.modalities:
            chip = Chip(self._session.appearance, name, name, checkable=True)
            chip.setToolTip(self.tr("Only items with {0}").format(chip.text()))
            chip.toggled.connect(self.refilter)
            self._chips.addWidget(chip)
            self._modalities.append(chip)

    def _counted(self, answer: Counts) -> None:
        if self._rows is None or len(answer.items) != self._rows.items:
            return
        self._counts = answer.items
        self.model.set_counts(self._counts)
        self.counted.emit(answer)
        if not self.wish().trivial:
            self.refilter()

    def _not_counted(self, message: Failed) -> None:
        self._session.report(message)

    # --- search -------------------------------------------------------------------------------

    def wish(self) -> Wish:
        """What the toolbar asks for."""
        wanted = (chip.modality for chip in self._modalities if chip.isChecked())
        return Wish(
            words=self.search.text(),
            modalities=frozenset(wanted),
            interactions=self.interactions.currentData(),
            order=self.order.currentData(),
            only=self._only,
        )

    def _typed(self) -> None:
        self._typing.start()

    def refilter(self) -> None:
        """Apply the toolbar, in a thread."""
        if self._rows is None:
            return
        self._asked += 1
        catalog, counts, wish = self._rows.catalog, self._counts, self.wish()
        self._background.submit(self._asked, lambda: matching(catalog, counts, wish))

    def _filtered(self, key: int, result: object) -> None:
        if key != self._asked:
            return  # typed on since
        if isinstance(result, Exception):
            self._session.notice.emit("error", self.tr("The search failed."), repr(result))
            return
        assert result is None or isinstance(result, np.ndarray)
        self.model.set_chosen(result)
        self.grid.verticalScrollBar().setValue(0)
        self._show_count()
        if self._session.item is not None:
            self._mark(self._session.item, scroll=False)

    def _show_count(self) -> None:
        if self._rows is None:
            return
        shown, total = self.model.rowCount(), self._rows.items
        if shown == total:
            self.count.setText(self.tr("{0} items").format(f"{total:,}"))
        else:
            self.count.setText(self.tr("{0} of {1} items").format(f"{shown:,}", f"{total:,}"))

    def show_only(self, rows: np.ndarray, why: str) -> None:
        """Stay within some rows (those of a health finding) until told otherwise."""
        self._only = rows
        self._only_words.setText(why)
        self._only_bar.show()
        self.refilter()

    def show_all(self) -> None:
        """Leave the rows of a finding."""
        self._only = None
        self._only_bar.hide()
        self.refilter()

    # --- selection ----------------------------------------------------------------------------

    def _chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if self._rows is None or not current.isValid():
            return
        row = self.model.catalog_row(current.row())
        if row != self._session.item:
            self._session.select_item(row)
        else:
            self.inspector.show_item(self._rows, row)

    def show_item(self, row: int) -> None:
        """Show an item chosen anywhere in the window."""
        if self._rows is None or not 0 <= row < self._rows.items:
            return
        self._mark(row, scroll=True)
        self.inspector.show_item(self._rows, row)

    def _mark(self, row: int, *, scroll: bool) -> None:
        position = self.model.position(row)
        if position < 0:
            self.grid.clearSelection()
            return
        index = self.model.index(position)
        if self.grid.currentIndex() != index:
            self.grid.setCurrentIndex(index)
        if scroll:
            self.grid.scrollTo(index)

    # --- looks --------------------------------------------------------------------------------

    def _picture_ready(self, path: str) -> None:
        if self._rows is None:
            return
        touched = set()
        for position in self.grid.visible_rows():
            row = self.model.catalog_row(position)
            media = (self._rows.media(row, column) for column in ("image", "video"))
            if path in (str(one) for one in media if one is not None):
                touched.add(position)
        self.grid.update_rows(touched)

    def _fill_menu(self, menu: QMenu) -> None:
        add_button(menu, self.inspector.next)
        add_button(menu, self.inspector.similar)
        menu.addAction(self.tr("Copy id"), self._copy_id)

    def _copy_id(self) -> None:
        if self._rows is not None and self._session.item is not None:
            QGuiApplication.clipboard().setText(self._rows.item_id(self._session.item))

    def _recolour(self) -> None:
        self._glass.setIcon(icons.icon("search", self._session.theme.muted))
        self.grid.viewport().update()
