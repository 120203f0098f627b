"""Whether the window's memory stays where it is while somebody pages through it for hours.

    python -m benchmarks.soak --hours 8
    python -m benchmarks.soak --pages 6000

Opens a small sample in a window of its own (offscreen), then shows one page after another, each
with another item, until either limit. After every `EVERY` pages it reads the process's resident
memory, what malloc has given out (glibc), Python's blocks and Qt's objects (with --into written
down as it is read); in the end it prints
how much each grew per 1,000 pages after the first hour (in the second half of a shorter run): the
slope of a straight line, with its 95 % interval by resampling blocks of samples. It depends on no
clock. Flat is resident memory whose interval holds 0 or stays below 0.1 MB.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import tempfile

import numpy as np

from benchmarks.scripts import last_line

FLAT_MB = 0.1
EVERY = 50
BLOCK = 10
RESAMPLES = 2000
#: What is read, with how much of it is one.
MEASURES = {"MB resident": 1e6, "MB by malloc": 1e6, "Python blocks": 1, "Qt objects": 1}

#: Prints [[seconds, pages shown, *MEASURES], ...] as JSON; words: seconds and pages of all, pages
#: between two samples, where each is written down.
SCRIPT = """
import ctypes, itertools, json, sys, time
from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication
from core import cores, system
from gui import theme
from gui.garbage import Collector
from gui.pages import entries
from gui.shell.main_window import MainWindow
long, most, between = float(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
into = open(sys.argv[4], "a", encoding="utf-8", buffering=1)
cores.limit_polars(beside_window=False)
app = QApplication([])
collector = Collector(app)
theme.apply(app, theme.LIGHT)
window = MainWindow()
window.resize(1280, 800)
window.show()

class Given(ctypes.Structure):  # mallinfo2(3)
    _fields_ = [(name, ctypes.c_size_t) for name in
        "arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keepcost".split()]

def given():
    try:
        ask = ctypes.CDLL(None).mallinfo2
    except (AttributeError, OSError):
        return 0
    ask.restype = Given
    told = ask()
    return told.uordblks + told.hblkhd

def objects():
    tops = [app, *app.topLevelWidgets()]
    return sum(1 + len(top.findChildren(QObject)) for top in tops)

# Everything happens within an event loop, as in the window: outside of one Qt deletes no widget.
loop, timer = QEventLoop(), QTimer(singleShot=True)
timer.timeout.connect(loop.quit)  # once: PySide never frees what this keeps

def wait(seconds):
    timer.start(round(1000 * seconds))
    loop.exec()

def visit(key, item):
    window.show_page(key)
    window.session.select_item(item)

def settled():
    wait(0.05)
    for _ in range(60):
        if window.session.engine.idle:
            break
        wait(0.05)

opened = []
window.session.catalog_changed.connect(lambda: opened.append(1))
window.session.open_sample("shop", 60, 60)
while not opened:
    wait(0.1)
samples, begun = [], time.perf_counter()
keys = itertools.cycle([entry.key for entry in entries()])
for shown in itertools.count():
    now = time.perf_counter() - begun
    if shown % between == 0:
        collector.collect_all()
        wait(0.05)
        row = [now, shown, system.resident_bytes(), given(), sys.getallocatedblocks(), objects()]
        samples.append(row)
        print(json.dumps(row), file=into)
    if now >= long or shown >= most:
        break
    QTimer.singleShot(0, lambda key=next(keys): visit(key, 7 * shown % 60))
    settled()
print(json.dumps(samples))
window.close()
"""


def slope(pages: np.ndarray, sizes: np.ndarray, seed: int = 0) -> tuple[float, float, float]:
    """Growth per 1,000 pages, with its 95 % interval.

    Args:
        pages: [n] how many were shown.
        sizes: [n] what was there then.
        seed: of the resampling (moving blocks, Kuensch 1989: neighbouring samples are alike).

    """
    thousands = pages / 1000
    line = np.polyfit(thousands, sizes, 1)
    rest = sizes - np.polyval(line, thousands)
    rng = np.random.default_rng(seed)
    block = min(BLOCK, len(rest))
    count = -(-len(rest) // block)
    starts = rng.integers(0, len(rest) - block + 1, (RESAMPLES, count))
    places = (starts[..., None] + np.arange(block)).reshape(RESAMPLES, -1)[:, : len(rest)]
    slopes = np.polyfit(thousands, (np.polyval(line, thousands) + rest[places]).T, 1)[0]
    low, high = np.quantile(slopes, [0.025, 0.975])
    return float(line[0]), float(low), float(high)


def main() -> int:
    """Measure and print; exit code 1 if resident memory grows."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--hours", type=float, default=8.0)
    parser.add_argument("--pages", type=float, default=math.inf)
    parser.add_argument("--into", default=os.devnull, help="where samples go as they are taken")
    options = parser.parse_args()
    long = 3600 * options.hours
    with tempfile.TemporaryDirectory() as home:
        words = (str(long), str(options.pages), str(EVERY), options.into)
        samples = np.array(json.loads(last_line(SCRIPT, *words, TRIPTYCH_HOME=home)))
    seconds, pages, sizes = samples[:, 0], samples[:, 1], samples[:, 2:] / [*MEASURES.values()]
    late = (seconds >= 3600) | (pages >= pages[-1] / 2)
    print(f"{pages[-1]:.0f} pages in {seconds[-1] / 60:.0f} min; from page {pages[late][0]:.0f} on")
    flat = True
    for number, name in enumerate(MEASURES):
        grown, low, high = slope(pages[late], sizes[late, number])
        ends = [f"{row[number]:,.1f}" for row in (sizes[0], sizes[late][0], sizes[-1])]
        print(
            f"  {name}: {', '.join(ends)}; {grown:+.3f} per 1,000 pages [{low:+.3f}, {high:+.3f}]"
        )
        flat &= number > 0 or low <= 0 or high < FLAT_MB
    return int(not flat)


if __name__ == "__main__":
    sys.exit(main())
