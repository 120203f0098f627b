"""Whether files of weights are as they came: by the digest that a hub or a manifest announced.

What was fetched here notes the digests beside the snapshot; Hugging Face's own tools name a file's
blob by it. Files that neither tells of are believed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from core import workspace

_FOLDER = "digests"
_HEX = re.compile(r"[0-9a-f]+")
_SHA256, _GIT = 64, 40


def matches(path: Path, digest: str) -> bool:
    """Whether a file has this digest.

    Args:
        path: the file.
        digest: "sha256:" and the hash or its beginning, or "git:" and the hash that git gives it.

    Raises:
        OSError: it cannot be read.

    """
    kind, _, expected = digest.partition(":")
    status = path.stat()
    found = _hash(path, kind, status.st_size, status.st_mtime_ns)
    return bool(expected) and found.startswith(expected)


@cache
def _hash(path: Path, kind: str, size: int, _modified_ns: int) -> str:
    """Remembered while size and time of change stay the same, so once a process."""
    digest = hashlib.sha256()
    if kind == "git":
        digest = hashlib.sha1(f"blob {size}\0".encode(), usedforsecurity=False)
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: digest).hexdigest()


def note(snapshot: Path, digests: Mapping[str, str]) -> None:
    """Keep what was announced of a snapshot's files, by their path in it."""
    workspace.write_json(_noted(snapshot), dict(digests))


def damaged(snapshot: Path) -> Path | None:
    """The first file of a snapshot that is not as it was announced, None if all are.

    Raises:
        OSError: a file cannot be read.

    """
    try:
        noted = workspace.parse_json(_noted(snapshot))
    except (OSError, ValueError):  # fetched by others
        noted = {}
    for path in sorted(snapshot.rglob("*")):
        if path.is_file():
            told = noted.get(path.relative_to(snapshot).as_posix()) if noted else None
            digest = told if isinstance(told, str) else _blob(path)
            if digest and not matches(path, digest):
                return path
    return None


def _noted(snapshot: Path) -> Path:
    return snapshot.parent.parent / _FOLDER / f"{snapshot.name}.json"


def _blob(path: Path) -> str:
    """The digest that names the blob a file is a link to, empty if it is none."""
    name = path.resolve().name if path.is_symlink() else ""
    kind = {_SHA256: "sha256", _GIT: "git"}.get(len(name))
    return f"{kind}:{name}" if kind and _HEX.fullmatch(name) else ""
