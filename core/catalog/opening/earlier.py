"""What a path led to before its files changed: what was made of that is stale, not absent."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from core import workspace
from core.catalog.opening.reopening import name_of

#: Snapshots of a path that are remembered, the newest first.
MOST = 8


def note(path: Path, key: str) -> tuple[str, ...]:
    """Remember which snapshot a path leads to now; the keys of those that it led to before."""
    kept = _place(f"{name_of(path)}.path")
    known = workspace.read_json(kept)
    listed = known.get("snapshots") if isinstance(known, dict) else None
    before = [one for one in listed or () if isinstance(one, str) and one != key]
    with suppress(OSError):
        workspace.write_json(kept, {"snapshots": [key, *before][:MOST]})
    return tuple(before)


def note_encoded(key: str) -> None:
    """Remember that a snapshot was encoded."""
    with suppress(OSError):
        workspace.write_json(_place(f"{key}.encoded"), {})


def was_encoded(key: str) -> bool:
    """Whether a snapshot was encoded once, whatever has become of its features."""
    return _place(f"{key}.encoded").exists()


def _place(name: str) -> Path:
    return workspace.folder("opened") / f"{Path(name).name}.json"
