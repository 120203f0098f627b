"""Does what a map shows matter? Mask it, mask as much at random, and watch the model's score."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor

from core.alignment.pointing import Game, in_place, tally
from core.alignment.proof import prove
from core.contracts import inside as asked
from core.contracts.attention import Score
from core.encoders.tokens import TokenBatch
from core.errors import UserError
from core.explore.context import Context
from core.explore.inside import kept, views
from core.explore.inside.kept import given
from core.inspect import looking
from core.inspect.looking import Look
from core.text import Text

#: Shares masked, and random orders; a large input gets fewer, for each costs a forward pass.
SHARES = (0.05, 0.1, 0.2, 0.3, 0.5, 0.75)
DRAWS, FEWER = 8, 3
_LARGE = 600
#: Tokens of the variants that run together.
_TOGETHER = 4096


def proof(_context: Context, params: asked.InsideProofParams) -> asked.InsideProof:
    """Masked tokens leave every softmax; special ones stay.

    Raises:
        UserError: the weights are not of the input's tokens, or there is nothing to mask.

    """
    seen = kept.look(params)
    target = params.target or seen.adapter.targets(seen.reading)[0]
    seen.check(target)
    item, weights = _maskable(seen, params.weights)
    tokens = sum(map(len, weights.values()))

    def score(variants: Mapping[str, TokenBatch]) -> Tensor:
        return _scores(seen, target, {name: one.mask for name, one in variants.items()})

    draws = FEWER if seen.reading.total > _LARGE else DRAWS
    found = prove(score, item, weights, sorted({*SHARES, params.share}), draws, params.seed)
    by_map, by_chance = found.effect(params.share)
    return asked.InsideProof(
        target=target,
        share=params.share,
        tokens=tokens,
        by_map=by_map,
        by_chance=by_chance,
        times=by_map / by_chance if by_chance > 0 else None,
        shares=found.shares,
        strongest=found.strongest,
        weakest=found.weakest,
        random=found.random,
    )


def _maskable(
    seen: Look, given_: Mapping[str, np.ndarray]
) -> tuple[dict[str, TokenBatch], dict[str, np.ndarray]]:
    """The real tokens of each part as an item of one, and their weights."""
    item, weights = {}, {}
    for name, values in given_.items():
        part = seen.reading.parts.get(name)
        if part is None or len(values) != len(part):
            raise UserError("This map is not of this input.", "Look at the input first.")
        real = part.real
        if not real.any():
            continue
        item[name] = TokenBatch(
            torch.zeros(1, len(part), 1),
            torch.from_numpy(real)[None],
            torch.from_numpy(part.places)[None],
        )
        weights[name] = values[real]
    if not item:
        raise UserError("This map has no tokens that could be masked.", "Choose another map.")
    return item, weights


def _scores(seen: Look, target: str, heard: dict[str, Tensor]) -> Tensor:
    """Scores of variants, as many together as memory likes; special tokens are always heard."""
    own = {
        name: mask | ~torch.from_numpy(seen.reading.parts[name].real)
        for name, mask in heard.items()
    }
    many = len(next(iter(own.values())))
    size = max(1, _TOGETHER // seen.reading.total)
    return torch.cat(
        [
            seen.scores(target, {name: mask[begin : begin + size] for name, mask in own.items()})
            for begin in range(0, many, size)
        ]
    )


def pointing(context: Context, params: asked.InsidePointingParams) -> asked.InsidePointing:
    """Is the strongest patch of a picture's map in a place where something was planted?

    Nobody asks a picture encoder for a thing, so any planted place is right.

    Raises:
        UserError: the catalog has no planted truth, or the model looks at no pictures.

    """
    catalog = context.catalog
    model = kept.model(params.model)
    if model.family.takes != ("image",):
        raise UserError("This game is for models of pictures alone.", "Choose a ViT.")
    truth = catalog.truth
    if truth is None or not truth.height:
        raise UserError("Nothing was planted in this catalog.", "Open a sample.")
    from core.workspace import inside

    rows = truth.drop_nulls("x0")["item"].unique().sort().to_numpy()
    generator = np.random.default_rng(params.seed)
    chosen = generator.permutation(rows)[: params.limit]
    images = catalog.items.get_column("image", default=None)
    games = []
    for row in sorted(chosen.tolist()):
        path = (
            inside(catalog.root, str(images[row])) if images is not None and images[row] else None
        )
        if path is None:
            continue
        seen = looking.look(model, given(asked.InsideParams(model=params.model, image=str(path))))
        games += _game(seen, params.kind, row, truth.filter(truth["item"] == row).to_dicts())
    if not games:
        raise UserError(Text("No picture of {n} could be played with.", n=len(chosen)), "")
    (total,) = tally(games, by=()).values()
    low, high = total.interval()
    return asked.InsidePointing(
        score=Score(hits=total.hits, games=total.games, chance=total.chance, low=low, high=high)
    )


def _game(seen: Look, kind: str, row: int, planted: list[dict[str, object]]) -> list[Game]:
    part = seen.reading.parts["image"]
    target = seen.adapter.targets(seen.reading)[0]
    flowed = seen.rollout if kind == "rollout" else seen.relevance(target).flow
    weights = views.answering(seen, target, flowed).numpy()[part.real]
    places = part.places[part.real]
    right = np.zeros(len(places), bool)
    for one in planted:
        box = [one[name] for name in ("x0", "y0", "x1", "y1")]
        if None not in box:
            right |= in_place("image", places, box)  # type: ignore[arg-type]  # numbers of a table
    if not right.any() or right.all():
        return []
    pointed = int(weights.argmax())
    return [
        Game(row, "any", "", "image", "image", bool(right[pointed]), float(right.mean()), pointed)
    ]
