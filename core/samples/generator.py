"""Write one sample catalog into a folder, in the layout of the `table` reader."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from core import cores, workspace
from core.catalog.schema import PLANTED_LATE, TRUTH_COLUMNS
from core.progress import Reporter
from core.samples import people
from core.samples.plan import Item, Planted
from core.text import Text

#: Raise it when the same seed no longer gives the same bytes; older folders are made again.
VERSION = 4


def write(
    field: ModuleType, folder: Path, items: int, users: int, seed: int, reporter: Reporter
) -> None:
    """Generate a catalog.

    Every item has a random stream of its own, so item k is the same whatever the number of items.

    Args:
        field: module with TITLE, DESCRIPTION, EVENTS, TASTE, attributes() and make().
        folder: an existing empty folder.
        items: how many items.
        users: how many users.
        seed: the catalog's seed.
        reporter: hears of progress; may cancel.

    """
    for name in ("images", "audio", "video", "subtitles"):
        (folder / name).mkdir()
    planted, rows, truth = [], [], []
    late: dict[str, Mapping[str, float]] = {}

    def make(number: int) -> tuple[Planted, Item]:
        rng = np.random.default_rng([seed, number])
        one = field.attributes(number, rng)
        return one, field.make(one, folder, rng)

    title = Text("making the {title} sample", title=field.TITLE.lower())
    # Codecs and numpy let go of the interpreter: two threads take two thirds of the time.
    pool = ThreadPoolExecutor(cores.usable(), thread_name_prefix="sample")
    try:
        for number, (one, item) in enumerate(pool.map(make, range(items))):
            reporter.checkpoint()
            reporter.progress(title, number, items, "items")
            planted.append(one)
            rows.append(item.row)
            truth += item.truth
            if item.late:
                late[one.item] = item.late
    finally:
        pool.shutdown(cancel_futures=True)
    _write_csv(folder / "items.csv", list(rows[0]), rows)
    _write_csv(folder / "truth.csv", list(TRUTH_COLUMNS), truth)
    history = people.simulate(
        [item.values for item in planted],
        field.TASTE,
        users,
        len(field.EVENTS),
        np.random.default_rng([seed, 2**31]),
        reporter,
    )
    log = (
        {
            "user": f"U{user:05d}",
            "item": planted[item].item,
            "timestamp": stamp,
            "event": field.EVENTS[event],
            "rating": "" if np.isnan(rating) else int(rating),
        }
        for user, item, stamp, event, rating in zip(
            history.user.tolist(),
            history.item.tolist(),
            history.timestamp.tolist(),
            history.event.tolist(),
            history.rating.tolist(),
            strict=True,
        )
    )
    _write_csv(folder / "interactions.csv", ["user", "item", "timestamp", "event", "rating"], log)
    for name in ("images", "audio", "video", "subtitles"):
        if not any((folder / name).iterdir()):
            (folder / name).rmdir()
    workspace.write_json(
        folder / "catalog.json",
        {
            "name": f"{field.TITLE} (sample)",
            "description": field.DESCRIPTION,
            "field": field.TITLE.lower(),
            "items": items,
            "users": users,
            "seed": seed,
            "generator": VERSION,
            "licence": "CC0-1.0",
            PLANTED_LATE: late,
        },
    )
    reporter.progress(title, items, items, "items")


def _write_csv(path: Path, names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, names, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({key: _cell(value) for key, value in row.items()})
    workspace.write_atomic(path, text.getvalue().encode())


def _cell(value: Any) -> Any:
    return f"{value:.4g}" if isinstance(value, float) else value
