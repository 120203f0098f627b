"""How the times of a column are written, as a value that a plan can keep, show and change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from core.errors import UserError
from core.text import Text

EARLIEST: Final = 631_152_000_000  # 1990-01-01T00:00Z in milliseconds: since then numbers are kept
LATEST: Final = 4_102_444_800_000  # 2100-01-01T00:00Z
LONG_AGO: Final = -2_208_988_800_000  # 1900-01-01T00:00Z: the oldest that a written date may be
#: Confidence below which a person should be asked.
SURE: Final = 0.8

#: What the parts of a written date stand for, in their order.
_DATES: Mapping[str, Text] = {
    "ymd": Text("year, month, day"),
    "dmy": Text("day, month, year"),
    "mdy": Text("month, day, year"),
}
#: Units that numbers since 1970 are in.
UNITS: Mapping[str, Text] = {
    "seconds": Text("seconds"),
    "milliseconds": Text("milliseconds"),
    "microseconds": Text("microseconds"),
    "nanoseconds": Text("nanoseconds"),
}
_KINDS: Mapping[str, Text] = {
    "typed": Text("dates or times, as the file types them"),
    "compact": Text("digits such as 20201231"),
    "year": Text("years"),
    "excel": Text("days as spreadsheets count them, 1 is 1900-01-01"),
    "order": Text("numbers that say the order and no time"),
    "none": Text("no times"),
}


@dataclass(frozen=True)
class TimeFormat:
    """How times are written.

    Attributes:
        kind: "date" (a written date, with or without a time of day), "epoch", "compact", "year",
            "excel", "order", "typed" or "none".
        detail: of a date "ymd", "dmy" or "mdy"; of an epoch its unit.
        zone: IANA name of the zone that values without one are taken for.
    """

    kind: str
    detail: str = ""
    zone: str = "UTC"

    def __str__(self) -> str:
        """As `of` reads it: `date:dmy`, `epoch:seconds`, `date:ymd@Asia/Tokyo`, `order`."""
        spec = f"{self.kind}:{self.detail}" if self.detail else self.kind
        return spec if self.zone == "UTC" else f"{spec}@{self.zone}"

    @classmethod
    def of(cls, spec: str) -> TimeFormat:
        """The format that `str` wrote.

        Raises:
            UserError: there is no such format.

        """
        name, _, zone = spec.partition("@")
        kind, _, detail = name.partition(":")
        found = cls(kind, detail, zone or "UTC")
        if name not in FORMATS:
            raise UserError(
                Text("There is no time format '{spec}'.", spec=spec),
                Text("Choose one of {names}.", names=", ".join(FORMATS)),
            )
        return found

    @property
    def title(self) -> Text:
        """For people."""
        if self.kind == "date":
            return _DATES.get(self.detail, Text("written dates"))
        if self.kind == "epoch":
            return Text("{unit} since 1970 (UTC)", unit=UNITS[self.detail])
        return _KINDS[self.kind]


#: Every format by name.
FORMATS: Mapping[str, TimeFormat] = {
    str(one): one
    for one in (
        *(TimeFormat("date", order) for order in _DATES),
        *(TimeFormat("epoch", unit) for unit in UNITS),
        *(TimeFormat(kind) for kind in _KINDS),
    )
}


@dataclass(frozen=True)
class Times:
    """Times of a column.

    Attributes:
        values: Int64 UTC milliseconds, null where there was no value or an impossible one; of the
            format "order" what tells the order.
        bad: bool [n], True where a value is there but is no possible time.
        note: the assumption made, in plain sentences; empty if there were no values.
        format: how they were read.
        confidence: 0..1, that this is right for the column; below SURE a person should be asked.
        alternatives: what else the column could be read as, likeliest first.
        share: of the values that are there, how many were read.
    """

    values: pl.Series
    bad: np.ndarray
    note: Text = Text()
    format: TimeFormat = TimeFormat("none")
    confidence: float = 0.0
    alternatives: tuple[TimeFormat, ...] = ()

    @property
    def share(self) -> float:
        """Of the values that are there, how many were read."""
        read = len(self.values) - self.values.null_count()
        return read / max(1, read + int(self.bad.sum()))


def nothing(series: pl.Series, bad: np.ndarray | None = None, note: Text | None = None) -> Times:
    """No times: all values null."""
    values = pl.Series(series.name, [None], dtype=pl.Int64).new_from_index(0, len(series))
    return Times(values, np.zeros(len(series), bool) if bad is None else bad, note or Text())
