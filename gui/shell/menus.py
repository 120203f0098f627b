"""The menus: what can be done from anywhere, with its keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu, QMessageBox

from gui import language
from gui.language import Language
from gui.page_entry import PageEntry
from gui.session import Session
from gui.settings import Settings
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


class Menus(QObject):
    """Fills the menu bar of the window, whose actions the command palette finds too."""

    def __init__(self, window: QMainWindow, commands: Commands, pages: Sequence[PageEntry]) -> None:
        super().__init__(window)
        self._window, self._commands = window, commands
        menu = window.menuBar()
        file_menu = menu.addMenu(self.tr("&File"))
        self._act(file_menu, self.tr("Open folder ..."), "Ctrl+O", commands.choose_folder)
        self._act(file_menu, self.tr("Open file ..."), "Ctrl+Shift+O", commands.choose_file)
        self._act(
            file_menu, self.tr("Save picture of this page ..."), "Ctrl+P", commands.save_picture
        )
        file_menu.addSeparator()
        self._prepare = self._act(
            file_menu,
            self.tr("Prepare and show me"),
            "Ctrl+Return",
            commands.session.preparing.start,
        )
        commands.session.preparing_changed.connect(self._offer)
        self._offer()
        file_menu.addSeparator()
        self._act(file_menu, self.tr("Quit"), "Ctrl+Q", window.close)
        view = menu.addMenu(self.tr("&View"))
        for choice, name in (
            ("system", self.tr("Theme: follow the system")),
            ("light", self.tr("Theme: light")),
            ("dark", self.tr("Theme: dark")),
        ):
            action = self._act(view, name, "", self._theme_chosen)
            action.setData(choice)
        self._add_languages(view)
        view.addSeparator()
        for entry in pages:
            title = QCoreApplication.translate("pages", entry.title)
            action = self._act(view, self.tr("Go to {0}").format(title), "", self._go)
            action.setData(entry.key)
        help_menu = menu.addMenu(self.tr("&Help"))
        self._act(help_menu, self.tr("Command palette ..."), "Ctrl+K", commands.show_palette)
        self._act(help_menu, self.tr("About Triptych"), "", self.about)

    def _add_languages(self, menu: QMenu) -> None:
        group = QActionGroup(self._window)
        names = {"system": self.tr("follow the system"), **language.NAMES}
        menu.addSeparator()
        for choice, name in names.items():
            title = self.tr("Language: {0}").format(name)
            action = self._act(menu, title, "", self._language_chosen)
            action.setData(choice)
            action.setCheckable(True)
            action.setChecked(choice == self._commands.saved.language)
            group.addAction(action)

    def _act(self, menu: QMenu, name: str, keys: str, slot: object) -> QAction:
        action = QAction(name, self._window)
        if keys:
            action.setShortcut(keys)
        action.triggered.connect(slot)
        menu.addAction(action)
        self._window.addAction(action)
        return action

    def _offer(self) -> None:
        preparing = self._commands.session.preparing
        self._prepare.setEnabled(preparing.offered or preparing.prepared)

    # --- chosen ---------------------------------------------------------------------------

    def _go(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._commands.show_page(action.data())

    def _theme_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._commands.set_theme(action.data())

    def _language_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._commands.set_language(action.data())

    def about(self) -> None:
        """Say what this is."""
        QMessageBox.about(
            self._window,
            self.tr("About Triptych"),
            self.tr(
                "Triptych {0}\nA workbench that shows how a product's words, picture and sound "
                "line up behind a recommendation.\n\n{1}"
            ).format(version(), self._commands.session.device),
        )


def version() -> str:
    """The installed version."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("triptych")
    except PackageNotFoundError:
        return "(not installed)"
