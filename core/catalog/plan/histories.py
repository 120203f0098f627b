"""Which logs are read together as the histories of a catalog, and what their columns say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.catalog.plan import parts, questions
from core.catalog.plan.columns import STRUCTURE
from core.catalog.plan.logcolumns import log_columns
from core.catalog.plan.model import Column
from core.catalog.plan.overlap import meet
from core.catalog.plan.pairs import Pair
from core.catalog.plan.sniff import Sniffed
from core.catalog.plan.state import State, rounded
from core.catalog.plan.telling import tells
from core.catalog.plan.words import is_besides
from core.catalog.rows import interactions
from core.text import Text


def of_one_make(state: State, main: Sniffed, pairs: Mapping[Sniffed, Pair]) -> dict[Sniffed, Pair]:
    """Tables of the make of the main log, of which nobody said anything else: all read alike."""
    family = [
        one
        for one in state.free()
        if one.names == main.names
        and bool(one.alone) == bool(main.alone)
        and state.may_be(one, "interactions")
        and not state.told(one, "interactions")
    ]
    known = [one for one in family if one in pairs]
    surest = max(known, key=lambda one: pairs[one].score, default=main)
    return dict.fromkeys(family, pairs[surest])


def take(
    state: State, main: Sniffed, pairs: Mapping[Sniffed, Pair], things: Mapping[Sniffed, Column]
) -> Sniffed:
    """Take the logs that belong to the main one, and say why the others are left.

    Args:
        state: of the folder.
        main: the log that is the history of the catalog.
        pairs: tables that can be logs, with their users and items.
        things: tables of items, with their keys.

    Returns:
        The main log, or what is read in its place.

    """
    candidates = [
        one for one in pairs if one is main or _may_belong(state, one, pairs[one], main, things)
    ]
    found = parts.together(candidates)
    if "interactions" in state.closed:
        found = parts.Together({one: found.used.get(one) for one in candidates})
    while main not in found.used:
        main = found.left[main].others[0]
    logs = {
        one: split
        for one, split in found.used.items()
        if one is main
        or split is not None
        or one.name in state.forced
        or _meets(state, one, pairs, main, things)
    }
    for one, split in logs.items():
        _take_log(state, one, pairs[one], split, many=len(logs) > 1)
        state.take_beside(one)
    if not any("title" in state.taken[one].columns for one in things):
        _tell(state, list(logs))
    for one, left in found.left.items():
        state.leave(one, left.why, left.confidence, left.question)
    questions.of_parts(state, [one for one, split in logs.items() if split is None])
    return main


def _may_belong(
    state: State, one: Sniffed, found: Pair, main: Sniffed, things: Mapping[Sniffed, Column]
) -> bool:
    """Whether another table with users and items can be part of the histories."""
    if one in things:
        return False
    if one.name in state.forced:
        return True
    guessed = min(found.user.confidence, found.item.confidence) <= STRUCTURE
    if guessed and one.names != main.names:
        return False
    if is_besides(one.path.stem) and not is_besides(main.path.stem):
        why = Text("it tells of users and items beside the histories in {file}", file=main.name)
        state.leave(one, why, 0.7)
        return False
    return True


def _meets(
    state: State,
    one: Sniffed,
    pairs: Mapping[Sniffed, Pair],
    main: Sniffed,
    things: Mapping[Sniffed, Column],
) -> bool:
    """Whether the items of another log are those of the catalog, as far as that was seen."""
    mine = one.column(pairs[one].item.name)
    known = [(table, table.column(key.name)) for table, key in things.items()]
    if not known and main.complete:
        known = [(main, main.column(pairs[main].item.name))]
    met = [meet(mine, table, key) for table, key in known]
    if met and all(found is not None and found.share < 0.05 for found in met):
        files = ", ".join(table.name for table, _ in known)
        state.leave(one, Text("none of its items is in {files}", files=files), 0.6)
        return False
    return True


def _take_log(
    state: State, one: Sniffed, found: Pair, split: parts.Split | None, *, many: bool
) -> None:
    event = interactions.event_of(one.path)
    known = {"user": found.user, "item": found.item}
    known |= state.spreads[one].chosen() if one in state.spreads else {}
    chosen = log_columns(one, known, state.told(one, "interactions"))
    confidence = min(found.user.confidence, found.item.confidence)
    why = Text("it names users and items")
    if split is not None:
        why = Text("it names users and items, and is a part of a published split")
    # A lone ratings.csv says no more than its columns.
    if event == "rating" and not many:
        event = None
    state.take(one, "interactions", chosen, why, confidence, event=event, split=split)
    questions.of_log(state, one, found, chosen)


def _tell(state: State, logs: Sequence[Sniffed]) -> None:
    """Let the histories say what no table of items says."""
    for one in logs:
        file = state.taken[one]
        said = state.told(one, "items")
        found = tells(one, file.columns, {k: v for k, v in said.items() if k != "item"})
        kept = state.told(one, "interactions").values()
        found = {k: v for k, v in found.items() if v.name not in kept}
        told = {column.name for column in found.values()}
        state.taken[one] = file.model_copy(
            update={
                "columns": {k: v for k, v in file.columns.items() if v.name not in told},
                "tells": rounded(found),
            }
        )
