"""Search for better settings with Optuna (Akiba et al., KDD 2019), on the validation part only.

Each trial is a training in a folder of its own whose test part is never ranked. The study lies in
a file (core.training.search.searches), so that a killed search goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from core import workspace
from core.errors import UserError
from core.progress import Level, Reporter
from core.text import Text
from core.training.config import TrainConfig
from core.training.run import layout
from core.training.search import searchspace
from core.training.search import study as studies
from core.training.search.record import SearchRecord
from core.training.search.searches import (
    SEARCH,
    STARTUP,
    SearchConfig,
    summary,
)
from core.training.search.searchspace import Axis

if TYPE_CHECKING:
    import optuna

#: Configuration, folder, reporter -> best validation score.
Objective = Callable[[TrainConfig, Path, Reporter], float]


class TrialReporter(Reporter):
    """Passes the user's wishes to a trial, its validation scores to the study, and says how far
    the whole search is.
    """

    def __init__(self, outer: Reporter, trial: optuna.Trial, config: SearchConfig) -> None:
        self._outer, self._trial, self._config = outer, trial, config
        self.pruned = self.stopped = False

    def progress(self, stage: str, done: float, total: float | None = None, unit: str = "") -> None:
        if stage == "train" and total:
            so_far = self._trial.number + min(done / total, 1.0)
            self._outer.progress("search", so_far, self._config.trials, "trials")

    def metric(self, step: int, epoch: float, values: Mapping[str, float]) -> None:
        score = values.get(f"valid/{self._config.metric}")
        if score is None:
            return
        self._trial.report(score, round(epoch))
        self.pruned = bool(self._trial.should_prune())  # numpy.bool is no JSON
        self._outer.metric(self._trial.number, epoch, {"trial/score": score})

    def log(self, text: str, level: Level = "info") -> None:
        if level != "info":
            self._outer.log(
                Text("trial {number}: {text}", number=self._trial.number, text=text), level
            )

    def checkpoint(self) -> bool:
        self.stopped = self._outer.checkpoint() or self.stopped
        return self.stopped or self.pruned


def search(
    config: SearchConfig, folder: Path, objective: Objective, reporter: Reporter | None = None
) -> SearchRecord:
    """Run trials until there are as many as asked, or the user stops.

    Args:
        config: what to try.
        folder: of this search; one that holds trials already is gone on with.
        objective: trains and scores; the larger the better.
        reporter: told every trial; asked whether to stop.

    Returns:
        The summary of `summary(folder)`.

    Raises:
        UserError: nothing to search, or a field that cannot be searched.

    """
    import optuna

    reporter = reporter or Reporter()
    searchspace.checked(config.axes, config.base)
    folder.mkdir(parents=True, exist_ok=True)
    workspace.write_json(folder / SEARCH, config.model_dump(mode="json"))
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    damaged = not studies.sound(folder)
    if damaged:
        studies.set_aside(folder)
    # Another seed after a resume: the same would propose the same trials again.
    before = _finished(studies.load(folder)) if studies.begun(folder) else 0
    sampler = optuna.samplers.TPESampler(seed=config.seed + before, n_startup_trials=STARTUP)
    study = studies.begin(folder, sampler, _pruner(config))
    if damaged:
        count = studies.remake(study, folder, config.axes, config.metric)
        reporter.log(
            Text(
                "The list of trials was damaged and was made again from their folders: {count}.",
                count=count,
            ),
            "warning",
        )
    _take_up(study, reporter)
    while (done := _finished(study)) < config.trials:
        reporter.progress("search", done, config.trials, "trials")
        if reporter.checkpoint() or _one(study, config, folder, objective, reporter):
            break
    reporter.progress("search", _finished(study), config.trials, "trials")
    return summary(folder)


def _one(
    study: optuna.Study,
    config: SearchConfig,
    folder: Path,
    objective: Objective,
    reporter: Reporter,
) -> bool:
    """Run one trial; returns whether the user wants to stop."""
    from optuna.trial import TrialState

    trial = study.ask()
    values = {axis.field: _suggest(trial, axis) for axis in config.axes}
    inner = TrialReporter(reporter, trial, config)
    place = folder / "trials" / f"{trial.number:04d}"
    try:
        score = objective(searchspace.applied(config.base, values), place, inner)
    except (ValidationError, UserError) as error:
        if isinstance(error, ValidationError):
            why = Text("{error}", error=error.errors()[0]["msg"])
        else:
            why = error.sentence
        trial.set_user_attr("why", why.dumps())
        study.tell(trial, state=TrialState.FAIL)
        reporter.log(Text("trial {number} failed: {why}", number=trial.number, why=why), "warning")
        return False
    if inner.pruned:
        study.tell(trial, state=TrialState.PRUNED)
        verdict = Text("ended early")
    elif inner.stopped:  # half a trial is no result; it is tried again when the search goes on
        trial.set_user_attr("why", "stopped")
        study.tell(trial, state=TrialState.FAIL)
        study.enqueue_trial(trial.params)
        return True
    else:
        study.tell(trial, score)
        verdict = Text("{metric} {score:.4f}", metric=config.metric, score=score)
        if study.best_trial.number == trial.number:
            verdict = Text("{verdict} (best)", verdict=verdict)
    _thin(study, folder)
    told = ", ".join(f"{name} {short(value)}" for name, value in values.items())
    reporter.log(
        Text("trial {number}: {told}: {verdict}", number=trial.number, told=told, verdict=verdict)
    )
    reporter.metric(trial.number, float(_finished(study)), {"trials": float(_finished(study))})
    return inner.stopped


def _thin(study: optuna.Study, folder: Path) -> None:
    """Keep the weights and vectors of the best trial only; of the others, how they went."""
    from optuna.trial import TrialState

    done = study.get_trials(deepcopy=False, states=(TrialState.COMPLETE,))
    best = study.best_trial.number if done else None
    for place in (folder / "trials").glob("*"):
        if best is None or place.name != f"{best:04d}":
            for name in (layout.MODEL, layout.VECTORS, layout.LAST):
                (place / name).unlink(missing_ok=True)


def short(value: Any) -> str:
    """A value as it reads in a line."""
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def _suggest(trial: optuna.Trial, axis: Axis) -> Any:
    match axis.kind:
        case "float":
            return trial.suggest_float(axis.field, axis.low, axis.high, log=axis.log)
        case "int":
            return trial.suggest_int(axis.field, int(axis.low), int(axis.high), log=axis.log)
        case "choice":
            return trial.suggest_categorical(axis.field, list(axis.choices))


def _pruner(config: SearchConfig) -> optuna.pruners.BasePruner:
    import optuna

    match config.pruner:
        case "median":
            return optuna.pruners.MedianPruner(n_startup_trials=STARTUP, n_warmup_steps=1)
        case "hyperband":
            return optuna.pruners.HyperbandPruner(1, max(1, config.base.epochs))
        case "none":
            return optuna.pruners.NopPruner()


def _take_up(study: optuna.Study, reporter: Reporter) -> None:
    """Trials that were running when the process was killed are tried again."""
    from optuna.trial import TrialState

    for trial in study.get_trials(states=(TrialState.RUNNING,)):
        study.tell(trial.number, state=TrialState.FAIL)
        if trial.params:
            study.enqueue_trial(trial.params)
        reporter.log(
            Text("trial {number} was cut off; its settings are tried again.", number=trial.number)
        )


def _finished(study: optuna.Study) -> int:
    """Trials that count: those with a result, those ended early, and settings that cannot be."""
    from optuna.trial import TrialState

    trials = study.get_trials(deepcopy=False)
    over = (TrialState.COMPLETE, TrialState.PRUNED)
    return sum(t.state in over or t.user_attrs.get("why", "stopped") != "stopped" for t in trials)
