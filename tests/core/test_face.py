"""The public face: it stays as it is, costs nothing to import, and does what its examples say."""

from __future__ import annotations

import inspect
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import core
from core.contracts.message import Message
from core.errors import UserError
from core.progress import Reporter

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "core/examples/tour.ipynb"

#: What people write code against. A change here is a change of the public face: CHANGELOG.md.
SIGNATURES = {
    "open_catalog": "(path: 'str | Path', *, reader: 'str | None' = None,"
    " mapping: 'Mapping[str, str] | None' = None, plan: 'Plan | None' = None,"
    " reporter: 'Reporter' = NOBODY) -> 'OpenedCatalog'",
    "make_sample": "(field: \"Literal['shop', 'music', 'video']\", *, items: 'int' = 240,"
    " users: 'int' = 300, seed: 'int' = 0, reporter: 'Reporter' = NOBODY) -> 'OpenedCatalog'",
    "encode": "(catalog: 'OpenedCatalog', encoders: 'Mapping[str, str] | None' = None, *,"
    " device: 'str' = 'auto', processes: 'int' = 1, reporter: 'Reporter' = NOBODY) -> 'Features'",
    "train": "(catalog: 'OpenedCatalog', features: 'Features', preset: 'str | None' = None, *,"
    " epochs: 'int | None' = None, changes: 'Mapping[str, JsonValue] | None' = None,"
    " reporter: 'Reporter' = NOBODY) -> 'OpenedRun'",
    "open_run": "(catalog: 'OpenedCatalog', features: 'Features | None' = None,"
    " folder: 'str | Path | None' = None, *, map_items: 'bool' = False,"
    " reporter: 'Reporter' = NOBODY) -> 'OpenedRun'",
    "benchmark": "(*workloads: 'str', mode: \"Literal['quick', 'standard', 'rigorous']\" = 'quick',"
    " seconds: 'float | None' = None, reporter: 'Reporter' = NOBODY) -> 'MeasuredBenchmark'",
    "OpenedRun.recommend": "(self, user: 'str | int | None' = None, k: 'int' = 10, *,"
    " liked: 'Sequence[str | int]' = (), removed: 'Sequence[str | int]' = (),"
    " weights: 'Mapping[str, float] | None' = None, content_only: 'bool' = False,"
    " diversity: 'float' = 0.0, hour: 'int | None' = None) -> 'ListAnswer'",
    "OpenedRun.why": "(self, item: 'str | int', user: 'str | int | None' = None, k: 'int' = 10)"
    " -> 'ReasonAnswer'",
    "OpenedRun.similar": "(self, item: 'str | int', k: 'int' = 10) -> 'SimilarAnswer'",
    "OpenedRun.attention": "(self, item: 'str | int', user: 'str | int | None' = None)"
    " -> 'Attention'",
    "OpenedRun.look": "(self, item: 'str | int | None' = None, user: 'str | int | None' = None, *,"
    " text: 'str | None' = None, image: 'str | Path | None' = None,"
    " audio: 'str | Path | None' = None, video: 'str | Path | None' = None,"
    " change: 'Sequence[str]' = ()) -> 'Attention'",
    "OpenedRun.alignment": "(self) -> 'dict[tuple[str, str], PairAnswer]'",
    "OpenedRun.find": "(self, phrase: 'str', modality: 'str | None' = None, k: 'int' = 10)"
    " -> 'FindAnswer'",
    "OpenedRun.evaluate": "(self, part: \"Literal['valid', 'test']\" = 'test', *,"
    " reporter: 'Reporter' = NOBODY) -> 'Evaluation'",
    "OpenedRun.parts": "(self, *, reporter: 'Reporter' = NOBODY) -> 'MeasuredParts'",
    "Attention.between": "(self, query: 'str', key: 'str', layer: 'int' = 0) -> 'np.ndarray'",
    "Attention.of_item": "(self, kind: 'FlowKind' = 'relevance') -> 'dict[str, np.ndarray]'",
    "Attention.strongest": "(self, query: 'str', key: 'str', count: 'int' = 5)"
    " -> 'list[tuple[str, str, float]]'",
    "Attention.telling": "(self, kind: 'FlowKind' = 'relevance', count: 'int' = 5,"
    " of: 'str' = 'text') -> 'list[tuple[str, float]]'",
}
#: Names that are not functions of the face.
CLASSES = ["Attention", "OpenedCatalog", "OpenedRun", "Reporter", "TerminalReporter", "UserError"]


def named(path: str) -> Any:
    found: Any = core
    for part in path.split("."):
        found = getattr(found, part)
    return found


def test_importing_costs_nothing() -> None:
    code = (
        "import sys, core\n"
        "heavy = {'torch', 'polars', 'pydantic', 'numpy', 'PySide6', 'transformers', 'rich'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
        "from core import *\n"
        "assert make_sample and not {'torch', 'transformers', 'PySide6'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_names_are_those_promised() -> None:
    assert set(core.__all__) == set(core._MODULES)
    functions = [name for name in SIGNATURES if "." not in name]
    assert core.__all__ == sorted([*CLASSES, *functions], key=lambda name: (name.islower(), name))
    assert set(core.__all__) <= set(dir(core))
    with pytest.raises(AttributeError, match="'nothing'"):
        core.nothing  # noqa: B018


@pytest.mark.parametrize("name", SIGNATURES)
def test_signatures_are_those_promised(name: str) -> None:
    told = str(inspect.signature(named(name)))
    assert re.sub(r"<core\.progress\.Reporter object at \w+>", "NOBODY", told) == SIGNATURES[name]


def test_no_public_method_is_forgotten() -> None:
    for owner in ("OpenedRun", "OpenedCatalog", "Attention"):
        public = {
            f"{owner}.{name}" for name, _ in inspect.getmembers(named(owner), inspect.isfunction)
        }
        assert {name for name in public if "._" not in name} <= SIGNATURES.keys()


def test_everything_public_is_documented() -> None:
    for name in (*SIGNATURES, "OpenedRun", "OpenedCatalog", "Attention"):
        assert inspect.getdoc(named(name)), name
    for name in ("OpenedRun.attention", "OpenedRun.alignment", "encode", "Attention.between"):
        assert re.search(r"\[\w+, \w+", inspect.getdoc(named(name)) or ""), f"{name}: no shapes"
    for name in ("OpenedRun.attention", "OpenedRun.find", "Attention", "benchmark"):
        assert "seconds" in (inspect.getdoc(named(name)) or ""), f"{name}: no units"


# --- examples -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One workspace for all examples: what is encoded once serves them all."""
    return tmp_path_factory.mktemp("examples")


@pytest.fixture
def execute(home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    monkeypatch.setenv("TRIPTYCH_HOME", str(home))
    names: dict[str, Any] = {}
    return lambda source: exec(compile(source, "<example>", "exec"), names)


def cells() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    return [cell for cell in found if cell["cell_type"] == "code"]


def examples() -> Iterator[str]:
    """The Python in README.md, and in the description of core."""
    yield from re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)
    lines = (core.__doc__ or "").splitlines()
    yield "\n".join(line[4:] for line in lines if line.startswith("    "))


def test_the_notebook_runs(
    execute: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(cells()) >= 8
    for cell in cells():
        assert cell["outputs"] == []
        assert cell["execution_count"] is None
        execute("".join(cell["source"]))
    said = capsys.readouterr().out
    assert "Recall@10" in said
    assert " px" in said


def test_the_examples_of_the_readme_run(execute: Callable[[str], None]) -> None:
    found = list(examples())
    assert len(found) == 2
    for source in found:
        assert len(source.strip().splitlines()) <= 10
        # Smaller than people would have it: the sample that the notebook encoded.
        execute(source.replace('make_sample("shop")', 'make_sample("shop", items=40, users=60)'))


def test_a_place_has_a_name() -> None:
    from core.explore.attention.labels import labels

    nowhere = [np.nan] * 4
    places = {
        "text": np.array([[2, 9, np.nan, np.nan], nowhere]),
        "image": np.array([[0, 20, 40, 60.4]]),
        "audio": np.array([[0.5, 1.0, 0, 8000]]),
        "price": np.array([nowhere]),
    }
    assert labels({"text": "A striped mug"}, places) == {
        "text": ("striped", "text"),
        "image": ("x 0-40, y 20-60 px",),
        "audio": ("0.50-1.00 s",),
        "price": ("price",),
    }


def test_ids_nobody_has_are_told(execute: Callable[[str], None]) -> None:
    with pytest.raises(UserError, match="There is no item 'nothing'"):
        execute(
            "from core import make_sample\n"
            "from core.explore.lookup import item_row\n"
            "item_row(make_sample('shop', items=40, users=60).tables, 'nothing')\n"
        )


# --- benchmark ----------------------------------------------------------------------------


class Listening(Reporter):
    """Keeps what is said, and can want to stop."""

    def __init__(self, stop: bool = False) -> None:
        self.stages: list[str] = []
        self.stop = stop

    def progress(self, stage: str, done: float, total: float | None = None, unit: str = "") -> None:
        self.stages.append(stage)

    def checkpoint(self) -> bool:
        return self.stop


class StopsHalfWay(Listening):
    """Wants to stop when half of the work is done."""

    def progress(self, stage: str, done: float, total: float | None = None, unit: str = "") -> None:
        self.stop = stage == "measure" and bool(total) and done >= 0.5 * (total or 1)


def test_a_benchmark_leads_to_a_result(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from benchmarks.store import load

    monkeypatch.setenv("TRIPTYCH_HOME", str(home))
    heard = Listening()
    measured = core.benchmark("topk", seconds=0.1, reporter=heard)
    assert isinstance(measured, Message)
    assert len(load(Path(measured.path)).measured) == measured.points > 0
    assert "measure" in heard.stages


def test_a_benchmark_ends_when_it_is_to_stop(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from benchmarks.store import load, saved

    monkeypatch.setenv("TRIPTYCH_HOME", str(home))
    before = saved()
    with pytest.raises(UserError, match="before anything was measured"):
        core.benchmark("topk", mode="standard", reporter=Listening(stop=True))
    assert saved() == before
    measured = core.benchmark("topk", seconds=20, reporter=StopsHalfWay())
    assert load(Path(measured.path)).interrupted


def test_a_benchmark_nobody_knows_is_refused() -> None:
    with pytest.raises(UserError, match="nothing-such"):
        core.benchmark("nothing-such")
