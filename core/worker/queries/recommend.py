"""Questions of the Recommend page: a list with its reasons, items like an item."""

from __future__ import annotations

import time
from typing import Annotated, Any

import numpy as np
from pydantic import Field

from core.explore.context import Answer, Context, Params, Query
from core.explore.whatif import Listed, Playground

#: Items of the history that are told for a vote.
BECAUSE = 5

Row = Annotated[int, Field(ge=0)]
Weight = Annotated[float, Field(ge=0, le=4, allow_inf_nan=False)]


class ListParams(Params):
    """For whom, and what if.

    `user` None is somebody new whose history is `liked` alone. `liked` items are added to the
    user's training history, `removed` ones taken out of it. `weights` scale what each modality
    gives (0 hides it); `diversity` 0..1 trades score for variety; `hour` is of the day in UTC.
    """

    user: Row | None = None
    liked: list[Row] = Field(default_factory=list)
    removed: list[Row] = Field(default_factory=list)
    k: int = Field(12, ge=1, le=1000)
    weights: dict[str, Weight] = Field(default_factory=dict)
    diversity: float = Field(0.0, ge=0, le=1)
    hour: int | None = Field(None, ge=0, le=23)


class SimilarParams(Params):
    """The `k` items nearest to item `row`."""

    row: Row
    k: int = Field(12, ge=1, le=1000)


class PrepareParams(Params):
    """For about how long; other questions wait meanwhile."""

    seconds: float = Field(0.1, gt=0, le=10)


def playground(context: Context) -> Playground:
    """The run of a context, kept with what was worked out on it."""
    if "playground" not in context.cache:
        context.cache["playground"] = Playground(context.run)
    known: Playground = context.cache["playground"]
    return known


def list_(context: Context, params: ListParams) -> Answer:
    """The best items with scores and reasons.

    Result: `items` [{"row", "id", "title", "score", "hit", "cold", "why", "because"}], where `why`
    names the parts that sum to the score: each modality, "collaborative", "bias", "hour", and
    "near <voter>" for each vote, of a modality or of "choices". `because`: [[row, part]] of the
    items of the history that the votes come from, the most telling first. `hit`: held out of
    training and really chosen by this user. `cold`: nobody chose it in training. `history`: the
    training items the list starts from, `held_out` the others of this user. `hours`: whether items
    differ in the hours they are chosen at, null where that is not known.
    """
    ground = playground(context)
    begun = time.perf_counter()
    person = ground.person(params.user, params.liked, params.removed)
    listed = ground.best(person, params.k, params.weights, params.diversity, params.hour)
    milliseconds = 1000 * (time.perf_counter() - begun)
    data = ground.run.data
    history = np.zeros(0, np.int64)
    held_out = np.zeros(0, np.int64)
    if params.user is not None:
        history = data.train.of(params.user)
        held_out = np.concatenate((data.valid.of(params.user), data.test.of(params.user)))
    popularity = data.popularity
    items = []
    for place, row in enumerate(listed.rows.tolist()):
        items.append(
            {
                **_named(context, row),
                "score": float(listed.explanation.score[place]),
                "hit": bool(row in held_out),
                "cold": bool(popularity[row] == 0),
                "why": _why(listed, place),
                "because": ground.because(person, row, BECAUSE),
            }
        )
    config = ground.run.config
    return {
        "user": params.user,
        "items": items,
        "history": history.tolist(),
        "held_out": held_out.tolist(),
        "modalities": list(ground.modalities),
        "milliseconds": milliseconds,
        "ranked": listed.ranked,
        "approximate": listed.approximate,
        "hours": None if ground.hours is None else ground.hours.tells,
        "model": f"{config.fusion.kind} + {config.head.kind}",
    }, {}


def _named(context: Context, row: int) -> dict[str, Any]:
    items = context.catalog.items
    title = items.get_column("title", default=None)
    return {
        "row": row,
        "id": items.get_column("item")[row],
        "title": None if title is None else title[row],
    }


def _why(listed: Listed, place: int) -> dict[str, float]:
    one = listed.explanation
    parts = {name: float(one.content[place, n]) for n, name in enumerate(one.modalities)}
    parts["collaborative"] = float(one.collaborative[place])
    parts["bias"] = float(one.item_bias[place]) + one.user_bias
    parts["hour"] = float(one.context[place])
    parts |= {f"near {name}": float(vote[place]) for name, vote in one.votes.items()}
    return parts


def similar(context: Context, params: SimilarParams) -> Answer:
    """Result: `row` and `items` [{"row", "id", "title", "cosine"}], nearest first."""
    rows, cosines = playground(context).like(params.row, params.k)
    items = [
        {**_named(context, row), "cosine": cosine}
        for row, cosine in zip(rows.tolist(), cosines.tolist(), strict=True)
    ]
    return {"row": params.row, "items": items}, {}


def prepare(context: Context, params: PrepareParams) -> Answer:
    """Work ahead for changed weights: `done` of `total`; ask again until they are equal."""
    done, total = playground(context).prepare(params.seconds)
    return {"done": done, "total": total}, {}


QUERIES: dict[str, tuple[type[Params], Query]] = {
    "list": (ListParams, list_),
    "similar": (SimilarParams, similar),
    "prepare": (PrepareParams, prepare),
}
