"""Numbers and tables as a person reads them. Needs no torch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from rich import box
from rich.table import Column, Table
from rich.text import Text

from benchmarks import board as boards
from benchmarks import card, summary
from benchmarks import sustained as sustaining
from benchmarks.amounts import duration, long, peak_memory, plus_minus, quantity
from benchmarks.board import Board
from benchmarks.buy import Cost, Need
from benchmarks.compare import Report, identity
from benchmarks.jobs import JOBS
from benchmarks.scaling import Curve
from benchmarks.schema import Axes, Ceiling, Point, Result
from core.terminal import PlainConsole


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


def _table(*heads: str) -> Table:
    """No word of it is cut off, however narrow the terminal is."""
    return Table(*(Column(head, overflow="fold") for head in heads), box=box.SIMPLE_HEAD)


def show(result: Result, console: PlainConsole) -> None:
    """One result as tables."""
    if result.synthetic:
        console.print(
            "SYNTHETIC: measured on a fake device; no machine is this fast.", style="bold red"
        )
    console.print(result.id, style="bold", end="")
    console.print(f"  {result.mode}, took {duration(result.took_s)}")
    for name, value in list(identity(result.machine).items())[:6]:
        console.print(f"  {name}: {value}")
    table = _table("workload", "place", "latency", "", "throughput", "memory", "flags")
    for point in result.points:
        if point.status == "ok":
            table.add_row(*_row(point))
    console.print(table)
    for point in result.points:
        if point.status != "ok":
            where = f"{point.workload}, {place(point.axes)}"
            console.print(f"{point.status}: {where}: {point.reason}")
    ceilings(result.ceilings, console)
    for note in (*result.notes, *(f"mind: {mark}" for mark in card.minded(result))):
        console.print(note, style="yellow")


def listed(results: Sequence[Path], left: Sequence[Path], console: PlainConsole) -> None:
    """All results, newest first, and the runs that did not end."""
    found, unread = boards.results(results)
    for path, result in found.items():
        console.print(path.stem, style="bold", end="")
        console.print(f"  {'; '.join(_held(result))}")
    for name, why in unread:
        console.print(f"not read: {name}: {why}", style="yellow")
    for path in left:
        console.print(path.stem, style="bold", end="")
        console.print("  did not end", style="yellow")
    if left:
        console.print(
            "Of what did not end: triptych bench resume ID goes on; with --keep it makes a result "
            "of what was measured, with --clear it deletes that."
        )
    if not found and not left:
        console.print("There is no result yet. Measure with: triptych bench run")


def _held(result: Result) -> list[str]:
    """What a result holds, in few words."""
    parts = [
        f"score {one.score.value:,.0f} {plus_minus(one.score)}, {one.machine}"
        for one in card.cards(result)
        if one.score
    ]
    parts += [f"{one.title}, minute by minute" for one in result.sustained]
    if not parts:
        parts.append(f"{len(result.measured)} numbers, no score")
    return parts + (["stopped before the end"] if result.interrupted else [])


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


def cards(result: Result, console: PlainConsole) -> None:
    """What the machine does with the jobs, and its score, for each device."""
    found = card.cards(result)
    if not found:
        console.print(
            "No job of the card was measured. Measure with: "
            "python -m benchmarks run --workload card"
        )
    for one in found:
        console.print(one.machine, style="bold")
        table = _table("", "", "", "beside the reference", "")
        for line in one.lines:
            ratio = one.ratios.get(line.job.workload)
            table.add_row(
                line.job.title,
                f"{quantity(line.rate.value)} {line.unit}",
                plus_minus(line.rate),
                f"{ratio:.2f}" if ratio else "not scored",
                line.remark,
            )
        console.print(table)
        console.print(card.line(one))


class Notes:
    """What would make a table too wide: a number in it, the words below."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def of(self, words: Iterable[str]) -> str:
        """The numbers of these words, known before or not."""
        numbers = self._numbers
        return ", ".join(f"[{numbers.setdefault(one, len(numbers) + 1)}]" for one in words)

    def print(self, console: PlainConsole) -> None:
        """All words by number."""
        for words, number in self._numbers.items():
            console.print(f"[{number}] {words}")


def board(found: Board, console: PlainConsole) -> None:
    """A folder of results, the best score first."""
    console.print("a second: " + ", ".join(f"{job.short} = {job.unit}" for job in JOBS))
    table = _table("score", "machine, file", *(job.short for job in JOBS), "mind")
    notes = Notes()
    for one in found.cards:
        rates = {line.job.workload: quantity(line.rate.value) for line in one.lines}
        table.add_row(
            f"{one.score.value:,.0f} {plus_minus(one.score)}" if one.score else "-",
            f"{one.machine}\n{one.result.id}",
            *(rates.get(job.workload, "") for job in JOBS),
            notes.of((*((one.why,) if one.why else ()), *one.marks)),
        )
    console.print(table)
    notes.print(console)
    for name, why in found.unread:
        console.print(f"not read: {name}: {why}")


def sustained(result: Result, console: PlainConsole) -> None:
    """What minutes on end did to the speed."""
    for found, told in sustaining.told(result):
        console.print(found.title, style="bold", end="")
        console.print(f"  {place(found.axes)}")
        table = _table("minute", f"{found.unit} a second")
        for minute, rate in sustaining.by_minute(found):
            table.add_row(str(minute), quantity(rate))
        console.print(table)
        if told is None:
            console.print("Nothing was measured.")
            continue
        console.print(told.sentence)
        if told.joules is not None:
            console.print(f"{told.joules:.3g} J per 1,000 {found.unit}, {told.power}")
        if beside := sustaining.beside_card(found):
            console.print(beside)
        for name, why in found.absent.items():
            console.print(f"not known: {sustaining.SENSORS[name]}: {why}")


def costs(found: Sequence[Cost], need: Need, console: PlainConsole) -> None:
    """What a catalog takes on each machine."""
    console.print(
        f"{need.items:,} items, {need.interactions:,} interactions, {need.words:,.0f} words, "
        f"{need.pictures:,.0f} pictures, {need.sound_s:,.0f} s of sound, {need.epochs} epochs"
    )
    table = _table("machine, file", "encode", "train", "a list", "longest", "mind")
    assumed: dict[str, None] = {}
    notes = Notes()
    for one in found:
        parts = (one.encode, one.train, one.serve)
        table.add_row(
            f"{one.card.machine}\n{one.card.result.id}",
            *(f"{long(p.value)} {plus_minus(p)}" if p else "not known" for p in parts),
            one.limits,
            notes.of(one.card.marks),
        )
        assumed |= dict.fromkeys(one.assumed)
    console.print(table)
    notes.print(console)
    for sentence in assumed:
        console.print(f"assumed where no sweep was measured: {sentence}")


def ceilings(found: tuple[Ceiling, ...], console: PlainConsole) -> None:
    """The roof of the roofline."""
    for one in found:
        console.print(
            f"ceiling {one.device} {one.dtype} {one.threads} thread(s): "
            f"GEMM {quantity(one.gemm_flops_per_s, 'FLOP/s')}, "
            f"copy {quantity(one.copy_bytes_per_s, 'B/s')}, "
            f"gather {quantity(one.gather_bytes_per_s, 'B/s')}",
        )


def scaling(found: Sequence[Curve], console: PlainConsole) -> None:
    """Fitted exponents of cost curves."""
    table = _table("workload", "axis", "sizes", "seconds", "exponent", "tail", "by FLOPs")
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


def comparison(report: Report, console: PlainConsole) -> None:
    """A comparison as tables."""
    console.print(f"baseline {report.baseline.id}, candidate {report.candidate.id}")
    for warning in report.warnings:
        console.print(warning, style="yellow")
    table = _table("workload", "place", "baseline", "candidate", "verdict", "reason")
    for row in report.rows:
        a, b = summary.seconds(row.baseline), summary.seconds(row.candidate)
        verdict = row.comparison.verdict
        table.add_row(
            row.baseline.workload,
            place(row.baseline.axes),
            duration(a.value) if a else "",
            duration(b.value) if b else "",
            Text(verdict, _STYLE[verdict]),
            row.comparison.reason,
        )
    console.print(table)
    for entry in report.unmatched:
        console.print(f"not compared: {entry.point.key}: {entry.reason}")
