"""Snapshots: an opened catalog as Arrow files that every process loads in a fraction of a second.

A snapshot is a folder named after the content of what is in it, so equal catalogs share one and
whatever was computed from it can be found again. Checksums beside them tell a damaged one.
"""

from __future__ import annotations

import hashlib
import io
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from core import scratch, system, workspace
from core.catalog import quarantine
from core.catalog.modality import FILES
from core.catalog.opening import seal
from core.catalog.plan.model import Plan
from core.catalog.schema import Catalog
from core.catalog.weights import LOG
from core.catalog.wishes import WishRule
from core.errors import UserError
from core.failures import telling
from core.text import Text, packed, unpacked

VERSION = 1
_TABLES = ("items", "users", "interactions", "quarantine")
#: Columns of the quarantine that hold texts.
_TEXTS = frozenset({"reason", "remedy"})
#: Damaged bytes raise whatever it is that stumbles over them: the parser of an array's header, say.
_UNREADABLE = (Exception, pl.exceptions.PanicException)
#: Rows from which on columns of one value are kept as that value.
_MANY = 1000
_KINDS = {str(kind()): kind() for kind in (pl.String, pl.Int8, pl.Int32, pl.Int64, pl.Float32)}


@telling()
def save(catalog: Catalog) -> Path:
    """Write the snapshot of a catalog, or find the one there is; a damaged one is replaced.

    Returns:
        The folder `<workspace>/catalogs/<content key>`.

    Raises:
        UserError: the disk is full or not writable.

    """
    parent = workspace.writable("catalogs")
    with scratch.folder(parent) as temporary:
        write(catalog, temporary)
        with ThreadPoolExecutor(1) as side:
            kept = side.submit(seal.keep, temporary)
            name, found = _content_key(temporary)
            kept.result()
        seal.write(temporary, found)
        target = parent / name
        if not _is_same(temporary, target):
            shutil.rmtree(target, ignore_errors=True)
            try:
                temporary.rename(target)
            except OSError:
                # Another process wrote the same content first.
                if not _is_same(temporary, target):
                    raise
            system.sync_folder(parent)
        return target


def load(folder: Path) -> Catalog:
    """Load a snapshot: its tables are read, its features stay on disk until they are touched.

    Raises:
        UserError: it is no snapshot, or one of another version.

    """
    folder = Path(folder)
    try:
        manifest = _manifest(folder)
        constants = manifest.get("constants", {})
        frames = {name: _read(folder, name, constants.get(name)) for name in _TABLES}
        truth = folder / "truth.arrow"
        return Catalog(
            name=manifest["name"],
            root=Path(manifest["root"]),
            reader=manifest["reader"],
            features={
                name: np.load(_within(folder / "features", file), "r", allow_pickle=False)
                for name, file in manifest["features"].items()
            },
            truth=pl.read_ipc(truth) if truth.is_file() else None,
            notes=tuple(map(Text, unpacked(manifest["notes"]))),
            wish=WishRule.of(manifest["wish"]) if "wish" in manifest else WishRule(),
            **frames,
        )
    except _UNREADABLE as error:
        raise UserError(
            Text(
                "The snapshot {folder} cannot be opened ({error}).", folder=folder.name, error=error
            ),
            "Open the catalog again.",
            file=str(folder),
        ) from error


def keep_plan(folder: Path, plan: Plan) -> None:
    """Keep with a snapshot how its files were read.

    Raises:
        UserError: the disk is full or not writable.

    """
    workspace.write_json(Path(folder) / seal.PLAN, plan.model_dump(mode="json"))


def plan_of(folder: Path) -> Plan | None:
    """How the files of a snapshot were read; None if that is not known."""
    try:
        return Plan.model_validate(workspace.parse_json(Path(folder) / seal.PLAN))
    except (OSError, ValueError):
        return None


def key(folder: Path) -> str:
    """The content key of a snapshot: equal keys mean equal catalogs."""
    return Path(folder).name


def is_usable(folder: Path) -> bool:
    """Whether a snapshot is as it was written, and what lies beside it is there.

    The files of an archive were unpacked somewhere that may be gone, as may media out of tables.
    """
    try:
        return (
            seal.is_whole(folder)
            and Path(_manifest(folder)["root"]).is_dir()
            and (plan_of(folder) is not None or not (folder / seal.PLAN).exists())
            and all(path.is_file() for path in _extracted(folder))
        )
    except _UNREADABLE:
        return False


def _extracted(folder: Path) -> Iterator[Path]:
    """Media that stood in tables as bytes."""
    path = folder / "items.arrow"
    kinds = pl.read_ipc_schema(path)
    for column in pl.read_ipc(path, columns=[c for c in FILES if kinds.get(c) == pl.String]):
        ours = column.drop_nulls()
        for name in ours.filter(ours.str.starts_with(f"{workspace.EXTRACTED}/")):
            yield workspace.named() / name


def _is_same(made: Path, there: Path) -> bool:
    return seal.told(made) == seal.told(there) and seal.is_whole(there)


def _manifest(folder: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = workspace.parse_json(folder / "catalog.json")
    if manifest["version"] != VERSION:
        raise ValueError(f"version {manifest['version']}")
    return manifest


def _within(folder: Path, name: str) -> Path:
    path = workspace.inside(folder, name)
    if path is None:
        raise ValueError(f"{name} lies elsewhere")
    return path


def _read(folder: Path, name: str, constants: dict[str, Any] | None) -> pl.DataFrame:
    frame = pl.read_ipc(folder / f"{name}.arrow")
    if not constants:
        return frame
    made = [
        pl.lit(value, dtype=_KINDS[kind]).alias(column)
        for column, (kind, value) in constants["values"].items()
    ]
    return frame.with_columns(made).select(constants["columns"])


def _constants(frame: pl.DataFrame) -> dict[str, Any]:
    """Columns of one value in all rows: {column: [type, value]}; never the first column.

    Ten million times the event "rating" is 160 MB to write and to name by its content. Asked as
    expressions, so that a column that polars holds as one value is never unfolded.
    """
    if len(frame) < _MANY:
        return {}
    ends = zip(frame.head(1).row(0), frame.tail(1).row(0), strict=True)
    alike = {
        name: [str(kind), first]
        for (name, kind), (first, last) in zip(frame.schema.items(), ends, strict=True)
        if str(kind) in _KINDS and first == last and name != frame.columns[0]
    }
    same = frame.select(pl.col(name).eq_missing(pl.col(name).first()).all() for name in alike)
    return {name: told for name, told in alike.items() if same[name][0]}


def write(catalog: Catalog, folder: Path) -> None:
    """Write the files of a snapshot into `folder`.

    Raises:
        OSError: the disk is full or not writable.

    """
    folder.mkdir(parents=True, exist_ok=True)
    constants = {}
    tables = {} if catalog.truth is None else {"truth": catalog.truth}
    for name in _TABLES:
        frame: pl.DataFrame = getattr(catalog, name)
        values = _constants(frame)
        if values:
            constants[name] = {"columns": frame.columns, "values": values}
        tables[name] = frame.drop(list(values))

    def put(name: str) -> None:
        path = folder / f"{name}.arrow"
        tables[name].rechunk().write_ipc(path, compression="uncompressed")

    with ThreadPoolExecutor(2) as pool:
        for _written in pool.map(put, tables):
            pass
    (folder / "features").mkdir()
    files = {name: f"{place}.npy" for place, name in enumerate(catalog.features)}
    for name, file in files.items():
        np.save(folder / "features" / file, np.ascontiguousarray(catalog.features[name]))
    workspace.write_json(
        folder / "catalog.json",
        {
            "version": VERSION,
            "name": catalog.name,
            "root": str(catalog.root),
            "reader": catalog.reader,
            "features": files,
            "notes": packed(catalog.notes),
            "constants": constants,
            "wish": catalog.wish.to_json(),
        },
    )


def _content_key(folder: Path) -> tuple[str, dict[str, list[int]]]:
    """The name of a snapshot, and what is sealed of its files, which are read once."""
    found: dict[str, list[int]] = {}
    digest = hashlib.blake2b(digest_size=16)
    english = _english(folder)
    for path in seal.files(folder):
        name = path.relative_to(folder).as_posix()
        told = english.get(name)
        size = path.stat().st_size if told is None else len(told)
        digest.update(f"{name}\0{size}\0".encode())
        found[name] = seal.measured(path, digest.update if told is None else None)
        digest.update(told or b"")
    return digest.hexdigest(), found


def _english(folder: Path) -> dict[str, bytes]:
    """Files that hold texts, as they were before texts kept their templates and rules were kept.

    What a catalog is called must not hang on how its texts are stored: runs go by that name.
    """
    manifest = workspace.parse_json(folder / "catalog.json")
    if not manifest["wish"]["chosen"]:
        del manifest["wish"]  # it follows from the rest
    elif manifest["wish"]["weighting"] == LOG:
        del manifest["wish"]["weighting"]
    manifest["notes"] = [str(note) for note in unpacked(manifest["notes"])]
    values = manifest["constants"].get("quarantine", {}).get("values", {})
    for column in values.keys() & _TEXTS:
        kind, value = values[column]
        values[column] = [kind, value and str(Text.loads(value))]
    files = {"catalog.json": workspace.as_json(manifest)}
    table = pl.read_ipc(folder / "quarantine.arrow")
    texts = [table[column] for column in table.columns if column in _TEXTS]
    if any(text.str.starts_with("{").any() for text in texts):
        written = io.BytesIO()
        quarantine.english(table, *(text.name for text in texts)).write_ipc(
            written, compression="uncompressed"
        )
        files["quarantine.arrow"] = written.getvalue()
    return files
