"""For whom, among what, and what came of it: the values a playground works with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from torch import Tensor

from core.recommend.explain import Explanation


@dataclass(frozen=True)
class Person:
    """For whom.

    Attributes:
        vector: [d].
        bias: global bias included.
        history: rows of items that were wished for.
        known: rows of items that may not be recommended: those, and what else was met.
        votes: [N] by voter, what is near to the history.

    """

    vector: Tensor
    bias: float
    history: np.ndarray
    known: np.ndarray
    votes: dict[str, Tensor]


@dataclass(frozen=True)
class Field:
    """The items that compete, under some weights and hour.

    Attributes:
        pool: rows [C], ascending; None for all [N].
        vectors: [C, d].
        bias: [N], with votes and hour.

    """

    pool: Tensor | None
    vectors: Tensor
    bias: Tensor


@dataclass(frozen=True)
class Listed:
    """A list and its reasons.

    Attributes:
        rows: int64 [K], best first.
        explanation: of these rows; its parts sum to the scores.
        ranked: how many items competed.
        approximate: whether only the best by plain score were weighed anew.

    """

    rows: np.ndarray
    explanation: Explanation
    ranked: int
    approximate: bool
