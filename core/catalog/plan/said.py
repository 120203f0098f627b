"""What a person said about files and columns, beside the files or on the command line.

Either a whole plan (`core.catalog.plan.model`), or a mapping, which is flat: keys are names in
ITEM_COLUMNS or INTERACTION_COLUMNS, alone or as `items.<name>`, `users.<name>`,
`interactions.<name>` or `<file>.<name>`, and their values are columns; the keys `items`, `users`
and `interactions` name files, several separated by `;`. An empty value says that there is no such
file or column. What a mapping leaves open is found by looking.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from core import workspace
from core.catalog.plan.model import Holds, Plan
from core.catalog.rows import interactions, items
from core.catalog.rows.columns import Role, Roles
from core.catalog.text import tables
from core.errors import UserError
from core.text import Text

#: Lies beside the files.
SAID_FILE = "triptych.json"

#: What the columns of each table can be.
ROLES: Mapping[str, Roles] = {
    "items": items.ROLES,
    "users": {"user": Role((*interactions.ROLES["user"].synonyms, "id"))},
    "interactions": interactions.ROLES,
}
_MEANINGS = {name for roles in ROLES.values() for name in roles}


@dataclass(frozen=True)
class Said:
    """A mapping, as questions that a look asks it.

    Attributes:
        mapping: as the module says.
        folder: where the files lie.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    folder: Path = Path()

    def files(self, holds: Holds) -> list[str] | None:
        """The files that are this; None if nothing is said.

        Raises:
            UserError: one is not there.

        """
        if holds not in self.mapping or holds not in ROLES:
            return None
        names = [name.strip() for name in self.mapping[holds].split(";") if name.strip()]
        for name in names:
            path = workspace.inside(self.folder, name)
            if path is None or not tables.exists(path):
                raise UserError(
                    Text(
                        "The mapping names the file '{name}', which is not in {folder}.",
                        name=name,
                        folder=self.folder.name,
                    ),
                    Text("Correct {file} or put the file there.", file=SAID_FILE),
                    file=str(self.folder / SAID_FILE),
                )
        return names

    def columns(self, file: str, holds: Holds, names: Sequence[str]) -> dict[str, str]:
        """Meaning -> column, "" for none, as far as it is said of one table."""
        said: dict[str, str] = {}
        for meaning in ROLES.get(holds, ()) if self.mapping else ():
            for scope in (f"{file}.", f"{Path(file).name}.", f"{holds}.", ""):
                column = self.mapping.get(scope + meaning)
                if column is not None and (not column or column in names):
                    said[meaning] = column
                    break
        return said

    def check(self, files: Mapping[str, tuple[Holds, Sequence[str]]]) -> None:
        """See that every entry means something.

        Args:
            files: what each file that is read holds, and its columns, by its name.

        Raises:
            UserError: a key is none of those there are, or a column is not where it should be.

        """
        for key, column in self.mapping.items():
            if key in ROLES:
                continue
            scope, _, meaning = key.rpartition(".")
            meant = {
                name: names
                for name, (holds, names) in files.items()
                if scope in ("", holds, name, Path(name).name)
            }
            if meaning not in _MEANINGS or (scope and scope not in ROLES and not meant):
                raise _means_nothing(key, self.folder)
            if not column:
                continue
            if scope == "" and not any(column in names for names in meant.values()):
                known = dict.fromkeys(column for names in meant.values() for column in names)
                raise UserError(
                    Text(
                        "The mapping names the column '{column}', which no file has.", column=column
                    ),
                    Text("The columns are: {known}.", known=", ".join(known)),
                    file=str(self.folder),
                    column=column,
                )
            for name, names in meant.items() if scope else ():
                if column not in names:
                    raise _no_such_column(column, name, names)


def _means_nothing(key: str, folder: Path) -> UserError:
    return UserError(
        Text("The mapping says what '{key}' is, which is nothing a catalog has.", key=key),
        Text(
            "Choose from {meanings}, alone or as items.<name>, users.<name>, "
            "interactions.<name> or <file>.<name>.",
            meanings=", ".join(sorted(_MEANINGS)),
        ),
        file=str(folder),
    )


def _no_such_column(column: str, file: str, names: Sequence[str]) -> UserError:
    return UserError(
        Text(
            "The mapping names the column '{column}', which {file} does not have.",
            column=column,
            file=file,
        ),
        Text("The columns are: {names}.", names=", ".join(names)),
        file=file,
        line=1,
        column=column,
    )


def load(path: Path) -> Plan | dict[str, str]:
    """The plan or mapping in a file.

    Raises:
        UserError: it is neither.

    """
    try:
        value = workspace.parse_json(path)
    except (OSError, ValueError) as error:
        raise UserError(
            Text("{file} cannot be read ({error}).", file=path.name, error=error),
            "Correct it, or remove it to have the columns found by looking.",
            file=str(path),
        ) from error
    if isinstance(value, dict) and isinstance(value.get("plan"), dict):
        value = value["plan"]  # what `triptych open --json` printed
    if isinstance(value, dict) and isinstance(value.get("files"), list):
        return _plan(value, path)
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise UserError(
            Text("{file} must be one JSON object: a plan, or texts.", file=path.name),
            'For example {"item": "sku", "user": "customer", "interactions": "log.csv"}.',
            file=str(path),
        )
    return value


def _plan(value: dict[str, object], path: Path) -> Plan:
    try:
        return Plan.model_validate({"folder": str(path.parent), **value, "told": path.name})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UserError(
            Text(
                "{file} is no plan: '{where}' is not valid ({msg}).",
                file=path.name,
                where=where,
                msg=first["msg"],
            ),
            "`triptych open --json` prints one to start from.",
            file=str(path),
        ) from error


def beside(folder: Path) -> Plan | dict[str, str]:
    """What is saved beside the files; an empty mapping if nothing is."""
    path = folder / SAID_FILE
    if not path.is_file():
        return {}
    found = load(path)
    # The folder may have been moved since.
    return found.model_copy(update={"folder": str(folder)}) if isinstance(found, Plan) else found


def save(folder: Path, said: Plan | Mapping[str, str]) -> Path:
    """Save a plan or mapping beside the files, for the next time they are opened.

    Raises:
        UserError: the folder cannot be written to.

    """
    path = folder / SAID_FILE
    value = dict(said) if isinstance(said, Mapping) else said.brief()
    try:
        workspace.write_atomic(path, workspace.as_json(value))
    except OSError as error:
        raise UserError(
            Text(
                "The plan cannot be saved beside the files ({error}).",
                error=error.strerror or error,
            ),
            "Open them without saving it, or copy the folder to where you may write.",
            file=str(path),
        ) from error
    return path
