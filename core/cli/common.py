"""What all commands of the shell share: the catalog they are about, and how they answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from core.catalog import readers
from core.errors import UserError
from core.terminal import TerminalReporter

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
) -> dict[str, Any]:
    """What the `open` job says of a catalog."""
    from core.worker.jobs import OpenSpec, open_catalog_job

    return open_catalog_job(OpenSpec(path=str(path), reader=reader, mapping=mapping), reporter)


def encoded(path: Path, reader: str | None, reporter: TerminalReporter) -> dict[str, Any]:
    """Open and make sure the features are there."""
    from core.worker.jobs import EncodeSpec, encode_job

    opened = opened_catalog(path, reader, reporter)
    if opened["features"] is None:
        opened["features"] = encode_job(EncodeSpec(catalog=opened["snapshot"]), reporter)
    return opened


def trained(path: Path, reader: str | None, reporter: TerminalReporter) -> dict[str, Any]:
    """Open, encode, and insist on a trained run.

    Raises:
        UserError: there is none yet.

    """
    opened = encoded(path, reader, reporter)
    if opened["run"] is None:
        raise UserError("No model has been trained on this catalog.", f"Run: triptych train {path}")
    return opened


def show(value: Any) -> None:
    """Print a result as JSON."""
    print(json.dumps(value, indent=2, ensure_ascii=False))
