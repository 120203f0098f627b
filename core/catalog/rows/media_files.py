"""The files below a catalog's folder, listed once, and what kind of media each is."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import polars as pl

from core import workspace
from core.catalog.modality import FILES
from core.progress import NOBODY, Reporter

_KINDS: Mapping[str, str] = {suffix: kind for kind, several in FILES.items() for suffix in several}
_DEPTH = 12
#: Files beyond these are not looked at.
MOST_FILES = 2_000_000
#: Files without a suffix are opened to see what they are; so many at most.
_MOST_OPENED = 20_000
#: Left by systems and tools; never a person's own.
_NOT_ONES_OWN = frozenset({"__MACOSX", "node_modules", "Thumbs.db", "desktop.ini"})
_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}$|\.7z$|\.3gp$")
#: First bytes, where in the file, the suffix of such files.
_MAGIC: Sequence[tuple[bytes, int, str]] = (
    (b"\x89PNG", 0, ".png"), (b"\xff\xd8\xff", 0, ".jpg"), (b"GIF8", 0, ".gif"),
    (b"WEBP", 8, ".webp"), (b"II*\0", 0, ".tif"), (b"MM\0*", 0, ".tif"), (b"BM", 0, ".bmp"),
    (b"ftypavif", 4, ".avif"), (b"ftyphei", 4, ".heic"), (b"ftypmif1", 4, ".heic"),
    (b"WAVE", 8, ".wav"), (b"OggS", 0, ".ogg"), (b"fLaC", 0, ".flac"), (b"ID3", 0, ".mp3"),
    (b"\xff\xfb", 0, ".mp3"), (b"\xff\xf3", 0, ".mp3"), (b"\xff\xf2", 0, ".mp3"),
    (b"ftypM4A", 4, ".m4a"), (b"ftyp", 4, ".mp4"), (b"AVI ", 8, ".avi"),
    (b"\x1aE\xdf\xa3", 0, ".mkv"), (b"WEBVTT", 0, ".vtt"),
)  # fmt: skip


def kind_of(name: str) -> str | None:
    """The item column a file belongs in by its suffix: image, audio, video, subtitles."""
    return _KINDS.get(os.path.splitext(name)[1].lower())  # noqa: PTH122 - names, a million of them


def stem(name: str) -> str:
    """The name without what tells its kind: `blues.00000` keeps its number."""
    return _SUFFIX.sub("", name) or name


@dataclass(frozen=True, eq=False)
class MediaFiles:
    """Every file in sight below a folder.

    Attributes:
        root: the folder, links resolved.
        table: `path` relative to root with forward slashes, `folder` (empty for root), `stem` of
            the name, and `kind`, null for what is no media; sorted by path.
        leaving: paths of links that lead out of the folder; nothing behind them is in `table`.
        unnamed: paths whose bytes are no text (unpacked from another system), as far as they are.
        whole: false where there were too many to list.

    """

    root: Path
    table: pl.DataFrame
    leaving: frozenset[str] = frozenset()
    unnamed: frozenset[str] = frozenset()
    whole: bool = True

    def of_kind(self, kind: str) -> pl.DataFrame:
        """The rows of `table` of one kind."""
        return self.table.filter(pl.col("kind") == kind)

    @cached_property
    def kinds(self) -> Mapping[str, str | None]:
        """Kind of every path."""
        return dict(zip(self.table["path"], self.table["kind"], strict=True))

    @cached_property
    def by_key(self) -> Mapping[str, Sequence[str]]:
        """Paths by `key`: those that differ in case and accents only share one."""
        return _grouped((key(path), path) for path in self.kinds)

    @cached_property
    def by_stem(self) -> Mapping[str, Sequence[str]]:
        """Media by the key of their path without its suffix."""
        rows = self.table.filter(pl.col("kind").is_not_null()).select("folder", "stem", "path")
        return _grouped(
            (key(f"{folder}/{stem}" if folder else stem), path)
            for folder, stem, path in rows.iter_rows()
        )

    @cached_property
    def by_bare(self) -> Mapping[str, Sequence[str]]:
        """Media by the key of their name alone, without its suffix."""
        rows = self.table.filter(pl.col("kind").is_not_null()).select("stem", "path")
        return _grouped((key(stem), path) for stem, path in rows.iter_rows())

    @cached_property
    def by_name(self) -> Mapping[str, Sequence[str]]:
        """Paths by the key of their name alone."""
        return _grouped((key(path.rpartition("/")[2]), path) for path in self.kinds)


def key(path: str) -> str:
    """What spellings of one name have in common on other people's systems."""
    return unicodedata.normalize("NFC", path).casefold()


def _grouped(pairs: Iterator[tuple[str, str]]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name, path in pairs:
        found[name].append(path)
    return found


@dataclass
class Aside:
    """What a walk leaves out: links that lead out of the folder, and names that are no text."""

    leaving: set[str] = field(default_factory=set)
    unnamed: set[str] = field(default_factory=set)


def look(root: Path, reporter: Reporter = NOBODY) -> MediaFiles:
    """List the files below a folder; none is opened whose suffix tells what it is.

    Hidden files, what systems leave behind, and links that lead out of the folder are left out.
    """
    base = root.resolve()
    paths: list[str] = []
    aside = Aside()
    for folder, names in walk(base, aside):
        reporter.checkpoint()
        paths += [f"{folder}/{name}" if folder else name for name in names]
        if len(paths) > MOST_FILES:
            break
    whole = len(paths) <= MOST_FILES
    paths = sorted(paths[:MOST_FILES])
    names = [path.rpartition("/")[2] for path in paths]
    table = _table(paths, _kinds(base, paths, names))
    return MediaFiles(base, table, frozenset(aside.leaving), frozenset(aside.unnamed), whole)


def with_extracted(files: MediaFiles, paths: Sequence[str]) -> MediaFiles:
    """The same with media that were taken out of tables (core.catalog.rows.media_bytes)."""
    if not paths:
        return files
    more = _table(paths, [kind_of(path) for path in paths])
    return replace(files, table=pl.concat([files.table, more]))


def _table(paths: Sequence[str], kinds: Sequence[str | None]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "path": paths,
            "folder": [path.rpartition("/")[0] for path in paths],
            "stem": [stem(path.rpartition("/")[2]) for path in paths],
            "kind": kinds,
        },
        schema={"path": pl.String, "folder": pl.String, "stem": pl.String, "kind": pl.String},
    )


def walk(base: Path, aside: Aside) -> Iterator[tuple[str, list[str]]]:
    """Folders relative to base, each with the names of its files.

    What is left out is added to `aside`.
    """
    been = {str(base)}
    waiting = [("", 0)]
    while waiting:
        folder, depth = waiting.pop()
        names = []
        for entry in _entries(base / folder):
            path = f"{folder}/{entry.name}" if folder else entry.name
            target = workspace.inside(base, path) if entry.is_symlink() else base / path
            if not _is_text(entry.name):
                aside.unnamed.add(
                    path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
                )
            elif target is None:
                aside.leaving.add(path)
            elif entry.is_file():
                names.append(entry.name)
            elif entry.is_dir() and depth < _DEPTH:
                # A link to a folder above it would never end.
                if not (entry.is_symlink() and str(target) in been):
                    waiting.append((path, depth + 1))
                been.add(str(target))
        yield folder, names


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as listing:
            return [entry for entry in listing if not _hidden(entry.name)]
    except OSError:
        return []


def _hidden(name: str) -> bool:
    return name.startswith(".") or name in _NOT_ONES_OWN


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _kinds(base: Path, paths: Sequence[str], names: Sequence[str]) -> list[str | None]:
    kinds = [kind_of(name) for name in names]
    nameless = [at for at, name in enumerate(names) if _SUFFIX.search(name) is None]
    for at in nameless[:_MOST_OPENED]:
        kinds[at] = kind_inside(base / paths[at])
    return kinds


def kind_inside(path: Path) -> str | None:
    """The kind of a file by its first bytes, None if they are of no media."""
    try:
        with path.open("rb") as file:
            suffix = suffix_inside(file.read(16))
    except OSError:
        return None
    return _KINDS[suffix] if suffix else None


def suffix_inside(head: bytes) -> str | None:
    """The suffix of files that begin so, None if they are of no media."""
    return next((suffix for magic, at, suffix in _MAGIC if head.startswith(magic, at)), None)
