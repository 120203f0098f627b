"""Which table of a folder holds the items."""

from __future__ import annotations

import math
from collections.abc import Mapping

from core.catalog.plan import bridges, parts
from core.catalog.plan.itemcolumns import item_columns, item_key
from core.catalog.plan.model import Column
from core.catalog.plan.overlap import Meeting, meet, richness
from core.catalog.plan.pairs import Pair
from core.catalog.plan.sniff import Sniffed
from core.catalog.plan.state import State, as_file
from core.catalog.plan.words import affinity
from core.catalog.rows import items
from core.catalog.rows.columns import plain
from core.text import Text

#: Below this confidence a column of words does not name items; they are numbered.
_HARDLY = 0.15
#: Stands for the key of a table without one.
_NAMELESS = Column(name="", why=Text("no column names its rows; they are counted"), confidence=0.5)
#: Of fewer ids it tells nothing that none is met.
_FEW = 3


def of_log(state: State, main: Sniffed, pairs: Mapping[Sniffed, Pair]) -> dict[Sniffed, Column]:
    """Take the table with a row for each item of the histories; empty if there is none."""
    item = pairs[main].item
    ranked = [
        found
        for found in state.found[main]
        if found.column.name == item.name
        and found.table in state.about
        and state.about[found.table] > -0.3
        and found.table not in state.taken
        and found.share >= 0.05
        and state.may_be(found.table, "items")
        and (found.table.name in state.forced or not state.is_log(found.table, pairs))
        and _told_key(state, found.table) in (None, found.key.name)
    ]
    if ranked:
        best = max(ranked, key=lambda found: _as_items(state, found))
        return _take(state, best.table, _key(best, main))
    return _by_name(state, main, item, pairs)


def alone(state: State) -> None:
    """No histories: take the table that looks most like items."""
    ranked = []
    for one in state.free():
        key = item_key(one, state.stems, _told_key(state, one))
        if key is None and any(column.packed for column in one.own):
            key = _NAMELESS
        if key is not None and state.may_be(one, "items") and state.about[one] > -0.3:
            score = key.confidence + 0.5 * richness(one)
            score += 0.3 * affinity(one.path.stem, "item") - 0.1 * one.name.count("/")
            ranked.append((score, one, key))
    if not ranked:
        return
    _, one, key = max(ranked, key=lambda entry: entry[0])
    if key is _NAMELESS or (key.confidence < _HARDLY and richness(one)):
        _take(state, one, _NAMELESS)
        return
    if key.confidence >= 0.45 or richness(one) > 0:
        _take(state, one, key)
    if not richness(one) and not state.stems & one.column(key.name).distinct:
        text = Text(
            "{file} is read as items named by '{column}', and there are no histories: "
            "no column was found to name users. Is one there?",
            file=one.name,
            column=key.name,
        )
        state.ask(one, "holds", text, ("interactions",))


def _told_key(state: State, one: Sniffed) -> str | None:
    return state.told(one, "items").get("item")


def _as_items(state: State, found: Meeting) -> float:
    table = found.table
    score = found.share * (1 + 0.5 * richness(table)) + 0.3 * state.about[table]
    score += 0.2 * affinity(table.path.name, "item") - 0.02 * table.name.count("/")
    score += 0.1 * affinity(found.key.name, "item", items.ROLES["item"])
    score += 0.2 * (plain(found.key.name) == plain(found.column.name))
    return score + 0.001 * math.log10((table.rows or 1000) + 1)


def _by_name(
    state: State, main: Sniffed, item: Column, pairs: Mapping[Sniffed, Pair]
) -> dict[Sniffed, Column]:
    """A table that looks like the items although its ids were not met; asked about."""
    for one in state.free():
        key = item_key(one, told=_told_key(state, one))
        if (
            one is main
            or not state.may_be(one, "items")
            or state.is_log(one, pairs)
            or key is None
            or (state.about[one] <= 0.3 and one.name not in state.forced)
        ):
            continue
        met = meet(main.column(item.name), one, one.column(key.name))
        alike = plain(key.name) == plain(item.name)
        few = met is not None and met.of < _FEW and alike
        if met is None or few or one.name in state.forced:  # nothing that was seen can tell
            return _take(state, one, key)
        if key.confidence < 0.5:
            continue
        why = Text("none of {of:,} items of {file} is in it", of=met.of, file=main.name)
        state.take(one, "", {"item": key}, why, 0.5)
        text = Text(
            "{file} looks like a table of items, but none of its ids occurs in {log}. It "
            "is not read. Is another column its key?",
            file=one.name,
            log=main.name,
        )
        state.ask(one, "holds", text, ("items",))
    return {}


def _take(state: State, one: Sniffed, key: Column) -> dict[Sniffed, Column]:
    members = [one] + [
        other
        for other in state.free()
        if other is not one
        and other.names == one.names
        and _together(one, other)
        and not parts.is_copy(other, one)
        and state.may_be(other, "items")
    ]
    for member in members:
        why = key.why or Text("it has a row for each item")
        told = state.told(member, "items")
        if key is _NAMELESS:
            state.take(member, "items", item_columns(member, None, told), why, key.confidence)
            continue
        known = item_columns(member, key, told, brief=False, guessing=False)
        free = [
            other
            for other in state.free()
            if state.may_be(other, "items") and state.about[other] > 0 and other not in members
        ]
        whole = bridges.with_details(member, known | told, free, state.stems)
        chosen = item_columns(whole, key, told)
        state.taken[member] = as_file(whole, "items", chosen, why, key.confidence)
        state.take_beside(whole)
    return dict.fromkeys(members, key)


def _key(found: Meeting, log: Sniffed) -> Column:
    why = Text(
        "{hits:,} of {of:,} items of {file} are in it",
        hits=found.hits,
        of=found.of,
        file=log.name,
    )
    return Column(name=found.key.name, why=why, confidence=found.share)


def _together(one: Sniffed, other: Sniffed) -> bool:
    split, others = parts.split_of(one), parts.split_of(other)
    return (split is not None and others is not None) or parts.pieces(one, other)
