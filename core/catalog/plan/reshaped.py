"""Tables whose rows are no rows yet: cells that list, columns named after things, no users."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from core.catalog.plan import lists, spreads
from core.catalog.plan.about import leaning
from core.catalog.plan.overlap import meetings
from core.catalog.plan.pairs import Pair
from core.catalog.plan.sniff import Sniffed
from core.catalog.plan.state import State


def unfold(state: State) -> None:
    """Look anew at tables whose cells list items, as if each stood in a row of its own."""
    tables = lists.with_lists(state.good, state.pair, state.is_about)
    for old, new in zip(state.good, tables, strict=True):
        if new is not old:
            state.about[new] = leaning(new)
            state.found[new] = meetings(new, tables)
    state.good = tables


def spread_out(state: State, *, sure: bool) -> None:
    """Look anew at tables whose columns are named after things, as if each cell were a row."""
    found = {
        one: made
        for one in state.good
        if not state.told(one, "interactions")
        and (made := spreads.find(one, state.good, state.is_about, state.stems)) is not None
        and (made.sure or not sure)
    }
    makes = defaultdict(list)
    for one in state.good:
        makes[one.names].append(one)
    by_names = {
        one.names: made
        for one, made in found.items()
        if all(spreads.fits(other, made.spread) for other in makes[one.names])
    }
    for place, one in enumerate(state.good):
        if one.names not in by_names or one in state.taken or one in state.spreads:
            continue
        made = by_names[one.names]  # files of one make are read alike
        new = replace(one, spread=made.spread)
        state.good[place] = new
        state.spreads[new] = made
        state.about[new] = state.about[one]
        state.found[new] = meetings(new, state.good)


def with_users(state: State, whose: Mapping[Sniffed, str]) -> dict[Sniffed, Pair]:
    """The logs among tables that name no users, given whose they are."""
    made = {}
    for one, user in whose.items():
        new = replace(one, alone=user)
        state.about[new] = state.about[one]
        state.found[new] = [found for found in state.found[one] if found.table not in whose]
        if (found := state.pair(new)) is not None:
            state.good[state.good.index(one)] = new
            made[new] = found
    return made
