"""What a table says of how it is written, so that a person can see how it was read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Form:
    """How a file is written.

    Attributes:
        kind: "CSV", "JSON lines", "Parquet", ...
        encoding: of text, as Python calls it; "" where there is none.
        separator: between fields of a line; "" where there are no fields.
        header: whether a line names the columns; False: they are "column 1", "column 2", ...
        sure: whether header and separator left no doubt.

    """

    kind: str = "CSV"
    encoding: str = ""
    separator: str = ""
    header: bool = True
    sure: bool = True


#: Of a table that says nothing.
DEFAULT = Form()
