"""A run of one catalog brought to another that shares items with it: rows are found by their ids.

What belongs to an item or a user goes with its id. Items that the run never saw are judged by what
they contain; users it never saw, by nothing of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl
import torch
from torch import Tensor

from core import workspace
from core.catalog.opening import snapshot
from core.catalog.schema import Catalog
from core.errors import UserError
from core.progress import NOBODY, Reporter
from core.recommend.linear import Linear
from core.recommend.neighbourhood import Neighbourhood
from core.recommend.recommender import Vectors
from core.recommend.vote import Vote
from core.text import Text
from core.training.build import build_model
from core.training.judge.validation import all_vectors
from core.training.run import checkpoint, identity, layout, runs, vectors
from core.training.run.record import DataRecord
from core.training.run.summary import describe
from core.training.steps.gather import Gather

#: Tensors of a model with a row an item or a user; all others are of neither.
_BY_ITEM, _BY_USER = ("mf.items", "mf.item_bias", "bank"), ("mf.users", "mf.user_bias")


@dataclass(frozen=True, eq=False)
class Rows:
    """Where the rows of a catalog are found in another one.

    Attributes:
        places: int64 [n], the other's row of each row here; -1 where it has none.
        total: rows of the other one.

    """

    places: np.ndarray
    total: int

    @classmethod
    def by_id(cls, here: pl.Series, there: pl.Series) -> Rows:
        """By equal ids."""
        rows = {name: row for row, name in enumerate(there.to_list())}
        return cls(np.array([rows.get(name, -1) for name in here.to_list()], np.int64), len(there))

    @property
    def known(self) -> int:
        """Rows that the other one has."""
        return int((self.places >= 0).sum())

    def taken(self, table: Tensor) -> Tensor:
        """A table [total, ...] of the other one as one of this one, [n, ...], 0 where unknown."""
        found = torch.as_tensor(self.places)
        rows = table[found.clamp(min=0)]
        rows[found < 0] = 0
        return rows

    def here(self, rows: Tensor) -> Tensor:
        """Rows of the other one as rows of this one, -1 where it is not here."""
        back = torch.full((self.total,), -1, dtype=torch.int64)
        known = self.places >= 0
        back[torch.as_tensor(self.places[known])] = torch.as_tensor(np.flatnonzero(known))
        return back[rows]


def brought(
    folder: Path, saved: Path, features: runs.Features, reporter: Reporter = NOBODY
) -> Path:
    """A run as one of the catalog in the snapshot `saved`: itself, or as `bring` makes it, once.

    Raises:
        UserError: see `source_of` and `bring`.

    """
    target, key = snapshot.load(saved), snapshot.key(saved)
    if layout.read_record(folder).data.fingerprint == identity.of_catalog(target):
        return folder
    for known in layout.runs_of(key):
        if known.usable and known.origin == _origin(folder):
            return Path(known.folder)
    source = source_of(folder)
    return bring(folder, source, target, features, layout.new_run_folder(key), reporter)


def _origin(folder: Path) -> str:
    """Names a run and its weights."""
    return f"{folder.resolve()} {layout.weights_saved(folder)}"


def source_of(folder: Path) -> Catalog:
    """The catalog a run was trained on, from its snapshot.

    Raises:
        UserError: it is not there any more, or is another one.

    """
    made_for = layout.read_record(folder).data
    place = workspace.folder("catalogs") / folder.resolve().parent.name
    try:
        source = snapshot.load(place)
    except UserError:
        source = None
    if source is None or made_for.fingerprint != identity.of_catalog(source):
        raise UserError(
            Text(
                "The catalog '{catalog}' that this run was trained on is not in the workspace, so "
                "nobody can tell which item is which.",
                catalog=made_for.catalog,
            ),
            "Open that catalog again, or train a new run.",
            str(folder),
        )
    return source


def bring(
    folder: Path,
    source: Catalog,
    target: Catalog,
    features: runs.Features,
    into: Path,
    reporter: Reporter = NOBODY,
) -> Path:
    """Make a run of `target` out of a run of `source`.

    Args:
        folder: the run.
        source: the catalog it was trained on.
        target: the catalog it is wanted on.
        features: of `target`, by the same encoders.
        into: an empty folder for the new run.
        reporter: told how many items and users were found.

    Raises:
        UserError: the catalogs share no item, the encoders differ, or the model knows items by
            their ids alone and here are others.

    """
    record, config = layout.read_record(folder), runs.read_config(folder)
    stores = identity.same_encoders(record.data, features.stores, folder / layout.RUN)
    items = Rows.by_id(target.items["item"], source.items["item"])
    users = Rows.by_id(target.users["user"], source.users["user"])
    _check(items, source, target, folder, by_content=config.head.content)
    data = runs.counted(record.data, target, config)
    gather = Gather(stores, torch.device("cpu"))
    model = build_model(config, data, gather, gather.device, reporter)
    weights, state = checkpoint.read(folder / layout.MODEL)
    for names, rows in ((_BY_ITEM, items), (_BY_USER, users)):
        weights |= {name: rows.taken(weights[name]) for name in names if len(weights[name])}
    checkpoint.load_model(model, weights, folder / layout.MODEL)
    model.eval()
    made = all_vectors(model, data, gather, reporter)
    made = _beside(made, folder, record.data, items, users)
    checkpoint.write(into / layout.MODEL, model.state_dict(), state)
    vectors.save(into, made)
    changes = {"status": "stopped", "process": None, "origin": _origin(folder)}
    told = describe(target, data, gather, model).model_copy(update=changes)
    layout.write(into / layout.RUN, told)
    note = _told(items, users, target, record.data)
    layout.write_notes(into, f"{record.data.catalog} {folder.name}", str(note))
    runs.write_config(into, config)  # a folder without one is no run
    reporter.log(note)
    return into


def _check(
    items: Rows, source: Catalog, target: Catalog, folder: Path, *, by_content: bool
) -> None:
    if not items.known:
        raise UserError(
            Text(
                "This run was trained on '{catalog}'; the open catalog '{here}' shares no item "
                "with it.",
                catalog=source.name,
                here=target.name,
            ),
            "Open that catalog, or train a new run.",
            str(folder),
        )
    if not by_content and items.known < len(items.places):
        raise UserError(
            Text(
                "This run was trained on '{catalog}' and knows items by their ids alone; {count} "
                "of '{here}' are not among them.",
                catalog=source.name,
                here=target.name,
                count=len(items.places) - items.known,
            ),
            "Train a new run.",
            str(folder),
        )


def _told(items: Rows, users: Rows, target: Catalog, made_for: DataRecord) -> Text:
    return Text(
        "By their ids, {items} of {all_items} items and {users} of {all_users} users of '{here}' "
        "are those of '{catalog}'.",
        items=items.known,
        all_items=len(items.places),
        users=users.known,
        all_users=len(users.places),
        here=target.name,
        catalog=made_for.catalog,
    )


def _beside(made: Vectors, folder: Path, made_for: DataRecord, items: Rows, users: Rows) -> Vectors:
    """With the vectors of joined models and the vote that the run stored beside its model."""
    if not (folder / layout.VECTORS).exists():
        return made
    stored = vectors.read(folder, users.total, items.total)
    width = made.items.shape[1]
    if stored.items.shape[1] > width:
        made = made.behind(
            users.taken(stored.users[:, width:]),
            items.taken(stored.items[:, width:]),
            None if stored.later is None else users.taken(stored.later[:, width:]),
        )
    if stored.vote is None:
        return made
    voters = (replace(one, model=_near(one.model, items)) for one in stored.vote.voters)
    return replace(made, vote=Vote(tuple(voters)))


def _near(old: Neighbourhood | Linear, items: Rows) -> Neighbourhood | Linear:
    """Neighbours that are here; who is not says nothing."""
    if isinstance(old, Linear):
        return Linear(items.taken(old.left), items.taken(old.right))
    near, values = items.here(items.taken(old.items)), items.taken(old.values)
    return Neighbourhood(near.clamp(min=0), torch.where(near < 0, 0.0, values))
