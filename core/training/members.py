"""What may join the configured model: each learns for turns, in a folder of its own.

A turn is so many epochs of a configuration of this house, so many sweeps of ALS, so many epochs of
an autoencoder; a model in closed form is made at once.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from core.progress import Quiet, Reporter
from core.recommend.als import ALS
from core.recommend.autoencoder import Autoencoder
from core.recommend.recommender import Vectors
from core.training import kinds
from core.training.config import TrainConfig
from core.training.data import Dataset
from core.training.judge.validation import measure
from core.training.run import vectors as stored
from core.training.run.record import Summary

#: Where they learn, in the folder of the run.
FOLDER = "families"
#: Trains one configuration in a folder, going on where it was.
Learn = Callable[[TrainConfig, Path, Reporter], Summary]


class Family(ABC):
    """A model that may join."""

    def __init__(self, name: str, folder: Path, data: Dataset) -> None:
        self.name, self.folder, self.data = name, folder / FOLDER / name, data
        self.score = -math.inf

    @abstractmethod
    def learn(self, turns: int, reporter: Reporter) -> None:
        """Have learned for so many turns in all, or until the reporter asks to stop; the score."""

    def vectors(self) -> Vectors:
        """What it has learned."""
        return stored.read(self.folder, self.data.n_users, self.data.n_items)


class Trained(Family):
    """A configuration of this house, whose epochs are those of a turn."""

    def __init__(
        self, name: str, folder: Path, data: Dataset, config: TrainConfig, learn: Learn
    ) -> None:
        super().__init__(name, folder, data)
        self.config, self._learn = config, learn

    def learn(self, turns: int, reporter: Reporter) -> None:
        config = self.config.model_copy(update={"epochs": turns * self.config.epochs})
        found = self._learn(config, self.folder, reporter).validation
        self.score = found.get(config.metric, self.score)


class Judged(Family):
    """Made here, and judged as the configuration is."""

    def __init__(self, name: str, folder: Path, data: Dataset, config: TrainConfig) -> None:
        super().__init__(name, folder, data)
        self.config = config

    def judged(self, made: Vectors) -> float:
        """The metric on validation."""
        config = self.config
        return measure(made, self.data, self.data.valid, (max(config.ks),)).values[config.metric]

    def keep(self, made: Vectors, score: float) -> None:
        """In the folder."""
        self.score = score
        self.folder.mkdir(parents=True, exist_ok=True)
        stored.save(self.folder, made)


def plain(users: torch.Tensor, items: torch.Tensor) -> Vectors:
    """Vectors without biases and content."""
    return Vectors(users, items, torch.zeros(len(users)), torch.zeros(len(items)), items)


class Alternating(Judged):
    """Implicit ALS, whose sweeps are few and begin anew when a run goes on."""

    #: Of a turn.
    SWEEPS = 2

    def __init__(
        self, dim: int, alpha: float, relative: float, folder: Path, data: Dataset,
        config: TrainConfig,
    ) -> None:  # fmt: skip
        super().__init__(f"als {dim}", folder, data, config)
        self._done = 0
        # A value w in the linear model's matrix counts as w squared among its errors, too.
        histories, weights = data.counted(data.unwished**2)
        strength = alpha * relative
        self._als = ALS(histories, data.n_items, dim, alpha, strength, config.seed, weights)

    def learn(self, turns: int, reporter: Reporter) -> None:
        going = True
        while self._done < turns * self.SWEEPS and going:
            self._als.sweep()  # one at least, however little time is left
            self._done += 1
            going = not reporter.checkpoint()
        made = plain(self._als.users, self._als.items)
        self.keep(made, self.judged(made))


class ClosedForm(Judged):
    """EASE of low rank: a user is the sum of what the history speaks for."""

    def __init__(self, folder: Path, data: Dataset, config: TrainConfig) -> None:
        super().__init__("ease", folder, data, config)

    def learn(self, turns: int, reporter: Reporter) -> None:
        if self.score > -math.inf:
            return
        found = kinds.linear(self.data, self.config, Quiet(reporter))
        made = plain(found.users, found.model.right)
        if self.data.in_time:
            pairs = self.data.valid.pairs(np.arange(self.data.n_users))
            rows, items = (torch.as_tensor(one) for one in pairs)
            made = replace(made, later=found.users.index_add(0, rows, found.model.left[items]))
        self.keep(made, self.judged(made))


class Autoencoding(Judged):
    """A variational autoencoder of histories, whose epochs begin anew when a run goes on."""

    #: Of a turn, and between two looks at validation.
    EPOCHS, LOOK = 40, 10

    def __init__(self, dim: int, folder: Path, data: Dataset, config: TrainConfig) -> None:
        super().__init__(f"vae {dim}", folder, data, config)
        histories, weights = data.counted(data.unwished)
        self._model = Autoencoder(histories, data.n_items, dim, config.seed, weights)

    def learn(self, turns: int, reporter: Reporter) -> None:
        model, going = self._model, True
        while model.epochs < turns * self.EPOCHS and going:
            going = model.epoch(reporter)
            if model.epochs % self.LOOK == 0 or not going:
                self._look()

    def _look(self) -> None:
        made = self._model.vectors(self.data.valid if self.data.in_time else None)
        score = self.judged(made)
        if score > self.score:
            self.keep(made, score)
