"""Which part of the data benchmarks.quality ranks, and what it needs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks import quality
from core.contracts.features import EncodeSpec
from core.contracts.opening import OpenSpec
from core.contracts.training import Encoded
from core.terminal import TerminalReporter
from core.worker.jobs.encoding import encode
from core.worker.jobs.opening import open_catalog

FAST = ["--preset", "ranking", "--set", "epochs=2", "--set", "device=cpu"]


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Writes an MMRec folder of 40 users and 30 items whose labels repeat."""
    monkeypatch.setenv("TRIPTYCH_HOME", str(tmp_path / "home"))

    def write(*labels: int) -> Path:
        rng = np.random.default_rng(0)
        folder = tmp_path / "data"
        folder.mkdir()
        lines = ["userID\titemID\tx_label"]
        for user in range(40):
            chosen = rng.choice(30, len(labels), replace=False)
            lines += [f"{user}\t{i}\t{x}" for i, x in zip(chosen, labels, strict=True)]
        (folder / "data.inter").write_text("\n".join(lines) + "\n")
        np.save(folder / "image_feat.npy", rng.normal(size=(30, 8)).astype(np.float32))
        return folder

    return write


@pytest.mark.parametrize(
    ("labels", "options", "part"),
    [
        ((0, 0, 0, 1, 2), [], "test"),
        ((0, 0, 0, 0, 2), [], "test"),
        ((0, 0, 0, 0, 1), [], "validation"),
        ((0, 0, 0, 1, 2), ["--validation"], "validation"),
        ((0, 0, 0, 0, 2), ["--validation"], "validation"),
    ],
    ids=["whole", "no validation", "no test", "asked", "asked without"],
)
def test_the_part_that_is_ranked_is_named(written, capsys, labels, options, part):
    assert quality.main([str(written(*labels)), *FAST, *options]) == 0
    said = capsys.readouterr().out
    assert f"Preset ranking, 1 seeds, {part}\n" in said
    for name in ("Triptych", "popularity", "random", "EASE"):
        assert name in said


def test_validation_alone_never_ranks_the_test_part(written, monkeypatch):
    def ranked(*_given):
        raise AssertionError("the test part was ranked")

    monkeypatch.setattr(quality, "train", ranked)
    folder = written(0, 0, 0, 1, 2)
    assert quality.main([str(folder), *FAST, "--validation"]) == 0


def test_floors_are_those_of_a_run_on_the_same_part(written):
    folder = written(0, 0, 0, 1, 2)
    with TerminalReporter() as reporter:
        opened = open_catalog(OpenSpec(path=str(folder)), reporter)
        made = encode(EncodeSpec(catalog=opened.snapshot), reporter)
        encoded = Encoded(catalog=opened.snapshot, features=made.folder)
        values = quality.changed(
            quality.PRESETS["ranking"].config.model_dump(mode="json"), ["epochs=1", "device=cpu"]
        )
        rows, _ = quality.measure(encoded, values, 1, reporter)
        again = open_catalog(OpenSpec(path=str(folder)), reporter)
    stored = again.run.summary.baselines["popularity"]
    row = next(row for row in rows if row.name == "popularity")
    for metric in ("recall@20", "ndcg@20"):
        assert row.values[metric].mean == row.told()[metric] == stored[metric]


def test_nothing_held_out_is_explained(written, capsys):
    folder = written(0, 0)
    assert quality.main([str(folder), *FAST]) == 1
    assert "split" in capsys.readouterr().err
