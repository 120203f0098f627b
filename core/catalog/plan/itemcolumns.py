"""Which column names the rows of a table of items, and what the others tell of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from core.catalog.modality import FILES
from core.catalog.plan.columns import (
    BRIEF,
    NAME,
    OTHERS,
    PLACE,
    STRUCTURE,
    nameless,
    told_columns,
    unmeant,
)
from core.catalog.plan.model import Column
from core.catalog.plan.overlap import MEETS
from core.catalog.plan.sniff import Seen, Sniffed
from core.catalog.plan.words import affinity, tokens
from core.catalog.rows import items
from core.catalog.rows.columns import plain
from core.text import Text


def item_key(
    table: Sniffed, media: frozenset[str] = frozenset(), told: str | None = None
) -> Column | None:
    """The column that names the rows of a table of items that meets no history."""
    if told is not None:
        return told_columns({"item": told}).get("item")
    best: Column | None = None
    for place, one in enumerate(table.columns):
        called = affinity(one.name, "item", items.ROLES["item"])
        if not one.like_ids or one.varied < (0.1 if called >= 0.8 else 0.5):
            continue
        # `id` and `_id` are two names.
        called += 0.05 * (one.name.casefold() in items.ROLES["item"].synonyms)
        met = len(one.distinct & media) / len(one.distinct) if media else 0.0
        score = 0.6 * called + 0.4 * one.varied * (one.filled > 0.8) + 0.6 * met - 0.01 * place
        score -= 0.3 * one.wordy + 0.5 * (one.like_times > 0.9)
        why = [Text("files are named after its values")] if met > MEETS else []
        why += [NAME] if called >= 0.3 else []
        why += [Text("every row has a value of its own")] if one.key else []
        confidence = min(1.0, max(0.0, score))
        if why and (best is None or confidence > best.confidence):
            best = Column(name=one.name, why=Text.joined(", ", why), confidence=confidence)
    return best


def item_columns(
    table: Sniffed,
    key: Column | None,
    said: Mapping[str, str],
    *,
    brief: bool = True,
    guessing: bool = True,
) -> dict[str, Column]:
    """Everything a table of items tells, given what names its rows.

    Args:
        table: of items.
        key: the column of their ids.
        said: meaning -> column, "" for none, where somebody told.
        brief: whether a description as short as a name may be the title, and captions the text,
            where there is no other.
        guessing: whether a column whose name says nothing may be the title.

    """
    made = ({"item": key} if key is not None else {}) | told_columns(said)
    used = {column.name for column in made.values()}
    free = [one for one in table.columns if one.name not in used]
    for meaning in (name for name in FILES if name not in said):
        judged = (_path(one, meaning) for one in free)
        best = max(judged, key=lambda column: column.confidence, default=None)
        if best is not None and best.confidence > 0:
            made[meaning] = best
            free = [one for one in free if one.name != best.name]
    free = _said_in_words(free, made, said)
    if brief and {"title", "text"}.isdisjoint(said) and "text" in made and "title" not in made:
        text = table.column(made["text"].name)
        if BRIEF.intersection(tokens(text.name)) and text.length <= 60 and text.varied > 0.5:
            why = Text("it describes an item in as many words as a name has")
            made["title"] = made.pop("text").model_copy(update={"why": why})
    if "title" not in made and "title" not in said and guessing:
        names = [one for one in free if _looks_like_a_name(one)]
        if names:
            why = Text("its values are short and differ")
            made["title"] = Column(name=names[0].name, why=why, confidence=STRUCTURE)
    if brief and {"text", "captions"}.isdisjoint(said):
        made = items.words_of_their_own(made)
    titled = "title" in made or "title" in said
    if key is not None and not titled and table.column(key.name).wordy > 0.1:
        made["title"] = key
    return {name: made[name] for name in items.ROLES if name in made}


def _said_in_words(
    free: list[Seen], made: dict[str, Column], said: Mapping[str, str]
) -> list[Seen]:
    """Find captions, title and text; the columns that are left."""
    longest = max((one.length for one in free), default=0.0)
    judges: dict[str, Callable[[Seen], Column]] = {
        "captions": _captions,
        "title": title_column,
        "text": lambda one: _long(one, longest),
    }
    for meaning, judge in judges.items():
        if meaning in said:
            continue
        best = max(map(judge, free), key=lambda column: column.confidence, default=None)
        if best is not None and best.confidence >= STRUCTURE:
            made[meaning] = best
            free = [one for one in free if one.name != best.name]
    return free


def _path(one: Seen, meaning: str) -> Column:
    kind, share = one.files
    called = plain(one.name) in items.ROLES[meaning].synonyms
    if one.web > 0.5 or not len(one.given.drop_nulls()):
        return unmeant(one)
    if kind == meaning and share >= 0.3:
        why = Text("{share:.0%} of its values name such files", share=share)
        return Column(name=one.name, why=why, confidence=0.5 * share + 0.5 * called)
    # A film is a sound as well, and a path may lack its suffix.
    if called and (share > 0.3 or one.given.dtype.is_nested() or one.paths > 0.5):
        return Column(name=one.name, why=NAME, confidence=0.5)
    return unmeant(one)


def title_column(one: Seen) -> Column:
    called = affinity(one.name, "title", items.ROLES["title"])
    if nameless(one) and one.wordy > 0.3:
        return Column(name=one.name, why=Text("its values are words"), confidence=PLACE)
    if not called or one.web > 0.5 or one.like_times > 0.5:
        return unmeant(one)
    if called < 1 - 0.2 and OTHERS.intersection(tokens(one.name)):
        called -= 0.3
    score = 0.7 * called + 0.3 * one.varied - 0.3 * (0 < one.length < 4) - 0.3 * (one.numeric > 0.9)
    return Column(name=one.name, why=NAME, confidence=min(1.0, max(0.0, score)))


def _captions(one: Seen) -> Column:
    called = affinity(one.name, "captions", items.ROLES["captions"])
    if called < 0.6 or one.web > 0.5 or one.numeric > 0.5 or one.like_times > 0.5:
        return unmeant(one)
    return Column(name=one.name, why=NAME, confidence=called)


def _looks_like_a_name(one: Seen) -> bool:
    """Whether values may be titles whatever their column is called."""
    if one.web > 0.5 or one.numeric > 0.2 or one.like_times > 0.5 or one.files[1] > 0.3:
        return False
    if OTHERS.intersection(tokens(one.name)) or one.filled < 0.5 or one.given.dtype.is_nested():
        return False
    return one.varied > 0.9 and 2 <= one.length <= 80


def _long(one: Seen, longest: float) -> Column:
    called = affinity(one.name, "text", items.ROLES["text"])
    if one.web > 0.5 or one.numeric > 0.5 or one.like_times > 0.5:
        return unmeant(one)
    if called >= 0.6:
        return Column(name=one.name, why=NAME, confidence=called)
    many = one.length > 60 or (one.length > 20 and one.length == longest)
    if many and one.wordy > 0.8 and one.varied > 0.5:
        why = Text("its values are long texts")
        return Column(name=one.name, why=why, confidence=0.5)
    return unmeant(one)
