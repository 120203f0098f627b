"""The Catalog page: nothing open, being opened, or open."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from core.worker.messages import Failed
from gui.jobs import AnyRunning
from gui.page import Page
from gui.pages.catalog.mapper import Mapper
from gui.pages.catalog.opening import Opening
from gui.pages.catalog.welcome import Welcome
from gui.session import Session
from gui.widgets.status.prepare import NextStep

if TYPE_CHECKING:
    from core.catalog.plan.model import Plan
    from gui.pages.catalog.opened import Opened


class CatalogPage(Page):
    """Open a catalog, look at its items and users, judge its health."""

    key = "catalog"
    title = str(QT_TRANSLATE_NOOP("CatalogPage", "Catalog"))
    subtitle = str(
        QT_TRANSLATE_NOOP(
            "CatalogPage", "Items, histories and their health: what everything else starts from"
        )
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.another = QPushButton(self.tr("Open another"))
        self.another.setToolTip(self.tr("Open another catalog or a sample"))
        self.another.clicked.connect(self.show_welcome)
        self.columns = QPushButton(self.tr("Columns ..."))
        self.columns.setToolTip(self.tr("Say anew which column of the files means what"))
        self.columns.clicked.connect(self._map_opened)
        self.tools.addWidget(self.columns)
        self.tools.addWidget(self.another)
        self.next = NextStep(session)
        self.tools.addWidget(self.next)
        self.stack = QStackedWidget()
        self.body.addWidget(self.stack)
        self.welcome = Welcome(session)
        self.opening = Opening(session)
        self.opened: Opened | None = None
        self._plan: Plan | None = None
        self.stack.addWidget(self.welcome)
        self.stack.addWidget(self.opening)
        self.welcome.back_wanted.connect(self.show_state)
        self.mapper = Mapper(session, self)
        self.mapper.offered.connect(self.welcome.offer_mapping)
        self.welcome.mapping_wanted.connect(self.mapper.show_dialog)
        session.catalog_changed.connect(self._catalog_changed)
        session.stage_changed.connect(self._stage_changed)
        session.jobs.added.connect(self._job_added)
        for job in session.jobs.running:
            self._job_added(job)
        if session.catalog is not None:
            self._catalog_changed()
        else:
            self.show_state()

    # --- which of the three -------------------------------------------------------------------

    def show_state(self) -> None:
        """Progress while a catalog is being opened, else the catalog, else the welcome."""
        job = self.opening.job
        if self.session.loading or (job is not None and not job.status.over):
            self.stack.setCurrentWidget(self.opening)
        elif self.opened is not None:
            self.stack.setCurrentWidget(self.opened)
        else:
            self.show_welcome()
        self.another.setVisible(self.stack.currentWidget() is self.opened)
        catalog = self.session.catalog
        tables = catalog is not None and catalog.reader == "table" and bool(self.session.source)
        self.columns.setVisible(self.another.isVisibleTo(self) and tables)

    def show_welcome(self) -> None:
        """Offer to open something."""
        self.welcome.refresh()
        self.stack.setCurrentWidget(self.welcome)
        self.another.hide()
        self.columns.hide()

    def _job_added(self, job: AnyRunning) -> None:
        # Imported here: the window is on screen before the contract of opening is built.
        from core.contracts.opening import OPEN, SAMPLE

        if job.kind not in (OPEN, SAMPLE):
            return
        self.welcome.offer_mapping("")
        self.opening.follow(job)
        job.failed.connect(self._failed)
        job.failed.connect(self.mapper.consider)
        job.status_changed.connect(self._job_changed)
        self.show_state()

    def _job_changed(self, _status: Any) -> None:
        self.show_state()

    def _failed(self, _message: Failed) -> None:
        # Why, and what to do about it, stands above the page.
        self.show_welcome()

    def _map_opened(self) -> None:
        self.mapper.look(Path(self.session.source), plan=self._plan)

    def _wishes_chosen(self, event: str, least: float | None) -> None:
        if self._plan is not None:
            self._rule_chosen({"wishes": {**self._plan.wishes, event: least}})

    def _rule_chosen(self, changed: Mapping[str, object]) -> None:
        """Open the files again by the same plan with another rule, which is kept with it."""
        # Imported here: the window is on screen before polars is.
        from core.catalog.plan import said
        from core.catalog.readers.base import folder_of
        from core.errors import UserError

        if self._plan is None or not self.session.source:
            return
        plan = self._plan.model_copy(update=changed)
        folder = folder_of(Path(self.session.source))
        if (folder / said.SAID_FILE).is_file():
            with suppress(UserError):  # of a folder that cannot be written: for this time
                said.save(folder, plan)
        self.session.open_path(self.session.source, plan=plan)

    def _stage_changed(self, key: str) -> None:
        if key == self.key and (self.session.loading or self.stack.currentWidget() is self.opening):
            self.show_state()

    def _catalog_changed(self) -> None:
        if self.session.catalog is None:
            return
        from core.catalog.opening.snapshot import plan_of

        if self.opened is None:
            # Imported here: the window is on screen before polars is.
            from gui.pages.catalog.opened import Opened

            self.opened = Opened(self.session)
            self.opened.reading.change_wanted.connect(self._map_opened)
            self.opened.reading.wishes.chosen.connect(self._wishes_chosen)
            self.opened.reading.wishes.weighed.connect(
                lambda weighting: self._rule_chosen({"weighting": weighting})
            )
            self.stack.addWidget(self.opened)
        snapshot = self.session.snapshot
        self._plan = None if snapshot is None else plan_of(snapshot)
        self.opened.set_catalog(self.session.catalog, self._plan)
        self.show_state()
        if self._plan is not None and self._plan.questions and self.session.source:
            self._map_opened()

    def shown(self) -> None:
        if self.stack.currentWidget() is self.welcome:
            self.welcome.refresh()
