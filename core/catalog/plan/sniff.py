"""The beginning of a table and what its columns look like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import polars as pl

from core.catalog.modality import FILES
from core.catalog.plan.model import Join, Lists, Spread
from core.catalog.rows import joining, listed, spread, times
from core.catalog.rows.media_files import kind_of, suffix_inside
from core.catalog.rows.timeformat import EARLIEST
from core.catalog.rows.values import as_ids, as_text
from core.catalog.text import packed, tables, textfile
from core.catalog.text.table import UNREADABLE, Table
from core.errors import UserError
from core.text import Text

#: Rows looked at.
ROWS = 2000
#: Bytes from which on rows further down are looked at, and where.
_LARGE = 1 << 20
_PLACES = 16
_BLOCK = 1 << 16
#: Whole numbers from which on a column may tell times: 1990 in seconds.
_EPOCH = EARLIEST / 1000
#: Dates as digits, 20201231, perhaps with a time of day.
_DIGITS = r"^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{4}|\d{6})?(?:\.0)?$"


@dataclass(frozen=True, eq=False)
class Seen:
    """A column as far as it was looked at.

    Attributes:
        name: as the file has it.
        given: its values as they came.
    """

    name: str
    given: pl.Series

    @cached_property
    def ids(self) -> pl.Series:
        """Its values as identifiers, those missing left out."""
        return as_ids(self.given).drop_nulls() if not self.packed else pl.Series(dtype=pl.String)

    @cached_property
    def bare(self) -> pl.Series:
        """The same in small letters, without blanks and what joins words."""
        return self.ids.str.to_lowercase().str.replace_all(r"[\s_-]+", "")

    @cached_property
    def spellings(self) -> frozenset[str]:
        """Its different values, written so."""
        return frozenset(self.bare.unique().to_list())

    @property
    def packed(self) -> bool:
        """Whether its values are bytes, or hold some (pictures in a Parquet file)."""
        dtype = self.given.dtype
        inner = [field.dtype for field in dtype.fields] if isinstance(dtype, pl.Struct) else []
        return pl.Binary in (dtype, *inner)

    @cached_property
    def distinct(self) -> frozenset[str]:
        """Its different values."""
        return frozenset(self.ids.to_list())

    @cached_property
    def filled(self) -> float:
        """Share of rows with a value."""
        return len(self.ids) / len(self.given) if len(self.given) else 0.0

    @cached_property
    def varied(self) -> float:
        """Different values as a share of all: 1 is a key."""
        return len(self.distinct) / len(self.ids) if len(self.ids) else 0.0

    @cached_property
    def numbers(self) -> pl.Series:
        """Its values as numbers, those that are none left out."""
        if self.given.dtype.is_temporal() or self.given.dtype.is_nested():
            return pl.Series(dtype=pl.Float64)
        values = self.ids.cast(pl.Float64, strict=False)
        return values.filter(values.is_finite()).drop_nulls()

    @cached_property
    def numeric(self) -> float:
        """Share of values that are numbers."""
        return len(self.numbers) / len(self.ids) if len(self.ids) else 0.0

    @cached_property
    def whole(self) -> bool:
        """Whether all values are whole numbers."""
        return self.numeric == 1.0 and bool((self.numbers == self.numbers.round()).all())

    @cached_property
    def length(self) -> float:
        """Characters of a value on average."""
        mean = self.ids.str.len_chars().mean()
        return float(mean) if isinstance(mean, int | float) else 0.0

    @cached_property
    def wordy(self) -> float:
        """Share of values with a blank between words."""
        return self._matching(r"\S\s+\S")

    @cached_property
    def web(self) -> float:
        """Share of values that are web addresses."""
        return self._matching(r"^[A-Za-z][\w+.-]*://")

    @property
    def paths(self) -> float:
        """Share of values with folders in them."""
        return self._matching("/")

    def _matching(self, pattern: str) -> float:
        return float(self.ids.str.contains(pattern).sum()) / max(1, len(self.ids))

    @cached_property
    def like_times(self) -> float:
        """Share of values that can only be times: written dates, or seconds since 1970."""
        if self.given.dtype.is_temporal():
            return float(self.given.dtype in (pl.Date, pl.Datetime))
        if self.numeric > 0.5:
            since_1970 = float((self.numbers >= _EPOCH).sum()) / len(self.ids)
            told = max(since_1970, self._matching(_DIGITS))
            return told * self.as_times if told else 0.0
        # A product's name can hold a date; a time holds little else.
        return self.as_times if self.length < 40 and self._dated > 0.5 else 0.0

    @cached_property
    def _dated(self) -> float:
        return self._matching(r"\d[-/.:, T]+\d|\d[-/. ]\p{L}|\p{L}{3} +\d")

    @cached_property
    def as_times(self) -> float:
        """Share of values that can be read as times if they must."""
        if self.packed:
            return 0.0
        sample = as_text(self.given).drop_nulls().head(300)
        if self.given.dtype.is_numeric():
            sample = self.given.drop_nulls().head(300)
        if not len(sample):
            return 0.0
        return times.to_utc(sample, self.name).values.count() / len(sample)

    @cached_property
    def files(self) -> tuple[str, float]:
        """The kind of FILES most of its values are by their suffix, and the share."""
        if self.packed:
            return "image", 0.0
        found = [kind_of(name) for name in as_text(self.given).drop_nulls().head(200).to_list()]
        counts = {kind: found.count(kind) / max(1, len(found)) for kind in FILES}
        best = max(counts, key=counts.__getitem__)
        return best, counts[best]

    @cached_property
    def like_ids(self) -> bool:
        """Whether its values can name users or items."""
        # Of hexadecimal ids many are numbers by chance, and whole ones.
        broken = self.numeric > 0.9 and bool((self.numbers != self.numbers.round()).any())
        return self.short and not broken and self.given.dtype != pl.Boolean

    @cached_property
    def addresses(self) -> bool:
        """Whether its values are web addresses, which name pages where another table has them."""
        return self.web > 0.9 and self.length <= 300

    @cached_property
    def short(self) -> bool:
        """Whether its values are short texts or numbers, whatever they mean."""
        return 0 < self.length <= 80 and not self.given.dtype.is_nested() and self.web < 0.5

    @cached_property
    def key(self) -> bool:
        """Whether it has a value of its own in (nearly) every row."""
        return self.like_ids and self.filled > 0.8 and self.varied > 0.95


@dataclass(frozen=True, eq=False)
class Sniffed:
    """A table as far as it was looked at.

    Attributes:
        path: the file.
        name: as the plan names it.
        head: its first rows.
        problem: why it cannot be read, None if it can.
        rows: about how many rows it has; None if that cannot be told.
        size: bytes on disk.
        beside: columns of tables whose rows are put beside its own.
        joins: how.
        lists: which column lists items.
        spread: which columns are not named after items or users, if others are.
        alone: whose all its rows are where no column names users, else "".
    """

    path: Path
    name: str
    head: Table
    problem: UserError | None = None
    rows: int | None = None
    size: int = 0
    beside: tuple[Seen, ...] = ()
    joins: tuple[Join, ...] = ()
    lists: Lists | None = None
    spread: Spread | None = None
    alone: str = ""

    @cached_property
    def own(self) -> tuple[Seen, ...]:
        """Its columns in file order."""
        return tuple(Seen(series.name, series) for series in self.sample.iter_columns())

    @property
    def columns(self) -> tuple[Seen, ...]:
        """Its columns in file order, then those put beside them."""
        return (*self.own, *self.beside)

    @cached_property
    def sample(self) -> pl.DataFrame:
        """Its first rows, and of a large file some from further down; a row an item listed."""
        rows = self.lines if self.lists is None else listed.unfold(self.lines, self.lists)[0]
        rows = rows if self.spread is None else spread.gather(rows, self.spread)[0]
        return joining.of_one(rows, self.alone) if self.alone else rows

    @cached_property
    def lines(self) -> pl.DataFrame:
        """The same as the file has them."""
        return (
            pl.concat([self.head.frame, _further(self)]) if self.size > _LARGE else self.head.frame
        )

    @cached_property
    def texts(self) -> pl.DataFrame:
        """Its first rows as text, written alike whatever kind of file they come from."""
        return pl.DataFrame(
            [
                as_text(one) if one.dtype.is_nested() else as_ids(one)
                for one in self.head.frame.iter_columns()
                if not one.dtype.is_temporal() and one.dtype != pl.Binary
            ]
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Names of its columns in file order."""
        return tuple(self.head.frame.columns)

    @property
    def complete(self) -> bool:
        """Whether all rows were seen."""
        return self.rows is not None and self.rows <= len(self.lines)

    @property
    def kind(self) -> str:
        """What kind of file it is, for people."""
        return self.head.form.kind

    def column(self, name: str) -> Seen:
        """One of its columns."""
        return next(one for one in self.columns if one.name == name)

    def with_rows_of(self, other: Sniffed, join: Join) -> Sniffed:
        """The table with the columns of another beside its own, as `joined` of rows reads it."""
        names = joining.names([one.name for one in self.columns], other.names, join)
        beside = tuple(Seen(names[one.name], one.given) for one in other.own if one.name in names)
        return replace(self, beside=(*self.beside, *beside), joins=(*self.joins, join))


def sniff(path: Path, name: str) -> Sniffed:
    """Look at the beginning of a table; what is wrong with it is kept, not raised."""
    try:
        size = packed.size(path)
        _no_media(path)
        head = tables.head(path, ROWS)
    except UserError as error:
        return Sniffed(path, name, Table(path, pl.DataFrame()), error)
    except OSError as error:
        told = UserError(
            Text("{file} cannot be read ({error}).", file=path.name, error=error),
            "Check that the file exists and that you may read it.",
            file=str(path),
        )
        return Sniffed(path, name, Table(path, pl.DataFrame()), told)
    return Sniffed(path, name, head, None, _rows(path, head, size), size)


def _no_media(path: Path) -> None:
    """See that a file called like a table is no picture or sound.

    Raises:
        UserError: it is one.

    """
    begin = packed.first_bytes(path)
    if b"\0" in begin and suffix_inside(begin) is not None:
        raise UserError(
            Text("{file} is binary: a picture, sound or video, and no table.", file=path.name),
            "Give it the ending of its kind.",
            file=str(path),
        )


def _rows(path: Path, head: Table, size: int) -> int | None:
    """How many rows there are, exactly if all were seen."""
    seen = len(head.frame)
    if seen < ROWS and size < 1 << 18:
        return seen
    if head.form.kind == "Parquet" and path.is_file():
        return int(pl.scan_parquet(path, glob=False).select(pl.len()).collect().item())
    if not seen or not path.is_file() or textfile.suffix(path) != path.suffix.lower():
        return None
    with path.open("rb") as file:
        begin = file.read(1 << 17)
    return max(seen, round(size / len(begin) * begin.count(b"\n")))


def _further(one: Sniffed) -> pl.DataFrame:
    """Rows from several places of a large text file; none where that is not plain to do."""
    none = one.head.frame.clear()
    form = one.head.form
    plain = form.encoding.lower() in ("", "utf-8", "ascii") and one.path.is_file()
    if not plain or not form.separator or textfile.suffix(one.path) != one.path.suffix.lower():
        return none
    if set(none.dtypes) != {pl.String()} or len(form.separator) > 1:
        return none
    pieces = []
    with one.path.open("rb") as file:
        for place in range(1, _PLACES + 1):
            file.seek(one.size * place // (_PLACES + 1))
            # The first and the last line are cut somewhere.
            piece = file.read(_BLOCK).partition(b"\n")[2].rpartition(b"\n")[0]
            pieces.append(piece)
    try:
        return pl.read_csv(
            b"\n".join(pieces),
            has_header=False,
            schema=dict(none.schema),
            separator=form.separator,
            truncate_ragged_lines=True,
            ignore_errors=True,
        )
    except UNREADABLE:
        return none


def named(sniffed: Sequence[Sniffed], name: str) -> Sniffed:
    """The table the plan names so."""
    return next(one for one in sniffed if one.name == name)
