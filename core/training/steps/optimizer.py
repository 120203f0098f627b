"""The optimiser of a run, and half precision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from core.recommend.recommender import Recommender
from core.training.config import OptimizerConfig, Precision
from core.training.steps.objective import Objective
from core.training.steps.rowwise_adamw import RowAdamW
from core.training.steps.sharded import ShardedAdamW, Shards


@dataclass(frozen=True)
class Trained:
    """What is trained: the parameters, their names in the same order, and their optimiser."""

    parameters: list[Tensor]
    names: list[str]
    optimizer: RowAdamW


def make(
    config: OptimizerConfig,
    model: Recommender,
    objective: Objective,
    device: torch.device,
    shards: Shards | None = None,
) -> Trained:
    """AdamW; decay is for the weights of layers, the tables have their own penalty.

    The tables are updated by rows, except where graphs read whole ones; by their owners where they
    are divided.
    """
    named = [*model.named_parameters(), *objective.named_parameters()]
    wanted = {name: p for name, p in named if p.requires_grad}
    known = {id(p) for p in model.mf.parameters()}
    tables = [p for p in wanted.values() if id(p) in known]
    rest = [p for p in wanted.values() if id(p) not in known]
    groups = by_decay(rest, tables, config.weight_decay)
    by_rows = [p for p in tables if p.ndim > 0] if model.propagation is None else []
    fused = device.type in ("cpu", "cuda")
    told = (groups, by_rows, config.learning_rate, fused)
    optimizer = RowAdamW(*told) if shards is None else ShardedAdamW(*told, shards)
    names = {id(p): name for name, p in named}
    parameters: list[Tensor] = [*tables, *rest]
    return Trained(parameters, [names[id(p)] for p in parameters], optimizer)


def by_decay(
    layers: Iterable[Tensor], tables: Iterable[Tensor], decay: float
) -> list[dict[str, Any]]:
    """Groups of an optimiser: weights of layers decay; biases, gains and tables do not."""
    some = list(layers)
    return [
        {"params": [p for p in some if p.ndim > 1], "weight_decay": decay},
        {"params": [*tables, *(p for p in some if p.ndim < 2)], "weight_decay": 0.0},
    ]


def mixed(
    precision: Precision, device: torch.device
) -> tuple[torch.autocast, torch.amp.GradScaler]:
    """Half precision where the configuration asks for it, which is on CUDA alone."""
    half = device.type == "cuda" and precision != "fp32"
    dtype = torch.float16 if precision == "fp16" else torch.bfloat16
    scaled = half and precision == "fp16"
    return (
        torch.autocast(device.type, dtype=dtype, enabled=half),
        torch.amp.GradScaler(device.type, enabled=scaled),
    )
