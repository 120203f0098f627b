"""Commands that run a job: sample, encode, train, search, tensorboard, evaluate, bench."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from core import launch, system
from core.cli.common import (
    CatalogArgument,
    DeviceOption,
    MapItemsOption,
    ReaderOption,
    app,
    encoded,
    show,
    trained,
)
from core.contracts.captions import CaptionSpec
from core.contracts.comparing import CompareEncodersSpec
from core.contracts.message import checked
from core.contracts.training import SearchSpec, TrainSpec
from core.errors import UserError
from core.face import catalog as catalogs
from core.progress import Reporter
from core.terminal import TerminalReporter
from core.training import settings
from core.training.run import layout


@app.command()
def sample(
    field: Annotated[str, typer.Argument(help="shop, music or video.")],
    items: Annotated[int, typer.Option(min=8)] = 240,
    users: Annotated[int, typer.Option(min=4)] = 300,
    seed: int = 0,
) -> None:
    """Generate a sample catalog with planted truth and open it."""
    with TerminalReporter() as reporter:
        made = catalogs.make_sample(
            field,  # type: ignore[arg-type]  # checked there
            items=items,
            users=users,
            seed=seed,
            reporter=reporter,
        )
        show(made.about)


@app.command()
def encode(
    catalog: CatalogArgument,
    encoder: Annotated[
        list[str] | None, typer.Option(help="modality=name, e.g. text=minilm; repeatable.")
    ] = None,
    reader: ReaderOption = None,
    device: DeviceOption = "auto",
    processes: Annotated[
        int, typer.Option(min=1, max=64, help="Processes, each on a device of its own if any.")
    ] = 1,
) -> None:
    """Run the pretrained encoders; what is cached is not computed again."""
    chosen = dict(_pair(entry) for entry in encoder or []) or None
    with TerminalReporter() as reporter:
        opened = catalogs.open_catalog(catalog, reader=reader, reporter=reporter)
        made = catalogs.encode(
            opened, chosen, device=device, processes=processes, reporter=reporter
        )
        show(made)


def _pair(entry: str) -> tuple[str, str]:
    modality, equals, name = entry.partition("=")
    if not equals or not modality or not name:
        raise UserError(f"'{entry}' is not of the form modality=encoder.", "Example: text=minilm")
    return modality, name


@app.command()
def train(
    catalog: CatalogArgument,
    preset: Annotated[str | None, typer.Option(help=settings.preset_help())] = None,
    config: Annotated[
        str | None, typer.Option(help="Configuration as JSON or a JSON file; changes the preset.")
    ] = None,
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="field=value, dots reach inside; repeatable.")
    ] = None,
    resume: Annotated[
        Path | None,
        typer.Option(help="Run folder to go on with; other epochs and patience may be set."),
    ] = None,
    processes: Annotated[
        int, typer.Option(min=1, max=64, help="Processes on this machine; steps grow with them.")
    ] = 1,
    nodes: Annotated[
        int, typer.Option(min=1, help="Machines; say the same on each, with one workspace.")
    ] = 1,
    meet: Annotated[
        str, typer.Option(help="With several machines: host:port of one of them.")
    ] = "localhost:29400",
    reader: ReaderOption = None,
) -> None:
    """Train fusion + MF and print the metrics beside the baselines."""
    from core.training.config import TrainConfig
    from core.worker import group

    start = None if resume is None else settings.read(str(resume / "config.json"))
    # A wrong word is told before anything is encoded, and models by ids need no features.
    asked = settings.chosen(preset, config, set_, start=start)
    content = checked(TrainConfig, asked).reads_content
    if nodes > 1 and not group.described():
        raise typer.Exit(group.machines(processes, nodes, meet, sys.argv[1:]))

    def planned(reporter: Reporter) -> TrainSpec:
        opened, features = encoded(catalog, reader, reporter, content)
        tokens = {name: made.max_tokens for name, made in features.modalities.items()}
        folder = resume or layout.new_run_folder(Path(opened.about.snapshot).name)
        return checked(
            TrainSpec,
            {
                "catalog": opened.about.snapshot,
                "features": features.folder,
                "config": settings.chosen(preset, config, set_, tokens, start),
                "folder": str(folder),
                "resume": resume is not None,
                "processes": 1 if group.described() else processes,
            },
        )

    with TerminalReporter() as reporter:
        run = group.planned_by_one(planned, reporter)
    if run is not None:
        show(run)


@app.command()
def search(
    catalog: CatalogArgument,
    field: Annotated[
        list[str],
        typer.Option(help="Setting to search: lr, dropout=0:0.5, batch_size=256,1024; repeatable."),
    ],
    trials: Annotated[int, typer.Option(min=1)] = 20,
    preset: Annotated[str | None, typer.Option(help="Preset to start from.")] = None,
    config: Annotated[str | None, typer.Option(help="Base configuration as JSON or file.")] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", help="field=value.")] = None,
    pruner: Annotated[str, typer.Option(help="median, hyperband or none.")] = "median",
    seed: int = 0,
    resume: Annotated[Path | None, typer.Option(help="Search folder to go on with.")] = None,
    reader: ReaderOption = None,
) -> None:
    """Search for better settings, judged by the validation part alone."""
    from core.training.config import TrainConfig
    from core.training.search import searchspace
    from core.worker.jobs.training import search as run_search

    base = checked(TrainConfig, settings.chosen(preset, config, set_))
    values = {
        "base": base.model_dump(),
        "axes": [searchspace.parse(entry, base).model_dump() for entry in field],
        "trials": trials,
        "pruner": pruner,
        "seed": seed,
    }
    with TerminalReporter() as reporter:
        opened, features = encoded(catalog, reader, reporter, base.reads_content)
        spec = checked(
            SearchSpec,
            {
                "catalog": opened.about.snapshot,
                "features": features.folder,
                "config": values,
                "folder": str(resume) if resume else None,
            },
        )
        show(run_search(spec, reporter))


@app.command()
def caption(
    catalog: CatalogArgument,
    model: Annotated[
        str, typer.Option(help="Image-to-text model: a folder, or owner/name that was fetched.")
    ],
    modality: Annotated[str, typer.Option(help="image or video.")] = "image",
    prompt: Annotated[str, typer.Option(help="What to ask, where the model takes words.")] = "",
    words: Annotated[int, typer.Option(help="Most tokens of a caption.")] = 40,
    beside: Annotated[
        bool, typer.Option("--beside", help="Put captions.csv beside the catalog's tables.")
    ] = False,
    reader: ReaderOption = None,
    device: DeviceOption = "auto",
) -> None:
    """Put every picture into words: a table that is read as captions when it lies beside a catalog.

    The same command goes on where it was broken off.
    """
    from core.worker.jobs.captioning import caption as run_caption

    with TerminalReporter() as reporter:
        opened = catalogs.open_catalog(catalog, reader=reader, reporter=reporter)
        values = {
            "catalog": opened.about.snapshot,
            "model": model,
            "modality": modality,
            "prompt": prompt,
            "words": words,
            "beside": beside,
            "device": device,
        }
        show(run_caption(checked(CaptionSpec, values), reporter))


@app.command("compare-encoders")
def compare_encoders(
    catalog: CatalogArgument,
    encoder: Annotated[
        list[str],
        typer.Option(help="modality=first,second,...: the first is the reference; repeatable."),
    ],
    seeds: Annotated[int, typer.Option(min=1, max=50, help="How many, from 0.")] = 3,
    preset: Annotated[str, typer.Option(help=settings.preset_help())] = "demo",
    set_: Annotated[list[str] | None, typer.Option("--set", help="field=value.")] = None,
    reader: ReaderOption = None,
    device: DeviceOption = "auto",
) -> None:
    """Same model, same seeds, several encoders: ranking, retrieval, pointing, cost in one table.

    The same command goes on where it was broken off.
    """
    from core.cli import compared
    from core.worker.jobs.comparing import compare

    named = dict(_pair(entry) for entry in encoder)
    with TerminalReporter() as reporter:
        opened = catalogs.open_catalog(catalog, reader=reader, reporter=reporter)
        values = {
            "catalog": opened.about.snapshot,
            "encoders": {modality: names.split(",") for modality, names in named.items()},
            "config": settings.chosen(preset, None, set_),
            "seeds": list(range(seeds)),
            "device": device,
        }
        found = compare(checked(CompareEncodersSpec, values), reporter)
        for table in compared.tables(found):
            reporter.console.print(table)
        show(found)


@app.command()
def tensorboard(
    run: Annotated[Path, typer.Argument(help="Run folder.")],
    out: Annotated[Path | None, typer.Option(help="Folder for the events.")] = None,
) -> None:
    """Write the metrics of a run as TensorBoard events."""
    from core.training.run.tensorboard import export

    show({"logdir": str(export(run, out))})


@app.command()
def evaluate(
    catalog: CatalogArgument,
    run: Annotated[Path | None, typer.Option(help="Run folder; the newest if not given.")] = None,
    part: Annotated[str, typer.Option(help="valid or test.")] = "test",
    map_items: MapItemsOption = False,
    reader: ReaderOption = None,
) -> None:
    """Full-ranking metrics of a trained run beside popularity and random."""
    with TerminalReporter() as reporter:
        about = trained(catalog, reader, reporter, run, map_items=map_items)
        show(about.evaluate(part, reporter=reporter))  # type: ignore[arg-type]  # checked there


@app.command()
def parts(
    catalog: CatalogArgument,
    run: Annotated[Path | None, typer.Option(help="Run folder; the newest if not given.")] = None,
    reader: ReaderOption = None,
) -> None:
    """What a run's ranking loses without each part of its scores, with intervals."""
    with TerminalReporter() as reporter:
        show(trained(catalog, reader, reporter, run).parts(reporter=reporter))


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    add_help_option=False,
)
def bench(context: typer.Context) -> None:
    """Benchmarks; the same as `python -m benchmarks ...`."""
    # core must not import benchmarks; a process of its own also times in a clean interpreter.
    running = subprocess.Popen(
        launch.command("benchmarks", *(context.args or ["--help"])),
        cwd=launch.folder(),
        env=launch.environment(bound=True) | {launch.STARTED_IN: str(Path.cwd())},
    )

    def pass_on(number: int, _frame: object) -> None:
        with suppress(ValueError):  # where the console tells it by itself
            running.send_signal(number)

    # It keeps what it measured and says so; to end first would kill it.
    with system.ends_by(pass_on, signal.SIGINT):
        code = running.wait()
    raise typer.Exit(code)
