"""Why one item stands where it stands: what each part and each item of the history changed."""

from __future__ import annotations

import torch

from core.catalog.schema import Catalog
from core.contracts.recommend import Change, ListParams, PartEffect, ReasonAnswer, ReasonParams
from core.explore import sentence
from core.explore.asked import Person
from core.explore.attention.own import words_of
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
_MOVED = {
    "text": Text("Of its words, “{word}” moved the score most."),
    "captions": Text("Of its captions, “{word}” moved the score most."),
}


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
    sentences += _words(context.catalog, ground, person, params.row)
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


def _words(catalog: Catalog, ground: Playground, person: Person, row: int) -> list[Text]:
    """The words that moved the score most by the map's relevance, where one stands out."""
    from core.fusion.relevance import relevance
    from core.fusion.transformer import TransformerFusion

    fusion = ground.run.model.fusion
    texts = {name: text for name, text in words_of(catalog, row).items() if text}
    if not isinstance(fusion, TransformerFusion) or texts.keys().isdisjoint(fusion.modalities):
        return []
    batch = tokens_of(ground.run, [row])
    direction = person.vector[: ground.run.width]
    moved = relevance(fusion, batch, lambda vector: vector @ direction)
    told = []
    for name in texts.keys() & moved.keys():
        values, places = moved[name].cpu().numpy(), batch[name].positions[0].cpu().numpy()
        best = outstanding(values, words(texts[name], places[: len(values)]), TELLING)
        if best is not None:
            told.append(Text(_MOVED[name], word=best.name))
    return told
