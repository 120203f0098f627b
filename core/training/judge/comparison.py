"""Whether one run is better than another: both judged on the same users, one by one.

The difference is taken within each user and users are drawn again with replacement (paired
bootstrap; Efron & Tibshirani 1993, chapter 16). The intervals of all runs and metrics hold
together: each is as many standard errors wide as the worst of them needs (max-t; Westfall & Young
1993, Romano & Wolf 2005), which costs nothing for metrics that say the same, as Bonferroni would.
They tell these models apart on these users, not what another seed would have given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from core.catalog.schema import Catalog
from core.errors import UserError
from core.text import Text
from core.training.data import Dataset
from core.training.judge.evaluate import Result, sampled
from core.training.judge.validation import measure_test
from core.training.run import layout, vectors
from core.training.run.runs import divided, read_config

Verdict = Literal["better", "worse", "undecided"]
SAMPLES = 2000
LEVEL = 0.95
#: Standard errors below this share of the largest difference are rounding.
ROUNDING = 1e-12


@dataclass(frozen=True)
class Difference:
    """A metric of one run less that of the reference, over users.

    Attributes:
        mean: the mean difference.
        low, high: the bootstrap interval.
        verdict: "better" or "worse" if the interval lies on one side of zero.

    """

    mean: float
    low: float
    high: float
    verdict: Verdict


def simultaneous(differences: np.ndarray, level: float = 0.95, seed: int = 0) -> list[Difference]:
    """Bootstrap intervals of mean differences, wide enough to hold all at once.

    Args:
        differences: float [E, M], one row a user, one column a metric of a run. The same users
            are drawn for all columns, so that what goes together stays together.
        level: chance that every interval holds its true mean.
        seed: of the draws.

    """
    count = len(differences)
    if not count:
        return [Difference(0.0, 0.0, 0.0, "undecided")] * differences.shape[1]
    rng = np.random.default_rng(seed)
    drawn = np.stack(
        [
            np.bincount(rng.integers(count, size=count), minlength=count) @ differences / count
            for _ in range(SAMPLES)
        ]
    )
    means = differences.mean(0)
    errors = drawn.std(0)
    varies = errors > ROUNDING * np.abs(differences).max(0)
    errors = np.where(varies, errors, 0)
    farthest = (np.abs(drawn - means)[:, varies] / errors[varies]).max(1, initial=0)
    half = np.quantile(farthest, level) * errors
    return [
        Difference(float(mean), float(low), float(high), _verdict(low, high))
        for mean, low, high in zip(means, means - half, means + half, strict=True)
    ]


def _verdict(low: float, high: float) -> Verdict:
    return "better" if low > 0 else "worse" if high < 0 else "undecided"


def per_user(folder: Path, catalog: Catalog) -> tuple[Result, Dataset]:
    """Test metrics of a run user by user, from its stored vectors.

    Raises:
        UserError: the run has not come to its end.

    """
    config = read_config(folder)
    if not (folder / layout.VECTORS).exists():
        raise UserError(
            Text(
                "Run {folder} has not come to its end, so it has not been tested.",
                folder=folder.name,
            ),
            "Resume it, or choose another.",
            str(folder),
        )
    data = divided(folder, catalog, config)
    stored = vectors.read(folder, data.n_users, data.n_items)
    targets = sampled(data.test, config.most_users(data.n_items))
    return measure_test(stored, data, targets, config.ks), data


@dataclass(frozen=True)
class Comparison:
    """Runs against the first of them.

    Attributes:
        users: how many users were compared.
        level: chance that all intervals, of every run and metric, hold together.
        metrics: names, those all runs have.
        values: [run][metric].
        differences: [run - 1][metric], each less the first run.

    """

    users: int
    level: float
    metrics: list[str]
    values: list[list[float]]
    differences: list[list[Difference]]


def compare(folders: Sequence[Path], catalog: Catalog) -> Comparison:
    """Compare two runs or more on the test part they share.

    Raises:
        UserError: they were tested on different interactions, or one has no result.

    """
    results, datasets = zip(*(per_user(folder, catalog) for folder in folders), strict=True)
    first = datasets[0]
    for folder, data in zip(folders, datasets, strict=True):
        same = np.array_equal(data.test.counts, first.test.counts) and np.array_equal(
            data.test.items, first.test.items
        )
        if not same:
            raise UserError(
                Text(
                    "Runs {first} and {folder} were tested on different interactions, so "
                    "their numbers cannot be compared.",
                    first=folders[0].name,
                    folder=folder.name,
                ),
                "Train them with the same split.",
            )
    names = [name for name in results[0].per_user if all(name in r.per_user for r in results)]
    if not names:
        raise UserError(
            "These runs have no metric in common.", "Train them with the same list lengths K."
        )
    tables = [np.stack([r.per_user[name] for name in names], 1) for r in results]
    beside = np.concatenate([table - tables[0] for table in tables[1:]], 1)
    found = simultaneous(beside, LEVEL)
    return Comparison(
        users=len(results[0].users),
        level=LEVEL,
        metrics=names,
        values=[[r.values[name] for name in names] for r in results],
        differences=[found[at : at + len(names)] for at in range(0, len(found), len(names))],
    )
