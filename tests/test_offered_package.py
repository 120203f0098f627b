"""One package that brings a component of each kind, in an environment that has it installed.

It lies in `offered_package`, and nothing in core, gui and benchmarks knows it. All processes are
real ones: what the window and the shell start must find the package, too.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

from benchmarks import schema

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "tests" / "offered_package"
CHOSEN = [
    *("fusion.kind=mean", "fusion.gain=0.25", "fusion.dim=8"),
    *("loss.kind=hinge", "loss.margin=0.25", "epochs=1", "device=cpu", "family_seconds=0"),
]
QUICK = ["--device", "cpu", "--batch", "2", "--seconds", "0.2", "--rounds", "5", "--no-ceilings"]
#: Opens a shelf, encodes it, trains on it and measures, as a person does with the mouse.
WINDOW = """
import sys, time
from PySide6.QtWidgets import QApplication, QLabel
from core import launch
from core.contracts.benchmark import BENCHMARK
from core.contracts.question import Nothing
from gui import __main__ as program
from gui.shell.main_window import MainWindow

def drive(*_):
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
    session = window.session
    def wait(done):
        until = time.monotonic() + 200
        while not done() and time.monotonic() < until:
            QApplication.processEvents()
            time.sleep(0.01)
        assert done(), [job.failure for job in session.jobs.all]
    def over(job):
        wait(lambda: job.status.over)
        assert job.status.name == "DONE", job.failure
        return job
    wait(lambda: session.catalog)
    assert session.catalog.reader == "shelf"

    window.show_page("features")
    features = window.page("features")
    wait(lambda: "text" in features._cards and features._cards["text"]._infos)
    choice = features._cards["text"].choice
    choice.setCurrentIndex(choice.findText("Letters of each word"))
    over(features.start())
    wait(lambda: session.features)
    assert session.features.modalities["text"].encoder == "letters"

    window.show_page("training")
    training = window.page("training")
    training.settings.choose_preset("quick")
    for field, kind, title in (("fusion", "mean", "Gain of the mean"), ("loss", "hinge", "Margin")):
        training.form.set_value({**training.form.value(), field: {"kind": kind}})
        assert any(title in label.text() for label in training.form.findChildren(QLabel)), title
    training.form.set_value({**training.form.value(), "epochs": 1})
    config = over(training.start()).spec.config
    assert (config.fusion.kind, config.fusion.gain, config.loss.kind) == ("mean", 0.5, "hinge")

    window.show_page("benchmark")
    what = window.page("benchmark").what
    what.grid.choose("shelf.sort")
    assert what.grid.current == "shelf.sort" and "shelf.sort" in what.grid.checked()
    what.grid.set_checked(["shelf.sort"])
    words = [word for word in what.arguments() if word not in ("--mode", "quick")]
    assert words[-2:] == ["--workload", "shelf.sort"], words
    argv = launch.command("benchmarks", *words, *sys.argv[2:], "--events")
    print(over(session.jobs.start(BENCHMARK, Nothing(), "Benchmark", argv)).result.path)
    window.close()
    return 0

QApplication.exec = drive
sys.exit(program.main(sys.argv[1:2]))
"""


class Machine:
    """An environment that has Triptych's code, what that depends on, and the package."""

    def __init__(self, folder: Path) -> None:
        words = [sys.executable, "-m", "venv", "--without-pip", str(folder / "venv")]
        subprocess.run(words, check=True)
        programs = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
        self.python = str(programs / "python")
        self._clean = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")} | {
            "QT_QPA_PLATFORM": "offscreen",
            "COLUMNS": "200",
            "TRIPTYCH_HOME": str(folder / "home"),
        }
        self.folder = folder
        where = "import sysconfig; print(sysconfig.get_path('purelib'))"
        site = Path(self.run("-c", where).strip())
        found = {find_spec(name).origin for name in ("numpy", "torch", "PySide6")}  # type: ignore[union-attr]
        places = sorted({str(Path(origin).parent.parent) for origin in found if origin})
        (site / "rest.pth").write_text("\n".join([str(ROOT), str(SOURCE), *places]) + "\n")
        _install(site)
        self.shelf = folder / "books"
        self.shelf.mkdir()
        (self.shelf / "shelf.txt").write_text(
            "".join(
                f"u{user}|b{book}|a blurb of {'abcdefgh'[book] * 3}\n"
                for user in range(12)
                for book in [(user + step) % 8 for step in range(6)]
            )
        )

    def run(self, *words: str | Path, code: int = 0) -> str:
        """What Python prints for these words, in a folder that has nothing to do with them."""
        done = subprocess.run(
            [self.python, *map(str, words)], cwd=self.folder, env=self._clean,
            capture_output=True, text=True, check=False, timeout=280,
        )  # fmt: skip
        assert done.returncode == code, done.stderr
        assert "left out" not in done.stderr
        return done.stdout if code == 0 else done.stderr

    def triptych(self, *words: str | Path) -> str:
        """The same of the shell's program."""
        return self.run("-m", "core.cli", *words)


def _install(site: Path) -> None:
    """What an installer leaves of its `pyproject.toml`, beside the code that a .pth shows."""
    project = tomllib.loads((SOURCE / "pyproject.toml").read_text())["project"]
    metadata = site / "shelf_kit-1.0.dist-info"
    metadata.mkdir()
    head = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    (metadata / "METADATA").write_text(head)
    offers = [
        f"[{group}]\n" + "".join(f"{name} = {where}\n" for name, where in found.items())
        for group, found in project["entry-points"].items()
    ]
    (metadata / "entry_points.txt").write_text("\n".join(offers))


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    return Machine(tmp_path_factory.mktemp("machine"))


def test_it_brings_one_of_each_kind_there_is_as_contributors_are_told() -> None:
    project = tomllib.loads((SOURCE / "pyproject.toml").read_text())["project"]
    named = r'\[project\.entry-points\."(triptych\.\w+)"\]'
    sources = [path for top in ("core", "benchmarks") for path in (ROOT / top).rglob("*.py")]
    known = {group for path in sources for group in re.findall(named, path.read_text("utf-8"))}
    assert project["entry-points"].keys() == known
    assert len(known) == 5
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    (example,) = re.findall(r"(?m)^ {4}\[project\.entry-points.*\n(?: {4}.*\n)+", text)
    told = tomllib.loads(example)["project"]
    assert told["entry-points"] == project["entry-points"]


def test_the_shell_opens_encodes_and_trains_with_it(machine: Machine) -> None:
    assert "shelf" in machine.triptych("open", "--help")
    for words in ([], ["--reader", "shelf"]):
        told = machine.triptych("open", machine.shelf, "--json", *words)
        assert json.loads(told)["reader"] == "shelf"
    told = machine.triptych(
        "encode", machine.shelf, "--reader", "shelf", "--encoder", "text=letters"
    )
    assert json.loads(told)["modalities"]["text"]["encoder"] == "letters"
    chosen = [part for word in CHOSEN for part in ("--set", word)]
    machine.triptych("train", machine.shelf, *chosen)
    (stored,) = (machine.folder / "home").rglob("config.json")
    config = json.loads(stored.read_text())
    fusion = config["fusion"]
    assert (fusion["kind"], fusion["gain"], fusion["dim"]) == ("mean", 0.25, 8)
    assert config["loss"] == {
        "kind": "hinge", "negatives": 1, "popularity": 0.0, "margin": 0.25,
    }  # fmt: skip
    assert (stored.parent / "model.safetensors").exists()


def test_the_shell_measures_it_also_in_fresh_processes(machine: Machine) -> None:
    path = machine.folder / "measured.json"
    words = ["run", "--workload", "shelf", *QUICK, "--processes", "2", "--out", path]
    assert "Sort a shelf" in machine.run("-m", "benchmarks", *words)
    _measured(path)
    refused = machine.run("-m", "benchmarks", "run", "--workload", "shelf.sor", code=2)
    assert "shelf.sort" in refused


def test_the_window_offers_it_and_its_workers_run_it(machine: Machine) -> None:
    _measured(Path(machine.run("-c", WINDOW, machine.shelf, *QUICK).split()[-1]))


def _measured(path: Path) -> None:
    (only,) = schema.read(path).points
    assert (only.workload, only.unit, only.status) == ("shelf.sort", "shelves", "ok")
    assert only.definition == "Sort `items` uniform numbers; batch = shelves."
    assert only.axes.size == {"items": 300}
