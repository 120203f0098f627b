"""Open a catalog from files: find the reader, read, say plainly if none fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from core.catalog.opening import archive
from core.catalog.readers import readers
from core.catalog.readers.base import Detection, Reader, files_in, folder_of
from core.catalog.schema import Catalog
from core.errors import UserError
from core.progress import NOBODY, Reporter
from core.text import Text

#: Workbooks, which hold tables but are none.
_SHEETS = (".xlsx", ".xls", ".ods")


def detect(path: Path) -> list[tuple[Reader, Detection]]:
    """The readers that recognise `path`, the surest first."""
    found = [(reader, reader.detect(path)) for reader in readers().values()]
    sure = [(reader, detection) for reader, detection in found if detection is not None]
    return sorted(sure, key=lambda pair: (-pair[1].score, pair[0].place))


def open_catalog(
    path: Path,
    reader: str | None = None,
    mapping: Mapping[str, str] | None = None,
    reporter: Reporter = NOBODY,
) -> Catalog:
    """Read the catalog in a folder or file.

    Args:
        path: what was dropped or named; a .zip is unpacked into the workspace.
        reader: name of the reader to use, None to detect it.
        mapping: meaning -> column (and table -> file), for tables whose names say nothing. It
            implies the `table` reader unless another is named.
        reporter: told how far it is, asked whether to go on.

    Raises:
        UserError: there is nothing there, no reader fits, or the files cannot be used.

    """
    path = Path(path).expanduser()
    if not path.exists():
        raise UserError(
            Text("There is no file or folder {path}.", path=path), "Check the name.", file=str(path)
        )
    path = path.resolve()
    if archive.is_archive(path):
        path = archive.unpack(path, reporter)
    chosen, why = _choose(path, reader, mapping)
    reporter.log(
        Text("Reading {file} as {title}: {why}.", file=path.name, title=chosen.title, why=why)
    )
    catalog = chosen.read(path, mapping, reporter)
    reporter.log(
        Text(
            "{items} items, {users} users, {interactions} interactions, {quarantine} quarantined.",
            items=len(catalog.items),
            users=len(catalog.users),
            interactions=len(catalog.interactions),
            quarantine=len(catalog.quarantine),
        )
    )
    return catalog


def _choose(path: Path, name: str | None, mapping: Mapping[str, str] | None) -> tuple[Reader, Text]:
    if name is None and mapping:
        name = "table"
    if name is not None:
        by_name = readers()
        if name not in by_name:
            raise UserError(
                Text("There is no reader '{name}'.", name=name),
                Text("Choose one of {by_name}.", by_name=", ".join(by_name)),
            )
        return by_name[name], Text("it was asked for")
    found = detect(path)
    if not found:
        remedy = Text(
            "Open a folder with items.csv and interactions.csv, or one in a known "
            "layout: {layouts}.",
            layouts=Text.joined("; ", (reader.title for reader in readers().values())),
        )
        if sheets := [name for name in _names(path) if name.lower().endswith(_SHEETS)]:
            remedy = Text(
                "Save the sheets of {sheets} as CSV: items.csv and interactions.csv.",
                sheets=sheets[0],
            )
        raise UserError(
            Text(
                "No reader knows what to do with {file} (looked at: {looked_at}).",
                file=path.name,
                looked_at=_looked_at(path),
            ),
            remedy,
            file=str(path),
        )
    return found[0][0], found[0][1].reason


def _names(path: Path) -> Sequence[str]:
    return [path.name] if path.is_file() else [file.name for file in files_in(folder_of(path))]


def _looked_at(path: Path) -> Text:
    names = _names(path)
    if not names:
        return Text("the folder holds no files")
    more = Text(" and {n} more", n=len(names) - 8) if len(names) > 8 else Text()
    return Text("{names}{more}", names=", ".join(names[:8]), more=more)
