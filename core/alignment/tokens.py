"""Agreement token by token: MaxSim and optimal transport between two bags of tokens."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import logsumexp

from core.alignment.measures import similarity


@dataclass(frozen=True)
class MaxSim:
    """Late interaction of two bags of tokens (ColBERT, Khattab & Zaharia 2020; FILIP, 2022).

    Attributes:
        score: mean over the tokens of x of their best cosine.
        chance: mean over the tokens of x of their mean cosine.
        best: per token of x, the index of its best token of y, [Lx].
        links: per token of x, the cosine of that link, [Lx].
        near: all cosines [Lx, Ly].

    """

    score: float
    chance: float
    best: np.ndarray
    links: np.ndarray
    near: np.ndarray

    formula = "mean over tokens a of max over tokens b of cos(x_a, y_b)"


def max_sim(x: np.ndarray, y: np.ndarray) -> MaxSim:
    """Link every token of x [Lx, d] to its best token of y [Ly, d]. Not symmetric."""
    if not len(x) or not len(y):
        none = np.empty((len(x), len(y)), np.float32)
        nan = float("nan")
        return MaxSim(nan, nan, np.empty(0, np.int64), np.empty(0, np.float32), none)
    near = similarity(x, y)
    best = near.argmax(1)
    links = near[np.arange(len(x)), best]
    return MaxSim(float(links.mean()), float(near.mean()), best, links, near)


@dataclass(frozen=True)
class Plan:
    """A transport plan between tokens.

    Attributes:
        plan: [Lx, Ly], sums to one.
        cost: sum of plan * (1 - cosine).
        chance: the same for the plan that ignores the tokens (product of the marginals).
        rounds: iterations used.

    """

    plan: np.ndarray
    cost: float
    chance: float
    rounds: int

    formula = "min over plans P of Σ P_ab (1 − cos(x_a, y_b)) − ε · entropy(P)"


def sinkhorn(
    x: np.ndarray,
    y: np.ndarray,
    epsilon: float = 0.05,
    rounds: int = 1000,
    tolerance: float = 1e-6,
) -> Plan:
    """Entropic optimal transport of tokens x [Lx, d] onto y [Ly, d] (Cuturi 2013), log domain.

    Every token of a side weighs alike. Stays finite at any epsilon > 0.

    Args:
        x: [Lx, d].
        y: [Ly, d].
        epsilon: smoothing; small ones give sharp plans and take more rounds.
        rounds: at most.
        tolerance: largest error of a marginal at which to stop, in parts of that marginal.

    """
    if not len(x) or not len(y):
        return Plan(np.zeros((len(x), len(y))), float("nan"), float("nan"), 0)
    cost = 1 - similarity(x, y).astype(np.float64)
    kernel = -cost / epsilon
    f, g = np.zeros(len(x)), np.zeros(len(y))
    log_x, log_y = -np.log(len(x)), -np.log(len(y))
    used = 0
    error = np.inf
    while used < rounds and error >= tolerance:
        used += 1
        f = log_x - logsumexp(kernel + g, axis=1)
        rows = logsumexp(kernel + f[:, None], axis=0)
        error = np.abs(np.exp(rows + g - log_y) - 1).max()
        g = log_y - rows
    plan = np.exp(kernel + f[:, None] + g)
    return Plan(plan, float((plan * cost).sum()), float(cost.mean()), used)
