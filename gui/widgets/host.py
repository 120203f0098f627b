"""What a widget may ask of the window around it."""

from __future__ import annotations

from typing import Protocol

from gui.theme import Appearance


class Host(Protocol):
    """Gives a widget its colours, takes its complaints and leads to other pages."""

    @property
    def appearance(self) -> Appearance:
        """The theme, and word of its change."""
        ...

    def complain(self, sentence: str) -> None:
        """Show what went wrong."""
        ...

    def show_page(self, key: str) -> None:
        """Bring the page of that key to the front."""
        ...
