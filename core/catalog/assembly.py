"""Items and logs, as readers made them, to a catalog with integer indices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import polars as pl

from core.catalog import interactions as histories
from core.catalog import quarantine
from core.catalog.interactions import Log
from core.catalog.items import Items, from_ids, index_of
from core.catalog.schema import INTERACTION_COLUMNS, Catalog, empty
from core.errors import UserError
from core.progress import Reporter


def assemble(
    *,
    name: str,
    root: Path,
    reader: str,
    items: Items | None,
    logs: Sequence[Log],
    users: pl.Series | None = None,
    features: Mapping[str, np.ndarray] | None = None,
    truth: pl.DataFrame | None = None,
    problems: Sequence[pl.DataFrame] = (),
    notes: Sequence[str] = (),
    reporter: Reporter | None = None,
) -> Catalog:
    """Put a catalog together.

    Args:
        name: what to call it.
        root: folder that media paths are relative to.
        reader: name of the reader.
        items: the items, or None to make them of the ids in the logs.
        logs: the histories; they are merged in time order.
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
    reporter = reporter or Reporter()
    found = [*problems]
    said = [*notes]
    if items is None:
        ids = [log.frame.get_column("item") for log in logs]
        distinct = pl.concat(ids).unique(maintain_order=True) if ids else pl.Series(dtype=pl.String)
        items = from_ids(distinct.alias("item"))
        said.append("No table of items was found; the items are those of the histories.")
    found.append(items.quarantine)
    said += items.notes
    item_ids = items.frame.get_column("item")

    frames: list[pl.DataFrame] = []
    for log in logs:
        reporter.checkpoint()
        reporter.progress("Reading histories", len(frames), len(logs), "files")
        indexed, problem = _index(log, item_ids, users)
        frames.append(indexed)
        found += [log.table.quarantine, problem]
        said += log.notes
    if frames:
        merged = pl.concat(frames)
        user_ids, codes = _users(merged.get_column("user"), users)
        table = merged.with_columns(pl.Series("user", codes, dtype=pl.Int32))
        order = histories.order(codes, table.get_column("timestamp"))
        if order is not None:
            table = table[order]
    else:
        user_ids = users if users is not None else pl.Series("user", [], dtype=pl.String)
        table = empty(INTERACTION_COLUMNS)
        said.append("No histories were found: the catalog has items only.")
    rejected = quarantine.join(found)
    if len(items.frame) == 0 and len(table) == 0:
        first = f" The first problem: {rejected['reason'][0]}" if len(rejected) else ""
        raise UserError(
            f"{root.name} holds no item and no interaction that can be used.{first}",
            "Check that the files hold rows beneath their header.",
            file=rejected["file"][0] if len(rejected) else str(root),
            line=rejected["line"][0] if len(rejected) else None,
        )
    return Catalog(
        name=name,
        root=root,
        reader=reader,
        items=items.frame,
        users=user_ids.alias("user").to_frame(),
        interactions=table.select(
            pl.col(column).cast(dtype) for column, dtype in INTERACTION_COLUMNS.items()
        ).rechunk(),
        features=dict(features or {}),
        quarantine=rejected,
        truth=truth,
        notes=tuple(dict.fromkeys(said)),
    )


def _index(
    log: Log, item_ids: pl.Series, users: pl.Series | None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The log with item rows for item ids; interactions of unknown items or users apart."""
    codes = index_of(log.frame.get_column("item"), item_ids)
    frame = log.frame.with_columns(pl.Series("item", codes, dtype=pl.Int32))
    unknown = codes < 0
    entries = [
        log.table.entries(
            np.flatnonzero(unknown),
            "The item is not in the table of items.",
            "Add the item to the table, or remove the row.",
            log.item_column,
        )
    ]
    if users is not None:
        strangers = ~unknown & (index_of(log.frame.get_column("user"), users) < 0)
        entries.append(
            log.table.entries(
                np.flatnonzero(strangers),
                "The user is not in the table of users.",
                "Add the user to the table, or remove the row.",
                log.user_column,
            )
        )
        unknown = unknown | strangers
    if unknown.any():
        frame = frame.filter(pl.Series(~unknown))
    return frame, quarantine.join(entries)


def _users(given: pl.Series, users: pl.Series | None) -> tuple[pl.Series, np.ndarray]:
    """User ids (those of the table, or in order of first appearance) and the row of each."""
    ids = given.unique(maintain_order=True) if users is None else users
    return ids, index_of(given, ids)
