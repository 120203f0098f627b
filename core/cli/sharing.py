"""Commands that write files for others: report, bundle."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from core.cli.common import CatalogArgument, ReaderOption, app, encoded, show
from core.contracts.message import checked
from core.contracts.share import PARTS, BundleSpec, ReportSpec
from core.errors import UserError
from core.explore.lookup import item_row, user_row
from core.face.catalog import OpenedCatalog
from core.terminal import TerminalReporter

ItemsOption = Annotated[list[str] | None, typer.Option("--item", help="Item id; repeatable.")]
UsersOption = Annotated[list[str] | None, typer.Option("--user", help="User id; repeatable.")]
RunOption = Annotated[Path | None, typer.Option(help="Run folder; the newest if not given.")]


@app.command()
def report(
    catalog: CatalogArgument,
    out: Annotated[Path, typer.Option("--out", "-o", help="The HTML file.")] = Path("report.html"),
    part: Annotated[
        list[str] | None, typer.Option(help=f"{', '.join(PARTS)}; repeatable, all if not given.")
    ] = None,
    item: ItemsOption = None,
    user: UsersOption = None,
    run: RunOption = None,
    benchmark: Annotated[
        str | None, typer.Option(help="Also the card of a result: file, id or 'latest'.")
    ] = None,
    language: Annotated[str, typer.Option(help="en or zh_CN.")] = "en",
    reader: ReaderOption = None,
) -> None:
    """Catalog, model, maps and lists as one HTML file that opens without a server."""
    from core.worker.jobs import sharing

    parts = part or [name for name in PARTS if name != "benchmark" or benchmark]
    extra = {"parts": parts, "benchmark": benchmark, "language": language}
    with TerminalReporter() as reporter:
        opened, _ = encoded(catalog, reader, reporter)
        spec = checked(ReportSpec, _about(opened, run, out, item, user) | extra)
        show(sharing.report(spec, reporter))


@app.command()
def bundle(
    catalog: CatalogArgument,
    out: Annotated[Path, typer.Option("--out", "-o", help="The .triptych file.")],
    item: ItemsOption = None,
    user: UsersOption = None,
    run: RunOption = None,
    reader: ReaderOption = None,
) -> None:
    """Catalog, features, run and pictures of some items as one file that another machine opens."""
    from core.worker.jobs import sharing

    if out.suffix != ".triptych":
        raise UserError("A bundle's name ends with .triptych.", "Example: --out demo.triptych")
    with TerminalReporter() as reporter:
        opened, _ = encoded(catalog, reader, reporter)
        spec = checked(BundleSpec, _about(opened, run, out, item, user))
        show(sharing.bundle(spec, reporter))


def _about(
    opened: OpenedCatalog,
    run: Path | None,
    out: Path,
    items: list[str] | None,
    users: list[str] | None,
) -> dict[str, Any]:
    """What both are about, ids as rows."""
    tables = opened.tables
    subject = opened.about.subject(None if run is None else str(run))
    return subject.model_dump() | {
        "out": str(out.absolute()),
        "items": [item_row(tables, one) for one in items or []],
        "users": [user_row(tables, one) for one in users or []],
    }
