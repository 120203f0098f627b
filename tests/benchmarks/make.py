"""Results and points made by hand, for tests that need no device."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks.schema import Axes, Ceiling, Flag, Machine, Point, Result, Round


def machine(**changes: Any) -> Machine:
    values: dict[str, Any] = {
        "system": "Linux",
        "architecture": "x86_64",
        "cpu": "Test CPU",
        "cores_usable": 2,
        "cores_logical": 2,
        "memory_bytes": 8 * 1024**3,
        "device_line": "CPU only because this is a test",
        "python": "3.11.0",
    }
    return Machine(**{**values, **changes})


def rounds(seconds: Sequence[Sequence[float]], process: int = 0, **fields: Any) -> list[Round]:
    """One round per inner list of latencies; the burst is two calls of their mean."""
    return [
        Round(
            process=process,
            round=number,
            latency_s=tuple(values),
            burst_s=2 * sum(values) / len(values),
            burst_calls=2,
            **fields,
        )
        for number, values in enumerate(seconds)
    ]


def point(
    seconds: Sequence[Sequence[float]] = ((1e-3, 1.1e-3),) * 6,
    workload: str = "topk",
    axes: Axes | None = None,
    **fields: Any,
) -> Point:
    values: dict[str, Any] = {
        "title": "A workload",
        "definition": "what one call does",
        "unit": "items",
        "items_per_call": 16.0,
        "rounds": tuple(rounds(seconds)),
    }
    return Point(workload=workload, axes=axes or Axes(batch=16), **{**values, **fields})


def result(points: Sequence[Point] = (), **fields: Any) -> Result:
    values: dict[str, Any] = {
        "id": "test-run",
        "mode": "quick",
        "seed": 0,
        "began_utc_s": 1.7e9,
        "took_s": 1.0,
        "machine": machine(),
        "ceilings": (
            Ceiling(
                device="cpu",
                gemm_flops_per_s=1e11,
                copy_bytes_per_s=1e10,
                gather_bytes_per_s=5e9,
            ),
        ),
        "points": tuple(points) or (point(),),
    }
    return Result(**{**values, **fields})


def disturbed(found: Result, load: float = 0.5) -> Result:
    """The same, measured while others held the core for so much of the time."""
    flag = Flag(kind="contention", detail="others ran")
    points = tuple(
        one.model_copy(
            update={
                "flags": (flag,),
                "rounds": tuple(entry.model_copy(update={"load": load}) for entry in one.rounds),
            }
        )
        for one in found.points
    )
    return found.model_copy(update={"points": points})
