"""Which result is shown, and what machine it comes from."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.pages.benchmark.model import Digest
from gui.pages.benchmark.words import flagged
from gui.translation import told
from gui.widgets.layout.basic import label
from gui.widgets.layout.elided import ElidedLabel


class ResultHead(QWidget):
    """Identity of the shown result; a synthetic one is marked."""

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self.identity = label("", "heading")
        self.synthetic = label(
            self.tr("SYNTHETIC: measured on a fake device; these numbers describe no machine."),
            "bad",
            wrap=True,
        )
        self.machine = ElidedLabel("", "muted")
        self.mind = label("", "warning", wrap=True)
        for part in (self.identity, self.synthetic, self.mind, self.machine):
            layout.addWidget(part)
        self.say(self.tr("No result is open"))

    def say(self, sentence: str) -> None:
        """Show a sentence instead of a result."""
        self.identity.setText(sentence)
        self.machine.setText("")
        for part in (self.machine, self.mind, self.synthetic):
            part.hide()

    def show_digest(self, digest: Digest | None) -> None:
        """Show whose numbers these are."""
        if digest is None:
            self.say(self.tr("No result is open"))
            return
        result = digest.result
        stopped = "  ·  " + self.tr("interrupted") if result.interrupted else ""
        self.identity.setText(f"{result.id}{stopped}")
        machine = result.machine
        memory = f"{machine.memory_bytes / 1024**3:.0f} GiB"
        parts = [
            told(machine.device_line),
            machine.cpu,
            self.tr("%n core(s)", "", machine.cores_usable),
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
