"""The training film against the finished run it belongs to."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from core.errors import UserError
from core.fusion.config import ConcatConfig, TransformerConfig
from core.fusion.maps import attention_maps
from core.training.config import TrainConfig
from core.training.run import film
from core.training.run.runs import load_run
from core.training.train import train
from tests.core.training.world import make

FUSION = TransformerConfig(dim=8, heads=2, queries=2, grounding=4)


def config(**more) -> TrainConfig:
    return TrainConfig(fusion=FUSION, epochs=3, patience=0, **more)


def test_the_frame_of_the_best_epoch_is_what_the_run_looks_at(tmp_path: Path) -> None:
    catalog, features, _ = make(40, 30, 6)
    summary = train(catalog, features, config(film_item=4), tmp_path)
    told = film.epochs(tmp_path)
    assert [one["epoch"] for one in told] == [-1, 0, 1, 2, 3]
    state, arrays = film.read(tmp_path, summary.best_epoch)
    assert state["item"] == 4
    run = load_run(tmp_path, catalog, features)
    maps = attention_maps(run.model.fusion, run.gather(torch.tensor([4])))
    for q in maps.modalities:
        for k in maps.modalities:
            expected = maps.weights(q, k).mean(1).numpy()
            np.testing.assert_allclose(arrays[f"pairs/{q}/{k}"][:, 0], expected, atol=1e-3)
    whole = maps.reading.compute()[0].mean((0, 1)).numpy()
    np.testing.assert_allclose(arrays["fusion"][0, 0], whole, atol=1e-5)
    for row in state["mass"]:
        assert sum(row) == pytest.approx(1, abs=1e-5)


def test_filming_changes_no_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalog, features, _ = make(40, 30, 6)
    filmed = train(catalog, features, config(), tmp_path / "a")
    monkeypatch.setattr(film.Film, "take", lambda *_: None)
    plain = train(catalog, features, config(), tmp_path / "b")
    assert filmed.test == plain.test
    assert film.epochs(tmp_path / "b") == []


def test_a_new_start_takes_the_old_film_away(tmp_path: Path) -> None:
    catalog, features, _ = make(40, 30, 6)
    train(catalog, features, config(), tmp_path)
    train(catalog, features, config().model_copy(update={"epochs": 1}), tmp_path)
    assert [one["epoch"] for one in film.epochs(tmp_path)] == [-1, 0, 1]


def test_models_without_attention_are_not_filmed(tmp_path: Path) -> None:
    catalog, features, _ = make(40, 30, 6)
    plain = TrainConfig(fusion=ConcatConfig(dim=8), epochs=1)
    train(catalog, features, plain, tmp_path)
    assert film.epochs(tmp_path) == []
    with pytest.raises(UserError):
        film.read(tmp_path, 1)


def test_the_film_begins_before_and_after_grounding(tmp_path: Path) -> None:
    catalog, features, _ = make(40, 30, 6)
    train(catalog, features, config(film_item=2), tmp_path)  # of three tokens each
    _, before = film.read(tmp_path, film.UNGROUNDED)
    _, after = film.read(tmp_path, film.GROUNDED)
    _, trained = film.read(tmp_path, 3)
    pair = "pairs/text/image"
    assert np.abs(before[pair][0] - after[pair][0]).max() > 0.05  # the layer that is grounded
    np.testing.assert_array_equal(before["pairs/text/text"][0], after["pairs/text/text"][0])
    assert np.abs(trained[pair] - after[pair]).max() > 1e-3
