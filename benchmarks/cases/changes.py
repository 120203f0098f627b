"""Ways in which a file gets damaged, rewritten, renamed, or company."""

from __future__ import annotations

import gzip
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

_HOSTILE = (
    *("", " ", "NaN", "NULL", "\\N", "None", "1e999", "-1", "0", "9" * 400, "=1+1", "@x", "0x1F"),
    *("2024-13-45", "0000-00-00", "31/02/2020", "24:61", "-99999999999999", "1,5", "1.234.567,8"),
    *("../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "C:\\x", "https://x/y.png", "a\0b"),
    *("'", '"', '""', "\\", "`", "{}", "[]", "{'a': 1}", "[[[", "<b>x</b>", "&#0;", "&amp;amp;"),
    *(
        "\u202e\u0661",
        "𝄞",
        "é",
        "e\u0301",
        "\ufeff",
        "\u0085",
        "\u2028",
        "x" * 70_000,
        "item",
        "user",
    ),
)
_NAMES = (
    *(
        "items.csv",
        "interactions.csv",
        "train.csv",
        "test.csv",
        "users.csv",
        "README.txt",
        "x.json",
    ),
    *("data.tsv", "a.parquet", "b.gz", "c.zip", "metadata.csv", "u.data", "ratings.dat", "z.inter"),
    *("é ü.csv", "-.csv", ".hidden.csv", "a.b.c.csv", "x.png", "items.csv.gz", "no_suffix"),
)


def _bytes(path: Path, rng: random.Random) -> None:
    data = bytearray(path.read_bytes())
    for _ in range(rng.choice((1, 3, 20)) if data else 0):
        data[rng.randrange(len(data))] = rng.randrange(256)
    path.write_bytes(data)


def _cut(path: Path, rng: random.Random) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: rng.randrange(len(data) + 1)])


def _in_lines(path: Path, rng: random.Random, change: Callable[[list[bytes]], None]) -> None:
    lines = path.read_bytes().split(b"\n")
    change(lines)
    path.write_bytes(b"\n".join(lines))


def _drop_line(path: Path, rng: random.Random) -> None:
    _in_lines(path, rng, lambda lines: lines.__delitem__(rng.randrange(len(lines))))


def _repeat_line(path: Path, rng: random.Random) -> None:
    _in_lines(path, rng, lambda lines: lines.insert(rng.randrange(len(lines)), rng.choice(lines)))


def _shorten_line(path: Path, rng: random.Random) -> None:
    def shorten(lines: list[bytes]) -> None:
        place = rng.randrange(len(lines))
        lines[place] = lines[place][: rng.randrange(len(lines[place]) + 1)]

    _in_lines(path, rng, shorten)


def _shuffle_lines(path: Path, rng: random.Random) -> None:
    _in_lines(path, rng, rng.shuffle)


def _many_rows(path: Path, rng: random.Random) -> None:
    def repeat(lines: list[bytes]) -> None:
        lines[1:] = lines[1:] * rng.choice((3, 50, 400))

    _in_lines(path, rng, repeat)


def _encoding(path: Path, rng: random.Random) -> None:
    text = path.read_bytes().decode("utf-8", "replace")
    names = ("utf-16", "utf-16-le", "utf-8-sig", "latin-1", "gbk", "cp1251", "shift-jis", "utf-32")
    path.write_bytes(text.encode(rng.choice(names), "replace"))


def _newlines(path: Path, rng: random.Random) -> None:
    data = path.read_bytes().replace(b"\r\n", b"\n")
    path.write_bytes(data.replace(b"\n", rng.choice((b"\r\n", b"\r", b"\n\n", b"\n\r", b" \n"))))


def _separator(path: Path, rng: random.Random) -> None:
    old, new = rng.sample((b",", b";", b"\t", b"|", b"::", b" "), 2)
    path.write_bytes(path.read_bytes().replace(old, new))


def _cells(path: Path, rng: random.Random, first: bool) -> None:
    text = path.read_bytes().decode("utf-8", "surrogateescape")
    lines = text.split("\n")
    place = 0 if first else rng.randrange(len(lines))
    cells = re.split(r"([,;\t|:])", lines[place])
    cells[2 * rng.randrange((len(cells) + 1) // 2)] = rng.choice(_HOSTILE)
    lines[place] = "".join(cells)
    path.write_bytes("\n".join(lines).encode("utf-8", "surrogateescape"))


def _value(path: Path, rng: random.Random) -> None:
    _cells(path, rng, first=False)


def _column_name(path: Path, rng: random.Random) -> None:
    _cells(path, rng, first=True)


def _columns(path: Path, rng: random.Random) -> None:
    """The columns in another order, or one of them fewer."""
    lines = path.read_bytes().split(b"\n")
    separator = max((b",", b";", b"\t", b"|"), key=lines[0].count)
    width = lines[0].count(separator) + 1
    order = rng.sample(range(width), width - (rng.random() < 0.5))

    def moved(line: bytes) -> bytes:
        cells = line.split(separator)
        return separator.join(cells[one] for one in order) if len(cells) == width else line

    path.write_bytes(b"\n".join(moved(line) if line else line for line in lines))


def _rename(path: Path, rng: random.Random) -> None:
    new = path.with_name(rng.choice(_NAMES))
    if not new.exists():
        path.rename(new)


def _remove(path: Path, rng: random.Random) -> None:
    path.unlink()


def _copy(path: Path, rng: random.Random) -> None:
    new = path.with_name(rng.choice((*_NAMES, f"copy of {path.name}", f"{path.name}.bak")))
    if not new.exists():
        shutil.copy(path, new)


def _add(path: Path, rng: random.Random) -> None:
    new = path.with_name(rng.choice(_NAMES))
    if new.exists():
        return
    if rng.random() < 0.2:
        new.mkdir()
        return
    new.write_bytes(
        rng.choice((b"", b"\n", b"a,b\n1,2\n", b"\0" * 64, rng.randbytes(300), b"[]", b"{"))
    )


def _empty(path: Path, rng: random.Random) -> None:
    path.write_bytes(rng.choice((b"", b"\n", path.read_bytes().split(b"\n")[0])))


def _packed(path: Path, rng: random.Random) -> None:
    data = gzip.compress(path.read_bytes())
    path.write_bytes(data if rng.random() < 0.8 else data[: len(data) // 2])


def _twice(path: Path, rng: random.Random) -> None:
    path.write_bytes(path.read_bytes() * 2)


#: Each changes the file it is given, or puts another one beside it.
CHANGES: tuple[Callable[[Path, random.Random], None], ...] = (
    *(_bytes, _cut, _drop_line, _repeat_line, _shorten_line, _shuffle_lines, _many_rows),
    *(_encoding, _newlines, _separator, _value, _value, _value, _column_name, _columns),
    *(_rename, _remove, _copy, _add, _empty, _packed, _twice),
)
