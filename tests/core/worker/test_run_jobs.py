"""Jobs about trained runs, on a run made here: what they store is what the functions give."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from core.contracts.training import RobustnessSpec, SearchSpec, Trained
from core.errors import UserError
from core.fusion.config import ConcatConfig
from core.progress import Reporter
from core.recommend.config import MFConfig
from core.training.config import SplitConfig, TrainConfig
from core.training.run import layout
from core.training.search.searches import SearchConfig
from core.training.search.searchspace import Axis
from core.training.train import train
from core.worker.jobs import training as jobs
from tests.core.training.world import Recording, make

CONFIG = TrainConfig(
    fusion=ConcatConfig(dim=16, hidden=16), head=MFConfig(item_embedding=False), epochs=6,
    batch_size=256, learning_rate=0.02, ks=(10,), device="cpu", split=SplitConfig(kind="random"),
)  # fmt: skip


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    catalog, features, _ = make()
    monkeypatch.setattr(jobs, "_opened", lambda _catalog, _features: (catalog, features))
    monkeypatch.setenv("TRIPTYCH_HOME", str(tmp_path / "home"))
    train(catalog, features, CONFIG, tmp_path / "run")
    return tmp_path / "run"


def test_robustness_starts_at_the_tested_metric_and_falls_within_its_band(run: Path) -> None:
    spec = RobustnessSpec(catalog="", features="", run=str(run), shares=(0.0, 1.0), draws=2)
    told = jobs.measure_robustness(spec, Reporter())
    stored = layout.read_json(run / layout.ROBUSTNESS)["curves"]
    assert [(c["modality"], c["damage"]) for c in stored] == [
        (modality, damage)
        for modality in ("text", "image")
        for damage in ("missing", "noise", "swapped")
    ]
    tested = layout.read_record(run).summary.test["recall@10"]
    for curve in stored:
        assert curve["values"][0]["recall@10"] == pytest.approx(tested)
        for values, bounds in zip(curve["values"], curve["intervals"], strict=True):
            assert bounds["recall@10"][0] <= values["recall@10"] <= bounds["recall@10"][1]
    falls = [c["values"][0]["recall@10"] - c["values"][1]["recall@10"] for c in stored]
    assert np.mean(falls) > 0
    assert told.run == str(run)


def test_a_stopped_robustness_job_keeps_what_it_measured(run: Path) -> None:
    spec = RobustnessSpec(catalog="", features="", run=str(run), shares=(0.0, 1.0), draws=1)
    jobs.measure_robustness(spec, Recording(stop_at=5))
    assert 0 < len(layout.read_json(run / layout.ROBUSTNESS)["curves"]) < 6


def test_compression_is_stored_with_the_run(run: Path) -> None:
    jobs.measure_compression(Trained(catalog="", features="", run=str(run)), Reporter())
    rows = layout.read_json(run / layout.COMPRESSION)["rows"]
    assert [row["name"] for row in rows] == ["original", "int8", "pruned 50%", "pruned 80%"]
    tested = layout.read_record(run).summary.test["recall@10"]
    assert rows[0]["values"]["recall@10"] == pytest.approx(tested)


def test_search_trains_each_trial_in_the_workspace(run: Path, tmp_path: Path) -> None:
    axis = Axis(field="learning_rate", kind="choice", choices=(1e-6, 0.02))
    config = SearchConfig(base=CONFIG, axes=(axis,), trials=2, pruner="none")
    told = jobs.search(SearchSpec(catalog="/x/key", features="", config=config), Reporter())
    assert Path(told.folder).is_relative_to(tmp_path / "home" / "searches" / "key")
    assert [trial.state for trial in told.trials] == ["complete"] * 2


def test_without_validation_there_is_nothing_to_search_by(run: Path, tmp_path: Path) -> None:
    base = CONFIG.model_copy(update={"split": SplitConfig(kind="random", validation=0.0)})
    catalog, features, _ = make()
    with pytest.raises(UserError, match="nothing to validate"):
        jobs._validated(catalog, features, "ndcg@10", base, tmp_path / "trial", Reporter())
