"""A catalog nobody has chosen anything of: grounding and agreement give it maps, and no list."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch

from core.catalog.schema import INTERACTION_COLUMNS, empty
from core.contracts.attention import MAPS, PROOF, Judge
from core.contracts.question import Subject
from core.contracts.recommend import LIST
from core.contracts.showcase import SHOWCASE
from core.contracts.standing import STANDING
from core.errors import UserError
from core.explore.context import Context
from core.fusion.config import ConcatConfig, TransformerConfig
from core.recommend.config import MFConfig
from core.training.config import TrainConfig
from core.training.run.layout import read_run
from core.training.run.runs import load_run
from core.training.train import train
from tests.core.explore.asking import ask
from tests.core.training import world

CONFIG = TrainConfig(
    fusion=TransformerConfig(dim=16, heads=2, layers=1, grounding=8), epochs=10, learning_rate=3e-3
)


@pytest.fixture(scope="module")
def lonely():
    catalog, features, cluster = world.make(n_items=60)
    nobody = empty(INTERACTION_COLUMNS)
    return dataclasses.replace(catalog, interactions=nobody), features, cluster


@pytest.fixture(scope="module")
def folder(lonely, tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("run")
    train(lonely[0], lonely[1], CONFIG, made)
    return made


def context(lonely, folder: Path) -> Context:
    catalog, features, _ = lonely
    for store in features.stores.values():
        store.about = store
    made = Context(Subject(run=str(folder)))
    made.__dict__.update(catalog=catalog, features=features)
    return made


def test_what_belongs_together_is_learned(lonely, folder):
    catalog, features, cluster = lonely
    told = read_run(folder)
    assert (told.status, told.data.split, told.data.train) == ("finished", "none", 0)
    assert told.summary.validation == told.summary.test == {}
    run = load_run(folder, catalog, features)
    assert run.user_vectors.shape == (0, 16)
    torch.testing.assert_close(run.base_vectors, torch.zeros(60, 16))
    unit = torch.nn.functional.normalize(run.item_vectors, dim=1)
    alike = (unit @ unit.T).fill_diagonal_(-1).argmax(1).numpy()
    assert np.mean(cluster[alike] == cluster) > 0.9  # chance is a sixth


def test_maps_are_about_the_item_itself_and_prove_true(lonely, folder):
    made = context(lonely, folder)
    answer = ask(made, MAPS, item=1)
    assert answer.facts.judge == Judge(who="itself", people=0)
    length = float(made.run.item_vectors[1].norm())
    assert answer.facts.score == pytest.approx(length, rel=1e-4)
    assert ask(made, SHOWCASE).user is None
    assert ask(made, PROOF, item=1, steps=2, draws=2).judge.who == "itself"


@pytest.mark.parametrize("question", [LIST, STANDING])
def test_nothing_is_recommended(lonely, folder, question):
    params = {"item": 1} if question is STANDING else {}
    with pytest.raises(UserError, match="without histories"):
        ask(context(lonely, folder), question, **params)


def test_going_on_gives_the_numbers_of_a_run_that_was_not_stopped(lonely, folder, tmp_path):
    catalog, features, _ = lonely
    train(catalog, features, CONFIG.model_copy(update={"epochs": 4}), tmp_path)
    train(catalog, features, CONFIG, tmp_path, resume=True)
    runs = [load_run(one, catalog, features) for one in (folder, tmp_path)]
    torch.testing.assert_close(*(run.item_vectors for run in runs), rtol=0, atol=0)


def test_what_could_not_learn_anything_is_refused(lonely, tmp_path):
    catalog, features, _ = lonely
    single = type(features)(stores={"text": features.stores["text"]})
    plain = TrainConfig(fusion=ConcatConfig(), head=MFConfig(content=False))
    for stores, config in ((single, CONFIG), (features, plain)):
        with pytest.raises(UserError, match="no two modalities that could agree"):
            train(catalog, stores, config, tmp_path / config.fusion.kind)
