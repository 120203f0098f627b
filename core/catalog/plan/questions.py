"""What is asked about a log: its users and items, how times are written, what numbers mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.catalog.plan import parts
from core.catalog.plan.columns import PLACE
from core.catalog.plan.logcolumns import is_flag, marks
from core.catalog.plan.model import Column
from core.catalog.plan.pairs import Pair
from core.catalog.plan.sniff import Sniffed
from core.catalog.plan.state import State
from core.catalog.rows import times
from core.text import Text


def of_log(state: State, one: Sniffed, found: Pair, chosen: Mapping[str, Column]) -> None:
    """Ask what is unsure of a log that is read."""
    _times(state, one, chosen)
    _marks(state, one, chosen)
    for meaning, column in (("user", found.user), ("item", found.item)):
        if column.confidence <= PLACE:
            others = [
                seen.name
                for seen in one.columns
                if seen.like_ids and seen.name not in (found.user.name, found.item.name)
            ]
            text = Text(
                "Which column of {file} names the {meaning}? '{column}' is assumed.",
                file=one.name,
                meaning=Text(meaning),
                column=column.name,
            )
            state.ask(one, meaning, text, (column.name, *others))


def of_parts(state: State, logs: Sequence[Sniffed]) -> None:
    """Ask whether a few logs of one make, called alike but for a word, are parts of a split."""
    if (
        2 <= len(logs) <= 3
        and not logs[0].alone
        and all(parts.alike(logs[0], other) for other in logs[1:])
    ):
        text = Text(
            "{files} have the same columns and are read as one history. Are they parts of a "
            "split, for training, validation and test?",
            files=Text.joined(", ", [one.name for one in logs]),
        )
        state.ask(logs[0], "split", text)


def _marks(state: State, one: Sniffed, chosen: Mapping[str, Column]) -> None:
    """Ask what numbers are that may say how much was liked, or how often it happened."""
    flags = [seen.name for seen in one.own if is_flag(seen)]
    if "rating" in chosen and chosen["rating"].name in flags and len(flags) > 1:
        text = Text(
            "{columns} of {file} each say yes or no. Which is a wish? '{column}' is assumed.",
            columns=Text.joined(", ", [f"'{name}'" for name in flags]),
            file=one.name,
            column=chosen["rating"].name,
        )
        state.ask(one, "rating", text, flags)
    if {"rating", "count", "event"} & chosen.keys():
        return
    found = marks(one, {column.name for column in chosen.values()})
    if found is not None:
        text = Text(
            "Do the numbers in '{column}' of {file} say how much something was liked, or how "
            "often it happened? They are not used.",
            column=found.name,
            file=one.name,
        )
        state.ask(one, "rating", text, (found.name,))


def _times(state: State, one: Sniffed, chosen: Mapping[str, Column]) -> None:
    """Ask how times are written where they can be read in two ways."""
    if "timestamp" not in chosen:
        return
    name = chosen["timestamp"].name
    found = times.to_utc(one.column(name).given, name)
    if found.confidence >= times.SURE or not found.alternatives:
        return
    text = Text(
        "The times in '{column}' of {file} were taken for {taken}; they could be {other}.",
        column=name,
        file=one.name,
        taken=found.format.title,
        other=Text.joined(", ", [other.title for other in found.alternatives[:2]]),
    )
    options = [str(found.format), *map(str, found.alternatives[:3])]
    state.ask(one, "timestamp", text, options)
