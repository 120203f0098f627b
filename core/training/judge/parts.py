"""How much of a run's ranking comes from each part of its scores: measured by leaving parts out.

A modality is left out as if no item had it; what was learned beyond content, popularity and each
vote by taking its summand away. Nothing is trained again, so this tells what the ranking of this
model hangs on, not what a model without the part could learn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from core.progress import Cancelled, Reporter
from core.recommend.explain import coalition_vectors
from core.recommend.histories import Histories
from core.recommend.part_names import BIAS, COLLABORATIVE, NEAR
from core.recommend.recommender import Recommender, Vectors
from core.recommend.vote import Voter
from core.training.data import Dataset
from core.training.judge.comparison import simultaneous
from core.training.judge.evaluate import Scorer, evaluate
from core.training.judge.validation import BLOCK, scorer
from core.training.run.record import PartQuality
from core.training.steps.gather import Gather

#: Items of the least popular quarter are rare, new ones among them.
RARE = 0.25


def measure(
    model: Recommender, vectors: Vectors, data: Dataset, gather: Gather, targets: Histories, k: int,
    reporter: Reporter,
) -> tuple[tuple[PartQuality, ...], tuple[PartQuality, ...], int]:  # fmt: skip
    """NDCG@k of everything and what is lost without each part, for all targets and for rare ones.

    Args:
        model: trained, on the CPU.
        vectors: its, with the vote.
        data: the divided interactions.
        gather: tokens of the items.
        targets: what is to be found.
        k: length of the lists.
        reporter: told how far it is.

    Returns:
        The whole first, then each part; the same where only rare items are to be found; and the
        training interactions up to which an item is rare.

    Raises:
        Cancelled: the user stops.

    """
    most = int(np.quantile(data.popularity, RARE))
    rare = _only(targets, data.popularity <= most)
    names, tables = [], []
    whole = scorer(vectors, data.train)
    for name, part in _parts(model, vectors, data, gather):

        def scores(users: np.ndarray, part: Scorer | None = part) -> Tensor:
            return whole(users) if part is None else whole(users) - part(users)

        tables.append(
            [
                evaluate(scores, one, data.known, data.n_items, (k,)).per_user[f"ndcg@{k}"]
                for one in (targets, rare)
            ]
        )
        names.append(name)
        reporter.progress("parts", len(names), None, "parts")
        if reporter.checkpoint():
            raise Cancelled
    everybody, few = (
        _told(names, np.stack([table[place] for table in tables], 1)) for place in (0, 1)
    )
    return everybody, few, most


def _told(names: list[str], values: np.ndarray) -> tuple[PartQuality, ...]:
    """Means of the first column, then what each other one lacks, by users [E]."""
    lacking = np.concatenate((values[:, :1], values[:, :1] - values[:, 1:]), 1)
    return tuple(
        PartQuality(part=name, value=one.mean, low=one.low, high=one.high, users=len(values))
        for name, one in zip(names, simultaneous(lacking), strict=True)
    )


def _only(targets: Histories, wanted: np.ndarray) -> Histories:
    users, items = targets.pairs(np.arange(len(targets)))
    kept = wanted[items]
    return Histories.from_pairs(users[kept], items[kept], len(targets))


def _parts(
    model: Recommender, vectors: Vectors, data: Dataset, gather: Gather
) -> Iterator[tuple[str, Scorer | None]]:
    """Nothing, then each part's share of all scores; names as those of an explanation."""
    yield "", None
    modalities = () if model.fusion is None else model.fusion.modalities
    for place, name in enumerate(modalities):
        kept = (1 << len(modalities)) - 1 - (1 << place)
        # What stands behind the content in the vectors is of joined models.
        lost = (vectors.items - vectors.base)[:, : model.bank.shape[1]]
        lost = lost - _content(model, gather, kept)
        yield name, _product(vectors.users, lost)
    yield COLLABORATIVE, _product(vectors.users, vectors.base)
    yield BIAS, lambda users: vectors.item_bias.expand(len(users), -1)
    trained = scorer(replace(vectors, vote=None), data.train)
    for voter in vectors.vote.voters if vectors.vote is not None else ():

        def votes(users: np.ndarray, voter: Voter = voter) -> Tensor:
            rows, items = (torch.as_tensor(each) for each in data.train.pairs(users))
            return voter.votes(trained(users), rows, items)

        yield NEAR + voter.name, votes


def _product(users: Tensor, items: Tensor) -> Scorer:
    return lambda rows: users[torch.as_tensor(rows), : items.shape[1]] @ items.T


def _content(model: Recommender, gather: Gather, kept: int) -> Tensor:
    """Content vectors [N, d] of all items under a coalition."""
    assert model.fusion is not None
    if not kept:
        return torch.zeros_like(model.bank)
    return torch.cat(
        [
            coalition_vectors(model.fusion, gather(rows), [kept])[0]
            for rows in torch.arange(len(model.bank)).split(BLOCK)
        ]
    )
