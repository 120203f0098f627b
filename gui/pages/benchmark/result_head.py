"""Which result is shown, and what machine it comes from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.pages.benchmark.model import Digest
from gui.pages.benchmark.words import flagged, titled
from gui.widgets.layout.basic import label


class ResultHead(QWidget):
    """Identity of the shown result; a synthetic one is marked.

    Signals:
        wanted: the user wants another result: its file.
    """

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self.identity = label("", "heading", wrap=True)
        self.synthetic = label(
            self.tr("SYNTHETIC: measured on a fake device; these numbers describe no machine."),
            "bad",
            wrap=True,
        )
        self.machine = label("", "muted", wrap=True)
        self.mind = label("", "warning", wrap=True)
        #: Where a newer result is, the whole card that this one is not, what a killed run measured.
        self.newer = QPushButton(self.tr("Newest result"))
        self.whole = QPushButton(self.tr("Newest whole card"))
        self.left = QPushButton(self.tr("A run that was killed"))
        self.left.setToolTip(self.tr("What it had measured until then; it can be saved"))
        self._elsewhere: dict[QPushButton, Path | None] = dict.fromkeys(
            (self.left, self.newer, self.whole)
        )
        for part in (self.identity, self.synthetic, self.mind):
            layout.addWidget(part)
        ways = QHBoxLayout()
        ways.addWidget(self.machine, 1)
        for button in self._elsewhere:
            button.clicked.connect(self._go)
            ways.addWidget(button)
        layout.addLayout(ways)
        self.say(self.tr("No result is open"))

    def say(self, sentence: str) -> None:
        """Show a sentence instead of a result."""
        self.identity.setText(sentence)
        self.machine.setText("")
        for part in (self.machine, self.mind, self.synthetic, *self._elsewhere):
            part.hide()

    def _go(self) -> None:
        """Ask for what the pressed button names."""
        button = self.sender()
        if isinstance(button, QPushButton):
            self.wanted.emit(self._elsewhere[button])

    def show_digest(self, digest: Digest | None) -> None:
        """Show whose numbers these are."""
        if digest is None:
            self.say(self.tr("No result is open"))
            return
        result = digest.result
        stopped = "  ·  " + self.tr("stopped early") if result.interrupted else ""
        self.identity.setText(f"{titled(result)}{stopped}")
        self.identity.setToolTip(result.id)
        self._elsewhere = {
            self.left: digest.left,
            self.newer: None if digest.whole else digest.newer,
            self.whole: digest.whole,
        }
        for button, path in self._elsewhere.items():
            button.setVisible(path is not None)
        machine = result.machine
        memory = f"{machine.memory_bytes / 1024**3:.0f} GiB"
        parts = [
            *(gpu.name for gpu in machine.gpus),
            machine.cpu,
            self.tr("cores: {0}").format(machine.cores_usable),
        ]
        parts += [memory, f"torch {machine.packages.get('torch', '?')}"]
        unsure = sum(one.unsure for one in digest.cells.values())
        if unsure:
            text = self.tr("{0} of {1} points are rough or uncertain")
            parts.append(text.format(unsure, len(digest.cells)))
        self.machine.setText("  ·  ".join(parts))
        self.machine.show()
        self.mind.setText(flagged(result))
        self.mind.setVisible(bool(self.mind.text()))
        self.synthetic.setVisible(result.synthetic)
