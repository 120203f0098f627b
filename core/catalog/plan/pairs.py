"""Which columns of a table name the users and the items of a log."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from core.catalog.plan.columns import (
    NAME,
    PLACE,
    STRUCTURE,
    numbers_rows,
    share_of,
    told_columns,
)
from core.catalog.plan.itemcolumns import title_column
from core.catalog.plan.model import Column, Lists
from core.catalog.plan.overlap import MEETS, Meeting
from core.catalog.plan.sniff import Seen, Sniffed
from core.catalog.plan.words import affinity, counts, names_a_row, tokens, words
from core.catalog.rows import interactions, listed
from core.catalog.rows.joining import ALONE
from core.catalog.text import grouped
from core.text import Text

#: Words for what items belong to, and what can be items where nothing else is.
_BESIDE = words("artist album author brand")
#: Words for who made an item: nobody who chose it, where a title stands beside.
_MAKERS = words("author who autor auteur artist")
_ITEM = interactions.ROLES["item"]
#: What shops write for visitors who have not said who they are.
_NOBODY = frozenset(["na", "unknown", "anonymous", "anon", "guest", "nobody", "gast", "-1"])


class Pair(NamedTuple):
    """The user and the item of a log, and how much speaks for it being one."""

    user: Column
    item: Column
    score: float


def pair(
    table: Sniffed,
    found: Sequence[Meeting],
    about: Callable[[Sniffed], float],
    said: Mapping[str, str],
) -> Pair | None:
    """The columns of users and items, None if this cannot be a log.

    Args:
        table: that may be a log.
        found: how its columns meet keys of other tables.
        about: of another table, how much it looks like items (1) rather than users (-1).
        said: meaning -> column, "" for none, where somebody told.

    """
    candidates = [
        one for one in table.columns if (one.like_ids and one.filled > 0.02) or _called(one) >= 0.8
    ]
    titled = _a_row_an_item(table)
    met: dict[Seen, list[Meeting]] = {}
    for meeting in found:
        met.setdefault(meeting.column, []).append(meeting)
    users = _only("user", said) or {
        one.name: _as_user(one, met.get(one, ()), about, titled) for one in candidates
    }
    pages = [one for one in table.columns if one.addresses and one.filled > 0.02]
    things = _only("item", said) or {
        one.name: _as_item(one, met.get(one, ()), about) for one in [*candidates, *pages]
    }
    if not said:
        users, things = _by_shape(table, users, things)
    best: Pair | None = None
    ranked = sorted(things.values(), key=lambda thing: -thing.confidence)
    for column in users.values():
        for thing in ranked:
            score = column.confidence + thing.confidence
            # What comes after says less still: of thousands of columns few pairs are looked at.
            if best is not None and score <= best.score + 1e-9:
                break
            if min(column.confidence, thing.confidence) <= 0.15:
                break
            if max(column.confidence, thing.confidence) <= STRUCTURE:
                break
            if column.name != thing.name and _recurs(table, column, thing):
                best = Pair(column, thing, score)
                break
    return best


def _a_row_an_item(table: Sniffed) -> bool:
    """Whether rows have titles and each its own item: who is named there may have made it."""
    titled = any(affinity(name, "title") and affinity(name, "item") < 0.6 for name in table.names)
    things = [
        one
        for one in table.own
        if affinity(one.name, "item", _ITEM) >= 0.6 and not _MAKERS.intersection(tokens(one.name))
    ]
    return titled and all(one.varied > 0.95 for one in things)


def _by_shape(
    table: Sniffed, users: dict[str, Column], things: dict[str, Column]
) -> tuple[dict[str, Column], dict[str, Column]]:
    """The candidates for users and items, given how the table is built."""
    if table.head.form.kind == grouped.KIND:
        first = table.names[0]
        why = Text("it names the group of its rows")
        things = {first: Column(name=first, why=why, confidence=PLACE)}
        users.pop(first, None)
    if table.lists is not None and not table.lists.records:
        why = Text("its cells list items")
        things = {table.lists.column: Column(name=table.lists.column, why=why, confidence=0.9)}
        users = _beside_lists(table, table.lists, users)
    if table.alone:
        users = {ALONE: Column(name=ALONE, why=Text("no column names users"), confidence=0.9)}
        things = things if _named_item(things) else _titles(table) or things
    if not table.head.form.header:
        _place(table, users, things)
    return users, things


def _place(table: Sniffed, users: dict[str, Column], things: dict[str, Column]) -> None:
    """Without names, the first columns that can be ids are users and items, as published logs go.

    Only of what looks like a log: it tells times, or its first column is no key. Where ids of
    another table were met, only the other column is placed.
    """
    able = [one for one in table.columns if one.name in users and one.like_times <= 0.5]
    able = [one for one in able if one.wordy <= 0.5]
    timed = any(one.like_times > 0.5 for one in table.columns)
    if len(able) < 2 or not (timed or not able[0].key):
        return
    why = Text("its place in a table without names")
    for among, others in ((users, things), (things, users)):
        known = {name for name, column in others.items() if column.confidence > STRUCTURE}
        if any(column.confidence > STRUCTURE for column in among.values()):
            continue
        name = next((one.name for one in able if one.name not in known), None)
        if name is not None:
            among[name] = Column(name=name, why=why, confidence=PLACE)


def _named_item(things: Mapping[str, Column]) -> bool:
    return any(column.confidence > STRUCTURE for column in things.values())


def _titles(table: Sniffed) -> dict[str, Column]:
    """What has titles is items, where nothing else names them."""
    best = max(map(title_column, table.own), key=lambda column: column.confidence, default=None)
    if best is None or best.confidence < STRUCTURE:
        return {}
    return {best.name: best.model_copy(update={"confidence": PLACE})}


def _beside_lists(table: Sniffed, lists: Lists, users: dict[str, Column]) -> dict[str, Column]:
    """The candidates for the user of rows that list items: rows may be numbered as well."""
    if lists.leads:
        name = listed.leader(lists.column)
        return {name: Column(name=name, why=Text("each list begins with it"), confidence=0.9)}
    mine = set(table.lines.columns) - {lists.column}
    own = {name: column for name, column in users.items() if name in mine}
    named = {
        name: column
        for name, column in own.items()
        if affinity(name, "user") >= 0.6 or not numbers_rows(table.lines[name])
    }
    return named or own


def _only(meaning: str, said: Mapping[str, str]) -> dict[str, Column]:
    """The one candidate for a meaning that somebody told, none if nobody did."""
    return {column.name: column for k, column in told_columns(said).items() if k == meaning}


def _recurs(table: Sniffed, user: Column, item: Column) -> bool:
    """Whether, if only one of the two is known, it recurs as users and items of a log do."""
    known, guessed = sorted((user, item), key=lambda one: -one.confidence)
    if guessed.confidence > STRUCTURE or known.confidence > 1.0:
        return True
    return table.column(known.name).varied < 0.95


def _as_user(
    one: Seen, found: Sequence[Meeting], about: Callable[[Sniffed], float], titled: bool
) -> Column:
    called = affinity(one.name, "user", interactions.ROLES["user"])
    called -= 0.8 * affinity(one.name, "item", _ITEM)
    called *= not _MAKERS.intersection(tokens(one.name)) or not titled
    called *= 0.5 if called and _nobody(one) else 1.0
    met = [meeting for meeting in found if about(meeting.table) < 0.3]
    return _weighed(one, called, met, lambda table: -about(table))


def _nobody(one: Seen) -> bool:
    """Whether most rows name the same, and that is nobody: the sessions then tell people apart."""
    return 2 * int(one.ids.str.to_lowercase().is_in(list(_NOBODY)).sum()) > len(one.ids)


def _called(one: Seen) -> float:
    """How much a name alone says that a column holds users or items, whatever its values are."""
    if names_a_row(one.name):
        return 0.0
    user = affinity(one.name, "user", interactions.ROLES["user"])
    called = max(user, affinity(one.name, "item", _ITEM))
    # A visit of Google Analytics is 1234.5678, which is no amount.
    return 1.0 if called >= 0.6 and one.short and tokens(one.name)[-1] == "id" else called


def _as_item(one: Seen, found: Sequence[Meeting], about: Callable[[Sniffed], float]) -> Column:
    called = 0.0
    if not names_a_row(one.name):
        called = affinity(one.name, "item", _ITEM)
    called -= 0.8 * affinity(one.name, "user", interactions.ROLES["user"])
    met = [meeting for meeting in found if about(meeting.table) > -0.3]
    return _weighed(one, called, met, about)


def _weighed(
    one: Seen, called: float, met: list[Meeting], about: Callable[[Sniffed], float]
) -> Column:
    """A column with how much speaks for it: its name, and the keys it meets."""
    best = max(met, key=lambda meeting: meeting.share * (1 + about(meeting.table)), default=None)
    score = 0.9 * called
    why: list[Text] = []
    if best is not None and best.share >= MEETS and best.hits:
        score += 0.7 * best.weight * (1 + 0.3 * about(best.table))
        why.append(best.why)
    if called >= 0.3:
        why.append(NAME)
    if names_a_row(one.name) and one.varied > 0.95:
        score -= 0.6
    if (one.like_times > 0.9 and called < 0.5) or counts(one.name):
        score -= 0.6
    if _BESIDE.intersection(tokens(one.name)):
        score -= 0.1
    if not why and score <= STRUCTURE:
        score = _structure(one)
        why.append(Text("what its values look like"))
    return Column(name=one.name, why=Text.joined(", ", why), confidence=max(0.0, score))


def _structure(one: Seen) -> float:
    """How much a column without name and meeting looks like ids."""
    if (names_a_row(one.name) and one.varied > 0.95) or counts(one.name) or one.like_times > 0.5:
        return 0.0
    if one.wordy > 0.5 and (one.varied > 0.9 or one.length > 30):  # names of people recur
        return 0.0
    few = one.numeric > 0.9 and len(one.distinct) <= 11 and len(one.ids) > 30 and _scale(one)
    known = share_of(one, interactions.EVENTS) > 0.5 or share_of(one, interactions.SPLITS) > 0.9
    taken = max(
        affinity(one.name, meaning) for meaning in ("timestamp", "rating", "event", "title", "text")
    )
    if few or known or taken >= 0.6 or (one.length > 40 and not one.addresses):
        return 0.0
    return STRUCTURE if one.varied < 0.95 else STRUCTURE - 0.1


def _scale(one: Seen) -> bool:
    """Whether numbers may be marks: small, and without zeros before them."""
    padded = one.ids.str.contains("^0\\d").any()
    most = one.numbers.max()
    return not padded and isinstance(most, int | float) and most <= 100
