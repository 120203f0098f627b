"""Answers to the questions of core.contracts.training."""

from __future__ import annotations

from pathlib import Path

from core import workspace
from core.catalog.opening import snapshot
from core.contracts.question import Nothing
from core.contracts.training import (
    COMPARE,
    CURVES,
    MEASURED,
    RUNS,
    SEARCHES,
    TENSORBOARD,
    TRIALS,
    ComparedRuns,
    Curves,
    EventsFolder,
    Measured,
    RunParams,
    Runs,
    RunsParams,
    Searches,
    Trials,
)
from core.errors import UserError
from core.explore import runs
from core.explore.context import Context
from core.training.run import layout
from core.worker.answering import answers


def _key(context: Context) -> str:
    if context.key.catalog is None:
        raise UserError("No catalog is open.", "Open one on the Catalog page.")
    return snapshot.key(Path(context.key.catalog))


def _own(context: Context, folder: str, kind: str = "runs") -> Path:
    """The folder, if it belongs to the open catalog."""
    path = Path(folder)
    if path.resolve().parent != (workspace.folder(kind) / _key(context)).resolve():
        raise UserError("This does not belong to the open catalog.", "", folder)
    return path


@answers(RUNS)
def all_runs(context: Context, _params: Nothing) -> Runs:
    """All runs on this catalog, newest first."""
    return Runs(runs=tuple(layout.runs_of(_key(context))))


@answers(MEASURED)
def measured(context: Context, params: RunParams) -> Measured:
    """What was measured on a run after training."""
    return runs.measured(_own(context, params.folder))


@answers(CURVES)
def curves(context: Context, params: RunsParams) -> Curves:
    """The metrics that trainings reported."""
    return runs.curves([_own(context, folder) for folder in params.folders])


@answers(COMPARE)
def compare(context: Context, params: RunsParams) -> ComparedRuns:
    """Runs against the first of them."""
    return runs.compare([_own(context, folder) for folder in params.folders], context.catalog)


@answers(TENSORBOARD)
def tensorboard(context: Context, params: RunParams) -> EventsFolder:
    """Write TensorBoard events of a run."""
    from core.training.run.tensorboard import export

    return EventsFolder(logdir=str(export(_own(context, params.folder))))


@answers(SEARCHES)
def searches(context: Context, _params: Nothing) -> Searches:
    """All searches on this catalog, newest first."""
    return Searches(searches=runs.searches(_key(context)))


@answers(TRIALS)
def trials(context: Context, params: RunParams) -> Trials:
    """One search: its trials, the best, the importance of each setting, and what was asked."""
    from core.training.search import searches as stored

    folder = _own(context, params.folder, "searches")
    return Trials(record=stored.summary(folder), config=stored.read_config(folder))
