"""How soon the window is on screen, against importing Qt and pyqtgraph alone.

`python -m benchmarks.startup [--rounds 9]` starts fresh interpreters in turn, so that both sides
see the same machine, and prints the ratio of the medians. The goal is at most 1.5.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile

from benchmarks.scripts import last_line

#: Each prints the seconds since the interpreter began to run it.
IMPORT = """
import time; begun = time.perf_counter()
import PySide6.QtWidgets, pyqtgraph
print(time.perf_counter() - begun)
"""
WINDOW = """
import time; begun = time.perf_counter()
from PySide6.QtWidgets import QApplication
from gui import theme
from gui.shell.main_window import MainWindow
app = QApplication([])
theme.apply(app, theme.LIGHT)
window = MainWindow()
window.show()
while not window.windowHandle() or not window.windowHandle().isExposed():
    app.processEvents()
app.processEvents()
print(time.perf_counter() - begun)
window.close()
"""


def seconds(script: str, home: str) -> float:
    """Run one script in a fresh interpreter with an empty home."""
    return float(last_line(script, TRIPTYCH_HOME=home))


def main() -> int:
    """Measure and print; exit code 1 if the goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.startup", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    samples: dict[str, list[float]] = {"import_s": [], "window_s": []}
    with tempfile.TemporaryDirectory() as home:
        for script in (IMPORT, WINDOW):  # warm the disk cache
            seconds(script, home)
        for _ in range(options.rounds):
            samples["import_s"].append(seconds(IMPORT, home))
            samples["window_s"].append(seconds(WINDOW, home))
    medians = {name: statistics.median(values) for name, values in samples.items()}
    ratio = medians["window_s"] / medians["import_s"]
    print(json.dumps({**medians, "ratio": round(ratio, 3), "goal": 1.5, "samples": samples}))
    return 0 if ratio <= 1.5 else 1


if __name__ == "__main__":
    sys.exit(main())
