"""Settings: language and theme, what computes, network, weights, and the disk all that takes."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from core import workspace
from gui import language
from gui.shell.commands import Commands
from gui.shell.computing_form import ComputingForm
from gui.shell.disk_use import DiskUse
from gui.shell.network_form import NetworkForm
from gui.shell.weights_list import WeightsList
from gui.widgets.layout.basic import close_row, label


class SettingsDialog(QDialog):
    """Takes effect at once; the language at the next start."""

    def __init__(self, parent: QWidget, commands: Commands) -> None:
        super().__init__(parent)
        self._commands = commands
        self._session = commands.session
        self.setWindowTitle(self.tr("Settings"))
        self.resize(640, 520)
        outer = QVBoxLayout(self)
        outer.setSpacing(12)
        self.computing = ComputingForm(commands)
        self.network = NetworkForm(self._session)
        self.weights = WeightsList(self._session)
        self.disk = DiskUse(self._session)
        self.tabs = QTabWidget()
        self.tabs.addTab(_page(self._general()), self.tr("General"))
        self.tabs.addTab(_page(self.computing), self.tr("Computing"))
        weights = label(self.tr("Weights of encoders"), "heading")
        self.tabs.addTab(_page(self.network, weights, self.weights), self.tr("Network"))
        self.tabs.addTab(_page(self.disk), self.tr("Disk use"))
        outer.addWidget(self.tabs, 1)
        outer.addLayout(close_row(self))

    def _general(self) -> QWidget:
        holder = QWidget()
        form = QFormLayout(holder)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(10)
        self.theme = self._choice(
            {
                "system": self.tr("follow the system"),
                "light": self.tr("light"),
                "dark": self.tr("dark"),
            },
            self._commands.saved.theme,
        )
        self.theme.activated.connect(self._theme_chosen)
        form.addRow(self.tr("Theme"), self.theme)
        names = {"system": self.tr("follow the system")}
        names.update({str(key): name for key, name in language.NAMES.items()})
        self.language = self._choice(names, self._commands.saved.language)
        self.language.activated.connect(self._language_chosen)
        form.addRow(self.tr("Language"), self.language)
        place = QHBoxLayout()
        place.addWidget(label(str(workspace.named()), "muted", wrap=True), 1)
        show = QPushButton(self.tr("Show in folder"))
        show.clicked.connect(self._show_home)
        place.addWidget(show)
        form.addRow(self.tr("Data folder"), place)
        private = self.tr(
            "Everything stays on this machine: catalogs, models and what you look at. Only weights "
            "are fetched, when you ask for them; no usage is recorded or sent."
        )
        form.addRow(self.tr("Privacy"), label(private, "muted", wrap=True))
        return holder

    def _choice(self, names: dict[str, str], chosen: str) -> QComboBox:
        box = QComboBox()
        for key, name in names.items():
            box.addItem(name, key)
        box.setCurrentIndex(box.findData(chosen))
        return box

    def _theme_chosen(self, _row: int) -> None:
        self._commands.set_theme(self.theme.currentData())

    def _language_chosen(self, _row: int) -> None:
        self._commands.set_language(self.language.currentData())

    def _show_home(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(workspace.home())))


def _page(*parts: QWidget) -> QScrollArea:
    """A tab that scrolls where the screen is small."""
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setSpacing(12)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setWidget(inner)
    return scroll
