"""The Recommend page: a person, a list with its reasons, and what would change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.contracts.recommend import HOLD, Change, ListAnswer
from core.contracts.showcase import SHOWCASE, Showcase, ShowcaseParams
from core.worker.messages import Failed
from gui.page import Page
from gui.pages.recommend.controls import Controls
from gui.pages.recommend.details import Details
from gui.pages.recommend.list_requests import ListRequests
from gui.pages.recommend.result import ResultColumn
from gui.pages.recommend.state import WhatIf, as_csv, parts_of, read
from gui.pages.recommend.user_card import UserCard
from gui.session import Session
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.layout.context_menu import ContextMenu, add_button
from gui.widgets.media.thumbnails import Thumbnails
from gui.widgets.plots.saving import ask_and_save
from gui.widgets.status.empty import EmptyState

MAX_UNDO = 100


class RecommendPage(Page):
    """Asks recommend.list for every change and shows what comes back."""

    key = "recommend"
    title = str(QT_TRANSLATE_NOOP("RecommendPage", "Recommend"))
    subtitle = str(
        QT_TRANSLATE_NOOP(
            "RecommendPage", "A person, a list, its reasons, and what would change it"
        )
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._rows: CatalogRows | None = None
        self._what = WhatIf()
        self._undo: list[WhatIf] = []
        self._answer: ListAnswer | None = None
        self._stale = True
        #: Whether somebody to begin with was looked for in this catalog.
        self._looked = False
        self._asker = ListRequests(session, self)
        self._asker.answered.connect(self._answered)
        self._asker.refused.connect(self._refused)

        self.undo = QPushButton(self.tr("Undo"))
        self.undo.setToolTip(self.tr("Take back the last change (Ctrl+Z)"))
        self.undo.clicked.connect(self._take_back)
        QShortcut(QKeySequence.StandardKey.Undo, self, self._take_back)
        self.export = QPushButton(self.tr("Export CSV ..."))
        self.export.clicked.connect(self._ask_export)
        self.tools.addWidget(self.undo)
        self.tools.addWidget(self.export)

        thumbnails = Thumbnails(parent=self)
        self.stack = QStackedWidget()
        self.body.addWidget(self.stack)
        self.empty = EmptyState(session, "recommend", "", "", "training")
        self.stack.addWidget(self.empty)
        content = QWidget()
        self.stack.addWidget(content)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        self.person = UserCard(session, thumbnails)
        layout.addWidget(self.person)
        below = QHBoxLayout()
        below.setSpacing(10)
        self.controls = Controls(session)
        below.addWidget(self.controls)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(8)
        self.result = ResultColumn(session, thumbnails)
        self.grid = self.result.grid
        split.addWidget(self.result)
        self.details = Details(session, thumbnails)
        split.addWidget(self.details)
        split.setStretchFactor(0, 1)
        split.setSizes([600, 270])
        below.addWidget(split, 1)
        layout.addLayout(below, 1)

        self._connect()
        self._refresh_state()

    def _connect(self) -> None:
        session = self.session
        session.catalog_changed.connect(self._catalog_changed)
        session.features_changed.connect(self._run_changed)
        session.run_changed.connect(self._run_changed)
        session.learned.connect(self._run_changed)
        session.user_selected.connect(self._user_selected)
        session.item_selected.connect(self._item_selected)
        self.person.user_wanted.connect(session.select_user)
        self.person.invent_wanted.connect(self.invent)
        self.person.like_wanted.connect(self.like)
        self.person.remove_wanted.connect(self.remove)
        self.person.item_wanted.connect(session.select_item)
        self.menu = ContextMenu(self.grid)
        self.menu.wanted.connect(self._fill_menu)
        self.grid.like_wanted.connect(self.like)
        self.grid.attention_wanted.connect(self._see_attention)
        self.grid.selectionModel().currentChanged.connect(self._card_chosen)
        self.details.like_wanted.connect(self.like)
        self.details.attention_wanted.connect(self._see_attention)
        self.details.item_wanted.connect(session.select_item)
        self.details.change_wanted.connect(self.drop)
        self.result.hold_wanted.connect(self._ask_hold)
        self.controls.k_changed.connect(self._k_changed)
        self.controls.diversity_changed.connect(self._diversity_changed)
        self.controls.weight_changed.connect(self._weight_changed)
        self.controls.content_changed.connect(self._content_changed)
        self.controls.hour_changed.connect(self._hour_changed)
        self.controls.reset_wanted.connect(self.reset)

    # --- session ------------------------------------------------------------------------------

    def shown(self) -> None:
        self._refresh_state()
        if self._rows is None and self.session.catalog is not None:
            self._catalog_changed()
        if self._stale and self.stack.currentIndex() == 1:
            self.ask()

    def _refresh_state(self) -> None:
        """The list, or what is missing for it."""
        session = self.session
        if session.catalog is None:
            self.empty.say(
                self.tr("Open a catalog first: there is nobody to recommend to."),
                self.tr("Go to Catalog"),
                "catalog",
            )
        elif not self._histories:
            self.empty.say(
                self.tr(
                    "This catalog has no histories, so nothing can be recommended. Its maps are "
                    "on Attention, what agrees on Alignment."
                ),
                self.tr("Go to Attention"),
                "attention",
            )
        elif session.features is None:
            self.empty.say(
                self.tr("Encode the catalog and train a model first."),
                self.tr("Go to Features"),
                "features",
            )
        else:
            self.empty.say(
                self.tr("Train a model first: it learns what people choose."),
                self.tr("Go to Training"),
                "training",
            )
        made = (session.catalog, session.features, session.run)
        ready = None not in made and self._histories
        self.stack.setCurrentIndex(1 if ready else 0)
        self.export.setVisible(ready)
        self.undo.setVisible(ready)

    @property
    def _histories(self) -> bool:
        """Whether anybody has chosen anything in the open catalog."""
        catalog = self.session.catalog
        return catalog is not None and not catalog.interactions.is_empty()

    def _catalog_changed(self) -> None:
        catalog = self.session.catalog
        self._rows = CatalogRows(catalog) if catalog is not None else None
        self._what = WhatIf(user=self.session.user or 0, k=self.controls.k.value())
        self._undo, self._answer, self._looked = [], None, False
        self.controls.show_plain()
        self.details.clear()
        self.result.clear()
        if self._rows is not None:
            self.person.set_catalog(self._rows)
        self._run_changed()

    def _run_changed(self) -> None:
        self._stale = True
        self._asker.forget()
        self._refresh_state()
        if self.isVisible() and self.stack.currentIndex() == 1:
            self.ask()

    def _user_selected(self, user: int) -> None:
        if user != self._what.user:
            self._undo = []
            self._become(WhatIf(user=user, k=self._what.k), remember=False)
            self.controls.show_plain()

    def _item_selected(self, row: int) -> None:
        place = self.grid.list_model.position(row)
        if place >= 0:
            self.grid.setCurrentIndex(self.grid.list_model.index(place))
            self.grid.scrollTo(self.grid.list_model.index(place))
        else:
            self.grid.clearSelection()
        self._show_details(row)

    # --- what if ------------------------------------------------------------------------------

    def invent(self) -> None:
        """Start over with nobody's history."""
        self._become(WhatIf(user=None, k=self._what.k))
        self.controls.show_plain()

    def like(self, row: int) -> None:
        """Like an item, or take the like back."""
        known = row in self._own() and row not in self._what.removed
        if known and self._rows is not None:
            sentence = self.tr("'{0}' is in the history already.").format(self._rows.title(row))
            self.session.notice.emit("info", sentence, "")
            return
        change = self._what.remove if row in self._what.liked else self._what.like
        self._become(change(row, self._own()))

    def remove(self, row: int) -> None:
        """Take an item out of the history."""
        self._become(self._what.remove(row, self._own()))

    def drop(self, rows: Sequence[int]) -> None:
        """Take several items out of the history at once."""
        what = self._what
        for row in rows:
            what = what.remove(row, self._own())
        self._become(what)

    def _own(self) -> tuple[int, ...]:
        """What the model learned from of this user."""
        return () if self._answer is None else self._answer.history

    def reset(self) -> None:
        """Back to the plain list."""
        self.controls.show_plain()
        self._become(self._what.plain())

    def _k_changed(self, k: int) -> None:
        self._become(replace(self._what, k=k), remember=False)

    def _diversity_changed(self, diversity: float) -> None:
        if diversity != self._what.diversity:
            self._become(replace(self._what, diversity=diversity))

    def _weight_changed(self, modality: str, weight: float) -> None:
        self._become(self._what.weigh(modality, weight))

    def _content_changed(self, on: bool) -> None:
        self._become(replace(self._what, content_only=on))

    def _hour_changed(self, hour: int | None) -> None:
        self._become(replace(self._what, hour=hour))

    def _become(self, what: WhatIf, *, remember: bool = True) -> None:
        if what == self._what:
            return
        if remember:
            self._undo = [*self._undo[-MAX_UNDO:], self._what]
        self._what = what
        self.ask()

    def _take_back(self) -> None:
        if not self._undo:
            return
        what = self._undo.pop()
        self._what = what
        self.controls.show_what(what)
        self.ask()

    # --- asking -------------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask for the list of what is wanted now."""
        self.undo.setEnabled(bool(self._undo))
        self.controls.reset.setEnabled(self._what.changed)
        if self._rows is None or self.session.run is None or not self.isVisible():
            self._stale = True
            return
        nobody = self._what == WhatIf(user=0, k=self._what.k)
        if self.session.user is None and nobody and not self._looked:
            self._looked = True
            self.session.ask(SHOWCASE, ShowcaseParams(items=1), self._found, self._not_found)
            return
        self._stale = False
        self._asker.ask(self._what)

    def _found(self, found: Showcase) -> None:
        """Nobody was chosen: begin with somebody whose list holds what was held out."""
        if found.user is not None and self.session.user is None:
            self.session.select_user(found.user.row)
        if self._stale:
            self.ask()

    def _not_found(self, _failure: Failed) -> None:
        self.ask()  # which says what is wrong

    def _answered(self, result: ListAnswer, before: dict[int, int] | None) -> None:
        if self._rows is None:
            return
        self.controls.set_modalities(result.modalities)
        self._answer = result
        what = self._what
        answer = read(result, before)
        self.person.show_person(what, result.history, result.held_out)
        self.result.show_answer(self._rows, result, answer, frozenset(what.liked))
        self.controls.show_facts(result)
        index = self.grid.currentIndex()
        if not index.isValid() and answer:
            self.grid.setCurrentIndex(self.grid.list_model.index(0))
        elif index.isValid():
            self._show_details(answer[index.row()].row)

    def _refused(self, message: Failed) -> None:
        self.result.show_problem(f"{message.message} {message.remedy}".strip())
        self.details.clear()

    def _ask_hold(self) -> None:
        self.session.ask(HOLD, self._what.params(), self._held, self.session.report)

    def _held(self, change: Change) -> None:
        if self._rows is not None:
            self.result.show_hold(self._rows, change)

    # --- the chosen card ----------------------------------------------------------------------

    def _card_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not current.isValid():
            return
        row = self.grid.list_model.list[current.row()].row
        if row != self.session.item:
            self.session.select_item(row)
        else:
            self._show_details(row)

    def _show_details(self, row: int) -> None:
        if self._rows is None or not 0 <= row < self._rows.items or self._answer is None:
            return
        place = self.grid.list_model.position(row)
        one = self.grid.list_model.list[place] if place >= 0 else None
        shown = set(parts_of(self._answer))
        parts = [part for part in one.parts if part[0] in shown] if one is not None else []
        self.details.show_item(self._rows, row, one, parts, self._what)

    def _fill_menu(self, menu: QMenu) -> None:
        add_button(menu, self.details.attention)
        add_button(menu, self.details.like)

    def _see_attention(self, row: int) -> None:
        self.session.select_item(row)
        self.session.page_wanted.emit("attention")

    # --- export -------------------------------------------------------------------------------

    def _ask_export(self) -> None:
        ask_and_save(self, self.session, "recommendations.csv", self.save)

    def save(self, path: Path) -> None:
        """Write the list as CSV."""
        if self._answer is not None:
            path.write_text(as_csv(self._answer), encoding="utf-8")
