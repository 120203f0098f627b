"""What a run was made on, and what came of it, as plain JSON."""

from __future__ import annotations

import platform
from datetime import UTC, datetime
from typing import Any

import torch

from core import device
from core.catalog.schema import Catalog
from core.recommend.recommender import Recommender, Vectors
from core.training.config import TrainConfig
from core.training.data import Dataset
from core.training.judge import baselines
from core.training.judge.evaluate import Result, evaluate
from core.training.judge.validation import measure
from core.training.steps.gather import Gather


def describe(catalog: Catalog, data: Dataset, gather: Gather, model: Recommender) -> dict[str, Any]:
    """The opening entries of run.json."""
    trained = [p.numel() for p in model.parameters() if p.requires_grad]
    return {
        "status": "running",
        "error": "",
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "data": {
            "catalog": catalog.name,
            "users": data.n_users,
            "items": data.n_items,
            "train": len(data.train.items),
            "validation": len(data.valid.items),
            "test": len(data.test.items),
            "split": data.split,
            "modalities": list(gather.stores),
        },
        "parameters": sum(trained),
        "machine": {
            "device": device.report().line if gather.device.type == "cpu" else str(gather.device),
            "threads": torch.get_num_threads(),
            "torch": torch.__version__,
            "python": platform.python_version(),
        },
    }


def summarise(
    data: Dataset, vectors: Vectors, config: TrainConfig, test: bool = True
) -> dict[str, Any]:
    """Validation and, unless told not to, test metrics of a model, with intervals, beside
    popularity and chance.

    Items nobody chose in training are also looked at by themselves ("cold").
    """
    summary: dict[str, Any] = {}
    for name, targets in (("validation", data.valid), ("test", data.test)):
        if not len(targets.items) or (name == "test" and not test):
            continue
        result = measure(vectors, data, targets, config)
        summary[name] = result.values
        summary[f"{name}_intervals"] = {k: list(v) for k, v in result.intervals().items()}
        if name == "test":
            summary["cold_items"] = cold(result, data, max(config.ks))
            summary["baselines"] = {
                floor: evaluate(
                    make(data), targets, data.train, data.n_items, config.ks, data.popularity
                ).values
                for floor, make in baselines.FLOORS.items()
            }
    return summary


def cold(result: Result, data: Dataset, k: int) -> dict[str, float]:
    """How many test interactions are with items unseen in training, and how many were found."""
    rows, items = data.test.pairs(result.users)
    unseen = data.popularity[items] == 0
    found = (result.top[rows, :k] == items[:, None]).any(1)
    count = int(unseen.sum())
    return {"interactions": count, f"recall@{k}": float(found[unseen].mean()) if count else 0.0}
