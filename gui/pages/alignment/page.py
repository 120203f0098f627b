"""Alignment: do an item's words, picture and sound say the same?"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QComboBox, QTabWidget, QToolButton

from core.contracts.alignment import SPACES, SpacesAnswer
from core.contracts.question import Nothing
from core.worker.messages import Failed
from gui.page import Page
from gui.pages.alignment.find_tab import FindTab
from gui.pages.alignment.map_tab import MapTab
from gui.pages.alignment.mismatch_tab import MismatchTab
from gui.pages.alignment.overview import OverviewTab
from gui.pages.alignment.tab import Scope, Tab, sentence_of
from gui.pages.alignment.tokens_tab import TokensTab
from gui.session import Session
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.items.painting import named
from gui.widgets.status.empty import EmptyState


class AlignmentPage(Page):
    """Two modalities at a time, in the space of the trained model or of a ridge map."""

    key = "alignment"
    title = str(QT_TRANSLATE_NOOP("AlignmentPage", "Alignment"))
    subtitle = str(
        QT_TRANSLATE_NOOP(
            "AlignmentPage", "Do the words, the picture and the sound of an item say the same?"
        )
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._rows: CatalogRows | None = None
        self._stale = True
        self._build()
        session.catalog_changed.connect(self._catalog_changed)
        session.features_changed.connect(self._changed)
        session.run_changed.connect(self._changed)
        session.item_selected.connect(self._item_selected)
        self._catalog_changed()

    def _build(self) -> None:
        self.pair = QComboBox()
        self.pair.setAccessibleName(self.tr("Pair of modalities"))
        self.turn = QToolButton()
        self.turn.setText("⇄")
        self.turn.setToolTip(self.tr("Swap who asks and who answers"))
        self.turn.setAccessibleName(self.turn.toolTip())
        self.turn.setCheckable(True)
        self.space = QComboBox()
        self.space.setAccessibleName(self.tr("Space the items are compared in"))
        for box in (self.pair, self.space):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for widget in (self.pair, self.turn, self.space):
            self.tools.addWidget(widget)
        self.empty = EmptyState(self.session, "alignment", "", "", "catalog")
        self.body.addWidget(self.empty, 1)
        self.tabs = QTabWidget()
        self.overview = OverviewTab(self.session)
        self.map = MapTab(self.session)
        self.tokens = TokensTab(self.session)
        self.finding = FindTab(self.session)
        self.mismatches = MismatchTab(self.session)
        for tab, name in (
            (self.overview, self.tr("Overview")),
            (self.map, self.tr("Map")),
            (self.tokens, self.tr("Tokens")),
            (self.finding, self.tr("Find")),
            (self.mismatches, self.tr("Mismatches")),
        ):
            self.tabs.addTab(tab, name)
        self.body.addWidget(self.tabs, 1)
        self.pair.currentIndexChanged.connect(self._look)
        self.turn.toggled.connect(self._look)
        self.space.currentIndexChanged.connect(self._look)
        self.tabs.currentChanged.connect(self._tab_changed)
        self.overview.refused.connect(self._refused)

    @property
    def _all(self) -> tuple[Tab, ...]:
        return (self.overview, self.map, self.tokens, self.finding, self.mismatches)

    # --- session --------------------------------------------------------------------------

    def shown(self) -> None:
        if self._missing():
            return
        if self._stale:
            self._stale = False
            self.session.ask(SPACES, Nothing(), self._on_spaces, self._refused)

    def _catalog_changed(self) -> None:
        catalog = self.session.catalog
        self._rows = CatalogRows(catalog) if catalog is not None else None
        self._changed()

    def _changed(self) -> None:
        self._stale = True
        for tab in self._all:
            tab.look(None)
        self._missing()
        if self.isVisible():
            self.shown()

    def _missing(self) -> bool:
        """Say what there must be first; True if something is missing."""
        missing = None
        if self.session.catalog is None:
            missing = (
                self.tr("Open a catalog first: its modalities are compared here."),
                self.tr("Go to Catalog"),
                "catalog",
            )
        elif not self.session.features:
            missing = (
                self.tr("The catalog has not been encoded yet, so there is nothing to compare."),
                self.tr("Go to Features"),
                "features",
            )
        self._show_empty(missing)
        return missing is not None

    def _show_empty(self, missing: tuple[str, str, str] | None) -> None:
        self.empty.setVisible(missing is not None)
        self.tabs.setVisible(missing is None)
        for widget in (self.pair, self.turn, self.space):
            widget.setVisible(missing is None)
        if missing is not None:
            self.empty.say(*missing)

    def _refused(self, message: Failed) -> None:
        self._show_empty((sentence_of(message), self.tr("Go to Features"), "features"))
        self._stale = True

    def _item_selected(self, row: int) -> None:
        for tab in self._all:
            tab.select(row)

    # --- what is looked at ----------------------------------------------------------------

    def _on_spaces(self, answer: SpacesAnswer) -> None:
        for box in (self.space, self.pair):
            box.blockSignals(True)
            box.clear()
        names = {
            "model": self.tr("Space: trained model"),
            "joint": self.tr("Space: joint encoders (before training)"),
            "ridge": self.tr("Space: ridge map (before training)"),
        }
        for name in answer.spaces:
            self.space.addItem(names[name], name)
        for x, y in answer.pairs:
            self.pair.addItem(f"{named(x)} - {named(y)}", (x, y))
        for box in (self.space, self.pair):
            box.blockSignals(False)
        self._look()

    def _look(self) -> None:
        pair = self.pair.currentData()
        if pair is None or self._rows is None:
            return
        x, y = reversed(pair) if self.turn.isChecked() else pair
        look = Scope(self._rows, self.space.currentData(), x, y)
        for tab in self._all:
            tab.look(look)

    def _tab_changed(self, _number: int) -> None:
        # A map shows all modalities at once, a phrase is words: there the pair means nothing.
        current = self.tabs.currentWidget()
        for widget in (self.pair, self.turn):
            widget.setEnabled(current not in (self.map, self.finding))
        self.space.setEnabled(current not in (self.finding, self.mismatches))
