"""The Users tab: who there is, and what each of them did."""

from __future__ import annotations

import re

import numpy as np
from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.contracts.catalog import TASTE, Counts, TasteParams
from core.contracts.catalog import Taste as UserTaste
from core.worker.messages import Failed
from gui.background import Background
from gui.pages.catalog.users_model import UsersModel
from gui.session import Session
from gui.widgets.items.catalog_rows import CatalogRows, History
from gui.widgets.items.history_entry import Entry
from gui.widgets.items.history_strip import HistoryStrip
from gui.widgets.items.taste import Taste
from gui.widgets.layout.basic import card, label
from gui.widgets.layout.context_menu import ContextMenu, add_button
from gui.widgets.layout.flow import FlowLayout
from gui.widgets.media.thumbnails import Thumbnails
from gui.widgets.plots.bars import day

TYPING_MS = 120
#: Rows whose widths a column is made for: days are all as wide, the largest counts stand first.
ROWS_MEASURED = 50


class UsersTab(QWidget):
    """Table of users at the left, the chosen one's history at the right."""

    def __init__(self, session: Session, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._session = session
        self._rows: CatalogRows | None = None
        self._asked = 0
        self._background = Background(threads=1, limit=1, parent=self)
        self._background.done.connect(self._found)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._search)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(8)
        split.addWidget(self._left())
        split.addWidget(self._right(thumbnails))
        split.setStretchFactor(1, 1)
        split.setSizes([420, 680])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.addWidget(split)
        session.user_selected.connect(self.show_user)

    def _left(self) -> QWidget:
        left = QWidget()
        left.setMinimumWidth(375)
        layout = QVBoxLayout(left)
        layout.setContentsMargins(0, 0, 0, 0)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search user id"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._typed)
        layout.addWidget(self.search)
        self._only = QPushButton(self.tr("Show all users"))
        self._only.clicked.connect(self.show_all)
        self._only.hide()
        layout.addWidget(self._only)
        self.model = UsersModel(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Users"))
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setSortingEnabled(True)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(26)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicator(1, Qt.SortOrder.DescendingOrder)
        # Ids that begin alike differ at their end.
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header.setResizeContentsPrecision(ROWS_MEASURED)
        for column in range(1, self.model.columnCount()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.table.selectionModel().currentChanged.connect(self._chosen)
        self.menu = ContextMenu(self.table)
        self.menu.wanted.connect(self._fill_menu)
        self.model.modelReset.connect(self._mark)
        layout.addWidget(self.table, 1)
        return left

    def _right(self, thumbnails: Thumbnails) -> QWidget:
        right = QWidget()
        layout = QVBoxLayout(right)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        frame, inside = card()
        head = FlowLayout()
        self.name = label(self.tr("Choose a user"), "heading")
        self.facts = label("", "muted", wrap=True)
        head.addWidget(self.name)
        self.recommend = QPushButton(self.tr("Recommend for this user"))
        self.recommend.setProperty("role", "primary")
        self.recommend.clicked.connect(self._recommend)
        self.recommend.setEnabled(False)
        head.addWidget(self.recommend)
        inside.addLayout(head)
        inside.addWidget(self.facts)
        self.strip = HistoryStrip(self._session.appearance, thumbnails, self._session.selection)
        self.strip.say(self.tr("The history of the user you choose appears here."))
        self.strip.activated.connect(self._session.select_item)
        inside.addWidget(self.strip)
        layout.addWidget(frame)
        self.taste = Taste(self._session.appearance)
        layout.addWidget(self.taste)
        layout.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(right)
        return scroll

    # --- catalog ------------------------------------------------------------------------------

    def set_catalog(self, rows: CatalogRows) -> None:
        """Show another catalog."""
        self._rows = rows
        self._asked += 1
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self._only.hide()
        self.model.set_catalog(rows)
        self.name.setText(self.tr("Choose a user"))
        self.facts.setText("")
        self.recommend.setEnabled(False)
        self.strip.set_entries(rows, ())
        self.taste.clear()

    def set_counts(self, counts: Counts) -> None:
        """Take the interactions of all users."""
        if self._rows is not None and len(counts.users) == self._rows.users:
            self.model.set_counts(counts.users, counts.first, counts.last)

    # --- search -------------------------------------------------------------------------------

    def show_only(self, rows: np.ndarray, why: str) -> None:
        """List these users only (those of a health finding) until told otherwise."""
        self._asked += 1
        self.model.set_chosen(rows)
        self._only.setToolTip(why)
        self._only.show()

    def show_all(self) -> None:
        """List all users again."""
        self._only.hide()
        self._search()

    def _typed(self) -> None:
        self._only.hide()
        self._typing.start()

    def _search(self) -> None:
        if self._rows is None:
            return
        self._asked += 1
        users, words = self._rows.catalog.users, self.search.text().strip()
        if not words:
            self.model.set_chosen(None)
            return
        pattern = "(?i)" + re.escape(words)
        self._background.submit(
            self._asked,
            lambda: users.get_column("user").str.contains(pattern).arg_true().to_numpy(),
        )

    def _found(self, key: int, result: object) -> None:
        if key == self._asked and isinstance(result, np.ndarray):
            self.model.set_chosen(result.astype(np.int64))

    # --- selection ----------------------------------------------------------------------------

    def _chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            user = self.model.user(current.row())
            if user != self._session.user:
                self._session.select_user(user)

    def show_user(self, user: int) -> None:
        """Show a user chosen anywhere in the window."""
        if self._rows is None or not 0 <= user < self._rows.users:
            return
        self._mark()
        history = self._rows.history(user)
        self.name.setText(self.tr("User {0}").format(self._rows.user_id(user)))
        self.facts.setText(self._described(history))
        self.recommend.setEnabled(True)
        self.strip.say(self.tr("This user has done nothing yet."))
        self.strip.set_entries(self._rows, entries(history))
        self._session.ask(TASTE, TasteParams(user=user), self._tasted, self._not_tasted)

    def _mark(self) -> None:
        """Select the user all pages look at, if listed."""
        user = self._session.user
        position = -1 if user is None else self.model.position(user)
        if position >= 0 and self.table.currentIndex().row() != position:
            self.table.selectRow(position)

    def _described(self, history: History) -> str:
        parts = [self.tr("{0} interactions").format(f"{len(history):,}")]
        names, many = np.unique([event for event in history.events if event], return_counts=True)
        order = np.argsort(-many)[:5]
        parts += [f"{names[n]} {many[n]:,}" for n in order]
        known = history.timestamps[history.timestamps >= 0]
        if len(known):
            parts.append(f"{day(known.min())} – {day(known.max())}")
        return "  ·  ".join(parts)

    def _tasted(self, answer: UserTaste) -> None:
        if answer.user == self._session.user:
            self.taste.show_taste(answer)

    def _not_tasted(self, message: Failed) -> None:
        self.taste.clear()
        self._session.report(message)

    def _fill_menu(self, menu: QMenu) -> None:
        add_button(menu, self.recommend)
        menu.addAction(self.tr("Copy id"), self._copy_id)

    def _copy_id(self) -> None:
        if self._rows is not None and self._session.user is not None:
            QGuiApplication.clipboard().setText(self._rows.user_id(self._session.user))

    def _recommend(self) -> None:
        self._session.page_wanted.emit("recommend")


def entries(history: History) -> list[Entry]:
    """A history as the strip shows it."""
    return [
        Entry(row, time, event, rating=rating, text=text)
        for row, time, event, rating, text in history.steps()
    ]
