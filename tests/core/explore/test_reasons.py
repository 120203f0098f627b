"""Reasons beside what is made by hand: every claim is checked by asking the playground again."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import polars as pl
import pytest
import torch

from core.contracts.question import Subject
from core.contracts.recommend import ListParams, ReasonParams
from core.errors import UserError
from core.explore import sentence
from core.explore.catalog.taste import Categories
from core.explore.context import Context
from core.explore.histories import Histories, origins
from core.explore.reason import hold, reason
from core.explore.whatif import Playground
from core.recommend.config import VoteConfig
from core.recommend.part_names import CHOICES, NEAR
from core.training.config import SplitConfig, TrainConfig
from core.training.run.runs import load_run
from core.training.train import train
from core.worker.queries import recommend
from tests.core.training.world import make

CONFIG = TrainConfig(
    vote=VoteConfig(neighbours=10, weight=0.3),
    split=SplitConfig(kind="random", validation=0),
    epochs=2,
    batch_size=256,
    device="cpu",
    ks=(5, 10),
)
K = 6


@pytest.fixture(scope="module")
def context(tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    catalog, features, cluster = make()
    train(catalog, features, CONFIG, folder)
    items = catalog.items.with_columns(pl.Series("kind", [f"kind {c}" for c in cluster]))
    made = Context(Subject())
    object.__setattr__(catalog, "items", items)
    made.__dict__.update(catalog=catalog, run=load_run(folder, catalog, features))
    return made


@pytest.fixture
def ground(context):
    return Playground(context.run)


def listed(ground, user, removed=(), k=K, kept_out=()):
    """The list of a user, from which the removed items stay away."""
    person = ground.person(user, removed=removed)
    rows = ground.best(person, k + len(removed)).rows.tolist()
    return [row for row in rows if row not in {*removed, *kept_out}][:k]


def test_scores_without_items_are_those_of_the_changed_person(ground):
    person = ground.person(3)
    telling = origins(ground, person, torch.arange(5)).sum(0)
    histories = Histories(ground, person, telling, {}, None)
    for gone in ([], [0], [2, 4], [0, 1, 3]):
        made = histories.scores(torch.tensor([gone], dtype=torch.long))[0]
        removed = person.history[histories.places[gone].numpy()].tolist() if gone else []
        other = ground.person(3, removed=removed)
        wanted = ground.run.item_vectors @ other.vector + ground.run.item_bias
        wanted = wanted + sum(other.votes.values())
        torch.testing.assert_close(made, wanted, atol=1e-4, rtol=1e-4)


def test_the_smallest_change_is_the_smallest_there_is(context, ground):
    found = 0
    for user in range(12):
        plain = listed(ground, user)
        row = plain[-1]
        change = reason(context, ReasonParams(user=user, row=row, k=K)).change
        assert change.exact
        history = ground.person(user).history.tolist()
        smaller = [
            gone
            for size in range(1, len(change.removed) or 2)
            for gone in combinations(history, size)
        ]
        for gone in smaller:
            assert row in listed(ground, user, gone), (user, gone)
        if change.removed:
            found += 1
            assert row not in listed(ground, user, change.removed)
    assert found > 3


def test_what_holds_a_list_replaces_what_it_says(context, ground):
    replaced = 0
    for user in range(6):
        change = hold(context, ListParams(user=user, k=K))
        before, after = listed(ground, user), listed(ground, user, change.removed)
        assert change.replaced == len(set(before) - set(after))
        replaced += change.replaced
    assert replaced > 0


def test_shares_sum_to_the_fold_in_and_the_votes(context, ground):
    person = ground.person(None, liked=(5, 9, 20))
    rows = torch.arange(10)
    shares = origins(ground, person, rows)
    whole = ground.run.item_vectors[rows] @ person.vector
    whole = whole + sum(vote[rows] for vote in person.votes.values())
    torch.testing.assert_close(shares.sum(1), whole, atol=1e-4, rtol=1e-4)


def test_places_are_found_by_ranking_again_without_the_part(context, ground):
    run = context.run
    row = listed(ground, 7)[2]
    answer = reason(context, ReasonParams(user=7, row=row, k=K))
    assert answer.place == 3
    assert [effect.part for effect in answer.effects] == list(ground.parts)
    person = ground.person(7)
    without = {
        "collaborative": (run.item_vectors - run.base_vectors) @ person.vector + run.item_bias,
        "bias": run.item_vectors @ person.vector,
    }
    for effect in answer.effects:
        if effect.part in without:
            scores = without[effect.part] + sum(person.votes.values())
            scores[torch.as_tensor(person.known)] = -torch.inf
            assert effect.place == 1 + int((scores > scores[row]).sum())


def test_content_only_leaves_out_what_others_chose(context, ground):
    run = context.run
    answer = recommend.list_(context, ListParams(user=5, k=8, content_only=True))
    person = ground.person(5)
    scores = (run.item_vectors - run.base_vectors) @ person.vector
    scores = scores + sum(v for name, v in person.votes.items() if name != CHOICES)
    scores[torch.as_tensor(person.known)] = -torch.inf
    assert [one.row for one in answer.items] == scores.topk(8).indices.tolist()
    for one in answer.items:
        assert not any(one.why[part] for part in ("collaborative", "bias", NEAR + CHOICES))
        assert sum(one.why.values()) == pytest.approx(one.score, abs=1e-5)


def test_content_only_needs_content():
    class Plain:
        modalities = ()
        voters = (CHOICES,)

    with pytest.raises(UserError, match="content"):
        Playground.content_weights(Plain())


def test_curves_start_and_end_where_they_must_and_named_items_tell_more(context, ground):
    gains = []
    for user in range(12):
        row = listed(ground, user)[0]
        told = reason(context, ReasonParams(user=user, row=row, k=K)).faithful
        if told is None:
            continue
        assert (told.shares[0], told.shares[-1]) == (0, 1)
        for curve in (told.deleted, told.deleted_random):
            assert curve[0] == pytest.approx(1, abs=1e-3)
            assert curve[-1] == pytest.approx(0, abs=1e-3)
        for curve in (told.inserted, told.inserted_random):
            assert curve[0] == pytest.approx(0, abs=1e-3)
            assert curve[-1] == pytest.approx(1, abs=1e-3)
        deleted, random_deleted, inserted, random_inserted = told.areas()
        gains.append((random_deleted - deleted, inserted - random_inserted))
    assert (np.mean(gains, 0) > 0.05).all()


def test_nothing_is_made_up_for_somebody_new(context):
    row = recommend.list_(context, ListParams(k=1)).items[0].row
    answer = reason(context, ReasonParams(row=row, k=K))
    assert answer.sentence.startswith("Nothing is known of you yet")
    assert (answer.change, answer.faithful) == (None, None)


# --- the sentence ---------------------------------------------------------------------------------

SHOP = Categories(
    {
        "pattern": pl.Series(["zigzag", "zigzag", "dotted", "zigzag", "zigzag"]),
        "kind": pl.Series(["plate", "mug", "mug", "mug", "mug"]),
        "year": pl.Series(["1", "1", "2", "2", "3"]),
    }
)


def told(shares, titles=("a",)):
    found = sentence.kinds(SHOP, 4, SHOP.among([0, 1, 2, 3]), torch.tensor(shares))
    return sentence.of_history(found, titles, known=True)


def test_a_kind_is_named_only_where_its_items_give_more_than_others():
    assert told([1.0, 1.0, 0.0, 1.0]) == ("You liked 3 zigzag things; this one is zigzag, too.")
    assert told([0.5, 1.0, 0.7, 1.0]).startswith("You liked 3 mug things; this one is mug")
    both = told([0.6, 1.0, 0.6, 1.0])
    assert both == "You liked 3 zigzag things and 3 mug things; this one is both."
    assert told([1.0, 1.0, 1.0, 1.0]) == ("Because you liked “a”.")
    assert told([0.0, 0.0, 0.0, 0.0], ()).startswith("Nothing in your history")


def test_the_lists_sentences_name_what_they_go_by(context):
    answer = recommend.list_(context, ListParams(user=3, k=K))
    kinds = context.catalog.items["kind"]
    named = [one for one in answer.items if str(kinds[one.row]) in one.sentence]
    assert named
    for one in answer.items:
        assert one.sentence.startswith(
            ("You liked", "Because you liked", "Nothing in your history")
        )
