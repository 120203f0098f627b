"""A benchmark, run as a job of the window by `python -m benchmarks ... --events`."""

from __future__ import annotations

from core.contracts.job import JobKind
from core.contracts.message import Message
from core.contracts.question import Nothing


class MeasuredBenchmark(Message):
    """Where the result file lies, its id, and how many points were measured."""

    path: str
    id: str = ""
    points: int = 0


BENCHMARK = JobKind("benchmark", Nothing, MeasuredBenchmark, kept="shell")
