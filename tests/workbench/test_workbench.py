"""The workbench without a window: opened, encoded, trained and chosen from by a test."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from core import workspace
from core.catalog.opening import snapshot
from core.contracts.features import ENCODE, EncodeSpec, Features
from core.training.presets import PRESETS
from core.worker.messages import Failed, Finished
from gui.state.catalog import Load, recent
from gui.state.jobs import Job, Jobs
from gui.state.stages import Stage
from gui.state.workbench import Workbench
from tests.gui.catalogs import make
from tests.gui.typed import features, run
from tests.workbench.fake_process import FakeProcess, process_of
from tests.workbench.opened import opened

FEATURES = features("features", image=2)
RUN = run("run", title="MF")


@pytest.fixture
def bench() -> Workbench:
    return Workbench(Jobs(FakeProcess))


def test_opening_goes_from_job_to_catalog_with_what_was_computed(
    bench: Workbench, tmp_path: Path
) -> None:
    heard: list[str] = []
    bench.catalog.changed.connect(lambda _catalog: heard.append("catalog"))
    bench.features.changed.connect(lambda _made: heard.append("features"))
    bench.run.changed.connect(lambda _made: heard.append("run"))
    assert bench.stages.of("catalog")[0] is Stage.NOT_STARTED
    opened(bench, tmp_path, features=FEATURES, run=RUN)
    assert heard == ["catalog", "features", "run"]
    assert bench.catalog.catalog is not None
    assert bench.catalog.catalog.items.height == 30
    assert [bench.stages.of(key)[0] for key in ("features", "training")] == [Stage.DONE] * 2
    assert recent()[0]["source"] == str(tmp_path)
    about = bench.subject()
    assert (about.features, about.run) == ("features", "run")
    assert about.catalog == str(bench.catalog.snapshot)
    assert bench.subject(run="another").run == "another"


def test_the_stage_says_what_happens_meanwhile(bench: Workbench, tmp_path: Path) -> None:
    told: list[tuple[Stage, str]] = []
    bench.stages.changed.connect(lambda key: told.append(bench.stages.of(key)))
    opened(bench, tmp_path)
    assert told[0] == (Stage.RUNNING, f"Opening {tmp_path.name}")
    assert told[1] == (Stage.RUNNING, f"Loading {tmp_path.name}")
    assert bench.stages.of("features")[0] is Stage.NOT_STARTED


def test_a_cancelled_opening_leaves_what_was_open(bench: Workbench, tmp_path: Path) -> None:
    job = bench.catalog.open_path(tmp_path)
    job.receive(Finished(job=job.id, outcome="cancelled"))
    assert bench.stages.of("catalog")[0] is Stage.NOT_STARTED
    opened(bench, tmp_path)
    before = bench.catalog.catalog
    job = bench.catalog.open_path(tmp_path)
    job.receive(Finished(job=job.id, outcome="cancelled"))
    assert bench.stages.of("catalog")[0] is Stage.DONE
    assert bench.catalog.catalog is before


def test_a_failure_is_told_and_keeps_what_was_open(bench: Workbench, tmp_path: Path) -> None:
    failures: list[Failed] = []
    bench.catalog.failed.connect(failures.append)
    opened(bench, tmp_path, features=FEATURES)
    job = bench.catalog.open_path("/nowhere")
    job.receive(Failed(job=job.id, message="There is no such folder."))
    assert [one.message for one in failures] == ["There is no such folder."]
    assert bench.stages.of("catalog") == (Stage.ATTENTION, "There is no such folder.")
    assert bench.features.made == FEATURES


def test_a_snapshot_that_is_gone_fails_like_a_job(bench: Workbench, tmp_path: Path) -> None:
    failures: list[Failed] = []
    bench.catalog.failed.connect(failures.append)
    bench.catalog.load(tmp_path / "gone", "source")
    assert len(failures) == 1
    assert bench.catalog.coming is None
    assert bench.catalog.catalog is None


def test_another_catalog_forgets_selection_and_results(bench: Workbench, tmp_path: Path) -> None:
    opened(bench, tmp_path / "first", features=FEATURES, run=RUN)
    bench.selection.select_item(3)
    bench.selection.select_user(1)
    seen: list[object] = []
    bench.catalog.changed.connect(
        lambda _: seen.append((bench.selection.item, bench.features.made, bench.run.made))
    )
    opened(bench, tmp_path / "second")
    assert seen == [(None, None, None)]
    assert bench.selection.user is None


def test_the_last_of_two_loads_wins(tmp_path: Path) -> None:
    waiting: list[Load] = []
    bench = Workbench(Jobs(FakeProcess), waiting.append)
    bench.catalog.load(snapshot.save(make(tmp_path / "a", 30)), "first")
    bench.catalog.load(snapshot.save(make(tmp_path / "b", 20)), "second")
    for load in waiting:
        bench.catalog.loaded(load, load.read())
    assert bench.catalog.source == "second"
    assert bench.catalog.catalog is not None
    assert bench.catalog.catalog.items.height == 20


def test_rows_in_quarantine_ask_for_attention(bench: Workbench, tmp_path: Path) -> None:
    catalog = make(tmp_path)
    bad = pl.DataFrame({"file": ["a.csv"], "line": [2], "reason": ["odd"], "content": ["x"]})
    object.__setattr__(catalog, "quarantine", bad)
    bench.catalog.coming = load = Load(tmp_path, "source", None, None)
    bench.catalog.loaded(load, catalog)
    assert bench.stages.of("catalog") == (Stage.ATTENTION, "1 row(s) in quarantine")


def encoding(bench: Workbench, catalog: Path | None) -> Job[EncodeSpec, Features]:
    return bench.jobs.start(ENCODE, EncodeSpec(catalog=str(catalog)), "Encoding")


def test_what_a_job_makes_is_taken_if_its_catalog_is_open(bench: Workbench, tmp_path: Path) -> None:
    opened(bench, tmp_path / "first")
    first = bench.catalog.snapshot
    job = encoding(bench, first)
    assert bench.stages.of("features") == (Stage.RUNNING, "Encoding")
    opened(bench, tmp_path / "second")
    assert bench.stages.of("features")[0] is Stage.NOT_STARTED
    opened(bench, tmp_path / "first")
    assert bench.stages.of("features") == (Stage.RUNNING, "Encoding")  # it still is
    opened(bench, tmp_path / "second")
    job.receive(Finished(job=job.id, result=FEATURES.model_dump(mode="json")))
    assert bench.features.made is None
    failing = encoding(bench, first)
    failing.receive(Failed(job=failing.id, message="The disk is full."))
    assert bench.stages.of("features")[0] is Stage.NOT_STARTED
    job = encoding(bench, bench.catalog.snapshot)
    job.receive(Finished(job=job.id, outcome="cancelled"))
    assert bench.stages.of("features")[0] is Stage.NOT_STARTED
    job = encoding(bench, bench.catalog.snapshot)
    job.receive(Finished(job=job.id, result=FEATURES.model_dump(mode="json")))
    assert bench.features.made == FEATURES
    assert bench.stages.of("features")[0] is Stage.DONE


def test_stages_say_what_there_is_not_what_was_looked_at(bench: Workbench, tmp_path: Path) -> None:
    def states() -> list[Stage]:
        return [bench.stages.of(key)[0] for key in ("alignment", "attention", "recommend")]

    opened(bench, tmp_path)
    assert states() == [Stage.NOT_STARTED] * 3
    bench.features.set(FEATURES)
    assert states() == [Stage.READY, Stage.NOT_STARTED, Stage.NOT_STARTED]
    bench.run.set(RUN)
    assert states() == [Stage.READY] * 3


def test_a_run_that_was_interrupted_or_is_stale_says_so(bench: Workbench, tmp_path: Path) -> None:
    config = PRESETS["quick"].config
    cut = run("run", status="interrupted", reached=7, config=config)
    opened(bench, tmp_path, features=FEATURES, run=cut)
    sentence = f"interrupted at epoch 7 of {config.epochs}"
    assert bench.stages.of("training") == (Stage.ATTENTION, sentence)
    on = {"image": {"encoder": "here", "fingerprint": "1"}}
    bench.run.set(run("run", status="finished", data={"features": on}))
    assert bench.stages.of("training") == (Stage.DONE, "")
    other = FEATURES.modalities["image"].model_copy(update={"encoder": "another"})
    bench.features.set(Features(folder="features", modalities={"image": other}))
    stage, sentence = bench.stages.of("training")
    assert stage is Stage.ATTENTION
    assert "image" in sentence


def test_what_was_made_of_files_that_changed_says_so(bench: Workbench, tmp_path: Path) -> None:
    opened(bench, tmp_path, stale=("features", "training"))
    for key in ("features", "training"):
        stage, sentence = bench.stages.of(key)
        assert stage is Stage.ATTENTION
        assert "other files" in sentence
    assert bench.stages.of("attention")[0] is Stage.NOT_STARTED
    bench.features.set(FEATURES)
    assert bench.stages.of("features") == (Stage.DONE, "")
    assert bench.stages.of("training")[0] is Stage.ATTENTION


def test_benchmarks_do_not_belong_to_a_catalog(tmp_path: Path) -> None:
    assert Workbench(Jobs(FakeProcess)).stages.of("benchmark")[0] is Stage.NOT_STARTED
    workspace.write_json(workspace.folder("results") / "1.json", {})
    bench = Workbench(Jobs(FakeProcess))
    opened(bench, tmp_path)
    assert bench.stages.of("benchmark")[0] is Stage.DONE


def test_what_is_under_way_is_told_until_it_is_over(bench: Workbench, tmp_path: Path) -> None:
    told: list[str] = []
    bench.catalog.moved.connect(told.append)
    opened(bench, tmp_path)
    assert told == [f"Opening {tmp_path.name}", f"Loading {tmp_path.name}", ""]
    job = bench.catalog.open_path("/nowhere")
    job.receive(Failed(job=job.id, message="There is no such folder."))
    job = bench.catalog.open_path(tmp_path)
    job.receive(Finished(job=job.id, outcome="cancelled"))
    assert told[3:] == ["Opening nowhere", "", f"Opening {tmp_path.name}", ""]
    assert bench.catalog.under_way == ""


def test_selections_are_events(bench: Workbench) -> None:
    items: list[int] = []
    bench.selection.item_selected.connect(items.append)
    bench.selection.select_item(7)
    assert items == [7]
    assert bench.selection.item == 7


def test_closing_ends_the_jobs(bench: Workbench, tmp_path: Path) -> None:
    job = bench.catalog.open_path(tmp_path)
    bench.close()
    assert process_of(job).calls == ["start", "kill"]


def test_state_needs_neither_qt_nor_torch() -> None:
    code = (
        "import sys\n"
        "import gui.state.workbench\n"
        "print(*{'PySide6', 'torch', 'polars', 'pyqtgraph'} & set(sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")


def test_a_list_of_recent_ones_that_cannot_be_written_is_in_no_ones_way(
    bench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_words: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    unkept: list[OSError] = []
    bench.catalog.unkept.connect(unkept.append)
    monkeypatch.setattr("gui.state.catalog.remember", full)
    opened(bench, tmp_path, features=FEATURES)
    assert bench.catalog.catalog is not None
    assert bench.features.made == FEATURES
    assert [error.errno for error in unkept] == [errno.ENOSPC]


def test_what_stops_a_load_is_told_in_words(bench: Workbench, tmp_path: Path) -> None:
    def loader(load: Load) -> None:
        bench.catalog.loaded(load, MemoryError())

    failures: list[Failed] = []
    bench.catalog.failed.connect(failures.append)
    bench.catalog._loader = loader
    bench.catalog.load(tmp_path, "source")
    assert "not enough memory" in failures[0].message
