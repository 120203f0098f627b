"""Errors a person can act on.

Everything that can go wrong because of the input, the disk or the machine is raised as a
:class:`UserError`; anything else is a bug and may show a traceback.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(eq=False)
class UserError(Exception):
    """A failure the user can understand and mend.

    Args:
        message: one plain sentence that says what is wrong.
        remedy: one plain sentence that says what to do about it.
        file: the file it is about, if there is one.
        line: line in that file, counted from 1, header included.
        column: name of the column or field.

    """

    message: str
    remedy: str = ""
    file: str | None = None
    line: int | None = None
    column: str | None = None

    def __post_init__(self) -> None:
        super().__init__(str(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.message, self.remedy, self.file, self.line, self.column)

    def __str__(self) -> str:
        where = ""
        if self.file:
            where = Path(self.file).name
            if self.line is not None:
                where += f", line {self.line}"
            if self.column:
                where += f", column '{self.column}'"
            where += ": "
        return f"{where}{self.message}" + (f" {self.remedy}" if self.remedy else "")

    def to_dict(self) -> dict[str, Any]:
        """The fields as plain JSON values, for messages between processes."""
        return asdict(self)


class MissingWeightsError(UserError):
    """Pretrained weights are not on this machine; `remedy` names the command that gets them."""
