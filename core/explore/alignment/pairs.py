"""One pair of modalities: all measures, who is near whom, and what closing the gap would do."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from itertools import combinations

import numpy as np

from core.alignment import measures
from core.contracts.alignment import (
    Lost,
    Matrix,
    Measured,
    PairAnswer,
    PairParams,
    ShiftCurve,
    ShiftedAnswer,
    ShiftedParams,
    SpacesAnswer,
)
from core.errors import UserError
from core.explore.alignment import spaces
from core.explore.alignment.spaces import Space
from core.explore.context import Context
from core.text import Text

#: Where the curve over the shift is taken.
SHIFTS = np.linspace(-1, 2, 31)


def available(context: Context) -> SpacesAnswer:
    """Spaces and pairs of modalities there are.

    Raises:
        UserError: there is nothing to compare.

    """
    names = spaces.available(context)
    if not names:
        raise UserError(
            "This catalog has one modality, so there is nothing to compare.",
            "Open a catalog whose items have words, pictures or sound.",
        )
    together = tuple(spaces.modalities(context, names[0]))
    return SpacesAnswer(
        spaces=tuple(names), modalities=together, pairs=tuple(combinations(together, 2))
    )


def pair(context: Context, params: PairParams) -> PairAnswer:
    """All measures of a pair, its matrix, its curve over the shift, its worst items.

    Raises:
        UserError: there is no such space, or too few items have both modalities.

    """
    space = spaces.get(context, params.space)
    both = _both(space, params)
    recall = np.array([_recall_both_ways(both.x, both.y, float(shift)) for shift in SHIFTS])
    found = measures.agreement(both.x, both.y)
    return PairAnswer(
        **dict(_shifted(space, params, both, 0.0)),
        measures={name: _measured(one) for name, one in found.items()},
        curve=ShiftCurve(shifts=SHIFTS, recall_xy=recall[:, 0], recall_yx=recall[:, 1]),
    )


def shifted(context: Context, params: ShiftedParams) -> ShiftedAnswer:
    """Recall@1 both ways, matrix and worst items at a shift.

    Raises:
        UserError: as `pair`.

    """
    space = spaces.get(context, params.space)
    return _shifted(space, params, _both(space, params), params.shift)


@dataclass(frozen=True, eq=False)
class _Both:
    """Items with both modalities: rows [n], their vectors of x [n, d] and of y [n, d]."""

    rows: np.ndarray
    x: np.ndarray
    y: np.ndarray


def _both(space: Space, params: PairParams) -> _Both:
    space.check(params.x, params.y)
    rows, x, y = space.both(params.x, params.y)
    if len(rows) < 2:
        raise UserError(
            Text("Fewer than two items have both '{x}' and '{y}'.", x=params.x, y=params.y),
            "Choose another pair.",
        )
    if len(rows) > params.limit:
        generator = np.random.default_rng(params.seed)
        chosen = np.sort(generator.choice(len(rows), params.limit, replace=False))
        rows, x, y = rows[chosen], x[chosen], y[chosen]
    return _Both(rows, x, y)


def _shifted(space: Space, params: PairParams, both: _Both, shift: float) -> ShiftedAnswer:
    rows = both.rows
    x, y = measures.shifted(both.x, both.y, shift)
    forward, backward = measures.compare(x, y), measures.compare(y, x)
    generator = np.random.default_rng(params.seed)
    shown = generator.choice(len(rows), min(params.shown, len(rows)), replace=False)
    shown = shown[np.argsort(-forward.margins[shown], kind="stable")]
    worst = np.lexsort((forward.margins, -forward.ranks))[: params.worst]
    return ShiftedAnswer(
        space=space.name,
        note=space.note,
        x=params.x,
        y=params.y,
        compared=len(rows),
        shift=shift,
        recall_xy=float((forward.ranks == 0).mean()),
        recall_yx=float((backward.ranks == 0).mean()),
        matrix=Matrix(
            items=rows[shown],
            similarity=measures.similarity(x[shown], y[shown]),
            margins=forward.margins[shown],
            own_rank=forward.ranks[shown] + 1,
        ),
        worst=Lost(
            items=rows[worst],
            rival=rows[forward.rivals[worst]],
            rank=forward.ranks[worst] + 1,
            own=forward.own[worst],
        ),
    )


def _recall_both_ways(x: np.ndarray, y: np.ndarray, shift: float) -> tuple[float, float]:
    """Recall@1 from x to y and back at a shift, from one matrix."""
    near = measures.similarity(*measures.shifted(x, y, shift))
    own = np.diag(near).copy()
    np.fill_diagonal(near, -np.inf)
    return float((near.max(1) < own).mean()), float((near.max(0) < own).mean())


def _measured(measure: measures.Measure) -> Measured:
    """A measure as it is told: JSON has no NaN."""
    fields = {
        name: None if isinstance(value, float) and math.isnan(value) else value
        for name, value in asdict(measure).items()
    }
    return Measured.model_validate(fields)
