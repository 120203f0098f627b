"""Questions of the Alignment page: spaces, one pair of modalities and its shift; others by name."""

from __future__ import annotations

import math
from dataclasses import asdict
from itertools import combinations
from typing import Any

import numpy as np
from pydantic import Field

from core.alignment import measures
from core.errors import UserError
from core.explore.alignment import mismatches as mismatch
from core.explore.alignment import phrase_search as finding
from core.explore.alignment import plane as maps
from core.explore.alignment import spaces
from core.explore.alignment import token_matching as tokens
from core.explore.alignment.spaces import SpaceName
from core.explore.context import Answer, Context, Params, Query
from core.text import Text


class NoParams(Params):
    """Nothing to choose."""


class SpaceParams(Params):
    """Which space."""

    space: SpaceName


class PairParams(SpaceParams):
    """Modality x asks, y answers.

    `limit` items are compared, `shown` of them drawn, `worst` listed.
    """

    x: str
    y: str
    limit: int = Field(1000, ge=2, le=5000)
    shown: int = Field(160, ge=2, le=1000)
    worst: int = Field(30, ge=1, le=1000)
    seed: int = Field(0, ge=0)


class ShiftedParams(PairParams):
    """The same after both modalities moved towards each other; 1 closes the gap."""

    shift: float = Field(0.0, ge=-10, le=10)


def available(context: Context, _params: NoParams) -> Answer:
    """Spaces and pairs of modalities there are."""
    names = spaces.available(context)
    if not names:
        raise UserError(
            "This catalog has one modality, so there is nothing to compare.",
            "Open a catalog whose items have words, pictures or sound.",
        )
    together = spaces.modalities(context, names[0])
    return {
        "spaces": names,
        "modalities": together,
        "pairs": [list(pair) for pair in combinations(together, 2)],
    }, {}


def pair(context: Context, params: PairParams) -> Answer:
    """All measures of a pair, its matrix, its curve over the shift, its worst items.

    Arrays: those of `shifted`, and `shifts` [S], `recall_xy` [S], `recall_yx` [S] (recall@1).
    """
    space = spaces.get(context, params.space)
    rows, x, y = _both(space, params)
    told, arrays = _told(space, params, rows, x, y, 0.0)
    told["measures"] = {name: _json(one) for name, one in measures.agreement(x, y).items()}
    shifts = np.linspace(-1, 2, 31)
    curve = np.array([_recall_both_ways(x, y, float(shift)) for shift in shifts])
    arrays |= {"shifts": shifts, "recall_xy": curve[:, 0], "recall_yx": curve[:, 1]}
    return told, arrays


def shifted(context: Context, params: ShiftedParams) -> Answer:
    """Recall@1 both ways, matrix and worst items at a shift.

    Arrays: `items` [s] rows of the items drawn, best margin first, `similarity` [s, s],
    `margins` [s], `own_rank` [s] among all compared; `worst` [w] rows of the items that find
    themselves last, `worst_rival` [w], `worst_rank` [w], `worst_own` [w].
    """
    space = spaces.get(context, params.space)
    rows, x, y = _both(space, params)
    return _told(space, params, rows, x, y, params.shift)


def _both(space: spaces.Space, params: PairParams) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    for name in (params.x, params.y):
        if name not in space.rows:
            raise UserError(
                Text("'{name}' is not in this space: too few items have it.", name=name),
                "Choose another pair.",
            )
    rows, x, y = space.both(params.x, params.y)
    if len(rows) < 2:
        raise UserError(
            Text("Fewer than two items have both '{x}' and '{y}'.", x=params.x, y=params.y),
            "Choose another pair.",
        )
    if len(rows) > params.limit:
        generator = np.random.default_rng(params.seed)
        some = np.sort(generator.choice(len(rows), params.limit, replace=False))
        rows, x, y = rows[some], x[some], y[some]
    return rows, x, y


def _told(
    space: spaces.Space,
    params: PairParams,
    rows: np.ndarray,
    x: np.ndarray,
    y: np.ndarray,
    shift: float,
) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    x, y = measures.shifted(x, y, shift)
    found = measures.compare(x, y)
    back = measures.compare(y, x)
    generator = np.random.default_rng(params.seed)
    count = min(params.shown, len(rows))
    shown = generator.choice(len(rows), count, replace=False)
    shown = shown[np.argsort(-found.margins[shown], kind="stable")]
    worst = np.lexsort((found.margins, -found.ranks))[: params.worst]
    return {
        "space": space.name,
        "note": space.note,
        "x": params.x,
        "y": params.y,
        "items": len(rows),
        "shift": shift,
        "recall_xy": float((found.ranks == 0).mean()),
        "recall_yx": float((back.ranks == 0).mean()),
    }, {
        "items": rows[shown],
        "similarity": measures.similarity(x[shown], y[shown]),
        "margins": found.margins[shown],
        "own_rank": found.ranks[shown] + 1,
        "worst": rows[worst],
        "worst_rival": rows[found.rivals[worst]],
        "worst_rank": found.ranks[worst] + 1,
        "worst_own": found.own[worst],
    }


def _recall_both_ways(x: np.ndarray, y: np.ndarray, shift: float) -> tuple[float, float]:
    """Recall@1 from x to y and back at a shift, from one matrix."""
    near = measures.similarity(*measures.shifted(x, y, shift))
    own = np.diag(near).copy()
    np.fill_diagonal(near, -np.inf)
    return float((near.max(1) < own).mean()), float((near.max(0) < own).mean())


def _json(measure: measures.Measure) -> dict[str, Any]:
    """A measure as JSON, which has no NaN."""
    return {
        name: None if isinstance(value, float) and math.isnan(value) else value
        for name, value in asdict(measure).items()
    }


QUERIES: dict[str, tuple[type[Params], Query]] = {
    "spaces": (NoParams, available),
    "pair": (PairParams, pair),
    "shifted": (ShiftedParams, shifted),
    "map": (maps.MapParams, maps.everything),
    "loss": (maps.LossParams, maps.loss),
    "neighbours": (maps.NeighboursParams, maps.neighbours),
    "tokens": (tokens.TokensParams, tokens.tokens),
    "mismatches": (mismatch.MismatchParams, mismatch.mismatches),
    "leave_out": (mismatch.LeaveOutParams, mismatch.leave_out),
    "find": (finding.FindParams, finding.find),
    "waves": (finding.WavesParams, finding.waves),
}
