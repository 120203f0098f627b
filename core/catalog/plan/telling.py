"""What a log says of the items themselves: columns that depend on the item alone."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from core.catalog.modality import FILES
from core.catalog.plan.itemcolumns import item_columns
from core.catalog.plan.model import Column
from core.catalog.plan.sniff import Seen, Sniffed
from core.catalog.plan.words import affinity, tokens, words
from core.catalog.rows import described, indexing, interactions, items
from core.catalog.rows.columns import plain
from core.catalog.rows.values import as_ids
from core.catalog.text.table import Table
from core.text import Text

#: Words that a title shares with the column of ids and that tell nothing.
_OF_IDS = words("id uri url key no nr code number")
_OF_REVIEWS = words("review comment opinion tip rezension reseña avis")


def tells(
    table: Sniffed, chosen: Mapping[str, Column], said: Mapping[str, str]
) -> dict[str, Column]:
    """Meaning, or the name of an attribute -> column, as far as the log was seen.

    A column tells of items if those that come again have the same value again. Where none comes
    again, its name must say that it is their title or text.

    Args:
        table: the log.
        chosen: its columns by their meaning in it.
        said: the same for items, where somebody told.

    """
    used = {column.name for meaning, column in chosen.items() if meaning != "text"}
    text = chosen["text"].name if "text" in chosen else ""
    if not all(name in chosen and chosen[name].name in table.names for name in ("item", "user")):
        return {}
    item, user = (_codes(table, chosen[name]) for name in ("item", "user"))
    kept: list[Seen] = []
    proven: list[Seen] = []
    for one in table.own:
        if one.name in used or one.given.dtype.is_nested() or len(one.distinct) < 1:
            continue
        of_item = described.dependence(item[0], one.given, item[1])
        if of_item.proven:
            proven.append(one)
            kept.append(one)
        elif of_item.share >= described.SAME and one.name != text and _named(one, chosen):
            of_user = described.dependence(user[0], one.given, user[1])
            if not of_user.proven:
                kept.append(one)
    kept = _nearest(kept, proven, chosen)
    if not kept and not said:
        return {}
    own = Table(table.path, table.sample.select(chosen["item"].name, *(one.name for one in kept)))
    frame = own.frame.filter(as_ids(own.frame.to_series()).is_first_distinct())
    derived = Sniffed(table.path, table.name, Table(table.path, frame), rows=len(frame))
    found = item_columns(derived, chosen["item"], said, guessing=bool(proven))
    found = {k: v for k, v in found.items() if v.name != chosen["item"].name}
    meant = {column.name for column in found.values()}
    why = Text("items that come again have the same value again")
    attributes = {
        one.name: Column(name=one.name, why=why) for one in proven if one.name not in meant
    }
    return found | {k: v for k, v in attributes.items() if k not in items.ROLES}


def _codes(table: Sniffed, column: Column) -> tuple[np.ndarray, int]:
    given = table.column(column.name)
    coded = indexing.encode(as_ids(given.given))
    return coded.codes, len(coded.ids)


def _named(one: Seen, chosen: Mapping[str, Column]) -> bool:
    """Whether a name says that it is the title or text of an item rather than of a review."""
    mine = set(tokens(one.name))
    if mine & set(tokens(chosen["user"].name)) - _OF_IDS or mine & _OF_REVIEWS:
        return False
    shared = mine & set(tokens(chosen["item"].name)) - _OF_IDS
    if affinity(one.name, "title", items.ROLES["title"]) >= 0.6:
        return bool(shared) or "text" not in chosen
    if any(plain(one.name) in items.ROLES[kind].synonyms for kind in FILES):
        return True
    text = any(affinity(one.name, k, items.ROLES[k]) >= 0.6 for k in ("text", "captions"))
    return text and plain(one.name) not in interactions.ROLES["text"].synonyms


def _nearest(kept: list[Seen], proven: list[Seen], chosen: Mapping[str, Column]) -> list[Seen]:
    """Of titles that only their names speak for, those that share a word with the item's column."""

    def near(one: Seen) -> bool:
        return bool(set(tokens(one.name)) & set(tokens(chosen["item"].name)) - _OF_IDS)

    titles = [one for one in kept if affinity(one.name, "title", items.ROLES["title"]) >= 0.6]
    if not any(map(near, titles)):
        return kept
    return [one for one in kept if one in proven or one not in titles or near(one)]
