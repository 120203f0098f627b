"""Whether the window's memory stays where it is while somebody pages through it for hours.

    python -m benchmarks.soak --hours 8
    python -m benchmarks.soak --pages 6000 --prepared
    python -m benchmarks.soak --pages 600 --prepared --only attention --keep

Opens a small sample in a window of its own (offscreen), encoded and trained where that
is asked for, then shows one page after another, each with another item, until either limit.
Where something grows is found by showing some pages alone (--only) and one item alone (--keep).
Each time every item was shown it writes down the process's resident memory, what malloc has given
out (glibc), Python's blocks and Qt's objects; in the end it prints how much each grew per 1,000
pages after the first hour (in the second half of a shorter run): the
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
from pathlib import Path

import numpy as np

from benchmarks.scripts import last_line
from core import launch

ITEMS = 60
FLAT_MB = 0.1
BLOCK = 10
RESAMPLES = 2000
#: What is read, with how much of it is one.
MEASURES = {"MB resident": 1e6, "MB by malloc": 1e6, "Python blocks": 1, "Qt objects": 1}

#: Writes [seconds, pages shown, *MEASURES] as JSON, a line each time every item was shown again;
#: prints how many pages there were. Words: where to, seconds and pages of all, items, whether they
#: are prepared, whether one item is kept ("1"), which pages. Nothing is connected or kept from page
#: to page.
SCRIPT = """
import itertools, json, sys, time
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from benchmarks.soaking import read
from core import cores
from core.worker.reporting import die_with_parent
from gui import theme
from gui.garbage import Collector
from gui.pages import entries
from gui.shell.main_window import MainWindow
into, (long, most), items = sys.argv[1], map(float, sys.argv[2:4]), int(sys.argv[4])
prepared, keep = (word == "1" for word in sys.argv[5:7])
die_with_parent()
cores.limit_polars(beside_window=False)
app = QApplication([])
collector = Collector(app)
theme.apply(app, theme.LIGHT)
window = MainWindow()
window.resize(1280, 800)
window.show()
session = window.session

# Everything happens within an event loop, as in the window: outside of one Qt deletes no widget.
loop, over = QEventLoop(), QTimer(singleShot=True)
over.timeout.connect(loop.quit)  # once: PySide never frees what this keeps

def wait(seconds):
    over.start(round(1000 * seconds))
    loop.exec()

def until(there):
    while not there():
        wait(0.1)

keys = itertools.cycle(sys.argv[7].split(",") if sys.argv[7] else [one.key for one in entries()])
shown = 0

def visit():
    window.show_page(next(keys))
    if not keep:
        session.select_item(7 * shown % items)

turn = QTimer(singleShot=True, interval=0)
turn.timeout.connect(visit)

def settled():
    wait(0.05)
    for _ in range(60):
        if session.engine.idle:
            break
        wait(0.05)

session.open_sample("shop", items, 60)
until(lambda: session.catalog is not None)
if prepared:
    session.preparing.start()
    until(lambda: not session.preparing.busy)
    assert session.run is not None, window.notices.shown()
begun = time.perf_counter()
with open(into, "a", encoding="utf-8", buffering=1) as readings:
    while True:
        now = time.perf_counter() - begun
        if shown % items == 0:
            collector.collect_all()
            wait(0.05)
            print(json.dumps([now, shown, *read(app)]), file=readings)
        if now >= long or shown >= most:
            break
        turn.start()
        settled()
        shown += 1
window.close()
print(shown)
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


def run(
    into: Path,
    home: str,
    *,
    seconds: float = math.inf,
    pages: float = math.inf,
    items: int = ITEMS,
    prepared: bool = False,
    keep: bool = False,
    only: str = "",
) -> np.ndarray:
    """Page in a process of its own.

    Args:
        into: where readings go, a line each, as they are taken.
        home: its workspace.
        seconds: how long.
        pages: how many.
        items: of the sample.
        prepared: encode and train first.
        keep: stay with one item.
        only: the keys of these pages, between commas; all if empty.

    Returns:
        [n, 2 + len(MEASURES)] seconds, pages, and what was read.

    Raises:
        RuntimeError: it failed.

    """
    known = len(into.read_text("utf-8").splitlines()) if into.exists() else 0
    words = (into.absolute(), seconds, pages, items, int(prepared), int(keep), only)
    bound = {"TRIPTYCH_HOME": home, launch.PARENT: str(os.getpid())}
    last_line(SCRIPT, *map(str, words), **bound)
    return np.array([json.loads(line) for line in into.read_text("utf-8").splitlines()[known:]])


def main() -> int:
    """Measure and print; exit code 1 if resident memory grows."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--hours", type=float, default=8.0)
    parser.add_argument("--pages", type=float, default=math.inf)
    parser.add_argument("--prepared", action="store_true", help="encode and train first")
    parser.add_argument("--only", default="", help="these pages, as attention,recommend")
    parser.add_argument("--keep", action="store_true", help="stay with one item")
    parser.add_argument("--into", type=Path, help="where readings go as they are taken")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        samples = run(
            options.into or Path(home, "readings.jsonl"),
            home,
            seconds=3600 * options.hours,
            pages=options.pages,
            prepared=options.prepared,
            keep=options.keep,
            only=options.only,
        )
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
