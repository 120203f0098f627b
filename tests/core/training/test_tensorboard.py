"""The exported events, read back by TensorBoard itself."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from core.errors import UserError
from core.training.run import layout
from core.training.run.tensorboard import export


def run(folder: Path, count: int = 3) -> Path:
    for step in range(count):
        values = {"loss": 1 / (step + 1), "valid/ndcg@20": 0.1 * step}
        layout.append_metric(folder, 10 * step, step / 2, values)
    layout.update(folder, created="2026-11-24T12:00:00+00:00")
    return folder


def test_tensorboard_reads_every_number_back(tmp_path: Path) -> None:
    event_accumulator = pytest.importorskip(
        "tensorboard.backend.event_processing.event_accumulator"
    )
    run(tmp_path)
    export(tmp_path)
    target = export(tmp_path)  # a second export replaces the first
    found = event_accumulator.EventAccumulator(str(target))
    found.Reload()
    assert set(found.Tags()["scalars"]) == {"loss", "valid/ndcg@20", "epoch"}
    loss = found.Scalars("loss")
    assert [event.step for event in loss] == [0, 10, 20]
    assert [event.value for event in loss] == pytest.approx([1, 1 / 2, 1 / 3])
    assert loss[0].wall_time == pytest.approx(1795521600)


def test_without_tensorboard_the_command_that_gets_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "tensorboard", None)
    monkeypatch.setitem(sys.modules, "tensorboard.compat.proto.event_pb2", None)
    with pytest.raises(UserError, match=r"pip install 'triptych\[tensorboard\]'"):
        export(run(tmp_path))


def test_a_run_without_metrics_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("tensorboard")
    with pytest.raises(UserError, match="no metrics"):
        export(tmp_path)
