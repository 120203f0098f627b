"""Ablations: paired intervals against scipy, finished runs kept, the test part left alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from benchmarks import ablation, quality
from core import workspace
from core.catalog.opening import snapshot
from core.contracts.training import Encoded
from core.encoders.features import encode_catalog
from core.fusion.config import ConcatConfig
from core.progress import Reporter
from core.training.config import SplitConfig, TrainConfig
from core.training.presets import PRESETS
from tests.core.training.world import make

CONFIG = TrainConfig(
    fusion=ConcatConfig(dim=8, hidden=8), epochs=2, batch_size=256, ks=(20,), device="cpu",
    learning_rate=0.01, split=SplitConfig(kind="random"),
)  # fmt: skip


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Encoded:
    monkeypatch.setenv("TRIPTYCH_HOME", str(tmp_path / "home"))
    catalog, _, cluster = make()
    vectors = np.eye(cluster.max() + 1, dtype=np.float32)[cluster]
    catalog = catalog.__class__(**{**vars(catalog), "features": {"image": vectors}})
    features = encode_catalog(catalog)
    return Encoded(catalog=str(snapshot.save(catalog)), features=str(features.folder))


def test_differences_are_paired_by_seed() -> None:
    rng = np.random.default_rng(0)
    base = rng.normal(0.1, 0.05, 5)
    better = base + 0.01 + rng.normal(0, 0.001, 5)
    runs = {
        name: [{"recall@20": x, "ndcg@20": x / 2, "seconds": 1.0} for x in numbers]
        for name, numbers in (("base", base), ("better", better))
    }
    first, second = ablation.rows(runs)
    assert first.differences == {}
    found = second.differences["recall@20"]
    expected = stats.ttest_rel(better, base).confidence_interval()
    assert (found.mean - found.half, found.mean + found.half) == pytest.approx(tuple(expected))
    assert found.half < first.values["recall@20"].half / 10
    lines = ablation.table([first, second]).splitlines()
    assert len({line.count("|") for line in lines}) == 1
    assert [line.count("*") for line in lines[2:]] == [0, 2]


def test_an_interrupted_ablation_trains_only_what_it_lacks_and_never_ranks_the_test_part(
    opened: Encoded, monkeypatch: pytest.MonkeyPatch
) -> None:
    configs = {"base": CONFIG, "one epoch": CONFIG.model_copy(update={"epochs": 1})}
    trained: list[tuple[int, int]] = []
    real = ablation.train

    def counted(catalog, features, config, *rest, **options):
        if len(trained) == 3:
            raise KeyboardInterrupt
        summary = real(catalog, features, config, *rest, **options)
        assert "test" not in summary
        trained.append((config.epochs, config.seed))
        return summary

    monkeypatch.setattr(ablation, "train", counted)
    with pytest.raises(KeyboardInterrupt):
        ablation.ablate(opened, configs, 2, Reporter())
    assert trained == [(2, 0), (1, 0), (2, 1)]
    monkeypatch.setattr(ablation, "train", real)
    whole = ablation.ablate(opened, configs, 2, Reporter())
    kept = workspace.folder("ablation")
    assert len(list(kept.glob("*.json"))) == 4
    monkeypatch.setattr(ablation, "train", None)
    assert ablation.ablate(opened, configs, 2, Reporter()) == whole
    monkeypatch.setattr(ablation, "code", lambda: "changed")
    with pytest.raises(TypeError):
        ablation.ablate(opened, configs, 2, Reporter())


def test_every_ablation_is_a_valid_change_of_one_thing() -> None:
    preset = PRESETS["ranking"].config
    values = preset.model_dump(mode="json")
    made = {
        name: TrainConfig.model_validate(quality.changed(values, changes))
        for name, changes in quality.ABLATIONS.items()
    }
    assert made.pop("ranking") == preset
    assert all(config != preset for config in made.values())
    assert len({config.model_dump_json() for config in made.values()}) == len(made)
