"""A search as it lies in its folder: what was asked, its trials, and which of them is best.

search.json   what was asked
study.db      all trials (SQLite, written by Optuna)
trials/0007   the run folder of each trial; with its model where it is the best so far
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field

from core import workspace
from core.errors import UserError
from core.failures import sentence_of
from core.text import Text
from core.training.config import TrainConfig
from core.training.run import layout
from core.training.search import searchspace
from core.training.search.record import SearchRecord, Trial
from core.training.search.searchspace import Axis
from core.training.search.study import begun, load

if TYPE_CHECKING:
    import optuna

SEARCH = "search.json"
#: Trials at random before the sampler (TPE, Bergstra et al. 2011) has something to learn from.
STARTUP = 5


class SearchConfig(BaseModel):
    """A search, complete."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    base: TrainConfig = TrainConfig()
    axes: tuple[Axis, ...] = ()
    trials: int = Field(default=20, ge=1, le=10_000, title="Trials")
    pruner: Literal["median", "hyperband", "none"] = Field(
        default="median",
        title="Pruning",
        description="Ends trials early that do worse than the median of the others at the same "
        "epoch, or by Hyperband (Li et al. 2018).",
    )
    seed: int = Field(default=0, ge=0, title="Seed")

    @property
    def metric(self) -> str:
        """The validation metric that is made large, e.g. "ndcg@20"."""
        return self.base.metric


def read_config(folder: Path) -> SearchConfig:
    """What a search was asked.

    Raises:
        UserError: the folder is no search.

    """
    try:
        return SearchConfig.model_validate(workspace.parse_json(folder / SEARCH))
    except FileNotFoundError as error:
        raise UserError("This folder is no search.", "Choose another.", str(folder)) from error
    except (OSError, ValueError) as error:
        raise UserError(
            Text("What this search was asked cannot be read ({error}).", error=sentence_of(error)),
            "Start a new search; the trials of this one are runs that can be used.",
            str(folder / SEARCH),
        ) from error


def summary(folder: Path) -> SearchRecord:
    """A search as its folder tells it.

    Raises:
        UserError: the folder is no search.

    """
    config = read_config(folder)
    record = SearchRecord(
        folder=str(folder), name=folder.name, metric=config.metric, wanted=config.trials
    )
    if not begun(folder):
        return record
    study = load(folder)
    trials = study.get_trials(deepcopy=False)
    found: dict[str, object] = {"trials": tuple(_trial(trial) for trial in trials)}
    complete = sum(trial.state.name == "COMPLETE" for trial in trials)
    if complete:
        best = study.best_trial
        found["best"] = best.number
        found["config"] = searchspace.applied(config.base, best.params)
        found["importance"] = _importance(study, complete)
    return record.model_copy(update=found)


def _trial(trial: optuna.trial.FrozenTrial) -> Trial:
    scores = trial.intermediate_values
    return Trial(
        number=trial.number,
        state=trial.state.name.lower(),
        score=trial.value if trial.value is not None else max(scores.values(), default=None),
        epochs=max(scores, default=0),
        values=dict(trial.params),
        why=Text.loads(trial.user_attrs.get("why", "")),
    )


def _importance(study: optuna.Study, scored: int) -> dict[str, float]:
    """How much each setting decides whether a trial is among the best (PED-ANOVA, Watanabe et al.
    2023); shares that sum to 1. Empty while there are too few trials to say.
    """
    import optuna

    if scored < 2 * STARTUP:
        return {}
    evaluator = optuna.importance.PedAnovaImportanceEvaluator()
    try:
        return dict(optuna.importance.get_param_importances(study, evaluator=evaluator))
    except (ValueError, RuntimeError):  # all trials scored alike
        return {}


def new_folder(catalog_key: str) -> Path:
    """A fresh folder searches/<catalog>/<number>."""
    return layout.new_numbered(workspace.folder("searches") / catalog_key)


def searches_of(catalog_key: str) -> list[Path]:
    """Folders of all searches on a catalog, newest first."""
    parent = workspace.folder("searches") / catalog_key
    return sorted((path.parent for path in parent.glob(f"*/{SEARCH}")), reverse=True)
