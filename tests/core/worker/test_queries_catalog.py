import dataclasses
import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pydantic import ValidationError

from core.catalog.opening import snapshot
from core.catalog.schema import INTERACTION_COLUMNS, TRUTH_COLUMNS, Catalog, empty
from core.catalog.wishes import WishRule
from core.contracts.catalog import (
    COUNTS,
    EXCLUDE,
    HEALTH,
    ITEM,
    STATISTICS,
    TASTE,
    WAVEFORM,
    Coverage,
)
from core.contracts.message import pack, unpack
from core.contracts.question import Subject
from core.errors import UserError
from core.explore.catalog.excluding import without
from core.explore.context import Context
from core.worker.answering import answering

DAY = 86_400_000


def context_of(catalog):
    context = Context(Subject())
    context.__dict__["catalog"] = catalog
    return context


QUESTIONS = {
    "item": ITEM,
    "waveform": WAVEFORM,
    "taste": TASTE,
    "statistics": STATISTICS,
    "exclude": EXCLUDE,
    "health": HEALTH,
}


def answer(context, question, **params):
    return answering(question.name).handler(context, question.params(**params))


def ask(catalog, name, **params):
    return answer(context_of(catalog), QUESTIONS[name], **params)


def interactions(rows):
    return pl.DataFrame(rows, schema=dict(INTERACTION_COLUMNS), orient="row")


@pytest.fixture
def catalog(tmp_path):
    return Catalog(
        name="four",
        root=tmp_path,
        reader="table",
        items=pl.DataFrame(
            {
                "item": ["a", "b", "c", "d"],
                "title": ["Red", "Blue", None, "Red too"],
                "audio": ["tone.wav", None, "../out.wav", None],
                "colour": ["red", "blue", "blue", "red"],
                "price": [1.0, 2.0, 3.0, 4.0],
            }
        ),
        users=pl.DataFrame({"user": ["u", "v", "w"]}),
        interactions=interactions(
            [
                (0, 0, 0, "view", 4.0, None),
                (0, 3, DAY, "buy", None, None),
                (0, 0, 2 * DAY, "view", 2.0, None),
                (1, 0, 10 * DAY, "view", None, None),
                (1, 1, None, None, None, None),
            ]
        ),
        features={"image": np.array([[3, 4, 0], [np.nan] * 3, [0, 0, 0], [1, 2, 2]], np.float32)},
    )


def test_item_counts_what_happened_and_when(catalog):
    result = ask(catalog, "item", row=0, bins=10)
    assert result.interactions == 3
    assert result.users == 2
    assert result.events == {"view": 3}
    assert result.mean_rating == pytest.approx(3.0)
    assert (result.first, result.last) == (0, 10 * DAY)
    # One day a bin; the last edge belongs to the last bin.
    assert result.counts.tolist() == [1, 0, 1, 0, 0, 0, 0, 0, 0, 1]
    assert result.edges[[0, -1]].tolist() == [0, 10 * DAY]


def test_item_describes_precomputed_features(catalog):
    (there,) = ask(catalog, "item", row=0).features
    assert (there.name, there.width, there.present) == ("image", 3, True)
    assert there.norm == pytest.approx(5.0)
    assert there.zeros == pytest.approx(1 / 3)
    (missing,) = ask(catalog, "item", row=1).features
    assert not missing.present
    assert missing.norm is None


def test_a_catalog_without_times_has_no_time_axis(catalog):
    timeless = catalog.interactions.with_columns(timestamp=pl.lit(None, pl.Int64))
    catalog = Catalog(**{**vars(catalog), "interactions": timeless})
    result = ask(catalog, "item", row=0)
    assert result.first is None
    assert len(result.counts) == 0
    assert ask(catalog, "statistics").over_time.shape[1] == 0


def test_counts_of_items_and_users(catalog):
    result = answer(context_of(catalog), COUNTS)
    assert result.items.tolist() == [3, 1, 0, 1]
    assert result.users.tolist() == [3, 2, 0]
    assert result.first.tolist() == [0, 10 * DAY, -1]
    assert result.last.tolist() == [2 * DAY, 10 * DAY, -1]


def test_statistics_agree_with_counting_by_hand(catalog):
    result = ask(catalog, "statistics", bins=10)
    assert result.items.degree.tolist() == [1, 3]
    assert result.items.at_least.tolist() == [3, 1]
    assert result.users.degree.tolist() == [2, 3]
    assert result.users.at_least.tolist() == [2, 1]
    assert result.users.idle == 1
    assert result.items.idle == 1
    assert result.duplicates == 1
    assert result.wishes == catalog.interactions.height
    assert result.wish == "Every interaction counts as a wish."
    assert result.coverage["image"] == Coverage(raw=0, features=3)
    assert result.coverage["audio"] == Coverage(raw=2, features=0)
    # The one without a time is in no bin; one without a name is called an interaction.
    assert set(result.events) == {"view", "buy", "interaction"}
    assert result.over_time.sum() == 4


def test_wishes_are_counted_by_the_rule(catalog):
    rule = WishRule(refused=("buy",))
    result = ask(Catalog(**{**vars(catalog), "wish": rule}), "statistics")
    buys = catalog.interactions.filter(pl.col("event") == "buy").height
    assert result.wishes == catalog.interactions.height - buys < catalog.interactions.height
    assert result.wish == "A wish is everything but buy."


def test_rare_events_are_added_up(catalog):
    many = [(0, 0, n * DAY, f"event {n % 9}", None, None) for n in range(90)]
    catalog = Catalog(**{**vars(catalog), "interactions": interactions(many)})
    result = ask(catalog, "statistics", bins=5)
    assert len(result.events) == 6
    assert result.events[-1] == "other"
    assert result.over_time.sum(1).tolist() == [10] * 5 + [40]


def test_taste_finds_the_planted_preference():
    rng = np.random.default_rng(0)
    items = pl.DataFrame(
        {
            "item": [str(n) for n in range(300)],
            "colour": [("red", "green", "blue")[n % 3] for n in range(300)],
            "size": [("small", "large")[n % 2] for n in range(300)],
        }
    )
    red = np.arange(0, 300, 3)
    chosen = np.sort(rng.choice(red, 30, replace=False))
    rows = [(0, int(item), None, None, None, None) for item in chosen]
    catalog = Catalog(
        "taste", None, "table", items, pl.DataFrame({"user": ["u"]}), interactions(rows)
    )
    result = ask(catalog, "taste", user=0)
    assert result.items == 30
    assert result.preferences[0].attribute == "colour"
    assert result.preferences[0].value == "red"
    assert result.preferences[0].share == pytest.approx(1.0)
    assert result.preferences[0].catalog_share == pytest.approx(1 / 3)


def test_a_catalog_of_one_moment_has_a_time(catalog):
    once = interactions([(user, 0, 5 * DAY, "view", None, None) for user in range(3)])
    moment = dataclasses.replace(catalog, interactions=once)
    result = ask(moment, "statistics", bins=4)
    assert result.over_time.sum() == 3
    assert ask(moment, "item", row=0, bins=4).counts.sum() == 3


def test_taste_is_silent_without_history(catalog):
    assert ask(catalog, "taste", user=2).preferences == ()


@pytest.mark.parametrize(
    ("name", "params"), [("item", {"row": 4}), ("waveform", {"row": 4}), ("taste", {"user": 3})]
)
def test_what_is_not_there_is_refused(catalog, name, params):
    with pytest.raises(UserError, match="number"):
        ask(catalog, name, **params)


def test_negative_rows_are_not_questions():
    with pytest.raises(ValidationError):
        ITEM.params(row=-1)


def test_taste_looks_at_planted_attributes_too():
    items = pl.DataFrame({"item": [str(n) for n in range(40)]})
    truth = pl.DataFrame(
        {
            "item": [n for n in range(40) for _ in range(2)],
            "attribute": ["shape", "shape"] * 20 + ["tag", "tag"] * 20,
            "value": [("round", "flat")[n // 2 % 2] for n in range(40)] + ["x", "y"] * 20,
        },
        schema_overrides={"item": pl.Int32},
    )
    rows = [(0, item, None, None, None, None) for item in range(0, 20, 2)]
    catalog = Catalog(
        "planted", None, "table", items, pl.DataFrame({"user": ["u"]}), interactions(rows),
        truth=truth,
    )  # fmt: skip
    # Items 0, 2, 4 ... are round; a "tag" has two values an item and is no attribute of it.
    (only,) = ask(catalog, "taste", user=0).preferences
    assert (only.attribute, only.value, only.share) == ("shape", "round", 1.0)


@pytest.fixture
def sick(tmp_path):
    """Item 1 has a broken picture; item 2 nobody met; user 1 never did anything."""
    for n in range(4):
        Image.effect_noise((20, 20), 90).convert("RGB").save(tmp_path / f"{n}.png")
    (tmp_path / "1.png").write_bytes(b"no picture")
    rows = [(user, item, None, None, None, None) for user in (0, 2) for item in (0, 1, 3)]
    return Catalog(
        name="sick",
        root=tmp_path,
        reader="table",
        items=pl.DataFrame({"item": list("abcd"), "image": [f"{n}.png" for n in range(4)]}),
        users=pl.DataFrame({"user": ["u", "v", "w"]}),
        interactions=interactions(rows),
        features={"audio": np.arange(8, dtype=np.float32).reshape(4, 2)},
    )


def checked(context):
    """The report, after as many questions as it takes."""
    for _ in range(600):
        result = answer(context, HEALTH)
        if result.state != "running":
            assert result.state == "done"
            return result.report
    raise AssertionError("the check does not end")


def test_health_names_the_broken_picture_and_the_lonely(sick):
    result = checked(context_of(sick))
    keys = [finding.key for finding in result.findings]
    assert keys[0] == "image-unreadable"  # errors come first
    assert result.findings[0].items.tolist() == [1]
    place = keys.index("items-without-interactions")
    assert result.findings[place].items.tolist() == [2]
    place = keys.index("users-without-interactions")
    assert result.findings[place].rows.tolist() == [1]
    assert result.checked == {"image": 4}
    values, arrays = pack(result)
    assert unpack(type(result), json.loads(json.dumps(values)), arrays).checked == result.checked


def test_health_is_checked_once_and_again_on_demand(sick):
    context = context_of(sick)
    first = checked(context)
    assert checked(context) is first
    Image.effect_noise((20, 20), 90).convert("RGB").save(sick.root / "1.png")
    answer(context, HEALTH, action="again")
    assert "image-unreadable" not in [one.key for one in checked(context).findings]


def test_a_check_that_breaks_says_so(sick, monkeypatch):
    def bug(*_arguments):
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr("core.media.health.check", bug)
    context = context_of(sick)
    for _ in range(100):
        result = answer(context, HEALTH)
        if result.state != "running":
            break
    assert result.state == "failed"
    assert "by zero" in result.problem


def test_excluding_leaves_the_rest_as_it_was(sick):
    context = context_of(sick)
    checked(context)
    result = answer(context, EXCLUDE, finding="image-unreadable")
    left = snapshot.load(Path(result.snapshot))
    assert left.items["item"].to_list() == ["a", "c", "d"]
    assert left.features["audio"].tolist() == [[0, 1], [4, 5], [6, 7]]
    names = left.items["item"].gather(left.interactions["item"]).to_list()
    assert names == ["a", "d", "a", "d"]
    assert left.notes[-1].startswith("Left out: 1 picture")


def test_users_that_go_take_their_history_along(sick):
    left = without(sick, {"users": np.array([0])}, "why")
    assert left.users["user"].to_list() == ["v", "w"]
    assert left.interactions["user"].to_list() == [1, 1, 1]


def test_not_everything_can_be_excluded(sick):
    with pytest.raises(UserError, match="Nothing would be left"):
        without(sick, {"items": np.arange(4)}, "why")
    with pytest.raises(UserError, match="another catalog"):
        without(sick, {"items": np.array([4])}, "why")
    with pytest.raises(UserError, match="no such finding"):
        ask(sick, "exclude", finding="image-unreadable")


@given(gone=st.sets(st.integers(0, 5), max_size=5), seed=st.integers(0, 20))
def test_excluding_keeps_ids_together(gone, seed):
    rng = np.random.default_rng(seed)
    pairs = sorted((int(u), int(i)) for u, i in rng.integers(0, 6, (12, 2)))
    catalog = Catalog(
        "x",
        Path(),
        "table",
        pl.DataFrame({"item": [f"i{n}" for n in range(6)]}),
        pl.DataFrame({"user": [f"u{n}" for n in range(6)]}),
        interactions([(u, i, None, None, None, None) for u, i in pairs]),
        truth=empty(TRUTH_COLUMNS).vstack(
            pl.DataFrame({"item": range(6), "value": [f"i{n}" for n in range(6)]})
            .cast({"item": pl.Int32})
            .join(empty(TRUTH_COLUMNS), on=["item", "value"], how="left")
            .select(list(TRUTH_COLUMNS))
        ),
    )
    left = without(catalog, {"items": np.array(sorted(gone), np.int64)}, "why")
    told = [
        (left.users["user"][u], left.items["item"][i])
        for u, i in left.interactions.select("user", "item").iter_rows()
    ]
    assert told == [(f"u{u}", f"i{i}") for u, i in pairs if i not in gone]
    assert [left.items["item"][i] for i in left.truth["item"]] == left.truth["value"].to_list()
