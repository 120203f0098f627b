"""A folder of cases: each copied to a place of its own, opened, and judged."""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from benchmarks.cases import expected as truth
from benchmarks.cases import judge, media, seen
from benchmarks.cases.worlds import Sibling

#: Who mends what, whatever the case was made for.
_OWNERS = dict.fromkeys(("time", "rating", "weight", "wish"), "values") | {"media": "media"}
#: What describes a case and is not of it.
ABOUT = "case.md"


@dataclass(frozen=True)
class Outcome:
    """A case, who mends it, and how it was read."""

    case: str
    owner: str
    verdict: judge.Verdict
    seconds: float


def cases(folder: Path, only: str = "") -> list[Path]:
    """The cases of a folder, those whose name begins with `only`."""
    inside = [path for path in sorted(folder.iterdir()) if path.is_dir()]
    return [path for path in inside if path.name.startswith(only)]


def outcomes(folder: Path, only: str = "", expected: Path = truth.FOLDER) -> Iterator[Outcome]:
    """Each case of a folder with its verdict.

    Raises:
        LookupError: nothing is written down about a case.

    """
    for case in cases(folder, only):
        right = truth.of(case.name, expected)
        if right is None:
            raise LookupError(f"{expected} says nothing of {case.name}")
        with tempfile.TemporaryDirectory(prefix="triptych-case-") as place:
            yield outcome(staged(case, Path(place), right), right)


def of_siblings(made: Iterable[Sibling], only: str = "") -> Iterator[Outcome]:
    """The same of siblings, each written to a place of its own."""
    for one in made:
        if one.name.startswith(only):
            with tempfile.TemporaryDirectory(prefix="triptych-sibling-") as place:
                root = Path(place) / one.name
                root.mkdir()
                one.write(root)
                yield outcome(root, one.expected)


def outcome(root: Path, right: truth.Expected) -> Outcome:
    """Open one folder and judge it."""
    started = time.perf_counter()
    got = seen.look_and_read(root)
    took = time.perf_counter() - started
    files = [path.name for path in root.rglob("*") if path.is_file()]
    verdict = judge.judge(right, got, files, media.deviations(right, root))
    return Outcome(root.name, _OWNERS.get(verdict.topic, right.owner), verdict, took)


def staged(case: Path, place: Path, right: truth.Expected) -> Path:
    """A copy of a case that may be written to, with what it only gets when it is tried."""
    root = place / case.name
    shutil.copytree(case, root, copy_function=shutil.copyfile, symlinks=True)
    for path in (root, *root.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    (root / ABOUT).unlink(missing_ok=True)
    for name, what in right.make.items():
        _make(root, name, what)
    return root


def _make(root: Path, name: str, what: str) -> None:
    """A picture, or a change (s|old|new|) of a file that is there."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if what == "picture":
        Image.new("RGB", (24, 16), (200, 60, len(name))).save(path)
        return
    change = re.fullmatch(r"s\|(.*)\|(.*)\|", what)
    if not change:
        raise ValueError(f"make = {what!r}: a picture or s|old|new|")
    text = path.read_text(encoding="utf-8")
    new = change[2].replace("{root}", root.resolve().as_posix())
    path.write_text(text.replace(change[1], new), encoding="utf-8")
