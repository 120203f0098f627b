"""BPR of plain matrix factorisation: how fast rows can be moved, and who ranks well first.

Cornac's BPR is compiled: it holds a triple in registers. Calls of torch pass over the rows of a
batch again and again, and `plain_sgd` makes as few passes as BPR's gradient allows.
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
#: Epochs tried: Cornac's are short, and it needs many.
LENGTHS = {
    "cornac-bpr": (10, 50, 200, 800),
    "triptych-bpr": (3, 8, 20, 40),
}


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


def plain_sgd(users: int, items: int, dim: int) -> float:
    """Triples a second of BPR by plain SGD in the fewest calls: gradients in closed form, uniform
    negatives that may be positives, no bias, no penalty, no momentum.
    """
    generator = torch.Generator().manual_seed(0)
    q, p = torch.randn(users, dim) / 8, torch.randn(items, dim) / 8
    user = torch.randint(users, (BATCH,), generator=generator).sort().values
    chosen = torch.randint(items, (BATCH,), generator=generator)

    def call() -> None:
        other = torch.randint(items, (BATCH,), generator=generator)
        mine = q.index_select(0, user)
        apart = p.index_select(0, chosen).sub_(p.index_select(0, other))
        size = torch.sigmoid((mine * apart).sum(1, keepdim=True).neg_()).mul_(0.01)
        mine.mul_(size)
        q.index_add_(0, user, apart.mul_(size))
        p.index_add_(0, chosen, mine)
        p.index_add_(0, other, mine, alpha=-1)

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
