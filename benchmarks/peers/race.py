"""BPR of plain matrix factorisation: how fast rows can be moved, and who ranks well first.

Both are compiled loops that hold a triple in registers: Cornac's in Cython, ours in
core.training.steps.sgd_kernels.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch

from benchmarks.peers.training import Trained
from core.recommend.lookup import put

#: Triples a call moves in the measurements here.
BATCH = 8192
#: The best of so many is taken: a ceiling is a maximum.
TRIES = 40
#: Epochs tried.
LENGTHS = (10, 50, 200, 800)


@dataclass(frozen=True)
class Point:
    """A training of so many epochs: its processor seconds and Recall@20 on validation."""

    epochs: int
    seconds: float
    recall: float


def moved_per_second(users: int, items: int, dim: int) -> float:
    """Triples a second whose three rows are read and written once, and nothing is computed.

    The tables are of the size trained on: these fit a cache, where a large table's do not.
    """
    generator = torch.Generator().manual_seed(0)
    tables = torch.randn(users, dim), torch.randn(items, dim), torch.randn(items, dim)
    rows = [torch.randint(len(t), (BATCH,), generator=generator).sort().values for t in tables]
    outs = [torch.empty(BATCH, dim) for _ in tables]

    def call() -> None:
        for table, index, out in zip(tables, rows, outs, strict=True):
            torch.index_select(table, 0, index, out=out)
            put(table, index, out)

    return BATCH / _least(call)


def curve(run: Callable[[int], Trained], epochs: Sequence[int]) -> list[Point]:
    """Trainings of growing length, each from the start; ends two after recall was best."""
    points: list[Point] = []
    for count in epochs:
        found = run(count)
        points.append(Point(count, found.seconds, found.valid))
        best = max(range(len(points)), key=lambda at: points[at].recall)
        if best < len(points) - 2:
            break
    return points


def best(points: Sequence[Point]) -> float:
    """The highest recall of a curve."""
    return max(point.recall for point in points)


def reached(points: Sequence[Point], recall: float) -> Point | None:
    """The shortest training that ranks as well as that; None if none does."""
    return next((point for point in points if point.recall >= recall), None)


def _least(call: Callable[[], None]) -> float:
    """Processor seconds of the quickest call."""
    times = []
    with torch.no_grad():
        for _ in range(TRIES):
            begun = time.process_time()
            call()
            times.append(time.process_time() - begun)
    return min(times)
