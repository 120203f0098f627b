"""Two modalities of one item token by token: best matches and a transport plan."""

from __future__ import annotations

import numpy as np

from core.alignment.tokens import MaxSim, Plan, max_sim, sinkhorn
from core.contracts.alignment import TokensAnswer, TokensParams
from core.errors import UserError
from core.explore.alignment import spaces
from core.explore.context import Context
from core.media import clocks
from core.text import Text


def tokens(context: Context, params: TokensParams) -> TokensAnswer:
    """MaxSim and Sinkhorn of one item.

    Raises:
        UserError: there is no such space or item, or the item lacks a modality.

    """
    if params.item >= context.catalog.items.height:
        raise UserError(
            Text("The catalog has no item number {item}.", item=params.item), "Choose another item."
        )
    (x, at_x), (y, at_y), note = _tokens(context, params)
    for name, found in ((params.x, x), (params.y, y)):
        if not len(found):
            raise UserError(
                Text("This item has no {name}.", name=Text(name)),
                "Choose another item, or another pair.",
            )
    matched, back = max_sim(x, y), max_sim(y, x)
    moved = sinkhorn(x, y, params.epsilon)
    clock = clocks.of_item(context.catalog, params.item)
    return TokensAnswer(
        item=params.item,
        x=params.x,
        y=params.y,
        note=note,
        score=matched.score,
        back=back.score,
        chance=matched.chance,
        formula=MaxSim.formula,
        cost=moved.cost,
        cost_chance=moved.chance,
        plan_formula=Plan.formula,
        epsilon=params.epsilon,
        rounds=moved.rounds,
        positions_x=clock.places(params.x, at_x),
        positions_y=clock.places(params.y, at_y),
        best=matched.best,
        links=matched.links,
        similarity=matched.near,
        plan=moved.plan.astype(np.float32),
    )


_Side = tuple[np.ndarray, np.ndarray]


def _tokens(context: Context, params: TokensParams) -> tuple[_Side, _Side, Text]:
    """Tokens and positions of both sides in one space, and which space that is."""
    space = spaces.get(context, params.space)
    if space.name == "model":
        grounded = _grounded(context, params)
        if grounded is not None:
            return *grounded, Text(
                "Coordinates of the cross-attention's own form: which tokens occur together in "
                "the catalog. Tokens that ask are taken less the mean of their item."
            )
    space.check(params.x, params.y)
    note = Text("Projected tokens, the inputs of the fusion: what their mean agrees on.")
    if space.name == "ridge":
        note = Text("Tokens through the ridge map that was fitted on the means of whole items.")
    if space.name == "joint":
        note = Text("Tokens in the joint space of the encoders, without any training here.")
    return space.lift(params.item, params.x), space.lift(params.item, params.y), note


def _grounded(context: Context, params: TokensParams) -> tuple[_Side, _Side] | None:
    """Both sides in the coordinates of the grounded fusion, None where there are none."""
    import torch

    from core.fusion import grounding

    fusion = context.run.model.fusion
    sides = None if fusion is None else fusion.sides(params.x, params.y)
    if sides is None:
        return None
    batch = context.run.gather(torch.tensor([params.item]))
    both = []
    for number, (name, side) in enumerate(zip((params.x, params.y), sides, strict=True)):
        batch_of_side = batch[name]
        with torch.no_grad():
            coordinates = batch_of_side.tokens @ side.factor + side.offset
            if number == 0:
                coordinates = grounding.centre(coordinates, batch_of_side.mask)
        mask = batch_of_side.mask[0]
        both.append((coordinates[0][mask].numpy(), batch_of_side.positions[0][mask].numpy()))
    return both[0], both[1]
