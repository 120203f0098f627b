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
#: Items traced together for the pointing game.
CHUNK = 16


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
    limit: int = Field(64, ge=1, le=5000)
    seed: int = Field(0, ge=0)


def maps(context: Context, params: ItemParams) -> Answer:
    """All attention of one item, to be sliced by the window.

    Arrays, with L tokens a modality, T of all and M modalities: `positions/<m>` [L, 4],
    `pairs/<q>/<k>` [layers, heads, Lq, Lk], `fusion` [heads, queries, T], `shares/<q>`
    [layers, Lq, M], `flow/rollout`, `flow/relevance` [T, T], `flow_item/...` [T].
    """
    from core.worker.queries import attention_flow as flows

    run = context.run
    fusion = _transformer(run)
    _check_item(context, params.item)
    direction, judge = _target(context, params)
    batch = _tokens(run, [params.item])
    names = fusion.modalities
    passed = flows.eager_pass(fusion, batch)
    counts = {name: int(batch[name].mask.sum()) for name in names}
    total = sum(counts.values())
    if not total:
        raise UserError(
            "This item has no features: none of its media could be encoded.", "Choose another item."
        )
    kept = np.concatenate([batch[name].mask[0].numpy() for name in names])
    kind = np.float16 if total > HALF_ABOVE else np.float32
    arrays: dict[str, np.ndarray] = {}
    shares = [layer[0].numpy()[kept] for layer in flows.shares(passed, names)]
    begin = 0
    for q in names:
        arrays[f"positions/{q}"] = batch[q].positions[0, : counts[q]].numpy()
        end = begin + counts[q]
        arrays[f"shares/{q}"] = np.stack([s[begin:end] for s in shares]).astype(np.float32)
        begin = end
        for k in names:
            stacked = [
                _array(layer[q, k])[0, :, : counts[q], : counts[k]]
                for layer in passed.traces.layers
            ]
            arrays[f"pairs/{q}/{k}"] = np.stack(stacked).astype(kind)
    arrays["fusion"] = _array(passed.traces.fusion)[0][..., kept].astype(np.float32)
    for name, (flow, item) in {
        "rollout": flows.rollout(passed, names),
        "relevance": flows.relevance(passed, names, direction),
    }.items():
        arrays[f"flow/{name}"] = flow[0].numpy()[kept][:, kept].astype(kind)
        arrays[f"flow_item/{name}"] = item[0].numpy()[kept].astype(np.float32)
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


def _array(trace: object) -> np.ndarray:
    weights: Any = getattr(trace, "weights", None)
    array: np.ndarray = weights.detach().numpy()
    return array


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
