"""Whether the window's memory stays where it is while somebody pages through it for hours.

    python -m benchmarks.soak --hours 8

Opens a small sample in a window of its own (offscreen), then shows one page after another without
end. Prints the resident memory once a minute, and in the end how much it grew after the first
hour (after the first third of a shorter run): the slope of a straight line through the minutes,
with its 95 % interval by resampling blocks of them. Flat is an interval that holds 0, or less than
1 MB an hour.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile

import numpy as np

from benchmarks.scripts import last_line

FLAT_MB_AN_HOUR = 1.0
BLOCK = 10
RESAMPLES = 2000

#: Prints [[seconds, bytes, pages shown], ...] as JSON; words: seconds of all, between two samples.
SCRIPT = """
import gc, itertools, json, sys, time
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from core import cores, system
from gui import theme
from gui.garbage import Collector
from gui.pages import entries
from gui.shell.main_window import MainWindow
long, between = float(sys.argv[1]), float(sys.argv[2])
cores.limit_polars(beside_window=False)
app = QApplication([])
collector = Collector(app)
theme.apply(app, theme.LIGHT)
window = MainWindow()
window.resize(1280, 800)
window.show()

# Everything happens within an event loop, as in the window: outside of one Qt deletes no widget.
def wait(seconds):
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()

def visit(key, item):
    window.show_page(key)
    window.session.select_item(item)

opened = []
window.session.catalog_changed.connect(lambda: opened.append(1))
window.session.open_sample("shop", 60, 60)
while not opened:
    wait(0.1)
samples, begun, due = [], time.perf_counter(), 0.0
items = itertools.count(0, 7)
keys = [entry.key for entry in entries()]
while (now := time.perf_counter() - begun) < long:
    for key in keys:
        QTimer.singleShot(0, lambda key=key: visit(key, next(items) % 60))
        wait(0.3)
    if now >= due:
        gc.collect()
        samples.append([now, system.resident_bytes(), next(items) // 7])
        print(json.dumps(samples[-1]), file=sys.stderr, flush=True)
        due = now + between
print(json.dumps(samples))
window.close()
"""


def slope(seconds: np.ndarray, megabytes: np.ndarray, seed: int = 0) -> tuple[float, float, float]:
    """Growth in MB an hour, with its 95 % interval.

    Args:
        seconds: [n] when memory was read.
        megabytes: [n] how much there was.
        seed: of the resampling (moving blocks, Kuensch 1989: neighbouring minutes are alike).

    """
    hours = seconds / 3600
    line = np.polyfit(hours, megabytes, 1)
    rest = megabytes - np.polyval(line, hours)
    rng = np.random.default_rng(seed)
    block = min(BLOCK, len(rest))
    count = -(-len(rest) // block)
    starts = rng.integers(0, len(rest) - block + 1, (RESAMPLES, count))
    places = (starts[..., None] + np.arange(block)).reshape(RESAMPLES, -1)[:, : len(rest)]
    slopes = np.polyfit(hours, (np.polyval(line, hours) + rest[places]).T, 1)[0]
    low, high = np.quantile(slopes, [0.025, 0.975])
    return float(line[0]), float(low), float(high)


def main() -> int:
    """Measure and print; exit code 1 if memory grows."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--hours", type=float, default=8.0)
    options = parser.parse_args()
    long = 3600 * options.hours
    with tempfile.TemporaryDirectory() as home:
        told = last_line(SCRIPT, str(long), str(min(60.0, long / 60)), TRIPTYCH_HOME=home)
    samples = np.array(json.loads(told))
    seconds, megabytes = samples[:, 0], samples[:, 1] / 1e6
    for at, size in zip(seconds, megabytes, strict=True):
        print(f"  {at / 60:7.1f} min {size:8.1f} MB")
    late = seconds >= min(3600, long / 3)
    grown, low, high = slope(seconds[late], megabytes[late])
    print(
        f"{samples[-1, 2]:.0f} pages shown; after {seconds[late][0] / 60:.0f} min: "
        f"{grown:+.2f} MB an hour [{low:+.2f}, {high:+.2f}]"
    )
    return int(low > 0 and grown > FLAT_MB_AN_HOUR)


if __name__ == "__main__":
    sys.exit(main())
