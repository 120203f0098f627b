"""The menus: what can be done from anywhere, with its keys."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu

from gui import language
from gui.page_entry import PageEntry
from gui.shell.commands import Commands
from gui.state.catalog import recent

#: Items and users of a sample opened from the menu.
SAMPLE_SIZE = (240, 300)


class Menus(QObject):
    """Fills the menu bar of the window, whose actions the command palette finds too."""

    def __init__(self, window: QMainWindow, commands: Commands, pages: Sequence[PageEntry]) -> None:
        super().__init__(window)
        self._window, self._commands, self._pages = window, commands, pages
        menu = window.menuBar()
        file_menu = menu.addMenu(self.tr("&File"))
        self._act(file_menu, self.tr("Open folder ..."), "Ctrl+O", commands.choose_folder)
        self._act(file_menu, self.tr("Open file ..."), "Ctrl+Shift+O", commands.choose_file)
        self._recent = file_menu.addMenu(self.tr("Open recent"))
        self._recent.aboutToShow.connect(self._list_recent)
        samples = file_menu.addMenu(self.tr("Open sample"))
        for field, name in (
            ("shop", self.tr("Sample: shop")),
            ("music", self.tr("Sample: music")),
            ("video", self.tr("Sample: video")),
        ):
            self._act(samples, name, "", self._open_sample).setData(field)
        self._act(
            file_menu, self.tr("Save picture of this page ..."), "Ctrl+P", commands.save_picture
        )
        share = file_menu.addMenu(self.tr("Share"))
        self._act(share, self.tr("This page as HTML ..."), "Ctrl+Shift+P", commands.save_page)
        self._act(share, self.tr("Report of everything ..."), "", commands.sharing.report)
        self._act(share, self.tr("Report as PDF ..."), "", commands.sharing.paper)
        self._act(share, self.tr("Bundle for another machine ..."), "", commands.sharing.bundle)
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
        self._act(file_menu, self.tr("Settings ..."), "Ctrl+,", self.show_settings)
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
        self._act(view, self.tr("Full screen"), "F11", commands.toggle_full_screen)
        view.addSeparator()
        for entry in pages:
            title = QCoreApplication.translate("pages", entry.title)
            action = self._act(view, self.tr("Go to {0}").format(title), "", self._go)
            action.setData(entry.key)
        help_menu = menu.addMenu(self.tr("&Help"))
        self._act(help_menu, self.tr("Help and shortcuts"), "F1", self.show_help)
        self._act(help_menu, self.tr("Guided tour of five minutes"), "Ctrl+T", commands.talk.start)
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

    def _list_recent(self) -> None:
        self._recent.clear()
        for entry in recent():
            action = self._recent.addAction(entry["name"].replace("&", "&&"))
            action.setToolTip(entry["source"])
            action.setData(entry["source"])
            action.setEnabled(Path(entry["source"]).exists())
            action.triggered.connect(self._open_recent)
        if self._recent.isEmpty():
            self._recent.addAction(self.tr("Nothing was opened yet")).setEnabled(False)

    def _open_recent(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._commands.session.open_path(action.data())
            self._commands.show_page("catalog")

    def _open_sample(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._commands.session.open_sample(action.data(), *SAMPLE_SIZE)
            self._commands.show_page("catalog")

    # --- dialogs --------------------------------------------------------------------------

    def show_settings(self) -> None:
        """Language, theme, data folder, disk use."""
        from gui.shell.settings_dialog import SettingsDialog

        SettingsDialog(self._window, self._commands).open()

    def show_help(self) -> None:
        """What each page is for, and the keys."""
        from gui.shell.help_dialog import HelpDialog

        HelpDialog(self._window, self._pages).open()

    def about(self) -> None:
        """What this is, of which versions, under which licences."""
        from gui.shell.about_dialog import AboutDialog

        AboutDialog(self._window, self._commands.session.device).open()
