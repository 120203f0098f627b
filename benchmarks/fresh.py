"""Rigorous runs: the same plan in several fresh interpreters, one after the other."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks import naming
from benchmarks.modes import Settings
from benchmarks.plan import Spec
from benchmarks.schema import Point, read
from benchmarks.session import merged
from benchmarks.store import Journal
from core.errors import UserError
from core.progress import Reporter
from core.text import Text
from core.worker.child import Child
from core.worker.messages import Control, Event, Failed, Metric, Progress


class Fresh(Child):
    """One fresh process of a rigorous run."""

    def __init__(self, spec: Spec, process: int, out: Path) -> None:
        super().__init__(
            "benchmarks",
            *("worker", "--process", str(process), "--out", str(out)),
            *("--spec", spec.model_dump_json()),
        )
        self.failure: Failed | None = None

    def report(self, reporter: Reporter, done: int, processes: int) -> int:
        """Pass on what it reports until it ends. Returns its exit code.

        Raises:
            Cancelled: the user cancelled.

        """

        def take(event: Event) -> None:
            match event:
                case Progress(stage="measure", total=total) if total:
                    part = done + event.done / total
                    reporter.progress("measure", part, processes, "processes")
                case Metric():
                    reporter.metric(event.step, event.epoch, event.values)
                case Failed():
                    self.failure = event
            if reporter.checkpoint():
                self.control(Control(job="worker", action="stop"))

        return self.follow(take)


def run_fresh(
    spec: Spec,
    settings: Settings,
    reporter: Reporter,
    journal: Journal,
    children: list[Child] | None = None,
    done: Mapping[int, tuple[Point, ...]] | None = None,
) -> tuple[tuple[Point, ...], bool]:
    """Measure in `settings.processes` fresh processes, less those that are `done` already.

    Returns:
        The points with the rounds of all processes, and whether the user stopped the run.

    Raises:
        UserError: a process failed; the message is its own.

    """
    parts = []
    stopped = False
    watched = children if children is not None else []
    with tempfile.TemporaryDirectory(prefix="triptych-bench-") as folder:
        for number in range(settings.processes):
            if done and number in done:
                _note(journal, spec, number, done[number])
                parts.append(done[number])
                continue
            if reporter.checkpoint():
                stopped = True
                break
            out = Path(folder) / f"{number}.json"
            child = Fresh(spec, number, out)
            watched[:] = [child]
            code = child.report(reporter, number, settings.processes)
            watched.clear()
            if code or not out.exists():
                failure = child.failure
                raise UserError(
                    failure.message
                    if failure
                    else Text("Process {number} ended with code {code}.", number=number, code=code),
                    failure.remedy if failure else "Its own messages stand above.",
                )
            part = read(out)
            _note(journal, spec, number, part.points, whole=not part.interrupted)
            parts.append(part.points)
            stopped = stopped or part.interrupted
            if stopped:
                break
    return merged(parts), stopped


def _note(
    journal: Journal, spec: Spec, number: int, points: Sequence[Point], *, whole: bool = True
) -> None:
    for point in points:
        empty = {} if point.status in ("failed", "oom", "skipped") else {"status": "stopped"}
        journal.point(point.model_copy(update={"rounds": (), **empty}))
        for entry in point.rounds:
            journal.round(point.key, entry)
    if whole:
        journal.part(naming.torchs(spec.devices[0]), number)
