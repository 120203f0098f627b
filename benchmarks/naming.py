"""What things are called where a person reads; their ids are for options and files. No torch."""

from __future__ import annotations

from functools import cache

from benchmarks.schema import AMD, TORCHS, Axes, Machine, Point
from benchmarks.workloads.base import Workload
from benchmarks.workloads.catalogue import workloads
from core.text import Text


def workload(point: Point) -> Text:
    """What lists call what a point measured; its own title where no list knows it like that."""
    known = _known().get(point.workload)
    return known.called if known and not _other_sizes(point) else point.title


def torchs(device: str) -> str:
    """What torch calls a device that people call otherwise."""
    return device.replace(AMD, TORCHS)


def place(point: Point, machine: Machine | None = None) -> Text:
    """Where it stands in the grid, less what is usual; `machine` before there is a result."""
    parts = [where(point.axes, machine)]
    parts += [
        Text("{n:,} {name}", name=name.replace("_", " "), n=n)
        for name, n in _other_sizes(point).items()
    ]
    return Text.joined(", ", parts)


def where(axes: Axes, machine: Machine | None = None) -> Text:
    """The same without the sizes of the work."""
    device = machine.called(axes.device) if machine else axes.device
    parts = [Text(device), Text("batch {n}", n=axes.batch)]
    if axes.dtype != "fp32":
        parts.append(Text(axes.dtype))
    if axes.compile:
        parts.append(Text("compiled"))
    if axes.threads > 1:
        parts.append(Text("{n} threads", n=axes.threads))
    return Text.joined(", ", parts)


def sizes(axes: Axes) -> str:
    """All sizes in words."""
    return ", ".join(f"{name.replace('_', ' ')} {n:,}" for name, n in sorted(axes.size.items()))


def point(one: Point, machine: Machine | None = None) -> Text:
    """A point in one line."""
    return Text("{what}, {where}", what=workload(one), where=place(one, machine))


def _other_sizes(point: Point) -> dict[str, int]:
    """Sizes that are not the workload's usual ones."""
    known = _known().get(point.workload)
    usual = known.size if known else {}
    return {name: n for name, n in sorted(point.axes.size.items()) if usual.get(name) != n}


@cache
def _known() -> dict[str, Workload]:
    return {one.name: one for one in workloads()}
