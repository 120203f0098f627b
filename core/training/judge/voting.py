"""Who votes beside the trained model, and how much: chosen on validation."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor

from core.progress import Quiet, Reporter
from core.recommend.linear import Linear, Spectrum
from core.recommend.neighbourhood import Neighbourhood, alike
from core.recommend.part_names import CHOICES
from core.recommend.recommender import Vectors
from core.recommend.vote import Vote, Voter
from core.text import Text
from core.training.build import centred
from core.training.config import EvaluationConfig
from core.training.data import Dataset
from core.training.judge.evaluate import evaluate, sampled
from core.training.judge.validation import scorer
from core.training.steps.gather import Store

#: Length of the linear model's vectors, and the penalties tried; USUAL where nothing decides.
RANK = 256
STRENGTHS = (10.0, 30.0, 100.0, 300.0, 1000.0)
USUAL = 100.0
#: Weights tried for each voter; of equal ones the smallest is taken.
WEIGHTS = (0.0, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
#: Times every voter's weight is looked for anew, given those of the others.
PASSES = 2
#: Items beyond which nobody votes: every item is compared with every other.
MOST_ITEMS = 50_000
#: Validation users who choose, and scores kept of them: 1 GiB.
USERS = 10_000
SCORES = 1 << 28


def choose(
    vectors: Vectors,
    data: Dataset,
    stores: Mapping[str, Store],
    config: EvaluationConfig,
    reporter: Reporter | None = None,
    ratings: bool = False,
) -> Vote | None:
    """The vote that ranks the validation part best, None if that is without any.

    Args:
        vectors: of the trained model.
        data: the divided interactions; neighbours by choice are from the training part.
        stores: features by modality.
        config: `vote` and what is `monitor`ed.
        reporter: told what was chosen, or why nobody votes; asked whether to stop.
        ratings: whether scores are ratings.

    Raises:
        Cancelled, Stopped: before all was tried.

    """
    reporter = reporter or Reporter()
    if not config.vote.neighbours:
        return None
    if ratings:
        reporter.log("No vote of neighbours: scores are ratings, to which a vote would add.")
        return None
    if data.n_items > MOST_ITEMS:
        reporter.log(
            Text(
                "No vote of neighbours: the catalog has more than {most_items:,} items.",
                most_items=MOST_ITEMS,
            )
        )
        return None
    device = vectors.items.device
    k = max(1, min(config.vote.neighbours, data.n_items - 1))
    near: dict[str, Neighbourhood | Linear] = {
        name: alike(centred(store.pooled()), k, reporter, name).to(device)
        for name, store in stores.items()
    }
    histories, weighed = data.counted(data.unwished)
    spectrum = Spectrum.of(histories, data.n_items, RANK, device, reporter, weighed)
    if not len(data.valid.items):
        near[CHOICES] = spectrum.linear(USUAL)
        weights = dict.fromkeys(near, config.vote.weight)
        reporter.log(
            Text(
                "Neighbours vote with weight {weight:g} each: there are no validation "
                "interactions to choose by.",
                weight=config.vote.weight,
            )
        )
        return _vote(near, weights)
    jury = _Jury(vectors, data, config, len(near) + 1, reporter)
    near[CHOICES] = max((spectrum.linear(strength) for strength in STRENGTHS), key=jury.alone)
    for name, one in near.items():
        jury.add(name, one)
    weights = dict.fromkeys(near, 0.0)
    before = best = jury.value(weights)
    for turn in range(PASSES * len(near)):
        name = list(near)[turn % len(near)]
        for weight in WEIGHTS:
            if weight == weights[name]:
                continue
            found = jury.value(weights | {name: weight})
            if found > best or (found == best and weight < weights[name]):
                weights, best = weights | {name: weight}, found
        reporter.progress("vote", turn + 1, PASSES * len(near), "voters")
        reporter.go_on()
    told = ", ".join(f"{name} {weight:g}" for name, weight in weights.items())
    reporter.log(
        Text(
            "Weights of the vote: {told}; {metric} {before:.4f} -> {best:.4f}.",
            told=told,
            metric=jury.metric,
            before=before,
            best=best,
        )
    )
    return _vote(near, weights)


class _Jury:
    """Validation users, and what everybody scores for them: a choice costs one ranking."""

    def __init__(
        self,
        vectors: Vectors,
        data: Dataset,
        config: EvaluationConfig,
        voters: int,
        reporter: Reporter,
    ) -> None:
        self.reporter = Quiet(reporter)
        self.data = data
        self.longest = max(config.ks)
        self.metric = config.metric
        most = min(USERS, max(1, SCORES // (data.n_items * (voters + 1))))
        self.targets = sampled(data.valid, most)
        users = np.flatnonzero(self.targets.counts)
        self.places = np.zeros(data.n_users, np.int64)
        self.places[users] = np.arange(len(users))
        self.scores = scorer(vectors, data.train)(users)
        rows, items = data.train.pairs(users)
        self.rows = torch.as_tensor(rows, device=self.scores.device)
        self.items = torch.as_tensor(items, device=self.scores.device)
        self.votes: dict[str, Tensor] = {}

    def add(self, name: str, near: Neighbourhood | Linear) -> None:
        """Keep the votes of one voter."""
        self.votes[name] = Voter(name, near, 1.0).votes(self.scores, self.rows, self.items)

    def alone(self, near: Neighbourhood | Linear) -> float:
        """The metric of one voter without the model."""
        return self._metric(near.scores(self.rows, self.items, len(self.scores)))

    def value(self, weights: Mapping[str, float]) -> float:
        """The metric of the model with votes of these weights."""
        scores = self.scores.clone()
        for name, weight in weights.items():
            if weight:
                scores.add_(self.votes[name], alpha=weight)
        return self._metric(scores)

    def _metric(self, scores: Tensor) -> float:
        found = evaluate(
            lambda users: scores[self.places[users]],
            self.targets,
            self.data.known,
            self.data.n_items,
            (self.longest,),
            reporter=self.reporter,
        )
        return found.values[self.metric]


def _vote(near: Mapping[str, Neighbourhood | Linear], weights: Mapping[str, float]) -> Vote | None:
    voters = tuple(Voter(name, near[name], weight) for name, weight in weights.items() if weight)
    return Vote(voters) if voters else None
