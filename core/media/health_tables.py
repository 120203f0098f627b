"""Health of the tables: what could not be read, items told twice or not at all, features."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import numpy as np
import polars as pl

from core.catalog.schema import MODALITIES, Catalog
from core.media import health_histories
from core.media.findings import EXAMPLES, Finding, of_items, of_others
from core.text import Text


def check(catalog: Catalog, now_ms: int | None = None) -> Iterator[list[Finding]]:
    """Findings, check by check."""
    if now_ms is None:
        now_ms = int(datetime.now(UTC).timestamp() * 1000)
    yield quarantined(catalog)
    yield duplicate_items(catalog)
    yield health_histories.duplicate_interactions(catalog)
    yield orphans(catalog)
    yield without_content(catalog)
    yield health_histories.timestamps(catalog, now_ms)
    yield health_histories.out_of_order(catalog)
    yield health_histories.split_order(catalog)
    yield health_histories.bots(catalog)
    yield health_histories.sparse(catalog)
    yield features(catalog)


def quarantined(catalog: Catalog) -> list[Finding]:
    """Rows that the reader could not use."""
    table = catalog.quarantine
    reasons = table.group_by("reason", maintain_order=True).len().sort("len", descending=True)
    details = [
        Text("{n:,} x {reason}", n=row["len"], reason=Text.loads(row["reason"]))
        for row in reasons.rows(named=True)
    ]
    return of_others(
        "quarantine",
        "warning",
        "quarantine",
        np.arange(len(table)),
        np.empty(0, np.int64),
        Text.counted(
            "{n:,} row of the files could not be used as they are.",
            "{n:,} rows of the files could not be used as they are.",
            len(table),
        ),
        Text("Look at the quarantine table for file, line and reason, and mend the files."),
        details,
    )


def duplicate_items(catalog: Catalog) -> list[Finding]:
    """Items that are the same but for their id."""
    # Over the columns at once, and by the hashes of rows: thousands of columns would take the
    # square of their number.
    told = [
        column.name
        for column in catalog.items.get_columns()
        if column.name != "item"
        and not column.dtype.is_nested()
        and column.null_count() < len(column)
    ]
    said = [name for name in ("title", "text", *MODALITIES[1:]) if name in told]
    if not said:
        return []
    filled = ~pl.all_horizontal(pl.col(said).is_null())
    frame = catalog.items.with_row_index("row").filter(filled)
    again = frame.filter(~frame.select(told).hash_rows().is_first_distinct())
    return of_items(
        "duplicate-items",
        "warning",
        again["row"].to_numpy(),
        Text.counted(
            "{n:,} item is the same as an earlier one in everything but the id.",
            "{n:,} items are the same as an earlier one in everything but the id.",
            len(again["row"].to_numpy()),
        ),
        Text("Merge them, or their interactions will be split between the copies."),
        again["item"].head(EXAMPLES).to_list(),
    )


def orphans(catalog: Catalog) -> list[Finding]:
    """Items and users nobody ever met."""
    log = catalog.interactions
    met = np.bincount(log["item"].to_numpy(), minlength=len(catalog.items)) > 0
    active = np.bincount(log["user"].to_numpy(), minlength=len(catalog.users)) > 0
    rows = np.flatnonzero(~met)
    found = of_items(
        "items-without-interactions",
        "note",
        rows,
        Text.counted(
            "{n:,} item has no interactions.",
            "{n:,} items have no interactions.",
            len(rows),
        ),
        Text(
            "They are cold: only their content can recommend them. The cold-items split tests that."
        ),
        _names(catalog, rows),
    )
    return found + of_others(
        "users-without-interactions",
        "note",
        "users",
        np.flatnonzero(~active),
        np.empty(0, np.int64),
        Text.counted(
            "{n:,} user has no interactions.",
            "{n:,} users have no interactions.",
            len(np.flatnonzero(~active)),
        ),
        Text("They get the most popular items until they do something."),
    )


def without_content(catalog: Catalog) -> list[Finding]:
    """Items with nothing to encode, and modalities that some items lack."""
    count = len(catalog.items)
    anything = np.zeros(count, bool)
    lacking: list[Finding] = []
    for name in catalog.modalities():
        has = np.zeros(count, bool)
        if name in catalog.items.columns:
            has |= catalog.items[name].is_not_null().to_numpy()
        if name in catalog.features:
            has |= ~np.isnan(catalog.features[name]).all(axis=1)
        anything |= has
        rows = np.flatnonzero(~has)
        share = len(rows) / max(1, count)
        lacking += of_items(
            f"{name}-missing",
            "note" if share < 0.5 else "warning",
            rows,
            Text.counted(
                "{n:,} item ({share:.0%}) has no {name}.",
                "{n:,} items ({share:.0%}) have no {name}.",
                len(rows),
                share=share,
                name=Text(name),
            ),
            Text("Nothing needs to be done: a missing modality is masked, never taken for zeros."),
            _names(catalog, rows),
        )
    rows = np.flatnonzero(~anything) if catalog.modalities() else np.arange(count)
    return lacking + of_items(
        "items-without-content",
        "warning",
        rows,
        Text.counted(
            "{n:,} item has no text, picture, sound, video or features at all.",
            "{n:,} items have no text, picture, sound, video or features at all.",
            len(rows),
        ),
        Text("Add content, or they can be recommended by their interactions alone."),
        _names(catalog, rows),
    )


def features(catalog: Catalog) -> list[Finding]:
    """Precomputed features that are no numbers, or say nothing."""
    found: list[Finding] = []
    for name, values in catalog.features.items():
        finite = np.isfinite(values)
        missing = np.isnan(values).all(axis=1)
        broken = np.flatnonzero(~finite.all(axis=1) & ~missing)
        found += of_items(
            f"{name}-not-finite",
            "error",
            broken,
            Text.counted(
                "{n:,} item has {name} features that are partly NaN or infinite.",
                "{n:,} items have {name} features that are partly NaN or infinite.",
                len(broken),
                name=Text(name),
            ),
            Text("Export the features again; such rows are not usable."),
            _names(catalog, broken),
        )
        empty = np.flatnonzero(~missing & finite.all(axis=1) & (values == 0).all(axis=1))
        found += of_items(
            f"{name}-all-zero",
            "warning",
            empty,
            Text.counted(
                "{n:,} item has {name} features that are all zero.",
                "{n:,} items have {name} features that are all zero.",
                len(empty),
                name=Text(name),
            ),
            Text(
                "Zeros often stand for a missing file; write NaN for those so that they are masked."
            ),
            _names(catalog, empty),
        )
    return found


def _names(catalog: Catalog, rows: np.ndarray) -> list[str]:
    names: list[str] = catalog.items["item"].gather(rows[:EXAMPLES]).to_list()
    return names
