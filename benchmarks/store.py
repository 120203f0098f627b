"""Results on disk, and the journal a run writes while it measures.

    results/<id>.json        a finished result
    results/<id>.journal     one JSON line per thing learned; removed when the result is written

A killed run leaves its journal: `left` lists it, `recover` makes an interrupted result of it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from pydantic import BaseModel, ValidationError

from benchmarks import summary
from benchmarks.schema import (
    AMD,
    TORCHS,
    Ceiling,
    Moment,
    Point,
    Result,
    Round,
    Sustained,
    read,
)
from core import launch, system, workspace
from core.errors import UserError
from core.progress import Cancelled
from core.text import Text


def folder() -> Path:
    """Where results are kept."""
    return workspace.folder("results")


def new_id(now_utc_s: float, mode: str) -> str:
    """An id that sorts by time: 20261124-131500-quick."""
    stamp = datetime.fromtimestamp(now_utc_s, UTC).strftime("%Y%m%d-%H%M%S")
    return f"{stamp}-{mode}"


def save(result: Result, path: Path | None = None) -> Path:
    """Write a result atomically; by default under its id in the workspace."""
    path = path or folder() / f"{result.id}.json"
    workspace.write_json(path, result.model_dump(mode="json"))
    return path


def saved() -> list[Path]:
    """Result files of the workspace, newest first."""
    return sorted(folder().glob("*.json"), key=lambda path: path.stem, reverse=True)


def locate(name: str) -> Path:
    """A result by path, by id, or "latest".

    Raises:
        UserError: there is none.

    """
    if name == "latest":
        found = saved()
        if not found:
            raise UserError("There is no result yet.", "Measure with: triptych bench run")
        return found[0]
    path = launch.given(name)
    if path.exists():
        return path
    for ending in ("json", "journal"):
        inside = workspace.inside(folder(), f"{name}.{ending}")
        if inside is not None and inside.exists():
            return inside
    raise UserError(
        Text("There is no result '{name}'.", name=name),
        "Give a file, an id from `show`, or 'latest'.",
    )


class Journal:
    """Appends what a run learns, one line at a time: a killed process loses nothing."""

    def __init__(self, path: Path, head: Result, spec: BaseModel | None = None) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file: IO[str] = path.open("w", encoding="utf-8")
        pid, begun = system.this_process()
        self._line("writer", {"pid": pid, "begun": begun})
        self._write("head", head)
        if spec is not None:
            self._write("spec", spec)

    def ceiling(self, ceiling: Ceiling) -> None:
        """A ceiling was measured."""
        self._write("ceiling", ceiling)

    def point(self, point: Point) -> None:
        """A point was prepared, or given up."""
        self._write("point", point)

    def round(self, key: str, entry: Round) -> None:
        """A point was visited."""
        self._write("round", entry, key)

    def sustained(self, found: Sustained) -> None:
        """Work for minutes on end begins; its moments follow."""
        self._write("sustained", found)

    def moment(self, moment: Moment) -> None:
        """A window of it ended."""
        self._write("moment", moment)

    def part(self, device: str, process: int) -> None:
        """A fresh process of a rigorous run has measured all of a device."""
        self._line("part", process, device)

    def close(self, *, keep: bool) -> None:
        """End the journal; it is only worth keeping while there is no result."""
        with suppress(OSError):  # a full disk was told when the line was written
            self._file.close()
        if not keep:
            self.path.unlink(missing_ok=True)

    def _write(self, kind: str, value: BaseModel, key: str = "") -> None:
        self._line(kind, value.model_dump(mode="json"), key)

    def _line(self, kind: str, value: object, key: str = "") -> None:
        line = {"kind": kind, "key": key, "value": value}
        self._file.write(json.dumps(line) + "\n")
        self._file.flush()


@contextmanager
def journal(head: Result, spec: BaseModel | None = None) -> Iterator[Journal]:
    """The journal of a run, which outlives it only where there will be no result."""
    opened = Journal(folder() / f"{head.id}.journal", head, spec)
    try:
        yield opened
    except Cancelled:
        opened.close(keep=False)
        raise
    except BaseException:
        opened.close(keep=True)
        raise
    opened.close(keep=False)


@dataclass(frozen=True)
class Left:
    """What a run that did not end had learned.

    Attributes:
        result: what it measured, marked interrupted.
        spec: what it was to measure, as JSON; empty where the journal does not say.
        parts: fresh processes that ended, by device and number.

    """

    result: Result
    spec: str
    parts: Mapping[str, Mapping[int, tuple[Point, ...]]]


def left(*, also_own: bool = False) -> list[Path]:
    """Journals of runs that did not end and go on no more, newest first."""
    found = sorted(folder().glob("*.journal"), key=lambda path: path.stem, reverse=True)
    return [path for path in found if not _written(path, elsewhere=also_own)]


def _written(path: Path, *, elsewhere: bool) -> bool:
    """Whether a process still writes this journal; `elsewhere`: another than this one."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        with path.open(encoding="utf-8") as file:
            writer = workspace.from_json(file.readline())["value"]
        if elsewhere and int(writer["pid"]) == os.getpid():
            return False
        return system.running(int(writer["pid"]), float(writer["begun"]))
    return False


def recover(path: Path) -> Result:
    """What a killed run had measured.

    Raises:
        UserError: the file is no journal.

    """
    return unfinished(path).result


def unfinished(path: Path) -> Left:
    """The same, with what it takes to go on.

    Raises:
        UserError: the file is no journal.

    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError("The journal cannot be read.", "Check the path.", str(path)) from error
    told = _Told()
    for number, line in enumerate(lines, 1):
        try:
            entry = workspace.from_json(line)
            told.take(entry["kind"], entry["value"], entry.get("key", ""))
        except (ValueError, KeyError, TypeError, AttributeError, ValidationError) as error:
            if number == len(lines):  # the run died while writing it
                break
            raise UserError(
                "This line is no journal entry.", "Measure again.", str(path), number
            ) from error
    if told.head is None:
        raise UserError("This is not a journal of a benchmark run.", "", str(path))
    points = list(told.points.values())
    found = {
        "interrupted": True,
        "took_s": max(0.0, path.stat().st_mtime - told.head.began_utc_s),
        "ceilings": tuple(told.ceilings),
        "points": tuple(map(flagged, finished(points, told.rounds))),
        "sustained": told.sustained(),
    }
    result = Result.model_validate(told.head.model_copy(update=found).model_dump())
    parts: dict[str, dict[int, tuple[Point, ...]]] = {}
    for device, process in told.parts:
        own = [p for p in points if p.axes.device.replace(AMD, TORCHS) == device]
        rounds = {
            key: [one for one in found if one.process == process]
            for key, found in told.rounds.items()
        }
        parts.setdefault(device, {})[process] = finished(own, rounds)
    return Left(result, told.spec, parts)


class _Told:
    """The lines of a journal, taken together."""

    def __init__(self) -> None:
        self.head: Result | None = None
        self.spec = ""
        self.ceilings: list[Ceiling] = []
        self.points: dict[str, Point] = {}
        self.rounds: dict[str, list[Round]] = {}
        self.parts: list[tuple[str, int]] = []
        self.minutes: list[Sustained] = []
        self.moments: list[Moment] = []

    def take(self, kind: str, value: Any, key: str) -> None:
        match kind:
            case "head":
                self.head = Result.model_validate(value)
            case "spec":
                self.spec = json.dumps(value)
            case "ceiling":
                self.ceilings.append(Ceiling.model_validate(value))
            case "point":
                point = Point.model_validate(value)
                self.points[point.key] = point
            case "round":
                self.rounds.setdefault(key, []).append(Round.model_validate(value))
            case "part":
                self.parts.append((key, int(value)))
            case "sustained":
                self.minutes.append(Sustained.model_validate(value))
            case "moment":
                self.moments.append(Moment.model_validate(value))

    def sustained(self) -> tuple[Sustained, ...]:
        """The work for minutes on end with its moments; a run has one at most."""
        moments = {"moments": tuple(self.moments)}
        return tuple(one.model_copy(update=moments) for one in self.minutes[:1])


def flagged(point: Point) -> Point:
    """A point with the flags of its rounds."""
    return point.model_copy(update={"flags": summary.flags(point.rounds)})


def finished(points: Sequence[Point], rounds: dict[str, list[Round]]) -> tuple[Point, ...]:
    """Points with their rounds; those never visited are marked stopped."""
    done = []
    for point in points:
        entries = tuple(rounds.get(point.key, ()))
        if entries:
            done.append(
                point.model_copy(update={"rounds": entries, "status": "ok", "reason": Text()})
            )
        elif point.status in ("ok", "stopped"):
            reason = point.reason or Text("the run ended before this point was visited")
            done.append(point.model_copy(update={"status": "stopped", "reason": reason}))
        else:
            done.append(point)
    return tuple(done)


def load(path: Path) -> Result:
    """A result file, or the journal of a run that did not end."""
    return recover(path) if path.suffix == ".journal" else read(path)
