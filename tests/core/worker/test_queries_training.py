"""Questions of the Training page: only about runs of the open catalog."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.contracts.question import Nothing, Subject
from core.contracts.training import RunParams, RunsParams
from core.errors import UserError
from core.explore.context import Context
from core.training.presets import PRESETS
from core.training.run import layout
from core.worker.queries import training


@pytest.fixture
def context(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Context:
    monkeypatch.setenv("TRIPTYCH_HOME", str(tmp_path))
    return Context(Subject(catalog="/catalogs/key"))


def test_curves_come_back_as_reported(context: Context) -> None:
    folder = layout.new_run_folder("key")
    (folder / layout.CONFIG).write_text(PRESETS["quick"].config.model_dump_json())
    layout.append_metric(folder, 1, 0.5, {"loss": 2.0})
    layout.append_metric(folder, 2, 1.0, {"loss": 1.0, "valid/ndcg@20": 0.5})
    told = training.curves(context, RunsParams(folders=(str(folder),)))
    assert [series.name for series in told.series] == ["loss", "valid/ndcg@20"]
    assert told.series[0].epochs.tolist() == [0.5, 1.0]
    assert told.series[0].values.tolist() == [2.0, 1.0]
    assert training.all_runs(context, Nothing()).runs[0].folder == str(folder)


def test_folders_elsewhere_are_refused(context: Context, tmp_path: Path) -> None:
    other = layout.new_run_folder("another")
    for folder in (other, tmp_path, tmp_path / "runs" / "key" / ".." / "another" / "0001"):
        with pytest.raises(UserError, match="does not belong"):
            training.measured(context, RunParams(folder=str(folder)))


def test_no_catalog(context: Context) -> None:
    with pytest.raises(UserError, match="No catalog"):
        training.all_runs(Context(Subject()), Nothing())
