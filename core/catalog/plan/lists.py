"""Tables whose cells list items: what was shown and clicked, playlists, baskets, sequences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import polars as pl

from core.catalog.plan.columns import PLACE, STRUCTURE
from core.catalog.plan.model import Lists
from core.catalog.plan.overlap import MEETS, Meeting, keys, meet, meetings, richness
from core.catalog.plan.pairs import Pair, pair
from core.catalog.plan.sniff import Seen, Sniffed
from core.catalog.plan.words import affinity, tokens, words
from core.catalog.rows import interactions, listed
from core.catalog.text import baskets

_SEPARATORS = ("|", ";", ",", "\t", " ")
#: Share of cells that must list several values, of values that must be short words.
_SEVERAL, _SHORT = 0.3, 0.98
#: Share of listed values that must be ids of a table of items: parts of names are some, too.
_MET = 0.75
#: Score of user and item from which on records are a log.
RELATES = 0.65
#: How often a value must come again, where no table of items says what it is.
_AGAIN = 1.3
#: What columns of such lists are called.
_NAMES = words(
    "history sequence sequences seq items list tracks songs movies products articles basket "
    "playlist impressions clicks clicked sessions session orders purchases interactions"
)


def with_lists(
    tables: Sequence[Sniffed],
    pair_of: Callable[[Sniffed], Pair | None],
    about: Callable[[Sniffed], float],
) -> list[Sniffed]:
    """The tables; those whose cells list items as if each stood in a row of its own.

    Of what is listed, most are ids of a table of items; or, where there is none, they are called
    like items or histories, hold digits, and recur.

    Args:
        tables: of a folder.
        pair_of: users and items of a table as it is, None if it names none.
        about: how much a table looks like items (1) rather than users (-1).

    """
    made = [_with_lists(one, tables, pair_of, about) for one in tables]
    known = {one.names: one.lists for one in made if one.lists is not None}
    # Files of one make are read alike.
    return [replace(one, lists=known[one.names]) if one.names in known else one for one in made]


def _with_lists(
    one: Sniffed,
    tables: Sequence[Sniffed],
    pair_of: Callable[[Sniffed], Pair | None],
    about: Callable[[Sniffed], float],
) -> Sniffed:
    alone = len(one.own) == 1
    whole = one.head.form.kind == baskets.KIND
    able = [(c, found) for c in one.own if (found := _cut(c, alone, whole)) is not None]
    known = pair_of(one)
    if known is not None and known.item.confidence > PLACE:
        able = [(column, found) for column, found in able if column.name == known.item.name]
    others = [other for other in tables if other is not one and about(other) > -0.3]
    best = max(
        ((_weight(one, seen, lists, others), lists) for _, (lists, seen) in able),
        key=lambda found: found[0],
        default=(0.0, None),
    )
    if best[0]:
        return replace(one, lists=best[1])
    sure = known is not None and known.item.confidence > PLACE
    return one if sure else _of_records(one, tables, about) or one


def _of_records(
    one: Sniffed, tables: Sequence[Sniffed], about: Callable[[Sniffed], float]
) -> Sniffed | None:
    """The table with a row for each record that a cell lists, if these name users or items."""
    for column in one.own:
        if listed.records(column.given) is None:
            continue
        new = replace(one, lists=Lists(column=column.name, separator="", records=True))
        found = pair(new, meetings(new, [other for other in tables if other is not one]), about, {})
        inner = {seen.name for seen in new.own} - {seen.name for seen in one.own}
        if found is not None and {found.user.name, found.item.name} & inner:
            sure = min(found.user.confidence, found.item.confidence) > STRUCTURE
            if sure and found.score >= RELATES:
                return new
    return None


def _cut(column: Seen, alone: bool, whole: bool) -> tuple[Lists, Seen] | None:
    """How a column lists short values, and those as a column; None if it does not.

    One that is `alone` may list numbers after the user they belong to: `17 4 8 15`. In a file
    of lists, `whole`, values may be several words.
    """
    given = column.given.drop_nulls()
    if isinstance(given.dtype, pl.List):
        if given.dtype.inner not in (pl.String, pl.Int64, pl.Int32):
            return None
        separators: Sequence[str] = ("",)
    elif given.dtype == pl.String:
        bare = given.str.strip_chars(" ")
        given = bare.filter(bare != "")
        separators = _SEPARATORS
    else:
        return None
    for separator in separators:
        several = 1.0
        if separator:
            several = _share(given.str.contains(separator, literal=True))
        if several < _SEVERAL:
            continue
        cells = listed.values(given, separator)
        each = cells.explode().drop_nulls()
        short = _share(each.str.contains(r"^\S{1,40}$")) >= _SHORT or (whole and not separator)
        if len(each) < 2 or not short:
            continue
        marked = bool(each.str.contains(listed.MARK).all())
        if marked:
            each = each.str.extract(listed.MARK, 1)
        leads = alone and bool(each.str.contains(r"^\d+$").all()) and separator != ""
        if leads:
            each = cells.list.slice(1).explode().drop_nulls()
        lists = Lists(column=column.name, separator=separator, marked=marked, leads=leads)
        return lists, Seen(column.name, each)
    return None


def _share(mask: pl.Series) -> float:
    return float(mask.sum()) / max(1, len(mask))


def _weight(one: Sniffed, seen: Seen, lists: Lists, others: Sequence[Sniffed]) -> float:
    """How surely a column lists items, 0 if it does not."""
    if seen.like_times > 0.5:
        return 0.0
    found = [
        meeting
        for other in others
        for key in keys(other)
        if (meeting := meet(seen, other, key)) is not None and meeting.share >= _MET
        # Items themselves list others that are like them.
        if meeting.hits and not any(_names(column, meeting) for column in one.own)
    ]
    if found:
        return 1.0 + max(meeting.share for meeting in found) + lists.marked
    if lists.separator and _share(seen.ids.str.contains(r"\d")) < _SHORT:
        return 0.0  # words, perhaps of a title
    again = len(seen.ids) / max(1, len(seen.distinct))
    called = bool(_NAMES.intersection(tokens(seen.name)))
    called |= affinity(seen.name, "item", interactions.ROLES["item"]) >= 0.6
    called |= one.head.form.kind == baskets.KIND
    return 0.5 * ((called or lists.leads) and again >= _AGAIN and richness(one) < 0.7)


def _names(column: Seen, lists: Meeting) -> bool:
    """Whether a column holds one of what a list names, in each row."""
    found = meet(column, lists.table, lists.key) if column.like_ids else None
    return found is not None and found.hits > 0 and found.share >= MEETS
