"""Start, follow and end the scan of all items, in one line."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from gui.scans import Scans
from gui.widgets.layout.basic import label


class ScanLine(QWidget):
    """The scan of one stage."""

    def __init__(self, key: str, scans: Scans, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._scans = scans
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        row = QHBoxLayout()
        self.said = label("", "muted", wrap=True)
        self.button = QPushButton(self.tr("Scan all items"))
        self.button.clicked.connect(self._clicked)
        row.addWidget(self.said, 1)
        row.addWidget(self.button)
        outer.addLayout(row)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the scan"))
        outer.addWidget(self.bar)
        scans.changed.connect(self._changed)
        self._refresh()

    def _changed(self, key: str) -> None:
        if key == self._key:
            self._refresh()

    def _refresh(self) -> None:
        scans = self._scans
        running = scans.job(self._key) is not None
        self.bar.setVisible(running)
        count = f"{scans.count[self._key]:,}"
        if running:
            progress = scans.progress(self._key)
            done, total = (progress.done, progress.total) if progress else (0, None)
            self.bar.setRange(0, int(total or 0))
            self.bar.setValue(int(done))
            self.said.setText(self.tr("{0} of {1} items").format(f"{done:,.0f}", count))
            self.button.setText(self.tr("Stop"))
            self.button.setToolTip(self.tr("What was found so far is kept"))
            return
        self.button.setEnabled(bool(scans.count[self._key]))
        scanned = scans.scanned(self._key)
        self.button.setText(self.tr("Scan again") if scanned else self.tr("Scan all items"))
        self.button.setToolTip(self.tr("Files that did not change are not decoded again"))
        self.said.setText("" if scanned else self.tr("{0} items not scanned yet").format(count))

    def _clicked(self) -> None:
        job = self._scans.job(self._key)
        if job is None:
            self._scans.start(self._key)
        else:
            job.control("stop")
