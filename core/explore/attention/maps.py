"""All attention of one item, to be sliced by whoever looks at it."""

from __future__ import annotations

import numpy as np

from core.contracts.attention import FlowKind, ItemParams, MapFacts, Maps, MapsAnswer
from core.errors import UserError
from core.explore.attention import own
from core.explore.attention.map_summary import summarise
from core.explore.attention.target import (
    encoders_of,
    model_hash,
    score_of,
    target_of,
    transformer_of,
)
from core.explore.context import Context

#: Beyond this many tokens maps travel as float16: the largest has tokens squared entries.
HALF_ABOVE = 600


def of_item(context: Context, params: ItemParams) -> MapsAnswer:
    """Raw weights of every layer and head, rollout, and relevance for a score.

    Raises:
        UserError: the run has no attention, or the item no tokens.

    """
    import torch

    from core.explore.attention.flow import token_flow
    from core.fusion.maps import attention_maps
    from core.fusion.relevance import relevance, rollout

    run = context.run
    fusion = transformer_of(run)
    batch = own.batch_of(context, params)
    direction, judge = target_of(context, params)
    attention = attention_maps(fusion, batch)
    names, counts = attention.modalities, list(attention.lengths.values())
    total = sum(counts)
    if not total:
        raise UserError(
            "This item has no features: none of its media could be encoded.", "Choose another item."
        )
    by_token = token_flow(fusion, batch, direction)
    item_relevance = relevance(fusion, batch, lambda vector: vector @ direction)
    shares = torch.stack(by_token.shares).split(counts, 1)
    clock = own.clock_of(context, params)
    pairs = {q: {k: attention.weights(q, k).numpy() for k in names} for q in names}
    flow: dict[FlowKind, np.ndarray] = {
        "rollout": rollout(attention, torch.eye(total)).numpy(),
        "relevance": by_token.relevance.numpy(),
    }
    summary = summarise(pairs, flow, counts)
    if total > HALF_ABOVE:
        pairs = {q: {k: w.astype(np.float16) for k, w in row.items()} for q, row in pairs.items()}
        flow = {kind: values.astype(np.float16) for kind, values in flow.items()}
    maps = Maps(
        positions={m: clock.places(m, attention.tokens[m].positions[0].numpy()) for m in names},
        shares={name: part.numpy() for name, part in zip(names, shares, strict=True)},
        pairs=pairs,
        fusion=attention.reading.compute()[0].numpy(),
        flow=flow,
        flow_item={
            "rollout": rollout(attention)[0].numpy(),
            "relevance": torch.cat([item_relevance[name] for name in names]).numpy(),
        },
        summary=summary,
    )
    facts = MapFacts(
        item=params.item,
        modalities=names,
        encoders=encoders_of(context, names),
        run=str(run.folder),
        model=model_hash(context),
        judge=judge,
        score=float(score_of(context, params)(batch)[0]),
        own=() if params.own is None else tuple(params.own.given),
    )
    return MapsAnswer(facts=facts, maps=maps)
