"""The study of a search: Optuna's list of its trials, in one file of SQLite.

The trials' folders say the same, so a damaged list is made again from them.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from core import workspace
from core.errors import UserError
from core.training.config import TrainConfig
from core.training.run import layout
from core.training.search.searchspace import Axis

if TYPE_CHECKING:
    import optuna
    from optuna.distributions import BaseDistribution

STUDY = "study.db"
_NAME = "search"


def load(folder: Path) -> optuna.Study:
    """The trials of a search that has begun.

    Raises:
        UserError: the file is damaged.

    """
    import optuna

    if not sound(folder):
        raise UserError(
            "The list of this search's trials is damaged.",
            "Go on with the search: the list is made again from the trials.",
            str(folder / STUDY),
        )
    return optuna.load_study(study_name=_NAME, storage=_storage(folder))


def begin(
    folder: Path, sampler: optuna.samplers.BaseSampler, pruner: optuna.pruners.BasePruner
) -> optuna.Study:
    """The study of a search, new if there is none yet."""
    import optuna

    return optuna.create_study(
        study_name=_NAME,
        storage=_storage(folder),
        direction="maximize",
        load_if_exists=True,
        sampler=sampler,
        pruner=pruner,
    )


def begun(folder: Path) -> bool:
    """Whether there is a study; who is killed while it is made leaves a file without one.

    Where trials left folders there was one: `load` then tells that its file is damaged.
    """
    path = folder / STUDY
    try:
        with _looked_into(path) as file:
            (studies,) = file.execute("SELECT count(*) FROM studies").fetchone()
    except sqlite3.Error as error:
        tried = any((folder / "trials").glob("*/"))
        return path.exists() and (tried or "no such table" not in str(error))
    return bool(studies)


def sound(folder: Path) -> bool:
    """Whether the file, if there is one, is a whole database."""
    path = folder / STUDY
    if not path.exists():
        return True
    try:
        with _looked_into(path) as file:
            (verdict,) = file.execute("PRAGMA quick_check(1)").fetchone()
            (trials,) = file.execute("SELECT count(*) FROM trials").fetchone()
    except sqlite3.OperationalError as error:
        return "locked" in str(error)  # it is being written
    except sqlite3.DatabaseError:
        return False
    return verdict == "ok" and trials >= 0


def _looked_into(path: Path) -> closing[sqlite3.Connection]:
    """The file, which stays as it is."""
    return closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True))


def remake(study: optuna.Study, folder: Path, axes: tuple[Axis, ...], metric: str) -> int:
    """Put the trials that left a result in their folders into an empty study.

    Returns:
        How many were found.

    """
    from optuna.trial import TrialState, create_trial

    distributions = {axis.field: _distribution(axis) for axis in axes}
    found = {int(p.name): p for p in (folder / "trials").glob("*/") if p.name.isdigit()}
    count = 0
    for number in range(max(found, default=-1) + 1):
        place = found.get(number)
        config = layout.read(place / layout.CONFIG, TrainConfig) if place else None
        summary = layout.read_record(place).summary if place else None
        if config is None or summary is None or metric not in summary.validation:
            # Its number stays taken; it does not count.
            lost = create_trial(state=TrialState.FAIL, user_attrs={"why": "stopped"})
            study.add_trial(lost)
            continue
        assert place is not None
        values = layout.flat(config.model_dump())
        scores = {
            round(row["epoch"]): row["values"][f"valid/{metric}"]
            for row in layout.read_metrics(place)
            if f"valid/{metric}" in row["values"]
        }
        study.add_trial(
            create_trial(
                state=TrialState.PRUNED if summary.stopped else TrialState.COMPLETE,
                value=summary.validation[metric],
                params={name: values[name] for name in distributions},
                distributions=distributions,
                intermediate_values=scores,
            )
        )
        count += 1
    return count


def _distribution(axis: Axis) -> BaseDistribution:
    from optuna import distributions

    match axis.kind:
        case "float":
            return distributions.FloatDistribution(axis.low, axis.high, log=axis.log)
        case "int":
            return distributions.IntDistribution(int(axis.low), int(axis.high), log=axis.log)
        case "choice":
            return distributions.CategoricalDistribution(list(axis.choices))


def _storage(folder: Path) -> optuna.storages.RDBStorage:
    """Where Optuna keeps the study. It is closed after each use: a pool would keep handles, and
    whoever looks at a search often would run out of them.
    """
    import optuna
    from sqlalchemy.pool import NullPool

    address = f"sqlite:///{(folder / STUDY).resolve()}"
    return optuna.storages.RDBStorage(address, engine_kwargs={"poolclass": NullPool})


def set_aside(folder: Path) -> None:
    """Keep a damaged file under another name."""
    workspace.set_aside(folder / STUDY)
