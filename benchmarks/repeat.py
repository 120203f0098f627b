"""How far the score comes out the same: the card measured again and again, each time anew."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil

from benchmarks import card, schema, summary
from benchmarks.fresh import Fresh
from benchmarks.plan import Spec
from benchmarks.schema import Result
from benchmarks.statistics import Estimate
from benchmarks.workloads.catalogue import CARD
from core.errors import UserError
from core.progress import Reporter
from core.text import Text

#: A spread up to this is what a machine that does nothing else shall have.
MOST_SPREAD = 0.03


@dataclass(frozen=True)
class Again:
    """One of the runs.

    Attributes:
        score: what it found, with its own interval.
        held: share of its time that others held the core, None if unknown.
        load: the system's, of the last minute, when it began.

    """

    score: Estimate
    held: float | None
    load: float


@dataclass(frozen=True)
class Outcome:
    """All runs, in their order."""

    runs: tuple[Again, ...]

    @property
    def scores(self) -> np.ndarray:
        """Of each run, float64 [runs]."""
        return np.array([one.score.value for one in self.runs])

    @property
    def spread(self) -> float:
        """Standard deviation over the mean."""
        return float(self.scores.std(ddof=1) / self.scores.mean())

    @property
    def covered(self) -> float:
        """Share of the runs whose interval holds the median of all."""
        middle = np.median(self.scores)
        return float(np.mean([one.score.low <= middle <= one.score.high for one in self.runs]))

    @property
    def holds(self) -> bool:
        """Whether the spread is what is promised."""
        return self.spread <= MOST_SPREAD


def run(runs: int, rounds: int, seconds: float, device: str, reporter: Reporter) -> Outcome:
    """Measure the card so many times, each in a process of its own.

    Args:
        runs: how many, two or more.
        rounds: visits to each job in a run.
        seconds: of these visits.
        device: its name.
        reporter: told each run; a stop keeps those that are done.

    Raises:
        UserError: a run failed or gave no score, or fewer than two were done.

    """
    spec = Spec(
        workloads=(CARD,), devices=(device,), rounds=rounds, seconds=seconds, ceilings=False
    )
    done: list[Again] = []
    with tempfile.TemporaryDirectory(prefix="triptych-repeat-") as folder:
        for number in range(runs):
            if reporter.checkpoint():
                break
            load = psutil.getloadavg()[0]
            out = Path(folder) / f"{number}.json"
            child = Fresh(spec, number, out)
            code = child.report(reporter, number, runs)
            if code or not out.exists():
                said = child.failure.message if child.failure else Text("it ended early")
                raise UserError(Text("Run {n} failed: {said}", n=number + 1, said=said))
            done.append(_again(schema.read(out), load))
            told = done[-1].score
            reporter.log(
                Text("{n}: {score:.0f} ({low:.0f} to {high:.0f})", n=number + 1,
                     score=told.value, low=told.low, high=told.high)
            )  # fmt: skip
    if len(done) < 2:
        raise UserError("One run has no spread.", "Let at least two runs end.")
    return Outcome(tuple(done))


def _again(result: Result, load: float) -> Again:
    found = card.cards(result)
    if not found or found[0].score is None:
        raise UserError(Text("There is no score: {why}", why=found[0].why if found else ""))
    held = [
        entry.load for point in result.points for entry in point.rounds if entry.load is not None
    ]
    return Again(found[0].score, float(np.median(held)) if held else None, load)


def told(outcome: Outcome) -> str:
    """The runs and what they say together, in words."""
    lines = ["run  score  its interval   others held the core  load"]
    for number, one in enumerate(outcome.runs, 1):
        held = "unknown" if one.held is None else f"{100 * one.held:.0f} %"
        score = one.score
        lines.append(
            f"{number:3}  {score.value:5.0f}  {score.low:5.0f} .. {score.high:5.0f}  "
            f"{held:>20}  {one.load:4.1f}"
        )
    scores = outcome.scores
    held_all = [one.held for one in outcome.runs if one.held is not None]
    lines.append(
        f"{len(scores)} runs: median {np.median(scores):.0f}, {scores.min():.0f} to "
        f"{scores.max():.0f}; spread {100 * outcome.spread:.1f} % (standard deviation over mean; "
        f"at most {100 * MOST_SPREAD:.0f} % on an idle machine); "
        f"{100 * outcome.covered:.0f} % of the intervals hold the median"
    )
    if held_all and np.median(held_all) > summary.CONTENDED:
        lines.append("The machine was not idle, so this is no verdict on an idle one.")
    return "\n".join(lines)
