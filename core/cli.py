"""`triptych`: the jobs of the window from the shell.

Results are JSON on standard output; progress and errors go to standard error. Exit codes: 0 ok,
1 the job failed for a reason the message names, 2 the command line is wrong, 130 interrupted.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from core.errors import UserError
from core.terminal import TerminalReporter
from core.training import settings

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A workbench for multimodal recommendation. `triptych-app` opens the window.",
)

CatalogArgument = Annotated[Path, typer.Argument(help="Catalog folder or file.")]
ReaderOption = Annotated[str | None, typer.Option(help="Reader to use instead of detecting it.")]
MapOption = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        help="meaning=column, e.g. user=uid or log.csv.item=sku; or items=stock.csv; repeatable.",
    ),
]
DeviceOption = Annotated[str, typer.Option(help="auto, cpu, cuda or cuda:N.")]


def _open(
    path: Path,
    reader: str | None,
    reporter: TerminalReporter,
    mapping: dict[str, str] | None = None,
) -> dict[str, Any]:
    from core.worker.jobs import OpenSpec, open_catalog_job

    return open_catalog_job(OpenSpec(path=str(path), reader=reader, mapping=mapping), reporter)


def _encoded(path: Path, reader: str | None, reporter: TerminalReporter) -> dict[str, Any]:
    """Open and make sure the features are there."""
    from core.worker.jobs import EncodeSpec, encode_job

    opened = _open(path, reader, reporter)
    if opened["features"] is None:
        opened["features"] = encode_job(EncodeSpec(catalog=opened["snapshot"]), reporter)
    return opened


def _context(opened: dict[str, Any], run: Path | None) -> dict[str, str]:
    """What an engine query is about: the opened catalog, its features, and the run asked for."""
    return {
        "catalog": opened["snapshot"],
        "features": opened["features"]["folder"],
        "run": str(run or opened["run"]["folder"]),
    }


def _trained(path: Path, reader: str | None, reporter: TerminalReporter) -> dict[str, Any]:
    opened = _encoded(path, reader, reporter)
    if opened["run"] is None:
        raise UserError("No model has been trained on this catalog.", f"Run: triptych train {path}")
    return opened


def _show(value: Any) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False))


@app.command("open")
def open_(
    catalog: CatalogArgument,
    reader: ReaderOption = None,
    map_: MapOption = None,
    remember: Annotated[
        bool, typer.Option("--remember", help="Save the mapping beside the files.")
    ] = False,
) -> None:
    """Open a catalog, check it, and say what is in it."""
    mapping = dict(_map_entry(entry) for entry in map_ or []) or None
    with TerminalReporter() as reporter:
        opened = _open(catalog, reader, reporter, mapping)
        if remember and mapping:
            from core.catalog.readers.mapping import save_mapping

            reporter.log(f"The mapping is kept in {save_mapping(catalog, mapping)}.")
        _show(opened)


def _map_entry(entry: str) -> tuple[str, str]:
    meaning, equals, column = entry.partition("=")
    if not equals or not meaning.strip():
        raise UserError(f"'{entry}' is not of the form meaning=column.", "Example: user=uid")
    return meaning.strip(), column.strip()


@app.command()
def sample(
    field: Annotated[str, typer.Argument(help="shop, music or video.")],
    items: Annotated[int, typer.Option(min=8)] = 240,
    users: Annotated[int, typer.Option(min=4)] = 300,
    seed: int = 0,
) -> None:
    """Generate a sample catalog with planted truth and open it."""
    from core.worker.jobs import SampleSpec, checked, sample_job

    spec = checked(SampleSpec, {"field": field, "items": items, "users": users, "seed": seed})
    with TerminalReporter() as reporter:
        _show(sample_job(spec, reporter))


@app.command()
def encode(
    catalog: CatalogArgument,
    encoder: Annotated[
        list[str] | None, typer.Option(help="modality=name, e.g. text=minilm; repeatable.")
    ] = None,
    reader: ReaderOption = None,
    device: DeviceOption = "auto",
) -> None:
    """Run the pretrained encoders; what is cached is not computed again."""
    from core.worker.jobs import EncodeSpec, encode_job

    chosen = dict(_pair(entry) for entry in encoder or []) or None
    with TerminalReporter() as reporter:
        opened = _open(catalog, reader, reporter)
        spec = EncodeSpec(catalog=opened["snapshot"], encoders=chosen, device=device)
        _show(encode_job(spec, reporter))


def _pair(entry: str) -> tuple[str, str]:
    modality, equals, name = entry.partition("=")
    if not equals or not modality or not name:
        raise UserError(f"'{entry}' is not of the form modality=encoder.", "Example: text=minilm")
    return modality, name


@app.command()
def train(
    catalog: CatalogArgument,
    preset: Annotated[str | None, typer.Option(help="Name of a preset.")] = None,
    config: Annotated[
        str | None, typer.Option(help="Configuration as JSON or a JSON file; changes the preset.")
    ] = None,
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="field=value, dots reach inside; repeatable.")
    ] = None,
    resume: Annotated[Path | None, typer.Option(help="Run folder to go on with.")] = None,
    reader: ReaderOption = None,
) -> None:
    """Train fusion + MF and print the metrics beside the baselines."""
    from core.worker.jobs import TrainSpec, checked, train_job

    settings.chosen(preset, config, set_)  # a wrong word is told before anything is encoded
    with TerminalReporter() as reporter:
        opened = _encoded(catalog, reader, reporter)
        values = settings.chosen(preset, config, set_, opened["features"]["modalities"])
        spec = checked(
            TrainSpec,
            {
                "catalog": opened["snapshot"],
                "features": opened["features"]["folder"],
                "config": values if resume is None else settings.read(str(resume / "config.json")),
                "folder": str(resume) if resume else None,
                "resume": resume is not None,
            },
        )
        _show(train_job(spec, reporter))


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
    from core.training import searchspace
    from core.training.config import TrainConfig
    from core.worker.jobs import checked
    from core.worker.run_jobs import SearchSpec, search_job

    base = checked(TrainConfig, settings.chosen(preset, config, set_))
    asked = {
        "base": base.model_dump(),
        "axes": [searchspace.parse(entry, base).model_dump() for entry in field],
        "trials": trials,
        "pruner": pruner,
        "seed": seed,
    }
    with TerminalReporter() as reporter:
        opened = _encoded(catalog, reader, reporter)
        spec = checked(
            SearchSpec,
            {
                "catalog": opened["snapshot"],
                "features": opened["features"]["folder"],
                "config": asked,
                "folder": str(resume) if resume else None,
            },
        )
        _show(search_job(spec, reporter))


@app.command()
def tensorboard(
    run: Annotated[Path, typer.Argument(help="Run folder.")],
    out: Annotated[Path | None, typer.Option(help="Folder for the events.")] = None,
) -> None:
    """Write the metrics of a run as TensorBoard events."""
    from core.training.tensorboard import export

    _show({"logdir": str(export(run, out))})


@app.command()
def evaluate(
    catalog: CatalogArgument,
    run: Annotated[Path | None, typer.Option(help="Run folder; the newest if not given.")] = None,
    part: Annotated[str, typer.Option(help="valid or test.")] = "test",
    reader: ReaderOption = None,
) -> None:
    """Full-ranking metrics of a trained run beside popularity and random."""
    from core.worker.jobs import EvaluateSpec, checked, evaluate_job

    with TerminalReporter() as reporter:
        opened = _trained(catalog, reader, reporter)
        spec = checked(
            EvaluateSpec,
            {
                "catalog": opened["snapshot"],
                "features": opened["features"]["folder"],
                "run": str(run or opened["run"]["folder"]),
                "part": part,
            },
        )
        _show(evaluate_job(spec, reporter))


@app.command()
def recommend(
    catalog: CatalogArgument,
    user: Annotated[str, typer.Argument(help="User id as in the file.")],
    k: Annotated[int, typer.Option("-k", "--k", min=1, max=1000, help="How many.")] = 10,
    run: Annotated[Path | None, typer.Option(help="Run folder; the newest if not given.")] = None,
    reader: ReaderOption = None,
) -> None:
    """Top-K items for a user, with the reasons that sum to the score."""
    from core.worker.engine import Engine

    with TerminalReporter() as reporter:
        opened = _trained(catalog, reader, reporter)
        row = _user_row(Path(opened["snapshot"]), user)
        result, _arrays = Engine().answer(
            "recommend.list", {"user": row, "k": k, "context": _context(opened, run)}
        )
        _show(result)


@app.command()
def find(
    catalog: CatalogArgument,
    phrase: Annotated[str, typer.Argument(help='What to look for, e.g. "striped".')],
    modality: Annotated[
        str | None, typer.Option("--in", help="image, audio or video; the first there is.")
    ] = None,
    k: Annotated[int, typer.Option("-k", "--k", min=1, max=200, help="How many.")] = 10,
    run: Annotated[Path | None, typer.Option(help="Run folder; the newest if not given.")] = None,
    reader: ReaderOption = None,
) -> None:
    """Where in pictures, sounds and films a phrase is meant, one place an item."""
    from core.catalog import snapshot
    from core.worker.engine import Engine

    with TerminalReporter() as reporter:
        opened = _trained(catalog, reader, reporter)
        asked = {
            "phrase": phrase,
            "modality": modality,
            "k": k,
            "context": _context(opened, run),
        }
        result, _arrays = Engine().answer("alignment.find", asked)
        ids = snapshot.load(Path(opened["snapshot"])).items["item"]
        _show(result | {"hits": [hit | {"item": ids[hit["item"]]} for hit in result["hits"]]})


def _user_row(snapshot_folder: Path, user: str) -> int:
    from core.catalog import snapshot

    users = snapshot.load(snapshot_folder).users["user"]
    found = (users == user).arg_true()
    if not len(found):
        raise UserError(
            f"There is no user '{user}' in this catalog.",
            f"Known are for example: {', '.join(users.head(5).to_list())}.",
        )
    return int(found[0])


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    add_help_option=False,
)
def bench(context: typer.Context) -> None:
    """Benchmarks; the same as `python -m benchmarks ...`."""
    # core must not import benchmarks; a process of its own also times in a clean interpreter.
    code = subprocess.call([sys.executable, "-m", "benchmarks", *(context.args or ["--help"])])
    raise typer.Exit(code)


def main() -> None:
    """Run the command line; failures the user can mend are one sentence, not a traceback."""
    run: Callable[[], Any] = app
    try:
        run()
    except UserError as error:
        print(f"triptych: {error}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
