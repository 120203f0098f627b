"""The wheel as others get it: built, installed in an empty environment, started elsewhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.hostile import SHELL, WINDOW, Hostile

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("core", "gui", "benchmarks", "assets")
WINDOWS = sys.platform == "win32"
#: Where the program's own code lies, and that of what it starts.
WHERE = """
import core, gui, subprocess
from core import launch
print(core.__file__, gui.__file__, sep="\\n", flush=True)
words = launch.script("import core; print(core.__file__)")
subprocess.run(words, check=True, cwd=launch.folder(), env=launch.environment())
"""


class Installed:
    """An environment that holds the wheel, sees what it depends on, and nothing of the checkout."""

    def __init__(self, folder: Path) -> None:
        source = folder / "source"
        for name in PACKAGES:
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, source / name, ignore=ignored)
        for name in ("pyproject.toml", "README.md", "LICENSE"):
            shutil.copy(ROOT / name, source)
        words = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet")
        self.run(sys.executable, "-m", "pip", "wheel", *words, "-w", str(folder), str(source))
        (self.wheel,) = folder.glob("*.whl")
        self.run(sys.executable, "-m", "venv", "--without-pip", str(folder / "venv"))
        self.programs = folder / "venv" / ("Scripts" if WINDOWS else "bin")
        self.python = str(self.programs / "python")
        words = ("--no-deps", "--no-index", "--quiet", str(self.wheel))
        self.run(sys.executable, "-m", "pip", "--python", self.python, "install", *words)
        path = self.run(self.python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
        self.site = Path(path.strip())
        found = {find_spec(name).origin for name in ("numpy", "torch", "PySide6")}  # type: ignore[union-attr]
        places = {str(Path(origin).parent.parent) for origin in found if origin}
        (self.site / "dependencies.pth").write_text("\n".join(sorted(places)) + "\n")

    def run(self, *words: str, cwd: Path | None = None) -> str:
        """What a program prints on standard output."""
        clean = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
        done = subprocess.run(
            words, cwd=cwd, env=clean, capture_output=True, text=True, check=False, timeout=280
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return Installed(tmp_path_factory.mktemp("wheel"))


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Hostile]:
    made = Hostile(tmp_path / "hostile")
    yield made
    assert made.ran == ""


def test_it_holds_all_files_the_program_reads_and_no_tests(installed: Installed) -> None:
    held = {
        name for name in zipfile.ZipFile(installed.wheel).namelist() if ".dist-info/" not in name
    }
    wanted = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file()
        and path.suffix != ".md"
        and "__pycache__" not in path.parts
        and path.parent != ROOT / "assets/screenshots"
    }
    assert held == wanted
    assert {"core/py.typed", "core/encoders/manifest.json", "core/encoders/packages.txt"} < held
    assert {Path(name).suffix for name in held} >= {".svg", ".png", ".qm"}


def test_it_runs_its_own_code_also_in_what_it_starts(
    installed: Installed, hostile: Hostile
) -> None:
    told = installed.run(installed.python, "-P", "-c", WHERE, cwd=hostile.folder).split("\n")
    core, gui = (str(installed.site / name / "__init__.py") for name in ("core", "gui"))
    assert told == [core, gui, core, ""]


def test_its_programs_start_in_a_foreign_folder(installed: Installed, hostile: Hostile) -> None:
    triptych, app = (str(installed.programs / name) for name in ("triptych", "triptych-app"))
    assert "recommend" in installed.run(triptych, "--help", cwd=hostile.folder)
    assert "catalog" in installed.run(app, "--help", cwd=hostile.folder)
    told = installed.run(
        *(triptych, "sample", "shop", "--items", "12", "--users", "6"), cwd=hostile.folder
    )
    assert json.loads(told)["items"] == 12
    shell = SHELL.format(module="core.cli")
    told = installed.run(installed.python, "-P", "-c", shell, "bench", "--help", cwd=hostile.folder)
    assert "compare" in told


def test_its_window_asks_its_engine_and_runs_jobs(installed: Installed, hostile: Hostile) -> None:
    told = installed.run(installed.python, "-P", "-c", WINDOW, cwd=hostile.folder)
    assert told.split() == ["shop", "True", "DONE", "[]"]
