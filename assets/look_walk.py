"""The walk of `assets.looks`: every page, tab, dialog and state of the window in turn."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psutil
from PySide6.QtWidgets import QDialog, QMenu, QTabWidget, QWidget

from assets.cuts import cuts
from gui.pages import entries
from gui.tour import Tour

#: How long a page that waits is let alone before its picture is taken, in milliseconds.
WAITING_MS = 900
#: Epochs of the second run, to have two to compare.
EPOCHS = 3
#: For a first result of the benchmark.
MEASURE_S = 12.0


class Looks:
    """Takes the pictures of one window; `only` names what is wanted, all if it is empty."""

    def __init__(self, tour: Tour, sample: str, only: list[str]) -> None:
        self.tour, self.window, self.session = tour, tour.window, tour.window.session
        self._sample, self._only = sample, only

    def walk(self) -> None:
        """All of it: without a catalog, with one alone, prepared, dialogs, what waits or fails."""
        if self._wanted("empty"):
            self._every("empty")
            self._bad_folder()
        if self._wanted("fresh"):
            self._open(24, 30)
            self._every("fresh")
        self._open(240, 300)
        self._prepare()
        for key in (entry.key for entry in entries()):
            if self._wanted(key):
                self._page(key)
        for name, look in (
            ("dialogs", self._dialogs),
            ("menus", self._menus),
            ("talk", self._talk),
            ("waiting", self._waiting),
        ):
            if self._wanted(name):
                look()

    def _wanted(self, name: str) -> bool:
        return not self._only or name in self._only

    # --- before -------------------------------------------------------------------------------

    def _every(self, state: str) -> None:
        for entry in entries():
            self.tour.show(entry.key, picture=False)
            self.tour.picture(f"{state}-{entry.key}")

    def _bad_folder(self) -> None:
        """What is said of a folder that holds nothing."""
        with tempfile.TemporaryDirectory() as nothing:
            self.window.show_page("catalog")
            job = self.session.open_path(nothing)
            while not job.status.over:
                self.tour.pause(100)
            self.tour.picture("failed-catalog")
        for sentence in self.window.notices.shown():
            self.window.notices.take_back(sentence)

    def _open(self, items: int, users: int) -> None:
        session = self.session
        opening = lambda: session.open_sample(self._sample, items, users)  # noqa: E731
        self.tour.job("open", opening, session.catalog_changed)
        self.tour.settle()

    def _prepare(self) -> None:
        session = self.session
        while session.preparing.offered or session.preparing.busy:
            session.preparing.start()  # a second time does nothing
            self.tour.pause(200)
        session.select_item(session.item or 0)
        session.select_user(session.user or 0)

    # --- pages --------------------------------------------------------------------------------

    def _page(self, key: str) -> None:
        """A page, each of its tabs, and what else it can be turned to."""
        if key == "benchmark":
            self._measure()
        self.tour.show(key, picture=False)
        if key == "attention":
            self.tour.pin_a_word()
        page: Any = self.window.page(key)
        if key == "training":
            self._two_runs(page)
        self.tour.picture(key)
        self._tabs(page, key)
        for name, turned in _turns(key, page):
            with turned:
                self.tour.settle()
                self.tour.picture(f"{key}-{name}")

    def _tabs(self, inside: QWidget, name: str) -> None:
        """Each tab that is not in front, and the tabs in it."""
        for tabs in _outermost(inside):
            first = tabs.currentIndex()
            order = [first, *(at for at in range(tabs.count()) if at != first)]
            for at in order:
                if tabs.isTabVisible(at):
                    tabs.setCurrentIndex(at)
                    self.tour.settle()
                    if at != first:
                        self.tour.picture(f"{name}-{at}")
                    self._tabs(tabs.widget(at), f"{name}-{at}")
            tabs.setCurrentIndex(first)

    def _two_runs(self, page: Any) -> None:
        """Have a second run to compare with."""
        from core.catalog.opening import snapshot
        from core.training.run import layout

        tour = self.tour
        assert self.session.snapshot is not None
        if len(layout.runs_of(snapshot.key(self.session.snapshot))) < 2:
            best = self.session.run
            page.form.set_value({**page.form.value(), "epochs": EPOCHS})
            tour.job("train", page.start, self.session.run_changed)
            self.session.set_run(best)
            tour.settle()
        page.tabs.setCurrentIndex(0)

    def _measure(self) -> None:
        from core import workspace

        if not any((workspace.named() / "results").glob("*.json")):
            self.tour.show("benchmark", picture=False)
            page: Any = self.window.page("benchmark")
            self.tour.picture("benchmark-nothing")
            page.grid.set_checked(["fusion.transformer", "mf.step", "topk"])
            job = page.start(MEASURE_S)
            self.tour.wait(job.finished, "measure", 900)

    # --- around the pages ---------------------------------------------------------------------

    def _dialogs(self) -> None:
        menus, features = self.window.menus, self.window.page("features")
        assert isinstance(features, QWidget)
        self.tour.show("features", picture=False)
        made: Any = features
        for name, show in (
            ("settings", menus.show_settings),
            ("help", menus.show_help),
            ("about", menus.about),
            ("add-encoder", made._add),
            ("captions", made._caption),
            ("compare-encoders", made._choose),
            ("columns", self._columns),
            ("palette", self.window.show_palette),
        ):
            show()
            self.tour.settle()
            self.tour.pause(1500)
            for dialog in self.window.findChildren(QDialog):
                if dialog.isVisible():
                    self._dialog(dialog, f"dialog-{name}")
                    dialog.close()

    def _dialog(self, dialog: QDialog, name: str) -> None:
        self._grab(dialog, name)
        for tabs in _outermost(dialog):
            for at in range(1, tabs.count()):
                tabs.setCurrentIndex(at)
                self.tour.settle()
                self._grab(dialog, f"{name}-{at}")

    def _columns(self) -> None:
        """The dialog that asks what columns mean, of the sample's own table."""
        page: Any = self.window.page("catalog")
        self.window.show_page("catalog")
        page._map_opened()

    def _grab(self, widget: QWidget, name: str) -> None:
        for choice in ("light", "dark"):
            self.window.set_theme("light" if choice == "light" else "dark")
            self.tour.pause(300)
            widget.grab().save(str(self.tour.out / f"{name}-{choice}.png"))
        self.tour.say(f"picture of {name}")
        for cut in cuts(widget):
            self.tour.say(f"  {cut}")

    def _menus(self) -> None:
        for number, action in enumerate(self.window.menuBar().actions()):
            menu = action.menu()
            if isinstance(menu, QMenu):
                menu.popup(self.window.mapToGlobal(self.window.rect().topLeft()))
                self._grab(menu, f"menu-{number}")
                menu.close()

    def _talk(self) -> None:
        talk = self.window.talk
        talk.start()
        number = 0
        while talk.isVisible():
            self.tour.settle()
            self.tour.picture(f"talk-{number}")
            number += 1
            talk.go_on()

    def _waiting(self) -> None:
        """Pages whose answers do not come: the engine is held while they are turned to."""
        self.window.set_theme("light")
        for key in (entry.key for entry in entries()):
            self.window.show_page("inside")
            self.tour.settle()
            engine = psutil.Process(self.session.engine.pid)
            engine.suspend()
            try:
                self.session.select_item(((self.session.item or 0) + 1) % 200)
                self.session.select_user(((self.session.user or 0) + 1) % 200)
                self.window.show_page(key)
                self.tour.pause(WAITING_MS)
                self.window.grab().save(str(self.tour.out / f"waiting-{key}-light.png"))
                self.tour.say(f"picture of waiting-{key}")
            finally:
                engine.resume()
            self.tour.settle()


def _outermost(inside: QWidget) -> list[QTabWidget]:
    """The visible tabs that lie in no others below `inside`."""

    def lies_in(one: QTabWidget) -> bool:
        above = one.parentWidget()
        while above is not None and above is not inside:
            if isinstance(above, QTabWidget):
                return True
            above = above.parentWidget()
        return False

    found = inside.findChildren(QTabWidget)
    return [tabs for tabs in found if tabs.isVisible() and not lies_in(tabs)]


def _turns(key: str, page: Any) -> Iterator[tuple[str, Any]]:
    """What a page can be turned to beside its tabs, each with a context that turns it back."""
    if key == "attention":
        box = page.compare.what
        yield "compare", _turned(lambda on: page.compare.button.setChecked(on))
        yield "own", _turned(lambda on: page.compare.try_own() if on else _end(page, box))
    elif key == "recommend":
        yield "what-if", _turned(lambda on: page.details.like.click() if on else page.reset())
        yield "invented", _turned(lambda on: page.invent() if on else page.reset())
    elif key == "catalog":
        yield "welcome", _turned(lambda on: page.show_welcome() if on else page.show_state())
    elif key == "training":
        yield "compared", _turned(lambda on: _compare_runs(page, on))


def _end(page: Any, box: Any) -> None:
    page.compare.button.setChecked(False)
    box.setCurrentIndex(0)


def _compare_runs(page: Any, on: bool) -> None:
    if on:
        page.tabs.setCurrentWidget(page.runs)
        page.runs.table.selectAll()
    else:
        page.runs.table.clearSelection()
        page.tabs.setCurrentIndex(0)


@contextmanager
def _turned(turn: Callable[[bool], object]) -> Iterator[None]:
    turn(True)
    try:
        yield
    finally:
        turn(False)
