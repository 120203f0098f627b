"""Several models as one: which others help the trained one, and how much, chosen on validation.

Each other model's scores are brought to the spread of the trained ones, user by user, and added by
weight. The sum of inner products is one inner product of longer vectors:

    <q_u, v_i> + w (deviation of q_u V / deviation of q'_u V') <q'_u, v'_i>

so that retrieval, fold-in and explanations hold for it as for one model. The trained vectors stand
first and keep what is the item's content. A model is left out, with exactly no weight, unless the
ranking with it is better by more than two standard errors over validation users.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor

from core.recommend.recommender import Vectors
from core.training.config import EvaluationConfig
from core.training.data import Dataset
from core.training.judge.evaluate import evaluate, sampled
from core.training.judge.validation import scorer
from core.training.judge.voting import SCORES, USERS

#: Weights tried; at the largest the others rank nearly alone.
WEIGHTS = (0.0, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8)
PASSES = 2
#: Standard errors a gain must exceed.
SURE = 2.0
#: Users whose scores are looked at together.
BLOCK = 1024


def weigh(
    vectors: Vectors, others: Mapping[str, Vectors], data: Dataset, config: EvaluationConfig
) -> dict[str, float]:
    """Weights of the others, coordinate by coordinate; 0 for those that do not surely help."""
    longest = max(config.ks)
    most = min(USERS, max(1, SCORES // (data.n_items * (len(others) + 1))))
    targets = sampled(data.valid, most)
    users = np.flatnonzero(targets.counts)
    places = np.zeros(data.n_users, np.int64)
    places[users] = np.arange(len(users))
    own = scorer(vectors, data.train)(users)
    scaled = {
        name: scorer(other, data.train)(users) * _scale(vectors, other, users).unsqueeze(1)
        for name, other in others.items()
    }

    def judged(weights: Mapping[str, float]) -> np.ndarray:
        scores = own.clone()
        for name, weight in weights.items():
            scores.add_(scaled[name], alpha=weight)
        found = evaluate(
            lambda rows: scores[places[rows]], targets, data.known, data.n_items, (longest,)
        )
        return found.per_user[config.metric]

    weights = dict.fromkeys(others, 0.0)
    best = judged(weights)
    for _ in range(PASSES):
        for name in others:
            for weight in WEIGHTS:
                tried = judged(weights | {name: weight})
                if tried.mean() > best.mean():
                    weights, best = weights | {name: weight}, tried
    for name in sorted(others, key=lambda name: weights[name]):
        without = judged(weights | {name: 0.0})
        gain = best - without
        if weights[name] and gain.mean() <= SURE * gain.std() / len(gain) ** 0.5:
            weights, best = weights | {name: 0.0}, without
    return weights


def join(vectors: Vectors, others: Mapping[str, Vectors], weights: Mapping[str, float]) -> Vectors:
    """The trained vectors with those others of some weight behind them; biases as one column."""
    chosen = {name: weight for name, weight in weights.items() if weight}
    if not chosen:
        return vectors
    everyone = np.arange(len(vectors.users))

    def columns(vectors: Vectors, others: Mapping[str, Vectors]) -> Tensor:
        parts = []
        for name, weight in chosen.items():
            other = others[name]
            scale = weight * _scale(vectors, other, everyone).unsqueeze(1)
            parts.append(torch.cat((other.users, torch.ones(len(other.users), 1)), 1) * scale)
        return torch.cat(parts, 1)

    items = [torch.cat((others[n].items, others[n].item_bias.unsqueeze(1)), 1) for n in chosen]
    later = None
    if any(one.later is not None for one in (vectors, *(others[name] for name in chosen))):
        later = columns(vectors.at_test, {name: others[name].at_test for name in chosen})
    return vectors.behind(columns(vectors, others), torch.cat(items, 1), later)


def _scale(vectors: Vectors, other: Vectors, users: np.ndarray) -> Tensor:
    """What brings the other model's scores of users [B] to the spread of the trained ones."""
    scales = []
    for block in torch.as_tensor(users).split(BLOCK):
        own, their = (
            (one.users[block] @ one.items.T + one.item_bias).std(1, correction=0)
            for one in (vectors, other)
        )
        scales.append(torch.where(their > 0, own / their.clamp(min=1e-30), 0.0))
    return torch.cat(scales)
