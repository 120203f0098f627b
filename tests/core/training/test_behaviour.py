"""Behaviour as a modality: of training histories alone, absent from new items, kept in the run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from core.contracts.attention import ItemParams
from core.contracts.question import Subject
from core.errors import UserError
from core.explore.attention import maps
from core.explore.context import Context
from core.explore.whatif import Playground
from core.fusion.config import ConcatConfig, TransformerConfig
from core.recommend.config import MFConfig
from core.recommend.part_names import BEHAVIOUR
from core.training import behaviour
from core.training.config import BehaviourConfig, SplitConfig, TrainConfig
from core.training.data import prepare
from core.training.run import layout
from core.training.run.runs import load_run
from core.training.train import train
from tests.core.training.world import make

CONFIG = TrainConfig(
    fusion=TransformerConfig(dim=16, heads=2, queries=2),
    behaviour=BehaviourConfig(dim=6),
    split=SplitConfig(kind="cold_items"),
    epochs=2,
    device="cpu",
    ks=(5,),
)


@pytest.fixture(scope="module")
def world(tmp_path_factory):  # type: ignore[no-untyped-def]
    folder = tmp_path_factory.mktemp("run")
    catalog, features, _ = make()
    train(catalog, features, CONFIG, folder)
    return catalog, features, load_run(folder, catalog, features)


def test_it_is_made_of_training_alone_and_new_items_lack_it() -> None:
    catalog, _, cluster = make()
    data = prepare(catalog, SplitConfig(kind="cold_items"))
    store = behaviour.made(data, 6, 0)
    others = replace(data, valid=data.test, test=data.valid)
    assert np.array_equal(behaviour.made(others, 6, 0).pooled(), store.pooled(), equal_nan=True)
    assert np.array_equal(store.present, data.popularity > 0)
    assert not store.present.all()
    batch = store.gather(np.arange(data.n_items))
    assert torch.equal(batch.mask[:, 0], torch.as_tensor(store.present))
    assert not batch.tokens[~batch.mask].any()
    # Planted tastes are in it: items of a cluster are nearer to each other than to others.
    known = np.flatnonzero(store.present)
    unit = torch.nn.functional.normalize(store.vectors[known], dim=1)
    same = torch.as_tensor(cluster[known][:, None] == cluster[known][None])
    near = unit @ unit.T
    assert near[same].mean() > near[~same].mean() + 0.3


def test_maps_and_reasons_have_its_pairs_and_parts(world) -> None:  # type: ignore[no-untyped-def]
    catalog, features, run = world
    assert run.model.fusion.modalities == ("text", "image", BEHAVIOUR)
    context = Context(Subject())
    context.__dict__.update(catalog=catalog, run=run, features=features)
    known = int(np.flatnonzero(run.gather.stores[BEHAVIOUR].present)[0])
    answer = maps.of_item(context, ItemParams(item=known))
    pairs = answer.maps.pairs
    assert pairs[BEHAVIOUR]["text"].shape[2] == pairs["text"][BEHAVIOUR].shape[3] == 1
    assert pairs["text"][BEHAVIOUR].any()
    ground = Playground(run)
    assert BEHAVIOUR in ground.modalities
    person = ground.person(0)
    why = ground.reasons(person, torch.arange(90))
    place = why.modalities.index(BEHAVIOUR)
    cold = torch.as_tensor(run.data.popularity == 0)
    assert not why.content[cold, place].abs().max() > 1e-5
    assert why.content[~cold, place].abs().max() > 1e-4
    scores = run.item_vectors @ person.vector + run.item_bias + person.bias
    torch.testing.assert_close(why.score, scores, atol=1e-4, rtol=1e-4)


def test_it_is_kept_with_the_run_and_made_again_for_other_histories(world) -> None:  # type: ignore[no-untyped-def]
    catalog, features, run = world
    path = run.folder / layout.BEHAVIOUR
    kept = path.read_bytes()
    same = behaviour.beside(features.stores, run.config, run.data, run.folder)[BEHAVIOUR]
    assert path.read_bytes() == kept
    assert same.fingerprint == run.gather.stores[BEHAVIOUR].fingerprint
    other = prepare(catalog, SplitConfig(kind="random", seed=5))
    again = behaviour.beside(features.stores, run.config, other, run.folder)[BEHAVIOUR]
    assert again.fingerprint != same.fingerprint
    path.write_bytes(kept[:-3])  # damaged: made again, the same
    mended = behaviour.beside(features.stores, run.config, run.data, run.folder)[BEHAVIOUR]
    assert np.array_equal(mended.pooled(), same.pooled(), equal_nan=True)


def test_a_model_of_content_alone_ranks_better_with_it(tmp_path: Path) -> None:
    catalog, features, _ = make(seed=3)
    rng = np.random.default_rng(0)
    for store in features.stores.values():  # content that says little
        store.items = [tokens + 4 * rng.normal(size=tokens.shape) for tokens in store.items]
    plain = CONFIG.model_copy(
        update={
            "fusion": ConcatConfig(dim=16, hidden=16),
            "head": MFConfig(item_embedding=False),
            "split": SplitConfig(kind="random"),
            "epochs": 12,
            "validate_every": 12,
            "learning_rate": 0.01,
        }
    )
    found = []
    for dim in (0, 6):
        config = plain.model_copy(update={"behaviour": BehaviourConfig(dim=dim)})
        found.append(train(catalog, features, config, tmp_path / str(dim)).test["recall@5"])
    assert found[1] > 1.2 * found[0]


def test_a_catalog_with_features_of_that_name_is_told(world, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    _, features, run = world
    stores = {**features.stores, BEHAVIOUR: features.stores["text"]}
    with pytest.raises(UserError, match="behaviour"):
        behaviour.beside(stores, run.config, run.data, tmp_path)
