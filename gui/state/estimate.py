"""How far work of several steps is, as one fraction and one time left."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping

from core.worker.messages import Progress

#: Nothing is said of the time left before so much is done.
KNOWN = 0.04
#: Parts of a training before the first epoch and after the last.
BEFORE, AFTER = 0.1, 0.1


class Estimate:
    """Steps one after the other, each with its share of the whole; pauses do not count.

    Until a step says how far it is, its process starts and loads: that is not work, and is expected
    of the steps to come as well.

    Args:
        shares: parts of the whole that the steps are thought to take, in any unit.
        clock: seconds.
        at_once: steps that need no process of their own.

    Attributes:
        starting: whether the present step has not said yet how far it is.
    """

    def __init__(
        self,
        shares: Mapping[str, float],
        clock: Callable[[], float] = time.monotonic,
        at_once: Collection[str] = (),
    ) -> None:
        self._shares, self._clock, self._at_once = dict(shares), clock, at_once
        self._before: list[str] = []
        self._step, self._within = "", 0.0
        self._rested, self._resting = 0.0, 0.0
        self._begun = self._step_begun = clock()
        #: Seconds that the steps took to start.
        self._starts: list[float] = []
        self.starting = True

    @property
    def fraction(self) -> float:
        """0..1 of the whole; it never falls."""
        done = sum(self._shares[step] for step in self._before)
        done += self._within * self._shares.get(self._step, 0.0)
        return min(1.0, done / (sum(self._shares.values()) or 1.0))

    @property
    def left(self) -> float | None:
        """Seconds; None while nobody can tell."""
        done = self.fraction
        if done < KNOWN:
            return None
        now = self._now()
        starting = now - self._step_begun if self.starting else 0.0
        worked = now - self._begun - sum(self._starts) - starting
        to_start = [one for one in self._shares if one not in (*self._before, *self._at_once)]
        start = max(self._starts, default=0.0)
        waits = start * sum(one != self._step for one in to_start)
        if self.starting:
            waits += max(0.0, start - starting)
        return worked * (1 - done) / done + waits

    def _now(self) -> float:
        """Seconds without the pauses."""
        return (self._resting or self._clock()) - self._rested

    def begin(self, step: str) -> None:
        """The steps before this one are done."""
        self._before += [self._step] if self._step else []
        self._step, self._within = step, 0.0
        self._step_begun, self.starting = self._now(), step not in self._at_once

    def reach(self, within: float | None) -> None:
        """So much of the step is done; None while it only loads what it needs."""
        if within is None:
            return
        if self.starting:
            self._starts.append(self._now() - self._step_begun)
            self.starting = False
        self._within = max(self._within, min(1.0, within))

    def rest(self, resting: bool) -> None:
        """The work waits, or goes on."""
        if resting and not self._resting:
            self._resting = self._clock()
        elif not resting and self._resting:
            self._rested += self._clock() - self._resting
            self._resting = 0.0


class EncodingProgress:
    """0..1 of an encoding; what loads an encoder counts nothing."""

    def __init__(self) -> None:
        self._reached: float | None = None

    def __call__(self, progress: Progress) -> float | None:
        """How much is done at this report; None before the first encoder is loaded."""
        if progress.stage.template == "encoding":
            self._reached = _part(progress)
        return self._reached


class TrainingProgress:
    """0..1 of a training: its epochs, with something before the first and after the last."""

    def __init__(self) -> None:
        self._reached = 0.0

    def __call__(self, progress: Progress) -> float:
        """How much is done at this report."""
        if progress.stage.template == "train":
            self._reached = BEFORE + (1 - BEFORE - AFTER) * _part(progress)
        elif self._reached < BEFORE:
            return BEFORE * _part(progress)
        elif self._reached >= 1 - AFTER:
            return 1 - AFTER + AFTER * _part(progress)
        return self._reached


def _part(progress: Progress) -> float:
    return min(1.0, progress.done / progress.total) if progress.total else 0.0
