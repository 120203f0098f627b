"""Does the pipeline tell the truth? A/A and planted differences through all of it.

Every trial measures three arms of the same forward pass in one interleaved run: A, A again, and
A with one pass more in eight (12.5 % slower by construction). A verdict of difference between A
and A is false; a verdict "slower" for the planted arm is true. For contrast the arms can be
measured one after the other, as most hand-written benchmarks do.

Two instances of the same model in one process differ by where their memory lies: 4 of 80 A/A pairs
measured here were 20-30 % apart, steadily, round after round. So every trial builds its arms anew
several times, and the bootstrap takes these instances as its first level, as it takes the fresh
processes of a rigorous run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import get_args

import numpy as np
import psutil
from scipy.stats import binomtest

from benchmarks import summary
from benchmarks.arms import STEPS, arm
from benchmarks.compare import against
from benchmarks.devices.base import Device
from benchmarks.modes import Settings
from benchmarks.plan import Plan, Spec, Task
from benchmarks.runner import Runner
from benchmarks.schema import Axes, Point
from benchmarks.session import merged
from benchmarks.statistics import Verdict
from benchmarks.workloads.base import Workload
from core import cores
from core.progress import Reporter

#: What issue and design promise.
MOST_FALSE, LEAST_FOUND = 0.05, 0.80
#: Builds of each arm in a trial.
INSTANCES = 8
ARMS = {"aa.first": STEPS, "aa.second": STEPS, "aa.slower": STEPS + 1}


@dataclass(frozen=True)
class Trial:
    """Verdicts of one trial.

    Attributes:
        same, planted: of A against A, and of A against the slower arm.
        load: the system's, of the last minute, when it began; None if not known.
        held: share of its time that others held the core, None if not known.

    """

    same: Verdict
    planted: Verdict
    load: float | None = None
    held: float | None = None


@dataclass(frozen=True)
class Outcome:
    """All trials.

    Attributes:
        trials: in order.
        interleaved: whether the arms shared their rounds.

    """

    trials: tuple[Trial, ...]
    interleaved: bool

    @property
    def false_rate(self) -> float:
        """Share of A/A trials with a verdict of difference."""
        return self._share(lambda trial: trial.same in ("faster", "slower"))

    @property
    def found_rate(self) -> float:
        """Share of planted slow-downs called slower."""
        return self._share(lambda trial: trial.planted == "slower")

    @property
    def holds(self) -> bool:
        """Whether the promise is kept."""
        return self.false_rate <= MOST_FALSE and self.found_rate >= LEAST_FOUND

    def _share(self, condition: Callable[[Trial], bool]) -> float:
        return sum(map(condition, self.trials)) / max(1, len(self.trials))


def run(
    trials: int,
    settings: Settings,
    device: Device,
    reporter: Reporter,
    seed: int = 0,
    *,
    interleaved: bool = True,
    instances: int = INSTANCES,
) -> Outcome:
    """Measure `trials` trials.

    Args:
        trials: how many.
        settings: budget of one trial.
        device: its name is the place the arms run on.
        reporter: told each trial; asked whether to stop.
        seed: of the first trial; each has its own.
        interleaved: share rounds; otherwise one arm after the other.
        instances: how often each arm is built anew; the budget is shared.

    """
    done: list[Trial] = []
    for number in range(trials):
        if reporter.checkpoint():
            break
        done.append(
            trial(settings, device, seed + number, interleaved=interleaved, instances=instances)
        )
        reporter.progress("trials", number + 1, trials, "trials")
    return Outcome(tuple(done), interleaved)


def trial(
    settings: Settings, device: Device, seed: int, *, interleaved: bool, instances: int
) -> Trial:
    """One trial: three arms, two comparisons."""
    load = psutil.getloadavg()[0]
    tasks = [_task(name, steps, device.name) for name, steps in ARMS.items()]
    groups = [tasks] if interleaved else [[task] for task in tasks]
    share = replace(
        settings,
        seconds=settings.seconds / instances,
        rounds=max(1, settings.rounds // instances),
    )
    parts = []
    for number in range(instances):
        for group in groups:
            plan = Plan(Spec(seed=seed), tuple(group))
            runner = Runner(plan, share, {device.name: device}, Reporter(), process=number)
            parts.append(runner.run())
    points = {point.workload: point for point in merged(parts)}
    first, second, slower = (_as_one(points[name]) for name in ARMS)
    same = against(first, second, same_run=interleaved)
    planted = against(first, slower, same_run=interleaved)
    assert same is not None
    assert planted is not None
    shares = [one.load for p in points.values() for one in p.rounds if one.load is not None]
    held = float(np.median(shares)) if shares else None
    return Trial(same.verdict, planted.verdict, load, held)


def _task(name: str, steps: int, device: str) -> Task:
    workload: Workload = arm(name, name)
    return Task(workload, Axes(device=device, batch=4, size={"steps": steps}))


def _as_one(point: Point) -> Point:
    """The point as if all arms were the same workload: the planted one claims to be no different.

    Its items per call are those of the others too, or the extra step would count as extra work.
    """
    size = {**point.axes.size, "steps": STEPS}
    return point.model_copy(
        update={
            "workload": "aa",
            "items_per_call": 1.0,
            "axes": point.axes.model_copy(update={"size": size}),
        }
    )


def told(outcome: Outcome) -> str:
    """The verdicts, what is promised of them, and how busy the machine was, in words."""
    trials, verdicts = outcome.trials, get_args(Verdict)
    lines = [f"{'':24}" + "".join(f"{verdict:>14}" for verdict in verdicts)]
    for name, found in (
        ("A against A", [one.same for one in trials]),
        ("A against 12.5 % slower", [one.planted for one in trials]),
    ):
        lines.append(f"{name:24}" + "".join(f"{found.count(v):>14}" for v in verdicts))
    for name, share, promise, kept in (
        ("false differences", outcome.false_rate, f"at most {100 * MOST_FALSE:.0f} %",
         outcome.false_rate <= MOST_FALSE),
        ("slow-downs found", outcome.found_rate, f"at least {100 * LEAST_FOUND:.0f} %",
         outcome.found_rate >= LEAST_FOUND),
    ):  # fmt: skip
        low, high = _interval(share, len(trials))
        holds = "holds" if kept else "DOES NOT HOLD"
        lines.append(
            f"{name}: {100 * share:.1f} % of {len(trials)} trials "
            f"(95 %: {100 * low:.1f} to {100 * high:.1f} %), promised {promise}: {holds}"
        )
    order = "in turn, in random order" if outcome.interleaved else "one after the other"
    lines.append(f"the arms were measured {order}")
    return "\n".join((*lines, *_busy(trials)))


def _interval(share: float, n: int) -> tuple[float, float]:
    """Where the true share lies (Clopper-Pearson)."""
    if not n:
        return 0.0, 1.0
    found = binomtest(round(share * n), n).proportion_ci(0.95)
    return float(found.low), float(found.high)


def _busy(trials: tuple[Trial, ...]) -> list[str]:
    """How busy the machine was; a busy one finds less, and its numbers are none of an idle one."""
    loads = [one.load for one in trials if one.load is not None]
    held = [one.held for one in trials if one.held is not None]
    lines = []
    if loads:
        lines.append(
            f"load of the last minute: median {np.median(loads):.1f}, {min(loads):.1f} to "
            f"{max(loads):.1f}, {cores.usable()} core(s)"
        )
    if held:
        lines.append(f"others held the core {100 * np.median(held):.0f} % of the time")
        if np.median(held) > summary.CONTENDED:
            lines.append("The machine was not idle, so this is no verdict on an idle one.")
    return lines
