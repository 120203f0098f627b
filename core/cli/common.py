"""What all commands of the shell share: the catalog they are about, and how they answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import BaseModel

from core.catalog import readers
from core.contracts.features import Features
from core.face.catalog import OpenedCatalog, encode, open_catalog
from core.face.run import OpenedRun, open_run
from core.progress import Reporter
from core.terminal import TerminalReporter, visible
from core.text import unpacked

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
MapItemsOption = Annotated[
    bool, typer.Option("--map-items", help="The run may be of another catalog: rows by their ids.")
]
DeviceOption = Annotated[str, typer.Option(help="auto, cpu, cuda or cuda:N.")]


def encoded(
    path: Path, reader: str | None, reporter: Reporter, content: bool | None = None
) -> tuple[OpenedCatalog, Features]:
    """Open and make sure the features are there.

    Without `content` nothing is encoded for them. With it, content is also encoded where a model by
    ids came before and left none; where it is not said, those are features like any other.
    """
    catalog = open_catalog(path, reader=reader, reporter=reporter)
    found = catalog.about.features
    if found is None or (content and not found.modalities):
        left_out = dict.fromkeys(catalog.tables.modalities(), "") if content is False else None
        found = encode(catalog, left_out, reporter=reporter)
    return catalog, found


def trained(
    path: Path,
    reader: str | None,
    reporter: TerminalReporter,
    run: Path | None = None,
    *,
    map_items: bool = False,
) -> OpenedRun:
    """Open, encode, and insist on a trained run: the one in the folder `run`, or the latest.

    With `map_items` it may be of another catalog.

    Raises:
        UserError: there is none yet.

    """
    found = encoded(path, reader, reporter)
    return open_run(*found, run, map_items=map_items, reporter=reporter)


def show(result: BaseModel | dict[str, Any]) -> None:
    """Print a result as JSON; its texts as finished sentences."""
    values = result.model_dump(mode="json") if isinstance(result, BaseModel) else result
    print(visible(json.dumps(unpacked(values), indent=2, ensure_ascii=False)))
