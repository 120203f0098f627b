"""A table of thousands of columns: each is looked at, and few pairs of them."""

from __future__ import annotations

import random
from collections.abc import Iterator

import polars as pl

from core.catalog.plan import pairs
from core.catalog.plan.model import Column
from core.catalog.plan.overlap import Meeting, meetings
from core.catalog.plan.sniff import sniff

COLUMNS = 300


class Counted(list[Meeting]):
    """Meetings that count how often they are gone through."""

    times = 0

    def __iter__(self) -> Iterator[Meeting]:
        self.times += 1
        return super().__iter__()


def test_pairs_of_columns_and_meetings_are_not_gone_through_for_each_column(
    tmp_path, monkeypatch
) -> None:
    rows = range(60)
    wide = {f"a{k}": [(k + row) % 50 for row in rows] for k in range(COLUMNS)}
    log = pl.DataFrame({"user_id": [f"u{n % 7}" for n in rows], "item_id": list(rows), **wide})
    log.write_csv(tmp_path / "log.csv")
    pl.DataFrame({"item_id": list(rows)}).write_csv(tmp_path / "items.csv")
    table, items = (sniff(tmp_path / name, name) for name in ("log.csv", "items.csv"))
    found = Counted(meetings(table, [items]))
    assert len(found) > COLUMNS, "the columns meet no ids: this test looks past it"
    asked = []
    recurs = pairs._recurs
    monkeypatch.setattr(pairs, "_recurs", lambda *of: asked.append(of) or recurs(*of))

    pair = pairs.pair(table, found, lambda _: 1.0, {})

    assert pair is not None
    assert (pair.user.name, pair.item.name) == ("user_id", "item_id")
    assert found.times == 1
    assert len(asked) < 2 * COLUMNS


def test_the_best_pair_is_the_one_of_all_pairs(tmp_path, monkeypatch) -> None:
    """As by going through them all, whatever speaks for each column."""
    draw = random.Random(5)
    log = pl.DataFrame({name: [1, 2, 2, 3] for name in "abcdefgh"})
    log.write_csv(tmp_path / "log.csv")
    table = sniff(tmp_path / "log.csv", "log.csv")
    refused = {}
    names = "abcdefgh"
    monkeypatch.setattr(
        pairs, "_recurs", lambda _, *pair: tuple(n.name for n in pair) not in refused
    )
    for _ in range(200):
        users, things = (
            {n: Column(name=n, confidence=draw.choice([0, 0.1, 0.2, 0.3, 0.5, 0.9])) for n in names}
            for _ in range(2)
        )
        refused = {(draw.choice(names), draw.choice(names)) for _ in range(20)}
        monkeypatch.setattr(pairs, "_as_user", lambda one, *_, made=users: made[one.name])
        monkeypatch.setattr(pairs, "_as_item", lambda one, *_, made=things: made[one.name])
        able = [
            (user.confidence + item.confidence, user.name, item.name)
            for user in users.values()
            for item in things.values()
            if user.name != item.name
            and max(user.confidence, item.confidence) > pairs.STRUCTURE
            and min(user.confidence, item.confidence) > 0.15
            and (user.name, item.name) not in refused
        ]
        found = pairs.pair(table, [], lambda _: 1.0, {})
        if able:
            best = max(score for score, *_ in able)
            first = next(pair for score, *pair in able if score > best - 1e-9)
            assert found is not None
            assert [found.user.name, found.item.name] == first
        else:
            assert found is None
