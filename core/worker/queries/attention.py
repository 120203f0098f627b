"""Questions of the Attention page: media and maps of an item, proof, pointing game."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import polars as pl
from pydantic import Field

from core.errors import UserError
from core.worker.context import Answer, Context, Params, Query

if TYPE_CHECKING:
    from torch import Tensor

    from core.encoders.tokens import TokenBatch
    from core.fusion.transformer import TransformerFusion
    from core.training.runs import TrainedRun

Kind = Literal["raw", "rollout", "relevance"]
#: Beyond this many tokens maps travel as float16: the largest has tokens squared entries.
HALF_ABOVE = 600


class ItemParams(Params):
    """One item, and the user whose score counts; without one, the people who chose the item."""

    item: int = Field(ge=0)
    user: int | None = Field(None, ge=0)


class ProofParams(ItemParams):
    """`weights`: the map on screen, per modality one value a token. The rest stays unmasked."""

    weights: dict[str, list[float]]
    share: float = Field(0.2, gt=0, lt=1)
    steps: int = Field(20, ge=2, le=100)
    draws: int = Field(20, ge=1, le=200)
    seed: int = Field(0, ge=0)


class PointingParams(Params):
    """Planted truth of one item, or of `limit` items drawn with `seed`."""

    item: int | None = Field(None, ge=0)
    kind: Kind = "raw"
    layer: int = Field(0, ge=0)
    heads: int | Literal["mean", "max"] = "mean"
    limit: int = Field(64, ge=1, le=1000)
    seed: int = Field(0, ge=0)


def maps(context: Context, params: ItemParams) -> Answer:
    """All attention of one item, to be sliced by the window.

    Arrays, with L tokens a modality, T of all and M modalities: `positions/<m>` [L, 4],
    `pairs/<q>/<k>` [layers, heads, Lq, Lk], `fusion` [heads, queries, T], `shares/<q>`
    [layers, Lq, M], `flow/rollout`, `flow/relevance` [T, T], `flow_item/...` [T].
    """
    import torch

    from core.fusion.maps import attention_maps
    from core.fusion.relevance import relevance, rollout
    from core.worker.queries.attention_flow import token_flow

    run = context.run
    fusion = _transformer(run)
    _check_item(context, params.item)
    direction, judge = _target(context, params)
    batch = _tokens(run, [params.item])
    found = attention_maps(fusion, batch)
    names, total = found.modalities, sum(found.lengths.values())
    if not total:
        raise UserError(
            "This item has no features: none of its media could be encoded.", "Choose another item."
        )
    flow = token_flow(fusion, batch, direction)
    moved = relevance(fusion, batch, lambda vector: vector @ direction)
    kind = np.float16 if total > HALF_ABOVE else np.float32
    arrays = {
        "fusion": found.fusion_trace.compute()[0].numpy(),
        "flow/rollout": rollout(found, torch.eye(total)).numpy().astype(kind),
        "flow_item/rollout": rollout(found)[0].numpy(),
        "flow/relevance": flow.relevance.numpy().astype(kind),
        "flow_item/relevance": torch.cat([moved[name] for name in names]).numpy(),
    }
    by_token = torch.stack(flow.shares).split(list(found.lengths.values()), 1)
    for q, shares in zip(names, by_token, strict=True):
        arrays[f"positions/{q}"] = found.tokens[q].positions[0].numpy()
        arrays[f"shares/{q}"] = shares.numpy()
        for k in names:
            arrays[f"pairs/{q}/{k}"] = found.weights(q, k).numpy().astype(kind)
    return {
        "item": params.item,
        "modalities": list(names),
        "encoders": {name: context.features.stores[name].encoder for name in names},
        "judge": judge,
        "score": float(_score(context, params, direction)(batch)[0]),
        "run": str(run.folder),
        "model": _model_hash(context),
    }, arrays


def media(context: Context, params: ItemParams) -> Answer:
    """What is drawn of an item. See `core.worker.queries.attention_media`."""
    from core.worker.queries.attention_media import load

    _check_item(context, params.item)
    return load(context.catalog, params.item)


def proof(context: Context, params: ProofParams) -> Answer:
    """Scores while the strongest tokens of a map are masked, and while random ones are.

    Arrays: `shares` [S], `strongest` [S], `weakest` [S], `random` [draws, S].
    """
    from core.worker.queries.attention_proof import curves

    _check_item(context, params.item)
    direction, judge = _target(context, params)
    batch = _tokens(context.run, [params.item])
    weights = {name: np.asarray(values) for name, values in params.weights.items() if values}
    for name, values in weights.items():
        if name not in batch or len(values) != int(batch[name].mask.sum()):
            raise UserError(
                f"The map of '{name}' does not fit the tokens of this item.",
                "Open the item again.",
            )
    if sum(map(len, weights.values())) < 2:
        raise UserError(
            "There is only one token to mask, so nothing to compare.",
            "Look at a modality with several tokens.",
        )
    found = curves(
        _score(context, params, direction), batch, weights, params.steps, params.draws, params.seed
    )
    by_map, by_chance = found.effect(params.share)
    return {
        "item": params.item,
        "judge": judge,
        "share": params.share,
        "tokens": sum(map(len, weights.values())),
        "by_map": by_map,
        "by_chance": by_chance,
        "times": by_map / by_chance if by_chance > 0 else None,
    }, {
        "shares": found.shares,
        "strongest": found.strongest,
        "weakest": found.weakest,
        "random": found.random,
    }


def pointing(context: Context, params: PointingParams) -> Answer:
    """Pointing game over planted truth: does a map's strongest token lie where it should?"""
    from core.worker.queries.attention_pointing import play

    return play(context, params), {}


# --- shared --------------------------------------------------------------------------------


def _transformer(run: TrainedRun) -> TransformerFusion:
    from core.fusion.transformer import TransformerFusion

    fusion = run.model.fusion
    if not isinstance(fusion, TransformerFusion):
        kind = run.config.fusion.kind
        raise UserError(
            f"This run fuses by '{kind}', which has no attention to show.",
            "Train a run with the Transformer fusion.",
        )
    return fusion


def _check_item(context: Context, item: int) -> None:
    if item >= context.catalog.items.height:
        raise UserError(f"The catalog has no item number {item}.", "Choose another item.")


def _tokens(run: TrainedRun, rows: list[int]) -> dict[str, TokenBatch]:
    import torch

    return run.gather(torch.tensor(rows))


def _target(context: Context, params: ItemParams) -> tuple[Tensor, dict[str, Any]]:
    """The direction [d] whose product with the item vector is the score, and whose it is."""
    run = context.run
    if params.user is not None:
        if params.user >= len(run.user_vectors):
            raise UserError(f"The catalog has no user number {params.user}.", "Choose another.")
        return run.user_vectors[params.user], {"who": "user", "user": params.user, "people": 1}
    interactions = context.catalog.interactions
    chosen = interactions.filter(pl.col("item") == params.item).get_column("user").unique()
    if len(chosen):
        rows = chosen.sort().to_numpy().copy()
        return run.user_vectors[rows].mean(0), {"who": "choosers", "people": len(rows)}
    return run.user_vectors.mean(0), {"who": "everybody", "people": len(run.user_vectors)}


class _Score:
    """<direction, base + f(tokens)> + biases of one item, for a batch of token sets."""

    def __init__(self, run: TrainedRun, item: int, user: int | None, direction: Tensor) -> None:
        self._fusion = run.model.fusion
        self._direction = direction
        bias = run.user_bias.mean() if user is None else run.user_bias[user]
        self._constant = run.base_vectors[item] @ direction + run.item_bias[item] + bias

    def __call__(self, batch: Mapping[str, TokenBatch]) -> Tensor:
        import torch

        assert self._fusion is not None
        with torch.no_grad():
            vectors: Tensor = self._fusion(batch).vector
            return vectors @ self._direction + self._constant


def _score(context: Context, params: ItemParams, direction: Tensor) -> _Score:
    run = context.run
    if run.model.fusion is None:
        raise UserError(
            "This run uses no content, so masking changes nothing.", "Train a run with a fusion."
        )
    return _Score(run, params.item, params.user, direction)


def _model_hash(context: Context) -> str:
    """First 16 hex digits of the SHA-256 of the run's weights."""
    if "model hash" not in context.cache:
        import hashlib

        from core.training.runs import MODEL

        with (context.run.folder / MODEL).open("rb") as file:
            context.cache["model hash"] = hashlib.file_digest(file, "sha256").hexdigest()[:16]
    found: str = context.cache["model hash"]
    return found


QUERIES: dict[str, tuple[type[Params], Query]] = {
    "maps": (ItemParams, maps),
    "media": (ItemParams, media),
    "proof": (ProofParams, proof),
    "pointing": (PointingParams, pointing),
}
