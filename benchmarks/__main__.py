"""`python -m benchmarks`: run, resume, compare, show, board, doctor, ceilings, aa,
repeat, scaling, sustained, buy.

Exit codes, stable:
  0    done; for `compare`, nothing is slower
  1    `compare`: something is slower; `aa`: too many false differences or too few true ones;
       `repeat`: the score spreads too far
  2    the command line is wrong, or a file cannot be used
  3    `compare`: nothing is slower, but some rows are inconclusive (with --fail-slower: all)
  4    `run`: at least one point failed; the others are in the result
  130  interrupted
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer
from pydantic import ValidationError

from benchmarks import checks, shell
from benchmarks.exits import INCONCLUSIVE, INTERRUPTED, OK, SLOWER, USAGE
from benchmarks.plan import Spec
from benchmarks.schema import Result
from benchmarks.shell import file_option
from benchmarks.statistics import Quantity
from core import failures, launch
from core.contracts.benchmark import MeasuredBenchmark
from core.errors import UserError
from core.progress import Cancelled, Reporter
from core.terminal import PlainConsole, visible
from core.text import Text
from core.worker.reporting import die_with_parent

if TYPE_CHECKING:
    from core.worker.child import Child

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Benchmarks of Triptych. Exit codes: 0 done, 1 slower, 2 wrong usage or file, "
    "3 inconclusive, 4 a point failed, 130 interrupted.",
)
out = PlainConsole()


@app.command()
def run(
    mode: Annotated[str, typer.Option(help="quick (1 min), standard, rigorous.")] = "quick",
    workload: Annotated[
        list[str] | None, typer.Option(help="Name or group; repeatable; all if not given.")
    ] = None,
    device: Annotated[
        list[str] | None, typer.Option(help="cpu, cuda:0, rocm:0, fake; repeatable.")
    ] = None,
    batch: Annotated[list[int] | None, typer.Option(min=1, help="Repeatable.")] = None,
    dtype: Annotated[list[str] | None, typer.Option(help="fp32, bf16, fp16; repeatable.")] = None,
    threads: Annotated[list[int] | None, typer.Option(min=1, help="Repeatable.")] = None,
    compile_: Annotated[
        bool, typer.Option("--compile", help="Also measure with torch.compile.")
    ] = False,
    size: Annotated[
        list[str] | None, typer.Option(help="name=value, e.g. items=10000; repeatable.")
    ] = None,
    seconds: Annotated[float | None, typer.Option(min=0.1, help="Budget of the rounds.")] = None,
    rounds: Annotated[int | None, typer.Option(min=1)] = None,
    processes: Annotated[
        int | None, typer.Option(min=1, help="Fresh processes instead of the mode's.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0)] = 0,
    ceilings: bool = True,
    oom: Annotated[bool, typer.Option("--oom", help="Find the largest batch.")] = False,
    catalog: Annotated[
        Path | None,
        typer.Option(
            parser=launch.given,
            help="A catalog of your own: measure encoding and training on it (own.*), and what "
            "--workload names besides.",
        ),
    ] = None,
    spec: Annotated[str | None, typer.Option(help="The whole specification as JSON.")] = None,
    output: Annotated[Path | None, file_option("Result file.", "--out")] = None,
    events: Annotated[bool, typer.Option("--events", help="Speak the window's protocol.")] = False,
    job: Annotated[str, typer.Option(help="Job id for --events.")] = "benchmark",
) -> None:
    """Measure and write a result file."""
    wanted = (
        _spec(spec)
        if spec is not None
        else _checked(
            {
                "mode": mode,
                "workloads": workload or [],
                "devices": ["fake:0" if name == "fake" else name for name in device or []],
                "batches": batch or [],
                "dtypes": dtype or ["fp32"],
                "threads": threads or [],
                "compiles": [False, True] if compile_ else [False],
                "sizes": [dict(_pair(entry) for entry in size or [])],
                "seconds": seconds,
                "rounds": rounds,
                "processes": processes,
                "seed": seed,
                "ceilings": ceilings,
                "oom": oom,
                **_own(catalog),
            }
        )
    )
    if events:
        raise typer.Exit(_serve(job, wanted, output))
    from benchmarks import session, text

    def work(reporter: Reporter) -> Result:
        return session.run(wanted, reporter)

    raise typer.Exit(shell.measured(work, lambda result: text.show(result, out), output))


def _serve(job: str, spec: Spec, output: Path | None) -> int:
    from benchmarks import events

    def work(reporter: Reporter, children: list[Child]) -> MeasuredBenchmark:
        from benchmarks import session

        result = session.run(spec, reporter, children)
        path = shell.kept(result, output)
        return MeasuredBenchmark(path=str(path), id=result.id, points=len(result.measured))

    return events.serve(job, work)


@app.command(hidden=True)
def worker(
    spec: Annotated[str, typer.Option()],
    process: Annotated[int, typer.Option(min=0)],
    output: Annotated[Path, typer.Option("--out")],
) -> None:
    """One fresh process of a rigorous run."""
    from benchmarks import events

    wanted = _spec(spec)

    def work(reporter: Reporter, _children: list[Child]) -> MeasuredBenchmark:
        from benchmarks import session, store

        result = session.run_part(wanted, process, reporter)
        store.save(result, output)
        return MeasuredBenchmark(path=str(output))

    raise typer.Exit(events.serve("worker", work, Text))


@app.command()
def compare(
    baseline: Annotated[str, typer.Argument(help="File, id, or 'latest'.")],
    candidate: Annotated[str, typer.Argument(help="File, id, or 'latest'.")],
    quantity: Annotated[
        str, typer.Option(help="work (latency less waiting for a core), latency, burst, device.")
    ] = "work",
    margin: Annotated[
        float, typer.Option(min=0, max=1, help="Smallest difference of interest.")
    ] = 0.03,
    allow_synthetic: Annotated[
        bool, typer.Option("--allow-synthetic", help="Also compare a fake device's numbers.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Machine-readable.")] = False,
    style: Annotated[
        str | None, typer.Option("--format", help="markdown or junit, instead of a table.")
    ] = None,
    fail_slower: Annotated[
        str | None,
        typer.Option(
            help="For CI, e.g. 5%: exit code 1 only if something is slower by at least that, "
            "0 also if some rows are inconclusive, 3 if all are or nothing could be compared."
        ),
    ] = None,
) -> None:
    """Compare two results; exit code 1 if the candidate is slower anywhere."""
    from benchmarks import compare as comparing
    from benchmarks import store, text, verdicts

    if quantity not in get_args(Quantity):
        raise UserError(
            f"'{quantity}' is not measured.", f"Choose from: {', '.join(get_args(Quantity))}."
        )
    if style is not None and style not in verdicts.FORMATS:
        raise UserError(
            Text("'{style}' is no format of a comparison.", style=style),
            Text("Choose from: {names}.", names=", ".join(verdicts.FORMATS)),
        )
    report = comparing.compare(
        store.load(store.locate(baseline)),
        store.load(store.locate(candidate)),
        quantity,  # type: ignore[arg-type]  # checked above
        allow_synthetic=allow_synthetic,
        margin=margin,
        limit=None if fail_slower is None else _share(fail_slower),
    )
    if as_json:
        print(json.dumps(comparing.to_dict(report), indent=1))
    elif style is not None:
        print(visible(verdicts.FORMATS[style](report)))
    else:
        text.comparison(report, out)
    if report.regressions:
        raise typer.Exit(SLOWER)
    open_ = len(report.inconclusive)
    undecided = open_ == len(report.rows) or (open_ and fail_slower is None)
    raise typer.Exit(INCONCLUSIVE if undecided else OK)


@app.command()
def show(
    result: Annotated[str | None, typer.Argument(help="File, id or 'latest'.")] = None,
    html: Annotated[Path | None, file_option("Also write a report to this file.")] = None,
    csv: Annotated[Path | None, file_option("Also write the numbers to this file.")] = None,
    card: Annotated[
        bool, typer.Option("--card", help="The card and its score instead; the newest result's.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="The result, or its card, for other programs.")
    ] = False,
) -> None:
    """Show a result, or list all results."""
    from benchmarks import store, tables, text

    if card:
        found = store.load(store.locate(result)) if result else _newest_card()
        if as_json:
            print(json.dumps(tables.cards(found)))
        else:
            text.cards(found, out)
        return

    if result is None:
        text.listed(store.saved(), store.left(), out)
        return
    found = store.load(store.locate(result))
    if as_json:
        print(found.model_dump_json(indent=1))
        return
    text.show(found, out)
    text.sustained(found, out)
    if csv is not None:
        csv.write_text(tables.csv(found), encoding="utf-8")
    if html is not None:
        from benchmarks import report

        html.write_text(report.html(found), encoding="utf-8")


@app.command()
def board(
    folder: Annotated[Path, typer.Argument(parser=launch.given, help="Holds result files.")],
) -> None:
    """The result files of a folder as a small table, the best score first."""
    from benchmarks import board as boards
    from benchmarks import text

    text.board(boards.read(folder), out)


def _newest_card() -> Result:
    """The newest result with a score, else with any job of the card, else the newest."""
    from benchmarks import board as boards
    from benchmarks import card, store

    read, _unread = boards.results(store.saved())
    made = [one for result in read.values() for one in card.cards(result)]
    found = next((one for one in made if one.score), made[0] if made else None)
    return found.result if found else store.load(store.locate("latest"))


def _own(catalog: Path | None) -> dict[str, str]:
    """Where the catalog of one's own and its features lie."""
    if catalog is None:
        return {}
    from core.face.catalog import open_catalog

    about = open_catalog(catalog).about
    features = about.features.folder if about.features else ""
    return {"catalog": about.snapshot, "features": features}


def _spec(text: str) -> Spec:
    try:
        return Spec.model_validate_json(text)
    except ValidationError as error:
        raise _wrong(error) from error


def _checked(values: Mapping[str, object]) -> Spec:
    try:
        return Spec.model_validate(values)
    except ValidationError as error:
        raise _wrong(error) from error


def _wrong(error: ValidationError) -> UserError:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return UserError(f"The choice '{where}' is not valid: {first['msg']}.", "See --help.")


def _share(entry: str) -> float:
    """5% -> 0.05."""
    number = entry.strip().removesuffix("%")
    try:
        percent = float(number)
    except ValueError:
        percent = -1.0
    if not 0 <= percent <= 100:
        raise UserError(Text("'{entry}' is no share.", entry=entry), "Example: 5%")
    if 0 < percent < 1 and "%" not in entry:
        raise UserError(
            Text("'{entry}' may be meant as a share or as percent.", entry=entry),
            Text("Write {share:g}% or {entry}%.", share=100 * percent, entry=entry.strip()),
        )
    return percent / 100


def _pair(entry: str) -> tuple[str, int]:
    name, _, value = entry.partition("=")
    if not name or not value.isdigit() or int(value) < 1:
        raise UserError(f"'{entry}' is not of the form name=number.", "Example: items=10000")
    return name, int(value)


for command in (
    shell.resume,
    checks.doctor,
    checks.ceilings,
    checks.aa,
    checks.repeat,
    checks.scaling,
    checks.sustained,
    checks.buy,
):
    app.command()(command)


def main() -> None:
    """Run; what is not a bug of ours is one sentence and exit code 2."""
    die_with_parent()  # `triptych bench`, where that started us
    launch.tell_libraries()
    try:
        app(prog_name="triptych bench")
    except (KeyboardInterrupt, Cancelled):
        print("Stopped before anything was measured: nothing is kept.", file=sys.stderr)
        sys.exit(INTERRUPTED)
    except Exception as error:
        told = failures.machines(error)
        if told is None:
            raise  # a bug, which its traceback helps to mend
        print(visible(f"triptych bench: {told}"), file=sys.stderr)
        sys.exit(USAGE)


if __name__ == "__main__":
    main()
