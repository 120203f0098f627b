"""What a run is made on, and what came of it."""

from __future__ import annotations

import platform
from datetime import UTC, datetime
from pathlib import Path

import torch

from core import device
from core.catalog.schema import Catalog
from core.progress import Reporter
from core.recommend.recommender import Recommender, Vectors
from core.training.config import EvaluationConfig
from core.training.data import Dataset
from core.training.judge import baselines
from core.training.judge.evaluate import Result, sampled
from core.training.judge.validation import measure, measure_test
from core.training.run import identity, layout
from core.training.run.record import DataRecord, MachineRecord, RunRecord, Summary
from core.training.steps.gather import Gather


def describe(
    catalog: Catalog, data: Dataset, gather: Gather, model: Recommender, elsewhere: int = 0
) -> RunRecord:
    """The record a run begins with; `elsewhere` counts numbers of the model in other processes."""
    return RunRecord(
        status="running",
        process=layout.this_process(),
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        data=DataRecord(
            catalog=catalog.name,
            users=len(catalog.users),
            items=data.n_items,
            train=len(data.train.items),
            validation=len(data.valid.items),
            test=len(data.test.items),
            split=data.split,
            modalities=tuple(gather.content),
            fingerprint=identity.of_catalog(catalog),
            features=identity.of_features(gather.content),
            wish=catalog.wish.to_json(),
            events=dict(data.events),
            unwished=data.unwished,
            counted=data.told,
        ),
        parameters=sum(p.numel() for p in model.parameters() if p.requires_grad) + elsewhere,
        machine=MachineRecord(
            device=device.report().line if gather.device.type == "cpu" else str(gather.device),
            threads=torch.get_num_threads(),
            torch=torch.__version__,
            python=platform.python_version(),
        ),
    )


def summarise(
    data: Dataset,
    vectors: Vectors,
    config: EvaluationConfig,
    test: bool = True,
    reporter: Reporter | None = None,
    folder: Path | None = None,
) -> Summary:
    """Validation and, unless told not to, test metrics of a model, with intervals, beside
    popularity and chance; of a sample of the users where `config` says so.

    Items nobody chose in training are also looked at by themselves ("cold"). With `folder` what is
    ranked is kept there, until `kept.forget`.

    Raises:
        Cancelled, Stopped: before all was ranked.

    """
    found, ks, most = Summary(), config.ks, config.most_users(data.n_items)
    valid, tests = (folder and folder / layout.RANKING.format(part=p) for p in ("valid", "test"))
    if len(data.valid.items):
        result = measure(vectors, data, sampled(data.valid, most), ks, reporter, valid)
        changes = {"validation": result.values, "validation_intervals": result.intervals()}
        found = found.model_copy(update=changes)
    if test and len(data.test.items):
        targets = sampled(data.test, most)
        result = measure_test(vectors, data, targets, ks, reporter, tests)
        changes = {
            "test": result.values,
            "test_intervals": result.intervals(),
            "cold_items": cold(result, data, max(ks)),
            "baselines": baselines.floors(data.at_test, targets, ks, reporter, tests),
        }
        found = found.model_copy(update=changes)
    return found


def cold(result: Result, data: Dataset, k: int) -> dict[str, float]:
    """How many test interactions are with items unseen in training, and how many were found."""
    rows, items = data.test.pairs(result.users)
    unseen = data.popularity[items] == 0
    found = (result.top[rows, :k] == items[:, None]).any(1)
    count = int(unseen.sum())
    return {"interactions": count, f"recall@{k}": float(found[unseen].mean()) if count else 0.0}
