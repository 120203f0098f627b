"""Saving what is on screen as evidence, and looking at saved evidence again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from core.errors import UserError
from gui.pages.attention import evidence
from gui.pages.attention.controls import Controls
from gui.pages.attention.view import ItemView
from gui.session import Session
from gui.translation import said, told
from gui.widgets.files import ask_open, ask_save
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.plots.export import ExportButton


class EvidenceActions(QObject):
    """Two entries in the export menu."""

    def __init__(
        self, session: Session, view: ItemView, controls: Controls, button: ExportButton
    ) -> None:
        super().__init__(button)
        self._session = session
        self._view = view
        self._controls = controls
        self._button = button
        self._rows: CatalogRows | None = None
        menu = button.menu()
        menu.addSeparator()
        menu.addAction(self.tr("Save evidence file ..."), self._ask_save)
        menu.addAction(self.tr("Open evidence file ..."), self._ask_open)

    def set_rows(self, rows: CatalogRows | None) -> None:
        """The open catalog."""
        self._rows = rows

    def _ask_save(self) -> None:
        name, title = "attention.evidence.npz", self.tr("Save evidence")
        path = ask_save(self._button, self._session, title, name, "*.npz")
        if path:
            self.save(path.with_suffix(".npz"))

    def _ask_open(self) -> None:
        path = ask_open(self._button, self._session, self.tr("Open evidence"), "*.npz")
        if path:
            self.open(path)

    def save(self, path: Path) -> None:
        """Save the map with everything it takes to look at it again."""
        view, rows = self._view, self._rows
        if view.maps is None or view.facts is None or view.row is None or rows is None:
            return
        item = (view.row, rows.item_id(view.row), rows.title(view.row))
        meta = evidence.about(
            rows.catalog.name, item, view.texts, view.facts, self._controls.display, view.pin
        )
        try:
            evidence.save(path, evidence.Evidence(meta, view.maps))
        except OSError as error:
            self._session.notice.emit(
                "error", self.tr("Could not save: {0}").format(said(error)), ""
            )
        else:
            self._session.tell_saved(path)

    def open(self, path: Path) -> None:
        """Show a saved map as it was looked at; media too if its item is in the open catalog."""
        try:
            found = evidence.load(path)
            self._show(found)
        except UserError as error:
            self._session.notice.emit("error", told(error.sentence), "")
        else:
            meta = found.meta
            words = self.tr("Evidence of {0}: {1}, model {2}, saved {3}.")
            words = words.format(meta.catalog, meta.title, meta.facts.model, meta.saved)
            self._session.notice.emit("info", words, "")

    def _show(self, found: evidence.Evidence) -> None:
        meta, rows = found.meta, self._rows
        known = (
            rows is not None
            and meta.row < rows.items
            and rows.item_id(meta.row) == meta.item
            and rows.catalog.name == meta.catalog
        )
        self._controls.display = meta.display
        self._view.show_evidence(found, known=known)
