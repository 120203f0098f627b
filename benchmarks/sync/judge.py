"""What is believed about two tracks, beside what is true of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from benchmarks.sync.families import FAMILIES
from core.media import estimate
from core.media.sync import Offset

RIGHT_S = 0.040
Judged = Literal["right", "wrong", "left alone"]
JUDGED: tuple[Judged, ...] = ("right", "wrong", "left alone")


@dataclass(frozen=True)
class Seen:
    """An answer and its judgement; `error_s` is the largest over the track, also if not trusted."""

    offset: Offset
    judged: Judged
    error_s: float


def seen(family: str, seed: int) -> Seen:
    """Ask for the offset of one generated case, as the time page and the scan do."""
    number = list(FAMILIES).index(family)
    case = FAMILIES[family](np.random.default_rng([seed, number]))
    offset = estimate.between(case.reference, case.other).offset
    error = np.inf
    if case.truth is not None:
        moments = np.array([0.0, case.until_s])
        true = case.truth[1] * moments + case.truth[0]
        told = offset.rate * moments + offset.offset_s
        error = float((told - true)[np.argmax(np.abs(told - true))])
    if not offset.trusted:
        return Seen(offset, "left alone", error)
    return Seen(offset, "right" if abs(error) <= RIGHT_S else "wrong", error)
