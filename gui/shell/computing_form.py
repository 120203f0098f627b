"""Which device and how many threads compute, and whether this build of PyTorch works here."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QFormLayout, QPushButton, QWidget

from core.contracts.machine import MACHINE, Machine
from core.contracts.question import Nothing
from core.worker.messages import Failed
from gui.shell.bug_report import report
from gui.shell.commands import Commands
from gui.widgets.layout.basic import label

AUTO = "auto"


class ComputingForm(QWidget):
    """Asks the engine what there is; what is chosen holds for all that is started from then on."""

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        self._commands = commands
        self._session = commands.session
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(10)
        self.device = QComboBox()
        self.device.activated.connect(self._choose)
        form.addRow(self.tr("Device"), self.device)
        self.threads = QComboBox()
        self.threads.activated.connect(self._choose)
        form.addRow(self.tr("Threads"), self.threads)
        form.addRow(
            label(
                self.tr(
                    "The engine starts anew with what you choose, and every job that begins from "
                    "then on. What is running already goes on as it began."
                ),
                "muted",
                wrap=True,
            )
        )
        self.found = QFormLayout()
        form.addRow(self.found)
        self._machine: Machine | None = None
        self.copy = QPushButton(self.tr("Copy for a report of a bug"))
        self.copy.setToolTip(self.tr("What is said above, and the versions of what is installed"))
        self.copy.clicked.connect(self._copy)
        self.copy.setEnabled(False)
        form.addRow(self.copy)
        self._offer(Machine(checks=(), devices=(), cores=0))
        self._session.device_changed.connect(self._ask)
        self._say(self.tr("Asking for the device ..."))
        self._ask()

    def _ask(self) -> None:
        self._session.ask(MACHINE, Nothing(), self._show, self._refused)

    def _refused(self, message: Failed) -> None:
        self._say(message.message)

    def _show(self, machine: Machine) -> None:
        self._machine = machine
        self.copy.setEnabled(True)
        self._offer(machine)
        self._clear()
        for check in machine.checks:
            lines = [check.said, check.remedy] if check.remedy else [check.said]
            said = label("\n".join(lines), "" if check.state == "good" else "warning", wrap=True)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.found.addRow(label(check.what, "muted"), said)

    def _copy(self) -> None:
        if self._machine is not None:
            QGuiApplication.clipboard().setText(report(self._machine))
            self._session.notice.emit("info", self.tr("The report is on the clipboard."), "")

    def _offer(self, machine: Machine) -> None:
        saved = self._commands.saved
        names = {AUTO: self.tr("the fastest there is")}
        names.update({one.key: f"{one.key}: {one.name}" for one in machine.devices})
        _fill(self.device, names, saved.device)
        free = max(1, machine.cores - 1)
        counts = {0: self.tr("all cores but one ({0})").format(free)}
        counts.update({n: str(n) for n in range(1, machine.cores + 1)})
        _fill(self.threads, counts, saved.threads)
        for box in (self.device, self.threads):
            box.setEnabled(bool(machine.devices))

    def _choose(self, _row: int) -> None:
        self._commands.set_computing(self.device.currentData(), self.threads.currentData())

    def _say(self, sentence: str) -> None:
        self._clear()
        self.found.addRow(label(sentence, "muted", wrap=True))

    def _clear(self) -> None:
        while self.found.rowCount():
            self.found.removeRow(0)


def _fill(box: QComboBox, names: dict[str, str] | dict[int, str], chosen: object) -> None:
    """Offer these; what was chosen stays there, whether it is still to be had or not."""
    box.clear()
    for key, name in names.items():
        box.addItem(name, key)
    if box.findData(chosen) < 0:
        box.addItem(str(chosen), chosen)
    box.setCurrentIndex(box.findData(chosen))
