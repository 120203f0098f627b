"""Which column of a table means what, by its values first and by its name where they allow more."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import polars as pl

from core.catalog.modality import FILES
from core.catalog.plan.model import Column, Lists
from core.catalog.plan.overlap import MEETS, Meeting
from core.catalog.plan.sniff import Seen, Sniffed
from core.catalog.plan.words import affinity, counts, names_a_row, tokens, words
from core.catalog.rows import interactions, items, listed, times
from core.catalog.rows.columns import plain
from core.catalog.rows.joining import ALONE
from core.catalog.text import grouped
from core.text import Text

#: Words in names of columns that hold numbers of time, but no time.
_LASTING = words(
    "duration length seconds minutes hours dauer elapsed since age birth birthday expiry release "
    "released modified updated"
)
#: Words in names of columns that name something beside the item.
_OTHERS = words(
    "user brand category type group author artist store shop department aisle city country first "
    "last class section genre color colour season level region sex gender"
)
#: Words of names that number rows or parts, not how often something happened.
_OF_ROWS = words("order page row line nr no seq index rank position price cost value total year")
_ANY = _LASTING | _OTHERS | _OF_ROWS
#: Words for what items belong to, and what can be items where nothing else is.
_BESIDE = words("artist album author brand")
#: Words for who made an item: nobody who chose it, where a title stands beside.
_MAKERS = words("author who autor auteur artist")
#: Words for a description, which may be as short as a name.
_BRIEF = words(
    "description desc descr itemdesc beschreibung descripción descripcion descrição descrizione "
    "omschrijving описание açıklama 描述 説明 설명"
)
#: Confidence of a reading that nothing but the place in the table speaks for.
STRUCTURE = 0.3
#: Of one that its place or its values speak for, in a table without names.
PLACE = 0.4
_NAME = Text("its name")


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
    users = _only("user", said) or {
        one.name: _as_user(one, found, about, titled) for one in candidates
    }
    things = _only("item", said) or {one.name: _as_item(one, found, about) for one in candidates}
    if not said:
        users, things = _by_shape(table, users, things)
    best: Pair | None = None
    for user, column in users.items():
        for item, thing in things.items():
            if user == item or max(column.confidence, thing.confidence) <= STRUCTURE:
                continue
            if min(column.confidence, thing.confidence) <= 0.15:
                continue
            if not _recurs(table, column, thing):
                continue
            score = column.confidence + thing.confidence
            if best is None or score > best.score + 1e-9:
                best = Pair(column, thing, score)
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
    best = max(map(_title, table.own), key=lambda column: column.confidence, default=None)
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
        if affinity(name, "user") >= 0.6 or not _numbers_rows(table.lines[name])
    }
    return named or own


def _numbers_rows(values: pl.Series) -> bool:
    """Whether values count the rows: 1, 2, 3, ..."""
    if values.dtype.is_nested():
        return False
    numbers = values.cast(pl.Int64, strict=False)
    steps = numbers.diff().drop_nulls()
    return len(steps) > 0 and float((steps == 1).sum()) > 0.9 * len(steps)


def _nameless(one: Seen) -> bool:
    return re.fullmatch(r"column \d+", one.name) is not None


def _told(said: Mapping[str, str]) -> dict[str, Column]:
    """Meaning -> column, of what somebody told."""
    why = Text("it was said")
    return {k: Column(name=v, why=why, confidence=2.0) for k, v in said.items() if v}


def _only(meaning: str, said: Mapping[str, str]) -> dict[str, Column]:
    """The one candidate for a meaning that somebody told, none if nobody did."""
    return {column.name: column for k, column in _told(said).items() if k == meaning}


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
    met = [meeting for meeting in found if meeting.column is one and about(meeting.table) < 0.3]
    return _weighed(one, called, met, lambda table: -about(table))


_ITEM = interactions.ROLES["item"]


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
    met = [meeting for meeting in found if meeting.column is one and about(meeting.table) > -0.3]
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
        why.append(_NAME)
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
    known = _known(one, interactions.EVENTS) > 0.5 or _known(one, interactions.SPLITS) > 0.9
    taken = max(
        affinity(one.name, meaning) for meaning in ("timestamp", "rating", "event", "title", "text")
    )
    if few or known or taken >= 0.6 or one.length > 40:
        return 0.0
    return STRUCTURE if one.varied < 0.95 else STRUCTURE - 0.1


def _scale(one: Seen) -> bool:
    """Whether numbers may be marks: small, and without zeros before them."""
    padded = one.ids.str.contains("^0\\d").any()
    most = one.numbers.max()
    return not padded and isinstance(most, int | float) and most <= 100


def _known(one: Seen, among: Iterable[str]) -> float:
    """Share of its values that are among these words, however they are written."""
    return float(one.bare.is_in(list(among)).sum()) / max(1, len(one.bare))


def log_columns(
    table: Sniffed, made: dict[str, Column], said: Mapping[str, str]
) -> dict[str, Column]:
    """Everything a log tells, given its users and items as far as they are known."""
    told = _told(said)
    taken = {column.name for column in told.values()}
    made = {k: v for k, v in made.items() if v.name not in taken and said.get(k) != ""} | told
    numbered = set()
    if table.lists is not None:
        numbered = {name for name in table.lines.columns if _numbers_rows(table.lines[name])}
    for meaning in interactions.ROLES:
        if meaning in made or meaning in said or meaning in interactions.REQUIRED:
            continue
        if meaning == "clock" and "timestamp" not in made:
            continue
        used = {column.name for column in made.values()} | numbered
        free = [one for one in table.columns if one.name not in used]
        weigh = _JUDGES.get(meaning, _by_parsing)
        if meaning == "clock":
            day = table.column(made["timestamp"].name)
            judged = [(_clock(one, day), place) for place, one in enumerate(free)]
        else:
            judged = [(weigh(one, meaning), place) for place, one in enumerate(free)]
        best = max(judged, key=lambda pair: (pair[0].confidence, -pair[1]), default=None)
        if best is not None and best[0].confidence >= STRUCTURE:
            made[meaning] = best[0]
    return made


def _clock(one: Seen, day: Seen) -> Column:
    """The time of day beside a column of days."""
    apart = all(map(times.is_day, day.ids.head(50))) and day.like_times > 0.5
    if apart and len(one.ids) and all(map(times.is_clock, one.ids.head(50))):
        why = Text("its values are times of day, beside a day")
        return Column(name=one.name, why=why, confidence=0.8)
    return Column(name=one.name, confidence=0.0)


def _time(one: Seen, meaning: str) -> Column:
    called = affinity(one.name, meaning, interactions.ROLES[meaning])
    if called < 0.7 and _LASTING.intersection(tokens(one.name)):
        return Column(name=one.name, confidence=0.0)
    can = max(one.like_times, one.as_times if called >= 0.3 else 0.0)
    if can < 0.3 or one.filled < 0.02:
        return Column(name=one.name, confidence=0.0)
    identifies = max(affinity(one.name, "user"), affinity(one.name, "item"))
    if not called and one.numeric > 0.9 and (identifies or plain(one.name).endswith("id")):
        return Column(name=one.name, confidence=0.0)
    score = 0.5 * one.like_times + 0.2 * can + 0.3 * called
    return Column(
        name=one.name,
        why=Text("{share:.0%} of its values are times", share=can),
        confidence=min(1.0, score),
    )


def _rating(one: Seen, meaning: str) -> Column:
    called = affinity(one.name, meaning, interactions.ROLES[meaning])
    truth = one.given.dtype == pl.Boolean or _known(one, ("true", "false")) > 0.9
    if _nameless(one):
        stars = one.numeric == 1.0 and _on_a_scale(one.numbers) and _within(one.numbers, 0, 10)
        why = Text("what its values look like")
        return Column(name=one.name, why=why, confidence=PLACE if stars else 0.0)
    parsed = _parses(one, meaning)
    if called < 0.3 or not len(one.ids) or (parsed < 0.5 and not truth):
        return Column(name=one.name, confidence=0.0)
    figures = _figures(one, meaning)
    vague = plain(one.name) in ("value", "weight", "note", "nota")
    if vague and not (_within(figures, 0, 100) and _on_a_scale(figures)):
        return Column(name=one.name, confidence=0.0)
    why = Text("its name, and {share:.0%} of its values are numbers", share=parsed)
    # Of several flags (liked, clicked) one that is never set says nothing.
    called -= 0.3 * (is_flag(one) and len(one.distinct) < 2)
    return Column(name=one.name, why=why, confidence=called)


def is_flag(one: Seen) -> bool:
    """Whether a column is called like something done or liked, and says yes or no."""
    if (
        not {*tokens(one.name)[:1]} & {"is", "has"}
        and affinity(one.name, "rating", interactions.ROLES["rating"]) < 0.6
    ):
        return False
    return one.given.dtype == pl.Boolean or one.distinct <= {"0", "1", "true", "false"}


def _figures(one: Seen, meaning: str) -> pl.Series:
    """Its values as numbers, decimal commas too; empty if some are none."""
    if one.given.dtype.is_nested() or one.packed:
        return one.numbers.clear()
    parsed = interactions.ROLES[meaning].parse(one.given, one.name)
    return parsed.values.drop_nulls() if parsed.bad is None else one.numbers.clear()


def _within(figures: pl.Series, low: float, high: float) -> bool:
    return len(figures) > 0 and bool(((figures >= low) & (figures <= high)).all())


def _on_a_scale(figures: pl.Series) -> bool:
    """Whether values are halves or wholes, as ratings are, and no prices."""
    return bool(((2 * figures) == (2 * figures).round()).all())


def _event(one: Seen, meaning: str) -> Column:
    called = affinity(one.name, meaning, interactions.ROLES[meaning])
    known = _known(one, interactions.EVENTS)
    few = len(one.distinct) <= 40 and not one.like_times
    if (
        not few
        or (known < 0.3 and called < 0.6)
        or (known < 0.01 and one.varied > 0.9 and one.numeric > 0.5)
    ):
        return Column(name=one.name, confidence=0.0)
    why = Text("{share:.0%} of its values are events", share=known)
    return Column(name=one.name, why=why, confidence=min(1.0, 0.7 * known + 0.5 * called))


def _count(one: Seen, meaning: str) -> Column:
    known = _by_parsing(one, meaning)
    if known.confidence or affinity(one.name, meaning) < 0.6:
        return known
    figures = _figures(one, meaning)
    if not _within(figures, 0, math.inf) or bool((figures != figures.round()).any()):
        return known
    if _OF_ROWS.intersection(tokens(one.name)):
        return known
    return Column(name=one.name, why=_NAME, confidence=0.6)


def attributes(words_of: Iterable[str]) -> bool:
    """Whether words of a name say that its column describes or measures something."""
    return bool(_ANY.intersection(words_of))


def marks(table: Sniffed, used: Collection[str]) -> Seen | None:
    """A column of a log whose numbers could be ratings or counts although its name does not say."""
    able = {
        one: figures
        for one in table.own
        if one.name not in used
        and 2 <= len(one.distinct) <= max(11, len(one.ids) // 4)
        and one.short
        and not (one.like_times > 0.5 or counts(one.name) or names_a_row(one.name))
        and not _ANY.intersection(tokens(one.name))
        and not plain(one.name).endswith(("id", "code"))
        and max(affinity(one.name, "user"), affinity(one.name, "item")) < 0.3
        and not one.ids.str.contains(r"^0\d").any()
        and _within(figures := _figures(one, "rating"), 0, math.inf)
        and _on_a_scale(figures)
    }
    return max(able, key=lambda one: _within(able[one], 0, 10), default=None)


def _words(one: Seen, meaning: str) -> Column:
    called = affinity(one.name, meaning, interactions.ROLES.get(meaning))
    if called < 0.6 or one.numeric > 0.5 or one.like_times > 0.5 or one.web > 0.5:
        return Column(name=one.name, confidence=0.0)
    if _BRIEF.intersection(tokens(one.name)):  # of the item
        return Column(name=one.name, confidence=0.0)
    return Column(name=one.name, why=_NAME, confidence=called)


def _by_parsing(one: Seen, meaning: str) -> Column:
    """A meaning that only a known name can have, if its values can be read as that."""
    role = interactions.ROLES[meaning]
    if plain(one.name) not in role.synonyms or _parses(one, meaning) < 0.5:
        return Column(name=one.name, confidence=0.0)
    return Column(name=one.name, why=_NAME, confidence=affinity(one.name, meaning, role))


def _parses(one: Seen, meaning: str) -> float:
    """Share of values that can be read as a meaning."""
    given = one.given.drop_nulls()
    if not len(given):
        return 0.0
    parsed = interactions.ROLES[meaning].parse(given, Text(one.name))
    bad = 0 if parsed.bad is None else int(parsed.bad.sum())
    return 1 - bad / len(given)


_JUDGES: Mapping[str, Callable[[Seen, str], Column]] = {
    "timestamp": _time,
    "rating": _rating,
    "event": _event,
    "count": _count,
    "text": _words,
}


# --- items ------------------------------------------------------------------------------------


def named(table: Sniffed, meanings: Sequence[str], said: Mapping[str, str]) -> dict[str, Column]:
    """Columns of users and items by their names alone."""
    made: dict[str, Column] = {}
    for meaning in meanings:
        role = interactions.ROLES[meaning]
        ranked = [(affinity(one, meaning, role), one) for one in table.names]
        best = max(ranked, key=lambda pair: pair[0], default=(0.0, ""))
        if said.get(meaning):
            made[meaning] = _told(said)[meaning]
        elif best[0] >= 0.3 and meaning not in said:
            made[meaning] = Column(name=best[1], why=_NAME, confidence=best[0])
    return made


def item_key(
    table: Sniffed, media: frozenset[str] = frozenset(), told: str | None = None
) -> Column | None:
    """The column that names the rows of a table of items that meets no history."""
    if told is not None:
        return _told({"item": told}).get("item")
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
        why += [_NAME] if called >= 0.3 else []
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
        brief: whether a description as short as a name may be the title.
        guessing: whether a column whose name says nothing may be the title.

    """
    made = ({"item": key} if key is not None else {}) | _told(said)
    used = {column.name for column in made.values()}
    free = [one for one in table.columns if one.name not in used]
    for meaning in (name for name in FILES if name not in said):
        judged = [(_path(one, meaning), -place) for place, one in enumerate(free)]
        best = max(judged, key=lambda pair: (pair[0].confidence, pair[1]), default=None)
        if best is not None and best[0].confidence > 0:
            made[meaning] = best[0]
            free = [one for one in free if one.name != best[0].name]
    free = _said_in_words(free, made, said)
    if brief and {"title", "text"}.isdisjoint(said) and "text" in made and "title" not in made:
        text = table.column(made["text"].name)
        if _BRIEF.intersection(tokens(text.name)) and text.length <= 60 and text.varied > 0.5:
            why = Text("it describes an item in as many words as a name has")
            made["title"] = made.pop("text").model_copy(update={"why": why})
    if "title" not in made and "title" not in said and guessing:
        names = [one for one in free if _looks_like_a_name(one)]
        if names:
            why = Text("its values are short and differ")
            made["title"] = Column(name=names[0].name, why=why, confidence=STRUCTURE)
    titled = "title" in made or "title" in said
    if key is not None and not titled and table.column(key.name).wordy > 0.1:
        made["title"] = key
    return {name: made[name] for name in items.ROLES if name in made}


def _said_in_words(
    free: list[Seen], made: dict[str, Column], said: Mapping[str, str]
) -> list[Seen]:
    """Find title and text; the columns that are left."""
    longest = max((one.length for one in free), default=0.0)
    for meaning, judge in (("title", _title), ("text", lambda one: _long(one, longest))):
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
        return Column(name=one.name, confidence=0.0)
    if kind == meaning and share >= 0.3:
        why = Text("{share:.0%} of its values name such files", share=share)
        return Column(name=one.name, why=why, confidence=0.5 * share + 0.5 * called)
    paths = int(one.ids.str.contains("/", literal=True).sum())
    # A film is a sound as well, and a path may lack its suffix.
    if called and (share > 0.3 or one.given.dtype.is_nested() or 2 * paths > len(one.ids)):
        return Column(name=one.name, why=_NAME, confidence=0.5)
    return Column(name=one.name, confidence=0.0)


def _title(one: Seen) -> Column:
    called = affinity(one.name, "title", items.ROLES["title"])
    if _nameless(one) and one.wordy > 0.3:
        return Column(name=one.name, why=Text("its values are words"), confidence=PLACE)
    if not called or one.web > 0.5 or one.like_times > 0.5:
        return Column(name=one.name, confidence=0.0)
    if called < 1 - 0.2 and _OTHERS.intersection(tokens(one.name)):
        called -= 0.3
    score = 0.7 * called + 0.3 * one.varied - 0.3 * (0 < one.length < 4) - 0.3 * (one.numeric > 0.9)
    return Column(name=one.name, why=_NAME, confidence=min(1.0, max(0.0, score)))


def _looks_like_a_name(one: Seen) -> bool:
    """Whether values may be titles whatever their column is called."""
    if one.web > 0.5 or one.numeric > 0.2 or one.like_times > 0.5 or one.files[1] > 0.3:
        return False
    if _OTHERS.intersection(tokens(one.name)) or one.filled < 0.5 or one.given.dtype.is_nested():
        return False
    return one.varied > 0.9 and 2 <= one.length <= 80


def _long(one: Seen, longest: float) -> Column:
    called = affinity(one.name, "text", items.ROLES["text"])
    if one.web > 0.5 or one.numeric > 0.5 or one.like_times > 0.5:
        return Column(name=one.name, confidence=0.0)
    if called >= 0.6:
        return Column(name=one.name, why=_NAME, confidence=called)
    many = one.length > 60 or (one.length > 20 and one.length == longest)
    if many and one.wordy > 0.8 and one.varied > 0.5:
        why = Text("its values are long texts")
        return Column(name=one.name, why=why, confidence=0.5)
    return Column(name=one.name, confidence=0.0)
