"""When to show the dialog that asks how files are to be read: if one asks, or is asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.worker.messages import Failed
from gui.background import Background
from gui.session import Session

if TYPE_CHECKING:
    from core.catalog.plan.looking import Looked
    from core.catalog.plan.model import Plan
    from gui.pages.catalog.mapping_dialog import MappingDialog


class Mapper(QObject):
    """Looks at the files of a path in a thread, then shows the dialog.

    Signals:
        offered: name of what could not be opened; it holds tables whose columns can be said.
    """

    offered = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._window = parent
        self._path = Path()
        self._why = ""
        self._asked = 0
        self._looked: Looked | None = None
        self.dialog: MappingDialog | None = None
        self._background = Background(threads=1, limit=1, parent=self)
        self._background.done.connect(self._done)

    def look(self, path: Path, why: str = "", plan: Plan | None = None) -> None:
        """Show the dialog for a path that was opened by a plan, or not because of `why`."""
        self._path, self._why, self._looked = path, why, None
        self._asked += 1
        self._background.submit(self._asked, lambda: _look(path, plan))

    def consider(self, failure: Failed) -> None:
        """Opening failed: offer to say what the files are if there are tables."""
        # Imported here: the window is on screen before the contract of opening is built.
        from core.contracts.opening import OPEN

        job = next((job for job in self._session.jobs.all if job.id == failure.job), None)
        if job is not None and job.kind is OPEN:
            self.look(Path(job.spec.path), failure.message)

    def _done(self, key: int, result: object) -> None:
        # Imported here: the window is on screen before polars is.
        from core.catalog.opening.preview import missing
        from core.catalog.plan.looking import Looked

        if key != self._asked or not isinstance(result, Looked):
            return
        self._looked = result
        if not any(file.names for file in result.plan.files):
            return
        if not self._why or missing(result.plan.files):
            self.show_dialog()
        if self._why:
            self.offered.emit(self._path.name)

    def show_dialog(self) -> None:
        """Show the dialog for what was looked at last."""
        # Imported here: the window is on screen before polars is.
        from gui.pages.catalog.mapping_dialog import MappingDialog

        if self.dialog is not None:
            self.dialog.deleteLater()
        assert self._looked is not None
        self.dialog = MappingDialog(
            self._session, self._path, self._looked, self._why, self._window
        )
        self.dialog.open()


def _look(path: Path, plan: Plan | None) -> Looked:
    from core.catalog.opening.look import follow, look_into
    from core.catalog.plan import said
    from core.catalog.readers.base import folder_of
    from core.errors import UserError

    try:
        beside = said.beside(folder_of(path))
    except UserError:
        beside = {}
    if plan is None and not isinstance(beside, dict):
        plan = beside
    if plan is not None:
        return follow(path, plan)
    return look_into(path, "table", beside if isinstance(beside, dict) else {})
