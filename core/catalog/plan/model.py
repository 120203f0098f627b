"""The plan of a catalog: which file is what, which column means what, why, and what is unsure.

A plan is made by looking (`core.catalog.opening.look`), can be shown, changed and saved as JSON,
and is what reading follows. It knows no polars: window and processes exchange it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from core.text import Text

#: What a table can hold; "" is one that is not read.
Holds = Literal["items", "users", "interactions", "truth", ""]

#: Below this a decision is shown as an assumption, not as a fact.
SURE = 0.6


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Column(_Part):
    """A column and what speaks for its meaning.

    Attributes:
        name: as the file has it.
        why: the evidence, as a sentence.
        confidence: 0..1.
    """

    name: str
    why: Text = Text()
    confidence: float = 1.0


class Join(_Part):
    """Another table, whose rows are put beside those that name them.

    Attributes:
        file: relative to the plan's folder.
        on: the column here that names its rows.
        key: its column with a value of its own in every row.
        why: the evidence.
    """

    file: str
    on: str
    key: str
    why: Text = Text()


class Lists(_Part):
    """A column whose cells list items; each is read as a row of its own.

    Attributes:
        column: whose cells.
        separator: between the items of a text.
        marked: whether each ends in what became of it: `N123-1` was chosen, `N456-0` only shown.
        leads: whether each list begins with its user.
        records: whether what is listed has fields, which become columns.
    """

    column: str
    separator: str = " "
    marked: bool = False
    leads: bool = False
    records: bool = False


class Spread(_Part):
    """Columns that are named after items, or after users: each cell is read as a row.

    Attributes:
        keep: the other columns, first the one that names the rows.
        sums: what the row is called that sums the others, "" if there is none.
        zeros: whether a zero says something; else it is as a blank.
    """

    keep: tuple[str, ...]
    sums: str = ""
    zeros: bool = True


class File(_Part):
    """One table in sight.

    Attributes:
        file: relative to the plan's folder, with "/".
        holds: what it is read as; "" if it is not.
        why: the evidence, or why it is left unused.
        confidence: 0..1.
        columns: meaning -> column. Meanings are those of ITEM_COLUMNS and INTERACTION_COLUMNS.
        joins: tables whose columns it has as well.
        lists: which column lists items, if one does.
        spread: which columns are not named after items or users, if others are.
        alone: whose all its rows are where no column names users; "" where one does.
        tells: of a log, what it says of the items themselves where no table of items does.
        event: what happened in its rows where no column says so; None: by its columns.
        times: how its times are written, as TimeFormat says; None: as they are found to be.
        split: 0, 1, 2 if it is a published part (train, validation, test), else None.
        names: its columns in file order.
        kind: CSV, JSON lines, Parquet, ...
        encoding: of text, as Python calls it.
        header: whether a line names the columns; else they are "column 1", "column 2", ...
        rows: about how many it has; None if that cannot be told from its beginning.
    """

    file: str
    holds: Holds = ""
    why: Text = Text()
    confidence: float = 1.0
    columns: dict[str, Column] = Field(default_factory=dict)
    joins: tuple[Join, ...] = ()
    lists: Lists | None = None
    spread: Spread | None = None
    alone: str = ""
    tells: dict[str, Column] = Field(default_factory=dict)
    event: str | None = None
    times: str | None = None
    split: Literal[0, 1, 2] | None = None
    names: tuple[str, ...] = ()
    kind: str = ""
    encoding: str = ""
    header: bool = True
    rows: int | None = None

    @field_validator("alone", mode="before")
    @classmethod
    def _somebody(cls, value: object) -> object:
        """Plans of before only said whether they were somebody's."""
        return ("one person" if value else "") if isinstance(value, bool) else value

    @field_validator("columns", "tells", mode="before")
    @classmethod
    def _plain_names(cls, value: object) -> object:
        """In a plan that a person writes, a column is its name."""
        if not isinstance(value, Mapping):
            return value
        return {k: {"name": v} if isinstance(v, str) else v for k, v in value.items()}

    @property
    def chosen(self) -> dict[str, str]:
        """Meaning -> name of the column."""
        return {meaning: column.name for meaning, column in self.columns.items()}


class Aside(_Part):
    """Files that are no tables: what they are used for, or why they are not.

    Attributes:
        what: name of a file, or of a kind of files in a folder.
        count: how many there are.
        why: what becomes of them.
        used: whether they are read.
    """

    what: str
    count: int = 1
    why: Text = Text()
    used: bool = False


class Question(_Part):
    """Where the evidence is thin, or two readings fit.

    Attributes:
        file: which table it is about, "" for the whole.
        about: the meaning it is about ("item", "timestamp", ...), "holds" for what the file is.
        text: what is asked, and what is assumed if nobody answers.
        options: other answers: columns, or what the file may hold.
    """

    file: str
    about: str
    text: Text
    options: tuple[str, ...] = ()


class Plan(_Part):
    """How a catalog is read.

    Attributes:
        folder: that was looked at; files and media are named from there.
        reader: the layout; "table" reads the tables as `files` says.
        why: what speaks for the layout.
        files: every table in sight, those that are read first.
        asides: every other file in sight.
        questions: what should be asked.
        wishes: event -> the least rating that is a wish (None: any), where a person chose.
        weighting: how much what happened more often weighs, where a person chose.
        told: by whom the plan was made: "" by looking, else what said so (a file, a mapping).
    """

    version: Literal[1] = 1
    folder: str
    reader: str = "table"
    why: Text = Text()
    files: tuple[File, ...] = ()
    asides: tuple[Aside, ...] = ()
    questions: tuple[Question, ...] = ()
    wishes: dict[str, float | None] = Field(default_factory=dict)
    weighting: Literal["log", "linear", "none"] | None = None
    told: Text = Text()

    def of(self, holds: Holds) -> tuple[File, ...]:
        """The tables that are read as this."""
        return tuple(file for file in self.files if file.holds == holds)

    @property
    def unused(self) -> tuple[File, ...]:
        """The tables in sight that are not read."""
        joined = {join.file for file in self.files if file.holds for join in file.joins}
        return tuple(file for file in self.of("") if file.file not in joined)

    def brief(self) -> dict[str, object]:
        """What is decided, without what speaks for it: as a person would write it."""
        return {
            "version": self.version,
            "reader": self.reader,
            "files": [
                {
                    key: value
                    for key, value in {
                        "file": file.file,
                        "holds": file.holds,
                        "columns": file.chosen,
                        "joins": [join.model_dump(exclude={"why"}) for join in file.joins],
                        "lists": file.lists and file.lists.model_dump(),
                        "spread": file.spread and file.spread.model_dump(),
                        "alone": file.alone or None,
                        "tells": {k: column.name for k, column in file.tells.items()},
                        "event": file.event,
                        "times": file.times,
                        "split": file.split,
                    }.items()
                    if value not in (None, {}, [])
                }
                for file in self.files
            ],
            **({"wishes": self.wishes} if self.wishes else {}),
            **({"weighting": self.weighting} if self.weighting else {}),
        }
