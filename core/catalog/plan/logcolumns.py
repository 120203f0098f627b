"""What else the columns of a log say: when, how much it was liked, what happened, how often."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

import polars as pl

from core.catalog.plan.columns import (
    BRIEF,
    LASTING,
    NAME,
    OF_ROWS,
    PLACE,
    STRUCTURE,
    as_figures,
    attributes,
    nameless,
    numbers_rows,
    on_a_scale,
    share_of,
    told_columns,
    unmeant,
    within,
)
from core.catalog.plan.model import Column
from core.catalog.plan.sniff import Seen, Sniffed
from core.catalog.plan.words import affinity, counts, names_a_row, tokens, words
from core.catalog.rows import interactions, times
from core.catalog.rows.columns import plain
from core.text import Text

_YEARS = words("year jahr año ano anno année rok yıl год 年 年份 연도 سنة år")


def log_columns(
    table: Sniffed, made: dict[str, Column], said: Mapping[str, str]
) -> dict[str, Column]:
    """Everything a log tells, given its users and items as far as they are known."""
    told = told_columns(said)
    taken = {column.name for column in told.values()}
    made = {k: v for k, v in made.items() if v.name not in taken and said.get(k) != ""} | told
    numbered = set()
    if table.lists is not None:
        numbered = {name for name in table.lines.columns if numbers_rows(table.lines[name])}
    for meaning in interactions.ROLES:
        if meaning in made or meaning in said or meaning in interactions.REQUIRED:
            continue
        if meaning == "clock" and "timestamp" not in made:
            continue
        used = {column.name for column in made.values()} | numbered
        free = [one for one in table.columns if one.name not in used]
        weigh = _JUDGES.get(meaning, _by_parsing)
        if meaning == "clock":
            weigh = partial(_clock, table.column(made["timestamp"].name))
        judged = (weigh(one, meaning) for one in free)
        best = max(judged, key=lambda column: column.confidence, default=None)
        if best is not None and best.confidence >= STRUCTURE:
            made[meaning] = best
        elif meaning == "timestamp" and (year := _year(table, made, free)) is not None:
            made[meaning] = year
    return made


def _year(table: Sniffed, made: Mapping[str, Column], free: Sequence[Seen]) -> Column | None:
    """A column of years that tells when: it differs for one user and for one item.

    Else it may be when somebody was born, or a film came out.
    """
    known = [made[name].name for name in ("user", "item") if name in made]
    for one in free:
        if not _YEARS.intersection(tokens(one.name)) or not one.whole:
            continue
        if not within(one.numbers, 1900, 2100) or one.name not in table.sample.columns:
            continue
        differ = [
            table.sample.group_by(name).agg(pl.col(one.name).n_unique()).to_series(1).max()
            for name in known
            if name in table.sample.columns
        ]
        if differ and all(isinstance(most, int) and most > 1 for most in differ):
            why = Text("its values are years that differ for one user and for one item")
            return Column(name=one.name, why=why, confidence=0.5)
    return None


def _clock(day: Seen, one: Seen, _meaning: str) -> Column:
    """The time of day beside a column of days."""
    apart = all(map(times.is_day, day.ids.head(50))) and day.like_times > 0.5
    if apart and len(one.ids) and all(map(times.is_clock, one.ids.head(50))):
        why = Text("its values are times of day, beside a day")
        return Column(name=one.name, why=why, confidence=0.8)
    return unmeant(one)


def _time(one: Seen, meaning: str) -> Column:
    called = affinity(one.name, meaning, interactions.ROLES[meaning])
    if called < 0.7 and LASTING.intersection(tokens(one.name)):
        return unmeant(one)
    can = max(one.like_times, one.as_times if called >= 0.3 else 0.0)
    if can < 0.3 or one.filled < 0.02:
        return unmeant(one)
    identifies = max(affinity(one.name, "user"), affinity(one.name, "item"))
    if not called and one.numeric > 0.9 and (identifies or plain(one.name).endswith("id")):
        return unmeant(one)
    score = 0.5 * one.like_times + 0.2 * can + 0.3 * called
    return Column(
        name=one.name,
        why=Text("{share:.0%} of its values are times", share=can),
        confidence=min(1.0, score),
    )


def _rating(one: Seen, meaning: str) -> Column:
    called = affinity(one.name, meaning, interactions.ROLES[meaning])
    truth = one.given.dtype == pl.Boolean or share_of(one, ("true", "false")) > 0.9
    if nameless(one):
        stars = one.numeric == 1.0 and on_a_scale(one.numbers) and within(one.numbers, 0, 10)
        why = Text("what its values look like")
        return Column(name=one.name, why=why, confidence=PLACE if stars else 0.0)
    parsed = _parses(one, meaning)
    if called < 0.3 or not len(one.ids) or (parsed < 0.5 and not truth):
        return unmeant(one)
    figures = as_figures(one, meaning)
    vague = plain(one.name) in ("value", "weight", "note", "nota")
    if vague and not (within(figures, 0, 100) and on_a_scale(figures)):
        return unmeant(one)
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


def _event(one: Seen, meaning: str) -> Column:
    called = affinity(one.name, meaning, interactions.ROLES[meaning])
    known = share_of(one, interactions.EVENTS)
    few = len(one.distinct) <= 40 and not one.like_times
    if (
        not few
        or (known < 0.3 and called < 0.6)
        or (known < 0.01 and one.varied > 0.9 and one.numeric > 0.5)
    ):
        return unmeant(one)
    why = Text("{share:.0%} of its values are events", share=known)
    return Column(name=one.name, why=why, confidence=min(1.0, 0.7 * known + 0.5 * called))


def _count(one: Seen, meaning: str) -> Column:
    known = _by_parsing(one, meaning)
    if known.confidence or affinity(one.name, meaning) < 0.6:
        return known
    figures = as_figures(one, meaning)
    if not within(figures, 0, math.inf) or bool((figures != figures.round()).any()):
        return known
    if OF_ROWS.intersection(tokens(one.name)):
        return known
    return Column(name=one.name, why=NAME, confidence=0.6)


def _words(one: Seen, meaning: str) -> Column:
    called = affinity(one.name, meaning, interactions.ROLES.get(meaning))
    if called < 0.6 or one.numeric > 0.5 or one.like_times > 0.5 or one.web > 0.5:
        return unmeant(one)
    if BRIEF.intersection(tokens(one.name)):  # of the item
        return unmeant(one)
    return Column(name=one.name, why=NAME, confidence=called)


def _by_parsing(one: Seen, meaning: str) -> Column:
    """A meaning that only a known name can have, if its values can be read as that."""
    role = interactions.ROLES[meaning]
    if plain(one.name) not in role.synonyms or _parses(one, meaning) < 0.5:
        return unmeant(one)
    return Column(name=one.name, why=NAME, confidence=affinity(one.name, meaning, role))


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


def marks(table: Sniffed, used: Collection[str]) -> Seen | None:
    """A column of a log whose numbers could be ratings or counts although its name does not say."""
    able = {
        one: figures
        for one in table.own
        if one.name not in used
        and 2 <= len(one.distinct) <= max(11, len(one.ids) // 4)
        and one.short
        and not (one.like_times > 0.5 or counts(one.name) or names_a_row(one.name))
        and not attributes(tokens(one.name))
        and not plain(one.name).endswith(("id", "code"))
        and max(affinity(one.name, "user"), affinity(one.name, "item")) < 0.3
        and not one.ids.str.contains(r"^0\d").any()
        and within(figures := as_figures(one, "rating"), 0, math.inf)
        and on_a_scale(figures)
    }
    return max(able, key=lambda one: within(able[one], 0, 10), default=None)
