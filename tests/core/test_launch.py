"""Processes start with our code and nobody else's, whatever folder and environment we are in."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core import launch, usage
from tests.hostile import SHELL, WINDOW, Hostile

ROOT = Path(__file__).resolve().parents[2]

#: Starts a group of processes under torchrun, has it do two steps, and ends it.
TORCHRUN = """
import os
os.environ["PYTHONPATH"] = os.getcwd()
from benchmarks.schema import Axes
from benchmarks.workloads.distributed import Torchrun
size = {"items": 40, "users": 30, "d": 8, "text_tokens": 2, "image_tokens": 2, "audio_tokens": 2}
group = Torchrun(Axes(batch=4, size=size | {"processes": 2}), 0)
group.steps(1)
group.steps(2)
group.close()
print("ended with", group._process.returncode)
"""


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Hostile]:
    """A hostile folder with a small catalog; at the end, none of its code was run."""
    made = Hostile(tmp_path / "hostile")
    yield made
    assert made.ran == ""


def start(hostile: Hostile, script: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a script in the hostile folder as an installed program runs there."""
    return subprocess.run(
        launch.script(script, *words),
        cwd=hostile.folder,
        env=launch.environment() | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )


def shell(hostile: Hostile, *words: str) -> str:
    """What `triptych` prints on standard output."""
    done = start(hostile, SHELL.format(module="core.cli"), *words)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("way", ["folder", "path"])
def test_the_folder_is_hostile(tmp_path: Path, way: str) -> None:
    """Else the other tests would prove nothing."""
    made = Hostile(tmp_path / "hostile")
    environment = launch.environment()
    del environment["PYTHONSAFEPATH"]
    if way == "path":
        environment["PYTHONPATH"] = str(made.folder)
    words = ["-m", "core.worker"] if way == "folder" else ["-c", ""]
    subprocess.run([sys.executable, *words], cwd=made.folder, env=environment, check=True)
    assert ("core.worker" if way == "folder" else "sitecustomize") in made.ran


@pytest.mark.slow
def test_shell_and_benchmarks(hostile: Hostile) -> None:
    """Also: files named relative to the user's folder are those files."""
    assert json.loads(shell(hostile, "open", "shop", "--json"))["items"] == 2
    words = ["--processes", "1", "--device", "fake", "--batch", "8", "--seconds", "0.1"]
    shell(hostile, "bench", "run", *words, "--out", "mine.json")
    assert (hostile.folder / "mine.json").exists()
    shell(hostile, "bench", "show", "mine.json", "--csv", "mine.csv")
    assert (hostile.folder / "mine.csv").read_text().count("\n") > 1


@pytest.mark.slow
def test_window_engine_and_jobs(hostile: Hostile) -> None:
    done = start(hostile, WINDOW)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["shop", "True", "DONE", "[]"]


@pytest.mark.slow
def test_torchrun_and_its_workers(hostile: Hostile) -> None:
    done = start(hostile, TORCHRUN)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "ended with 0"


def test_a_new_window_starts_likewise(
    hostile: Hostile, monkeypatch: pytest.MonkeyPatch, qtbot: object
) -> None:
    from PySide6.QtCore import QProcess

    from gui.shell.main_window import MainWindow

    started: list[QProcess] = []

    class Process(QProcess):
        def startDetached(self) -> None:
            started.append(self)

    monkeypatch.chdir(hostile.folder)
    monkeypatch.setenv("PYTHONPATH", str(hostile.folder))
    monkeypatch.setattr("gui.shell.main_window.QProcess", Process)
    MainWindow().restart()
    (process,) = started
    assert process.program() == sys.executable
    assert process.arguments() == ["-P", "-m", "gui"]
    assert process.workingDirectory() == str(launch.folder())
    assert process.processEnvironment().value("PYTHONPATH") != str(hostile.folder)
    assert process.processEnvironment().value("TRIPTYCH_HOME") == os.environ["TRIPTYCH_HOME"]


def test_the_environment_names_no_foreign_code(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PATH", "STARTUP", "HOME", "PYCACHEPREFIX", "WARNINGS", "BREAKPOINT", "INSPECT"):
        monkeypatch.setenv(f"PYTHON{name}", "/somewhere")
    monkeypatch.setenv("PYTHONHASHSEED", "3")
    monkeypatch.setenv(launch.PARENT, "1")
    found = launch.environment()
    python = {name for name in found if name.startswith("PYTHON")}
    assert python - {"PYTHONPATH"} <= launch.HARMLESS | {"PYTHONSAFEPATH"}
    assert found["PYTHONHASHSEED"] == "3"
    assert found.get("PYTHONPATH", str(ROOT)) == str(ROOT)
    assert launch.PARENT not in found
    assert launch.environment(bound=True)[launch.PARENT] == str(os.getpid())


def test_a_child_runs_the_code_of_its_parent(tmp_path: Path) -> None:
    """A second checkout on this machine, as a git worktree is, with the first one installed."""
    other = tmp_path / "worktree"
    shutil.copytree(ROOT / "core", other / "core", ignore=lambda folder, names: {
        name for name in names if Path(folder, name).is_dir()
    })  # fmt: skip
    code = (
        f"import sys; sys.path.insert(0, {str(other)!r})\n"
        "from core import launch\n"
        "import subprocess\n"
        "child = launch.script('import core; print(core.__file__)')\n"
        "subprocess.run(child, check=True, cwd=launch.folder(), env=launch.environment())\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == str(other / "core" / "__init__.py")


def test_from_site_packages_nothing_is_added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site.getsitepackages", lambda: ["/elsewhere", str(ROOT)])
    launch._installed.cache_clear()
    try:
        assert "PYTHONPATH" not in launch.environment()
    finally:
        launch._installed.cache_clear()


def test_children_keep_their_files_where_we_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRIPTYCH_HOME", "mine")
    assert launch.environment()["TRIPTYCH_HOME"] == str(tmp_path / "mine")
    assert launch.folder() == tmp_path / "mine" / "processes"


def test_folders_of_models_are_those_the_user_means(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HF_HOME", "models")
    monkeypatch.setenv("TORCH_HOME", "~/torch")
    monkeypatch.setenv("XDG_DATA_HOME", "")
    told = launch.environment()
    assert told["HF_HOME"] == str(tmp_path / "models")
    assert told["TORCH_HOME"] == "~/torch"
    assert told["XDG_DATA_HOME"] == ""


def test_without_a_workspace_they_start_beside_our_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder can be made in here")
    monkeypatch.setenv("TRIPTYCH_HOME", str(tmp_path / "file" / "home"))
    assert launch.folder() == ROOT
    words = launch.script("import core, os; print(os.getcwd())")
    told = subprocess.run(
        words, cwd=launch.folder(), env=launch.environment(), capture_output=True, text=True
    )
    assert told.stdout.strip() == str(ROOT)


def sources() -> Iterator[tuple[str, ast.Module]]:
    for folder in ("core", "gui", "benchmarks"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def test_only_the_launcher_knows_the_interpreter() -> None:
    """And whoever starts a process gives it a folder and our environment."""
    wrong = []
    for name, tree in sources():
        for node in ast.walk(tree):
            match node:
                case ast.Attribute(attr="executable") if name == "core/launch.py":
                    continue
                case ast.Call(func=ast.Attribute(value=ast.Name("subprocess"))):
                    given = {word.arg for word in node.keywords}
                    fine = {"cwd", "env"} <= given and "launch.environment" in ast.unparse(node)
                case ast.Call(func=ast.Attribute(attr="startDetached")):
                    fine = not node.args
                case ast.Attribute(attr="executable"):
                    fine = False
                case ast.Import() | ast.ImportFrom():
                    fine = not re.search(r"multiprocessing|executable", ast.unparse(node))
                case _:
                    continue
            if not fine:
                wrong.append(f"{name}:{node.lineno} {ast.unparse(node)}")
    assert wrong == []


def test_compiled_code_is_kept_in_the_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TORCHINDUCTOR_CACHE_DIR", raising=False)
    monkeypatch.setenv("TRIPTYCH_HOME", str(tmp_path / "mine"))
    kept = Path(launch.environment()["TORCHINDUCTOR_CACHE_DIR"])
    assert kept.is_dir()
    assert kept.parent == tmp_path / "mine"
    assert kept.name in usage.REMADE
    monkeypatch.setenv("TRIPTYCH_HOME", "/dev/null")
    assert "TORCHINDUCTOR_CACHE_DIR" not in launch.environment()


def test_no_library_asks_the_network_unless_told_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", os.environ.copy())
    monkeypatch.delenv("HF_HUB_OFFLINE")
    assert launch.environment()["HF_HUB_OFFLINE"] == "1"
    launch.tell_libraries()
    assert os.environ["HF_HUB_OFFLINE"] == "1"
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    launch.tell_libraries()
    assert launch.environment()["HF_HUB_OFFLINE"] == os.environ["HF_HUB_OFFLINE"] == "0"


@pytest.mark.parametrize(
    ("said", "by"),
    [
        ({}, ""),
        ({"HF_HUB_OFFLINE": "1"}, "HF_HUB_OFFLINE"),
        ({"HF_HUB_OFFLINE": "yes"}, "HF_HUB_OFFLINE"),
        ({"TRANSFORMERS_OFFLINE": "1"}, "TRANSFORMERS_OFFLINE"),
        ({"HF_HUB_OFFLINE": "", "TRANSFORMERS_OFFLINE": "ON"}, "TRANSFORMERS_OFFLINE"),
        ({"HF_HUB_OFFLINE": "0", "TRANSFORMERS_OFFLINE": "1"}, ""),
    ],
)
def test_a_persons_own_switch_is_told_from_ours(
    tmp_path: Path, said: dict[str, str], by: str
) -> None:
    """Three processes deep, each told by ours what libraries do; the library agrees on its own."""
    ours = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", launch.TOLD)
    told = {key: value for key, value in os.environ.items() if key not in ours} | said
    told |= {"TRIPTYCH_HOME": str(tmp_path)}
    library = "from huggingface_hub import constants; print(int(constants.HF_HUB_OFFLINE))"
    words = [sys.executable, "-c", library]
    assert subprocess.check_output(words, env=told, text=True) == f"{int(bool(by))}\n"
    own = "from core import launch; launch.tell_libraries(); print(launch.offline_by())"
    more = (
        "import subprocess; from core import launch; launch.tell_libraries();"
        f"print(subprocess.check_output(launch.script({own!r}), env=launch.environment(),"
        "cwd=launch.folder(), text=True), end='')"
    )
    words = [sys.executable, "-c", more]
    assert subprocess.check_output(words, env=told, cwd=ROOT, text=True) == f"{by}\n"


def test_nor_from_a_notebook(tmp_path: Path) -> None:
    told = {key: value for key, value in os.environ.items() if key != "HF_HUB_OFFLINE"}
    code = "import os; from core import open_catalog; print(os.environ['HF_HUB_OFFLINE'])"
    words, env = [sys.executable, "-c", code], told | {"TRIPTYCH_HOME": str(tmp_path)}
    assert subprocess.check_output(words, env=env, cwd=ROOT, text=True) == "1\n"
