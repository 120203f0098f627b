"""A search in types: its trials, the best of them, and how much each setting matters."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from core.text import Text
from core.training.config import TrainConfig

Setting = bool | int | float | str


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Trial(_Record):
    """One configuration that was tried.

    Attributes:
        number: of the trial, from 0.
        state: "complete", "pruned", "running" or "fail".
        score: the best validation score so far; None before the first.
        epochs: it was trained for.
        values: of the settings that were tried, by name.
        why: it failed or was ended; empty if neither.

    """

    number: int
    state: str
    score: float | None
    epochs: int
    values: dict[str, Setting]
    why: Text


class SearchRecord(_Record):
    """A search as its folder tells it.

    Attributes:
        folder, name: where it lies.
        metric: the validation metric that is made large, e.g. "ndcg@20".
        wanted: trials that were asked for.
        trials: in order.
        best: number of the best trial that ended.
        config: of the best one, complete.
        importance: share of each setting in what makes a trial good; empty while unknown.

    """

    folder: str
    name: str
    metric: str
    wanted: int
    trials: tuple[Trial, ...] = ()
    best: int | None = None
    config: TrainConfig | None = None
    importance: dict[str, float] = {}
