"""What all commands of the shell share: the catalog they are about, and how they answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import BaseModel

from core.catalog import readers
from core.contracts.features import EncodeSpec, Features
from core.contracts.opening import Opened, OpenSpec
from core.contracts.training import Trained
from core.errors import UserError
from core.terminal import TerminalReporter
from core.text import Text

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A workbench for multimodal recommendation. `triptych-app` opens the window.",
)

CatalogArgument = Annotated[Path, typer.Argument(help="Catalog folder or file.")]
ReaderOption = Annotated[
    str | None,
    typer.Option(help=f"Reader to use instead of detecting it: {', '.join(readers.names())}."),
]
MapOption = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        help="meaning=column, e.g. user=uid or log.csv.item=sku; or items=stock.csv; repeatable.",
    ),
]
DeviceOption = Annotated[str, typer.Option(help="auto, cpu, cuda or cuda:N.")]


def opened_catalog(
    path: Path,
    reader: str | None,
    reporter: TerminalReporter,
    mapping: dict[str, str] | None = None,
) -> Opened:
    """What the `open` job says of a catalog."""
    from core.worker.jobs.opening import open_catalog

    return open_catalog(OpenSpec(path=str(path), reader=reader, mapping=mapping), reporter)


def encoded(path: Path, reader: str | None, reporter: TerminalReporter) -> tuple[Opened, Features]:
    """Open and make sure the features are there."""
    from core.worker.jobs.encoding import encode

    opened = opened_catalog(path, reader, reporter)
    features = opened.features or encode(EncodeSpec(catalog=opened.snapshot), reporter)
    return opened, features


def trained(
    path: Path, reader: str | None, reporter: TerminalReporter, run: Path | None = None
) -> Trained:
    """Open, encode, and insist on a trained run: the one in the folder `run`, or the latest.

    Raises:
        UserError: there is none yet.

    """
    opened, features = encoded(path, reader, reporter)
    if opened.run is None:
        raise UserError(
            "No model has been trained on this catalog.",
            Text("Run: triptych train {path}", path=path),
        )
    folder = str(run) if run else opened.run.folder
    return Trained(catalog=opened.snapshot, features=features.folder, run=folder)


def show(result: BaseModel | dict[str, Any]) -> None:
    """Print a result as JSON."""
    values = result.model_dump(mode="json") if isinstance(result, BaseModel) else result
    print(json.dumps(values, indent=2, ensure_ascii=False))
