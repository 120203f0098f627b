"""Which tables of a folder can be logs, and which of them is the history of the catalog."""

from __future__ import annotations

import math

from core.catalog.plan import parts, reshaped
from core.catalog.plan.about import of_log, own_doings
from core.catalog.plan.columns import STRUCTURE
from core.catalog.plan.overlap import richness
from core.catalog.plan.pairs import Pair
from core.catalog.plan.sniff import Sniffed
from core.catalog.plan.state import State
from core.catalog.plan.words import is_besides
from core.catalog.rows import interactions
from core.catalog.rows.joining import ALONE
from core.catalog.text import textfile
from core.text import Text


def find(state: State) -> dict[Sniffed, Pair]:
    """Tables that can be logs, with the columns of users and items; empty if none can."""
    return _pairs(state) or _of_columns(state) or _of_persons(state) or _of_one(state)


def weight(state: State, one: Sniffed, found: Pair) -> float:
    """How much a table is the history of the catalog."""
    score = found.score - 0.5 * richness(one) - 0.4 * is_besides(one.path.stem)
    score += 0.3 * any(column.like_times > 0.5 for column in one.columns)
    score += 0.1 * (interactions.event_of(one.path) is not None)
    score -= 0.5 * (min(found.user.confidence, found.item.confidence) <= STRUCTURE)
    return score + 0.02 * math.log10((one.rows or 1000) + 1)


def _able(state: State) -> list[Sniffed]:
    return [one for one in state.free() if state.may_be(one, "interactions")]


def _pairs(state: State) -> dict[Sniffed, Pair]:
    return {one: found for one in _able(state) if (found := state.pair(one)) is not None}


def _of_columns(state: State) -> dict[Sniffed, Pair]:
    """Where no table names users and items: those that have a column for each; asked."""
    reshaped.spread_out(state, sure=False)
    pairs = _pairs(state)
    for one in pairs:
        found = state.spreads[one]
        if not found.sure:
            text = Text(
                "In {file} each column seems to be the {thing} of its cells, and each row the "
                "{other}; what they say was taken for the {says}. Is it so?",
                file=one.name,
                thing=Text("user" if found.turned else "item"),
                other=Text("item" if found.turned else "user"),
                says=Text(found.says),
            )
            state.ask(one, "holds", text, ("items",))
    return pairs


def _of_persons(state: State) -> dict[Sniffed, Pair]:
    """Where no table names users: files called after somebody each; asked."""
    for several in parts.persons(state.free()):
        able = [one for one in several if state.may_be(one, "interactions")]
        if not able or max(map(richness, able)) >= 0.5 or not any(map(of_log, able)):
            continue
        pairs = reshaped.with_users(state, {one: textfile.stem(one.path) for one in able})
        if pairs and all(found.item.confidence > STRUCTURE for found in pairs.values()):
            first = next(iter(pairs))
            text = Text(
                "{files} files such as {file} name no users. Each is read as the history of "
                "whom it is named after. Is it?",
                files=len(pairs),
                file=first.name,
            )
            state.ask(first, "user", text, first.names)
            return pairs
    return {}


def _of_one(state: State) -> dict[Sniffed, Pair]:
    """Where no table names users: those that look like what one person did, and are asked."""
    mine = [one for one in _able(state) if own_doings(one)]
    pairs = reshaped.with_users(state, dict.fromkeys(mine, ALONE))
    for one in list(pairs)[:1]:
        text = Text(
            "{file} names no users. It is read as the history of one person. Is it?",
            file=one.name,
        )
        state.ask(one, "user", text, one.names)
    return pairs
