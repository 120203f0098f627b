"""Seeded changes of the inputs of cases, as files get them on their way from hand to hand.

Each run is made from its seed and number alone, so that one that fails can be made again.
"""

from __future__ import annotations

import gzip
import random
import re
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from benchmarks.cases import counting, expected, folder, seen
from core.catalog.modality import FILES
from core.errors import UserError
from core.media import audio, images, subtitles, video

#: Processor seconds that opening a small case may take.
SECONDS = 10.0
#: Seconds by the clock, after which it is stopped.
_STOP = 120
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
_READERS: Mapping[str, Callable[[Path], object]] = {
    "image": images.open_upright,
    "audio": audio.load,
    "video": video.load,
    "subtitles": subtitles.load,
}


@dataclass(frozen=True)
class Run:
    """One mutated case.

    Attributes:
        number: of the run; with the seed it makes it again.
        case: which one was changed.
        done: what was changed.
        outcome: "opened", "refused", or what is wrong: "traceback", "slow", "lost", "too many".
        why: what the product did.
        kept: where its files were saved, if something is wrong.

    """

    number: int
    case: str
    done: tuple[str, ...]
    outcome: str
    why: str = ""
    kept: Path | None = None

    @property
    def holds(self) -> bool:
        """Whether all is as it must be."""
        return self.outcome in ("opened", "refused")


def runs(cases: Path, seed: int, numbers: range, keep: Path, only: str = "") -> Iterator[Run]:
    """Mutate and open; the files of what fails are kept under `keep`."""
    found = folder.cases(cases, only)
    for number in numbers:
        rng = random.Random(f"{seed}:{number}")
        case = rng.choice(found)
        with tempfile.TemporaryDirectory(prefix="triptych-mutation-") as place:
            right = expected.of(case.name) or expected.Expected()
            root = folder.staged(case, Path(place), right)
            roles = {name: role for role in ("items", "log") for name in right.files_of(role)}
            done = tuple(_change(root, roles, rng) for _ in range(rng.choice((1, 1, 1, 2, 3))))
            outcome, why = _tried(root, roles)
            run = Run(number, case.name, done, outcome, why)
            if not run.holds:
                kept = keep / f"{seed}-{number}-{case.name}"
                shutil.copytree(root, kept, dirs_exist_ok=True)
                run = Run(number, case.name, done, outcome, why, kept)
        yield run


def _tried(root: Path, roles: Mapping[str, str]) -> tuple[str, str]:
    started = time.process_time()
    before = signal.signal(signal.SIGALRM, _stop)
    signal.alarm(_STOP)
    try:
        got = seen.look_and_read(root)
        broken = _media(root)
    except TimeoutError:
        return "slow", f"not done after {_STOP} s"
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
    took = time.process_time() - started
    if got.crashed or broken:
        return "traceback", got.crashed or broken
    if took > SECONDS:
        return "slow", f"{took:.1f} s"
    if got.refused:
        return "refused", got.refused
    return unaccounted(root, got, roles) or ("opened", "")


def _stop(signum: int, frame: FrameType | None) -> None:
    raise TimeoutError


def _media(root: Path) -> str:
    """The first error of a media reader that is not for people."""
    for path in sorted(root.rglob("*")):
        kinds = [kind for kind, ends in FILES.items() if path.suffix.lower() in ends]
        for kind in kinds if path.is_file() else ():
            try:
                _READERS[kind](path)
            except UserError:
                continue
            except TimeoutError:
                raise
            except Exception as error:
                return f"{path.name}: {type(error).__name__}: {error}"
    return ""


def unaccounted(root: Path, got: seen.Seen, roles: Mapping[str, str]) -> tuple[str, str] | None:
    """Whether rows went in that are neither kept, nor in quarantine, nor told to be left aside.

    Args:
        root: the folder.
        got: what the product made of it.
        roles: file -> "items" or "log", as far as known; the plan of the product goes before.

    """
    roles = got.roles or roles
    told = "\n".join([*got.said, *got.unused])
    for role, kept in (("log", len(got.log)), ("items", len(got.items))):
        files = [name for name, one in roles.items() if one == role and (root / name).is_file()]
        gone = [entry for entry in got.quarantine if not entry.kept]
        whole = {entry.file for entry in gone if entry.line is None}
        read = [name for name in files if name not in whole and Path(name).name not in told]
        between = [counting.rows(root / name) for name in read]
        if not read or any(one is None for one in between):
            continue
        lost = sum(entry.line is not None and entry.file in read for entry in gone)
        least = sum(one[0] for one in between if one) - lost
        most = sum(one[1] for one in between if one) - lost
        if kept < least:
            return "lost", f"{role}: {kept} kept, {lost} in quarantine, {least + lost} rows"
        if kept > most and role == "log":
            return "too many", f"{role}: {kept} kept, {lost} in quarantine, {most + lost} rows"
    return None


def _change(root: Path, roles: dict[str, str], rng: random.Random) -> str:
    files = [path for path in sorted(root.rglob("*")) if path.is_file()]
    if not files:
        return "nothing"
    path = rng.choice(files)
    change = rng.choice(_CHANGES)
    name = path.relative_to(root).as_posix()
    change(path, rng)
    if not path.exists():
        new = (
            [one for one in path.parent.iterdir() if one not in files]
            if path.parent.exists()
            else []
        )
        role = roles.pop(name, None)
        if role and len(new) == 1:
            roles[new[0].relative_to(root).as_posix()] = role
    return f"{change.__name__.strip('_')} {name}"


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


_CHANGES: tuple[Callable[[Path, random.Random], None], ...] = (
    *(_bytes, _cut, _drop_line, _repeat_line, _shorten_line, _shuffle_lines, _many_rows),
    *(_encoding, _newlines, _separator, _value, _value, _value, _column_name, _columns),
    *(_rename, _remove, _copy, _add, _empty, _packed, _twice),
)
