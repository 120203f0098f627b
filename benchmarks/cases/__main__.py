"""`python -m benchmarks.cases FOLDER`: how the files people have are read, beside what is true.

Exit codes: 0 nothing silent, nothing crashed, at most 5 % refused; 1 otherwise; 2 wrong usage.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.cases import expected as truth
from benchmarks.cases import folder as folders
from benchmarks.cases.folder import Outcome
from benchmarks.cases.judge import VERDICTS

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
out = Console()

#: Of all cases, how many may be refused with a reason.
REFUSED = 0.05
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
    json_: Annotated[Path | None, typer.Option("--json", help="Write all facts there.")] = None,
) -> None:
    """Open every case and say how it was read."""
    if folder is None or not folder.is_dir():
        raise typer.BadParameter("Name a folder of cases.")
    found = list(folders.outcomes(folder, only, expected))
    report(found)
    if json_:
        json_.write_text(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
    sys.exit(0 if holds(found) else 1)


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
        table.add_row(
            one.case, f"[{style}]{one.verdict.name}[/]", one.owner, _short(one.verdict.why)
        )
    out.print(table)
    counts = Counter(one.verdict.name for one in found)
    out.print(f"{len(found)} cases: " + ", ".join(f"{counts[name]} {name}" for name in VERDICTS))


def _short(why: str) -> str:
    line = " ".join(why.split()).replace("[", "\\[")
    return line if len(line) <= 140 else f"{line[:139]}…"


if __name__ == "__main__":
    app()
