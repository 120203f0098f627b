"""`triptych open`: what is in a catalog, how it was read, and what of it could not be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from core.catalog import quarantine
from core.catalog.opening import reopening
from core.catalog.plan import said
from core.catalog.plan.model import File, Plan
from core.catalog.readers.base import folder_of
from core.cli.common import CatalogArgument, MapOption, ReaderOption, app, show
from core.errors import UserError
from core.face import catalog as catalogs
from core.terminal import TerminalReporter, visible
from core.text import Text

#: Rows and files that are shown one by one.
_SHOWN = 20


@app.command("open")
def open_(
    catalog: CatalogArgument,
    reader: ReaderOption = None,
    map_: MapOption = None,
    plan: Annotated[
        Path | None, typer.Option(help="Read as this file says; --json prints a plan to change.")
    ] = None,
    remember: Annotated[
        bool, typer.Option("--remember", help="Save the plan beside the files.")
    ] = False,
    anew: Annotated[
        bool, typer.Option("--anew", help="Forget what was said of these files, and look again.")
    ] = False,
    json_: Annotated[bool, typer.Option("--json", help="Everything, for machines.")] = False,
) -> None:
    """Open a catalog, check it, and say what is in it and how it was read."""
    mapping = dict(_map_entry(entry) for entry in map_ or []) or None
    given = said.load(plan) if plan is not None else None
    if isinstance(given, dict):
        mapping, given = {**given, **(mapping or {})}, None
    if anew:
        reopening.forget(catalog)
    with TerminalReporter() as reporter:
        opened = catalogs.open_catalog(
            catalog, reader=reader, mapping=mapping, plan=given, reporter=reporter
        )
        followed = opened.about.plan
        if remember and followed is not None:
            reporter.log(f"The plan is kept in {said.save(folder_of(catalog), followed)}.")
    if json_:
        rejected = quarantine.plain(opened.tables.quarantine)
        show({**opened.about.model_dump(mode="json"), "reasons": list(_reasons(rejected))})
        return
    lines = [*_about(opened), *_plan(followed), *_rejected(opened.tables.quarantine)]
    if followed is not None and followed.reader == "table":
        lines += ["", "To say otherwise: --map meaning=column, or --json > plan.json and --plan."]
    print(visible("\n".join(lines)))


def _map_entry(entry: str) -> tuple[str, str]:
    meaning, equals, column = entry.partition("=")
    if not equals or not meaning.strip():
        raise UserError(f"'{entry}' is not of the form meaning=column.", "Example: user=uid")
    return meaning.strip(), column.strip()


def _about(opened: catalogs.OpenedCatalog) -> Iterator[str]:
    about = opened.about
    yield f"{about.name} (read as {about.reader})"
    yield (
        f"{about.items:,} items, {about.users:,} users, {about.interactions:,} interactions, "
        f"{about.quarantine:,} entries in quarantine"
    )
    yield f"snapshot: {about.snapshot}"
    for note in opened.tables.notes:
        yield f"  - {note}"


def _plan(plan: Plan | None) -> Iterator[str]:
    if plan is None:
        return
    yield ""
    yield "How it was read:"
    for file in plan.files[:_SHOWN]:
        yield f"  {file.file}: {file.holds or 'not read'}{_split(file)} ({file.why})"
        for meaning, column in file.columns.items():
            why = f"  ({column.why})" if column.why else ""
            yield f"      {meaning} = {column.name}{why}"
    for aside in plan.asides[:_SHOWN]:
        if not aside.used:
            count = f" ({aside.count:,} files)" if aside.count > 1 else ""
            yield f"  {aside.what}{count}: not read ({aside.why})"
    for question in plan.questions:
        options = f" [{', '.join(question.options)}]" if question.options else ""
        yield f"  ? {question.text}{options}"


def _split(file: File) -> str:
    return "" if file.split is None else f", {('train', 'validation', 'test')[file.split]} part"


def _reasons(rejected: pl.DataFrame) -> Iterator[dict[str, object]]:
    """Each reason with how often it came, and an example."""
    for part in rejected.partition_by("file", "column", "reason", maintain_order=True):
        first = part.row(0, named=True)
        yield {
            "file": first["file"],
            "column": first["column"],
            "reason": first["reason"],
            "remedy": first["remedy"],
            "rows": len(part),
            "example": {"line": first["line"], "row": first["row"]},
        }


def _rejected(entries: pl.DataFrame) -> Iterator[str]:
    told = list(_reasons(quarantine.plain(entries)))
    if not told:
        return
    yield ""
    yield "In quarantine:"
    for one in told[:_SHOWN]:
        example = one["example"]
        assert isinstance(example, dict)
        where = "" if example["line"] is None else f", line {example['line']}"
        column = f", column '{one['column']}'" if one["column"] else ""
        yield f"  {one['rows']:,} x {one['reason']} {one['remedy']}"
        yield f"      {one['file']}{where}{column}: {example['row']}"
    if len(told) > _SHOWN:
        yield Text("  and {n} more reasons", n=len(told) - _SHOWN)
