"""Numbers and tables as a person reads them. Needs no torch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.text import Text

from benchmarks import board as boards
from benchmarks import card, naming, reading, summary
from benchmarks import sustained as minutes
from benchmarks.amounts import duration, long, peak_memory, plus_minus, quantity, reach, times
from benchmarks.board import Board
from benchmarks.buy import Cost, Need
from benchmarks.compare import Report, identity
from benchmarks.grid import grid
from benchmarks.jobs import JOBS
from benchmarks.scaling import Curve
from benchmarks.schema import Ceiling, Point, Result
from benchmarks.statistics import Estimate, Quantity
from core.terminal import PlainConsole


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
    notes = Notes()
    done = [point for point in result.points if point.status == "ok"]
    if done:
        rows = [_row(point, notes) for point in done]
        console.print(grid(("what", "a second", "one call", "memory", "mind"), rows, console))
        notes.print(console)
        console.print(f"{reading.CALLS_RULE}.")
        console.print(f"How sure a rate is: {reading.RULE}.")
    for point in result.points:
        if point.status != "ok":
            where = naming.point(point)
            console.print(f"{_STATES[point.status]}: {where}: {point.reason}")
    ceilings(result.ceilings, console)
    for note in (*result.notes, *(f"mind: {mark}" for mark in card.minded(result))):
        console.print(note, style="yellow")


_STATES = {
    "oom": "memory ran out",
    "failed": "failed",
    "skipped": "not measured",
    "stopped": "not measured any more",
}


def _row(point: Point, notes: Notes) -> tuple[str, ...]:
    read, which = reading.read(point), summary.quantity_of(point)
    return (
        f"{naming.workload(point)}\n{naming.place(point)}",
        _rate(read.rate, point.unit, read.verdict) if read else "",
        _call(point, which),
        peak_memory(point),
        notes.of(read.doubts if read else ()),
    )


def _rate(found: Estimate, unit: str, verdict: reading.Sureness) -> str:
    """A rate, its interval and how sure that makes it, one below the other."""
    return f"{quantity(found.value)} {unit}\n{plus_minus(found)}\n{reading.VERDICTS[verdict]}"


def _call(point: Point, which: Quantity) -> str:
    """A time of one call, its interval and which time it is, one below the other."""
    found = summary.seconds(point, which)
    if found is None:
        return ""
    return f"{duration(found.value)}\n{plus_minus(found)}\n{reading.CALLS[which]}"


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


def cards(result: Result, console: PlainConsole) -> None:
    """What the machine does with the jobs, and its score, for each device."""
    found = card.cards(result)
    if not found:
        console.print(
            "No job of the card was measured. Measure with: triptych bench run --workload card"
        )
    for one in found:
        console.print(card.named(one), style="bold")
        rows = []
        for line in one.lines:
            ratio = one.ratios.get(line.job.workload)
            rows.append(
                (
                    f"{line.job.title}\n{line.remark}",
                    _rate(line.rate, line.unit, reading.sureness(line.rate, line.point.flags)),
                    times(ratio) if ratio else "not scored",
                )
            )
        console.print(grid(("", "", "× reference"), rows, console))
        console.print(card.line(one))
    if found:
        console.print(card.reference())


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
    notes = Notes()
    rows = []
    for one in found.cards:
        rates = {line.job.workload: line.rate for line in one.lines}
        cells = (rates.get(job.workload) for job in JOBS)
        rows.append(
            (
                f"{one.score.value:,.0f}\n{plus_minus(one.score)}\n"
                f"{f'rank {place}' if (place := boards.rank(one, found.cards)) else 'no rank'}"
                if one.score
                else "-",
                f"{card.named(one)}\n{one.result.id}",
                *(f"{quantity(r.value)}\n{plus_minus(r)}" if r else "" for r in cells),
                notes.of((*((one.why,) if one.why else ()), *one.marks)),
            )
        )
    heads = ("score", "machine, file", *(job.short for job in JOBS), "mind")
    console.print(grid(heads, rows, console))
    console.print(boards.RANKED)
    notes.print(console)
    for name, why in found.unread:
        console.print(f"not read: {name}: {why}")


def sustained(result: Result, console: PlainConsole) -> None:
    """What minutes on end did to the speed."""
    for found, told in minutes.told(result):
        console.print(found.title, style="bold", end="")
        console.print(f"  {naming.where(found.axes)}")
        if told is None:
            console.print("Nothing was measured.")
            continue
        rows = [
            (str(minute), quantity(rate.value), plus_minus(rate))
            for minute, rate in minutes.by_minute(found)
        ]
        console.print(grid(("minute", f"{found.unit} a second", ""), rows, console))
        console.print(told.sentence)
        if told.joules is not None:
            console.print(f"{told.joules:.3g} J per 1,000 {found.unit}, {told.power}")
        if beside := minutes.beside_card(found):
            console.print(beside)
        for name, why in found.absent.items():
            console.print(f"not known: {minutes.SENSORS[name]}: {why}")


def costs(found: Sequence[Cost], need: Need, console: PlainConsole) -> None:
    """What a catalog takes on each machine."""
    console.print(
        f"{need.items:,} items, {need.interactions:,} interactions, {need.words:,.0f} words, "
        f"{need.pictures:,.0f} {'picture' if need.pictures == 1 else 'pictures'}, "
        f"{need.sound_s:,.0f} s of sound, {need.epochs} {'epoch' if need.epochs == 1 else 'epochs'}"
    )
    notes = Notes()
    rows = []
    for one in found:
        parts = (one.encode, one.train, one.serve)
        rows.append(
            (
                f"{card.named(one.card)}\n{one.card.result.id}",
                *(f"{long(p.value)}\n{plus_minus(p)}" if p else "not measured" for p in parts),
                one.limits,
                notes.of((*one.assumed, *one.card.marks)),
            )
        )
    heads = ("machine, file", "encode", "train", "a list", "longest", "mind")
    console.print(grid(heads, rows, console))
    notes.print(console)


def ceilings(found: tuple[Ceiling, ...], console: PlainConsole) -> None:
    """The roof of the roofline."""
    for one in found:
        threads = "1 thread" if one.threads == 1 else f"{one.threads} threads"
        rates = summary.best(one)
        console.print(
            f"At best ({one.device}, {one.dtype}, {threads}): "
            f"matrix product {reach(rates['gemm'], 'FLOP/s')}, "
            f"copy {reach(rates['copy'], 'B/s')}, "
            f"gather {reach(rates['gather'], 'B/s')}",
        )
        for mark in summary.ceiling_marks(one):
            console.print(f"mind of what is possible at best: {mark}", style="yellow")


def scaling(found: Sequence[Curve], console: PlainConsole) -> None:
    """Fitted exponents of cost curves."""
    rows = []
    for curve in found:
        first, last = curve.seconds[0].value, curve.seconds[-1].value
        flops, law = curve.flops_exponent, curve.exponent
        rows.append(
            (
                f"{curve.title}\nby {curve.axis.replace('_', ' ')}",
                f"{curve.x[0]:,} to\n{curve.x[-1]:,}",
                f"{duration(first)} to\n{duration(last)}",
                f"{law.value:.2f}\n[{law.low:.2f}, {law.high:.2f}]",
                f"{curve.tail.value:.2f}",
                "" if flops is None else f"{flops:.2f}",
            )
        )
    heads = ("what", "sizes", "one call", "exponent", "of the largest", "by FLOPs")
    console.print(grid(heads, rows, console))
    console.print("Exponent 1: twice the size takes twice the time; 0: the size does not matter.")


_STYLE = {"faster": "green", "slower": "bold red", "same": "", "inconclusive": "yellow"}


def comparison(report: Report, console: PlainConsole) -> None:
    """A comparison as tables."""
    console.print(f"baseline {report.baseline.id}, candidate {report.candidate.id}")
    for warning in report.warnings:
        console.print(warning, style="yellow")
    rows: list[tuple[str | Text, ...]] = []
    for row in report.rows:
        verdict = row.comparison.verdict
        rows.append(
            (
                f"{naming.workload(row.baseline)}\n{naming.place(row.baseline)}",
                *(_call(one, row.quantity) for one in (row.baseline, row.candidate)),
                Text(verdict, _STYLE[verdict]),
                row.comparison.reason,
            )
        )
    if rows:
        console.print(
            grid(("what", "baseline: a call", "candidate: a call", "verdict", "why"), rows, console)
        )
    for entry in report.unmatched:
        console.print(f"not compared: {naming.point(entry.point)}: {entry.reason}")
    console.print(report.conclusion)
