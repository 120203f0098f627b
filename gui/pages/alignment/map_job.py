"""The job that makes a map which takes long."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from core.contracts.embedding import EMBED, Embedded, EmbedSpec
from core.contracts.job import Ended
from core.contracts.message import checked
from core.worker.messages import Failed, Progress
from gui.jobs import Job
from gui.pages.alignment.tab import sentence_of
from gui.session import Session
from gui.widgets.status import progress


class MapJob(QObject):
    """At most one at a time; the status line shows and cancels it like any other job.

    Signals:
        said: how far it is, or why it failed.
        ended: it made the map, or was cancelled; ask for the map again.
    """

    said = Signal(str)
    ended = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job[EmbedSpec, Embedded] | None = None

    @property
    def running(self) -> bool:
        """Whether a map is being made."""
        return self._job is not None and not self._job.status.over

    def start(self, space: str, method: str, title: str) -> None:
        """Make a map of what is open."""
        session = self._session
        if self.running or session.features is None:
            return
        about = {
            "catalog": str(session.snapshot),
            "features": session.features.folder,
            "run": session.run.folder if session.run else None,
        }
        spec = checked(EmbedSpec, {**about, "space": space, "method": method})
        self._job = session.jobs.start(EMBED, spec, title)
        self._job.progress.connect(self._progressed)
        self._job.finished.connect(self._finished)
        self._job.failed.connect(self._failed)
        self.said.emit(title)

    def _progressed(self, message: Progress) -> None:
        self.said.emit(progress.joined(message.stage, progress.numbers(message)))

    def _finished(self, _ended: Ended[Embedded]) -> None:
        self._job = None
        self.ended.emit()

    def _failed(self, message: Failed) -> None:
        self._job = None
        self.ended.emit()
        self.said.emit(sentence_of(message))
