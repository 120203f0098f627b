"""What encoders are judged by: lists by user, finding by another modality and pointing by item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np

from core import arrays
from core.contracts.attention import PointingParams
from core.errors import UserError
from core.explore.context import Context
from core.training.judge.comparison import per_user

#: An item is found if its partner is among so many.
NEAREST = 5
#: Items whose maps are asked where they point.
POINTING_ITEMS = 200


class Values(NamedTuple):
    """A measure of one variant: whose, int64 [n], and how good, float64 [n]."""

    units: np.ndarray
    values: np.ndarray


def values_of(context: Context) -> dict[str, Values]:
    """Ranking by user, retrieval and pointing by item, as far as model and catalog have them."""
    assert context.key.run is not None
    result, _ = per_user(Path(context.key.run), context.catalog)
    metric = context.run.config.metric
    found = {metric: Values(result.users, result.per_user[metric])}
    found |= dict(_retrieval(context))
    found |= dict(_pointing(context))
    return found


def _retrieval(context: Context) -> Iterator[tuple[str, Values]]:
    """How often an item's other modality is among its nearest, mean over pairs, both ways."""
    from core.alignment import measures
    from core.explore.alignment import spaces

    if "model" not in spaces.available(context):
        return
    space = spaces.get(context, "model")
    units, hits = [], []
    names = list(space.rows)
    for one in names:
        for other in names:
            rows, x, y = space.both(one, other)
            if one != other and len(rows) > NEAREST:
                units.append(rows)
                hits.append(measures.compare(x, y).ranks < NEAREST)
    if units:
        yield f"retrieval@{NEAREST}", grouped(np.concatenate(units), np.concatenate(hits))


def _pointing(context: Context) -> Iterator[tuple[str, Values]]:
    """How often the score's relevance points at the planted place, item by item."""
    from core.explore.attention.pointing import games

    try:
        played = games(context, PointingParams(kind="relevance", limit=POINTING_ITEMS))
    except UserError:  # nothing was planted, or the model has no maps
        return
    if played:
        items = np.array([game.item for game in played])
        yield "pointing", grouped(items, np.array([game.hit for game in played]))


def grouped(units: np.ndarray, values: np.ndarray) -> Values:
    """The mean of each unit."""
    distinct, places = np.unique(units, return_inverse=True)
    return Values(distinct, np.bincount(places, values) / np.bincount(places))


def mean(several: list[Values]) -> Values:
    """Over seeds, of the units that all have."""
    common = several[0].units
    for one in several[1:]:
        common = np.intersect1d(common, one.units)
    return Values(common, np.mean([at(one, common) for one in several], 0))


def at(values: Values, units: np.ndarray) -> np.ndarray:
    """Values of some units, which are among its own."""
    order = np.argsort(values.units)
    return np.asarray(values.values[order[np.searchsorted(values.units, units, sorter=order)]])


def write(path: Path, measured: Mapping[str, Values]) -> None:
    """Keep what was measured."""
    arrays.write(
        path,
        {
            f"{name}/{part}": array
            for name, values in measured.items()
            for part, array in values._asdict().items()
        },
    )


def read(path: Path) -> dict[str, Values] | None:
    """What was measured before, None if it was not, or is damaged."""
    found = arrays.read(path)
    if found is None:
        return None
    names = dict.fromkeys(name.rpartition("/")[0] for name in found)
    try:
        return {name: Values(found[f"{name}/units"], found[f"{name}/values"]) for name in names}
    except KeyError:
        return None
