"""Cost against items, users, tokens and dimension: sweeps, and power laws fitted to them.

Only the sweep itself needs torch; curves and fits are read off any result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks import naming, statistics, summary
from benchmarks.plan import Plan, Spec, Task
from benchmarks.schema import Axes, Point, Result
from benchmarks.statistics import Estimate
from benchmarks.workloads.catalogue import workloads
from core.errors import UserError
from core.text import Text

#: Largest sizes the exponent is also fitted to: a fixed cost hides the law at the small end.
TAIL = 3


@dataclass(frozen=True)
class Sweep:
    """One curve to measure: a workload along one axis."""

    workload: str
    axis: str
    batch: int
    sizes: tuple[dict[str, int], ...]


def _tokens(n: int) -> dict[str, int]:
    return {"text_tokens": n, "image_tokens": n, "audio_tokens": n}


SWEEPS = (
    Sweep(
        "topk",
        "items",
        16,
        tuple({"items": n} for n in (10_000, 30_000, 100_000, 300_000, 1_000_000)),
    ),
    Sweep(
        "mf.step",
        "items",
        1024,
        tuple({"items": n, "users": 2000} for n in (3000, 10_000, 30_000, 100_000, 300_000)),
    ),
    Sweep(
        "mf.step",
        "users",
        1024,
        tuple({"items": 2000, "users": n} for n in (3000, 10_000, 30_000, 100_000, 300_000)),
    ),
    Sweep("mf.step", "d", 1024, tuple({"d": n} for n in (16, 32, 64, 128, 256))),
    Sweep("fusion.transformer", "tokens", 4, tuple(_tokens(n) for n in (8, 16, 32, 64, 128, 256))),
    Sweep("fusion.transformer", "d", 16, tuple({"d": n} for n in (16, 32, 64, 128, 256))),
    Sweep("topk", "d", 16, tuple({"d": n} for n in (16, 32, 64, 128, 256))),
    Sweep("train.distributed", "processes", 64, tuple({"processes": n} for n in (1, 2))),
)


@dataclass(frozen=True)
class Curve:
    """Seconds per call against one size.

    Attributes:
        exponent: of the law through all sizes, with its interval; `factor` its constant.
        tail: exponent of the TAIL largest sizes.
        flops_exponent: what the counted operations alone would give, None if not counted.

    """

    workload: str
    title: Text
    axis: str
    x: tuple[int, ...]
    seconds: tuple[Estimate, ...]
    memory_bytes: tuple[int | None, ...]
    exponent: Estimate
    factor: float
    tail: Estimate
    flops_exponent: float | None


def plan(names: Sequence[str], device: str, seed: int) -> Plan:
    """The tasks of the sweeps over these axes (all if empty).

    Raises:
        UserError: no sweep has such an axis, or its workload cannot run here.

    """
    known = {workload.name: workload for workload in workloads()}
    tasks: dict[str, Task] = {}
    skipped: dict[str, Point] = {}
    for sweep in SWEEPS:
        if names and sweep.axis not in names:
            continue
        workload = known[sweep.workload]
        for size in sweep.sizes:
            axes = Axes(device=device, batch=sweep.batch, size=size)
            task = Task(workload, axes)
            if workload.missing:
                skipped[task.key] = task.point(status="skipped", reason=workload.missing)
            else:
                tasks[task.key] = task
    if not tasks:
        axes_known = ", ".join(dict.fromkeys(sweep.axis for sweep in SWEEPS))
        raise UserError(
            "There is nothing to sweep.",
            Text("Choose axes from: {axes_known}.", axes_known=axes_known),
        )
    return Plan(Spec(seed=seed), tuple(tasks.values()), tuple(skipped.values()))


def curves(result: Result) -> list[Curve]:
    """Every curve a result holds: points of a sweep that differ in its axis only."""
    found = []
    for sweep in SWEEPS:
        keys = set(sweep.sizes[0])
        members = [
            point
            for point in result.measured
            if point.workload == sweep.workload
            and point.axes.batch == sweep.batch
            and {k: point.axes.size.get(k) for k in keys} in [dict(s) for s in sweep.sizes]
        ]
        varied = _axis_key(sweep)
        # One value of every other size: that of most points.
        others = [
            tuple(sorted((k, v) for k, v in p.axes.size.items() if k not in keys)) for p in members
        ]
        if not others:
            continue
        usual = max(set(others), key=others.count)
        chosen = {
            p.axes.size[varied]: p for p, o in zip(members, others, strict=True) if o == usual
        }
        if len(chosen) >= 2:
            found.append(_curve(sweep, [chosen[x] for x in sorted(chosen)], varied))
    return found


def _axis_key(sweep: Sweep) -> str:
    """The size that tells the points of a sweep apart."""
    return next(key for key in sweep.sizes[0] if len({s[key] for s in sweep.sizes}) > 1)


def _curve(sweep: Sweep, points: Sequence[Point], varied: str) -> Curve:
    x = tuple(point.axes.size[varied] for point in points)
    seconds = tuple(
        found
        for point in points
        if (found := summary.seconds(point, "work", resamples=500)) is not None
    )
    y = [one.value for one in seconds]
    exponent, factor = statistics.power_law(x, y)
    tail, _ = statistics.power_law(x[-TAIL:], y[-TAIL:])
    counted = [point.flops_per_call for point in points]
    flops = None
    if all(counted):
        flops = statistics.power_law(x, [float(value or 0) for value in counted])[0].value
    return Curve(
        sweep.workload,
        naming.workload(points[0]),
        sweep.axis,
        x,
        seconds,
        tuple(point.peak_memory_bytes for point in points),
        exponent,
        factor,
        tail,
        flops,
    )
