"""Other families beside the configured model: tried within a budget, the promising go on.

Successive halving (Jamieson & Talwalkar 2016): every family learns for a turn, which is so many
epochs of its own; the better half on validation learns for two more, the best of those for four.
What is best in the end may join the configured model (core.training.judge.joining). Every family
learns in a run folder of its own, and what it reached in whole turns is written down, so that a
stopped try goes on where it was and comes to the same. Only where the budget of seconds ends before
the turns does it depend on the machine's speed how far one comes; that is said.
"""

from __future__ import annotations

import math
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import torch
from pydantic import TypeAdapter

from core.fusion.config import ConcatConfig, GraphConfig
from core.progress import Level, Reporter, Stopped
from core.recommend.als import ALS
from core.recommend.config import HeadBase, MFConfig, SequenceConfig, VoteConfig
from core.recommend.recommender import Vectors
from core.text import Text
from core.training.config import AlignmentLossConfig, BehaviourConfig, TrainConfig
from core.training.data import Dataset
from core.training.judge import joining
from core.training.judge.validation import measure
from core.training.losses.config import BPRConfig, SoftmaxConfig
from core.training.run import vectors as stored
from core.training.run.layout import VECTORS
from core.training.run.record import Summary
from core.workspace import read_json, write_json

#: Where they learn, in the folder of the run.
FOLDER = "families"
#: What each reached by turn, in that folder.
SCORES = "scores.json"
#: How many may join.
MOST = 3
#: Rounds of halving; in each one who is left learns for twice as many turns as in the one before.
ROUNDS = 3
REACHED = TypeAdapter(dict[str, list[float]])
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


class Alternating(Family):
    """Implicit ALS, whose sweeps are few and begin anew when a run goes on."""

    #: Of a turn.
    SWEEPS = 2

    def __init__(
        self, dim: int, alpha: float, folder: Path, data: Dataset, config: TrainConfig
    ) -> None:
        super().__init__(f"als {dim}", folder, data)
        self._config, self._done = config, 0
        strength = alpha * 4.0
        self._als = ALS(data.train, data.n_items, dim, alpha, strength, config.seed, data.weights)

    def learn(self, turns: int, reporter: Reporter) -> None:
        going = True
        while self._done < turns * self.SWEEPS and going:
            self._als.sweep()  # one at least, however little time is left
            self._done += 1
            going = not reporter.checkpoint()
        data, users, items = self.data, self._als.users, self._als.items
        zeros = torch.zeros(len(users)), torch.zeros(len(items))
        made = Vectors(users, items, *zeros, items)
        longest, metric = max(self._config.ks), self._config.metric
        self.score = measure(made, data, data.valid, (longest,)).values[metric]
        self.folder.mkdir(parents=True, exist_ok=True)
        stored.save(self.folder, made)


def families(config: TrainConfig, folder: Path, data: Dataset, learn: Learn) -> list[Family]:
    """All that are tried beside a configuration; judged as it is. Epochs are those of a turn."""

    def trained(name: str, **changes: object) -> Family:
        plain = {
            "vote": VoteConfig(), "alignment": AlignmentLossConfig(), "fused_items": 0,
            "family_seconds": 0.0, "behaviour": BehaviourConfig(), "checkpoint_seconds": 86_400.0,
            "patience": 10, "batch_size": 8192, "compile": False,
        }  # fmt: skip
        made = TrainConfig.model_validate({**dict(config), **plain, **changes})
        return Trained(name, folder, data, made, learn)

    def bpr(dim: int) -> Family:
        return trained(
            f"bpr {dim}", fusion=ConcatConfig(dim=dim),
            head=MFConfig(content=False, start_length=0.03), loss=BPRConfig(), optimizer="sgd",
            learning_rate=0.05, embedding_l2=1e-2, epochs=60, validate_every=10,
        )  # fmt: skip

    def graph(name: str, fusion: GraphConfig, head: HeadBase) -> Family:
        return trained(
            name, fusion=fusion, head=head, loss=BPRConfig(negatives=8), optimizer="adamw",
            learning_rate=2e-2, least_steps=4, embedding_l2=1e-2, epochs=24, validate_every=2,
        )  # fmt: skip

    head = MFConfig(content=False, biases=False, start_length=1.6)
    base = ConcatConfig(dim=64)
    lightgcn = GraphConfig(
        base=base, user_layers=3, item_layers=0, item_weight=0.0, own_layer="always", item_fade=0.0
    )
    # Where a later choice follows from the earlier ones, their order may tell more than their sum.
    ordered = (
        trained(
            "sequence", fusion=base, head=SequenceConfig(content=False), loss=SoftmaxConfig(),
            optimizer="adamw", learning_rate=1e-2, batch_size=1024, least_steps=16, epochs=4,
            validate_every=2,
        ),
    )  # fmt: skip
    return [
        *(ordered if data.in_time else ()),
        Alternating(32, 10.0, folder, data, config),
        Alternating(64, 10.0, folder, data, config),
        Alternating(128, 4.0, folder, data, config),
        *(bpr(dim) for dim in (64, 128, 256)),
        graph("lightgcn", lightgcn, head),
        graph("content graph", GraphConfig(base=base, user_layers=4), head),
    ]


@dataclass(frozen=True)
class Tried:
    """What came of trying.

    Attributes:
        best: the best families, best first.
        short: whether the seconds ended before the turns.
        stopped: by a person.

    """

    best: list[Family]
    short: bool
    stopped: bool


def tried(tries: list[Family], seconds: float, folder: Path, reporter: Reporter) -> Tried:
    """The best after successive halving; what was reached in whole turns is kept in `folder`.

    Raises:
        Cancelled: the user cancelled.

    """
    alive, path = list(tries), folder / SCORES
    reached: dict[str, list[float]] = {}
    with suppress(ValueError):  # what cannot be read is learned again, from checkpoints
        reached = REACHED.validate_python(read_json(path))
    begun, short, stopped = time.monotonic(), False, False
    for number in range(ROUNDS):
        end = begun + seconds * (number + 1) / ROUNDS
        for place, family in enumerate(alive):
            scores = reached.setdefault(family.name, [])
            if len(scores) > number:
                family.score = scores[number]
                continue
            now = time.monotonic()
            until = now + max(0.0, end - now) / (len(alive) - place)
            deadline = Deadline(reporter, until, begun, seconds)
            with suppress(Stopped):  # before there was anything to keep
                family.learn((1 << number + 1) - 1, deadline)
            stopped |= deadline.stopped
            if deadline.asked:
                short |= not stopped
            else:
                scores.append(family.score)
                folder.mkdir(exist_ok=True)
                write_json(path, reached)
            if family.score > -math.inf:
                told = Text(
                    "{family}: {score:.4f} on validation.", family=family.name, score=family.score
                )
                reporter.log(told)
            if stopped:
                break
        alive.sort(key=lambda family: -family.score)
        if stopped:
            break
        if number < ROUNDS - 1:
            alive = alive[: max(MOST, len(alive) // 2)]
    known = [one for one in alive if one.score > -math.inf and (one.folder / VECTORS).exists()]
    return Tried(known[:MOST], short, stopped)


class Deadline(Reporter):
    """Asks to stop at a time; remembers whether it asked, and whether a person did."""

    def __init__(self, outer: Reporter, until: float, begun: float, seconds: float) -> None:
        self._outer, self._until = outer, until
        self._begun, self._seconds = begun, seconds
        self.asked = self.stopped = False

    def log(self, text: str, level: Level = "info") -> None:
        """Troubles alone: a family is told by its score."""
        if level != "info":
            self._outer.log(text, level)

    def checkpoint(self) -> bool:
        """Whether time is up, or a person stopped everything."""
        now = time.monotonic()
        self._outer.progress("other families", now - self._begun, self._seconds, "seconds")
        self.stopped = self._outer.checkpoint() or self.stopped
        self.asked = self.stopped or now >= self._until
        return self.asked


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
    tries = families(config, folder, data, learn)
    found = tried(tries, config.family_seconds, folder / FOLDER, reporter)
    others = {family.name: family.vectors().to(vectors.items.device) for family in found.best}
    weights = joining.weigh(vectors, others, data, config)
    told = sentence(weights, {family.name: family.score for family in found.best})
    if found.short:
        more = Text(
            "{seconds:g} seconds were too few for all turns of the other families.",
            seconds=config.family_seconds,
        )
        told = Text.joined(" ", (told, more))
    return Joined(joining.join(vectors, others, weights), weights, told, found.stopped)


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
