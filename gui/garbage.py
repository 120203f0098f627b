"""Cyclic garbage is collected in the window's own thread, and never while something is painted.

Python collects wherever an allocation happens to cross a threshold: in a thread that decodes a
picture, or in the middle of a paint event. A widget that dies there takes the process along.
"""

from __future__ import annotations

import gc
import sys

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500


class Collector(QObject):
    """Takes collecting over from the interpreter for as long as it lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the generations that are due, by the interpreter's own thresholds."""
        due = [
            number
            for number, (count, most) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if count > most
        ]
        if due and max(due) < 2:
            gc.collect(max(due))
        elif due:
            self.collect_all()

    def collect_all(self) -> None:
        """Collect everything, and empty the interpreter's cache of attributes.

        PySide asks each enumeration that it is given for "value" by a new string, and the cache
        keeps the last of each of its 4,096 places.
        """
        gc.collect()
        sys._clear_type_cache()

    def stop(self) -> None:
        """Give it back to the interpreter."""
        self._timer.stop()
        gc.enable()
