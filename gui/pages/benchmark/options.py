"""How thorough, in which precisions, compiled or not, with how many threads."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QSpinBox, QWidget

from core import cores
from gui.widgets.forms.segmented import Segmented


class Options(QWidget):
    """The run's axes besides device and workload.

    Signals:
        changed: the user changed something.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setHorizontalSpacing(8)
        self.mode = Segmented(
            [
                ("quick", self.tr("Quick"), self.tr("About a minute")),
                ("standard", self.tr("Standard"), self.tr("About five minutes, more batches")),
                (
                    "rigorous",
                    self.tr("Rigorous"),
                    self.tr("About twenty minutes, in five fresh processes"),
                ),
            ],
            self.tr("Mode"),
        )
        self.mode.chosen.connect(self._emit)
        layout.addWidget(self.mode, 0, 0, 1, 3)
        self.half = QCheckBox(self.tr("bf16"))
        self.half.setToolTip(self.tr("Also measure in bf16 where the workload has it"))
        self.compiled = QCheckBox(self.tr("compiled"))
        self.compiled.setToolTip(self.tr("Also measure with torch.compile (slow to prepare)"))
        layout.addWidget(self.half, 1, 0)
        layout.addWidget(self.compiled, 1, 1)
        self.threads = QSpinBox()
        self.threads.setRange(1, cores.usable())
        self.threads.setPrefix(self.tr("threads: "))
        self.threads.setAccessibleName(self.tr("Host threads"))
        layout.addWidget(self.threads, 1, 2)
        for box in (self.half, self.compiled):
            box.toggled.connect(self._emit)
        self.threads.valueChanged.connect(self._emit)

    def arguments(self) -> list[str]:
        """Options of `python -m benchmarks run`."""
        words = ["--mode", str(self.mode.value)]
        if self.half.isChecked():
            words += ["--dtype", "fp32", "--dtype", "bf16"]
        if self.compiled.isChecked():
            words.append("--compile")
        if self.threads.value() > 1:
            words += ["--threads", str(self.threads.value())]
        return words

    def _emit(self, _value: object = None) -> None:
        self.changed.emit()
