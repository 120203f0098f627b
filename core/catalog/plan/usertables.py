"""Which table of a folder tells of the users."""

from __future__ import annotations

from core.catalog.plan import bridges
from core.catalog.plan.about import relates
from core.catalog.plan.model import Column
from core.catalog.plan.overlap import MEETS, keys
from core.catalog.plan.sniff import Sniffed
from core.catalog.plan.state import State
from core.catalog.plan.words import names_a_row


def of_log(state: State, main: Sniffed, user: Column) -> None:
    """Take the table with a row for each user of the histories, if there is one.

    Args:
        state: of the folder.
        main: the log.
        user: its column that names them.

    """
    met = [
        one
        for one in state.found[main]
        if one.column.name == user.name
        and one.table not in state.taken
        and state.may_be(one.table, "users")
        and one.share >= MEETS
        and one.hits
        and state.about[one.table] < 0.3
        and not any(names_a_row(key.name) for key in keys(one.table) if key is not one.key)
        and not relates(one.table, one.key)
        and not _names_items(state, one.table)
        and (state.about[one.table] < -0.2 or (one.hits >= 5 and one.share > 0.95))
    ]
    if met:
        best = max(met, key=lambda one: one.share - state.about[one.table])
        column = Column(name=best.key.name, why=best.why, confidence=best.share)
        state.take(best.table, "users", {"user": column}, best.why, best.share)


def _names_items(state: State, one: Sniffed) -> bool:
    """Whether a column is called like items and holds ids of some."""
    named = bridges.called(one, "item")
    return any(
        found.column in named and found.hits and state.about[found.table] > 0
        for found in state.found[one]
    )
