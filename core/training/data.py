"""A catalog's interactions as the arrays training and evaluation run on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import polars as pl

from core.catalog.rows.ordering import rises
from core.catalog.schema import Catalog
from core.catalog.weights import amounts, weigh
from core.catalog.wishes import REFUSED, SHOWN, WISH, WishRule
from core.errors import UserError
from core.recommend.histories import Histories
from core.text import Text
from core.training.config import SplitConfig
from core.training.judge.splits import TEST, TRAIN, VALID, assign, has_order, resolve


@dataclass(frozen=True, eq=False)
class Dataset:
    """Unique (user, item) pairs, those that are wishes divided.

    Attributes:
        n_users, n_items: sizes of the catalog; no users where nobody has chosen anything.
        users, items: int64 [T], training interactions sorted by user, then time.
        ratings: float32 [T], or None where the catalog has no ratings.
        weights: float32 [T], how much each counts, 1 on average; None where all count alike.
        ordered: whether the order inside a history means time.
        times: int64 [T], milliseconds UTC, or None where some have none.
        train, valid, test: items of each user, in that order.
        shown: items that each user met before what is held out, and does not wish for. In a
            random split, which knows no before, all of them.
        unwished: how much each of those tells of taste, where a wish counts 1.
        events: how much one event of each kind counts, where kinds were told apart.
        told: one sentence on how these weights were chosen.
        split: the protocol in use, never "auto".

    """

    n_users: int
    n_items: int
    users: np.ndarray
    items: np.ndarray
    ratings: np.ndarray | None
    weights: np.ndarray | None
    ordered: bool
    times: np.ndarray | None
    train: Histories
    valid: Histories
    test: Histories
    shown: Histories
    split: str
    unwished: float = 0.0
    events: Mapping[str, float] = field(default_factory=dict)
    told: Text = Text()

    @property
    def popularity(self) -> np.ndarray:
        """Training interactions of each item, int64 [n_items]."""
        return np.bincount(self.items, minlength=self.n_items)

    @property
    def in_time(self) -> bool:
        """Whether validation comes after training and before the test."""
        return self.ordered and self.split in ("leave_last_out", "global_time")

    @property
    def at_test(self) -> Dataset:
        """As it is when the test begins: what was validated before has become history."""
        return replace(self, train=self.train.joined(self.valid)) if self.in_time else self

    @property
    def histories(self) -> bool:
        """Whether anybody has chosen anything; else only what items contain can be learned from."""
        return len(self.items) > 0

    @cached_property
    def known(self) -> Histories:
        """What each user has met in training, wished for or not: no list shows it again."""
        return self.train.joined(self.shown) if len(self.shown.items) else self.train

    def counted(self, unwished: float) -> tuple[Histories, np.ndarray | None]:
        """What tells of taste, with weights [n]: wishes, and at `unwished` what was only met."""
        users, items = self.shown.pairs(np.arange(self.n_users))
        told = self.popularity[items] > 0  # an item held out stays as unknown as if it were new
        if not (unwished and told.any()):
            return self.train, self.weights
        users, items = np.append(self.users, users[told]), np.append(self.items, items[told])
        own = np.ones(len(self.items), np.float32) if self.weights is None else self.weights
        weights = np.append(own, np.full(told.sum(), unwished, np.float32))
        made = Histories.from_pairs(users, items, self.n_users)
        return made, weights[np.argsort(users, kind="stable")]


def prepare(
    catalog: Catalog,
    config: SplitConfig,
    wish: WishRule | None = None,
    all_rated: bool = False,
    events: Mapping[str, float] | None = None,
    unwished: float = 0.0,
) -> Dataset:
    """Divide a catalog's wishes as `config` says.

    A catalog without interactions gives a dataset without histories, see `Dataset.histories`.

    Where a user met an item several times, the earliest wish counts (in a given split: the one
    nearest to training), so that no test item was already seen. A pair of which the last word was
    a refusal is no wish.

    Args:
        catalog: items and histories.
        config: how to divide.
        wish: which interactions are wishes; None: as the catalog says.
        all_rated: learn from low ratings too, as what predicts ratings must. Only wishes are
            validated and tested on all the same.
        events: how much each kind of event counts; 1 where none is given.
        unwished: how much what a user met and does not wish for counts.

    Raises:
        UserError: there is nothing to learn from, or the data lacks what the split needs.

    """
    if catalog.interactions.is_empty():
        return _without_histories(catalog)
    rule = catalog.wish if wish is None else wish
    wishes, others = _divided(catalog, rule)
    table = _unique(wishes if others is None or not all_rated else pl.concat([wishes, others]))
    if table.is_empty():
        raise UserError(
            "No interaction counts as a wish, so there is nothing to learn from.",
            "Open a catalog with histories, or map its interaction columns.",
        )
    labels = assign(table, config)
    users = table["user"].to_numpy().astype(np.int64)
    items = table["item"].to_numpy().astype(np.int64)
    n_users, n_items = len(catalog.users), len(catalog.items)
    train = labels == TRAIN
    if not train.any():
        raise UserError(
            "The split leaves nothing for training.", "Choose smaller validation and test shares."
        )
    ordered = has_order(table)
    timed = table["timestamp"].null_count() == 0
    rated = table["rating"].null_count() == 0
    kind = resolve(config.kind, table)
    target = np.ones(len(table), bool)
    weights = None
    if not all_rated:
        in_time = kind not in ("random", "cold_items")  # else what a pair's rows say is training's
        known = wishes.filter(_before(wishes, table, labels, kind)) if in_time else wishes
        weights = _weights(known, table.filter(train), rule, events or {})
    shown = np.zeros((2, 0), np.int64)
    if others is not None and all_rated:
        target = (table["said"] == WISH).to_numpy()
    elif others is not None:
        met = _unique(others)
        if kind != "random":  # which knows no before
            met = met.filter(_before(met, table, labels, kind))
        shown = met.select("user", "item").to_numpy().T
        shown = shown.astype(np.int64)
    parts = {
        label: Histories.from_pairs(users[rows], items[rows], n_users)
        for label in (TRAIN, VALID, TEST)
        for rows in [(labels == label) & (target | train)]
    }
    return Dataset(
        n_users=n_users,
        n_items=n_items,
        users=users[train],
        items=items[train],
        ratings=table["rating"].to_numpy().astype(np.float32)[train] if rated else None,
        weights=weights,
        ordered=ordered,
        times=table["timestamp"].to_numpy().astype(np.int64)[train] if timed else None,
        train=parts[TRAIN],
        valid=parts[VALID],
        test=parts[TEST],
        shown=Histories.from_pairs(shown[0], shown[1], n_users),
        split=kind,
        unwished=unwished,
        events=events or {},
    )


def _without_histories(catalog: Catalog) -> Dataset:
    """Nobody, too: users of whom nothing is known would only be vectors drawn at random."""
    nothing = np.zeros(0, np.int64)
    nobody = Histories.from_pairs(nothing, nothing, 0)
    return Dataset(
        n_users=0, n_items=len(catalog.items), users=nothing, items=nothing, ratings=None,
        weights=None, ordered=False, times=None, train=nobody, valid=nobody, test=nobody,
        shown=nobody, split="none",
    )  # fmt: skip


def _divided(catalog: Catalog, rule: WishRule) -> tuple[pl.DataFrame, pl.DataFrame | None]:
    """Interactions with their rows: of pairs that are wishes, and of others; None: all are."""
    table = catalog.interactions.with_row_index("row")
    said = rule.verdicts(catalog.interactions)
    if said is None:
        return table, None
    table = table.with_columns(pl.Series("said", said))
    pair = ("user", "item")
    refused = table.filter(pl.col("said") == REFUSED).select(pair).unique()
    last = (
        table.filter(pl.col("said") != SHOWN)
        .join(refused, on=pair, how="semi")
        .group_by(pair)
        .agg(pl.col("said").sort_by("row").last())
    )
    void = last.filter(pl.col("said") == REFUSED)
    wishes = table.filter(pl.col("said") == WISH).join(void, on=pair, how="anti")
    return wishes, table.join(wishes.select(pair).unique(), on=pair, how="anti")


def _unique(table: pl.DataFrame) -> pl.DataFrame:
    """The earliest row of each pair, sorted by user, then time."""
    split = pl.col("split").fill_null(0)
    in_order = rises(table["user"].to_numpy(), table["row"].to_numpy())
    if not in_order or table.select(split.n_unique()).item() > 1:
        table = table.sort("user", split, "row")
    again = _again(_keys(table))
    if again.any():
        table = table.filter(pl.Series(~again))
    return table if in_order else table.sort("user", "row")


def _again(keys: np.ndarray) -> np.ndarray:
    """Which of the keys [n] came before, bool. Most come once, and sorting is cheaper than that."""
    ordered = np.sort(keys)
    several = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    found = np.zeros(len(keys), bool)
    if len(several):
        place = np.searchsorted(several, keys).clip(max=len(several) - 1)
        rows = np.flatnonzero(several[place] == keys)
        found[rows] = True
        found[rows[np.unique(place[rows], return_index=True)[1]]] = False
    return found


def _keys(table: pl.DataFrame) -> np.ndarray:
    """One number for each pair of user and item, int64 [n]."""
    return table["user"].to_numpy().astype(np.int64) << 32 | table["item"].to_numpy()


def _before(rows: pl.DataFrame, table: pl.DataFrame, labels: np.ndarray, kind: str) -> np.ndarray:
    """Which rows of a user come before what is held out of the user's in `table`, bool.

    Where nothing tells before from after, all do.
    """
    if kind == "given":
        return rows["split"].fill_null(TRAIN).to_numpy() == TRAIN
    if not has_order(table):
        return np.ones(len(rows), bool)
    users, held = table["user"].to_numpy(), labels != TRAIN
    last = max(users.max(initial=0), rows["user"].to_numpy().max(initial=0))
    first = np.full(int(last) + 1, np.iinfo(np.int64).max)
    np.minimum.at(first, users[held], table["row"].to_numpy().astype(np.int64)[held])
    before: np.ndarray = rows["row"].to_numpy() < first[rows["user"].to_numpy()]
    return before


def _weights(
    wishes: pl.DataFrame, learned: pl.DataFrame, rule: WishRule, events: Mapping[str, float]
) -> np.ndarray | None:
    """How much each pair in `learned` counts, by all its wishes.

    Most pairs have one, the row they are learned by: only those of other rows are looked up.
    """
    kinds = pl.col("event").replace_strict(
        {"": 1.0, **events}, default=1.0, return_dtype=pl.Float32
    )
    each = amounts(wishes) * wishes.select(kinds).to_series().to_numpy()
    rows, own = wishes["row"].to_numpy(), learned["row"].to_numpy()
    size = 1 + int(max(rows.max(initial=0), own.max(initial=0)))
    total, told, mine = np.zeros(size, np.float32), np.zeros(size, bool), np.zeros(size, bool)
    mine[own] = True
    first = mine[rows]
    total[rows[first]] = each[first]
    told[rows[first]] = True
    if not first.all():
        others = pl.DataFrame({"key": _keys(wishes)[~first], "amount": each[~first]})
        pairs = pl.DataFrame({"key": _keys(learned), "own": own})
        more = pairs.join(others.group_by("key").sum(), on="key")
        total[more["own"].to_numpy()] += more["amount"].to_numpy()
        told[more["own"].to_numpy()] = True
    weights = weigh(np.where(told[own], total[own], np.float32(1)), rule.weighting)
    mean = float(weights.mean())
    if mean <= 0 or np.ptp(weights) <= 1e-6 * mean:
        return None
    return weights / np.float32(mean)
