"""What each table of a folder is: the order in which that is decided."""

from __future__ import annotations

from pathlib import Path

from core.catalog.plan import histories, itemtables, logs, reshaped, usertables
from core.catalog.plan.about import LOGS
from core.catalog.plan.columns import named
from core.catalog.plan.itemcolumns import item_columns, item_key
from core.catalog.plan.logcolumns import log_columns
from core.catalog.plan.model import Column, File, Holds
from core.catalog.plan.overlap import MEETS, keys, meet
from core.catalog.plan.sniff import Sniffed
from core.catalog.plan.state import State, as_file
from core.catalog.plan.words import affinity, tokens
from core.catalog.rows import interactions
from core.catalog.schema import TRUTH_COLUMNS
from core.text import Text

#: Order in which tables are read.
_ORDER = {"items": 0, "interactions": 1, "users": 2, "truth": 3, "": 4}


def decide(state: State) -> list[File]:
    """Say of each table what it is; those that are read come first.

    Raises:
        UserError: a file the catalog needs cannot be read, or what was told is not there.

    """
    reshaped.unfold(state)
    reshaped.spread_out(state, sure=True)
    for one in state.good:
        if Path(one.name).stem == "truth" and set(TRUTH_COLUMNS) & set(one.names[1:]):
            state.take(one, "truth", {}, Text("its name and columns"), 1.0)
    _decide_main(state)
    for one in state.free():
        if one.name in state.forced:
            state.taken[one] = suppose(state, one, state.forced[one.name])
    _refuse_broken(state)
    _leave_rest(state)
    state.said.check(
        {
            one.name: (file.holds, (*one.names, *(column.name for column in one.beside)))
            for one, file in state.taken.items()
            if file.holds
        }
    )
    # Parts of a split in their order: what is tested came last.
    return sorted(state.taken.values(), key=lambda file: (_ORDER[file.holds], file.split or 0))


def suppose(state: State, one: Sniffed, holds: Holds) -> File:
    """What a table would be read as, were it this."""
    told = state.told(one, holds)
    chosen: dict[str, Column] = {}
    event = None
    if holds == "interactions":
        event = interactions.event_of(one.path)
        found = state.named_pair(one)
        known = named(one, ("user", "item"), told)
        known = {"user": found.user, "item": found.item} if found else known
        chosen = log_columns(one, known, told)
    elif holds == "items":
        chosen = item_columns(one, item_key(one, state.stems, told.get("item")), told)
    elif holds == "users":
        chosen = named(one, ("user",), told)
    return as_file(one, holds, chosen, Text("it was said"), 1.0, event=event)


def _decide_main(state: State) -> None:
    """Histories with their items and users; without any, the items."""
    pairs = logs.find(state)
    main = max(pairs, key=lambda one: logs.weight(state, one, pairs[one]), default=None)
    if main is None:
        itemtables.alone(state)
        return
    pairs |= histories.of_one_make(state, main, pairs)
    things = itemtables.of_log(state, main, pairs)
    main = histories.take(state, main, pairs, things)
    usertables.of_log(state, main, pairs[main].user)


def _refuse_broken(state: State) -> None:
    """A file that cannot be read but is named like one the catalog lacks is not passed over."""
    held = {file.holds for file in state.taken.values()}
    for one in state.broken:
        named_so = interactions.event_of(one.path) or LOGS.intersection(tokens(one.path.stem))
        if (
            one.name in state.forced
            or ("interactions" not in held and named_so)
            or ("items" not in held and affinity(one.path.stem, "item") >= 0.6)
        ):
            assert one.problem is not None
            raise one.problem


def _leave_rest(state: State) -> None:
    for one in state.free():
        state.leave(one, _why_not(state, one), 0.8)
    for one in state.bare:
        state.leave(one, Text("it holds no columns"), 1.0)
    for one in state.broken:
        assert one.problem is not None
        state.leave(one, one.problem.message, 1.0)


def _why_not(state: State, one: Sniffed) -> Text:
    read = [
        other
        for other, file in state.taken.items()
        if file.holds == "items" and "item" in file.columns
    ]
    for other in read:
        key = other.column(state.taken[other].columns["item"].name)
        for mine in keys(one):
            met = meet(mine, other, key)
            if met is not None and met.hits and met.share >= MEETS:
                return Text("the items are read from {file}", file=other.name)
    return Text("nothing in it meets the items or users of the histories")
