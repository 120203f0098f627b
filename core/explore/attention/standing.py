"""Where an item would stand with one's own words and files in it, and why."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from core.contracts.attention import ItemParams
from core.contracts.standing import Placed, Standing
from core.encoders.tokens import TokenBatch
from core.explore.asked import Person
from core.explore.attention.own import batch_of
from core.explore.attention.target import beside_content, bias_of, judged, transformer_of
from core.explore.context import Context
from core.explore.recommending import playground, why
from core.explore.whatif import Playground
from core.fusion.base import masked_mean
from core.recommend.explain import Explanation, coalition_vectors, explain, shapley_weights
from core.recommend.neighbourhood import Neighbourhood, nearness
from core.training.run.runs import TrainedRun


def standing(context: Context, params: ItemParams) -> Standing:
    """The place before and after, of all items, for the user or for those who chose the item.

    What people's choices tell of an item stays as it is; its content, and the votes of items that
    are like it, are those of what is given.

    Raises:
        UserError: see `core.explore.attention.own.batch_of`.

    """
    run, ground = context.run, playground(context)
    transformer_of(run)
    batch = batch_of(context, params)
    direction, judge = judged(context, params)
    person = _person(ground, params.user, direction)
    own = params.own
    row = None if own is not None and own.alone else params.item
    after = _explained(run, person, batch, params, _votes(context, person, batch, params))
    before = None
    if row is not None:
        place, _ = ground.place(person, row, {})
        parts = ground.reasons(person, torch.tensor([row]))
        before = Placed(place=place, score=float(parts.score[0]), why=why(parts, 0))
    field = ground.field(person, {}, None)
    scores = field.vectors @ person.vector + field.bias + person.bias
    scores[torch.as_tensor(person.known, dtype=torch.long)] = -torch.inf
    if row is not None:
        scores[row] = -torch.inf  # it is what has changed
    score = float(after.score[0])
    return Standing(
        judge=judge,
        ranked=len(scores),
        before=before,
        after=Placed(place=1 + int((scores > score).sum()), score=score, why=why(after, 0)),
    )


def _person(ground: Playground, user: int | None, direction: Tensor) -> Person:
    """A user; or the mean of some, whose history is nobody's."""
    if user is not None:
        return ground.person(user)
    nothing = np.zeros(0, np.int64)
    return Person(direction, float(bias_of(ground.run, None)), nothing, nothing, {})


def _explained(
    run: TrainedRun,
    person: Person,
    batch: dict[str, TokenBatch],
    params: ItemParams,
    votes: dict[str, Tensor],
) -> Explanation:
    """The score of what is given as the sum of its parts."""
    fusion = transformer_of(run)
    count = len(fusion.modalities)
    vectors = coalition_vectors(fusion, batch, range(1, 2**count))[:, 0]
    shares = shapley_weights(count).float()[1:].T @ vectors
    width = len(person.vector)
    shares = torch.nn.functional.pad(shares, (0, width - shares.shape[1]))
    base, bias = beside_content(run, params)
    return explain(
        person.vector,
        base.unsqueeze(0),
        shares.unsqueeze(1),
        bias.unsqueeze(0),
        person.bias,
        fusion.modalities,
        votes=votes,
    )


def _votes(
    context: Context, person: Person, batch: dict[str, TokenBatch], params: ItemParams
) -> dict[str, Tensor]:
    """[1] by voter: the item's own where it is as it was, else by what is given."""
    run, own = context.run, params.own
    given = own.given if own is not None else {}
    alone = own is not None and own.alone
    found = {}
    scores = run.item_vectors @ person.vector + run.item_bias
    for voter in run.vote.voters if run.vote is not None and person.votes else ():
        if voter.name in given and isinstance(voter.model, Neighbourhood):
            store = run.gather.stores[voter.name]
            one = batch[voter.name]
            features = masked_mean(one.tokens, one.mask)[0].numpy()
            history = person.history if alone else person.history[person.history != params.item]
            near = nearness(store.pooled(), features, voter.model, history)
            value = voter.of_newcomer(scores, torch.as_tensor(person.history), near.sum())
        elif alone:
            value = scores.new_zeros(())
        else:
            value = person.votes[voter.name][params.item]
        found[voter.name] = value.reshape(1)
    return found
