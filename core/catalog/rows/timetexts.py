"""Written dates, with or without a time of day and a zone, in any usual order of their parts.

Plain ISO 8601 is read by polars. What is left is cut into its parts by one expression each for
dates in digits (or with the month's name between), for dates that begin with the month's name, for
those of C's ctime, and so on. Whether 1/2/2020 is in January or in February is decided over the
whole column.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from core.catalog.rows import civil, zones
from core.catalog.rows.timeformat import FORMATS, LATEST, LONG_AGO, TimeFormat, Times, nothing
from core.catalog.schema import empty
from core.text import Text

#: What polars reads at once, and whether it names its zone.
_ISO = (
    ("%Y-%m-%d %H:%M:%S%.f", False),
    ("%Y-%m-%dT%H:%M:%S%.f", False),
    ("%Y-%m-%d", False),
    ("%Y-%m-%dT%H:%M:%S%.fZ", True),
    ("%Y-%m-%d %H:%M:%S%.f UTC", True),
    ("%Y-%m-%dT%H:%M:%S%.f%:z", True),
    ("%Y-%m-%d %H:%M:%S%.f%:z", True),
)
_CLOCK = (
    r"(?:[T ,_]\s*(?:at )?(?P<h>\d{1,2})[:.](?P<n>\d{2})(?:[:.](?P<s>\d{2})(?:[.,](?P<f>\d+))?)?"
    r"\s*(?P<p>[ap]\.?\s?m\.?)?)?"
)
_ZONE = (
    r"\s*(?P<z>(?:UTC|GMT)?\s*[+-]\d{1,2}(?::?\d{2})?|[a-z]{1,5}|[a-z]+/[a-z_/-]+)?"
    r"(?:\s*\([^)]*\))?"
)
_START = r"(?i)^(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_GRAMMARS = (
    rf"{_START}(?P<a>\d{{4}}|\d{{1,2}})(?:st|nd|rd|th)?(?P<d>[-/. 年])\s*"
    rf"(?P<b>\d{{1,2}}|[a-z]{{3,9}})\.?[-/., 月]\s*"
    rf"(?P<c>\d{{4}}|\d{{1,2}})日?{_CLOCK}{_ZONE}$",
    rf"{_START}(?P<a>[a-z]{{3,9}})\.?[-/. ]\s*(?P<b>\d{{1,2}})(?:st|nd|rd|th)?[-/., ]\s*"
    rf"(?P<c>\d{{4}}){_CLOCK}{_ZONE}$",
    rf"{_START}(?P<a>[a-z]{{3,9}})\s+(?P<b>\d{{1,2}}){_CLOCK}{_ZONE}\s+(?P<c>\d{{4}})$",
    rf"(?i)^(?P<a>\d{{4}})(?P<b>\d{{2}})(?P<c>\d{{2}})[T ](?P<h>\d{{2}}):?(?P<n>\d{{2}})"
    rf"(?::?(?P<s>\d{{2}})(?:[.,](?P<f>\d+))?)?(?P<p>x)?{_ZONE}$",
    rf"(?i)^(?P<a>\d{{4}})[-/. 年](?P<b>\d{{1,2}})月?(?P<c>x)?{_CLOCK}{_ZONE}$",
)
_PARTS = ("a", "b", "c", "d", "h", "n", "s", "f", "p", "z")
_NONE = dict.fromkeys(_PARTS, pl.String())
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: An order that makes the way through time, row by row, this much shorter is the better guess.
_SHORTER = 0.5
_DAY = 86_400_000


def read(text: pl.Series, source: str, wanted: TimeFormat | None = None) -> Times:
    """Times of a column of texts.

    Args:
        text: without blanks around, and null where something stands for nothing.
        source: what to call the column in the note.
        wanted: the order of the parts, and the zone of times without one; None to find out.
    """
    zone = "UTC" if wanted is None else wanted.zone
    values = pl.Series(text.name, [None], dtype=pl.Int64).new_from_index(0, len(text))
    zoned = 0
    if zone == "UTC":
        values, zoned = _iso(text, values)
    how = _Order(FORMATS["date:ymd"], 1.0)
    notes: list[Text] = []
    rest = np.flatnonzero((text.is_not_null() & values.is_null()).to_numpy())
    if len(rest):
        parts = _cut(text.gather(rest))
        days, how = _days(parts, wanted, len(text) - text.null_count() - len(rest))
        named = parts.get_column("z")
        found, letters = zones.to_utc(days * _DAY + _clock(parts), named, zone)
        found = civil.possible(found)
        good = np.isfinite(found)
        values = values.scatter(rest[good], found[good].astype(np.int64))
        zoned += int((good & named.is_not_null().to_numpy()).sum())
        notes = [*how.told(source), *_letters(source, letters)]
    bad = (text.is_not_null() & values.is_null()).to_numpy()
    if values.null_count() == len(values):
        return nothing(text, bad, _none(source, text))
    share = 1 - float(bad.sum()) / max(1, len(text) - text.null_count())
    notes.append(_zone_note(source, zoned, int(values.count()), zone))
    return Times(
        values, bad, Text.joined(" ", notes), how.format, how.confidence * share, how.others
    )


def _iso(text: pl.Series, values: pl.Series) -> tuple[pl.Series, int]:
    """Milliseconds where it is ISO 8601 as most write it, and how many rows name a zone."""
    zoned = 0
    head = text.drop_nulls().head(100)
    for pattern, names_zone in _ISO:
        read = text.str.to_datetime if "%H" in pattern else text.str.to_date
        probe = head.str.to_datetime if "%H" in pattern else head.str.to_date
        if values.null_count() == text.null_count() or probe(pattern, strict=False).count() == 0:
            continue
        parsed = read(pattern, strict=False)
        if not names_zone:
            parsed = parsed.cast(pl.Datetime("ms"))
        more = parsed.dt.epoch("ms")
        before = values.count()
        if more.min() is not None:
            inside = (more >= LONG_AGO) & (more < LATEST)
            values = values.fill_null(pl.select(pl.when(inside).then(more)).to_series())
        zoned += int(values.count() - before) if names_zone else 0
    return values.alias(text.name), zoned


def _cut(text: pl.Series) -> pl.DataFrame:
    """The parts of each text as written, columns _PARTS of String; null where there is none."""
    rows = np.arange(len(text))
    found = []
    for grammar in _GRAMMARS:
        cut = text.gather(rows).str.extract_groups(grammar).struct.unnest()
        cut = pl.concat([empty(_NONE), cut], how="diagonal")
        fits = cut.get_column("a").is_not_null()
        found.append(cut.with_columns(pl.Series("row", rows)).filter(fits))
        rows = rows[~fits.to_numpy()]
        if not len(rows):
            break
    found.append(pl.DataFrame({"row": rows}))
    return pl.concat(found, how="diagonal").sort("row").drop("row")


def _clock(parts: pl.DataFrame) -> np.ndarray:
    """Milliseconds since midnight, NaN where there is no such time."""
    hour, minute, second = (_number(parts, name, 0.0) for name in ("h", "n", "s"))
    half = parts.get_column("p").str.to_lowercase().str.head(1)
    after, before = (half == "p").fill_null(False).to_numpy(), half.is_not_null().to_numpy()
    good = (minute < 60) & (second <= 60) & np.where(before, (hour >= 1) & (hour <= 12), hour < 24)
    hour = np.where(before, hour % 12, hour) + 12.0 * after
    digits = parts.get_column("f").str.pad_end(3, "0").str.head(3)
    fraction = digits.cast(pl.Float64, strict=False).fill_null(0).to_numpy()
    return np.where(good, ((hour * 60 + minute) * 60 + second) * 1000 + fraction, np.nan)


def _number(parts: pl.DataFrame, name: str, missing: float = np.nan) -> np.ndarray:
    return parts.get_column(name).cast(pl.Float64, strict=False).fill_null(missing).to_numpy()


@dataclass(frozen=True)
class _Order:
    """In what order the parts of dates stand.

    Attributes:
        confidence: that it is this one.
        others: which it could be.
        example: a date that was left unread because it could be either.
        assumed: why it is this one, if nothing in the column proves it.
    """

    format: TimeFormat
    confidence: float
    others: tuple[TimeFormat, ...] = ()
    example: str = ""
    assumed: bool = False

    def told(self, source: str) -> list[Text]:
        """What a person should know of it."""
        if self.example:
            return [
                Text(
                    "{source} holds dates such as {example}, which could be day or month first; "
                    "they were left unread.",
                    source=source,
                    example=self.example,
                )
            ]
        if not self.assumed:
            return [Text("{source} was read as {order}.", source=source, order=self.format.title)]
        return [
            Text(
                "{source} could be read as {order} or as {other}: no date in it tells which. The "
                "first was assumed.",
                source=source,
                order=self.format.title,
                other=Text.joined(Text(" or as "), [other.title for other in self.others]),
            )
        ]


def _days(parts: pl.DataFrame, wanted: TimeFormat | None, read: int) -> tuple[np.ndarray, _Order]:
    """Days since 1970 of dates in parts, NaN where there is no such day, and their order.

    Args:
        parts: of `_cut`.
        wanted: the order of dates in digits that do not begin with the year; None to find out.
        read: values of the column that were read already, as year, month, day.
    """
    a, b, c = (_number(parts, name) for name in ("a", "b", "c"))
    length = {name: parts.get_column(name).str.len_bytes().fill_null(0).to_numpy() for name in "ac"}
    month = {name: _month(parts.get_column(name)) for name in "ab"}
    none = parts.get_column("c").is_null().to_numpy()
    first = np.isfinite(a) & (length["a"] == 4)
    day = np.where(
        first, _make(a, np.where(np.isfinite(b), b, month["b"]), np.where(none, 1, c)), np.nan
    )
    month_first, between = np.isfinite(month["a"]), ~first & np.isfinite(month["b"])
    day = np.where(month_first, _make(c, month["a"], b), day)
    day = np.where(between, _make(c, month["b"], a), day)
    open_ = ~first & np.isfinite(a) & np.isfinite(b) & (length["c"] >= 2)
    if not open_.any():
        counts = {"ymd": read + first.sum(), "mdy": month_first.sum(), "dmy": between.sum()}
        return day, _Order(FORMATS[f"date:{max(counts, key=lambda name: counts[name])}"], 1.0)
    rows = np.flatnonzero(open_)
    x, y, z = a[rows], b[rows], c[rows]
    made = {"dmy": _make(z, y, x), "mdy": _make(z, x, y)}
    if (length["c"][rows] == 2).all():
        made["ymd"] = _make(x, y, z)
    how = _decide(made, parts[rows], wanted)
    if how.assumed and how.confidence <= 0.5 and read + len(day) - len(rows) >= len(rows):
        example = "/".join(parts.select("a", "b", "c").row(int(rows[0])))
        return day, _Order(FORMATS["date:ymd"], 0.9, how.others, example)
    day[rows] = made[how.format.detail]
    return day, how


def _decide(made: dict[str, np.ndarray], parts: pl.DataFrame, wanted: TimeFormat | None) -> _Order:
    """Which order is the column's: the one all dates allow, else the likeliest."""
    if wanted is not None and wanted.detail in made:
        return _Order(wanted, 1.0)
    valid = {name: int(np.isfinite(days).sum()) for name, days in made.items()}
    best = max(valid.values())
    tied = [name for name, count in valid.items() if count == best]
    if len(tied) == 1:
        chosen = tied[0]
        against = max(
            int((np.isfinite(days) & ~np.isfinite(made[chosen])).sum())
            for name, days in made.items() if name != chosen
        )  # fmt: skip
        return _Order(FORMATS[f"date:{chosen}"], 0.97 * (1 - against / max(1, best)))
    way = {name: _way(made[name], [made[other] for other in tied]) for name in tied}
    ranked = sorted(tied, key=lambda name: way[name])
    if "dmy" in tied and bool((parts.get_column("d") == ".").all()):
        chosen, confidence = "dmy", 0.9
    elif way[ranked[0]] < _SHORTER * way[ranked[1]]:
        chosen, confidence = ranked[0], 0.75
    elif parts.get_column("p").count() and "mdy" in tied:
        chosen, confidence = "mdy", 0.7
    elif "mdy" in tied and _unpadded(parts):
        chosen, confidence = "mdy", 0.6
    else:
        chosen, confidence = tied[0], 0.5
    others = tuple(FORMATS[f"date:{name}"] for name in ranked if name != chosen)
    return _Order(FORMATS[f"date:{chosen}"], confidence, others, assumed=True)


def _unpadded(parts: pl.DataFrame) -> bool:
    """Whether dates are written 12/1/2010, as American spreadsheets do; elsewhere it is 01/12."""
    slashed = bool((parts.get_column("d") == "/").all())
    bare = (parts[name].str.len_bytes() == 1 for name in ("a", "b"))
    return slashed and any(bool(one.any()) for one in bare)


def _make(year: np.ndarray, month: np.ndarray, day: np.ndarray | float) -> np.ndarray:
    whole = [np.where(np.isfinite(part), part, 0).astype(np.int64) for part in (year, month, day)]
    known = np.isfinite(year)
    return np.where(known, civil.days(civil.full_year(whole[0]), *whole[1:]), np.nan)


def _month(names: pl.Series) -> np.ndarray:
    """The number of a month by its English name, NaN for all else."""
    short = names.str.to_lowercase().str.head(3)
    numbers = {name: place + 1.0 for place, name in enumerate(_MONTHS)}
    return short.replace_strict(numbers, default=None, return_dtype=pl.Float64).to_numpy()


def _way(days: np.ndarray, all_of: list[np.ndarray]) -> float:
    """How far one goes through time from row to row, where every order makes a day."""
    known = days[np.isfinite(np.stack(all_of)).all(0)]
    return float(np.abs(np.diff(known)).sum())


def _letters(source: str, letters: list[str]) -> list[Text]:
    if not letters:
        return []
    return [Text("Zones in {source}: {zones}.", source=source, zones=", ".join(sorted(letters)))]


def _zone_note(source: str, zoned: int, read: int, zone: str) -> Text:
    if zoned and zoned < read:
        return Text(
            "{source} names a time zone in {n_zoned} of {rows} rows; the others were "
            "taken for {zone}.",
            source=source,
            n_zoned=zoned,
            rows=read,
            zone=zone,
        )
    if zoned:
        return Text("{source} names its time zone, turned into UTC.", source=source)
    return Text("{source} names no time zone; it was taken for {zone}.", source=source, zone=zone)


def _none(source: str, text: pl.Series) -> Text:
    few = ", ".join(text.drop_nulls().head(3).str.slice(0, 40).to_list())
    return Text("{source} holds no times (such as {few}); it is not used.", source=source, few=few)
