"""How much a choice weighs that was made more than once: plays, quantities, repeated rows.

Whoever played a song forty times wishes for it more surely than who played it once, though not
forty times as much: by default the logarithm counts (Hu, Koren & Volinsky 2008, eq. 6).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

import numpy as np
import polars as pl

from core.text import Text

Weighting = Literal["log", "linear", "none"]
LOG: Final[Weighting] = "log"
NONE: Final[Weighting] = "none"
TITLES: Final[Mapping[Weighting, Text]] = {
    "log": Text("What happened more often weighs more, by its logarithm: once 1, 10 times 3.5."),
    "linear": Text("What happened more often weighs as much more: 10 times 10."),
    "none": Text("Every wish weighs the same, however often it happened."),
}
#: Interactions in which the same pair is looked for again.
_LOOKED = 200_000


def amounts(interactions: pl.DataFrame) -> np.ndarray:
    """How often each interaction happened: its count, 1 where none is told; float32 [n], from 0."""
    if "count" not in interactions.columns:
        return np.ones(len(interactions), np.float32)
    count = interactions.get_column("count").fill_null(1).clip(lower_bound=0)
    return count.cast(pl.Float32).to_numpy()


def weigh(total: np.ndarray, weighting: Weighting) -> np.ndarray:
    """What a pair of user and item weighs whose interactions come to `total`: float32 [n].

    Once weighs 1 and never weighs 0, whatever the rule.
    """
    if weighting == "log":
        return np.log2(1 + total, dtype=np.float32)
    return (total if weighting == "linear" else total > 0).astype(np.float32)


def vary(interactions: pl.DataFrame) -> bool:
    """Whether anything happened more than once, so that a rule makes a difference.

    Rows are looked at as far as `_LOOKED`: they stand user by user, each with all there is.
    """
    if "count" in interactions.columns:
        return True
    pairs = interactions.select("user", "item").head(_LOOKED)
    return pairs.n_unique() < len(pairs)
