"""Benchmarks in a process of their own: core must not import them, timing wants a fresh one."""

from __future__ import annotations

from typing import Literal

from core.contracts.benchmark import MeasuredBenchmark
from core.errors import UserError
from core.progress import NOBODY, Reporter
from core.text import Text


def benchmark(
    *workloads: str,
    mode: Literal["quick", "standard", "rigorous"] = "quick",
    seconds: float | None = None,
    reporter: Reporter = NOBODY,
) -> MeasuredBenchmark:
    """Measure this machine in a process of its own, as `python -m benchmarks run` does.

    Args:
        workloads: names or groups of them; all if none are named.
        mode: how thoroughly.
        seconds: budget of the rounds instead of the mode's.
        reporter: told of progress; when it wants to stop, what was measured is kept.

    Returns:
        Where the result file lies; `benchmarks.store.load` reads it as a typed result, whose times
        are in seconds.

    Raises:
        UserError: no such workload, the benchmark failed, or was stopped with nothing measured.

    """
    from core.worker.child import Child
    from core.worker.messages import Control, Event, Failed, Finished, Log, Progress

    ended: list[Finished] = []

    def take(event: Event) -> None:
        match event:
            case Progress():
                reporter.progress(event.stage, event.done, event.total, event.unit)
            case Log():
                reporter.log(event.text, event.level)
            case Failed():
                raise UserError(event.message, event.remedy)
            case Finished():
                ended.append(event)
        if reporter.checkpoint():
            child.control(Control(job="benchmark", action="stop"))

    words = [word for name in workloads for word in ("--workload", name)]
    words += [] if seconds is None else ["--seconds", str(seconds)]
    child = Child("benchmarks", "run", "--events", "--mode", mode, *words)
    code = child.follow(take)
    if not ended:
        raise UserError(Text("The benchmark ended with code {code}.", code=code))
    if ended[0].outcome == "cancelled":
        raise UserError("The benchmark was stopped before anything was measured.")
    return MeasuredBenchmark.model_validate(ended[0].result)
