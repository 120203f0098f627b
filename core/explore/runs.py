"""The runs and searches of a catalog: their curves, their differences, what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from core.contracts.training import ComparedRuns, Curves, Measured, SearchEntry, Series
from core.errors import UserError
from core.training.run import layout
from core.training.run.record import Compression, Parts, Robustness

if TYPE_CHECKING:
    from core.catalog.schema import Catalog


def measured(folder: Path) -> Measured:
    """What was measured on a run after training."""
    return Measured(
        folder=str(folder),
        robustness=layout.read(folder / layout.ROBUSTNESS, Robustness),
        compression=layout.read(folder / layout.COMPRESSION, Compression),
        parts=layout.read(folder / layout.PARTS, Parts),
    )


def curves(folders: Sequence[Path]) -> Curves:
    """The metrics that trainings reported, over the epochs."""
    series = []
    for folder in folders:
        points: dict[str, list[tuple[float, float]]] = {}
        for row in layout.read_metrics(folder):
            for name, value in row["values"].items():
                points.setdefault(name, []).append((row["epoch"], value))
        for name, pairs in points.items():
            epochs, values = np.array(pairs, np.float64).T
            series.append(Series(run=str(folder), name=name, epochs=epochs, values=values))
    return Curves(series=tuple(series))


def compare(folders: Sequence[Path], catalog: Catalog) -> ComparedRuns:
    """Runs against the first of them: settings that differ, metrics with paired intervals.

    Raises:
        UserError: there are fewer than two, or their results cannot be compared.

    """
    from core.training.judge.comparison import compare as compared

    if len(folders) < 2:
        raise UserError("Choose two runs or more to compare.")
    configs = [layout.read_json(folder / layout.CONFIG) for folder in folders]
    return ComparedRuns(
        folders=tuple(str(folder) for folder in folders),
        settings={name: tuple(row) for name, row in layout.differences(configs).items()},
        **asdict(compared(folders, catalog)),
    )


def searches(catalog_key: str) -> tuple[SearchEntry, ...]:
    """All searches on a catalog, newest first."""
    from core.training.search import searches as stored

    entries = []
    for folder in stored.searches_of(catalog_key):
        trials, axes = 0, tuple[str, ...]()  # a damaged one is told by who asks for it
        with suppress(UserError):
            config = stored.read_config(folder)
            trials, axes = config.trials, tuple(axis.field for axis in config.axes)
        entries.append(SearchEntry(folder=str(folder), name=folder.name, trials=trials, axes=axes))
    return tuple(entries)
