"""Commands that look at the machine and at the pipeline itself: doctor, ceilings, aa, scaling."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmarks.exits import OK, SLOWER
from benchmarks.shell import file_option, kept, measured
from core import launch
from core.contracts.benchmark import MeasuredBenchmark
from core.errors import UserError
from core.progress import Reporter
from core.terminal import PlainConsole, TerminalReporter, visible
from core.text import Text

if TYPE_CHECKING:
    from benchmarks.schema import Result
    from core.worker.child import Child

out = PlainConsole()


def doctor() -> None:
    """Will it work here? The same as `triptych doctor`."""
    from core import doctor as asking

    found = asking.examine()
    for line in asking.text(found).splitlines():
        print(visible(line))
    raise typer.Exit(OK if asking.holds(found) else SLOWER)


def ceilings(
    device: Annotated[str, typer.Option(help="auto, cpu, cuda:0.")] = "auto",
    dtype: Annotated[str, typer.Option(help="fp32, bf16 or fp16.")] = "fp32",
    threads: Annotated[int, typer.Option(min=1)] = 1,
    seconds: Annotated[float, typer.Option(min=0.3)] = 3.0,
) -> None:
    """Measure what the machine can do at best: matrix product, copy, gather."""
    import torch

    from benchmarks import ceilings as measuring
    from benchmarks import environment, naming, text
    from benchmarks.devices.real import open_device
    from core.device import resolve

    if dtype not in measuring.DTYPES:
        raise UserError(
            Text("'{dtype}' is not a precision.", dtype=dtype), "Choose fp32, bf16 or fp16."
        )
    torch.set_num_threads(threads)
    device = naming.torchs(device)
    opened = open_device(device)
    found = measuring.measure(
        opened,
        resolve(device),
        dtype,  # type: ignore[arg-type]  # checked above
        threads,
        seconds,
    )
    called = environment.describe().called(found.device)
    text.ceilings((found.model_copy(update={"device": called}),), out)
    print(found.model_dump_json())


def aa(
    trials: Annotated[int, typer.Option(min=1)] = 80,
    rounds: Annotated[int, typer.Option(min=5)] = 120,
    seconds: Annotated[float, typer.Option(min=0.1, help="Per trial.")] = 2.4,
    seed: Annotated[int, typer.Option(min=0)] = 0,
    sequential: Annotated[
        bool, typer.Option("--sequential", help="One arm after the other, for contrast.")
    ] = False,
    instances: Annotated[int, typer.Option(min=1, help="Builds of each arm in a trial.")] = 8,
    as_json: Annotated[bool, typer.Option("--json", help="For other programs.")] = False,
    output: Annotated[Path | None, file_option("JSON file.", "--out")] = None,
) -> None:
    """Check the pipeline itself: A against A, and against a planted slow-down of 12.5 %."""
    from dataclasses import asdict

    from benchmarks import aa as checking
    from benchmarks.devices.real import HostDevice
    from benchmarks.modes import Settings

    settings = Settings(seconds=seconds, rounds=rounds, processes=1, warm_up_s=0.01)
    with TerminalReporter() as reporter:
        outcome = checking.run(
            trials,
            settings,
            HostDevice(),
            reporter,
            seed,
            interleaved=not sequential,
            instances=instances,
        )
    value = {
        "trials": len(outcome.trials),
        "interleaved": outcome.interleaved,
        "false_differences": outcome.false_rate,
        "false_differences_at_most": checking.MOST_FALSE,
        "planted_found": outcome.found_rate,
        "planted_found_at_least": checking.LEAST_FOUND,
        "holds": outcome.holds,
    }
    print(json.dumps(value, indent=1) if as_json else checking.told(outcome))
    if output is not None:
        detail = value | {"each": [asdict(trial) for trial in outcome.trials]}
        output.write_text(json.dumps(detail, indent=1), encoding="utf-8")
    raise typer.Exit(OK if outcome.holds else SLOWER)


def repeat(
    runs: Annotated[int, typer.Option(min=2)] = 20,
    rounds: Annotated[int, typer.Option(min=1, help="Visits to each job in a run.")] = 6,
    seconds: Annotated[float, typer.Option(min=1, help="Of these visits in a run.")] = 15.0,
    device: Annotated[str, typer.Option(help="cpu, cuda:0.")] = "cpu",
    output: Annotated[Path | None, file_option("JSON file.", "--out")] = None,
) -> None:
    """Measure the card again and again: how far its score comes out the same."""
    from dataclasses import asdict

    from benchmarks import repeat as repeating

    with TerminalReporter(stops=True) as reporter:
        outcome = repeating.run(runs, rounds, seconds, device, reporter)
    print(repeating.told(outcome))
    if output is not None:
        output.write_text(json.dumps([asdict(one) for one in outcome.runs], indent=1), "utf-8")
    raise typer.Exit(OK if outcome.holds else SLOWER)


def sustained(
    workload: Annotated[str, typer.Option(help="What is done.")] = "train.transformer",
    device: Annotated[str, typer.Option(help="auto, cpu, cuda:0.")] = "auto",
    minutes: Annotated[float, typer.Option(min=0.1, max=120)] = 10.0,
    batch: Annotated[int | None, typer.Option(min=1)] = None,
    output: Annotated[Path | None, file_option("Result file.", "--out")] = None,
    events: Annotated[bool, typer.Option("--events", help="Speak the window's protocol.")] = False,
    job: Annotated[str, typer.Option(help="Job id for --events.")] = "benchmark",
) -> None:
    """Work for minutes on end: what is left of the first minute's speed, clock, heat and Watt."""
    from benchmarks import naming, sustaining, text

    def run(reporter: Reporter) -> Result:
        return sustaining.run(workload, naming.torchs(device), minutes, batch, reporter)

    def work(reporter: Reporter, _children: list[Child]) -> MeasuredBenchmark:
        result = run(reporter)
        path = kept(result, output)
        return MeasuredBenchmark(path=str(path), id=result.id, points=len(result.sustained))

    if events:
        from benchmarks.events import serve

        raise typer.Exit(serve(job, work))
    raise typer.Exit(measured(run, lambda result: text.sustained(result, out), output))


def buy(
    folder: Annotated[
        Path | None, typer.Argument(parser=launch.given, help="Holds result files of others.")
    ] = None,
    catalog: Annotated[
        Path | None, typer.Option(parser=launch.given, help="What is to be done for a catalog.")
    ] = None,
    items: Annotated[int, typer.Option(min=1)] = 100_000,
    interactions: Annotated[int, typer.Option(min=1)] = 1_000_000,
    words: Annotated[float, typer.Option(min=0, help="An item.")] = 40,
    pictures: Annotated[float, typer.Option(min=0, help="An item.")] = 1,
    sound: Annotated[float, typer.Option(min=0, help="Seconds an item.")] = 0,
    epochs: Annotated[int, typer.Option(min=1)] = 20,
) -> None:
    """How long a catalog takes to encode, train and serve on each machine with a result."""
    from benchmarks import board, card, store, text
    from benchmarks.buy import Need, costs

    if catalog is not None:
        from core.face.catalog import open_catalog

        with TerminalReporter() as reporter:
            need = Need.of(open_catalog(catalog, reporter=reporter).tables, epochs)
    else:
        need = Need(items, interactions, words * items, pictures * items, sound * items, epochs)
    paths = [*store.saved(), *(sorted(folder.glob("*.json")) if folder else ())]
    found, unread = board.results(paths)
    text.costs(costs([*found.values(), *card.bundled()], need), need, out)
    for name, why in unread:
        out.print(f"not read: {name}: {why}")


def scaling(
    axis: Annotated[
        list[str] | None,
        typer.Option(help="items, users, tokens, d or processes; repeatable; all if not given."),
    ] = None,
    device: Annotated[str, typer.Option(help="cpu, cuda:0.")] = "cpu",
    seconds: Annotated[float, typer.Option(min=0.1, help="Budget of the rounds.")] = 60.0,
    rounds: Annotated[int, typer.Option(min=1)] = 7,
    seed: Annotated[int, typer.Option(min=0)] = 0,
    output: Annotated[Path | None, file_option("Result file.", "--out")] = None,
    events: Annotated[bool, typer.Option("--events", help="Speak the window's protocol.")] = False,
    job: Annotated[str, typer.Option(help="Job id for --events.")] = "benchmark",
) -> None:
    """Cost against items, users, tokens and d, with fitted exponents."""
    from benchmarks import naming, session, text
    from benchmarks import scaling as sweeping
    from benchmarks.modes import Settings

    plan = sweeping.plan(axis or [], naming.torchs(device), seed)
    settings = Settings(seconds=seconds, rounds=rounds, processes=1, warm_up_s=0.1)

    def run(reporter: Reporter) -> Result:
        return session.run_plan(plan, settings, reporter)

    if events:
        from benchmarks.events import serve

        def work(reporter: Reporter, _children: list[Child]) -> MeasuredBenchmark:
            from benchmarks import store

            result = run(reporter)
            path = store.save(result, output)
            return MeasuredBenchmark(path=str(path), id=result.id, points=len(result.measured))

        raise typer.Exit(serve(job, work))

    def tell(result: Result) -> None:
        text.scaling(sweeping.curves(result), out)

    raise typer.Exit(measured(run, tell, output))
