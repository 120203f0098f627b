"""The work list of items whose modalities disagree."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.alignment.mismatch import LEAST_ITEMS, Suspicion, cross_fitted
from core.catalog.opening import snapshot
from core.contracts.alignment import LeaveOutAnswer, MismatchAnswer, MismatchParams
from core.errors import UserError
from core.explore.catalog.excluding import without
from core.explore.context import Context
from core.text import Text

#: More items than this are not scored: beyond it the list is of a random sample.
MOST_ITEMS = 50_000


def mismatches(context: Context, params: MismatchParams) -> MismatchAnswer:
    """Items ranked by how many strangers' partners fit better than their own.

    Raises:
        UserError: a modality is not encoded, or too few items have both.

    """
    stores = context.features.stores
    for name in (params.x, params.y):
        if name not in stores:
            raise UserError(
                Text("'{name}' is not encoded.", name=name), "Choose another pair, or encode it."
            )
    x, y = stores[params.x], stores[params.y]
    rows = np.flatnonzero(np.asarray(x.present) & np.asarray(y.present))
    if len(rows) < LEAST_ITEMS:
        raise UserError(
            Text(
                "Only {rows} items have both '{x}' and '{y}'; {least_items} are needed to "
                "tell what belongs together.",
                rows=len(rows),
                x=params.x,
                y=params.y,
                least_items=LEAST_ITEMS,
            ),
            "Choose another pair.",
        )
    if len(rows) > MOST_ITEMS:
        rows = np.sort(np.random.default_rng(0).choice(rows, MOST_ITEMS, replace=False))
    found = context.kept(
        Suspicion,
        lambda: cross_fitted(np.asarray(x.pooled()[rows]), np.asarray(y.pooled()[rows])),
        f"{params.x} {params.y}",
    )
    worst = np.lexsort((found.own, -found.score))[: params.count]
    return MismatchAnswer(
        x=params.x,
        y=params.y,
        compared=len(rows),
        strangers=found.strangers,
        typical=float(np.median(found.score)),
        above_half=int((found.score >= 0.5).sum()),
        items=rows[worst],
        score=found.score[worst].astype(np.float32),
        rival=rows[found.rival[worst]],
        own=found.own[worst],
    )


def leave_out(context: Context, items: Sequence[int]) -> LeaveOutAnswer:
    """A snapshot of the catalog without some items.

    Raises:
        UserError: the catalog has no such items, or no others.

    """
    rows = np.unique(np.array(items, np.int64))
    if len(rows) and rows[0] < 0:
        raise UserError("There is no item with a negative number.")
    ids = context.catalog.items["item"]
    named = ", ".join(str(ids[int(row)]) for row in rows[:5] if row < len(ids))
    more = Text(" and {n} more", n=len(rows) - 5) if len(rows) > 5 else Text()
    why = Text("Left out as a mismatch: {named}{more}.", named=named, more=more)
    folder = snapshot.save(without(context.catalog, {"items": rows}, why))
    return LeaveOutAnswer(snapshot=str(folder), sentence=why, count=len(rows))
