"""The pointing game with places whose answer is known."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from scipy.stats import binomtest

from core.alignment.pointing import Tally, in_place, play, tally
from core.catalog.schema import TRUTH_COLUMNS

NAN = float("nan")
#: "red striped cap" on a picture of 2 x 2 patches of 100 x 100 pixels.
TEXT = np.array([[0, 3, NAN, NAN], [4, 11, NAN, NAN], [12, 15, NAN, NAN]])
IMAGE = np.array([[0, 0, 50, 50], [50, 0, 100, 50], [0, 50, 50, 100], [50, 50, 100, 100.0]])
AUDIO = np.array([[0, 1, NAN, NAN], [1, 2, NAN, NAN], [2, 3, NAN, NAN], [3, 4, NAN, NAN]])
POSITIONS = {"text": TEXT, "image": IMAGE, "audio": AUDIO}


def truth(*rows: dict) -> pl.DataFrame:
    empty = dict.fromkeys(TRUTH_COLUMNS)
    return pl.DataFrame([empty | row for row in rows], schema=dict(TRUTH_COLUMNS))


def planted(attribute: str, span=None, box=None, time=None, item: int = 0) -> dict:
    row = {"item": item, "attribute": attribute, "value": attribute}
    row |= dict(zip(("char_start", "char_end"), span or (None,) * 2, strict=True))
    row |= dict(zip(("x0", "y0", "x1", "y1"), box or (None,) * 4, strict=True))
    return row | dict(zip(("t0", "t1"), time or (None,) * 2, strict=True))


RED = planted("colour", (0, 3), (55.0, 5.0, 95.0, 45.0))
CAP = planted("kind", (12, 15), (5.0, 55.0, 45.0, 95.0))


def pointing_at(*patches: int) -> np.ndarray:
    return np.eye(4)[list(patches)]


def test_right_and_wrong_fingers() -> None:
    right = play(truth(RED, CAP), 0, POSITIONS, {("text", "image"): pointing_at(1, 0, 2)})
    assert [game.hit for game in right] == [True, True]
    assert [game.pointed for game in right] == [1, 2]
    wrong = play(truth(RED, CAP), 0, POSITIONS, {("text", "image"): pointing_at(2, 0, 1)})
    assert [game.hit for game in wrong] == [False, False]
    assert {game.chance for game in right + wrong} == {0.25}
    assert {(game.query, game.key) for game in right} == {("text", "image")}


def test_only_the_word_asks() -> None:
    """Other words may point where they like."""
    weights = pointing_at(1, 3, 3)
    assert play(truth(RED), 0, POSITIONS, {("text", "image"): weights})[0].hit


def test_a_random_finger_hits_as_often_as_chance_says() -> None:
    rng = np.random.default_rng(0)
    big = planted("floor", (4, 11), (0.0, 50.0, 100.0, 100.0))
    games = []
    for _ in range(2000):
        maps = {("text", "image"): rng.random((3, 4)), ("image", "text"): rng.random((4, 3))}
        games += play(truth(RED, big), 0, POSITIONS, maps)
    for found in tally(games, ("query", "attribute")).values():
        low, high = found.interval(z=4)
        assert low < found.chance < high


def test_attributes_that_share_a_place_may_answer_for_each_other() -> None:
    stripes = planted("pattern", (4, 11), RED["x0"] and (55.0, 5.0, 95.0, 45.0))
    asked = np.zeros((4, 3))
    asked[1, 0] = 1  # the patch says "red"
    games = play(truth(RED, stripes, CAP), 0, POSITIONS, {("image", "text"): asked})
    assert {game.attribute: game.hit for game in games} == {
        "colour": True,
        "pattern": True,
        "kind": False,
    }
    assert {game.attribute: round(game.chance, 3) for game in games}["pattern"] == 0.667
    words = play(truth(RED, stripes), 0, POSITIONS, {("text", "image"): pointing_at(1, 0, 0)})
    assert {game.attribute: game.hit for game in words} == {"colour": True, "pattern": False}


def test_games_that_show_nothing_are_not_played() -> None:
    everywhere = planted("mood", (0, 3), time=(0.0, 4.0))
    maps = {("text", "audio"): np.ones((3, 4)), ("audio", "text"): np.ones((4, 3))}
    assert play(truth(everywhere), 0, POSITIONS, maps) == []
    unsaid = planted("kind", None, (5.0, 55.0, 45.0, 95.0))
    assert play(truth(unsaid), 0, POSITIONS, {("text", "image"): np.ones((3, 4))}) == []
    cut_off = planted("kind", (40, 43), (5.0, 55.0, 45.0, 95.0))
    assert play(truth(cut_off), 0, POSITIONS, {("text", "image"): np.ones((3, 4))}) == []
    assert play(truth(RED), 1, POSITIONS, {("text", "image"): np.ones((3, 4))}) == []


def test_seconds_of_what_is_seen_are_the_videos_and_of_what_is_heard_the_sounds() -> None:
    seen = planted("object", (12, 15), (0.0, 0.0, 9.0, 9.0), (1.0, 2.0))
    heard = planted("sound", (4, 11), time=(2.0, 3.0))
    positions = POSITIONS | {"video": AUDIO}
    maps = {("text", key): np.eye(4)[[0, 2, 1]] for key in ("audio", "video")}
    games = play(truth(seen, heard), 0, positions, maps)
    assert {(game.attribute, game.key, game.hit) for game in games} == {
        ("object", "video", True),
        ("sound", "audio", True),
    }


@pytest.mark.parametrize(
    ("modality", "place", "expected"),
    [
        ("text", (3, 5), [False, True, False]),
        ("text", (0, 15), [True, True, True]),
        ("image", (55, 5, 95, 45), [False, True, False, False]),
        ("image", (0, 0, 100, 60), [True, True, False, False]),
        ("image", (60, 60, 62, 62), [False, False, False, True]),
        ("audio", (0.5, 2.0), [True, True, False, False]),
    ],
)
def test_what_lies_in_a_place(modality: str, place: tuple, expected: list[bool]) -> None:
    assert in_place(modality, POSITIONS[modality], place).tolist() == expected


def test_tokens_without_a_place_lie_nowhere() -> None:
    for modality, place in (("text", (0, 9)), ("image", (0, 0, 9, 9)), ("audio", (0, 9))):
        assert not in_place(modality, np.full((3, 4), NAN), place).any()


def test_places_survive_scaling_the_picture() -> None:
    """At twice the pixels the same patches are right."""
    rng = np.random.default_rng(0)
    for _ in range(50):
        x, y = np.sort(rng.uniform(0, 100, (2, 2)), axis=1)
        box = np.array([x[0], y[0], x[1], y[1]])
        np.testing.assert_array_equal(
            in_place("image", IMAGE, box), in_place("image", 2 * IMAGE, 2 * box)
        )


@pytest.mark.parametrize(("hits", "games"), [(0, 5), (7, 9), (40, 40)])
def test_interval_is_wilsons(hits: int, games: int) -> None:
    expected = binomtest(hits, games).proportion_ci(0.95, method="wilson")
    found = Tally(games, hits, 0.1).interval(1.959963984540054)
    assert found == pytest.approx((expected.low, expected.high), abs=1e-9)


def test_no_games() -> None:
    assert tally([]) == {}
    assert np.isnan(Tally(0, 0, 0.0).rate)
    assert Tally(0, 0, 0.0).interval() == (0.0, 1.0)
