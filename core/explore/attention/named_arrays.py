"""An item's maps as arrays by name: how files of evidence and of the training film hold them.

`positions/<m>`, `shares/<q>`, `pairs/<q>/<k>`, `fusion`, `flow/<kind>` and `flow_item/<kind>`, as
core.contracts.attention.Maps has them. What can be found in the maps again is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

import numpy as np

from core.contracts.attention import FlowKind, Maps
from core.explore.attention.map_summary import summarise


def named(maps: Maps) -> dict[str, np.ndarray]:
    """The arrays by name."""
    arrays = {"fusion": maps.fusion}
    for q, of_query in maps.pairs.items():
        arrays[f"positions/{q}"] = maps.positions[q]
        arrays[f"shares/{q}"] = maps.shares[q]
        arrays |= {f"pairs/{q}/{k}": weights for k, weights in of_query.items()}
    for kind, flow in maps.flow.items():
        arrays |= {f"flow/{kind}": flow, f"flow_item/{kind}": maps.flow_item[kind]}
    return arrays


def maps_of(modalities: Sequence[str], arrays: Mapping[str, np.ndarray]) -> Maps:
    """The maps whose arrays these are.

    Args:
        modalities: in the model's order.
        arrays: by name; without a flow where it was not kept.

    Raises:
        KeyError: an array is missing.
        pydantic.ValidationError: they do not belong together.

    """
    kinds: list[FlowKind] = [kind for kind in get_args(FlowKind) if f"flow/{kind}" in arrays]
    positions = {name: arrays[f"positions/{name}"] for name in modalities}
    pairs = {q: {k: arrays[f"pairs/{q}/{k}"] for k in modalities} for q in modalities}
    flow = {kind: arrays[f"flow/{kind}"] for kind in kinds}
    return Maps(
        positions=positions,
        shares={name: arrays[f"shares/{name}"] for name in modalities},
        pairs=pairs,
        fusion=arrays["fusion"],
        flow=flow,
        flow_item={kind: arrays[f"flow_item/{kind}"] for kind in kinds},
        summary=summarise(pairs, flow, [len(places) for places in positions.values()]),
    )
