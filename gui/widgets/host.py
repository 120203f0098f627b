"""What a widget may ask of the window around it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import SignalInstance

from gui.state.preparing import Preparing
from gui.theme import Appearance


class Host(Protocol):
    """Gives a widget its colours, takes its complaints and leads to other pages."""

    @property
    def appearance(self) -> Appearance:
        """The theme, and word of its change."""
        ...

    @property
    def under_way(self) -> str:
        """What is being opened, as it is told; empty if nothing is."""
        ...

    @property
    def under_way_changed(self) -> SignalInstance:
        """Look at `under_way` again."""
        ...

    @property
    def preparing(self) -> Preparing:
        """Makes what the open catalog lacks."""
        ...

    @property
    def preparing_changed(self) -> SignalInstance:
        """Look at `preparing` again."""
        ...

    #: Where file dialogs start; empty until the person was somewhere.
    folder: str

    def tell_saved(self, path: Path) -> None:
        """Say that a file was written, and offer to show it in its folder."""
        ...

    def complain(self, sentence: str) -> None:
        """Show what went wrong."""
        ...

    def show_page(self, key: str) -> None:
        """Bring the page of that key to the front."""
        ...
