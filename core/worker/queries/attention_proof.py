"""Is a map true? Mask what it calls important and watch the score: one item, or many."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field

from core.errors import UserError
from core.worker.context import Answer, Context, Params
from core.worker.queries.attention_common import (
    ItemParams,
    check_item,
    score_of,
    target_of,
    tokens_of,
    transformer_of,
)

if TYPE_CHECKING:
    from core.alignment.proof import Proof
    from core.encoders.tokens import TokenBatch


class ProofParams(ItemParams):
    """One item. `weights`: a map, per modality one value a token, the rest stays unmasked.

    Without it, the gradient relevance of the item's tokens for the score.
    """

    weights: dict[str, list[float]] | None = None
    share: float = Field(0.2, gt=0, lt=1)
    steps: int = Field(20, ge=2, le=100)
    draws: int = Field(20, ge=1, le=200)
    seed: int = Field(0, ge=0)


class CatalogProofParams(Params):
    """Relevance of `limit` items drawn with `seed`, for those who chose each."""

    share: float = Field(0.2, gt=0, lt=1)
    limit: int = Field(32, ge=1, le=1000)
    draws: int = Field(8, ge=1, le=200)
    seed: int = Field(0, ge=0)


def proof(context: Context, params: ProofParams) -> Answer:
    """Scores while the strongest tokens of a map are masked, and while random ones are.

    Arrays: `shares` [S], `strongest` [S], `weakest` [S], `random` [draws, S].
    """
    check_item(context, params.item)
    found, judge, tokens = _prove(context, params)
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
    """The two effects summed over many items, so that one without any cannot rule the ratio."""
    from core.alignment.proof import times_chance

    transformer_of(context.run)
    have = np.logical_or.reduce([_present(context, name) for name in context.run.gather.stores])
    rows = np.flatnonzero(have)
    count = min(params.limit, len(rows))
    rows = np.sort(np.random.default_rng(params.seed).choice(rows, count, replace=False))
    proofs = []
    for row in rows:
        one = ProofParams(
            item=int(row),
            user=None,
            share=params.share,
            steps=max(2, round(1 / params.share)),
            draws=params.draws,
            seed=params.seed,
        )
        try:
            proofs.append(_prove(context, one)[0])
        except UserError:  # a single token: nothing to compare
            continue
    effects = np.array([found.effect(params.share) for found in proofs]).reshape(-1, 2)
    ratio = times_chance(proofs, params.share)
    return {
        "items": len(proofs),
        "share": params.share,
        "by_map": float(effects[:, 0].mean()) if len(effects) else 0.0,
        "by_chance": float(effects[:, 1].mean()) if len(effects) else 0.0,
        "times": ratio if np.isfinite(ratio) else None,
        "won": int((effects[:, 0] > effects[:, 1]).sum()),
    }, {}


def _present(context: Context, name: str) -> np.ndarray:
    return context.features.stores[name].present


def _prove(context: Context, params: ProofParams) -> tuple[Proof, dict[str, object], int]:
    """The curves, whose score it is, and how many tokens were masked in the end."""
    from core.alignment.proof import prove
    from core.fusion.relevance import relevance

    direction, judge = target_of(context, params)
    batch = tokens_of(context.run, [params.item])
    if params.weights is None:
        fusion = transformer_of(context.run)
        moved = relevance(fusion, batch, lambda vector: vector @ direction)
        weights = {name: values.numpy() for name, values in moved.items() if len(values)}
    else:
        weights = {name: np.asarray(values) for name, values in params.weights.items() if values}
    tokens = _checked(weights, batch)
    score = score_of(context, params, direction)
    found = prove(score, batch, weights, params.steps, params.draws, params.seed)
    return found, judge, tokens


def _checked(weights: Mapping[str, np.ndarray], batch: Mapping[str, TokenBatch]) -> int:
    """Number of tokens of a map.

    Raises:
        UserError: it is not a map of this item, or has a single token.

    """
    for name, values in weights.items():
        if name not in batch or len(values) != int(batch[name].mask.sum()):
            raise UserError(
                f"The map of '{name}' does not fit the tokens of this item.",
                "Open the item again.",
            )
    tokens = sum(map(len, weights.values()))
    if tokens < 2:
        raise UserError(
            "There is only one token to mask, so nothing to compare.",
            "Look at a modality with several tokens.",
        )
    return tokens
