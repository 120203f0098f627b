"""What happened more often weighs more, by a rule that is told, kept and changed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from core.catalog import weights
from core.catalog.opening import reopening, snapshot
from core.catalog.opening.look import look
from core.catalog.opening.open import open_catalog
from core.catalog.plan.said import save
from core.catalog.wishes import WishRule
from core.progress import Reporter
from core.text import Text

PLAYS = {("ann", "x"): 40, ("ann", "y"): 1, ("bob", "y"): 0, ("cem", "x"): 7}


class Listening(Reporter):
    def __init__(self) -> None:
        self.lines: list[str] = []

    def log(self, text: Text | str) -> None:
        self.lines.append(str(text))


def put(folder: Path, counted: bool) -> Path:
    """The same plays as a column of counts, or as a row each."""
    folder.mkdir()
    rows = [f"{user},{item},{n}" for (user, item), n in PLAYS.items()]
    if not counted:
        rows = [f"{u},{i},1" for (u, i), n in PLAYS.items() for _ in range(n)]
    head = "user,item,plays" if counted else "user,item,rating"
    (folder / "plays.csv").write_text("\n".join([head, *rows]) + "\n")
    return folder


@pytest.mark.parametrize("counted", [True, False])
def test_counts_and_repeated_rows_come_to_the_same(tmp_path: Path, counted: bool) -> None:
    table = open_catalog(put(tmp_path / "a", counted))
    rows = table.interactions.with_columns(amount=weights.amounts(table.interactions))
    total = rows.group_by("user", "item").agg(pl.col("amount").sum())
    users, items = table.users["user"], table.items["item"]
    found = {(users[u], items[i]): n for u, i, n in total.rows()}
    assert {pair: n for pair, n in found.items() if n} == {k: n for k, n in PLAYS.items() if n}
    assert weights.vary(table.interactions)


def test_once_weighs_one_and_never_nothing() -> None:
    total = np.array([0, 0.2, 1, 3, 1000], np.float32)
    expected = {
        "log": np.log(1 + total) / np.log(2),
        "linear": total,
        "none": np.array([0, 1, 1, 1, 1]),
    }
    for weighting, title in weights.TITLES.items():
        found = weights.weigh(total, weighting)
        assert found.dtype == np.float32
        np.testing.assert_allclose(found, expected[weighting], rtol=1e-6)
        assert str(title)


def test_the_rule_is_told_and_kept_with_the_plan(tmp_path: Path) -> None:
    folder = put(tmp_path / "a", counted=True)
    said = Listening()
    assert open_catalog(folder, reporter=said).wish.weighting == "log"
    assert str(weights.TITLES["log"]) in said.lines
    save(folder, look(folder).model_copy(update={"weighting": "linear"}))
    said = Listening()
    kept = snapshot.load(reopening.snapshot_of(folder, reporter=said))
    assert kept.wish.weighting == "linear"
    assert kept.wish.chosen
    assert str(weights.TITLES["linear"]) in said.lines
    assert WishRule.of(kept.wish.to_json()) == kept.wish


def test_where_all_happened_once_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("user,item\nann,x\nbob,x\nbob,y\n")
    said = Listening()
    catalog = open_catalog(tmp_path, reporter=said)
    assert not weights.vary(catalog.interactions)
    assert not {str(title) for title in weights.TITLES.values()} & set(said.lines)
    assert weights.amounts(catalog.interactions).tolist() == [1, 1, 1]


def test_a_rule_of_before_weighed_all_alike() -> None:
    stored = WishRule().to_json()
    del stored["weighting"]
    assert WishRule.of(stored).weighting == "none"
    with pytest.raises(ValueError, match="square"):
        WishRule.of({**stored, "weighting": "square"})
