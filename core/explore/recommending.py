"""Lists of a trained run in the words of its catalog: titles, reasons, what was held out."""

from __future__ import annotations

import time
from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor

from core.catalog.schema import Catalog
from core.contracts.recommend import (
    HistoryPart,
    ListAnswer,
    ListedItem,
    ListParams,
    SimilarAnswer,
    SimilarItem,
)
from core.errors import UserError
from core.explore import sentence
from core.explore.asked import Person
from core.explore.catalog.taste import Categories
from core.explore.context import Context
from core.explore.histories import origins
from core.explore.whatif import Playground
from core.recommend.explain import Explanation
from core.recommend.part_names import BIAS, COLLABORATIVE, HOUR, NEAR
from core.text import Text

#: Items of the history that are told for a vote.
BECAUSE = 5


def playground(context: Context) -> Playground:
    """The run of a context, kept with what was worked out on it.

    Raises:
        UserError: it was trained without histories, so there is nobody to recommend to.

    """
    if not len(context.run.user_vectors):
        raise UserError(
            "This model was trained without histories: it has maps, and recommends nothing.",
            "Open a catalog with histories, then train.",
        )
    return context.kept(Playground, lambda: Playground(context.run))


def best(context: Context, params: ListParams) -> ListAnswer:
    """The best items for a user, each with the parts that sum to its score.

    Raises:
        UserError: the run knows no such user, item or part of a score.

    """
    catalog, ground = context.catalog, playground(context)
    begun = time.perf_counter()
    person = ground.person(params.user, params.liked, params.removed)
    weights = weights_of(ground, params)
    listed = ground.best(person, params.k, weights, params.diversity, params.hour)
    milliseconds = 1000 * (time.perf_counter() - begun)
    data, config = ground.run.data, ground.run.config
    history = held_out = np.zeros(0, np.int64)
    if params.user is not None:
        history = data.train.of(params.user)
        held_out = np.concatenate((data.valid.of(params.user), data.test.of(params.user)))
    shares = origins(ground, person, torch.as_tensor(listed.rows))
    spoken = of_history(context, person)
    items = tuple(
        ListedItem(
            row=row,
            id=item_id(catalog, row),
            title=title(catalog, row),
            score=float(listed.explanation.score[place]),
            why=why(listed.explanation, place),
            because=because(person, shares[place]),
            sentence=said(context, ground, person, row, shares[place], spoken),
            hit=bool(row in held_out),
            cold=bool(data.popularity[row] == 0),
        )
        for place, row in enumerate(listed.rows.tolist())
    )
    return ListAnswer(
        user=params.user,
        items=items,
        history=tuple(history.tolist()),
        held_out=tuple(held_out.tolist()),
        modalities=ground.modalities,
        milliseconds=milliseconds,
        ranked=listed.ranked,
        approximate=listed.approximate,
        hours=None if ground.hours is None else ground.hours.tells,
        model=f"{config.fusion.kind} + {config.head.kind}",
    )


def weights_of(ground: Playground, params: ListParams) -> dict[str, float]:
    """Factors of the parts that are asked for."""
    return params.weights | (ground.content_weights() if params.content_only else {})


def because(person: Person, shares: Tensor) -> tuple[HistoryPart, ...]:
    """Items of the history that speak for an item by their shares [n], the most telling first."""
    best = shares.argsort(descending=True, stable=True)[:BECAUSE].tolist()
    return tuple(
        HistoryPart(row=int(person.history[at]), part=float(shares[at]))
        for at in best
        if shares[at] > 0
    )


def categories_of(context: Context) -> Categories:
    """Attributes of the catalog, kept with it."""
    return context.kept(Categories, lambda: Categories.of(context.catalog))


def of_history(context: Context, person: Person) -> dict[str, list[str | None]]:
    """What the items of a history are, by attribute; the same for all that are explained by it."""
    return categories_of(context).among(person.history.tolist())


def said(
    context: Context,
    ground: Playground,
    person: Person,
    row: int,
    shares: Tensor,
    spoken: Mapping[str, list[str | None]],
) -> Text:
    """Why item `row` is there, in words.

    Args:
        context: where the run and its catalog are.
        ground: of the run.
        person: for whom.
        row: the item.
        shares: [n], what each item of the history gives its score.
        spoken: see `of_history`.

    """
    catalog = context.catalog
    titles = [
        title(catalog, one.row) or item_id(catalog, one.row) for one in because(person, shares)
    ]
    found = sentence.kinds(categories_of(context), row, spoken, shares)
    told = sentence.of_history(found, titles, known=bool(len(person.history)))
    if ground.run.data.popularity[row]:
        return told
    return Text.joined(" ", (told, Text("Nobody has chosen it yet: its content speaks for it.")))


def similar(catalog: Catalog, ground: Playground, row: int, k: int) -> SimilarAnswer:
    """The k items nearest to item `row` by the cosine of their vectors.

    Raises:
        UserError: the run knows no such item.

    """
    rows, cosines = ground.like(row, k)
    items = tuple(
        SimilarItem(row=near, id=item_id(catalog, near), title=title(catalog, near), cosine=cosine)
        for near, cosine in zip(rows.tolist(), cosines.tolist(), strict=True)
    )
    return SimilarAnswer(row=row, items=items)


def item_id(catalog: Catalog, row: int) -> str:
    """How the files call an item."""
    return str(catalog.items["item"][row])


def title(catalog: Catalog, row: int) -> str | None:
    """What an item is called, where the catalog has titles."""
    titles = catalog.items.get_column("title", default=None)
    return None if titles is None else titles[row]


def why(explanation: Explanation, place: int) -> dict[str, float]:
    """What each part gives to the score of the item at a place of what is explained."""
    parts = {
        name: float(explanation.content[place, n]) for n, name in enumerate(explanation.modalities)
    }
    parts[COLLABORATIVE] = float(explanation.collaborative[place])
    parts[BIAS] = float(explanation.item_bias[place]) + explanation.user_bias
    parts[HOUR] = float(explanation.hour[place])
    return parts | {NEAR + name: float(vote[place]) for name, vote in explanation.votes.items()}
