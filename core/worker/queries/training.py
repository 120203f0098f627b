"""Questions of the Training page."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import numpy as np
from pydantic import Field

from core import workspace
from core.catalog.opening import snapshot
from core.errors import UserError
from core.explore.context import Answer, Context, Params, Query
from core.training.run import layout
from core.training.run.record import Compression, Robustness


class NoParams(Params):
    """Nothing to choose."""


class RunParams(Params):
    """One run of the open catalog."""

    folder: str


class RunsParams(Params):
    """Some runs of the open catalog."""

    folders: list[str] = Field(min_length=1, max_length=12)


def _key(context: Context) -> str:
    if context.key.catalog is None:
        raise UserError("No catalog is open.", "Open one on the Catalog page.")
    return snapshot.key(Path(context.key.catalog))


def _own(context: Context, folder: str, kind: str = "runs") -> Path:
    """The folder, if it belongs to the open catalog."""
    path = Path(folder).resolve()
    if path.parent != (workspace.folder(kind) / _key(context)).resolve():
        raise UserError("This does not belong to the open catalog.", "", folder)
    return path


def runs(context: Context, _params: NoParams) -> Answer:
    """All runs on this catalog, newest first."""
    return {"runs": [run.as_dict() for run in layout.runs_of(_key(context))]}, {}


def measured(context: Context, params: RunParams) -> Answer:
    """What was measured on a run after training: {"robustness", "compression"}, each may be {}."""
    folder = _own(context, params.folder)
    robustness = layout.read(folder / layout.ROBUSTNESS, Robustness)
    compression = layout.read(folder / layout.COMPRESSION, Compression)
    return {
        "folder": params.folder,
        "robustness": robustness.model_dump(mode="json") if robustness else {},
        "compression": compression.model_dump(mode="json") if compression else {},
    }, {}


def curves(context: Context, params: RunsParams) -> Answer:
    """Reported metrics: {"series": [{"run", "name"}]}; arrays x0, y0, x1, ... epoch and value."""
    series: list[dict[str, str]] = []
    arrays: dict[str, np.ndarray] = {}
    for folder in params.folders:
        points: dict[str, list[tuple[float, float]]] = {}
        for row in layout.read_metrics(_own(context, folder)):
            for name, value in row["values"].items():
                points.setdefault(name, []).append((row["epoch"], value))
        for name, pairs in points.items():
            arrays[f"x{len(series)}"], arrays[f"y{len(series)}"] = np.array(pairs, np.float64).T
            series.append({"run": folder, "name": name})
    return {"series": series}, arrays


def compare(context: Context, params: RunsParams) -> Answer:
    """Runs against the first of them: settings that differ, and metrics with paired intervals."""
    from core.training.judge.comparison import compare as compared

    folders = [_own(context, folder) for folder in params.folders]
    if len(folders) < 2:
        raise UserError("Choose two runs or more to compare.")
    configs = [layout.read_json(folder / layout.CONFIG) for folder in folders]
    return {
        "folders": params.folders,
        "settings": layout.differences(configs),
        **asdict(compared(folders, context.catalog)),
    }, {}


def tensorboard(context: Context, params: RunParams) -> Answer:
    """Write TensorBoard events of a run."""
    from core.training.run.tensorboard import export

    return {"logdir": str(export(_own(context, params.folder)))}, {}


def searches(context: Context, _params: NoParams) -> Answer:
    """All searches on this catalog, newest first: {"folder", "name", "trials", "axes"}."""
    from core.training.search import searches

    found = []
    for folder in searches.searches_of(_key(context)):
        config = searches.read_config(folder)
        told = {"folder": str(folder), "name": folder.name, "trials": config.trials}
        found.append(told | {"axes": [axis.field for axis in config.axes]})
    return {"searches": found}, {}


def trials(context: Context, params: RunParams) -> Answer:
    """One search: its trials, the best, the importance of each setting, and what was asked."""
    from core.training.search import searches

    folder = _own(context, params.folder, "searches")
    asked = searches.read_config(folder).model_dump(mode="json")
    return {**searches.summary(folder), "asked": asked}, {}


QUERIES: dict[str, tuple[type[Params], Query]] = {
    "runs": (NoParams, runs),
    "measured": (RunParams, measured),
    "curves": (RunsParams, curves),
    "compare": (RunsParams, compare),
    "tensorboard": (RunParams, tensorboard),
    "searches": (NoParams, searches),
    "trials": (RunParams, trials),
}
