"""Media paths that strangers wrote: found among the files of the catalog's folder, or told."""

from __future__ import annotations

import ast
import json
import os
import posixpath
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

import numpy as np
import polars as pl

from core import system
from core.catalog import quarantine
from core.catalog.modality import FILES
from core.catalog.rows.media_files import MediaFiles, key
from core.catalog.text.table import Table
from core.text import Text

_WEB = r"(?i)^(?:(?:https?|ftps?|s3|gs|ipfs|blob)?:)?//|^data:|^www\."
_DRIVE = re.compile(r"[A-Za-z]:|~")
_ENDING = "|".join(re.escape(suffix[1:]) for several in FILES.values() for suffix in several)
#: Ends as the name of a media file, also in a list, between quotes, or with a query.
_LOOKS = rf"(?i)\.(?:{_ENDING})['\"\]) ]*(?:[?#;|,].*)?$"
#: Several files in one cell.
_SEVERAL = r"[;|\n]|^\s*[\[(]"
_SAMPLE = 200


@dataclass(frozen=True, eq=False)
class Found:
    """What became of each value of a column.

    Attributes:
        paths: String [n], relative to the catalog's folder, null where no file was found.
        more: the other files of the same cell, joined by ";", null where there are none.
        reasons: index into REASONS, -1 where nothing is wrong.
        spelled: Boolean [n], whether the file is written another way than the value.

    """

    paths: pl.Series
    more: pl.Series
    reasons: np.ndarray
    spelled: pl.Series


_WEB_ADDRESS, _OUTSIDE, _MISSING, _AMBIGUOUS = range(4)
REASONS: Sequence[tuple[Text, Text]] = (
    (Text("This is a web address"), Text("Download the file and give its path.")),
    (
        Text("The path leads out of the catalog's folder"),
        Text("Copy the file into the folder and give its path from there."),
    ),
    (Text("There is no such file"), Text("Put the file there or correct the path.")),
    (Text("Several files are called so"), Text("Give the folder as well.")),
)


@dataclass(frozen=True)
class Evidence:
    """What a sample of a column says about whether it names files.

    Attributes:
        column: its name.
        filled: sampled values that are not empty.
        found: how many of these lead to a file in the folder.
        looks: how many end as the name of a media file.
        addresses: how many are web addresses.
        kinds: of the files found, how many are of each kind of FILES.

    """

    column: str
    filled: int
    found: int
    looks: int
    addresses: int
    kinds: dict[str, int]

    @property
    def is_paths(self) -> bool:
        """Whether the column names media files, some of which are there."""
        return self.found > 0 and 2 * max(self.found, self.looks) >= self.filled

    @property
    def is_addresses(self) -> bool:
        """Whether it holds web addresses of media."""
        return 0 < self.filled <= 2 * min(self.addresses, self.looks)


def evidence(given: pl.Series, files: MediaFiles, bare: bool = False) -> Evidence:
    """Ask a sample of a column, spread over all of it, whether it names files.

    Args:
        given: the column.
        files: the files in sight.
        bare: whether names without a suffix and a folder are looked up as well: such a column is
            called after media, or a title that happens to be a file's name would count.

    """
    nothing = Evidence(given.name, 0, 0, 0, 0, {})
    if given.dtype != pl.String and not _names(given.dtype):
        return nothing
    text = _text(sample(given))
    text = text.filter(text.str.len_chars() > 0)
    looks = text.str.contains(_LOOKS)
    if not bare and 2 * int(looks.sum()) < len(text) and not text.str.contains("[/\\\\]").any():
        return nothing
    if not bare:
        text = text.filter(looks | text.str.contains(r"[/\\]"))
    found = find(text, files)
    kinds: dict[str, int] = {}
    for path in found.paths.drop_nulls():
        kind = files.kinds[path]
        if kind is not None:
            kinds[kind] = kinds.get(kind, 0) + 1
    return Evidence(
        given.name,
        len(looks),
        sum(kinds.values()),
        int(looks.sum()),
        int((found.reasons == _WEB_ADDRESS).sum()),
        kinds,
    )


def sample(given: pl.Series) -> pl.Series:
    """Some values of a column from all over it, none of them null."""
    return given.drop_nulls().gather_every(max(1, given.count() // _SAMPLE))


def check_media(
    given: pl.Series, files: MediaFiles, table: Table, column: str, kind: str | None = None
) -> tuple[Found, pl.DataFrame]:
    """Find the files a column names; what is not found is reported.

    Args:
        given: String or list [n], one value for each row of `table`.
        files: the files in sight.
        table: where the values came from, for the report.
        column: the column's name, for the report.
        kind: of two files that differ in their suffix only, the one of this kind is meant.

    Returns:
        What was found, and quarantine entries.

    """
    found = find(given, files, kind)
    entries = [
        table.entries(np.flatnonzero(found.reasons == at), quarantine.kept(reason), remedy, column)
        for at, (reason, remedy) in enumerate(REASONS)
    ]
    return found, quarantine.join(entries)


def find(given: pl.Series, files: MediaFiles, kind: str | None = None) -> Found:
    """Find the files that values name.

    Values as most people write them are looked up all at once; the others one by one.
    """
    text = _text(given)
    clean = text.str.strip_chars()
    if clean.str.contains("\\", literal=True).any():
        clean = clean.str.replace_all("\\", "/", literal=True)
    if clean.str.starts_with("./").any():
        clean = clean.str.replace(r"^(?:\./)+", "")
    there = clean.is_in(files.table["path"].implode()).fill_null(False)
    web = clean.str.contains(_WEB).fill_null(False) & ~clean.str.starts_with("file:").fill_null(
        False
    )
    empty = clean.is_null() | (clean == "").fill_null(True)
    reasons = np.where((web & ~there).to_numpy(), _WEB_ADDRESS, -1).astype(np.int8)
    paths = pl.select(pl.when(there).then(clean)).to_series()
    left = np.flatnonzero((~(there | web | empty)).to_numpy())
    more: dict[int, str] = {}
    if len(left):
        finder = _Finder(files, kind)
        answers = {value: finder.cell(value) for value in text.gather(left).unique()}
        told = [answers[value] for value in text.gather(left)]
        reasons[left] = [reason for _, reason, _ in told]
        paths = paths.scatter(left, [path for path, _, _ in told])
        more = {int(at): rest for at, (_, _, rest) in zip(left, told, strict=True) if rest}
    rest = pl.Series([None], dtype=pl.String).new_from_index(0, len(text))
    if more:
        rest = rest.scatter(list(more), list(more.values()))
    several = text.str.contains(_SEVERAL).fill_null(False)
    spelled = (paths.is_not_null() & ~there & ~several).fill_null(False)
    return Found(paths.alias(given.name), rest.alias(given.name), reasons, spelled)


def _text(given: pl.Series) -> pl.Series:
    """Lists as lines of a cell, everything else as text."""
    unspoken = given.dtype in (pl.Binary, pl.Object)
    if unspoken or (given.dtype.is_nested() and not _names(given.dtype)):
        return pl.Series(given.name, [None], dtype=pl.String).new_from_index(0, len(given))
    if _names(given.dtype):
        inner = given.cast(pl.List(pl.String), strict=False)
        return inner.list.drop_nulls().list.join("\n").alias(given.name)
    return given.cast(pl.String, strict=False)


def _names(dtype: pl.DataType) -> bool:
    """Whether it is a list of texts; lists of numbers or of lists name nothing."""
    return isinstance(dtype, pl.List | pl.Array) and dtype.inner == pl.String


class _Finder:
    """Looks up one value at a time."""

    def __init__(self, files: MediaFiles, kind: str | None) -> None:
        self._files = files
        self._kind = kind
        self._ways: Sequence[Callable[[str], Sequence[str]]] = (
            lambda path: [path] if path in files.kinds else [],
            lambda path: files.by_key.get(key(path), ()),
            lambda path: self._media(files.by_stem.get(key(path), ())),
            self._by_tail,
        )

    def cell(self, value: str) -> tuple[str | None, int, str]:
        """The first file a cell names, what is wrong if there is none, and its other files."""
        path, reason = self.one(value)
        if path is not None:
            return path, -1, ""
        parts = split(value)
        if len(parts) == 1 and parts[0] == value:
            return None, reason, ""
        answers = [self.one(part) for part in parts]
        paths = list(dict.fromkeys(path for path, _ in answers if path is not None))
        wrong = next((reason for path, reason in answers if path is None), -1)
        return next(iter(paths), None), wrong, ";".join(paths[1:])

    def one(self, value: str) -> tuple[str | None, int]:
        """The file one value names, or what is wrong with it."""
        reason = _MISSING
        for form in _forms(value):
            if re.match(_WEB, form):
                reason = _WEB_ADDRESS
                continue
            path = self._inside(form)
            if path is None:
                reason = _OUTSIDE
                continue
            for way in self._ways:
                several = way(path)
                if len(several) == 1:
                    return several[0], -1
                if several:
                    reason = _AMBIGUOUS
                    break
        return None, reason

    def _inside(self, form: str) -> str | None:
        """The path relative to the folder, None if it leads out."""
        path, root = posixpath.normpath(form), self._files.root.as_posix().rstrip("/")
        if "\0" in path or (_DRIVE.match(path) and not system.DRIVES):
            return None
        if path.startswith(("/", "..")) or _DRIVE.match(path):
            whole = path if _DRIVE.match(path) else posixpath.normpath(posixpath.join(root, path))
            folder, name = posixpath.split(whole)
            # The folder may have been named by a link that leads to it.
            whole = posixpath.join(os.path.realpath(folder).replace("\\", "/"), name)
            if not whole.startswith(f"{root}/"):
                return None
            path = whole[len(root) + 1 :]
        parts = path.split("/") if self._files.leaving else ()
        if any("/".join(parts[: n + 1]) in self._files.leaving for n in range(len(parts))):
            return None
        return path

    def _media(self, paths: Sequence[str]) -> Sequence[str]:
        """Of files that differ in their suffix only, those of the kind wanted."""
        if len(paths) < 2 or self._kind is None:
            return paths
        return [path for path in paths if self._files.kinds[path] == self._kind]

    def _by_tail(self, path: str) -> Sequence[str]:
        """Files below the folder written, or above it where the path begins further up."""
        name = key(path)
        if "/" not in name:
            return self._files.by_name.get(name) or self._media(self._files.by_bare.get(name, ()))
        return [
            file
            for file in self._files.by_name.get(name.rpartition("/")[2], ())
            if key(file).endswith(f"/{name}") or self._is_above(name, key(file))
        ]

    def _is_above(self, name: str, file: str) -> bool:
        before = name.removesuffix(f"/{file}")
        own = key(self._files.root.name)
        return before != name and ("/" in file or before.rpartition("/")[2] == own)


def _forms(value: str) -> list[str]:
    """A value as written, and as it may be meant: without quotes, web escapes, query."""
    text = value.strip().replace("\\", "/")
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1].strip()
    if text.lower().startswith("file:"):
        text = re.sub(r"(?i)^file:(?://(?:localhost)?(?=/))?", "", text)
    forms = [text, unquote(text), re.sub(r"[?#][^/]*$", "", text)]
    return [form for form in dict.fromkeys(forms) if form]


def names_of_addresses(given: pl.Series) -> pl.Series:
    """What the first web address of each cell ends in: the name a downloaded file has."""
    first = _text(given).str.extract(r"([^\s'\"\[\];|,]+)")
    ends = first.str.replace(r"[?#].*$", "").str.extract(r"([^/]+)$")
    return pl.Series(given.name, [end and unquote(end) for end in ends], dtype=pl.String)


def split(value: str) -> list[str]:
    """The parts of a cell: JSON, a Python list, or text with separators."""
    text = value.strip()
    if text[:1] in "[(":
        for parse in (json.loads, ast.literal_eval):
            try:
                parts = parse(text)
            except (ValueError, SyntaxError, RecursionError, MemoryError):
                continue
            if isinstance(parts, list | tuple):
                return [part for part in parts if isinstance(part, str)]
        text = text.strip("[]()")
    separator = ";|\n" if re.search(r"[;|\n]", text) else ","
    parts = [part.strip().strip("'\"") for part in re.split(f"[{separator}]", text)]
    return [part for part in parts if part]
