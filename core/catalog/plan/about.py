"""What a table speaks of: items or users, what somebody did, properties, friends."""

from __future__ import annotations

from core.catalog.plan.overlap import keys, richness
from core.catalog.plan.sniff import Seen, Sniffed
from core.catalog.plan.words import affinity, names_a_row, tokens, words
from core.catalog.rows import interactions, items
from core.catalog.rows.columns import plain

#: Names of the column that names a property.
_PROPERTIES = words("property attribute feature field key propertyname attributename")
#: What people call a history.
LOGS = words("interactions interaction events logs log history histories behaviors behaviours")
#: The same, of what they did themselves.
_OWN = LOGS | words("streaming watched diary scrobbles library watchlist viewing listening")
_ORDERS = words("order invoice transaction")


def leaning(one: Sniffed) -> float:
    """How much a table is about items (1) rather than users (-1)."""
    named = [key.name for key in keys(one)]
    user = max(
        [
            affinity(one.path.name, "user"),
            *(affinity(name, "user", interactions.ROLES["user"]) for name in named),
        ]
    )
    item = max(
        [
            affinity(one.path.name, "item"),
            richness(one),
            *(affinity(name, "item", items.ROLES["item"]) for name in named if plain(name) != "id"),
        ]
    )
    return max(-1.0, min(1.0, item - user))


def own_doings(one: Sniffed) -> bool:
    """Whether a table is called like a history or what happens in one, and says when it was.

    Lines of orders are not: who ordered stands elsewhere.
    """
    stem = tokens(one.path.stem)
    called = interactions.event_of(one.path) is not None or not _OWN.isdisjoint(stem)
    called |= any("my" in tokens(name) for name in one.names)
    lines = any(names_a_row(name) and _ORDERS.intersection(tokens(name)) for name in one.names)
    return called and not lines and any(column.like_times > 0.5 for column in one.columns)


def of_log(one: Sniffed) -> bool:
    """Whether a table says when, or how much something was liked."""
    marked = any(
        affinity(name, "rating", interactions.ROLES["rating"]) >= 0.6 for name in one.names
    )
    return marked or any(column.like_times > 0.5 for column in one.columns)


def lists_properties(one: Sniffed) -> bool:
    """Whether a row says one property of something, named in it: item, property, value."""
    names = {plain(name) for name in one.names}
    return "value" in names and bool(names & _PROPERTIES) and len(names) <= 4


def relates(one: Sniffed, key: Seen) -> bool:
    """Whether a table says of its users only which others they know."""
    others = [column for column in one.own if column is not key]
    return bool(others) and all(
        2 * len(column.distinct & key.distinct) >= len(column.distinct) > 0 for column in others
    )
