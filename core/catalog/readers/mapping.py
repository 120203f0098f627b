"""Which file of a folder is which table, and which of its columns means what.

A mapping (given, or saved as `triptych.json` beside the files) is flat: keys are names in
ITEM_COLUMNS or INTERACTION_COLUMNS, alone or as `items.<name>`, `users.<name>`,
`interactions.<name>`, and their values are columns; the keys `items`, `users` and `interactions`
name files, several separated by `;`. What it leaves open is guessed by name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from core import workspace
from core.catalog import columns, interactions, tables, textfile
from core.catalog.readers.base import files_in, folder_of
from core.errors import UserError

MAPPING_FILE = "triptych.json"
_ITEMS = re.compile(r"^(items?|products?|catalog(ue)?|articles?|tracks?|songs?|videos?|movies?)$")
_USERS = re.compile(r"^(users?|customers?|members?)$")
_LOGS = re.compile(
    r"^(interactions?|events?|logs?|history|histories|behaviou?rs?|ratings?)$"
    r"|^(train|valid|validation|val|test)$"
)


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
    files = [file for file in files_in(folder) if tables.is_table(file)]
    by_name: dict[str, Path] = {}
    for file in files:
        by_name.setdefault(textfile.stem(file).lower(), file)

    def named(key: str) -> list[Path]:
        return [_mapped(folder, name.strip()) for name in mapping.get(key, "").split(";") if name]

    item_files, user_files, logs = named("items"), named("users"), named("interactions")
    if not item_files:
        item_files = [file for name, file in by_name.items() if _ITEMS.match(name)]
    if not user_files:
        user_files = [file for name, file in by_name.items() if _USERS.match(name)]
    truth_file = by_name.get("truth")
    taken = {*item_files[:1], *user_files[:1], truth_file}
    if not logs:
        logs = [
            file
            for name, file in by_name.items()
            if file not in taken and (_LOGS.match(name) or interactions.event_of(file))
        ]
        if not logs and not item_files and path in files:
            logs = [path]
    return Layout(
        item_files[0] if item_files else None,
        user_files[0] if user_files else None,
        tuple(logs),
        truth_file,
    )


def _mapped(folder: Path, name: str) -> Path:
    path = workspace.inside(folder, name)
    if path is None or not path.is_file():
        raise UserError(
            f"The mapping names the file '{name}', which is not in {folder.name}.",
            f"Correct {MAPPING_FILE} or put the file there.",
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
            f"{MAPPING_FILE} cannot be read ({error}).",
            "Correct it, or remove it to have the columns guessed.",
            file=str(path),
        ) from error
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise UserError(
            f"{MAPPING_FILE} must be one JSON object of texts.",
            'For example {"item": "sku", "user": "customer", "interactions": "log.csv"}.',
            file=str(path),
        )
    return value


def save_mapping(folder: Path, mapping: Mapping[str, str]) -> Path:
    """Save a mapping beside the files, for the next time they are opened."""
    path = folder / MAPPING_FILE
    workspace.write_json(path, dict(mapping))
    return path


def column_map(
    table: str,
    names: Sequence[str],
    synonyms: Mapping[str, Sequence[str]],
    mapping: Mapping[str, str],
    path: Path,
) -> dict[str, str]:
    """Meaning -> column for one table: what the mapping says, the rest guessed by name.

    Raises:
        UserError: the mapping names a column of this table that is not there.

    """
    chosen: dict[str, str] = {}
    for meaning in synonyms:
        for key, strict in ((f"{table}.{meaning}", True), (meaning, False)):
            column = mapping.get(key)
            if column is not None and column in names:
                chosen[meaning] = column
                break
            if column is not None and strict:
                raise UserError(
                    f"The mapping names the column '{column}', which {path.name} does not have.",
                    f"The columns are: {', '.join(names)}.",
                    file=str(path),
                    line=1,
                    column=column,
                )
    free = [name for name in names if name not in chosen.values()]
    guessed = columns.guess(free, {k: v for k, v in synonyms.items() if k not in chosen})
    return {**guessed, **chosen}


@dataclass(frozen=True, eq=False)
class Preview:
    """The first rows of one file, for a dialog that maps columns.

    Attributes:
        file: name of the file in the folder.
        table: what it was taken for: "items", "users", "interactions", "truth", or "" if nothing.
        columns: its columns in file order.
        guess: meaning -> column, as it would be read now.
        rows: the first rows.
        problem: why it cannot be read, empty if it can.
    """

    file: str
    table: str
    columns: tuple[str, ...]
    guess: Mapping[str, str]
    rows: pl.DataFrame
    problem: str = ""


#: The meanings that columns of each table can have.
SYNONYMS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "items": columns.ITEM_SYNONYMS,
    "users": columns.USER_SYNONYMS,
    "interactions": columns.INTERACTION_SYNONYMS,
}


def preview(path: Path, mapping: Mapping[str, str] | None = None, rows: int = 20) -> list[Preview]:
    """Look into every table of a folder, however large, as a mapping would read it.

    Args:
        path: folder, or a file in it.
        mapping: the mapping so far; what it names wrongly is guessed again.
        rows: how many rows to show.

    """
    folder = folder_of(path)
    mapping = mapping or {}
    try:
        found = layout(path, mapping)
    except UserError:
        found = layout(path)
    kinds = {found.items: "items", found.users: "users", found.truth: "truth"}
    kinds |= dict.fromkeys(found.logs, "interactions")
    previews = []
    for file in files_in(folder):
        if not tables.is_table(file):
            continue
        table = kinds.get(file, "")
        try:
            head = tables.head(file, rows).frame
        except UserError as error:
            previews.append(Preview(file.name, table, (), {}, pl.DataFrame(), error.message))
            continue
        guess: dict[str, str] = {}
        if table in SYNONYMS:
            known = {key: name for key, name in mapping.items() if name in head.columns}
            guess = column_map(table, head.columns, SYNONYMS[table], known, file)
        previews.append(Preview(file.name, table, tuple(head.columns), guess, head))
    return previews
