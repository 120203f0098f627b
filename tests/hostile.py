"""A folder as a stranger might send it: full of modules that Python could take for ours."""

from __future__ import annotations

from pathlib import Path

#: What each of them does when it is imported.
LINE = "open({marker!r}, 'a').write(__name__ + ' ' + __file__ + '\\n')\n"
MODULES = (
    *("core/__init__", "core/launch", "core/system", "core/text"),
    *("core/cli/__init__", "core/cli/__main__", "core/worker/__init__", "core/worker/__main__"),
    *("gui/__init__", "gui/__main__", "gui/main_window"),
    *("benchmarks/__init__", "benchmarks/__main__", "benchmarks/workloads/__init__"),
    "benchmarks/workloads/parts/member",
    *("assets/__init__", "torch", "numpy", "polars", "json", "evil"),
    *("sitecustomize", "usercustomize"),
)
GROUPS = ("encoders", "readers", "fusions", "losses", "workloads")

#: A console script, whose environment turns hostile to what it starts.
SHELL = """
import os, sys
os.environ["PYTHONPATH"] = os.getcwd()
from {module} import main
sys.argv[0] = "triptych"
sys.exit(main())
"""
#: The same for the window: opens "shop", asks the engine, runs a benchmark, and ends.
WINDOW = """
import os, sys, time
os.environ["PYTHONPATH"] = os.getcwd()
from PySide6.QtWidgets import QApplication
from core import launch
from core.contracts.benchmark import BENCHMARK
from core.contracts.question import Nothing
from gui import __main__ as program
from gui.shell.main_window import MainWindow

def drive(*_):
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
    session, busy, refused = window.session, [], []
    session.engine.busy_changed.connect(busy.append)
    session.engine.failed.connect(refused.append)
    def wait(done):
        until = time.monotonic() + 200
        while not done() and time.monotonic() < until:
            QApplication.processEvents()
            time.sleep(0.01)
        assert done(), (session.jobs.all[0].failure, refused)
    wait(lambda: session.catalog)
    window.show_page("features")
    wait(lambda: True in busy and session.engine.idle)
    words = ["run", "--device", "fake", "--batch", "8", "--seconds", "0.1", "--events"]
    argv = launch.command("benchmarks", *words)
    job = session.jobs.start(BENCHMARK, Nothing(), "Benchmark", argv)
    wait(lambda: job.status.over)
    print(session.catalog.name, session.accelerated is not None, job.status.name, refused)
    window.close()
    return 0

QApplication.exec = drive
sys.exit(program.main(["shop"]))
"""


class Hostile:
    """The folder, with a small catalog "shop" in it, and what of its code was run so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._marker = folder.parent / f"{folder.name}-was-run"
        for name in MODULES:
            path = folder / f"{name}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(LINE.format(marker=str(self._marker)), encoding="utf-8")
        offers = folder / "evil-1.0.dist-info"
        offers.mkdir()
        (offers / "METADATA").write_text("Metadata-Version: 2.1\nName: evil\nVersion: 1.0\n")
        (offers / "entry_points.txt").write_text(
            "".join(f"[triptych.{group}]\nevil = evil\n" for group in GROUPS)
        )

        shop = folder / "shop"
        shop.mkdir()
        (shop / "items.csv").write_text("item,title,text\na,Red mug,A mug\nb,Lamp,A soft lamp\n")
        (shop / "interactions.csv").write_text("user,item,timestamp\nu,a,1\nu,b,2\nv,a,3\n")

    @property
    def ran(self) -> str:
        """Names and files of all its modules that were imported, a line each."""
        return self._marker.read_text(encoding="utf-8") if self._marker.exists() else ""
