"""What people did while an item played: a CSV file of seconds and names.

seconds,event
3.20,like
8.75,skip
"""

from __future__ import annotations

import csv
import math
from pathlib import Path

from core.errors import UserError
from core.media.subtitles import Cue
from core.text import Text

_MAX_BYTES = 16 * 1024 * 1024


def load(path: Path) -> list[Cue]:
    """Events in order of time; each is a cue of no length with the event's name.

    Raises:
        UserError: missing, too large, no column `seconds`, a time that is none, or no event.

    """
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise UserError(
                Text("{file} is too large.", file=path.name), "Check the file.", file=str(path)
            )
        lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except OSError as error:
        raise UserError(
            Text(
                "The events {file} cannot be read ({error}).", file=path.name, error=error.strerror
            ),
            "Put the file back or correct its path in the catalog.",
            file=str(path),
        ) from error
    reader = csv.DictReader(lines)
    if "seconds" not in (reader.fieldnames or []):
        raise UserError(
            Text("{file} has no column 'seconds'.", file=path.name),
            "Its first line must be: seconds,event",
            file=str(path),
            line=1,
        )
    found = []
    for row in reader:
        time = _seconds(row["seconds"], path, reader.line_num)
        found.append(Cue(time, time, (row.get("event") or "event").strip()))
    if not found:
        raise UserError(
            Text("{file} holds no event.", file=path.name),
            "A line 3.2,like is one.",
            file=str(path),
        )
    return sorted(found, key=lambda cue: cue.start_s)


def _seconds(text: str | None, path: Path, line: int) -> float:
    try:
        value = float(text or "")
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise UserError(
            Text("'{text}' is not a number of seconds.", text=(text or "").strip()[:40]),
            "Write it as 3.2.",
            file=str(path),
            line=line,
            column="seconds",
        )
    return value
