"""The tour: from an empty window to explained recommendations, with a picture of every page.

`python -m gui.tour --out out/tour` does with code what a person does with the mouse, through the
same pages, jobs and engine. `make run` runs it where there is no display, the README's pictures
come from it, and a test runs it small.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer, SignalInstance
from PySide6.QtWidgets import QApplication

from core import workspace
from gui import theme
from gui.garbage import Collector
from gui.jobs import AnyRunning
from gui.pages import entries
from gui.settings import Settings
from gui.shell.main_window import MainWindow, high_dpi
from gui.state.preparation import PRESET

#: Time for the last repaint after the engine has answered, in milliseconds.
SETTLE_MS = 700
#: For the rounds of the benchmark: a look at the page, not a verdict.
MEASURE_S = 12.0


class TourError(Exception):
    """A step of the tour failed; the message says which and why."""


class Tour:
    """Drives one window and collects pictures and results."""

    def __init__(self, window: MainWindow, out: Path, say: Callable[[str], None]) -> None:
        self.window = window
        self.out = out
        self.say = say
        self.notices: list[str] = []
        self.results: dict[str, Any] = {"pictures": [], "seconds": {}}
        window.session.notice.connect(self._noticed)

    def _noticed(self, kind: str, sentence: str, _details: str) -> None:
        if kind == "error":
            self.notices.append(sentence)

    # --- waiting --------------------------------------------------------------------------

    def pause(self, milliseconds: int) -> None:
        """Let the event loop run."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def wait(self, signal: SignalInstance, what: str, seconds: float) -> None:
        """Wait for a signal.

        Raises:
            TourError: it did not come in time, or an error was shown meanwhile.
        """
        loop = QEventLoop()
        came: list[bool] = []

        def arrived(*_args: object) -> None:
            came.append(True)
            loop.quit()

        signal.connect(arrived)
        self.window.session.notice.connect(loop.quit)
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()
        signal.disconnect(arrived)
        self.window.session.notice.disconnect(loop.quit)
        if not came:
            why = self.notices[-1] if self.notices else f"nothing came within {seconds:.0f} s"
            raise TourError(f"{what}: {why}")

    def settle(self, seconds: float = 120.0) -> None:
        """Wait until the engine owes no answer and the page has repainted."""
        deadline = time.monotonic() + seconds
        quiet = 0
        while quiet < 2 and time.monotonic() < deadline:
            self.pause(SETTLE_MS // 2)
            quiet = quiet + 1 if self.window.session.engine.idle else 0

    # --- doing ----------------------------------------------------------------------------

    def job(self, name: str, start: Callable[[], AnyRunning | None], done: SignalInstance) -> None:
        """Start a job and wait for its effect on the session."""
        self.say(f"{name} ...")
        begun = time.monotonic()
        job = start()
        if job is None:
            raise TourError(f"{name}: the page refused to start")
        self.wait(done, name, 3600)
        while not job.status.over:  # a run is looked at while it is still being trained
            self.pause(SETTLE_MS // 2)
        self.results["seconds"][name] = round(time.monotonic() - begun, 2)

    def picture(
        self, name: str, choices: tuple[theme.ThemeChoice, ...] = ("light", "dark")
    ) -> None:
        """Save the window as it is, in each theme."""
        for choice in choices:
            self.window.set_theme(choice)
            self.settle()
            path = self.out / f"{name}-{choice}.png"
            if not self.window.grab().save(str(path), "PNG"):
                raise TourError(f"{path} could not be written")
            self.results["pictures"].append(path.name)
        self.say(f"picture of {name}")

    def run(
        self, field: str, items: int, users: int, overrides: dict[str, Any], preset: str = PRESET
    ) -> dict[str, Any]:
        """The whole walk. Returns what was measured on the way."""
        session = self.window.session
        self.picture("welcome")
        self.job(
            "open",
            lambda: session.open_sample(field, items, users),
            session.catalog_changed,
        )
        if session.catalog is None:
            raise TourError("the sample did not open")
        session.select_item(0)
        self.show("catalog")
        for key in ("time", "space"):
            self.scan(key)
        self.show("features", picture=False)
        features: Any = self.window.page("features")
        self.job("encode", features.start, session.features_changed)
        self.picture("features")
        self.show("training", picture=False)
        training: Any = self.window.page("training")
        training.settings.preset.setCurrentText(preset)
        training.form.set_value({**training.form.value(), **overrides})
        self.job("train", training.start, session.run_changed)
        self.picture("training")
        for key in self.after_training():
            self.show(key, picture=False)
            if key == "attention":
                self.pin_a_word()
            self.picture(key)
        self.show("inside")
        self.measure()
        self.results["device"] = session.device
        self.results["catalog"] = {
            "name": session.catalog.name,
            "items": session.catalog.items.height,
            "users": session.catalog.users.height,
            "interactions": session.catalog.interactions.height,
        }
        self.results["run"] = session.run.as_dict() if session.run else None
        self.results["errors"] = self.notices
        return self.results

    def after_training(self) -> list[str]:
        """Keys of the pages that show what was encoded and trained."""
        needs = ("features", "run")
        return [one.key for one in entries() if one.needs in needs and one.key != "training"]

    def pin_a_word(self) -> None:
        """Ask the maps with a planted word, and outline where it should lead."""
        page: Any = self.window.page("attention")
        view = page.view
        if view.maps is None or view.row is None or "text" not in view.maps.modalities:
            return
        from gui.pages.attention.ground_truth import telling_words
        from gui.pages.attention.map_slice import Focus

        spans = view.maps.positions["text"][:, :2]
        words = telling_words(self.window.session.catalog, view.row, spans)
        if words:
            view.set_pin(Focus("text", words))
            page.controls.truth.setChecked(True)
            self.settle()

    def scan(self, key: str) -> None:
        """Look at the media of all items, where there are any, and show the page."""
        job = self.window.session.scans.start(key)
        if job is not None:
            self.wait(job.finished, f"scan of {key}", 900)
        self.show(key)

    def measure(self) -> None:
        """Measure a few workloads in quick mode and show them."""
        self.show("benchmark", picture=False)
        page: Any = self.window.page("benchmark")
        page.grid.set_checked(["fusion.transformer", "mf.step", "topk"])
        self.say("measure ...")
        job = page.start(MEASURE_S)
        self.wait(job.finished, "measure", 900)
        page.grid.choose("fusion.transformer")
        page.tabs.turn_to(page.tabs.throughput)  # the card is of more than these
        self.picture("benchmark")

    def show(self, key: str, *, picture: bool = True) -> None:
        """Go to a page and, unless told not to, save it."""
        self.window.show_page(key)
        self.settle()
        if picture:
            self.picture(key)


def main(argv: list[str] | None = None) -> int:
    """Run the tour from the command line; exit code 1 if a step failed."""
    parser = argparse.ArgumentParser(prog="python -m gui.tour", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("out/tour"))
    parser.add_argument("--sample", choices=["shop", "music", "video"], default="shop")
    parser.add_argument("--items", type=int, default=240)
    parser.add_argument("--users", type=int, default=300)
    parser.add_argument("--preset", default=PRESET, help="how to train")
    parser.add_argument("--epochs", type=int, help="epochs to train instead of the default")
    options = parser.parse_args(argv)

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    options.out.mkdir(parents=True, exist_ok=True)
    high_dpi()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    Collector(app)
    theme.apply(app, theme.LIGHT)
    window = MainWindow(Settings(theme="light"))
    window.show()
    tour = Tour(window, options.out, lambda text: print(text, flush=True))
    overrides = {"epochs": options.epochs} if options.epochs else {}
    code = 0
    try:
        tour.run(options.sample, options.items, options.users, overrides, options.preset)
    except TourError as error:
        tour.results["failed"] = str(error)
        print(f"the tour stopped: {error}", file=sys.stderr)
        code = 1
    finally:
        window.close()
    workspace.write_json(options.out / "results.json", tour.results)
    print(f"pictures and results.json are in {options.out.resolve()}")
    if tour.notices:
        print("errors shown:", *tour.notices, sep="\n  ", file=sys.stderr)
        code = 1
    return code


if __name__ == "__main__":
    sys.exit(main())
