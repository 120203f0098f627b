"""Folders of many files, and how long a look at each takes."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from core.catalog.opening.look import look

#: Looks at each folder; the quickest counts.
_LOOKS = 3
_PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


@dataclass(frozen=True)
class Looked:
    """A look at a folder.

    Attributes:
        shape: of the folder.
        files: how many lie in it.
        cpu: seconds of processor time.
        wall: seconds by the clock.
        reader: what it would be read as.
    """

    shape: str
    files: int
    cpu: float
    wall: float
    reader: str


def looks(files: int = 10_000) -> Iterator[Looked]:
    """Fill a folder of each shape and look at it, the quickest of a few times."""
    look(Path(__file__).parent)  # what is imported and compiled at first
    for shape, fill in SHAPES.items():
        with tempfile.TemporaryDirectory(prefix="triptych-look-") as place:
            root = Path(place)
            fill(root, files)
            best: tuple[float, float] = (float("inf"), float("inf"))
            for _ in range(_LOOKS):
                cpu, wall = time.process_time(), time.perf_counter()
                plan = look(root)
                best = min(best, (time.process_time() - cpu, time.perf_counter() - wall))
            yield Looked(shape, files, *best, plan.reader)


def _put(path: Path, data: bytes = _PNG) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _tables(root: Path, files: int) -> None:
    """Items and a log beside the files, whose names are those of the first items."""
    ids = [f"p{n}" for n in range(max(1, files // 5))]
    _put(root / "items.csv", "".join(["item,title\n", *(f"{i},T {i}\n" for i in ids)]).encode())
    rows = (f"u{n % 97},{ids[n % len(ids)]}\n" for n in range(3000))
    _put(root / "log.csv", "".join(["user,item\n", *rows]).encode())


def _named(root: Path, files: int) -> None:
    for n in range(files):
        _put(root / "images" / f"p{n}.png")
    _tables(root, files)


def _nested(root: Path, files: int) -> None:
    for n in range(files):
        _put(root / "media" / f"c{n % 50}" / f"s{n % 7}" / f"p{n}.png")
    _tables(root, files)


def _own(root: Path, files: int) -> None:
    for n in range(files):
        _put(root / f"p{n // 5}" / f"{'abcde'[n % 5]}.png")
    _tables(root, files)


def _mixed(root: Path, files: int) -> None:
    for n in range(files):
        kinds = (
            (f"images/p{n}.png", _PNG),
            (f"notes{n % 20}/n{n}.txt", b"hello there\n"),
            (f"m{n}.bin", b"x"),
        )
        _put(root / kinds[n % 3][0], kinds[n % 3][1])
    _tables(root, files)


def _days(root: Path, files: int) -> None:
    rows = b"user,item,time\nu1,p1,1700000000\nu2,p2,1700000100\n"
    for n in range(files):
        _put(root / f"h{n % 20}" / f"day{n}.csv", rows)


def _classes(root: Path, files: int) -> None:
    for n in range(files):
        _put(root / ("cat", "dog")[n % 2] / f"{n}.png")


def _bare(root: Path, files: int) -> None:
    for n in range(files):
        _put(root / f"{n:05}")


#: What a folder of many files looks like.
SHAPES: Mapping[str, Callable[[Path, int], None]] = {
    "pictures named after ids": _named,
    "the same in sub-folders": _nested,
    "a folder an item": _own,
    "pictures, notes and others": _mixed,
    "a table a day": _days,
    "class folders": _classes,
    "names without a suffix": _bare,
}
