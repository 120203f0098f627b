"""Which file of a folder is which table, and which of its columns means what.

A mapping (given, or saved as `triptych.json` beside the files) is flat: keys are names in
ITEM_COLUMNS or INTERACTION_COLUMNS, alone or as `items.<name>`, `users.<name>`,
`interactions.<name>` or `<file>.<name>`, and their values are columns; the keys `items`, `users`
and `interactions` name files, several separated by `;`. An empty value says that there is no such
file or column. What a mapping leaves open is guessed by name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core import workspace
from core.catalog.readers.base import folder_of
from core.catalog.rows import interactions, items
from core.catalog.rows.columns import Role, Roles, guess
from core.catalog.text import tables, textfile
from core.errors import UserError
from core.text import Text

MAPPING_FILE = "triptych.json"
#: What files are called, by what they hold; a log may also be named after an event.
_NAMES = {
    "items": re.compile(
        r"^(items?|products?|catalog(ue)?|articles?|tracks?|songs?|videos?|movies?)$"
    ),
    "users": re.compile(r"^(users?|customers?|members?)$"),
    "interactions": re.compile(
        r"^(interactions?|events?|logs?|history|histories|behaviou?rs?|ratings?)$"
        r"|^(train|valid|validation|val|test)$"
    ),
}

#: What the columns of each table can be.
ROLES: Mapping[str, Roles] = {
    "items": items.ROLES,
    "users": {"user": Role((*interactions.ROLES["user"].synonyms, "id"))},
    "interactions": interactions.ROLES,
}


@dataclass(frozen=True)
class Layout:
    """Which file of a folder is what."""

    items: Path | None
    users: Path | None
    logs: tuple[Path, ...]
    truth: Path | None


def layout(path: Path, mapping: Mapping[str, str] | None = None) -> Layout:
    """Find the files of a table catalog by name, or as the mapping says.

    Raises:
        UserError: the mapping names a file that is not there.

    """
    folder = folder_of(path)
    mapping = mapping or {}
    files = tables.in_folder(folder)
    by_name: dict[str, Path] = {}
    for file in files:
        by_name.setdefault(textfile.stem(file).lower(), file)

    def chosen(table: str) -> list[Path]:
        if table in mapping:
            names = (name.strip() for name in mapping[table].split(";"))
            return [_mapped(folder, name) for name in names if name]
        return [file for name, file in by_name.items() if _NAMES[table].match(name)]

    items_file = next(iter(chosen("items")), None)
    users_file = next(iter(chosen("users")), None)
    truth = by_name.get("truth")
    logs = chosen("interactions")
    if "interactions" not in mapping:
        named = {*logs, *(file for file in by_name.values() if interactions.event_of(file))}
        logs = [file for file in files if file in named - {items_file, users_file, truth}]
        if not logs and items_file is None and path in files:
            logs = [path]
    return Layout(items_file, users_file, tuple(logs), truth)


def _mapped(folder: Path, name: str) -> Path:
    path = workspace.inside(folder, name)
    if path is None or not path.is_file():
        raise UserError(
            Text(
                "The mapping names the file '{name}', which is not in {folder}.",
                name=name,
                folder=folder.name,
            ),
            Text("Correct {mapping_file} or put the file there.", mapping_file=MAPPING_FILE),
            file=str(folder / MAPPING_FILE),
        )
    return path


def load_mapping(folder: Path) -> dict[str, str]:
    """The mapping saved beside the files, empty if there is none.

    Raises:
        UserError: the file is no JSON object of texts.

    """
    path = folder / MAPPING_FILE
    if not path.is_file():
        return {}
    try:
        value = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise UserError(
            Text(
                "{mapping_file} cannot be read ({error}).", mapping_file=MAPPING_FILE, error=error
            ),
            "Correct it, or remove it to have the columns guessed.",
            file=str(path),
        ) from error
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise UserError(
            Text("{mapping_file} must be one JSON object of texts.", mapping_file=MAPPING_FILE),
            'For example {"item": "sku", "user": "customer", "interactions": "log.csv"}.',
            file=str(path),
        )
    return value


def save_mapping(place: Path, mapping: Mapping[str, str]) -> Path:
    """Save a mapping beside the files, for the next time they are opened.

    Raises:
        UserError: the folder cannot be written to.

    """
    path = folder_of(place) / MAPPING_FILE
    try:
        workspace.write_json(path, dict(mapping))
    except OSError as error:
        raise UserError(
            Text(
                "The mapping cannot be saved beside the files ({error}).",
                error=error.strerror or error,
            ),
            "Open them without saving it, or copy the folder to where you may write.",
            file=str(path),
        ) from error
    return path


def column_map(
    table: str,
    names: Sequence[str],
    mapping: Mapping[str, str],
    path: Path,
) -> dict[str, str]:
    """Meaning -> column for one table: what the mapping says, the rest guessed by name.

    Raises:
        UserError: the mapping names a column of this table that is not there.

    """
    chosen: dict[str, str] = {}
    none: set[str] = set()
    for meaning in ROLES[table]:
        keys = ((f"{path.name}.{meaning}", True), (f"{table}.{meaning}", True), (meaning, False))
        for key, strict in keys:
            column = mapping.get(key)
            if column == "":
                none.add(meaning)
                break
            if column is not None and column in names:
                chosen[meaning] = column
                break
            if column is not None and strict:
                raise UserError(
                    Text(
                        "The mapping names the column '{column}', which {file} does not have.",
                        column=column,
                        file=path.name,
                    ),
                    Text("The columns are: {names}.", names=", ".join(names)),
                    file=str(path),
                    line=1,
                    column=column,
                )
    free = [name for name in names if name not in chosen.values()]
    unsaid = {k: v for k, v in ROLES[table].items() if k not in chosen and k not in none}
    return {**guess(free, unsaid), **chosen}


def check(mapping: Mapping[str, str], files: Mapping[str, Sequence[str]], folder: Path) -> None:
    """See that every entry of a mapping means something.

    Args:
        mapping: keys as the module says.
        files: the columns of each file that is read, by its name.
        folder: where they lie.

    Raises:
        UserError: a key is none of those there are, or a column is in none of the files (one that
            a certain file lacks is refused when that is read).

    """
    meanings = {name for roles in ROLES.values() for name in roles}
    known = dict.fromkeys(column for names in files.values() for column in names)
    for key, column in mapping.items():
        if key in ROLES:
            continue
        scope, _, meaning = key.rpartition(".")
        if meaning not in meanings or not (scope in files or scope in ROLES or scope == ""):
            raise UserError(
                Text("The mapping says what '{key}' is, which is nothing a catalog has.", key=key),
                Text(
                    "Choose from {meanings}, alone or as items.<name>, users.<name>, "
                    "interactions.<name> or <file>.<name>.",
                    meanings=", ".join(sorted(meanings)),
                ),
                file=str(folder),
            )
        if column and scope == "" and column not in known:
            raise UserError(
                Text("The mapping names the column '{column}', which no file has.", column=column),
                Text("The columns are: {known}.", known=", ".join(known)),
                file=str(folder),
                column=column,
            )
