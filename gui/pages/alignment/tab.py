"""What the tabs of the Alignment page share: what is looked at, and when to ask for it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from core.contracts.alignment import SpaceName
from core.worker.messages import Failed
from gui.session import Session
from gui.widgets.items.catalog_rows import CatalogRows


@dataclass(frozen=True)
class Scope:
    """What the page looks at.

    Attributes:
        rows: the open catalog.
        space: "model", "joint" or "ridge".
        x: modality that asks.
        y: modality that answers.

    """

    rows: CatalogRows
    space: SpaceName
    x: str
    y: str


class Tab(QWidget):
    """A tab that asks the engine when it is first seen after something changed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.scope: Scope | None = None
        self._stale = True

    def look(self, look: Scope | None) -> None:
        """Look at something else; None while there is nothing."""
        self.scope = look
        self._stale = True
        if self.isVisible():
            self._fresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fresh()

    def _fresh(self) -> None:
        if self._stale and self.scope is not None:
            self._stale = False
            self.load(self.scope)

    def load(self, look: Scope) -> None:
        """Ask for what is to be shown."""
        raise NotImplementedError

    def select(self, row: int) -> None:
        """The session's item is another one."""


def sentence_of(message: Failed) -> str:
    """A refusal as one sentence."""
    return " ".join(part for part in (message.message, message.remedy) if part)
