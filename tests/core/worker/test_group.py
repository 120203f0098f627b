"""A training in several processes, as the window and the shell start it."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import psutil
import pytest

from core.catalog.opening import snapshot
from core.contracts.training import TrainSpec
from core.encoders.features import FeatureSet
from core.progress import Cancelled
from core.recommend.config import MFConfig
from core.training.config import TrainConfig
from core.training.losses.config import BPRConfig
from core.training.run import layout
from core.training.run.record import Run
from core.worker.jobs.training import train
from tests.core.training.world import Recording, make

CONFIG = TrainConfig(
    head=MFConfig(content=False), loss=BPRConfig(), epochs=3, batch_size=32, learning_rate=0.01,
    device="cpu", ks=(10,), checkpoint_seconds=0, embedding_l2=0,
)  # fmt: skip


@pytest.fixture
def spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TrainSpec:
    monkeypatch.setenv("TRIPTYCH_HOME", str(tmp_path))
    folder = snapshot.save(make()[0])
    (tmp_path / "features").mkdir()
    FeatureSet({}, tmp_path / "features").save()
    on = {"catalog": str(folder), "features": str(tmp_path / "features")}
    return TrainSpec(**on, config=CONFIG, processes=2)  # type: ignore[arg-type]


def members() -> list[psutil.Process]:
    """Processes below this one that train."""
    below = psutil.Process().children(recursive=True)
    return [
        one for one in below if "core.worker.member" in one.cmdline() and "RANK" in one.environ()
    ]


class Killing(Recording):
    """Kills the second process in the second epoch, once."""

    killed = 0

    def metric(self, step: int, epoch: float, values: dict[str, float]) -> None:
        super().metric(step, epoch, values)
        if epoch > 1 and not self.killed:
            [second] = [one for one in members() if one.environ()["RANK"] == "1"]
            self.killed = second.pid
            os.kill(second.pid, signal.SIGKILL)


def losses(run: Run) -> list[float]:
    rows = layout.read_metrics(Path(run.folder))
    return [row["values"]["loss"] for row in rows if "valid/ndcg@10" in row["values"]]


def test_a_killed_process_is_told_and_all_go_on(spec: TrainSpec) -> None:
    reporter = Killing()
    run = train(spec, reporter)
    assert reporter.killed
    assert any("processes ended" in text for _, text in reporter.lines)
    assert run.status == "finished"
    assert run.summary is not None
    assert run.summary.epochs == 3
    doubled = spec.config.model_copy(update={"batch_size": 64})
    alone = train(spec.model_copy(update={"processes": 1, "config": doubled}), Recording())
    assert losses(run) == pytest.approx(losses(alone), abs=1e-5)
    assert not members()


class Cancelling(Recording):
    def checkpoint(self) -> bool:
        if self.metrics:
            raise Cancelled
        return False


def test_a_cancel_ends_all_of_them(spec: TrainSpec) -> None:
    with pytest.raises(Cancelled):
        train(spec, Cancelling())
    assert not members()
