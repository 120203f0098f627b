"""Questions of the Attention page: media and maps of an item, proof, pointing game."""

from __future__ import annotations

import numpy as np

from core.errors import UserError
from core.explore.attention.film import FilmParams, FrameParams, film, frame
from core.explore.attention.listen import ListenParams, listen
from core.explore.attention.pointing import PointingParams, pointing
from core.explore.attention.proof import CatalogProofParams, ProofParams, catalog_proof, proof
from core.explore.attention.target import (
    ItemParams,
    check_item,
    model_hash,
    score_of,
    target_of,
    tokens_of,
    transformer_of,
)
from core.explore.context import Answer, Context, Params, Query

#: Beyond this many tokens maps travel as float16: the largest has tokens squared entries.
HALF_ABOVE = 600


def maps(context: Context, params: ItemParams) -> Answer:
    """All attention of one item, to be sliced by the window.

    Arrays, with L tokens a modality, T of all and M modalities: `positions/<m>` [L, 4],
    `pairs/<q>/<k>` [layers, heads, Lq, Lk], `fusion` [heads, queries, T], `shares/<q>`
    [layers, Lq, M], `flow/rollout`, `flow/relevance` [T, T], `flow_item/...` [T], and what
    `core.explore.attention.map_summary` finds in them.
    """
    import torch

    from core.explore.attention.flow import token_flow
    from core.explore.attention.map_summary import summarise
    from core.fusion.maps import attention_maps
    from core.fusion.relevance import relevance, rollout
    from core.media import clocks

    run = context.run
    fusion = transformer_of(run)
    check_item(context, params.item)
    direction, judge = target_of(context, params)
    batch = tokens_of(run, [params.item])
    found = attention_maps(fusion, batch)
    names, total = found.modalities, sum(found.lengths.values())
    if not total:
        raise UserError(
            "This item has no features: none of its media could be encoded.", "Choose another item."
        )
    flow = token_flow(fusion, batch, direction)
    moved = relevance(fusion, batch, lambda vector: vector @ direction)
    arrays = {
        "fusion": found.reading.compute()[0].numpy(),
        "flow/rollout": rollout(found, torch.eye(total)).numpy(),
        "flow_item/rollout": rollout(found)[0].numpy(),
        "flow/relevance": flow.relevance.numpy(),
        "flow_item/relevance": torch.cat([moved[name] for name in names]).numpy(),
    }
    by_token = torch.stack(flow.shares).split(list(found.lengths.values()), 1)
    clock = clocks.of_item(context.catalog, params.item)
    for q, shares in zip(names, by_token, strict=True):
        arrays[f"positions/{q}"] = clock.places(q, found.tokens[q].positions[0].numpy())
        arrays[f"shares/{q}"] = shares.numpy()
        for k in names:
            arrays[f"pairs/{q}/{k}"] = found.weights(q, k).numpy()
    summary = summarise(names, arrays)
    if total > HALF_ABOVE:
        large = ("pairs/", "flow/")
        arrays |= {n: a.astype(np.float16) for n, a in arrays.items() if n.startswith(large)}
    return {
        "item": params.item,
        "modalities": list(names),
        "encoders": {name: context.features.stores[name].encoder for name in names},
        "judge": judge,
        "score": float(score_of(context, params, direction)(batch)[0]),
        "run": str(run.folder),
        "model": model_hash(context),
    }, arrays | summary


def media(context: Context, params: ItemParams) -> Answer:
    """What is drawn of an item. See `core.explore.attention.media`."""
    from core.explore.attention.media import load

    check_item(context, params.item)
    return load(context.catalog, params.item)


QUERIES: dict[str, tuple[type[Params], Query]] = {
    "maps": (ItemParams, maps),
    "media": (ItemParams, media),
    "film": (FilmParams, film),
    "frame": (FrameParams, frame),
    "listen": (ListenParams, listen),
    "proof": (ProofParams, proof),
    "catalog_proof": (CatalogProofParams, catalog_proof),
    "pointing": (PointingParams, pointing),
}
