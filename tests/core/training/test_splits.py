import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import UserError
from core.training.config import SplitConfig
from core.training.data import prepare
from tests.core.training.world import make


def pairs(histories):
    rows, items = histories.pairs(np.arange(len(histories)))
    return set(zip(rows.tolist(), items.tolist(), strict=True))


@settings(max_examples=25)
@given(
    st.sampled_from(["random", "leave_last_out", "global_time", "cold_items"]),
    st.integers(0, 1000),
)
def test_every_pair_lands_in_exactly_one_part(kind, seed):
    catalog, _, _ = make(n_users=30, n_items=40, per_user=6, seed=seed)
    data = prepare(catalog, SplitConfig(kind=kind, seed=seed))
    parts = [pairs(h) for h in (data.train, data.valid, data.test)]
    table = catalog.interactions
    assert set.union(*parts) == set(zip(table["user"], table["item"], strict=True))
    assert sum(map(len, parts)) == len(table)
    assert len(data.users) == len(parts[0])
    assert np.array_equal(data.items, data.train.items)


def test_random_takes_the_shares_of_every_user():
    catalog, _, _ = make(per_user=10)
    data = prepare(catalog, SplitConfig(kind="random"))
    assert (data.train.counts == 8).all()
    assert (data.valid.counts == 1).all()
    assert (data.test.counts == 1).all()


def test_random_depends_on_the_seed_alone():
    catalog, _, _ = make()
    one, again, other = (
        pairs(prepare(catalog, SplitConfig(kind="random", seed=s)).test) for s in (1, 1, 2)
    )
    assert one == again
    assert one != other


def test_leave_last_out_keeps_time():
    catalog, _, _ = make(per_user=7)
    data = prepare(catalog, SplitConfig(kind="auto"))
    assert data.split == "leave_last_out"
    for user in range(data.n_users):
        mine = catalog.interactions.filter(pl.col("user") == user).sort("timestamp")["item"]
        assert data.test.of(user).tolist() == [mine[-1]]
        assert data.valid.of(user).tolist() == [mine[-2]]
        assert data.train.of(user).tolist() == mine[:-2].to_list()


def test_global_time_never_trains_on_the_future():
    catalog, _, _ = make(per_user=9)
    data = prepare(catalog, SplitConfig(kind="global_time", validation=0.2, test=0.2))
    when = {
        (u, i): t for u, i, t in catalog.interactions.select("user", "item", "timestamp").rows()
    }
    times = [{when[p] for p in pairs(h)} for h in (data.train, data.valid, data.test)]
    assert max(times[0]) < min(times[1])
    assert max(times[1]) < min(times[2])


def test_cold_items_are_unknown_to_training():
    catalog, _, _ = make()
    data = prepare(catalog, SplitConfig(kind="cold_items"))
    assert not set(data.test.items) & (set(data.train.items) | set(data.valid.items))
    assert len(set(data.test.items)) == pytest.approx(9, abs=1)


def test_given_labels_are_kept_and_repeats_count_once():
    catalog, _, _ = make(n_users=4, n_items=20, per_user=5, times=False)
    labels = np.tile([0, 0, 0, 1, 2], 4)
    table = catalog.interactions.with_columns(split=pl.Series(labels, dtype=pl.Int8))
    # The test item of user 0 also occurs in training: then it is no test item.
    repeat = table[4].with_columns(split=pl.lit(0, dtype=pl.Int8))
    catalog = type(catalog)(
        **{**vars(catalog), "interactions": pl.concat([table, repeat]).sort("user")}
    )
    data = prepare(catalog, SplitConfig())
    assert data.split == "given"
    assert data.test.counts.tolist() == [0, 1, 1, 1]
    assert data.train.counts.tolist() == [4, 3, 3, 3]


def labelled(labels):
    """A catalog of 12 users with 5 interactions, which carry these labels."""
    catalog, _, _ = make(n_users=12, n_items=20, per_user=5, times=False)
    table = catalog.interactions.with_columns(split=pl.Series(np.tile(labels, 12), dtype=pl.Int8))
    return type(catalog)(**{**vars(catalog), "interactions": table})


def test_given_without_validation_holds_out_a_share_of_training():
    catalog = labelled([0, 0, 2, 0, 0])
    data = prepare(catalog, SplitConfig(validation=0.25, seed=3))
    assert data.split == "given"
    assert len(data.valid.items) == 12
    told = {(u, i) for u, i, s in catalog.interactions.select("user", "item", "split").rows() if s}
    assert pairs(data.test) == told
    other = prepare(catalog, SplitConfig(validation=0.25, seed=4))
    assert pairs(other.valid) != pairs(data.valid)
    assert len(prepare(catalog, SplitConfig(validation=0)).valid.items) == 0


def test_the_only_interaction_of_a_user_is_not_held_out():
    data = prepare(labelled([0, 2, 2, 2, 2]), SplitConfig(validation=0.4))
    assert data.train.counts.tolist() == [1] * 12
    assert len(data.valid.items) == 0


def test_given_without_a_test_part_has_none():
    data = prepare(labelled([0, 0, 1, 0, 1]), SplitConfig())
    assert (data.split, len(data.valid.items), len(data.test.items)) == ("given", 24, 0)


@pytest.mark.parametrize("kind", ["given", "global_time"])
def test_says_what_is_missing(kind):
    catalog, _, _ = make(times=False)
    with pytest.raises(UserError) as error:
        prepare(catalog, SplitConfig(kind=kind))
    assert "random" in error.value.remedy


def test_without_interactions_there_is_nobody():
    catalog, _, _ = make()
    catalog = type(catalog)(**{**vars(catalog), "interactions": catalog.interactions.clear()})
    data = prepare(catalog, SplitConfig())
    assert not data.histories
    assert (data.n_users, len(data.items)) == (0, 0)
