"""An open catalog: summary on top, tabs below."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from core.catalog.plan.model import Plan
from core.catalog.schema import Catalog
from gui.pages.catalog.health import HealthTab
from gui.pages.catalog.items import ItemsTab
from gui.pages.catalog.quarantine import QuarantineTab
from gui.pages.catalog.reading import ReadingTab
from gui.pages.catalog.summary import Summary
from gui.pages.catalog.users import UsersTab
from gui.session import Session
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.media.thumbnails import Thumbnails

if TYPE_CHECKING:
    from gui.pages.catalog.statistics import StatisticsTab


class Later(QWidget):
    """A tab that is built when it is first looked at."""

    def __init__(self, build: Callable[[], StatisticsTab]) -> None:
        super().__init__()
        self._build = build
        self.made: StatisticsTab | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def make(self) -> StatisticsTab:
        """The tab itself."""
        if self.made is None:
            self.made = self._build()
            self._layout.addWidget(self.made)
        return self.made


class Opened(QWidget):
    """Items, users, health, quarantine and statistics of the open catalog."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        self.summary = Summary(session)
        layout.addWidget(self.summary)
        self.tabs = QTabWidget()
        layout.addWidget(self.tabs, 1)
        thumbnails = Thumbnails(parent=self)
        self.items = ItemsTab(session, thumbnails)
        self.users = UsersTab(session, thumbnails)
        self.health = HealthTab(session)
        self.quarantine = QuarantineTab(session)
        self.reading = ReadingTab()
        self.statistics = Later(self._make_statistics)
        for tab, name in (
            (self.items, self.tr("Items")),
            (self.users, self.tr("Users")),
            (self.health, self.tr("Health")),
            (self.quarantine, self.tr("Quarantine")),
            (self.reading, self.tr("Reading")),
            (self.statistics, self.tr("Statistics")),
        ):
            self.tabs.addTab(tab, name)
        self.tabs.currentChanged.connect(self._tab_shown)
        self.items.counted.connect(self.users.set_counts)
        self.health.items_wanted.connect(self.show_only)
        session.items_wanted.connect(self.show_only)
        self.health.users_wanted.connect(self._show_users)
        self.health.quarantine_wanted.connect(self._show_quarantine)
        self.health.found.connect(self._show_found)

    def set_catalog(self, catalog: Catalog, plan: Plan | None = None) -> None:
        """Show another catalog, and how its files were read."""
        rows = CatalogRows(catalog)
        self.summary.set_catalog(catalog)
        self.users.set_catalog(rows)
        # Last, because it asks for the counts that the users wait for too.
        self.items.set_catalog(rows)
        self.health.set_catalog(rows)
        self._show_found(0)
        self.quarantine.set_catalog(catalog)
        self.reading.set_plan(plan)
        self.reading.wishes.set_catalog(catalog)
        self.reading.wishes.setEnabled(plan is not None)
        asked = len(plan.questions) if plan is not None else 0
        name = self.tr("Reading ({0}?)").format(asked) if asked else self.tr("Reading")
        self.tabs.setTabText(self.tabs.indexOf(self.reading), name)
        if (statistics := self.statistics.made) is not None:
            statistics.reset()
        bad = catalog.quarantine.height
        name = self.tr("Quarantine ({0})").format(f"{bad:,}") if bad else self.tr("Quarantine")
        self.tabs.setTabText(self.tabs.indexOf(self.quarantine), name)
        self.tabs.setCurrentWidget(self.items)

    def _make_statistics(self) -> StatisticsTab:
        # Imported here: plots are not needed to show a catalog.
        from gui.pages.catalog.statistics import StatisticsTab

        return StatisticsTab(self._session)

    def _tab_shown(self, _number: int) -> None:
        if self.tabs.currentWidget() is self.statistics:
            self.statistics.make().shown()
        elif self.tabs.currentWidget() is self.health:
            self.health.shown()

    def _show_found(self, troubles: int) -> None:
        name = self.tr("Health ({0})").format(troubles) if troubles else self.tr("Health")
        self.tabs.setTabText(self.tabs.indexOf(self.health), name)

    def _show_users(self, rows: np.ndarray, why: str) -> None:
        self.users.show_only(rows, why)
        self.tabs.setCurrentWidget(self.users)

    def _show_quarantine(self) -> None:
        self.tabs.setCurrentWidget(self.quarantine)

    def show_only(self, rows: np.ndarray, why: str) -> None:
        """Show some items in the grid, and say why only those."""
        self.items.show_only(rows, why)
        self.tabs.setCurrentWidget(self.items)
