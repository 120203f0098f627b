"""What the plots of the benchmark page show, computed from a result. No torch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from benchmarks import card, compare, reading, summary
from benchmarks.card import Card
from benchmarks.jobs import JOBS
from benchmarks.reading import Sureness
from benchmarks.schema import Axes, Point, Result
from benchmarks.statistics import Comparison, Estimate
from core.text import Text
from gui.pages.benchmark.words import interval, size

#: Calls of which the slowest one lies beyond 99 % of them.
FEW = 100


@dataclass(frozen=True)
class Cell:
    """One point of the grid as it is drawn.

    Attributes:
        status: see benchmarks.schema.Point.
        flags: kinds of flags.
        sureness: of its rate; what is not measured well is drawn hollow.
        visits: items a second of each visit.
        doubts: what makes it less sure.

    """

    workload: str
    axes: Axes
    status: str
    unit: str = ""
    rate: Estimate | None = None
    latency: Estimate | None = None
    flags: tuple[str, ...] = ()
    reason: str = ""
    sureness: Sureness = "measured"
    visits: tuple[float, ...] = ()
    doubts: tuple[Text, ...] = ()

    @property
    def unsure(self) -> bool:
        """Whether its number is not sure."""
        return self.sureness != "measured"


@dataclass(frozen=True)
class Series:
    """One curve: everything but the batch is the same."""

    name: str
    axes: Axes
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Digest:
    """A result with everything that takes time to compute, made off the event loop.

    Attributes:
        others: cards of other results.
        whole: where this is no whole card, the newest that is.
        newer: the newest result, where that is not this one.
        left: the journal of the newest run that was killed, where that is not this one.

    """

    result: Result
    cells: dict[str, Cell]
    speedups: dict[str, tuple[SpeedUp, ...]] = field(default_factory=dict)
    cards: tuple[Card, ...] = ()
    others: tuple[Card, ...] = ()
    whole: Path | None = None
    newer: Path | None = None
    left: Path | None = None

    @property
    def is_whole(self) -> bool:
        """Whether every job of the card was done."""
        return is_whole(self.result)


def is_whole(result: Result) -> bool:
    """Whether a result did every job of the card, or what may stand for it, on some device."""
    done: dict[str, set[str]] = {}
    for point in result.measured:
        done.setdefault(point.axes.device, set()).add(point.workload)
    return any(all({j.workload, *j.instead} & names for j in JOBS) for names in done.values())


@dataclass(frozen=True)
class SpeedUp:
    """One bar: how much faster than the reference at the same batch and sizes."""

    point: Point
    reference: Point
    comparison: Comparison


def digest(result: Result, others: Sequence[Card] = ()) -> Digest:
    """Estimate everything once; `others` are cards of other results to show beside."""
    cells = {point.key: cell(point) for point in result.points}
    names = dict.fromkeys(point.workload for point in result.points)
    found = {name: tuple(speedups(result, name)) for name in names}
    return Digest(result, cells, found, card.cards(result), tuple(others))


def cell(point: Point) -> Cell:
    """A measured point as a cell."""
    ok = point.status == "ok"
    read = reading.read(point)
    return Cell(
        point.workload,
        point.axes,
        point.status,
        point.unit,
        read.rate if read else None,
        summary.seconds(point) if ok else None,
        tuple(flag.kind for flag in point.flags),
        point.reason,
        read.verdict if read else "measured",
        summary.visit_rates(point) if read else (),
        read.doubts if read else (),
    )


def live_cells(values: Mapping[str, float]) -> dict[str, Cell]:
    """Cells of a run in progress, from the values of a Metric message ("<key>/latency_s")."""
    grouped: dict[str, dict[str, float]] = {}
    for name, value in values.items():
        key, slash, what = name.rpartition("/")
        if slash:
            grouped.setdefault(key, {})[what] = value
    found = {}
    for key, numbers in grouped.items():
        workload, _, rest = key.partition("|")
        try:
            axes = Axes.parse(rest)
        except ValueError:
            continue
        found[key] = Cell(
            workload,
            axes,
            "ok",
            rate=_estimate(numbers, "items_per_s"),
            latency=_estimate(numbers, "latency_s"),
        )
    return found


def _estimate(numbers: Mapping[str, float], name: str) -> Estimate | None:
    if name not in numbers:
        return None
    value = numbers[name]
    return Estimate(value, numbers.get(f"{name}_low", value), numbers.get(f"{name}_high", value))


def series(cells: Sequence[Cell], workload: str) -> list[Series]:
    """Curves of throughput against batch, one per place of the grid."""
    grouped: dict[str, list[Cell]] = {}
    for one in cells:
        if one.workload == workload:
            grouped.setdefault(one.axes.model_copy(update={"batch": 1}).key, []).append(one)
    common = common_size([found[0].axes for found in grouped.values()])
    made = []
    for found in grouped.values():
        found.sort(key=lambda one: one.axes.batch)
        axes = found[0].axes
        kinds = {kind for one in found for kind in one.flags}
        made.append(Series(place(axes, common) + _flag(kinds), axes, tuple(found)))
    # A curve keeps its colour whatever order the points come in.
    return sorted(made, key=lambda curve: (*_order(curve.axes), curve.name))


def common_size(axes: Sequence[Axes]) -> dict[str, int]:
    """Sizes all of these share: not worth saying in a name."""
    first = axes[0].size if axes else {}
    return {k: v for k, v in first.items() if all(one.size.get(k) == v for one in axes)}


def common_sizes(points: Sequence[Point]) -> dict[str, dict[str, int]]:
    """For each workload, the sizes all its points share."""
    axes: dict[str, list[Axes]] = {}
    for point in points:
        axes.setdefault(point.workload, []).append(point.axes)
    return {name: common_size(found) for name, found in axes.items()}


def place(axes: Axes, common: Mapping[str, int] | None = None) -> str:
    """Everything but the batch, in a few words."""
    parts = [axes.device, axes.dtype]
    if axes.compile:
        parts.append(QCoreApplication.translate("Places", "compiled"))
    if axes.threads > 1:
        parts.append(QCoreApplication.translate("Places", "{0} threads").format(axes.threads))
    hidden = common or {}
    parts += [f"{size(k)} {v:,}" for k, v in sorted(axes.size.items()) if hidden.get(k) != v]
    return " · ".join(parts)


def marked(point: Point, common: Mapping[str, int] | None = None) -> str:
    """Its place, with the mark of a number that was measured on battery or while throttled."""
    return place(point.axes, common) + _flag({flag.kind for flag in point.flags})


def _flag(kinds: AbstractSet[str]) -> str:
    return " ⚑" if reading.TRAVELS & kinds else ""


def crossover(curves: Sequence[Series]) -> tuple[str, float] | None:
    """Accelerator and batch from which it is ahead of the plain CPU."""

    def rates(curve: Series) -> dict[int, float]:
        return {one.axes.batch: one.rate.value for one in curve.cells if one.rate}

    def plain(axes: Axes) -> bool:
        return axes.dtype == "fp32" and not axes.compile

    hosts = [c for c in curves if c.axes.device == "cpu" and plain(c.axes)]
    others = [c for c in curves if c.axes.device != "cpu" and plain(c.axes)]
    if not hosts or not others:
        return None
    batch = summary.crossover(rates(hosts[0]), rates(others[0]))
    return None if batch is None else (others[0].name, batch)


def speedups(result: Result, workload: str) -> list[SpeedUp]:
    """Every point against the plain CPU (else the first place) at its batch and sizes."""
    points = [p for p in result.measured if p.workload == workload]
    if not points:
        return []
    plainest = _place(min(points, key=_plainness))
    groups: dict[tuple[int, str], list[Point]] = {}
    for point in points:
        key = (point.axes.batch, str(sorted(point.axes.size.items())))
        groups.setdefault(key, []).append(point)
    found = []
    for members in groups.values():
        reference = min(members, key=_plainness)
        if _place(reference) != plainest:
            continue  # at this batch there is nothing to compare with
        for point in members:
            if point is reference:
                continue
            interleaved = reference.axes.device == point.axes.device
            outcome = compare.against(reference, point, same_run=True, paired=interleaved)
            if outcome is not None:
                found.append(SpeedUp(point, reference, outcome))
    return found


def _place(point: Point) -> tuple[str, str, bool, int]:
    axes = point.axes
    return axes.device, axes.dtype, axes.compile, axes.threads


def _plainness(point: Point) -> tuple[bool, bool, bool, int]:
    return _order(point.axes)


def _order(axes: Axes) -> tuple[bool, bool, bool, int]:
    """Sorts the plain CPU first."""
    return axes.device != "cpu", axes.dtype != "fp32", axes.compile, axes.threads


def ecdf(point: Point) -> tuple[list[float], list[float]]:
    """Sorted latencies and the share of calls that were at most as long."""
    values = sorted(v for entry in point.rounds for v in entry.latency_s)
    return values, [(i + 1) / len(values) for i in range(len(values))]


def tail(values: Sequence[float]) -> tuple[float, bool]:
    """Where the slow calls of these sorted ones end, and whether that is their 99 % quantile.

    Of fewer than `FEW` calls that quantile is not in the sample: then it is the slowest.
    """
    if len(values) < FEW:
        return values[-1], False
    return values[ceil(0.99 * len(values)) - 1], True


def noise_line(cell_: Cell) -> str:
    """Interval of the rate as text; of the time where there is no rate."""
    found = cell_.rate or cell_.latency
    return interval(found) if found else ""


def cell_unsure(point: Point) -> bool:
    """Whether a point is drawn hollow."""
    return cell(point).unsure
