"""What each part of a configuration gives: one change at a time, on validation alone.

The test part is never ranked here. A run that has come to its end is kept in the workspace under
what it was made of (catalog, features, settings, code), so that an ablation that was interrupted
goes on with the runs it lacks.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scipy.stats import t

import core
from core import workspace
from core.catalog.opening import snapshot
from core.contracts.training import Encoded
from core.encoders.features import FeatureSet
from core.progress import Reporter
from core.text import Text
from core.training.config import TrainConfig
from core.training.run import layout
from core.training.train import train

METRICS = ("recall@20", "ndcg@20")
#: What decides the numbers of a run.
CODE = ("fusion", "recommend", "alignment", "training")


@dataclass(frozen=True)
class Interval:
    """A mean over seeds and the half width of its 95 % t interval; None for a single seed."""

    mean: float
    half: float | None

    @classmethod
    def of(cls, numbers: Sequence[float]) -> Interval:
        """From one number a seed."""
        mean = statistics.fmean(numbers)
        if len(numbers) < 2:
            return cls(mean, None)
        error = statistics.stdev(numbers) / len(numbers) ** 0.5
        return cls(mean, float(t.ppf(0.975, len(numbers) - 1)) * error)


@dataclass(frozen=True)
class Row:
    """One configuration.

    Attributes:
        name: what was changed.
        values: by metric.
        differences: by metric, less the first configuration, seed by seed; empty for the first.
        seconds: of training, mean over seeds.

    """

    name: str
    values: dict[str, Interval]
    differences: dict[str, Interval]
    seconds: float


def ablate(
    encoded: Encoded,
    configs: Mapping[str, TrainConfig],
    seeds: int,
    reporter: Reporter,
) -> list[Row]:
    """Train every configuration with every seed and compare each with the first.

    Args:
        encoded: the catalog.
        configs: by name.
        seeds: 0 to `seeds` - 1.
        reporter: told how far it is.

    """
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in configs}
    for seed in range(seeds):  # so that all are there for the first seeds if it is cut off
        for name, config in configs.items():
            one = config.model_copy(update={"seed": seed, "ks": (20,)})
            reporter.log(Text("{name}, seed {seed}", name=name, seed=seed))
            runs[name].append(once(encoded, one, reporter))
    return rows(runs)


def rows(runs: Mapping[str, Sequence[Mapping[str, float]]]) -> list[Row]:
    """Means and paired differences of what `once` gave, by name, one entry a seed."""
    first = next(iter(runs.values()))
    made = []
    for name, found in runs.items():
        differences = {}
        if found is not first:
            for metric in METRICS:
                pairs = zip(found, first, strict=True)
                differences[metric] = Interval.of([one[metric] - two[metric] for one, two in pairs])
        values = {metric: Interval.of([one[metric] for one in found]) for metric in METRICS}
        seconds = statistics.fmean(one["seconds"] for one in found)
        made.append(Row(name, values, differences, seconds))
    return made


def once(encoded: Encoded, config: TrainConfig, reporter: Reporter) -> dict[str, float]:
    """Validation metrics and "seconds" of one run, trained unless it is known already."""
    folder, stores = Path(encoded.catalog), Path(encoded.features)
    made_of = [snapshot.key(folder), stores.name, config.model_dump(mode="json"), code()]
    name = hashlib.sha256(json.dumps(made_of, sort_keys=True).encode()).hexdigest()[:24]
    path = workspace.folder("ablation") / f"{name}.json"
    known = layout.read_json(path)
    if not known:
        scratch = path.with_suffix("")
        catalog, features = snapshot.load(folder), FeatureSet.load(stores)
        summary = train(catalog, features, config, scratch, reporter, test=False)
        known = {metric: summary.validation[metric] for metric in METRICS}
        known["seconds"] = summary.train_seconds
        workspace.write_json(path, known)
        shutil.rmtree(scratch)
    return {name: float(value) for name, value in known.items()}


@cache
def code() -> str:
    """A digest of the code that decides the numbers of a run."""
    digest = hashlib.sha256()
    for part in CODE:
        for path in sorted((Path(core.__path__[0]) / part).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def table(made: Sequence[Row]) -> str:
    """Markdown: metrics and paired differences, `*` where the interval leaves out zero."""
    heads = [head for metric in METRICS for head in (metric, "difference")]
    lines = [f"| run | {' | '.join(heads)} | seconds |", "|" + " --- |" * (len(heads) + 2)]
    for row in made:
        cells = []
        for metric in METRICS:
            cells.append(_cell(row.values[metric], ".4f"))
            found = row.differences.get(metric)
            cells.append(_cell(found, "+.4f") if found else "")
            if found and found.half is not None and abs(found.mean) > found.half:
                cells[-1] += " *"
        lines.append(f"| {row.name} | {' | '.join(cells)} | {row.seconds:.0f} |")
    return "\n".join(lines)


def _cell(interval: Interval, form: str) -> str:
    half = "" if interval.half is None else f" ± {interval.half:.4f}"
    return f"{interval.mean:{form}}{half}"
