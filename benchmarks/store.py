"""Results on disk, and the journal a run writes while it measures.

    results/<id>.json        a finished result
    results/<id>.journal     one JSON line per thing learned; removed when the result is written

A killed run leaves its journal: `recover` makes a result of it, marked interrupted.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from pydantic import BaseModel, ValidationError

from benchmarks import summary
from benchmarks.schema import Ceiling, Point, Result, Round, read
from core import launch, workspace
from core.errors import UserError
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
            raise UserError("There is no result yet.", "Measure with: python -m benchmarks run")
        return found[0]
    path = launch.given(name)
    if path.exists():
        return path
    inside = workspace.inside(folder(), f"{name}.json")
    if inside is not None and inside.exists():
        return inside
    raise UserError(
        Text("There is no result '{name}'.", name=name),
        "Give a file, an id from `show`, or 'latest'.",
    )


class Journal:
    """Appends what a run learns, one line at a time: a killed process loses nothing."""

    def __init__(self, path: Path, head: Result) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file: IO[str] = path.open("w", encoding="utf-8")
        self._write("head", head)

    def ceiling(self, ceiling: Ceiling) -> None:
        """A ceiling was measured."""
        self._write("ceiling", ceiling)

    def point(self, point: Point) -> None:
        """A point was prepared, or given up."""
        self._write("point", point)

    def round(self, key: str, entry: Round) -> None:
        """A point was visited."""
        self._write("round", entry, key)

    def close(self, *, keep: bool) -> None:
        """End the journal; it is only worth keeping while there is no result."""
        with suppress(OSError):  # a full disk was told when the line was written
            self._file.close()
        if not keep:
            self.path.unlink(missing_ok=True)

    def _write(self, kind: str, value: BaseModel, key: str = "") -> None:
        line = {"kind": kind, "key": key, "value": value.model_dump(mode="json")}
        self._file.write(json.dumps(line) + "\n")
        self._file.flush()


def recover(path: Path) -> Result:
    """What a killed run had measured.

    Raises:
        UserError: the file is no journal.

    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError("The journal cannot be read.", "Check the path.", str(path)) from error
    head: Result | None = None
    ceilings: list[Ceiling] = []
    points: dict[str, Point] = {}
    rounds: dict[str, list[Round]] = {}
    for number, line in enumerate(lines, 1):
        try:
            entry = workspace.from_json(line)
            kind, value = entry["kind"], entry["value"]
            if kind == "head":
                head = Result.model_validate(value)
            elif kind == "ceiling":
                ceilings.append(Ceiling.model_validate(value))
            elif kind == "point":
                point = Point.model_validate(value)
                points[point.key] = point
            elif kind == "round":
                rounds.setdefault(entry["key"], []).append(Round.model_validate(value))
        except (ValueError, KeyError, TypeError, ValidationError) as error:
            if number == len(lines):  # the run died while writing it
                break
            raise UserError(
                "This line is no journal entry.", "Measure again.", str(path), number
            ) from error
    if head is None:
        raise UserError("This is not a journal of a benchmark run.", "", str(path))
    return head.model_copy(
        update={
            "interrupted": True,
            "ceilings": tuple(ceilings),
            "points": tuple(map(flagged, finished(list(points.values()), rounds))),
        }
    )


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
