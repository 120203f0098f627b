"""`python -m benchmarks.cases FOLDER`: how the files people have are read, beside what is true.

Exit codes: 0 nothing silent, nothing crashed, at most 5 % refused; 1 otherwise; 2 wrong usage.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.table import Table
from rich.text import Text

from benchmarks.cases import expected as truth
from benchmarks.cases import folder as folders
from benchmarks.cases import mutations as changes
from benchmarks.cases import shapes
from benchmarks.cases import siblings as made
from benchmarks.cases.folder import Outcome
from benchmarks.cases.judge import VERDICTS
from benchmarks.cases.mutations import Run
from benchmarks.cases.shapes import Looked
from benchmarks.cases.themes import OTHERS, THEMES
from core.terminal import PlainConsole

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
out = PlainConsole()

#: Failures of one kind that are shown.
_SHOWN = 8
#: Of all cases, how many may be refused with a reason.
REFUSED = 0.05
#: Seconds of processor time that a look at a folder of 10,000 files may take.
LOOK = 2.0
_STYLES = dict(
    zip(
        VERDICTS,
        ("green", "cyan", "blue", "yellow", "dark_orange", "red", "red", "red"),
        strict=True,
    )
)


@app.command()
def main(
    folder: Annotated[Path | None, typer.Argument(help="A folder of cases.")] = None,
    expected: Annotated[
        Path, typer.Option(help="Folder of TOML with what is true.")
    ] = truth.FOLDER,
    only: Annotated[str, typer.Option(help="Cases whose name begins so.")] = "",
    mutations: Annotated[int, typer.Option(min=0, help="So many changed inputs instead.")] = 0,
    seed: Annotated[int, typer.Option(help="Of the changes.")] = 0,
    first: Annotated[int, typer.Option(help="Number of the first of them.")] = 0,
    keep: Annotated[Path, typer.Option(help="Where inputs that fail go.")] = Path("mutations"),
    siblings: Annotated[bool, typer.Option("--siblings", help="Made ones instead.")] = False,
    others: Annotated[bool, typer.Option("--others", help="Made later, in other words.")] = False,
    looks: Annotated[int, typer.Option(min=0, help="Time looks at so many files instead.")] = 0,
    json_: Annotated[Path | None, typer.Option("--json", help="Write all facts there.")] = None,
) -> None:
    """Open every case and say how it was read."""
    if siblings or others:
        family = made.siblings(OTHERS if others else THEMES)
        _finish(list(folders.of_siblings(family, only)), json_)
    if looks:
        sys.exit(0 if _looked(shapes.looks(looks)) else 1)
    if folder is None or not folder.is_dir():
        raise typer.BadParameter("Name a folder of cases.")
    if mutations:
        numbers = range(first, first + mutations)
        sys.exit(0 if _mutated(changes.runs(folder, seed, numbers, keep, only)) else 1)
    _finish(list(folders.outcomes(folder, only, expected)), json_)


def _finish(found: Sequence[Outcome], to: Path | None) -> NoReturn:
    report(found)
    if to:
        to.write_text(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
    sys.exit(0 if holds(found) else 1)


def _looked(found: Iterable[Looked]) -> bool:
    """Print how long each look took; whether none took too long."""
    table = Table("folder of", "files", "cpu s", "wall s", "read as", box=None, pad_edge=False)
    slowest = 0.0
    for one in found:
        cells = (f"{one.files:,}", f"{one.cpu:.2f}", f"{one.wall:.2f}", one.reader)
        table.add_row(one.shape, *cells)
        slowest = max(slowest, one.cpu)
    out.print(table)
    return slowest < LOOK


def _mutated(runs: Iterable[Run]) -> bool:
    """Count the outcomes, show the first of those that must not be."""
    counts: Counter[str] = Counter()
    started = time.monotonic()
    for run in runs:
        counts[run.outcome] += 1
        if not run.holds and counts[run.outcome] <= _SHOWN:
            out.print(f"{run.outcome}: number {run.number}, {run.case}", style="red")
            out.print(f"  {', '.join(run.done)}\n  {run.why[-1200:]}\n  {run.kept}")
    told = ", ".join(f"{n} {name}" for name, n in counts.most_common())
    out.print(f"{counts.total()} mutations in {time.monotonic() - started:.0f} s: {told}")
    return set(counts) <= {*changes.GOOD}


def holds(found: Sequence[Outcome]) -> bool:
    """Whether nothing is silent or crashed, and few are refused."""
    counts = Counter(one.verdict.name for one in found)
    bad = counts["silently wrong"] + counts["silently lost"] + counts["crashed"]
    return bad == 0 and counts["refused"] <= REFUSED * len(found)


def report(found: Sequence[Outcome]) -> None:
    """The table of all cases, then how many of each verdict."""
    table = Table("case", "verdict", "owner", "what decided", box=None, pad_edge=False)
    for one in found:
        style = _STYLES[one.verdict.name]
        table.add_row(one.case, Text(one.verdict.name, style), one.owner, _short(one.verdict.why))
    out.print(table)
    counts = Counter(one.verdict.name for one in found)
    out.print(f"{len(found)} cases: " + ", ".join(f"{counts[name]} {name}" for name in VERDICTS))


def _short(why: str) -> str:
    line = " ".join(why.split()).replace("[", "\\[")
    return line if len(line) <= 140 else f"{line[:139]}…"


if __name__ == "__main__":
    app()
