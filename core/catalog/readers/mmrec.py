"""RecBole's atomic files and MMRec's variant of them.

`.inter`, `.item`, `.user`: tab separated, header with or without types (`user_id:token`).
`x_label` 0/1/2 is the published split. `image_feat.npy`, `text_feat.npy`, `audio_feat.npy`: row i
belongs to the item with id i.

Sources: RecBole (Zhao et al., CIKM 2021) "Atomic Files"; MMRec (Zhou, MMAsia Workshops 2023).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from core.catalog.plan.looking import look_at_tables
from core.catalog.plan.read import read_items, read_log, read_users
from core.catalog.readers.base import Detection, Reader, files_in, folder_of, need
from core.catalog.rows import features, items
from core.catalog.rows.assembly import assemble
from core.catalog.rows.interactions import Log
from core.catalog.rows.items import Items
from core.catalog.schema import Catalog
from core.errors import UserError
from core.progress import NOBODY, Reporter
from core.text import Text


class MMRecReader(Reader):
    """Reads a folder with one `.inter` file."""

    name = "mmrec"
    place = 1
    title = Text("RecBole / MMRec (.inter, .item, .user, *_feat.npy)")

    def detect(self, path: Path) -> Detection | None:
        folder = folder_of(path)
        logs = [file for file in files_in(folder) if file.suffix == ".inter"]
        arrays = [file for file in files_in(folder) if features.modality_of(file) is not None]
        if not logs or not arrays or (path.is_file() and path not in logs):
            return None
        return Detection(
            0.95, Text("it holds {one} and {other}", one=logs[0].name, other=arrays[0].name)
        )

    def read(
        self, path: Path, mapping: Mapping[str, str] | None = None, reporter: Reporter = NOBODY
    ) -> Catalog:
        folder = folder_of(path)
        plan = look_at_tables(path, mapping).plan
        histories = plan.of("interactions")
        need(
            folder if histories else None,
            folder,
            ".inter file",
            Text("Put the interactions there as <name>.inter, tab separated."),
        )
        logs = [read_log(folder, file, reporter) for file in histories]
        arrays, problem, notes = features.read(files_in(folder))
        problems = [problem]
        made = read_items(plan, reporter)
        ids = _distinct(logs, "item")
        height = max((len(array) for array in arrays.values()), default=0)
        if height and (off := _off_by_one(ids, height)):
            notes.append(off)
        if arrays or made is None:
            order = numeric_order(ids, made, height)
            if order is None and arrays:
                raise UserError(
                    "The item ids are no numbers, so the rows of the feature files cannot be "
                    "told apart.",
                    "Number the items 0, 1, 2, ... in the order of the feature rows.",
                    file=str(folder / histories[0].file),
                    column=logs[0].columns["item"],
                )
            if order is not None:
                made = _in_order(order, made, folder)
                arrays = features.fit(arrays, len(order))
        users, problem = read_users(plan, reporter)
        problems.append(problem)
        if users is None:
            users = numeric_users(_distinct(logs, "user"))
        return assemble(
            name=Path(histories[0].file).stem,
            root=folder,
            reader=self.name,
            items=made,
            logs=logs,
            users=users,
            features=arrays,
            problems=problems,
            notes=notes,
            reporter=reporter,
        )


def _distinct(logs: Sequence[Log], name: str) -> pl.Series:
    """The distinct identifiers of all logs as text."""
    ids = [log.coded(name).ids for log in logs]
    return pl.concat(ids).unique(maintain_order=True)


def numeric_order(ids: pl.Series, made: Items | None, height: int) -> pl.Series | None:
    """Item ids "0", "1", ..., n-1 so that row = id, or None if ids are no small numbers.

    `ids` are the distinct ids of the histories. Where there are features (`height` rows of them)
    some may be broken: their interactions are of items that are not known. Numbers they are if
    half of them name a row, or half of the rows are named.

    n covers the ids of the histories, of the item table, and the rows of the features.
    """
    known = ids
    if made is not None:
        known = pl.concat([known, made.frame.get_column("item")]).unique()
    numbers = known.cast(pl.Int64, strict=False)
    # Ids far beyond their number are catalogue numbers, not rows.
    limit = max(height, 2 * len(known) + 1000)
    fits = ((numbers.cast(pl.String) == known) & (numbers >= 0) & (numbers < limit)).fill_null(
        False
    )
    strict = made is not None or not height
    if not fits.all() and (strict or 2 * int(fits.sum()) < min(len(fits), height)):
        return None
    highest = numbers.filter(fits).max()
    largest = int(highest) if isinstance(highest, int) else -1
    return pl.int_range(0, max(largest + 1, height), eager=True).cast(pl.String).alias("item")


def _off_by_one(ids: pl.Series, height: int) -> Text | None:
    """What to say where ids begin at 1 and there is a row of features for each of them."""
    numbers = ids.cast(pl.Int64, strict=False)
    if numbers.min() != 1 or numbers.max() != height:
        return None
    return Text(
        "The first id is 1 and there are as many rows of features as items: the rows may be one "
        "off, since row i is taken for item i. If so, number the items from 0.",
    )


def numeric_users(ids: pl.Series) -> pl.Series | None:
    """User ids in numeric order if all are numbers (as published code expects), else None."""
    numbers = ids.cast(pl.Int64, strict=False)
    if numbers.null_count() or (numbers.cast(pl.String) != ids).any():
        return None
    return numbers.sort().cast(pl.String).alias("user")


def _in_order(order: pl.Series, made: Items | None, root: Path) -> Items:
    if made is None:
        return items.from_ids(order, root)
    frame = order.to_frame().join(made.frame, on="item", how="left", maintain_order="left")
    return dataclasses.replace(made, frame=frame)
