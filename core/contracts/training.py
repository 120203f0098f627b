"""Training, judging and searching; the runs and searches there are."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np
from pydantic import Field, JsonValue

from core.contracts.job import JobKind
from core.contracts.message import Array, Message
from core.contracts.question import Nothing, Question
from core.training.config import TrainConfig
from core.training.run.record import (
    Compressed,
    Compression,
    Curve,
    Intervals,
    Metrics,
    Parts,
    Robustness,
    Run,
)
from core.training.search.record import SearchRecord
from core.training.search.searches import SearchConfig


class Encoded(Message):
    """An encoded catalog: the folders of its snapshot and of its features."""

    catalog: str
    features: str


class Trained(Encoded):
    """A run and what it was trained on."""

    run: str


class TrainSpec(Encoded):
    """Train on encoded features. `folder` is made if not given; with `resume` it must exist.

    With several `processes` of this machine, a step is as many times as large.
    """

    config: TrainConfig = TrainConfig()
    folder: str | None = None
    resume: bool = False
    processes: int = Field(default=1, ge=1, le=64)


class EvaluateSpec(Trained):
    """Evaluate a trained run again, on one part of its split."""

    part: Literal["valid", "test"] = "test"


class Evaluation(Message):
    """Full-ranking metrics of a run on a part of its split, beside those of simple models."""

    run: str
    part: Literal["valid", "test"]
    interactions: int
    metrics: Metrics
    intervals: Intervals
    baselines: dict[str, Metrics]


class RobustnessSpec(Trained):
    """Metrics against the share of items with a modality missing, noised or swapped."""

    shares: tuple[float, ...] = Field(default=(0.0, 0.25, 0.5, 0.75, 1.0), min_length=2)
    draws: int = Field(default=3, ge=1, le=100, description="Sets of damaged items averaged.")


class MeasuredRobustness(Message):
    """All curves of a run, each the mean over so many sets of damaged items."""

    run: str
    created: str
    draws: int
    curves: tuple[Curve, ...]


class MeasuredCompression(Message):
    """The model of a run as it is, and smaller ones."""

    run: str
    created: str
    rows: tuple[Compressed, ...]


class MeasuredParts(Parts):
    """What the ranking of a run loses without each part of its scores."""

    run: str


class SearchSpec(Encoded):
    """A hyper-parameter search. `folder` is made if not given; one with trials is gone on with."""

    config: SearchConfig = SearchConfig()
    folder: str | None = None
    resume: bool = False  # searching always goes on from its study


class RunParams(Message):
    """One run, or one search, of the open catalog."""

    folder: str


class RunsParams(Message):
    """Some runs of the open catalog."""

    folders: tuple[str, ...] = Field(min_length=1, max_length=12)


class Runs(Message):
    """All runs on a catalog, newest first."""

    runs: tuple[Run, ...]


class Measured(Message):
    """What was measured on a run after training; None where nothing was."""

    folder: str
    robustness: Robustness | None
    compression: Compression | None
    parts: Parts | None


class Series(Message):
    """A metric of the run in the folder `run` over its training: `values` at `epochs`."""

    run: str
    name: str
    epochs: Annotated[np.ndarray, Array("float64", "N")]
    values: Annotated[np.ndarray, Array("float64", "N")]


class Curves(Message):
    """All reported metrics of some runs."""

    series: tuple[Series, ...]


class MetricDifference(Message):
    """A metric of a run less that of the reference: mean and bootstrap interval over users."""

    mean: float
    low: float
    high: float
    verdict: Literal["better", "worse", "undecided"]


class ComparedRuns(Message):
    """Runs against the first of them.

    Attributes:
        folders: of the runs, as asked.
        settings: that differ: dotted name -> value in each run, None where it has no such one.
        users: how many were compared.
        level: chance that all intervals, of every run and metric, hold together.
        metrics: names, those all runs have.
        values: [run][metric].
        differences: [run - 1][metric].

    """

    folders: tuple[str, ...]
    settings: dict[str, tuple[JsonValue, ...]]
    users: int
    level: float
    metrics: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    differences: tuple[tuple[MetricDifference, ...], ...]


class EventsFolder(Message):
    """Where the TensorBoard events of a run were written."""

    logdir: str


class SearchEntry(Message):
    """One line of the list of searches: trials that were asked for, and the searched settings."""

    folder: str
    name: str
    trials: int
    axes: tuple[str, ...]


class Searches(Message):
    """All searches on a catalog, newest first."""

    searches: tuple[SearchEntry, ...]


class Trials(Message):
    """A search: what came of its trials, and what was asked for."""

    record: SearchRecord
    config: SearchConfig


RUNS = Question("training.runs", Nothing, Runs)
MEASURED = Question("training.measured", RunParams, Measured)
CURVES = Question("training.curves", RunsParams, Curves)
COMPARE = Question("training.compare", RunsParams, ComparedRuns)
TENSORBOARD = Question("training.tensorboard", RunParams, EventsFolder)
SEARCHES = Question("training.searches", Nothing, Searches)
TRIALS = Question("training.trials", RunParams, Trials)

TRAIN = JobKind("train", TrainSpec, Run, resumable=True)
EVALUATE = JobKind("evaluate", EvaluateSpec, Evaluation)
ROBUSTNESS = JobKind("robustness", RobustnessSpec, MeasuredRobustness)
COMPRESSION = JobKind("compression", Trained, MeasuredCompression)
PARTS = JobKind("parts", Trained, MeasuredParts)
SEARCH = JobKind("search", SearchSpec, SearchRecord, kept="here")
