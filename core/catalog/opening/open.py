"""Open a catalog from files in two steps: look at them, then read them by the plan made of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

from core.catalog import weights
from core.catalog.opening import archive
from core.catalog.opening.look import follow, look, nothing_known
from core.catalog.plan import read as tables
from core.catalog.plan.model import Plan
from core.catalog.readers import readers
from core.catalog.rows.captioned import captioned
from core.catalog.schema import Catalog
from core.catalog.text import taken
from core.errors import UserError
from core.progress import NOBODY, Reporter
from core.text import Text


def open_catalog(
    path: Path,
    reader: str | None = None,
    mapping: Mapping[str, str] | None = None,
    reporter: Reporter = NOBODY,
    plan: Plan | None = None,
) -> Catalog:
    """Read the catalog in a folder or file.

    Args:
        path: what was dropped or named; a .zip is unpacked into the workspace.
        reader: name of the layout to read it as, None to find out.
        mapping: meaning -> column (and table -> file), for tables whose names and values say too
            little. It implies the `table` reader unless another is named.
        reporter: told how far it is, asked whether to go on.
        plan: how to read it; None to look.

    Raises:
        UserError: there is nothing there, nothing fits, or the files cannot be used.

    """
    return open_planned(path, reader, mapping, reporter, plan)[0]


def open_planned(
    path: Path,
    reader: str | None = None,
    mapping: Mapping[str, str] | None = None,
    reporter: Reporter = NOBODY,
    plan: Plan | None = None,
) -> tuple[Catalog, Plan]:
    """As :func:`open_catalog`, with the plan that was followed."""
    path = place(path, reporter)
    if reader is not None and reader not in readers():
        raise UserError(
            Text("There is no reader '{name}'.", name=reader),
            Text("Choose one of {by_name}.", by_name=", ".join(readers())),
        )
    made = follow(path, plan).plan if plan is not None else look(path, reader, mapping)
    if not made.reader:
        raise nothing_known(made, path)
    reporter.log(Text("Reading {file} as {title}.", file=path.name, title=_title(made)))
    if made.reader == "table":
        catalog = tables.read(made, reporter)
    else:
        with taken.noting() as read:
            catalog = readers()[made.reader].read(path, mapping, reporter)
            catalog = captioned(catalog, reporter)
        made, left = _passed_over(made, read)
        catalog = dataclasses.replace(catalog, notes=(*catalog.notes, *left))
    rule = catalog.wish
    for event, least in made.wishes.items():
        rule = rule.with_least(event, least)
    if made.weighting is not None:
        rule = rule.with_weighting(made.weighting)
    catalog = dataclasses.replace(catalog, wish=rule)
    reporter.log(
        Text(
            "{items} items, {users} users, {interactions} interactions, {quarantine} quarantined.",
            items=len(catalog.items),
            users=len(catalog.users),
            interactions=len(catalog.interactions),
            quarantine=len(catalog.quarantine),
        )
    )
    if not catalog.wish.trivial:
        reporter.log(catalog.wish.title)
    if weights.vary(catalog.interactions):
        reporter.log(weights.TITLES[catalog.wish.weighting])
    return catalog, made


def place(path: Path, reporter: Reporter = NOBODY) -> Path:
    """The folder or file that is meant, an archive unpacked.

    Raises:
        UserError: there is nothing.

    """
    path = Path(path).expanduser()
    if not path.exists():
        raise UserError(
            Text("There is no file or folder {path}.", path=path), "Check the name.", file=str(path)
        )
    path = path.resolve()
    return archive.unpack(path, reporter) if archive.is_archive(path) else path


def _passed_over(plan: Plan, read: set[Path]) -> tuple[Plan, list[Text]]:
    """The plan of a published layout, its other tables unused, and what to say of these."""
    why = Text("{layout} has no such file", layout=Text(readers()[plan.reader].title))
    folder = Path(plan.folder)
    files, left = [], []
    for file in plan.files:
        if file.holds and (folder / file.file).resolve() not in read:
            file = file.model_copy(update={"holds": "", "columns": {}, "why": why})
            left.append((file.file, 1, why))
        files.append(file)
    return plan.model_copy(update={"files": tuple(files)}), tables.unread(left)


def _title(plan: Plan) -> Text:
    title = Text(readers()[plan.reader].title)
    return Text("{title}: {why}", title=title, why=plan.why) if plan.why else title
