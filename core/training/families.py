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
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from core.fusion.config import ConcatConfig, GraphConfig
from core.progress import Level, Reporter, Stopped
from core.recommend.config import HeadBase, MFConfig, SequenceConfig, VoteConfig
from core.recommend.recommender import Vectors
from core.text import Text
from core.training.config import AlignmentLossConfig, BehaviourConfig, TrainConfig
from core.training.data import Dataset
from core.training.judge import joining
from core.training.judge.voting import MOST_ITEMS
from core.training.losses.config import BPRConfig, SoftmaxConfig
from core.training.members import (
    FOLDER,
    Alternating,
    Autoencoding,
    ClosedForm,
    Family,
    Learn,
    Trained,
)
from core.training.run.layout import VECTORS
from core.workspace import read_json, write_json

#: What each reached by turn, in that folder.
SCORES = "scores.json"
#: How many may join.
MOST = 3
#: Rounds of halving; in each one who is left learns for twice as many turns as in the one before.
ROUNDS = 3
REACHED = TypeAdapter(dict[str, list[float]])


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


def families(config: TrainConfig, folder: Path, data: Dataset, learn: Learn) -> list[Family]:
    """All that are tried beside a configuration; judged as it is. Epochs are those of a turn."""

    def trained(name: str, **changes: object) -> Family:
        plain = {
            "vote": VoteConfig(), "alignment": AlignmentLossConfig(), "fused_items": 0,
            "family_seconds": 0.0, "learn_weights": False, "event_weights": dict(data.events),
            "unwished_weight": data.unwished, "behaviour": BehaviourConfig(),
            "checkpoint_seconds": 86_400.0, "patience": 10, "batch_size": 8192, "compile": False,
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
    small = data.n_items <= MOST_ITEMS
    # What is quick comes first: the seconds it leaves are those of what comes after.
    return [
        *((ClosedForm(folder, data, config),) if small else ()),
        Alternating(64, 10.0, 4.0, folder, data, config),
        *(bpr(dim) for dim in (64, 128, 256)),
        *((Autoencoding(200, folder, data, config),) if small else ()),
        *(ordered if data.in_time else ()),
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
