"""Is a map true? Mask what it calls important and watch the score: one item, or many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np
from pydantic import Field

from core.errors import UserError
from core.explore.attention.target import (
    ItemParams,
    check_item,
    score_of,
    target_of,
    tokens_of,
    transformer_of,
)
from core.explore.context import Answer, Context, Params
from core.text import Text

if TYPE_CHECKING:
    from core.alignment.proof import Proof, Ratio
    from core.encoders.tokens import TokenBatch


#: Where the curves of a whole catalog are taken, besides the share asked for.
SHARES = (0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9)


class ProofParams(ItemParams):
    """One item. `weights`: a map, per modality one value a token, the rest stays unmasked.

    Without it, the gradient relevance of the item's tokens for the score. `share`: of the tokens of
    every modality.
    """

    weights: dict[str, list[float]] | None = None
    share: float = Field(default=0.2, gt=0, lt=1)
    steps: int = Field(default=20, ge=2, le=100)
    draws: int = Field(20, ge=1, le=200)
    seed: int = Field(0, ge=0)


class CatalogProofParams(Params):
    """Relevance of `limit` items drawn with `seed`, for those who chose each.

    `modality`: whose tokens are masked; without it, those of all.
    """

    modality: str | None = None
    share: float = Field(default=0.2, gt=0, lt=1)
    limit: int = Field(32, ge=1, le=1000)
    draws: int = Field(8, ge=1, le=200)
    seed: int = Field(0, ge=0)


def proof(context: Context, params: ProofParams) -> Answer:
    """Scores while the strongest tokens of a map are masked, and while random ones are.

    Arrays: `shares` [S], `strongest` [S], `weakest` [S], `random` [draws, S].
    """
    check_item(context, params.item)
    shares = [*np.linspace(0, 1, params.steps + 1), params.share]
    found, judge, tokens = _prove(context, params, shares)
    by_map, by_chance = found.effect(params.share)
    return {
        "item": params.item,
        "judge": judge,
        "share": params.share,
        "tokens": tokens,
        "by_map": by_map,
        "by_chance": by_chance,
        "times": by_map / by_chance if by_chance > 0 else None,
    }, {
        "shares": found.shares,
        "strongest": found.strongest,
        "weakest": found.weakest,
        "random": found.random,
    }


def catalog_proof(context: Context, params: CatalogProofParams) -> Answer:
    """The two effects summed over many items, with intervals over them, at several shares.

    The area between the two mean curves (see `core.alignment.proof.Proof.areas`) hangs on no share.
    Arrays: `shares` [S], and over them the mean distance from the whole item's score `by_map` [S]
    and `by_chance` [S].
    """
    from core.alignment.proof import ratio

    transformer_of(context.run)
    names = [params.modality] if params.modality else list(context.run.gather.stores)
    if unknown := set(names) - set(context.run.gather.stores):
        raise UserError(
            Text("The run has no modality '{name}'.", name=unknown.pop()), "Choose one it has."
        )
    rows = np.flatnonzero(np.logical_or.reduce([_present(context, name) for name in names]))
    count = min(params.limit, len(rows))
    rows = np.sort(np.random.default_rng(params.seed).choice(rows, count, replace=False))
    shares = sorted({*SHARES, params.share})
    proofs = []
    for row in rows:
        one = ProofParams(item=int(row), user=None, draws=params.draws, seed=params.seed)
        try:
            proofs.append(_prove(context, one, shares, params.modality)[0])
        except UserError:  # single tokens: nothing to compare
            continue
    found = {share: ratio(np.array([proof.effect(share) for proof in proofs])) for share in shares}
    area = ratio(np.array([proof.areas for proof in proofs]))
    return {
        "share": params.share,
        **_told(found[params.share]),
        "shares": [{"share": share, **_told(one)} for share, one in found.items()],
        "area": _told(area),
    }, {
        "shares": np.array([0.0, *shares]),
        "by_map": np.array([0.0, *(one.by_map for one in found.values())]),
        "by_chance": np.array([0.0, *(one.by_chance for one in found.values())]),
    }


def _told(ratio: Ratio) -> dict[str, Any]:
    """A ratio as JSON, None where there is none."""
    return {
        name: None if isinstance(value, float) and not np.isfinite(value) else value
        for name, value in asdict(ratio).items()
    }


def _present(context: Context, name: str) -> np.ndarray:
    return context.features.stores[name].present


def _prove(
    context: Context,
    params: ProofParams,
    shares: Sequence[float],
    modality: str | None = None,
) -> tuple[Proof, dict[str, object], int]:
    """The curves, whose score it is, and how many tokens were masked in the end."""
    from core.alignment.proof import prove
    from core.fusion.relevance import relevance

    direction, judge = target_of(context, params)
    batch = tokens_of(context.run, [params.item])
    if params.weights is None:
        fusion = transformer_of(context.run)
        moved = relevance(fusion, batch, lambda vector: vector @ direction)
        weights = {
            name: values.numpy()
            for name, values in moved.items()
            if len(values) and modality in (None, name)
        }
    else:
        weights = {name: np.asarray(values) for name, values in params.weights.items() if values}
    tokens = _checked(weights, batch)
    score = score_of(context, params, direction)
    found = prove(score, batch, weights, shares, params.draws, params.seed)
    return found, judge, tokens


def _checked(weights: Mapping[str, np.ndarray], batch: Mapping[str, TokenBatch]) -> int:
    """Number of tokens of a map.

    Raises:
        UserError: it is not a map of this item, or has a single token a modality.

    """
    for name, values in weights.items():
        if name not in batch or len(values) != int(batch[name].mask.sum()):
            raise UserError(
                Text("The map of '{name}' does not fit the tokens of this item.", name=name),
                "Open the item again.",
            )
    if all(len(values) < 2 for values in weights.values()):
        raise UserError(
            "There is only one token to mask, so nothing to compare.",
            "Look at a modality with several tokens.",
        )
    return sum(map(len, weights.values()))
