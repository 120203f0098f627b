"""Files that have not changed since they were read are taken from the snapshot made of them then.

What a reader looks at is told by the folder's list: names of media files (their contents are no
part of a catalog), and name, size and time of all others. Together with what was asked for, and
the code that read it, that names an entry which says which snapshot it led to. An entry that
cannot be trusted in any respect is as good as none.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import polars as pl

from core import plugins, workspace
from core.catalog.opening import archive, snapshot
from core.catalog.opening.open import open_planned
from core.catalog.plan import said
from core.catalog.plan.model import Plan
from core.catalog.readers import GROUP
from core.catalog.readers.base import folder_of
from core.catalog.rows.media_files import kind_of
from core.catalog.text import tables
from core.progress import NOBODY, Reporter
from core.text import Text

#: Files beyond which listing them is not worth while.
MAX_FILES = 1_000_000
#: A file changed that short a time ago could change again and keep its size and time.
SETTLED_S = 2.0


def snapshot_of(
    path: Path,
    reader: str | None = None,
    mapping: Mapping[str, str] | None = None,
    reporter: Reporter = NOBODY,
    plan: Plan | None = None,
) -> Path:
    """Folder of the snapshot of a catalog, which is read only if its files have changed.

    A plan that was given is remembered for its path, and followed the next time none is given.
    Arguments and errors are those of `open_catalog` and `snapshot.save`.
    """
    if plan is not None:
        remember(path, plan)
    elif reader is None and mapping is None:
        plan = remembered(path, reporter)
    request = (
        reader,
        dict(mapping) if mapping is not None else None,
        plan.brief() if plan is not None else None,
    )
    before = state(path)
    entry = None if before is None else _entry(before, request)
    known = None if entry is None else _known(entry)
    if known is not None:
        name = Path(path).name
        if snapshot.is_usable(known):
            reporter.log(Text("{path} has not changed since it was read last.", path=name))
            return known
        reporter.log(
            Text("What was kept of {path} is damaged or gone; it is read again.", path=name)
        )
    catalog, followed = open_planned(path, reader, mapping, reporter, plan)
    reporter.progress("saving snapshot", 0, None)
    folder = snapshot.save(catalog)
    snapshot.keep_plan(folder, followed)
    if entry is not None and state(path) == before:
        with suppress(OSError):
            workspace.write_json(entry, {"snapshot": snapshot.key(folder)})
    return folder


def remember(path: Path, plan: Plan) -> None:
    """Follow this plan whenever a path is opened and nothing else is said."""
    with suppress(OSError):
        workspace.write_json(_plan_of(path), plan.model_dump(mode="json"))


def forget(path: Path) -> None:
    """Look anew the next time a path is opened."""
    with suppress(OSError):
        _plan_of(path).unlink(missing_ok=True)


def remembered(path: Path, reporter: Reporter = NOBODY) -> Plan | None:
    """What was chosen for a path; None if nothing, or if its files are no longer there."""
    kept = _plan_of(path)
    try:
        plan = Plan.model_validate(workspace.parse_json(kept))
    except OSError:
        return None
    except ValueError:
        workspace.set_aside(kept)
        reporter.log(
            Text(
                "What was chosen for reading {path} is damaged; it is looked at anew.",
                path=path.name,
            ),
            "warning",
        )
        return None
    folder = folder_of(Path(path).expanduser().resolve())
    if said.beside(folder) or not all(
        tables.exists(folder / file.file) for file in plan.files if file.holds
    ):
        return None
    return plan


def _plan_of(path: Path) -> Path:
    return workspace.folder("plans") / f"{name_of(path)}.json"


def name_of(path: Path) -> str:
    """Names a path, whatever bytes are in it."""
    full = str(Path(path).expanduser().resolve())
    return hashlib.sha256(full.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def state(path: Path) -> str | None:
    """What can be seen of the files at `path` without opening them, as a digest.

    None if that is not enough to say that nothing has changed: they changed a moment ago, are too
    many, or cannot be listed.
    """
    digest = hashlib.blake2b(digest_size=16)
    newest = 0.0
    try:
        path = Path(path).expanduser().resolve(strict=True)
        for place, facts in enumerate(_facts(path)):
            if place >= MAX_FILES:
                return None
            digest.update(json.dumps(facts).encode("utf-8", "surrogateescape"))
            newest = max(newest, facts[-1] / 1e9)
    except (OSError, ValueError):
        return None
    return None if newest > time.time() - SETTLED_S else digest.hexdigest()


def _facts(path: Path) -> Iterator[tuple[str, int, int]]:
    """Name, size and time (nanoseconds) of all that a reader may look at; 0 where it does not."""
    if archive.is_archive(path):
        status = path.stat()
        yield str(path), status.st_size, status.st_mtime_ns
        return
    yield str(path), 0, 0
    for place, folders, names in os.walk(folder_of(path)):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield place, 0, 0
        for name in sorted(names):
            file = os.path.join(place, name)  # noqa: PTH118 - a million of them
            if os.path.islink(file):  # noqa: PTH114
                yield os.path.realpath(file), int(os.path.isfile(file)), 0  # noqa: PTH113
            if kind_of(name) is not None:
                yield name, 0, 0
                continue
            status = os.stat(file)  # noqa: PTH116
            yield name, status.st_size, status.st_mtime_ns


def _entry(state: str, request: object) -> Path:
    identity = json.dumps([state, request, _code(), _offered(), pl.__version__], sort_keys=True)
    return workspace.folder("opened") / f"{hashlib.sha256(identity.encode()).hexdigest()[:32]}.json"


def _known(entry: Path) -> Path | None:
    """The snapshot an entry leads to, whatever has become of it."""
    try:
        record = workspace.parse_json(entry)
        return workspace.inside(workspace.folder("catalogs"), record["snapshot"])
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def _offered() -> list[tuple[str, str, str]]:
    """Names the readers of other packages, whose code is not ours to look at, with versions."""
    offers = plugins.found(GROUP).values()
    return sorted((o.name, o.value, o.dist.version if o.dist else "") for o in offers)


@functools.cache
def _code() -> str:
    """Names the code that reads catalogs: what another one made of the files may differ."""
    digest = hashlib.blake2b(digest_size=16)
    for file in sorted(Path(__file__).parents[1].rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()
