"""Other families beside the configured model: tried within a budget, the promising go on.

Successive halving (Jamieson & Talwalkar 2016): every family learns for a while, the better half on
validation goes on for as long together, and so on to the end of the budget. What is best in the end
may join the configured model (core.training.judge.joining). Every family learns in a run folder of
its own, so that a stopped try goes on where it was. How far one comes depends on the machine's
speed: two runs within one budget are alike, not equal.
"""

from __future__ import annotations

import math
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch

from core.fusion.config import ConcatConfig, GraphConfig
from core.progress import Level, Reporter
from core.recommend.als import ALS
from core.recommend.config import HeadBase, MFConfig, VoteConfig
from core.recommend.recommender import Vectors
from core.text import Text
from core.training.config import AlignmentLossConfig, BehaviourConfig, TrainConfig
from core.training.data import Dataset
from core.training.judge import joining
from core.training.judge.evaluate import evaluate
from core.training.judge.validation import scorer
from core.training.losses.config import BPRConfig
from core.training.run import vectors as stored
from core.training.run.record import Summary

#: Where they learn, in the folder of the run.
FOLDER = "families"
#: How many may join.
MOST = 3
#: Trains one configuration in a folder, going on where it was.
Learn = Callable[[TrainConfig, Path, Reporter], Summary]


@dataclass(frozen=True)
class Joined:
    """What came of it.

    Attributes:
        vectors: of all that joined.
        weights: of those that were good enough to be weighed, 0 where one did not join.
        told: one sentence on them.
        stopped: by a person.

    """

    vectors: Vectors
    weights: dict[str, float]
    told: Text
    stopped: bool


class Family(ABC):
    """A model that may join."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.score = -math.inf

    @abstractmethod
    def learn(self, reporter: Reporter) -> None:
        """Learn until the reporter asks to stop or nothing improves; tell the validation score."""

    @abstractmethod
    def vectors(self) -> Vectors:
        """What it has learned."""


class Trained(Family):
    """A configuration of this house."""

    def __init__(
        self, name: str, config: TrainConfig, folder: Path, data: Dataset, learn: Learn
    ) -> None:
        super().__init__(name)
        self._config, self._folder, self._learn, self._data = config, folder, learn, data

    def learn(self, reporter: Reporter) -> None:
        summary = self._learn(self._config, self._folder, reporter)
        self.score = summary.validation[self._config.metric]

    def vectors(self) -> Vectors:
        return stored.read(self._folder, self._data.n_users, self._data.n_items)


class Alternating(Family):
    """Implicit ALS, whose sweeps are few and begin anew when a run goes on."""

    def __init__(
        self, name: str, dim: int, alpha: float, sweeps: int, data: Dataset, config: TrainConfig
    ) -> None:
        super().__init__(name)
        self._data, self._config, self._left = data, config, sweeps
        self._als = ALS(
            data.train, data.n_items, dim, alpha, alpha * 4.0, config.seed, data.weights
        )

    def learn(self, reporter: Reporter) -> None:
        going = True
        while self._left and going:
            self._als.sweep()  # one at least, however little time is left
            self._left -= 1
            going = not reporter.checkpoint()
        data, metric = self._data, self._config.metric
        found = evaluate(
            scorer(self.vectors(), data.train), data.valid, data.known, data.n_items,
            (max(self._config.ks),),
        )  # fmt: skip
        self.score = found.values[metric]

    def vectors(self) -> Vectors:
        users, items = self._als.users, self._als.items
        return Vectors(users, items, torch.zeros(len(users)), torch.zeros(len(items)), items)


def families(config: TrainConfig, folder: Path, data: Dataset, learn: Learn) -> list[Family]:
    """All that are tried beside a configuration; judged as it is."""

    def trained(name: str, **changes: object) -> Family:
        plain = {
            "vote": VoteConfig(), "alignment": AlignmentLossConfig(), "fused_items": 0,
            "family_seconds": 0.0, "behaviour": BehaviourConfig(), "checkpoint_seconds": 86_400.0,
            "patience": 10, "batch_size": 8192, "compile": False,
        }  # fmt: skip
        made = TrainConfig.model_validate({**dict(config), **plain, **changes})
        return Trained(name, made, folder / FOLDER / name, data, learn)

    def bpr(dim: int, rate: float) -> Family:
        return trained(
            f"bpr {dim}", fusion=ConcatConfig(dim=dim),
            head=MFConfig(content=False, start_length=0.03), loss=BPRConfig(), optimizer="sgd",
            learning_rate=rate, embedding_l2=1e-2, epochs=600, validate_every=10,
        )  # fmt: skip

    def graph(name: str, fusion: GraphConfig, head: HeadBase) -> Family:
        return trained(
            name, fusion=fusion, head=head, loss=BPRConfig(negatives=8), optimizer="adamw",
            learning_rate=2e-2, least_steps=4, embedding_l2=1e-2, epochs=200, validate_every=2,
        )  # fmt: skip

    head = MFConfig(content=False, biases=False, start_length=1.6)
    base = ConcatConfig(dim=64)
    lightgcn = GraphConfig(
        base=base, user_layers=3, item_layers=0, item_weight=0.0, own_layer="always", item_fade=0.0
    )
    return [
        Alternating("als 64", 64, 10.0, 15, data, config),
        Alternating("als 128", 128, 4.0, 15, data, config),
        bpr(64, 0.1),
        bpr(128, 0.05),
        graph("lightgcn", lightgcn, head),
        graph("content graph", GraphConfig(base=base, user_layers=4), head),
    ]


def tried(tries: list[Family], seconds: float, reporter: Reporter) -> tuple[list[Family], bool]:
    """The best after successive halving, best first, and whether a person stopped it.

    Raises:
        Cancelled: the user cancelled.

    """
    alive = list(tries)
    rounds = max(1, math.ceil(math.log2(len(alive))))
    begun, stopped = time.monotonic(), False
    for number in range(rounds):
        end = begun + seconds * (number + 1) / rounds
        for place, family in enumerate(alive):
            now = time.monotonic()
            until = now + max(0.0, end - now) / (len(alive) - place)
            deadline = Deadline(reporter, until, begun, seconds)
            family.learn(deadline)
            reporter.log(
                Text("{family}: {score:.4f} on validation.", family=family.name, score=family.score)
            )
            if stopped := deadline.stopped:
                break
        alive.sort(key=lambda family: -family.score)
        if stopped:
            break
        if number < rounds - 1:
            alive = alive[: max(MOST, len(alive) // 2)]
    known = [family for family in alive if family.score > -math.inf]
    return known[:MOST], stopped


class Deadline(Reporter):
    """Asks to stop at a time; remembers whether a person asked before."""

    def __init__(self, outer: Reporter, until: float, begun: float, seconds: float) -> None:
        self._outer, self._until = outer, until
        self._begun, self._seconds = begun, seconds
        self.stopped = False

    def log(self, text: str, level: Level = "info") -> None:
        """Troubles alone: a family is told by its score."""
        if level != "info":
            self._outer.log(text, level)

    def checkpoint(self) -> bool:
        """Whether time is up, or a person stopped everything."""
        now = time.monotonic()
        self._outer.progress("other families", now - self._begun, self._seconds, "seconds")
        self.stopped = self._outer.checkpoint() or self.stopped
        return self.stopped or now >= self._until


def joined(
    vectors: Vectors, config: TrainConfig, folder: Path, data: Dataset, learn: Learn,
    reporter: Reporter,
) -> Joined:  # fmt: skip
    """The configured model and the families that help it, as one.

    Raises:
        Cancelled: the user cancelled.

    """
    if not len(data.valid.items) or config.loss.predicts_ratings:
        return Joined(
            vectors, {}, Text("No other family joins: nothing tells whether it helps."), False
        )
    best, stopped = tried(families(config, folder, data, learn), config.family_seconds, reporter)
    device = vectors.items.device
    others = {family.name: family.vectors().to(device) for family in best}
    weights = joining.weigh(vectors, others, data, config)
    told = sentence(weights, {family.name: family.score for family in best})
    return Joined(joining.join(vectors, others, weights), weights, told, stopped)


def sentence(weights: dict[str, float], scores: dict[str, float]) -> Text:
    """What joined and why."""
    chosen = [name for name, weight in weights.items() if weight]
    if not chosen:
        return Text("The model ranks alone: no other family surely improved its lists.")
    named = [
        Text("{family} ({score:.4f} alone)", family=name, score=scores[name]) for name in chosen
    ]
    return Text(
        "Joined to the model, because the lists surely improved with each: {families}.",
        families=Text.joined(", ", named),
    )
