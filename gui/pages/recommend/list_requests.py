"""Asks for lists: the plain one first, so that what a change moved can be told."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from core.contracts.recommend import LIST, PREPARE, ListAnswer, PrepareAnswer, PrepareParams
from core.worker.messages import Failed
from gui.pages.recommend.state import WhatIf
from gui.session import Session

#: Rest between pieces of work done ahead.
IDLE_MS = 60


class ListRequests(QObject):
    """One question at a time; a newer one replaces the one before.

    Signals:
        answered: (ListAnswer, ranks in the plain list by row or None if it is plain).
        refused: the Failed message.
    """

    # Not dict: Qt would make a map sorted by key of it.
    answered = Signal(object, object)
    refused = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted = WhatIf()
        self._asked = WhatIf()
        self._plain: WhatIf | None = None
        self._ranks: dict[int, int] = {}
        self._prepared = False
        self._ahead = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._ahead.timeout.connect(self._prepare)

    def forget(self) -> None:
        """Another run or catalog: nothing known holds any more."""
        self._plain = None
        self._prepared = False
        self._ahead.stop()

    def ask(self, what: WhatIf) -> None:
        """Ask; `answered` or `refused` follows."""
        self._wanted = what
        plain = what.plain()
        self._asked = what if plain == self._plain else plain
        self._session.ask(LIST, self._asked.params(), self._arrived, self._failed)

    def _arrived(self, answer: ListAnswer) -> None:
        if self._asked == self._wanted.plain():
            self._plain = self._asked
            self._ranks = {one.row: rank for rank, one in enumerate(answer.items)}
            if self._asked != self._wanted:
                self.ask(self._wanted)
                return
        self.answered.emit(answer, self._ranks if self._wanted.changed else None)
        if not self._prepared:
            self._ahead.start()

    def _failed(self, message: Failed) -> None:
        self.refused.emit(message)

    def _prepare(self) -> None:
        """Let the engine work ahead in short pieces, so that no question waits for long."""
        if self._session.run is not None:
            self._session.ask(PREPARE, PrepareParams(), self._went_ahead, self._cannot_prepare)

    def _went_ahead(self, answer: PrepareAnswer) -> None:
        self._prepared = answer.done >= answer.total
        if not self._prepared:
            self._ahead.start()

    def _cannot_prepare(self, _message: Failed) -> None:
        self._prepared = True  # the list itself says what is wrong
