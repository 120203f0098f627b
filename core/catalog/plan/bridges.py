"""Tables that say what is asked for only with the rows of another beside their own.

Orders of a shop name who bought, their lines what was bought; a list of numbers leads from the
items of the histories to those of a table with titles.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from core.catalog.modality import FILES
from core.catalog.plan.itemcolumns import item_columns
from core.catalog.plan.model import Column, Join
from core.catalog.plan.overlap import MEETS, Meeting, keys, meet, richness
from core.catalog.plan.sniff import Seen, Sniffed
from core.catalog.plan.words import affinity, names_a_row, tokens
from core.catalog.rows import interactions, items
from core.catalog.rows.columns import plain
from core.catalog.schema import FURTHER_ITEM_COLUMNS

#: Affinity from which on a name says users, or items.
_NAMED = 0.6


def with_users(tables: Sequence[Sniffed]) -> list[Sniffed]:
    """The tables; those that name items and no users with the rows beside them that do."""
    return [_with_users(one, tables) for one in tables]


def _with_users(one: Sniffed, tables: Sequence[Sniffed]) -> Sniffed:
    things = called(one, "item")
    if not things or called(one, "user") or richness(one) >= 0.5:
        return one
    found = [
        meeting
        for other in tables
        if other is not one and called(other, "user") and not called(other, "item")
        for key in keys(other)
        if affinity(key.name, "user", interactions.ROLES["user"]) < _NAMED
        for column in one.own
        if column not in things and _same(column, key, other)
        if (meeting := meet(column, other, key)) is not None and meeting.share >= MEETS
    ]
    return _joined(one, found)


def with_details(
    one: Sniffed,
    chosen: Collection[str],
    others: Sequence[Sniffed],
    media: frozenset[str] = frozenset(),
) -> Sniffed:
    """A table of items with the rows of another beside it that says what it does not.

    Args:
        one: the table of items.
        chosen: what it says already.
        others: tables that may say more.
        media: names of media files without suffix, which its values may be.

    """
    for lacking in ({"title", "text", *FILES}, set(FURTHER_ITEM_COLUMNS)):
        one = _with_what_is_lacking(one, lacking - set(chosen), others, media)
    return one


def _with_what_is_lacking(
    one: Sniffed, lacking: set[str], others: Sequence[Sniffed], media: frozenset[str]
) -> Sniffed:
    found = [
        meeting
        for other in others
        if other is not one
        for key in keys(other)
        for more in [(_says(other, key) | _names_files(other, key, media)) & lacking]
        for column in one.own
        if column.like_ids
        and ((_same(column, key, other) and more) or "title" in more)
        and (meeting := meet(column, other, key)) is not None
        and meeting.share >= 0.5
        and meeting.hits
    ]
    return _joined(one, found)


def _names_files(table: Sniffed, key: Seen, media: frozenset[str]) -> set[str]:
    """Media, if files are named after what a table says of each of its rows."""
    named = media and any(
        column is not key and 2 * len(column.distinct & media) > len(column.distinct)
        for column in table.own
        if column.key
    )
    return set(FILES) if named else set()


def _says(table: Sniffed, key: Seen) -> set[str]:
    column = Column(name=key.name)
    return set(item_columns(table, column, {}, brief=False, guessing=False))


def _joined(one: Sniffed, found: Sequence[Meeting]) -> Sniffed:
    if not found:
        return one
    best = max(found, key=lambda meeting: (meeting.share, meeting.weight))
    join = Join(file=best.table.name, on=best.column.name, key=best.key.name, why=best.why)
    return one.with_rows_of(best.table, join)


def called(one: Sniffed, meaning: str) -> list[Seen]:
    """Columns whose names say users, or items."""
    role = (interactions if meaning == "user" else items).ROLES[meaning]
    return [
        column
        for column in one.own
        if not names_a_row(column.name)
        and affinity(column.name, meaning, role) >= _NAMED
        and column.like_ids
    ]


def _same(column: Seen, key: Seen, table: Sniffed) -> bool:
    """Whether two columns are called alike: `order_id` of both, or `id` of orders."""
    if plain(column.name) == plain(key.name):
        return True
    stems = {word.rstrip("s") for word in tokens(table.path.stem)}
    return names_a_row(key.name) and bool(stems & {w.rstrip("s") for w in tokens(column.name)})
