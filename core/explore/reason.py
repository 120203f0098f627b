"""Why one item stands where it stands: what each part and each item of the history changed."""

from __future__ import annotations

import torch

from core.catalog.schema import Catalog
from core.contracts.recommend import Change, ListParams, PartEffect, ReasonAnswer, ReasonParams
from core.explore import sentence
from core.explore.asked import Person
from core.explore.attention.target import tokens_of
from core.explore.attention.words import outstanding, words
from core.explore.catalog.item import check_row
from core.explore.context import Context
from core.explore.histories import Histories, origins
from core.explore.recommending import of_history, playground, said, weights_of
from core.explore.whatif import Playground
from core.text import Text

#: A word is told if it moved the score so many times as much as the words do on the mean.
TELLING = 2.0


def reason(context: Context, params: ReasonParams) -> ReasonAnswer:
    """Why an item stands where it stands in the list asked for; diversity aside.

    Raises:
        UserError: the run knows no such user, item or part.

    """
    check_row(context.catalog, params.row)
    ground = playground(context)
    person = ground.person(params.user, params.liked, params.removed)
    weights = weights_of(ground, params)
    place, _ = ground.place(person, params.row, weights, params.hour)
    effects = []
    for part in ground.parts:
        if weights.get(part, 1.0):
            without, approximate = ground.place(
                person, params.row, weights | {part: 0.0}, params.hour
            )
            effects.append(PartEffect(part=part, place=without, approximate=approximate))
    change = faithful = None
    telling = origins(ground, person, torch.tensor([params.row]))[0]
    if len(person.history):
        histories = Histories(ground, person, telling, weights, params.hour)
        if place <= params.k:
            change = histories.dropping(params.row, params.k)
        faithful = histories.faithful(params.row)
    sentences = [said(context, ground, person, params.row, telling, of_history(context, person))]
    sentences.append(sentence.of_effects(effects, place))
    word = _word(context.catalog, ground, person, params.row)
    if word is not None:
        sentences.append(Text("Of its words, “{word}” moved the score most.", word=word))
    return ReasonAnswer(
        row=params.row,
        place=place,
        sentence=Text.joined(" ", sentences),
        effects=tuple(effects),
        change=change,
        faithful=faithful,
    )


def hold(context: Context, params: ListParams) -> Change:
    """The smallest change of the history that replaces half of a list, or else most of it.

    Raises:
        UserError: the run knows no such user, item or part.

    """
    ground = playground(context)
    person = ground.person(params.user, params.liked, params.removed)
    weights = weights_of(ground, params)
    listed = ground.best(person, params.k, weights, hour=params.hour)
    if not len(person.history) or not len(listed.rows):
        return Change(removed=(), most=0, exact=True, replaced=0)
    telling = origins(ground, person, torch.as_tensor(listed.rows)).sum(0)
    return Histories(ground, person, telling, weights, params.hour).holding(params.k)


def _word(catalog: Catalog, ground: Playground, person: Person, row: int) -> str | None:
    """The word that moved the score most by the map's relevance, if one stands out."""
    from core.fusion.relevance import relevance
    from core.fusion.transformer import TransformerFusion

    fusion = ground.run.model.fusion
    texts = catalog.items.get_column("text", default=None)
    text = None if texts is None else texts[row]
    if not isinstance(fusion, TransformerFusion) or "text" not in fusion.modalities or not text:
        return None
    batch = tokens_of(ground.run, [row])
    direction = person.vector[: ground.run.width]
    moved = relevance(fusion, batch, lambda vector: vector @ direction).get("text")
    if moved is None:
        return None
    values, places = moved.cpu().numpy(), batch["text"].positions[0].cpu().numpy()
    best = outstanding(values, words(text, places[: len(values)]), TELLING)
    return None if best is None else best.name
