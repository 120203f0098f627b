"""Items and logs, as readers made them, to a catalog with integer indices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl

from core.catalog import quarantine, wishes
from core.catalog.rows import described, indexing, media, ordering
from core.catalog.rows.interactions import Log
from core.catalog.rows.items import Items, from_ids
from core.catalog.rows.values import MISSING
from core.catalog.schema import (
    INTERACTION_COLUMNS,
    ITEM_COLUMNS,
    OPTIONAL_INTERACTION_COLUMNS,
    Catalog,
    empty,
)
from core.errors import UserError
from core.progress import NOBODY, Reporter
from core.text import Text


def assemble(
    *,
    name: str,
    root: Path,
    reader: str,
    items: Items | None,
    logs: list[Log],
    users: pl.Series | None = None,
    features: Mapping[str, np.ndarray] | None = None,
    truth: pl.DataFrame | None = None,
    problems: Sequence[pl.DataFrame] = (),
    notes: Sequence[Text] = (),
    reporter: Reporter = NOBODY,
) -> Catalog:
    """Put a catalog together.

    Args:
        name: what to call it.
        root: folder that media paths are relative to.
        reader: name of the reader.
        items: the items, or None to make them of the ids in the logs.
        logs: the histories; they are merged in time order. The list is emptied, so that the memory
            of each is free for what is made of it.
        users: distinct user ids as String if a table of users is given (interactions of others
            go to quarantine), else None.
        features: precomputed features, arrays [items, width].
        truth: planted truth.
        problems: quarantine entries beyond those of items and logs.
        notes: what the reader assumed.
        reporter: told how far it is.

    Raises:
        UserError: there is neither an item nor an interaction.

    """
    entries = [*problems]
    all_notes = [*notes]
    if items is None:
        items = (
            described.of_logs(logs, root) if logs else from_ids(empty(ITEM_COLUMNS)["item"], root)
        )
        all_notes.append(Text("No table of items was found; the items are those of the histories."))
    elif items.frame["title"].null_count() == len(items.frame) and any(log.tells for log in logs):
        items = described.completed(items, described.of_logs(logs, root))
    entries.append(items.quarantine)
    all_notes += items.notes
    if items.files is not None:
        found, about_media = media.of_ids(items.frame, items.files)
        items = replace(items, frame=found, files=None)
        all_notes += about_media
    item_ids = items.frame.get_column("item")

    parts: list[_Part] = []
    evidence: list[wishes.Evidence] = []
    total = len(logs)
    while logs:
        reporter.checkpoint()
        reporter.progress("Reading histories", len(parts), total, "files")
        log = logs.pop(0)
        evidence.append(_evidence(log))
        part, problem = _index(log, item_ids, users)
        parts.append(part)
        entries += [log.table.quarantine, problem]
        all_notes += [*log.notes, *part.notes]
        del log
    reporter.checkpoint()
    if parts:
        user_ids, table = _merge(parts, users)
    else:
        user_ids = users if users is not None else pl.Series("user", [], dtype=pl.String)
        table = empty(INTERACTION_COLUMNS)
        all_notes.append(Text("No histories were found: the catalog has items only."))
    rejected = quarantine.join(entries)
    if len(items.frame) == 0 and len(table) == 0:
        first = (
            Text(" The first problem: {reason}", reason=Text.loads(rejected["reason"][0]))
            if len(rejected)
            else Text()
        )
        raise UserError(
            Text(
                "{root} holds no item and no interaction that can be used.{first}",
                root=root.name,
                first=first,
            ),
            "Check that the files hold rows beneath their header.",
            file=rejected["file"][0] if len(rejected) else str(root),
            line=rejected["line"][0] if len(rejected) else None,
        )
    return Catalog(
        name=Text(name),
        root=root,
        reader=reader,
        items=items.frame,
        users=user_ids.alias("user").to_frame(),
        interactions=table,
        features=dict(features or {}),
        quarantine=rejected,
        truth=truth,
        notes=tuple(dict.fromkeys(all_notes)),
        wish=wishes.default(evidence),
    )


def _evidence(log: Log) -> wishes.Evidence:
    columns = log.frame.get_columns()
    by_name = {column.name: column for column in columns}
    event = by_name.get("event", log.event)
    return wishes.Evidence(
        event, by_name.get("rating"), log.columns.get("rating", ""), by_name.get("count")
    )


def _when(frame: pl.DataFrame) -> pl.Series | None:
    """What tells the order of the rows: their times, else the numbers that stand for them."""
    times = frame.get_column("timestamp", default=None)
    return frame.get_column("order", default=None) if times is None else times


@dataclass(frozen=True, eq=False)
class _Part:
    """One log with rows of items and codes of users.

    Attributes:
        frame: user and item (Int32), and what else the log tells.
        users: identifiers that `user` numbers, String.
        event: what happened where `frame` has no events.
        order: of the rows by user and time, None if they are in that order.
        notes: how identifiers were found, where not as they are written.
    """

    frame: pl.DataFrame
    users: pl.Series
    event: str
    order: np.ndarray | None
    notes: tuple[Text, ...] = ()


def _index(log: Log, item_ids: pl.Series, users: pl.Series | None) -> tuple[_Part, pl.DataFrame]:
    """Number items and users; interactions without one or of an unknown one are set apart."""
    frame = log.frame.drop("user", "item")
    order: np.ndarray | None = None
    notes: list[Text] = []
    with ThreadPoolExecutor(1) as side:
        items_found = side.submit(log.rows_of, "item", item_ids)
        if users is None:
            coded = log.coded("user")
            user, known = coded.codes, coded.ids
        else:
            user, known = log.rows_of("user", users), users
        times = _when(frame)
        if user.min(initial=0) >= 0:
            order = ordering.by_user_and_time(user, times)
        item = items_found.result()
    item = _otherwise(log, item, item_ids, notes)
    bad = np.zeros(len(item), bool)
    entries = []
    for name, codes in (("item", item), ("user", user)):
        rows = np.flatnonzero((codes < 0) & ~bad)
        bad[rows] = True
        entries += _unmatched(log, name, log.columns[name], rows)
    frame = pl.DataFrame([pl.Series("user", user), pl.Series("item", item), *frame.get_columns()])
    if bad.any():
        frame = frame.filter(pl.Series(~bad))
        if users is None:
            user, known = _used(frame.get_column("user").to_numpy(), known)
            frame = frame.with_columns(pl.Series("user", user))
        order = _order(frame)
    late = ordering.late(frame.get_column("user").to_numpy(), _when(frame), order)
    if late is not None:
        frame = frame.with_columns(pl.Series("late", late))
    return _Part(frame, known, log.event, order, tuple(notes)), quarantine.join(entries)


def _otherwise(log: Log, codes: np.ndarray, ids: pl.Series, notes: list[Text]) -> np.ndarray:
    """The items; where none meets as it is written, those of the same number or letters.

    Users are left as they are: whoever is 1 here need not be who is 001 elsewhere.
    """
    if len(codes) == 0 or (codes >= 0).any():
        return codes
    given = log.written("item")
    numbers = indexing.lookup_numbers(given, ids)
    found = indexing.lookup_caseless(given, ids) if numbers is None else numbers
    if found is None:
        return codes
    first = int(np.argmax(found >= 0))
    said = {
        "column": log.columns["item"],
        "file": log.table.path.name,
        "example": given[first],
        "other": ids[int(found[first])],
    }
    if numbers is not None:
        note = Text(
            "'{column}' of {file} was matched by number: '{example}' is written '{other}' in the "
            "table of items.",
            **said,
        )
    else:
        note = Text(
            "'{column}' of {file} was matched whatever the case of letters: '{example}' is written "
            "'{other}' in the table of items.",
            **said,
        )
    notes.append(note)
    return found


def _unmatched(log: Log, name: str, column: str, rows: np.ndarray) -> list[pl.DataFrame]:
    """Quarantine entries for interactions whose item or user is missing or unknown."""
    if not len(rows):
        return []
    given = log.written(name, rows).cast(pl.String).str.strip_chars()
    blank = given.is_in(list(MISSING)).to_numpy()
    missing = (
        Text("The {name} is missing.", name=Text(name)),
        Text("Every interaction needs a {name}.", name=Text(name)),
    )
    unknown = (
        Text("The {name} is not in the table of {name}s.", name=Text(name)),
        Text("Add the {name} to the table, or remove the row.", name=Text(name)),
    )
    return [
        log.table.entries(rows[blank], *missing, column),
        log.table.entries(rows[~blank], *unknown, column),
    ]


def _used(codes: np.ndarray, ids: pl.Series) -> tuple[np.ndarray, pl.Series]:
    """The same codes with the identifiers that none of them means left out."""
    used = np.bincount(codes, minlength=len(ids)) > 0
    return (np.cumsum(used, dtype=np.int32) - 1)[codes], ids.filter(pl.Series(used))


def _order(frame: pl.DataFrame) -> np.ndarray | None:
    return ordering.by_user_and_time(frame.get_column("user").to_numpy(), _when(frame))


def _merge(parts: list[_Part], users: pl.Series | None) -> tuple[pl.Series, pl.DataFrame]:
    """User ids and the one history of all logs, its columns as in Catalog.interactions."""
    table, ids, order = parts[0].frame, parts[0].users, parts[0].order
    if len(parts) > 1:
        if users is None:
            ids = pl.concat([part.users for part in parts]).unique(maintain_order=True)
        table = _joined(parts, ids)
        order = _order(table)
    table = ordering.arrange(table, len(ids), order)
    if "event" not in table.columns:
        # Left as one value, not one a row, until somebody looks at the column.
        table = table.with_columns(pl.lit(parts[0].event).alias("event"))
    if "late" in table.columns:
        table = table.with_columns(pl.col("late").fill_null(False))
    optional = {k: v for k, v in OPTIONAL_INTERACTION_COLUMNS.items() if k in table.columns}
    return ids, table.select(
        (pl.col(name) if name in table.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in {**INTERACTION_COLUMNS, **optional}.items()
    )


def _joined(parts: list[_Part], ids: pl.Series) -> pl.DataFrame:
    """The rows of all logs, users as rows of `ids`; without events if all have the same one."""
    events = {"" if "event" in part.frame.columns else part.event for part in parts}
    frames = []
    for part in parts:
        frame = part.frame
        if part.users is not ids:
            place = indexing.lookup(part.users, ids)
            user = place[frame.get_column("user").to_numpy()]
            frame = frame.with_columns(pl.Series("user", user))
        if len(events) > 1 and "event" not in frame.columns:
            frame = frame.with_columns(pl.lit(part.event).alias("event"))
        frames.append(frame)
    return pl.concat(frames, how="diagonal")
