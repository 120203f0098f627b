"""Is a map true? Mask what it calls important and watch the score: one item, or many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import numpy as np

from core.contracts.attention import (
    CatalogProofAnswer,
    CatalogProofParams,
    Effect,
    Judge,
    ProofAnswer,
    ProofParams,
    ShareEffect,
)
from core.errors import UserError
from core.explore.attention import own
from core.explore.attention.target import score_of, target_of, transformer_of
from core.explore.context import Context
from core.text import Text

if TYPE_CHECKING:
    from core.alignment.proof import Proof, Ratio
    from core.encoders.tokens import TokenBatch


#: Where the curves of a whole catalog are taken, besides the share asked for.
SHARES = (0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9)


def proof(context: Context, params: ProofParams) -> ProofAnswer:
    """Scores while the strongest tokens of a map are masked, and while random ones are.

    Raises:
        UserError: the map is not of this item, or there is nothing to mask.

    """
    shares = [*np.linspace(0, 1, params.steps + 1), params.share]
    found, judge, tokens = _prove(context, params, shares)
    by_map, by_chance = found.effect(params.share)
    return ProofAnswer(
        item=params.item,
        judge=judge,
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


def catalog_proof(context: Context, params: CatalogProofParams) -> CatalogProofAnswer:
    """The two effects summed over many items, with intervals over them, at several shares.

    Raises:
        UserError: the run has no attention, or no such modality.

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
    effects = tuple(
        _effect(share, ratio(np.array([one.effect(share) for one in proofs]))) for share in shares
    )
    return CatalogProofAnswer(
        effect=effects[shares.index(params.share)],
        effects=effects,
        area=Effect.model_validate(_described(ratio(np.array([one.areas for one in proofs])))),
        shares=np.array([0.0, *shares]),
        by_map=np.array([0.0, *(one.by_map for one in effects)]),
        by_chance=np.array([0.0, *(one.by_chance for one in effects)]),
    )


def _effect(share: float, found: Ratio) -> ShareEffect:
    return ShareEffect.model_validate({"share": share, **_described(found)})


def _described(ratio: Ratio) -> dict[str, float | None]:
    """A ratio as it is told, None where there is none."""
    return {name: value if np.isfinite(value) else None for name, value in asdict(ratio).items()}


def _present(context: Context, name: str) -> np.ndarray:
    return context.run.gather.stores[name].present


def _prove(
    context: Context,
    params: ProofParams,
    shares: Sequence[float],
    modality: str | None = None,
) -> tuple[Proof, Judge, int]:
    """The curves, whose score it is, and how many tokens were masked in the end."""
    from core.alignment.proof import prove
    from core.fusion.relevance import relevance

    direction, judge = target_of(context, params)
    batch = own.batch_of(context, params)
    if params.weights is None:
        fusion = transformer_of(context.run)
        moved = relevance(fusion, batch, lambda vector: vector @ direction)
        weights = {
            name: values.numpy()
            for name, values in moved.items()
            if len(values) and modality in (None, name)
        }
    else:
        weights = {name: values for name, values in params.weights.items() if len(values)}
    tokens = _checked(weights, batch)
    score = score_of(context, params)
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
