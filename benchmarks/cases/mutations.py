"""Seeded changes of the inputs of cases, as files get them on their way from hand to hand.

Each run is made from its seed and number alone, so that one that fails can be made again.
"""

from __future__ import annotations

import random
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.cases import counting, expected, folder, seen
from benchmarks.cases.changes import CHANGES
from benchmarks.cases.judge import mentions
from core import system
from core.catalog.modality import FILES
from core.errors import UserError
from core.media import audio, images, subtitles, video

#: What is said of files that are left aside.
_LEFT = re.compile(r".*?(?:is|are) not read|.*files were not used.*")
_ABOVE = re.compile(r"The first (?:([\d,]+) lines|line) of (.+?), above the names")
#: A table whose first line is told to be a row like the others.
_NAMELESS = re.compile(r"(\S+) names no columns; they are counted")
#: Cells that are told to be rows.
_CELLS = re.compile(r"In (.+) each of \S+ columns is one .* each of (\S+) filled cells was read")
#: Processor seconds that opening a small case may take.
SECONDS = 10.0
#: What may become of a mutation; "uncounted" is opened, and nobody can tell how many rows it had.
GOOD = ("opened", "uncounted", "refused")
#: Seconds by the clock, after which it is stopped.
_STOP = 120
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
        outcome: one of GOOD, or what is wrong: "traceback", "slow", "lost", "too many".
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
        return self.outcome in GOOD


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
    try:
        with system.time_limit(_STOP):
            got = seen.look_and_read(root)
            broken = _media(root)
    except TimeoutError:
        return "slow", f"not done after {_STOP} s"
    took = time.process_time() - started
    if got.crashed or broken:
        return "traceback", got.crashed or broken
    if took > SECONDS:
        return "slow", f"{took:.1f} s"
    if got.refused:
        return "refused", got.refused
    return unaccounted(root, got, roles) or ("opened", "")


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

    Where the rows of a table cannot be counted ("uncounted"), nobody can say.

    Args:
        root: the folder.
        got: what the product made of it.
        roles: file -> "items" or "log", as far as known; the plan of the product goes before.

    """
    roles = got.roles or roles
    told = _left(got)
    uncounted = None
    # Lines above a header are told by their number.
    said = (match for note in got.said for match in _ABOVE.finditer(note))
    above = {match[2]: int((match[1] or "1").replace(",", "")) for match in said}
    nameless = {match[1] for note in got.said for match in _NAMELESS.finditer(note)}
    for role, kept in (("log", len(got.log)), ("items", len(got.items))):
        files = [name for name, one in roles.items() if one == role]
        gone = [entry for entry in got.quarantine if not entry.kept]
        whole = {entry.file for entry in gone if entry.line is None}
        read = [name for name in files if name not in whole and not mentions(told, Path(name).name)]
        between = [_cells(got, name) or counting.rows(root / name) for name in read]
        if not read:
            continue
        if any(one is None for one in between):
            uncounted = "uncounted", f"{role}: {', '.join(read)}"
            continue
        # Entries name a file without its folder.
        bare = {Path(name).name for name in read}
        rows = {(entry.file, entry.line) for entry in gone if entry.line is not None}
        lost = sum(Path(file).name in bare for file, _ in rows)
        lost += sum(count for name, count in above.items() if name in bare)
        least = sum(one[0] for one in between if one) - lost
        most = sum(one[1] for one in between if one) - lost + len(nameless & bare)
        if kept < least:
            return "lost", f"{role}: {kept} kept, {lost} in quarantine, {least + lost} rows"
        if kept > most and role == "log":
            return "too many", f"{role}: {kept} kept, {lost} in quarantine, {most + lost} rows"
    return uncounted


def _cells(got: seen.Seen, name: str) -> counting.Between | None:
    """How many cells of a file are told to be rows each; None where rows are."""
    found = (_CELLS.match(note) for note in got.said)
    counts = [int(one[2].replace(",", "")) for one in found if one and one[1] == Path(name).name]
    return (counts[0], counts[0]) if counts else None


def _left(got: seen.Seen) -> str:
    """What is told to be left aside, without the reasons, which may name what is read."""
    notes = (_LEFT.match(note) for note in got.said if " but none of its ids " not in note)
    return "\n".join([*(found[0] for found in notes if found), *got.unused])


def _change(root: Path, roles: dict[str, str], rng: random.Random) -> str:
    files = [path for path in sorted(root.rglob("*")) if path.is_file()]
    if not files:
        return "nothing"
    path = rng.choice(files)
    change = rng.choice(CHANGES)
    name = path.relative_to(root).as_posix()
    change(path, rng)
    if not path.exists():
        new = (
            [one for one in path.parent.iterdir() if one not in files]
            if path.parent.exists()
            else []
        )
        role = roles.pop(name, None)
        if role and len(new) == 1 and new[0].suffix != ".png":  # whose rows nobody looks for
            roles[new[0].relative_to(root).as_posix()] = role
    return f"{change.__name__.strip('_')} {name}"
