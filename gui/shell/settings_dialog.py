"""Settings: language, theme, network, where the data is, the disk it takes, and what can go."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core import usage, workspace
from gui import language
from gui.background import Background
from gui.shell.commands import Commands
from gui.shell.network_form import NetworkForm
from gui.shell.sizes import in_words
from gui.shell.weights_list import WeightsList
from gui.translation import said
from gui.widgets.layout.basic import label


class SettingsDialog(QDialog):
    """Takes effect at once; the language at the next start."""

    def __init__(self, parent: QWidget, commands: Commands) -> None:
        super().__init__(parent)
        self._commands = commands
        self._session = commands.session
        self.setWindowTitle(self.tr("Settings"))
        self.setMinimumWidth(520)
        outer = QVBoxLayout(self)
        outer.setSpacing(12)
        form = QFormLayout()
        form.setSpacing(10)
        self.theme = self._choice(
            {
                "system": self.tr("follow the system"),
                "light": self.tr("light"),
                "dark": self.tr("dark"),
            },
            commands.saved.theme,
        )
        self.theme.activated.connect(self._theme_chosen)
        form.addRow(self.tr("Theme"), self.theme)
        names = {"system": self.tr("follow the system")}
        names.update({str(key): name for key, name in language.NAMES.items()})
        self.language = self._choice(names, commands.saved.language)
        self.language.activated.connect(self._language_chosen)
        form.addRow(self.tr("Language"), self.language)
        form.addRow(self.tr("Device"), label(self._session.device, "muted", wrap=True))
        place = QHBoxLayout()
        place.addWidget(label(str(workspace.named()), "muted", wrap=True), 1)
        show = QPushButton(self.tr("Show in folder"))
        show.clicked.connect(self._show_home)
        place.addWidget(show)
        form.addRow(self.tr("Data folder"), place)
        outer.addLayout(form)
        outer.addWidget(label(self.tr("Network"), "heading"))
        self.network = NetworkForm(self._session)
        outer.addWidget(self.network)
        outer.addWidget(label(self.tr("Weights of encoders"), "heading"))
        self.weights = WeightsList(self._session)
        outer.addWidget(self.weights)
        outer.addWidget(label(self.tr("Disk use"), "heading"))
        self._table = QGridLayout()
        self._table.setHorizontalSpacing(14)
        self._table.setColumnStretch(1, 1)
        outer.addLayout(self._table)
        outer.addStretch(1)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(close)
        outer.addLayout(line)
        self.removals: dict[str, QPushButton] = {}
        self._work = Background(threads=1, limit=4, parent=self)
        self._work.done.connect(self._done)
        self._say(self.tr("Counting ..."))
        self._work.submit("sizes", usage.sizes)

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

    # --- disk -----------------------------------------------------------------------------

    def _holds(self, name: str) -> str:
        """What a sub-folder of the workspace is for."""
        return {
            "samples": self.tr("sample catalogs; made again when wanted"),
            "archives": self.tr("unpacked archives"),
            "bundles": self.tr("unpacked bundles"),
            "extracted media": self.tr("pictures and sounds taken out of tables"),
            "catalogs": self.tr("catalogs as they were opened"),
            "features": self.tr("encoded features; made again when wanted"),
            "encoders": self.tr("weights of encoders"),
            "maps": self.tr("embedding maps; made again when wanted"),
            "runs": self.tr("trained models"),
            "searches": self.tr("searches for settings"),
            "results": self.tr("benchmark results"),
            "captions": self.tr("pictures in words"),
            "comparisons": self.tr("comparisons of encoders"),
            "trash": self.tr("runs you deleted"),
        }.get(name, "")

    def _clear_table(self) -> None:
        while (entry := self._table.takeAt(0)) is not None:
            if (widget := entry.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.removals.clear()

    def _say(self, sentence: str) -> None:
        self._clear_table()
        self._table.addWidget(label(sentence, "muted"), 0, 0, 1, 4)

    def _done(self, key: object, result: object) -> None:
        if isinstance(result, OSError):
            self._session.complain(self.tr("Could not be removed: {0}").format(said(result)))
        if key != "sizes":
            self._work.submit("sizes", usage.sizes)
        elif isinstance(result, dict):
            self._show_sizes(result)

    def _show_sizes(self, sizes: dict[str, int]) -> None:
        self._clear_table()
        shown = {name: size for name, size in sizes.items() if size}
        for row, (name, size) in enumerate(shown.items()):
            self._table.addWidget(label(name), row, 0)
            self._table.addWidget(label(self._holds(name), "muted", wrap=True), row, 1)
            self._table.addWidget(label(in_words(size)), row, 2)
            if name in usage.REMADE:
                button = QPushButton(self.tr("Remove"))
                button.setAccessibleName(self.tr("Remove {0}").format(self._holds(name)))
                button.setProperty("folder", name)
                button.setEnabled(not self._session.jobs.running and not self._needed(name))
                if self._needed(name):
                    button.setToolTip(self.tr("The open catalog is in there"))
                button.clicked.connect(self._remove)
                self._table.addWidget(button, row, 3)
                self.removals[name] = button
        total = self.tr("{0} in all").format(in_words(sum(shown.values())))
        self._table.addWidget(label(total, "muted"), len(shown), 2, 1, 2)

    def _needed(self, name: str) -> bool:
        """Whether the open catalog has its files there."""
        catalog = self._session.catalog
        folder = (workspace.named() / name).resolve()
        return catalog is not None and catalog.root.resolve().is_relative_to(folder)

    def _remove(self) -> None:
        button = self.sender()
        if not isinstance(button, QPushButton) or self._session.jobs.running:
            return
        name = button.property("folder")
        if self._needed(name):  # it was opened meanwhile
            return
        if name == "features":  # of the open catalog, too: they have to be encoded again
            self._session.set_features(None)
        self._say(self.tr("Removing ..."))
        self._work.submit(name, lambda: usage.clear(name))
