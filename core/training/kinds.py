"""How much each kind of behaviour counts: learned on validation, where a person asks for that.

The linear model of what is chosen together (core.recommend.linear) is made of the weighed histories
in closed form, so that a weight costs about a second to try. One kind after the other takes the
weight with which the validation part is ranked best; what is not better than the weights given by
more than two standard errors over users leaves these as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import polars as pl
import torch
from torch import Tensor

from core.catalog.schema import Catalog
from core.progress import Quiet, Reporter
from core.recommend.linear import Linear, Spectrum
from core.text import Text
from core.training.config import EvaluationConfig, TrainConfig
from core.training.data import Dataset, prepare
from core.training.judge.evaluate import evaluate, sampled
from core.training.judge.voting import MOST_ITEMS, RANK, STRENGTHS

#: Weights tried beside the one given.
WEIGHTS = (0.0, 0.1, 0.25, 0.5, 1.0)
#: Standard errors a gain must exceed.
SURE = 2.0
#: Interactions beyond which a weight takes too long to try, and scores that judge one.
MOST, JUDGED = 1 << 19, 1 << 24


@dataclass(frozen=True, eq=False)
class Chosen:
    """The linear model of weighed histories that ranks validation best.

    Attributes:
        model: it; `users`: [U, r], whose product with `model.right` scores.
        found: the metric by user.

    """

    model: Linear
    users: Tensor
    found: np.ndarray


def linear(data: Dataset, config: EvaluationConfig, reporter: Reporter) -> Chosen:
    """Of what counts in the training part; the penalty is chosen on validation.

    Raises:
        Cancelled, Stopped: half of it is of no use.

    """
    histories, weights = data.counted(data.unwished)
    spectrum = Spectrum.of(histories, data.n_items, RANK, "cpu", reporter, weights)
    rows, items = (torch.as_tensor(one) for one in histories.pairs(np.arange(data.n_users)))
    values = torch.ones(len(items)) if weights is None else torch.as_tensor(weights)
    targets = sampled(data.valid, max(1, JUDGED // data.n_items))
    best: Chosen | None = None
    for strength in STRENGTHS:
        model = spectrum.linear(strength)
        users = torch.zeros(data.n_users, model.left.shape[1])
        users.index_add_(0, rows, model.left[items] * values.unsqueeze(1))
        found = evaluate(
            lambda some, users=users, model=model: users[some] @ model.right.T,  # type: ignore[misc]
            targets, data.known, data.n_items, (max(config.ks),), reporter=Quiet(reporter),
        ).per_user[config.metric]  # fmt: skip
        if best is None or found.mean() > best.found.mean():
            best = Chosen(model, users, found)
    assert best is not None
    return best


@dataclass(frozen=True, eq=False)
class Search:
    """Weights of one catalog, tried.

    Attributes:
        config: the weights given, and what is `monitor`ed.
        start: the interactions with these.

    """

    catalog: Catalog
    config: TrainConfig
    start: Dataset
    reporter: Reporter

    @cached_property
    def kinds(self) -> list[str]:
        """Events that wish, but for the one that counts most; "": what is met without a wish.

        Of those that count alike the rarest does: people look at more than they buy.
        """
        rule = self.catalog.wish
        silent = pl.col("event").is_in([*rule.refused, *rule.shown])
        seen = self.catalog.interactions.filter(~silent)["event"].drop_nulls().value_counts()
        counts = dict(seen.iter_rows())
        most = max(counts, key=lambda name: (self.given.get(name, 1.0), -counts[name]), default="")
        met = [""] if len(self.start.shown.items) else []
        return [*met, *sorted(counts.keys() - {most, ""})]

    @property
    def given(self) -> dict[str, float]:
        """The weights to begin with."""
        return {**self.config.event_weights, "": self.config.unwished_weight}

    def data(self, weights: Mapping[str, float]) -> Dataset:
        """The interactions with other weights."""
        events = {name: weight for name, weight in weights.items() if name}
        return prepare(self.catalog, self.config.split, events=events, unwished=weights[""])

    def found(self, weights: Mapping[str, float]) -> np.ndarray:
        """The metric by user."""
        return linear(self.data(weights), self.config, Quiet(self.reporter)).found

    def best(self) -> tuple[dict[str, float], float, float]:
        """Weights, and the metric with those given and with these."""
        weights = self.given
        before = best = self.found(weights)
        for done, name in enumerate(self.kinds):
            self.reporter.progress("weights", done, len(self.kinds), "kinds")
            for weight in WEIGHTS:
                if weight == self.given.get(name, 1.0):
                    continue
                self.reporter.go_on()
                tried = self.found({**weights, name: weight})
                if tried.mean() > best.mean():
                    weights, best = {**weights, name: weight}, tried
        gain = best - before
        if gain.mean() <= SURE * gain.std() / len(gain) ** 0.5:
            return self.given, float(before.mean()), float(before.mean())
        return weights, float(before.mean()), float(best.mean())


def learned(
    catalog: Catalog, config: TrainConfig, data: Dataset, reporter: Reporter | None = None
) -> Dataset:
    """The interactions with the weights that rank validation best; tells what was chosen and why.

    Args:
        catalog: items and histories.
        config: the weights given.
        data: the interactions with those.
        reporter: told; asked whether to stop.

    Raises:
        Cancelled, Stopped: before all was tried.

    """
    reporter = reporter or Reporter()
    if not (len(data.valid.items) and data.n_items <= MOST_ITEMS):
        return data
    search = Search(catalog, config, data, reporter)
    if not search.kinds:
        return data
    if len(catalog.interactions) > MOST:
        told = Text("Kinds of behaviour count as they are set: too many to try other weights.")
        reporter.log(told)
        return replace(data, told=told)
    weights, before, after = search.best()
    told = sentence(weights, search, after > before, (before, after))
    reporter.log(told)
    return replace(data if weights == search.given else search.data(weights), told=told)


def sentence(
    weights: Mapping[str, float], search: Search, changed: bool, metric: tuple[float, float]
) -> Text:
    """What was chosen, and why."""
    names = {"": Text("what was met and not wished for")}
    told = Text.joined(
        ", ",
        [
            Text("{weight:g} ({kind})", kind=names.get(name, name), weight=weights.get(name, 1.0))
            for name in search.kinds
        ],
    )
    if not changed:
        return Text(
            "Kinds of behaviour count as they are set ({kinds}): no other weights surely ranked "
            "validation better.",
            kinds=told,
        )
    return Text(
        "The strongest kind of behaviour counts 1, the others {kinds}: that surely ranked "
        "validation better ({metric} {before:.4f} -> {after:.4f}).",
        kinds=told, metric=search.config.metric, before=metric[0], after=metric[1],
    )  # fmt: skip
