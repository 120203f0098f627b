"""What is shown first is what other questions say is best; a run that learns on is loaded again."""

from __future__ import annotations

import os

import numpy as np
import pytest

from core.alignment.pointing import asked
from core.contracts.attention import MAPS, POINTING
from core.contracts.question import Subject
from core.contracts.recommend import LIST
from core.contracts.showcase import SHOWCASE, ShownItem
from core.explore import showcase
from core.explore.context import Context, Contexts
from core.fusion.config import ConcatConfig, TransformerConfig
from core.training.config import SplitConfig, TrainConfig
from core.training.run import layout
from core.training.run.runs import load_run
from core.training.train import train
from tests.core.explore.asking import ask
from tests.core.training.world import make
from tests.core.worker import planted

CONFIG = TrainConfig(
    fusion=TransformerConfig(dim=16, heads=2, queries=2),
    epochs=2,
    batch_size=128,
    learning_rate=0.01,
    split=SplitConfig(kind="random"),
    device="cpu",
    ks=(5, 10),
)


def _context(folder, config=CONFIG):
    catalog, features, _ = make(n_users=40, n_items=30)
    train(catalog, features, config, folder)
    made = Context(Subject(run=str(folder)))
    made.__dict__.update(
        catalog=catalog, features=features, run=load_run(folder, catalog, features)
    )
    return made


@pytest.fixture(scope="module")
def context(tmp_path_factory):
    return _context(tmp_path_factory.mktemp("run"))


def test_the_user_is_the_one_whose_list_hits_most(context):
    found = ask(context, SHOWCASE, k=10).user
    lists = {user: ask(context, LIST, user=user, k=10) for user in range(40)}
    hits = {user: sum(item.hit for item in answer.items) for user, answer in lists.items()}
    assert found.hits == hits[found.row] == max(hits.values()) > 0
    assert found.held_out == len(lists[found.row].held_out)


def test_the_item_has_all_modalities_and_the_sharpest_relevance(context):
    def sharpness(row):
        maps = ask(context, MAPS, item=row).maps
        parts = [maps.flow_item["relevance"][maps.part(name)] for name in maps.modalities]
        shares = [part / part.sum() for part in parts if len(part) > 1]
        return np.mean([1 + (p * np.log(p)).sum() / np.log(len(p)) for p in shares])

    found = ask(context, SHOWCASE, items=30).item
    # Items of one token a modality leave relevance nothing to choose from, item 4 lacks one.
    known = {row: sharpness(row) for row in range(30) if row % 3 and row != 4}
    assert found.row == max(known, key=known.__getitem__)
    assert found.sharpness == pytest.approx(known[found.row], abs=1e-4)
    assert (found.games, found.hits) == (0, 0)


def test_where_truth_was_planted_the_item_is_one_that_points_right(tmp_path, monkeypatch):
    monkeypatch.setattr(showcase, "_user", lambda *_: None)
    context = planted.context(tmp_path)
    found = ask(context, SHOWCASE).item
    scores = {row: ask(context, POINTING, item=row).pairs for row in range(3)}
    beyond = {
        row: sum(one.hits - one.games * one.chance for one in pairs)
        for row, pairs in scores.items()
        if row < 2  # the third has no sound
    }
    assert beyond[found.row] >= showcase.NEAR * max(beyond.values())
    assert found.hits == sum(one.hits for one in scores[found.row]) > 0
    maps = ask(context, MAPS, item=found.row).maps
    games = [
        one
        for one in asked(context.catalog.truth, found.row, maps.positions)
        if one.query == found.asking and tuple(np.flatnonzero(one.asking)) == found.tokens
    ]
    assert any(one.hit(maps.pairs[one.query][one.key][0].mean(0)) for one in games)


def test_of_items_that_point_right_one_is_shown_whose_modalities_all_count():
    def seen(row, modalities, beyond, least, sharpness=0.0):
        shown = ShownItem(row=row, sharpness=sharpness)
        return showcase._Seen(shown, modalities, beyond, least)

    shop = [seen(83, 2, 9.1, 0.08), seen(52, 2, 8.0, 0.39), seen(7, 2, 5.0, 0.5), seen(1, 1, 9, 1)]
    assert showcase._chosen(shop).row == 52
    unknown = [seen(1, 2, 0, 0.5, 0.1), seen(2, 2, 0, 0.1, 0.3), seen(3, 1, 0, 1.0, 0.9)]
    assert showcase._chosen(unknown).row == 2
    assert showcase._chosen([]) is None


def test_a_run_without_maps_shows_nobodys_item(tmp_path):
    config = CONFIG.model_copy(update={"fusion": ConcatConfig(dim=16)})
    found = ask(_context(tmp_path / "concat", config), SHOWCASE)
    assert found.item is None
    assert found.user is not None


def test_a_run_whose_weights_were_saved_again_is_loaded_again(tmp_path):
    catalog, features, _ = make(n_users=40, n_items=30)
    train(catalog, features, CONFIG, tmp_path)
    known, about = Contexts(), Subject(run=str(tmp_path))
    first = known.get(about)
    first.__dict__.update(catalog=catalog, features=features)
    before = first.run
    assert known.get(about) is first
    written = layout.weights_saved(tmp_path) + 1_000_000
    os.utime(tmp_path / layout.MODEL, ns=(written, written))
    again = known.get(about)
    assert again.run is not before
    assert again.catalog is catalog
    assert known.get(about) is again
