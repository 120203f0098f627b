"""From an empty home to what amazes: clicks and seconds, by a walk with real clicks.

`python -m assets.wows [--sample shop]` opens the window on a workspace of its own and clicks what
a person would; each row counts from the start of the window. What else runs on the machine slows
it down, so its load is told, too.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

import psutil
from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from core import workspace

#: Seconds that a step may take on a busy machine.
PATIENCE_S = 900.0


class Walk:
    """Clicks and counts."""

    def __init__(self, window: Any, begun: float) -> None:
        self.window, self.session = window, window.session
        self._begun = begun
        self.clicks = 0
        #: When the one button was pressed.
        self._prepared = begun
        self.rows: list[tuple[str, int, float, float]] = []

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        """Press it once where a person would see it."""
        self.wait(lambda: widget.isVisible() and widget.isEnabled())
        self.clicks += 1
        point = place or widget.rect().center()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)

    def wait(self, until: Callable[[], object]) -> None:
        """Let the window work until something holds.

        Raises:
            TimeoutError: it never did.

        """
        end = time.monotonic() + PATIENCE_S
        while not until():
            if time.monotonic() > end:
                raise TimeoutError("; ".join(self.window.notices.shown()) or "nothing came")
            loop = QEventLoop()
            QTimer.singleShot(50, loop.quit)
            loop.exec()

    def wow(self, name: str) -> None:
        """It is on screen."""
        now = time.monotonic()
        self.rows.append((name, self.clicks, now - self._begun, now - self._prepared))
        print(f"{name}: {self.clicks} clicks, {now - self._begun:.0f} s", flush=True)

    def steps(self, sample: str) -> None:
        """All of it."""
        from gui.pages.catalog.sample_card import SampleCard

        window, session = self.window, self.session
        cards = window.findChildren(SampleCard)
        self.click(next(card for card in cards if card.field == sample))
        self.wait(lambda: session.catalog is not None)
        self.wow("a catalog with its pictures")
        catalog: Any = window.page("catalog")
        self.wait(lambda: catalog.next.isVisible())
        self._prepared = time.monotonic()
        self.click(catalog.next)
        self.wait(lambda: window.current_key == "attention")
        attention: Any = window.page("attention")
        self.wait(lambda: attention.view.maps is not None)
        self.wow("first attention map, while it still learns")
        self.wait(lambda: not session.preparing.busy)
        self.wow("all is prepared, an item that points right is shown")
        self.click(window.prepare_bar.steps["recommend"])
        recommend: Any = window.page("recommend")
        self.wait(lambda: recommend.grid.list_model.rowCount() > 0)
        self.wait(lambda: recommend.details.reason.sentence.text())
        self.wow("recommendations, the first with its reason")
        before = [one.row for one in recommend.grid.list_model.list]
        self.click(recommend.details.like)
        self.wait(lambda: [one.row for one in recommend.grid.list_model.list] != before)
        self.wow("a what-if: liked, and the list is another")
        self.click(window.prepare_bar.steps["alignment"])
        alignment: Any = window.page("alignment")
        self.wait(lambda: session.engine.idle and alignment.isVisible())
        self.wow("alignment of all modalities")
        self.click(window.navigation.button("benchmark"))
        benchmark: Any = window.page("benchmark")
        self.wait(benchmark.tabs.card.nothing.fill.isVisible)  # other tabs offer it as well
        self.click(benchmark.tabs.card.nothing.fill)
        self.wait(lambda: session.jobs.running)
        self.wait(lambda: not session.jobs.running)
        self.wow("benchmark: the measurement is done")


def main(argv: list[str] | None = None) -> int:
    """Print a table in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m assets.wows", description=__doc__)
    parser.add_argument("--sample", choices=["shop", "music", "video"], default="shop")
    options = parser.parse_args(argv)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ[workspace.HOME] = home
        begun = time.monotonic()
        from gui import theme
        from gui.garbage import Collector
        from gui.settings import Settings
        from gui.shell.main_window import MainWindow

        app = QApplication(sys.argv[:1])
        Collector(app)
        theme.apply(app, theme.LIGHT)
        window = MainWindow(Settings(theme="light", language="en"))
        window.show()
        walk = Walk(window, begun)
        try:
            walk.steps(options.sample)
        finally:
            window.leave()
    print(f"\n{options.sample}: seconds since the start, and since `Prepare and show me`")
    print("\n| what | clicks | since start | since the button |\n| --- | ---: | ---: | ---: |")
    for name, clicks, seconds, since in walk.rows:
        told = "" if name == walk.rows[0][0] else f"{since:.0f}"
        print(f"| {name} | {clicks} | {seconds:.0f} | {told} |")
    print(f"\nload of the machine: {', '.join(f'{one:.1f}' for one in psutil.getloadavg())}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
