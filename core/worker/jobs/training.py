"""Train, judge a run, and search for settings."""

from __future__ import annotations

import functools
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from core.contracts.training import (
    COMPRESSION,
    EVALUATE,
    PARTS,
    ROBUSTNESS,
    SEARCH,
    TRAIN,
    EvaluateSpec,
    Evaluation,
    MeasuredCompression,
    MeasuredParts,
    MeasuredRobustness,
    RobustnessSpec,
    SearchSpec,
    Trained,
    TrainSpec,
)
from core.errors import UserError
from core.progress import Quiet, Reporter
from core.training.run import layout
from core.training.run.record import Compression, Parts, Robustness, Run
from core.training.search.record import SearchRecord
from core.worker import group
from core.worker.answering import runs

if TYPE_CHECKING:
    from core.catalog.schema import Catalog
    from core.encoders.features import FeatureSet
    from core.training.config import TrainConfig
    from core.training.run.runs import TrainedRun


def _opened(catalog: str, features: str) -> tuple[Catalog, FeatureSet]:
    from core.catalog.opening import snapshot
    from core.encoders.features import FeatureSet

    return snapshot.load(Path(catalog)), FeatureSet.load(Path(features))


def _trained(spec: Trained) -> TrainedRun:
    from core.training.run.runs import load_run

    return load_run(Path(spec.run), *_opened(spec.catalog, spec.features))


@runs(TRAIN)
def train(spec: TrainSpec, reporter: Reporter) -> Run:
    """Train, evaluate, keep the best model in a run folder."""
    from core.catalog.opening import snapshot
    from core.training.train import train as run_training

    key = snapshot.key(Path(spec.catalog))
    folder = Path(spec.folder) if spec.folder else layout.new_run_folder(key)
    if spec.processes > 1:
        group.train(spec.model_copy(update={"folder": str(folder)}), reporter)
    else:
        catalog, features = _opened(spec.catalog, spec.features)
        run_training(catalog, features, spec.config, folder, reporter, resume=spec.resume)
    return layout.read_run(folder)


@runs(EVALUATE)
def evaluate(spec: EvaluateSpec, reporter: Reporter) -> Evaluation:
    """Full-ranking metrics of a run, beside popularity and random, of all its users."""
    from core.training.judge import kept, validation
    from core.training.judge.baselines import floors

    run = _trained(spec)
    data, ks = run.data, run.config.ks
    tests = spec.part == "test"
    targets = data.test if tests else data.valid
    measure = validation.measure_test if tests else validation.measure
    place = run.folder / layout.RANKING.format(part=spec.part)
    result = measure(run.vectors, data, targets, ks, reporter, place)
    baselines = floors(data.at_test if tests else data, targets, ks, reporter, place)
    kept.forget(run.folder)
    return Evaluation(
        run=str(run.folder),
        part=spec.part,
        interactions=len(targets.items),
        metrics=result.values,
        intervals=result.intervals(),
        baselines=baselines,
    )


@runs(ROBUSTNESS)
def measure_robustness(spec: RobustnessSpec, reporter: Reporter) -> MeasuredRobustness:
    """Measure all modalities and damages; what is done so far is in the run folder at any time."""
    from core.training.judge.robustness import DAMAGES, curve

    run = _trained(spec)
    if run.model.fusion is None:
        raise UserError(
            "This run does not use what items contain, so damage cannot touch it.",
            "Choose a run that uses item content.",
        )
    measured = Robustness(created=_now(), draws=spec.draws)
    plan = [(modality, damage) for modality in run.gather.stores for damage in DAMAGES]
    for done, (modality, damage) in enumerate(plan):
        reporter.progress("robustness", done, len(plan), "curves")
        if reporter.checkpoint():
            break
        line = curve(
            run.model, run.data, run.gather, run.config.ks, modality, damage, spec.shares,
            draws=spec.draws, beside=run.beside, reporter=Quiet(reporter),
        )  # fmt: skip
        measured = measured.model_copy(update={"curves": (*measured.curves, line)})
        layout.write(run.folder / layout.ROBUSTNESS, measured)
    reporter.progress("robustness", len(measured.curves), len(plan), "curves")
    return MeasuredRobustness(run=str(run.folder), **dict(measured))


@runs(COMPRESSION)
def measure_compression(spec: Trained, reporter: Reporter) -> MeasuredCompression:
    """Size, speed and metrics of the model as it is, in int8, and pruned."""
    from core.training.judge.compression import compare

    run = _trained(spec)
    rows = compare(
        run.model, run.data, run.gather, run.config.ks, beside=run.beside, reporter=reporter
    )
    measured = Compression(created=_now(), rows=tuple(rows))
    layout.write(run.folder / layout.COMPRESSION, measured)
    return MeasuredCompression(run=str(run.folder), **dict(measured))


@runs(PARTS)
def measure_parts(spec: Trained, reporter: Reporter) -> MeasuredParts:
    """What the ranking loses without each part, on validation, or on the test part without one."""
    from core.training.judge.parts import measure

    run = _trained(spec)
    if run.config.loss.predicts_ratings:
        raise UserError("This run predicts ratings, so its parts are not judged as a ranking.")
    judged = "valid" if len(run.data.valid.items) else "test"
    valid = judged == "valid"
    targets = run.data.valid if valid else run.data.test
    vectors, data = run.vectors, run.data
    if not valid:
        vectors, data = vectors.at_test, data.at_test
    k = max(run.config.ks)
    everything, rare, most = measure(run.model, vectors, data, run.gather, targets, k, reporter)
    measured = Parts(
        created=_now(), k=k, judged=judged, everything=everything, rare=rare, rare_most=most
    )
    layout.write(run.folder / layout.PARTS, measured)
    return MeasuredParts(run=str(run.folder), **dict(measured))


@runs(SEARCH)
def search(spec: SearchSpec, reporter: Reporter) -> SearchRecord:
    """Try settings, each trained in its own folder and judged by the validation part."""
    from core.catalog.opening import snapshot
    from core.training.search import search as searching
    from core.training.search import searches

    catalog, features = _opened(spec.catalog, spec.features)
    key = snapshot.key(Path(spec.catalog))
    folder = Path(spec.folder) if spec.folder else searches.new_folder(key)
    objective = functools.partial(_validated, catalog, features, spec.config.metric)
    return searching.search(spec.config, folder, objective, reporter)


def _validated(
    catalog: Catalog,
    features: FeatureSet,
    metric: str,
    config: TrainConfig,
    folder: Path,
    reporter: Reporter,
) -> float:
    """The validation score of one trial, which never sees the test part."""
    from core.training.train import train as run_training

    config = config.model_copy(update={"family_seconds": 0.0})
    summary = run_training(catalog, features, config, folder, reporter, test=False)
    (folder / layout.LAST).unlink(missing_ok=True)
    if summary.stopped:  # pruned, or by a person: its score does not count
        return summary.validation.get(metric, 0.0)
    if not summary.validation:
        raise UserError(
            "This split leaves nothing to validate on, so settings cannot be judged.",
            "Choose a split with a validation part.",
        )
    return summary.validation[metric]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
