"""When to show the mapping dialog: asked for, or when files could not be read as they are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.worker.messages import Failed
from gui.background import Background
from gui.session import Session

if TYPE_CHECKING:
    from core.catalog.opening.preview import Preview
    from gui.pages.catalog.mapping_dialog import MappingDialog


class Mapper(QObject):
    """Looks into the tables of a path in a thread, then shows the dialog.

    Signals:
        offered: name of what could not be opened; it holds tables whose columns can be mapped.
    """

    offered = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._window = parent
        self._path = Path()
        self._why = ""
        self._asked = 0
        self._previews: list[Preview] = []
        self.dialog: MappingDialog | None = None
        self._background = Background(threads=1, limit=1, parent=self)
        self._background.done.connect(self._looked)

    def look(self, path: Path, why: str = "") -> None:
        """Show the dialog for a path that was opened, or that could not be because of `why`."""
        self._path, self._why, self._previews = path, why, []
        self._asked += 1
        self._background.submit(self._asked, lambda: _previews(path))

    def consider(self, failure: Failed) -> None:
        """Opening failed: offer to map the columns if there are tables."""
        # Imported here: the window is on screen before the contract of opening is built.
        from core.contracts.opening import OPEN

        job = next((job for job in self._session.jobs.all if job.id == failure.job), None)
        if job is not None and job.kind is OPEN:
            self.look(Path(job.spec.path), failure.message)

    def _looked(self, key: int, result: object) -> None:
        if key != self._asked or not isinstance(result, list):
            return
        self._previews = result
        if not any(not one.problem for one in result):
            return
        if not self._why or _undecided(result):
            self.show_dialog()
        if self._why:
            self.offered.emit(self._path.name)

    def show_dialog(self) -> None:
        """Show the dialog for what was looked at last."""
        # Imported here: the window is on screen before polars is.
        from gui.pages.catalog.mapping_dialog import MappingDialog

        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = MappingDialog(
            self._session, self._path, self._previews, self._why, self._window
        )
        self.dialog.open()


def _previews(path: Path) -> list[Preview]:
    from core.catalog.opening.preview import preview
    from core.catalog.readers.base import folder_of
    from core.catalog.readers.mapping import load_mapping
    from core.errors import UserError

    try:
        saved = load_mapping(folder_of(path))
    except UserError:
        saved = {}
    return preview(path, saved)


def _undecided(previews: list[Preview]) -> bool:
    """Whether names alone do not tell enough to read these files."""
    from core.catalog.opening.preview import Choice, missing

    return bool(missing({one.file: Choice(one.table, one.guess) for one in previews}))
