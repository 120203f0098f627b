"""What is no wish is not learned from as one, not looked for, and not shown again."""

from __future__ import annotations

import dataclasses

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import workspace
from core.catalog.wishes import REFUSED, SHOWN, WISH, Evidence, WishRule, default
from core.errors import UserError
from core.explore.whatif import Playground
from core.fusion.config import ConcatConfig
from core.recommend.config import MFConfig
from core.training.config import SplitConfig, TrainConfig
from core.training.data import prepare
from core.training.losses.config import BPRConfig, MSEConfig, SoftmaxConfig
from core.training.run import layout
from core.training.run.runs import load_run
from core.training.train import train
from tests.core.training.world import CLUSTERS, make

SMALL = TrainConfig(
    fusion=ConcatConfig(dim=16, hidden=16),
    loss=SoftmaxConfig(negatives=1000),
    epochs=15,
    batch_size=128,
    learning_rate=0.01,
    split=SplitConfig(kind="random"),
    device="cpu",
    ks=(5, 10),
)
STARS = WishRule({"rating": 4.0})


def world(events=False):
    """Each user gives five stars to eight items of one cluster and one star to eight of the next.

    With `events` they play and dislike them instead.
    """
    catalog, features, cluster = make(n_items=180)
    rng = np.random.default_rng(3)
    rows = []
    for user in range(len(catalog.users)):
        for offset, stars in ((0, 5.0), (1, 1.0)):
            mine = np.flatnonzero(cluster == (user + offset) % CLUSTERS)
            rows += [(user, int(item), stars) for item in rng.choice(mine, 8, replace=False)]
    order = rng.permutation(len(rows))
    table = pl.DataFrame(
        {
            "user": [rows[i][0] for i in order],
            "item": [rows[i][1] for i in order],
            "timestamp": np.arange(len(rows)) * 60_000,
            "event": [
                ("play" if rows[i][2] > 3 else "dislike") if events else "rating" for i in order
            ],
            "rating": [None if events else rows[i][2] for i in order],
            "split": [None] * len(rows),
        },
        schema=catalog.interactions.schema,
    ).sort("user", "timestamp")
    rule = WishRule({}, ("dislike",)) if events else STARS
    return dataclasses.replace(catalog, interactions=table, wish=rule), features, cluster


def pairs(histories):
    rows, items = histories.pairs(np.arange(len(histories)))
    return set(zip(rows.tolist(), items.tolist(), strict=True))


@pytest.mark.parametrize("events", [False, True])
@pytest.mark.parametrize("kind", ["random", "leave_last_out", "global_time", "cold_items"])
def test_only_wishes_are_divided_and_what_came_before_is_known(kind, events):
    catalog, _, cluster = world(events)
    data = prepare(catalog, SplitConfig(kind=kind))
    parts = [pairs(part) for part in (data.train, data.valid, data.test)]
    for part in parts:
        assert all(cluster[item] == user % CLUSTERS for user, item in part)
    assert sum(map(len, parts)) == 8 * len(catalog.users)
    when = {
        (user, item): time
        for user, item, time in catalog.interactions.select("user", "item", "timestamp").rows()
    }
    held = {}
    for user, item in parts[1] | parts[2]:
        held[user] = min(held.get(user, 10**18), when[user, item])
    refused = {pair for pair in when if cluster[pair[1]] != pair[0] % CLUSTERS}
    always = kind == "random"  # which knows no before
    before = {pair for pair in refused if always or when[pair] < held.get(pair[0], 10**18)}
    assert pairs(data.shown) == before
    assert pairs(data.known) == before | parts[0]


@pytest.mark.parametrize(
    "changes",
    [
        {"loss": BPRConfig(negatives=2)},
        {"loss": SoftmaxConfig(negatives=30)},
        {"loss": BPRConfig(), "head": MFConfig(content=False), "optimizer": "sgd"},
    ],
    ids=["bpr", "softmax", "sgd"],
)
def test_kinds_that_users_dislike_rank_low(tmp_path, changes):
    catalog, features, cluster = world()
    summary = train(catalog, features, SMALL.model_copy(update=changes), tmp_path)
    run = load_run(tmp_path, catalog, features)
    scores = (run.user_vectors @ run.item_vectors.T + run.item_bias).detach().numpy()
    users = np.arange(len(catalog.users)) % CLUSTERS
    of = {
        offset: np.mean(
            [scores[u][cluster == (users[u] + offset) % CLUSTERS].mean() for u in range(len(users))]
        )
        for offset in range(3)
    }
    assert of[0] > of[2]
    assert of[1] < of[2] + 0.1 * (of[0] - of[2])
    assert summary.test["recall@10"] > 2 * summary.baselines["popularity"]["recall@10"]


def test_lists_never_show_again_what_was_refused(tmp_path):
    catalog, features, cluster = world(events=True)
    train(catalog, features, SMALL.model_copy(update={"epochs": 1}), tmp_path)
    run = load_run(tmp_path, catalog, features)
    ground = Playground(run)
    for user in range(5):
        person = ground.person(user)
        assert all(cluster[item] == user % CLUSTERS for item in person.history)
        listed = set(ground.best(person, len(catalog.items)).rows.tolist())
        assert not listed & set(run.data.known.of(user).tolist())
        assert len(listed) == len(catalog.items) - len(run.data.known.of(user))


def test_a_run_keeps_its_own_rule(tmp_path):
    catalog, features, _ = world()
    train(catalog, features, SMALL.model_copy(update={"epochs": 1}), tmp_path)
    other = dataclasses.replace(catalog, wish=WishRule())
    assert pairs(load_run(tmp_path, other, features).data.train) == pairs(
        prepare(catalog, SMALL.split).train
    )
    # A run of before there were rules took everything for a wish.
    record = workspace.parse_json(tmp_path / layout.RUN)
    del record["data"]["wish"]
    workspace.write_json(tmp_path / layout.RUN, record)
    assert pairs(load_run(tmp_path, catalog, features).data.train) == pairs(
        prepare(other, SMALL.split).train
    )


def test_ratings_are_predicted_from_low_ones_too():
    catalog, _, cluster = world()
    data = prepare(catalog, SplitConfig(kind="random"), all_rated=MSEConfig().predicts_ratings)
    assert set(np.unique(data.ratings)) == {1.0, 5.0}
    assert all(cluster[item] == user % CLUSTERS for user, item in pairs(data.test))


def log(rows):
    """Interactions of user 0 with (item, event, rating), a minute apart."""
    catalog, _, _ = make(n_users=2)
    table = pl.DataFrame(
        {
            "user": [0] * len(rows),
            "item": [item for item, _, _ in rows],
            "timestamp": np.arange(len(rows)) * 60_000,
            "event": [event for _, event, _ in rows],
            "rating": [rating for _, _, rating in rows],
            "split": [None] * len(rows),
        },
        schema=catalog.interactions.schema,
    )
    rule = default([Evidence(table["event"], table["rating"])])
    return dataclasses.replace(catalog, interactions=table, wish=rule)


def test_the_last_word_counts():
    catalog = log(
        [
            (1, "play", None), (2, "dislike", None), (3, "impression", None), (1, "skip", None),
            (4, "like", None), (4, "dislike", None), (5, "dislike", None), (5, "like", None),
            (6, "impression", None), (6, "click", None),
        ]
    )  # fmt: skip
    data = prepare(catalog, SplitConfig(kind="random", validation=0, test=0))
    assert set(data.train.of(0).tolist()) == {1, 5, 6}
    assert set(data.shown.of(0).tolist()) == {2, 3, 4}


def test_a_bought_thing_with_one_star_is_no_wish():
    catalog = log(
        [(1, "purchase", None), (1, "review", 1.0), (2, "purchase", None), (3, "review", 5.0)]
    )
    data = prepare(catalog, SplitConfig(kind="random", validation=0, test=0))
    assert set(data.train.of(0).tolist()) == {2, 3}
    assert catalog.wished["item"].to_list() == [1, 2, 3]


def test_no_wish_at_all_is_said():
    catalog = log([(1, "dislike", None), (2, "skip", None)])
    with pytest.raises(UserError, match="counts as a wish"):
        prepare(catalog, SplitConfig())


@settings(max_examples=30)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 4),
            st.sampled_from(["play", "dislike", "skip", "rating"]),
            st.sampled_from([None, 1.0, 5.0]),
        ),
        min_size=1,
        max_size=20,
    )
)
def test_pairs_against_a_plain_walk(rows):
    catalog = log(rows)
    rule = catalog.wish
    said = rule.verdicts(catalog.interactions)
    said = np.ones(len(rows), int) if said is None else said
    state = {}
    for (item, _, _), word in zip(rows, said.tolist(), strict=True):
        before = state.get(item, SHOWN)
        state[item] = word if word != SHOWN else before
    wishes = {item for item, word in state.items() if word == WISH}
    try:
        data = prepare(catalog, SplitConfig(kind="random", validation=0, test=0))
    except UserError:
        assert not wishes
        return
    assert set(data.train.of(0).tolist()) == wishes
    assert set(data.shown.of(0).tolist()) == set(state) - wishes
    assert {REFUSED, SHOWN, WISH} >= set(said.tolist())
