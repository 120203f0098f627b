"""The shell: the whole path on a small catalog, and what a person does wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest


def triptych(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "core.cli", *map(str, words)], capture_output=True, text=True
    )


def answer(*words: str | Path) -> Any:
    run = triptych(*words)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    rng = np.random.default_rng(1)
    groups = np.arange(40) % 4
    rows = ["user_id:token\titem_id:token\ttimestamp:float"]
    for user in range(80):
        liked = rng.permutation(np.flatnonzero(groups == user % 4))[:8]
        rows += [f"u{user}\t{item}\t{1_700_000_000 + i}" for i, item in enumerate(liked)]
    folder = tmp_path / "groups"
    folder.mkdir()
    (folder / "groups.inter").write_text("\n".join(rows) + "\n")
    features = np.eye(4)[groups] + rng.normal(0, 0.1, (40, 4))
    np.save(folder / "image_feat.npy", features.astype(np.float32))
    return folder


def test_the_whole_path(catalog: Path) -> None:
    opened = answer("open", catalog)
    assert (opened["users"], opened["items"]) == (80, 40)
    encoded = answer("encode", catalog)
    assert encoded["modalities"]["image"]["items"] == 40
    trained = answer(
        "train", catalog, "--preset", "quick", "--set", "epochs=6", "--set", "batch_size=64"
    )
    assert trained["config"]["epochs"] == 6
    assert trained["status"] == "finished"
    metrics = trained["summary"]["test"]
    evaluated = answer("evaluate", catalog)
    assert evaluated["metrics"] == pytest.approx(metrics, abs=1e-6)
    listed = answer("recommend", catalog, "u3", "-k", "5")
    assert len(listed["items"]) == 5


def test_the_article_preset_prints_its_ten_losses(catalog: Path) -> None:
    run = triptych("train", catalog, "--preset", "article")
    assert run.returncode == 0, run.stderr
    lines = [line for line in run.stderr.splitlines() if line.startswith("epoch ")]
    assert [line.split(":")[0] for line in lines] == [f"epoch {n}" for n in range(1, 11)]
    losses = [float(line.split("loss ")[1].split(",")[0]) for line in lines]
    assert losses[-1] < losses[0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["train", "{catalog}", "--preset", "nothing"], "There is no preset 'nothing'"),
        (["train", "{catalog}", "--set", "epochs=-1"], "'config.epochs' is not valid"),
        (["train", "{catalog}", "--config", "{{broken"], "cannot be read"),
        (["train", "{catalog}", "--config", "nowhere.json"], "nowhere.json"),
        (["encode", "{catalog}", "--encoder", "text"], "modality=encoder"),
        (["recommend", "{catalog}", "u1"], "No model has been trained"),
        (["find", "{catalog}", "striped"], "No model has been trained"),
        (["open", "/nowhere"], "/nowhere"),
        (["sample", "cars"], "'field' is not valid"),
    ],
)
def test_mistakes_are_one_sentence(catalog: Path, words: list[str], said: str) -> None:
    run = triptych(*(word.format(catalog=catalog) for word in words))
    assert run.returncode == 1
    assert said in run.stderr
    assert "Traceback" not in run.stderr
    assert run.stdout == ""
