"""What every reader is: a name, how it recognises its own layout, and a way to read it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from core.catalog.schema import Catalog
from core.errors import UserError
from core.progress import NOBODY, Reporter
from core.text import Text


@dataclass(frozen=True)
class Detection:
    """How sure a reader is that a path is for it.

    Attributes:
        score: 0..1; the reader with the highest score reads.
        reason: what it recognised, as the end of "Detected because ...".

    """

    score: float
    reason: Text


class Reader(ABC):
    """Reads one published layout. Readers are made without arguments and keep no state.

    Attributes:
        name: what a person chooses it by.
        title: what it takes, for people.
        place: of two readers that are as sure, the one with the smaller place reads.

    """

    name: ClassVar[str]
    title: ClassVar[str]
    place: ClassVar[int] = 100

    @abstractmethod
    def detect(self, path: Path) -> Detection | None:
        """Whether this looks like the layout, from names and a few first bytes only."""

    @abstractmethod
    def read(
        self, path: Path, mapping: Mapping[str, str] | None = None, reporter: Reporter = NOBODY
    ) -> Catalog:
        """Read it.

        Args:
            path: folder or file.
            mapping: meaning -> column, for readers that map columns; others ignore it.
            reporter: told how far it is, asked whether to go on.

        Raises:
            UserError: the files cannot be used; says which, where, and what to do.

        """


def folder_of(path: Path) -> Path:
    """The folder a dropped file belongs to, or the dropped folder itself."""
    return path if path.is_dir() else path.parent


def files_in(folder: Path) -> list[Path]:
    """Files directly in a folder, hidden ones left out, by name. Empty if there is no folder."""
    try:
        return sorted(
            path for path in folder.iterdir() if not path.name.startswith(".") and path.is_file()
        )
    except OSError:
        return []


def first_file(folder: Path, *names: str) -> Path | None:
    """The first of these names that is a file in `folder`."""
    return next((folder / name for name in names if (folder / name).is_file()), None)


def need(path: Path | None, folder: Path, missing: str, remedy: str) -> Path:
    """`path`, or a UserError that says what is missing in which folder."""
    if path is None:
        raise UserError(
            Text("{folder} holds no {missing}.", folder=folder.name, missing=Text(missing)),
            remedy,
            file=str(folder),
        )
    return path
