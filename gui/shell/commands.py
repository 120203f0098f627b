"""What menus and dialogs ask of the window."""

from __future__ import annotations

from typing import Protocol

from gui.language import Language
from gui.session import Session
from gui.settings import Settings
from gui.shell.sharing import Sharing
from gui.shell.talk import TalkBar
from gui.theme import ThemeChoice


class Commands(Protocol):
    """What the menus can do."""

    @property
    def saved(self) -> Settings:
        """What is kept from one start to the next."""
        ...

    @property
    def session(self) -> Session:
        """What is open."""
        ...

    def choose_folder(self) -> None:
        """Ask for a catalog folder and open it."""
        ...

    def choose_file(self) -> None:
        """Ask for a catalog file and open it."""
        ...

    def save_picture(self) -> None:
        """Save what the page shows."""
        ...

    @property
    def talk(self) -> TalkBar:
        """The guided tour."""
        ...

    @property
    def sharing(self) -> Sharing:
        """Writes files for others."""
        ...

    def save_page(self) -> None:
        """Save the page in front as HTML."""
        ...

    def toggle_full_screen(self) -> None:
        """Fill the screen, or no longer."""
        ...

    def show_palette(self) -> None:
        """Open the command palette."""
        ...

    def show_page(self, key: str) -> None:
        """Bring a page to the front."""
        ...

    def set_theme(self, choice: ThemeChoice) -> None:
        """Dress the window anew."""
        ...

    def set_language(self, choice: Language) -> None:
        """Remember the language."""
        ...

    def set_computing(self, device: str, threads: int) -> None:
        """Compute on this device with so many threads, 0 for all cores but one."""
        ...
