"""Health of the media files: decoded for real, in a sample where there are many."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from core.catalog.schema import Catalog
from core.errors import UserError
from core.media import audio, images, subtitles, video
from core.media.findings import EXAMPLES, Finding, of_items
from core.progress import Reporter
from core.text import Text
from core.workspace import inside

#: A sound whose loudest sample stays below this (-60 dB) is silent.
_SILENT = 1e-3
#: Standard deviation of grey levels under which a picture shows nothing.
_BLANK = 1.5
_THUMB = 32
#: Thumbnails that differ by less, on average of 255, look the same.
_SAME_LOOK = 1.5
_SECONDS = 20.0


@dataclass
class Seen:
    """What decoding the files of one kind brought up; lists of (row, what to tell)."""

    checked: int = 0
    total: int = 0
    unreadable: list[tuple[int, Text]] = field(default_factory=list)
    damaged: list[tuple[int, Text]] = field(default_factory=list)
    blank: list[tuple[int, str]] = field(default_factory=list)
    digests: dict[bytes, list[int]] = field(default_factory=lambda: defaultdict(list))
    looks: dict[int, np.ndarray] = field(default_factory=dict)


def look(catalog: Catalog, kind: str, max_files: int, reporter: Reporter) -> Seen:
    """Decode up to `max_files` files of one kind, evenly spread over the catalog."""
    seen = Seen()
    if kind not in catalog.items.columns:
        return seen
    paths = catalog.items[kind]
    rows = np.flatnonzero(paths.is_not_null().to_numpy())
    seen.total = len(rows)
    if len(rows) > max_files:
        rows = rows[np.linspace(0, len(rows) - 1, max_files).astype(int)]
    for done, row in enumerate(rows.tolist()):
        if reporter.checkpoint():
            break
        reporter.progress(Text("checking {kind} files", kind=Text(kind)), done, len(rows), "files")
        relative = paths[row]
        path = inside(catalog.root, relative)
        if path is None:
            seen.unreadable.append(
                (row, Text("{relative}: it leaves the folder of the catalog.", relative=relative))
            )
        else:
            _look_at(kind, row, relative, path, seen)
        seen.checked += 1
    return seen


def _look_at(kind: str, row: int, relative: str, path: Path, seen: Seen) -> None:
    warning = Text()
    try:
        if kind == "image":
            pixels = images.load(path, _THUMB, "crop").pixels
            seen.looks[row] = pixels.astype(np.int16)
            seen.digests[_digest(path)].append(row)
            if pixels.mean(axis=2).std() < _BLANK:
                seen.blank.append((row, relative))
        elif kind == "audio":
            sound = audio.load(path, max_seconds=_SECONDS)
            warning = sound.warning
            if np.abs(sound.samples - sound.samples.mean()).max() < _SILENT:
                seen.blank.append((row, relative))
        elif kind == "video":
            frames = video.load(path, frames=3, max_side=64)
            warning = frames.warning
            if frames.pixels.mean(axis=3).std(axis=(1, 2)).max() < _BLANK:
                seen.blank.append((row, relative))
        else:
            warning = subtitles.read(path).warning
    except UserError as error:
        seen.unreadable.append((row, error.sentence))
    if warning:
        seen.damaged.append((row, warning))


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).digest()


_NOUNS = {
    "image": Text("picture"),
    "audio": Text("sound"),
    "video": Text("video"),
    "subtitles": Text("subtitle file"),
}


def findings(kind: str, seen: Seen) -> Iterator[list[Finding]]:
    """What is wrong with the files of one kind."""
    noun = _NOUNS[kind]
    unreadable = [row for row, _ in seen.unreadable]
    damaged = [row for row, _ in seen.damaged]
    blank = [row for row, _ in seen.blank]
    yield of_items(
        f"{kind}-unreadable",
        "error",
        unreadable,
        Text.counted(
            "{n:,} {noun} cannot be read.",
            "{n:,} {noun}s cannot be read.",
            len(unreadable),
            noun=noun,
        ),
        Text(
            "Replace the files, or clear the {kind} of these items so that it counts as missing.",
            kind=Text(kind),
        ),
        [text for _, text in seen.unreadable],
    )
    yield of_items(
        f"{kind}-damaged",
        "warning",
        damaged,
        Text.counted(
            "{n:,} {noun} is cut short or damaged; the readable part is used.",
            "{n:,} {noun}s are cut short or damaged; the readable part is used.",
            len(damaged),
            noun=noun,
        ),
        Text("Copy or export the files again."),
        [text for _, text in seen.damaged],
    )
    yield of_items(
        f"{kind}-silent" if kind == "audio" else f"{kind}-blank",
        "warning",
        blank,
        Text.counted("{n:,} {noun} is silent.", "{n:,} {noun}s are silent.", len(blank), noun=noun)
        if kind == "audio"
        else Text.counted(
            "{n:,} {noun} shows one colour and nothing else.",
            "{n:,} {noun}s show one colour and nothing else.",
            len(blank),
            noun=noun,
        ),
        Text("Replace them: as they are they make unlike items look alike."),
        [text for _, text in seen.blank],
    )
    if kind == "image":
        yield from _repeated(seen)


def _repeated(seen: Seen) -> Iterator[list[Finding]]:
    """Pictures used more than once, byte for byte or to the eye."""
    blank = {row for row, _ in seen.blank}
    groups = [rows for rows in seen.digests.values() if len(rows) > 1 and rows[0] not in blank]
    same = sorted(row for rows in groups for row in rows)
    yield of_items(
        "image-identical",
        "warning",
        same,
        Text.counted(
            "{items:,} items share {n:,} picture file (byte for byte).",
            "{items:,} items share {n:,} picture files (byte for byte).",
            len(groups),
            items=len(same),
        ),
        Text("Give each item its own picture; placeholders are better left empty."),
        [Text("rows {rows}", rows=", ".join(str(row) for row in rows[:6])) for rows in groups],
    )
    distinct = [rows[0] for rows in seen.digests.values() if rows[0] not in blank]
    pairs = list(_alike(distinct, seen.looks))
    alike = sorted({row for pair in pairs for row in pair})
    yield of_items(
        "image-look-alike",
        "note",
        alike,
        Text("{n:,} items have pictures that look the same in different files.", n=len(alike)),
        Text("They may be one product entered twice, or one photograph in several sizes."),
        [Text("rows {a} and {b}", a=a, b=b) for a, b in pairs[:EXAMPLES]],
    )


def _alike(rows: list[int], looks: dict[int, np.ndarray]) -> Iterator[tuple[int, int]]:
    """Pairs whose thumbnails hardly differ; candidates share a coarse brightness pattern."""
    buckets: dict[bytes, list[int]] = defaultdict(list)
    for row in rows:
        grey = looks[row].mean(axis=2).reshape(4, 8, 4, 8).mean(axis=(1, 3))
        # Two rounding grids: what falls on a border in one lies in the middle of the other.
        for shift in (0.0, 16.0):
            key = np.floor((grey + shift) / 32).astype(np.int8)
            buckets[bytes([int(shift)]) + key.tobytes()].append(row)
    told = set()
    for bucket in buckets.values():
        for k, a in enumerate(bucket):
            for b in bucket[k + 1 : k + 65]:
                if (a, b) not in told and np.abs(looks[a] - looks[b]).mean() < _SAME_LOOK:
                    told.add((a, b))
                    yield a, b
