"""What is measured, and on which device: the left side of the page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from benchmarks.workloads.catalogue import workloads
from core.contracts.machine import MACHINE, Machine
from core.contracts.question import Nothing
from gui.pages.benchmark.grid import Grid
from gui.pages.benchmark.options import Options
from gui.session import Session
from gui.translation import told
from gui.widgets.layout.basic import card, label


class SettingsSide(QWidget):
    """Mode and places, workloads, and what will not work here.

    Signals:
        changed: something else would be measured.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setMinimumWidth(296)
        self.setMaximumWidth(380)  # names of workloads need no more, results do
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        self._explanation = label("", "muted", wrap=True)
        frame, inside = card(self.tr("What to measure"))
        self.options = Options()
        self.options.changed.connect(self.changed)
        inside.addWidget(self.options)
        self.own = QCheckBox(self.tr("on the open catalog"))
        self.own.setToolTip(
            self.tr("Its own words, pictures and sounds, and training on its histories")
        )
        self.own.toggled.connect(self.changed)
        inside.addWidget(self.own)
        session.catalog_changed.connect(self._own_changed)
        self._own_changed()
        self.grid = Grid(session, [w for w in workloads() if w.group != "synthetic"])
        self.grid.setProperty("plain", True)
        self.grid.ticked.connect(self.changed)
        self.options.changed.connect(lambda: self.grid.expect(str(self.options.mode.value)))
        inside.addWidget(self.grid, 1)
        inside.addWidget(self._explanation)
        #: What the doctor finds amiss, and the remedy.
        self.amiss = label("", "warning", wrap=True)
        self.amiss.hide()
        inside.addWidget(self.amiss)
        layout.addWidget(frame, 1)
        session.device_changed.connect(self.explain)
        self.explain()

    def _own_changed(self) -> None:
        there = bool(self._session.source)
        self.own.setEnabled(there)
        self.own.setChecked(self.own.isChecked() and there)

    def explain(self) -> None:
        """Say how to see another device's numbers; which there is stands at the window's foot."""
        words = self.tr(
            "To see an accelerator's numbers, run “{0}” on a machine that has one and open the "
            "file here."
        ).format("triptych bench run")
        self._explanation.setText(words)
        self._explanation.setVisible(self._session.accelerated is False)
        if self._session.accelerated is not None:  # the engine answers
            self._session.ask(MACHINE, Nothing(), self._examined)

    def _examined(self, machine: Machine) -> None:
        """Say before anything is measured what will not work, and what to do."""
        found = [one for one in machine.checks if one.state != "good"]
        lines = (f"{told(one.what)}: {told(one.said)}. {told(one.remedy)}" for one in found)
        self.amiss.setText("\n".join(lines))
        self.amiss.setVisible(bool(found))

    def arguments(self) -> list[str]:
        """Arguments of `python -m benchmarks` for what is chosen."""
        words = ["run", *self.options.arguments()]
        if self.own.isChecked() and self._session.source:
            words += ["--catalog", self._session.source]
            if self.grid.checked() == self.grid.usual:  # nobody chose: the catalog's jobs alone
                return words
        chosen = self.grid.checked()
        if chosen != self.grid.usual:
            for name in chosen:
                words += ["--workload", name]
        return words
