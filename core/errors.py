"""Errors a person can act on.

Everything that can go wrong because of the input, the disk or the machine is raised as a
:class:`UserError`; anything else is a bug and may show a traceback.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict

from core.text import LONGEST, Text


class Told(TypedDict):
    """What a :class:`UserError` says, as messages between processes carry it."""

    message: Text
    remedy: Text
    file: str | None
    line: int | None
    column: str | None


class UserError(Exception):
    """A failure the user can understand and mend.

    Args:
        message: one plain sentence that says what is wrong.
        remedy: one plain sentence that says what to do about it.
        file: the file it is about, if there is one.
        line: line in that file, counted from 1, header included.
        column: name of the column or field.

    """

    def __init__(
        self,
        message: str,
        remedy: str = "",
        file: str | None = None,
        line: int | None = None,
        column: str | None = None,
    ) -> None:
        super().__init__(message, remedy, file, line, column)
        self.message = Text(message)
        self.remedy = Text(remedy)
        self.file = file
        self.line = line
        self.column = None if column is None else column[:LONGEST]

    @property
    def sentence(self) -> Text:
        """All of it in one line: where, what is wrong, and what to do."""
        said = Text.joined(" ", filter(None, (self.message, self.remedy)))
        if not self.file:
            return said
        where: object = Path(self.file).name
        if self.line is not None:
            where = Text("{file}, line {line}", file=where, line=self.line)
        if self.column:
            where = Text("{file}, column '{column}'", file=where, column=self.column)
        return Text("{where}: {said}", where=where, said=said)

    def __str__(self) -> str:
        return str(self.sentence)

    def to_dict(self) -> Told:
        """The fields, for messages between processes."""
        return {
            "message": self.message,
            "remedy": self.remedy,
            "file": self.file,
            "line": self.line,
            "column": self.column,
        }


class MissingWeightsError(UserError):
    """Pretrained weights are not on this machine; `remedy` names the command that gets them."""
