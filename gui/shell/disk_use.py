"""How much disk each part of the workspace takes, and how it is freed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from core import usage, workspace
from gui.background import Background
from gui.session import Session
from gui.shell.clean_up import CleanUp
from gui.shell.sizes import in_words
from gui.translation import said
from gui.widgets.layout.basic import clear, label


class DiskUse(QWidget):
    """What is made again goes at a click; of the rest a person chooses."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._table = QGridLayout(self)
        self._table.setContentsMargins(0, 0, 0, 0)
        self._table.setHorizontalSpacing(14)
        self._table.setColumnStretch(1, 1)
        self.removals: dict[str, QPushButton] = {}
        self._work = Background(threads=1, limit=4, parent=self)
        self._work.done.connect(self._done)
        self._say(self.tr("Counting ..."))
        self.count()

    def count(self) -> None:
        """Look at the disk again."""
        self._work.submit("sizes", usage.sizes)

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
            "compiled": self.tr("code compiled for this machine; made again when wanted"),
            "trash": self.tr("runs you deleted"),
        }.get(name, "")

    def _say(self, sentence: str) -> None:
        self._clear()
        self._table.addWidget(label(sentence, "muted"), 0, 0, 1, 4)

    def _clear(self) -> None:
        clear(self._table)
        self.removals.clear()

    def _done(self, key: object, result: object) -> None:
        if isinstance(result, OSError):
            self._session.complain(self.tr("Could not be removed: {0}").format(said(result)))
        if key != "sizes":
            self.count()
        elif isinstance(result, dict):
            self._show_sizes(result)

    def _show_sizes(self, sizes: dict[str, int]) -> None:
        self._clear()
        shown = {name: size for name, size in sizes.items() if size and self._holds(name)}
        if rest := sum(sizes.values()) - sum(shown.values()):
            shown[""] = rest
        for row, (name, size) in enumerate(shown.items()):
            self._table.addWidget(label(name or self.tr("other")), row, 0)
            holds = self._holds(name) or self.tr("plans, notes, what is open and being written")
            self._table.addWidget(label(holds, "muted", wrap=True), row, 1)
            self._table.addWidget(label(in_words(size)), row, 2)
            if name in usage.REMADE or name in usage.CHOSEN:
                button = self._button(name)
                self._table.addWidget(button, row, 3)
                self.removals[name] = button
        total = self.tr("{0} in all").format(in_words(sum(shown.values())))
        self._table.addWidget(label(total, "muted"), len(shown), 2, 1, 2)

    def _button(self, name: str) -> QPushButton:
        if name in usage.CHOSEN:
            button = QPushButton(self.tr("Choose ..."))
            button.setAccessibleName(self.tr("Choose what goes: {0}").format(self._holds(name)))
            button.clicked.connect(self._choose)
        else:
            button = QPushButton(self.tr("Remove"))
            button.setAccessibleName(self.tr("Remove {0}").format(self._holds(name)))
            button.setEnabled(not self._session.jobs.running and not self._needed(name))
            if self._needed(name):
                button.setToolTip(self.tr("The open catalog is in there"))
            button.clicked.connect(self._remove)
        button.setProperty("folder", name)
        return button

    def _needed(self, name: str) -> bool:
        """Whether the open catalog has its files there."""
        catalog = self._session.catalog
        folder = (workspace.named() / name).resolve()
        return catalog is not None and catalog.root.resolve().is_relative_to(folder)

    def _used(self) -> set[Path]:
        """Snapshots that are open here, or that a job works on."""
        working = {getattr(job.spec, "catalog", None) for job in self._session.jobs.running}
        return {Path(one) for one in (*working, self._session.snapshot) if one}

    def _choose(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            name = button.property("folder")
            dialog = CleanUp(self, self._holds(name), name, self._used())
            dialog.removed.connect(self.count)
            dialog.open()

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
