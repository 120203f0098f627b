"""Numbers and tables as a person reads them. Needs no torch."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks import summary
from benchmarks.compare import Report, identity
from benchmarks.scaling import Curve
from benchmarks.schema import Axes, Ceiling, Point, Result
from benchmarks.statistics import Estimate

_PREFIXES = ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"), (1, ""))


def duration(seconds: float) -> str:
    """0.00123 -> "1.23 ms"."""
    for scale, unit in ((1, "s"), (1e-3, "ms"), (1e-6, "µs")):
        if seconds >= scale:
            return f"{seconds / scale:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"


def quantity(value: float, unit: str = "") -> str:
    """12345 -> "12.3 k"."""
    for scale, prefix in _PREFIXES:
        if abs(value) >= scale:
            shown = value / scale
            digits = f"{shown:.0f}" if shown >= 100 else f"{shown:.3g}"
            return f"{digits} {prefix}{unit}".strip()
    return f"{value:.3g} {unit}".strip()


def peak_memory(point: Point) -> str:
    """Peak memory; on the host a lower bound, because freed memory is used again unseen."""
    if point.peak_memory_bytes is None:
        return ""
    if not point.axes.device.startswith("cpu"):
        return quantity(point.peak_memory_bytes, "B")
    return f">= {quantity(point.peak_memory_bytes, 'B')}" if point.peak_memory_bytes > 1e6 else ""


def plus_minus(found: Estimate) -> str:
    """Half the interval's width in percent."""
    width = found.relative_width
    return f"+-{100 * width:.1f} %" if width < 10 else "+-?"


def place(axes: Axes) -> str:
    """Where a point stands in the grid, in words; the defaults are left out."""
    parts = [axes.device, f"batch {axes.batch}"]
    if axes.dtype != "fp32":
        parts.append(axes.dtype)
    if axes.compile:
        parts.append("compiled")
    if axes.threads > 1:
        parts.append(f"{axes.threads} threads")
    return ", ".join(parts)


def sizes(axes: Axes) -> str:
    """The sizes in words."""
    return ", ".join(f"{name.replace('_', ' ')} {n:,}" for name, n in sorted(axes.size.items()))


def show(result: Result, console: Console) -> None:
    """One result as tables."""
    if result.synthetic:
        console.print("[bold red]SYNTHETIC: measured on a fake device; no machine is this fast.")
    console.print(f"[bold]{result.id}[/]  {result.mode}, took {duration(result.took_s)}")
    for name, value in list(identity(result.machine).items())[:6]:
        console.print(f"  {name}: {value}", highlight=False)
    table = Table(
        "workload", "place", "latency", "", "throughput", "memory", "flags", box=box.SIMPLE_HEAD
    )
    for point in result.points:
        if point.status == "ok":
            table.add_row(*_row(point))
    console.print(table)
    for point in result.points:
        if point.status != "ok":
            where = f"{point.workload}, {place(point.axes)}"
            console.print(f"{point.status}: {where}: {point.reason}", highlight=False, markup=False)
    ceilings(result.ceilings, console)
    for note in result.notes:
        console.print(note, style="yellow", highlight=False)


def _row(point: Point) -> tuple[str, ...]:
    found = summary.seconds(point)
    assert found is not None
    rate = summary.throughput(point)
    return (
        point.workload,
        place(point.axes),
        duration(found.value),
        plus_minus(found),
        f"{quantity(rate.value)} {point.unit}/s" if rate else "",
        peak_memory(point),
        ", ".join(flag.kind for flag in point.flags),
    )


def ceilings(found: tuple[Ceiling, ...], console: Console) -> None:
    """The roof of the roofline."""
    for one in found:
        console.print(
            f"ceiling {one.device} {one.dtype} {one.threads} thread(s): "
            f"GEMM {quantity(one.gemm_flops_per_s, 'FLOP/s')}, "
            f"copy {quantity(one.copy_bytes_per_s, 'B/s')}, "
            f"gather {quantity(one.gather_bytes_per_s, 'B/s')}",
            highlight=False,
        )


def scaling(found: Sequence[Curve], console: Console) -> None:
    """Fitted exponents of cost curves."""
    table = Table(
        "workload", "axis", "sizes", "seconds", "exponent", "tail", "by FLOPs", box=box.SIMPLE_HEAD
    )
    for curve in found:
        first, last = curve.seconds[0].value, curve.seconds[-1].value
        flops = curve.flops_exponent
        table.add_row(
            curve.workload,
            curve.axis,
            f"{curve.x[0]:,} .. {curve.x[-1]:,}",
            f"{duration(first)} .. {duration(last)}",
            f"{curve.exponent.value:.2f} [{curve.exponent.low:.2f}, {curve.exponent.high:.2f}]",
            f"{curve.tail.value:.2f}",
            "" if flops is None else f"{flops:.2f}",
        )
    console.print(table)


_STYLE = {"faster": "green", "slower": "bold red", "same": "", "inconclusive": "yellow"}


def comparison(report: Report, console: Console) -> None:
    """A comparison as tables."""
    console.print(f"baseline {report.baseline.id}, candidate {report.candidate.id}")
    for warning in report.warnings:
        console.print(warning, style="yellow", highlight=False)
    table = Table(
        "workload", "place", "baseline", "candidate", "verdict", "reason", box=box.SIMPLE_HEAD
    )
    for row in report.rows:
        a, b = summary.seconds(row.baseline), summary.seconds(row.candidate)
        verdict = row.comparison.verdict
        table.add_row(
            row.baseline.workload,
            place(row.baseline.axes),
            duration(a.value) if a else "",
            duration(b.value) if b else "",
            f"[{_STYLE[verdict]}]{verdict}[/]" if _STYLE[verdict] else verdict,
            row.comparison.reason,
        )
    console.print(table)
    for entry in report.unmatched:
        console.print(f"not compared: {entry.point.key}: {entry.reason}", highlight=False)
