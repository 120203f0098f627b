"""Going on with a run: what may change, and what is never trained over."""

from __future__ import annotations

import multiprocessing
import shutil
from pathlib import Path

import pytest

from core.errors import UserError
from core.training.config import SplitConfig, TrainConfig
from core.training.run import layout
from core.training.search import searches
from core.training.train import train
from tests.core.training.test_identity import CONFIG
from tests.core.training.world import make


def changed(**values: object) -> TrainConfig:
    return CONFIG.model_copy(update=values)


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trained")
    catalog, features, _ = make()
    train(catalog, features, CONFIG, folder)
    return folder


@pytest.fixture
def run(trained: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(trained, tmp_path / "run"))


def go_on(folder: Path, config: TrainConfig) -> None:
    catalog, features, _ = make()
    train(catalog, features, config, folder, resume=True)


def test_epochs_patience_device_and_how_often_to_write_may_change(run: Path) -> None:
    before = layout.read_metrics(run)
    go_on(run, changed(epochs=4, patience=7, device="auto", checkpoint_seconds=1.0))
    summary = layout.read_record(run).summary
    assert summary is not None
    assert summary.epochs == 4
    assert layout.read_metrics(run)[: len(before)] == before


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"learning_rate": 0.5}, "learning_rate"),
        ({"batch_size": 64, "seed": 3}, "batch_size, seed"),
        ({"split": SplitConfig(kind="random", seed=4)}, "split.seed"),
    ],
)
def test_other_settings_are_refused_by_name(
    run: Path, values: dict[str, object], named: str
) -> None:
    before = (run / layout.CONFIG).read_bytes()
    with pytest.raises(UserError, match=named) as error:
        go_on(run, changed(epochs=4, **values))
    assert "epochs, patience, device, checkpoint_seconds" in error.value.remedy
    assert (run / layout.CONFIG).read_bytes() == before


@pytest.mark.parametrize("status", ["finished", "stopped", "failed"])
def test_a_run_whose_checkpoint_is_gone_keeps_its_model(run: Path, status: str) -> None:
    layout.update(run, status=status)
    (run / layout.LAST).unlink()
    model = (run / layout.MODEL).read_bytes()
    with pytest.raises(UserError, match="checkpoint is gone"):
        go_on(run, changed(epochs=4))
    assert (run / layout.MODEL).read_bytes() == model
    assert layout.read_record(run).status == status


def test_killed_before_the_first_checkpoint_it_starts_anew(run: Path) -> None:
    layout.update(run, status="running", summary=None)
    (run / layout.LAST).unlink()
    (run / layout.MODEL).unlink()
    go_on(run, CONFIG)
    assert layout.read_record(run).status == "finished"


def _take(home: str, start: object, made: object, key: str) -> None:
    import os

    os.environ["TRIPTYCH_HOME"] = home
    start.wait()  # type: ignore[attr-defined]
    names = [(layout.new_run_folder(key), searches.new_folder(key)) for _ in range(40)]
    made.put([(str(one), str(other)) for one, other in names])  # type: ignore[attr-defined]


def test_processes_that_start_at_once_never_share_a_folder(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    start, made = context.Barrier(3), context.Queue()
    workers = [
        context.Process(target=_take, args=(str(tmp_path), start, made, "key")) for _ in range(3)
    ]
    for worker in workers:
        worker.start()
    pairs = [pair for _ in workers for pair in made.get(timeout=120)]
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0
    for folders in zip(*pairs, strict=True):
        assert len(set(folders)) == 3 * 40


def test_a_folder_that_appears_meanwhile_is_left_to_its_owner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRIPTYCH_HOME", str(tmp_path))
    first = layout.new_run_folder("key")
    monkeypatch.setattr(layout, "highest_number", lambda parent: 0)
    assert layout.new_run_folder("key") == first.with_name("0002")
