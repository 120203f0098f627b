"""Jobs about trained runs: how they bear damage, how small they can be made, better settings."""

from __future__ import annotations

import functools
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field

from core.errors import UserError
from core.progress import Reporter
from core.training.run import layout
from core.training.run.record import Compression, Robustness
from core.training.search.searches import SearchConfig

if TYPE_CHECKING:
    from core.catalog.schema import Catalog
    from core.encoders.features import FeatureSet
    from core.training.config import TrainConfig


class RunSpec(BaseModel):
    """A trained run and what it was trained on."""

    model_config = ConfigDict(extra="forbid")
    catalog: str
    features: str
    run: str


class RobustnessSpec(RunSpec):
    """Metrics against the share of items with a modality missing, noised or swapped."""

    shares: tuple[float, ...] = Field(default=(0.0, 0.25, 0.5, 0.75, 1.0), min_length=2)
    draws: int = Field(default=3, ge=1, le=100, description="Sets of damaged items averaged.")


class SearchSpec(BaseModel):
    """A hyper-parameter search. `folder` is made if not given; one with trials is gone on with."""

    model_config = ConfigDict(extra="forbid")
    catalog: str
    features: str
    config: SearchConfig = SearchConfig()
    folder: str | None = None
    resume: bool = False  # searching always goes on from its study


def _opened(catalog: str, features: str) -> tuple[Catalog, FeatureSet]:
    from core.catalog.opening import snapshot
    from core.encoders.features import FeatureSet

    return snapshot.load(Path(catalog)), FeatureSet.load(Path(features))


def robustness_job(spec: RobustnessSpec, reporter: Reporter) -> dict[str, Any]:
    """Measure all modalities and damages; what is done so far is in the run folder at any time."""
    from core.training.judge.robustness import DAMAGES, curve
    from core.training.run.runs import load_run

    run = load_run(Path(spec.run), *_opened(spec.catalog, spec.features))
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
            draws=spec.draws, vote=run.vote, reporter=_Quiet(reporter),
        )  # fmt: skip
        measured = measured.model_copy(update={"curves": (*measured.curves, line)})
        layout.write(run.folder / layout.ROBUSTNESS, measured)
    reporter.progress("robustness", len(measured.curves), len(plan), "curves")
    return {"run": str(run.folder), **measured.model_dump(mode="json")}


def compression_job(spec: RunSpec, reporter: Reporter) -> dict[str, Any]:
    """Size, speed and metrics of the model as it is, in int8, and pruned."""
    from core.training.judge.compression import compare
    from core.training.run.runs import load_run

    run = load_run(Path(spec.run), *_opened(spec.catalog, spec.features))
    rows = compare(run.model, run.data, run.gather, run.config.ks, vote=run.vote, reporter=reporter)
    measured = Compression(created=_now(), rows=tuple(rows))
    layout.write(run.folder / layout.COMPRESSION, measured)
    return {"run": str(run.folder), **measured.model_dump(mode="json")}


def search_job(spec: SearchSpec, reporter: Reporter) -> dict[str, Any]:
    """Try settings, each trained in its own folder and judged by the validation part."""
    from core.catalog.opening import snapshot
    from core.training.search import search, searches

    catalog, features = _opened(spec.catalog, spec.features)
    key = snapshot.key(Path(spec.catalog))
    folder = Path(spec.folder) if spec.folder else searches.new_folder(key)
    objective = functools.partial(_validated, catalog, features, spec.config.metric)
    return search.search(spec.config, folder, objective, reporter)


def _validated(
    catalog: Catalog,
    features: FeatureSet,
    metric: str,
    config: TrainConfig,
    folder: Path,
    reporter: Reporter,
) -> float:
    from core.training.steps.loop import train

    summary = train(catalog, features, config, folder, reporter, test=False)
    (folder / layout.LAST).unlink(missing_ok=True)
    if not summary.validation:
        raise UserError(
            "This split leaves nothing to validate on, so settings cannot be judged.",
            "Choose a split with a validation part.",
        )
    return summary.validation[metric]


class _Quiet(Reporter):
    """Passes on the user's wishes, not the progress of a part."""

    def __init__(self, outer: Reporter) -> None:
        self._outer = outer

    def checkpoint(self) -> bool:
        return self._outer.checkpoint()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
