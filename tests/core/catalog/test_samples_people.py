"""Users of the samples: their tastes can be recovered, and words land where they should."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.progress import Reporter
from core.samples import music, people, shop, video
from core.samples.words import fill

ITEMS, USERS, TOP = 240, 150, 20


def recall(score: np.ndarray, seen: np.ndarray, held: np.ndarray) -> float:
    """Recall@TOP of a ranking [items] with `seen` left out."""
    score = score.copy()
    score[seen] = -np.inf
    return np.isin(held, np.argsort(-score)[:TOP]).mean()


@pytest.mark.parametrize("field", [shop, music, video], ids=["shop", "music", "video"])
def test_attributes_tell_more_than_popularity(field) -> None:
    values = [field.attributes(k, np.random.default_rng([5, k])).values for k in range(ITEMS)]
    history = people.simulate(
        values, field.TASTE, USERS, len(field.EVENTS), np.random.default_rng(5), Reporter()
    )
    columns = []
    for name in field.TASTE:
        mine = np.array([value[name] for value in values])
        columns.append(mine[:, None] == np.unique(mine)[None, :])
    features = np.concatenate(columns, axis=1).astype(float)
    prior = features.mean(axis=0)
    train = np.random.default_rng(0).random(len(history.user)) > 0.2
    counts = np.bincount(history.item[train], minlength=ITEMS)
    by_count, by_content, by_chance = [], [], []
    for user in range(USERS):
        seen = history.item[(history.user == user) & train]
        held = history.item[(history.user == user) & ~train]
        if len(held) == 0:
            continue
        # Naive Bayes over attributes: what the user chose against what there is.
        taste = np.log((features[seen].sum(axis=0) + 1) / (len(seen) * prior + 1))
        by_content.append(recall(features @ taste, seen, held))
        by_count.append(recall(counts.astype(float), seen, held))
        by_chance.append(TOP / (ITEMS - len(seen)))
    assert np.mean(by_count) > 1.5 * np.mean(by_chance)
    assert np.mean(by_content) > 1.5 * np.mean(by_count)


def history_of(users: int = 60, items: int = 100):
    values = [shop.attributes(k, np.random.default_rng([1, k])).values for k in range(items)]
    return people.simulate(values, shop.TASTE, users, 4, np.random.default_rng(1), Reporter())


def test_histories_look_like_histories() -> None:
    history = history_of()
    pairs = set(zip(history.user.tolist(), history.item.tolist(), strict=True))
    assert len(pairs) == len(history.user)
    assert (np.diff(history.user) >= 0).all()
    for user in range(60):
        assert (np.diff(history.timestamp[history.user == user]) >= 0).all()
    assert history.timestamp.min() >= people.START
    assert history.timestamp.max() < people.START + (people.DAYS + 1) * 86_400
    assert set(history.event.tolist()) == {0, 1, 2, 3}
    rated = ~np.isnan(history.rating)
    assert (history.event[rated] == 3).all()
    assert set(history.rating[rated].tolist()) <= {1.0, 2.0, 3.0, 4.0, 5.0}
    lengths = np.bincount(history.user)
    assert lengths.min() >= 6
    assert 18 < lengths.mean() < 32


def test_some_items_are_cold_and_some_popular() -> None:
    counts = np.bincount(history_of(150, 240).item, minlength=240)
    assert (counts == 0).sum() >= 1
    assert counts.max() > 2.5 * np.median(counts)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("A(n) {colour} {kind}.", "An orange mug."),
        ("It is a(n) {kind}, a(n) {colour} one.", "It is a mug, an orange one."),
        ("{^kind} in {colour}", "Mug in orange"),
        ("A(n) apple and a(n) pear", "An apple and a pear"),
    ],
)
def test_articles_and_capitals(template: str, text: str) -> None:
    assert fill(template, {"colour": "orange", "kind": "mug"})[0] == text


@given(
    st.lists(st.sampled_from(["{a}", "{b c}", "{^a}", "a(n) ", " some words, ", "é ", "A(n) "])),
    st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=8),
    st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=8),
)
def test_spans_point_at_the_words(pieces, first, second) -> None:
    words = {"a": first, "b c": second}
    text, spans = fill("".join(pieces), words)
    for name, (start, end) in spans.items():
        said = text[start:end]
        assert said in (words[name], words[name][:1].upper() + words[name][1:])
    assert ("b c" in spans) == ("{b c}" in pieces)
