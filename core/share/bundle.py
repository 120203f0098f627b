"""A .triptych file: catalog, features, run and pictures of some items, as one zip.

What comes back is a stranger's: paths are held to the folder it is unpacked in, tables are looked
through before anything believes them, and nothing is ever unpickled. Features lie apart from those
made here, so that what a bundle says of an encoder is never taken for what the encoder says.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import polars as pl
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from core import scratch, workspace
from core.catalog.modality import FILES
from core.catalog.opening import archive, snapshot
from core.catalog.schema import (
    FURTHER_ITEM_COLUMNS,
    INTERACTION_COLUMNS,
    ITEM_COLUMNS,
    TRUTH_COLUMNS,
    Catalog,
    empty,
)
from core.contracts.question import Subject
from core.contracts.recommend import ListParams, Row
from core.contracts.share import BundleSpec
from core.contracts.showcase import ShowcaseParams
from core.encoders.features import adopt, open_features
from core.encoders.store import FeatureStore
from core.errors import UserError
from core.explore import recommending, showcase
from core.explore.context import Context
from core.failures import sentence_of
from core.progress import Reporter
from core.text import Text
from core.training.run import layout
from core.workspace import inside

VERSION = 1
ABOUT = "bundle.json"
#: A bundle of more than this is none to send to somebody.
MOST_BYTES = 4 << 30
#: Items of a list and of a history whose media go along.
MOST_LISTED, MOST_HISTORY = 24, 60
#: Files of a run that belong to this machine: its lock, and what training goes on from.
_HERE = (layout.LOCK, layout.LAST)
#: How a folder of features is called: its encoder's version and the hash of its content.
_NAME = r"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}$"


class Packed(BaseModel):
    """Features of one modality: the name of their folder, which a run knows them by."""

    model_config = ConfigDict(extra="forbid")
    modality: str
    name: str = Field(pattern=_NAME)


class About(BaseModel):
    """What a bundle holds, and what was looked at when it was made."""

    model_config = ConfigDict(extra="ignore")
    version: int
    features: tuple[Packed, ...] = ()
    run: bool = False
    item: Row | None = None
    user: Row | None = None


class Opened(BaseModel):
    """Where the parts of a bundle came to lie here."""

    snapshot: str
    item: int | None
    user: int | None


# --- out ------------------------------------------------------------------------------------


def pack(spec: BundleSpec, reporter: Reporter) -> None:
    """Write a bundle; it appears whole or not at all.

    Raises:
        UserError: it would be larger than MOST_BYTES, or something of it cannot be read.

    """
    context = Context(Subject(catalog=spec.catalog, features=spec.features, run=spec.run))
    items, users = spec.items, spec.users
    if spec.run is not None and not (items and users):
        best = showcase.best(context, ShowcaseParams())
        items = items or ((best.item.row,) if best.item else ())
        users = users or ((best.user.row,) if best.user else ())
    files = _media(context.catalog, _shown(context, items, users))
    stores = context.features.stores if spec.features is not None else {}
    about = About(
        version=VERSION,
        features=tuple(Packed(modality=m, name=store.folder.name) for m, store in stores.items()),
        run=spec.run is not None,
        item=next(iter(items), None),
        user=next(iter(users), None),
    )
    out = Path(spec.out)
    with scratch.folder(workspace.writable("bundles")) as made:
        snapshot.write(_without_media(context.catalog, files), made / "catalog")
        contents = {path: f"media/{name}" for path, name in files.values()}
        contents |= _all(made / "catalog", "catalog")
        for place, store in enumerate(stores.values()):
            contents |= _all(store.folder, f"features/{place}")
        if spec.run is not None:
            contents |= _all(Path(spec.run), "run")
        _check_size(contents)
        whole = made / "bundle"
        _zip(whole, about, contents, reporter)
        out.parent.mkdir(parents=True, exist_ok=True)
        beside = out.with_name(scratch.prefix(out.parent) + out.name)
        try:
            shutil.move(whole, beside)
            beside.replace(out)
        finally:
            beside.unlink(missing_ok=True)


def _shown(context: Context, items: Iterable[int], users: Iterable[int]) -> set[int]:
    """Rows of the items that these pages show: asked for, chosen before, and recommended."""
    shown = set(items)
    if context.key.run is None:
        return shown
    for user in users:
        params = ListParams(user=user, k=MOST_LISTED)
        listed = recommending.best(context, params)
        shown.update(one.row for one in listed.items)
        shown.update((*listed.history, *listed.held_out)[-MOST_HISTORY:])
    return shown


def _media(catalog: Catalog, rows: set[int]) -> dict[tuple[int, str], tuple[Path, str]]:
    """By item and column, the files of these items and what they are called in the bundle."""
    found: dict[tuple[int, str], tuple[Path, str]] = {}
    for column in FILES:
        values = catalog.items.get_column(column, default=None)
        for row in sorted(rows) if values is not None else ():
            path = inside(catalog.root, str(values[row])) if values[row] else None
            if path is not None and path.is_file():
                found[row, column] = (path, f"{row}-{column}{path.suffix.lower()}")
    return found


def _without_media(catalog: Catalog, files: dict[tuple[int, str], tuple[Path, str]]) -> Catalog:
    """The catalog with the files that go along, under their new names, and no other."""
    columns = [
        pl.Series(
            column,
            [files.get((row, column), (None, None))[1] for row in range(catalog.items.height)],
            pl.String,
        )
        for column in FILES
        if column in catalog.items.columns
    ]
    return replace(catalog, items=catalog.items.with_columns(columns), root=Path("media"))


def _all(folder: Path, name: str) -> dict[Path, str]:
    """Files of a folder and what they are called in the bundle."""
    return {
        path: f"{name}/{inner}"
        for path in sorted(folder.rglob("*"))
        if path.is_file() and (inner := path.relative_to(folder).as_posix()) not in _HERE
    }


def _check_size(contents: Iterable[Path]) -> None:
    size = sum(path.stat().st_size for path in contents)
    if size > MOST_BYTES:
        raise UserError(
            Text(
                "This bundle would hold {size:.1f} GB; {most:.1f} GB are the most.",
                size=size / 1e9,
                most=MOST_BYTES / 1e9,
            ),
            "Open a part of the catalog, or send a report.",
        )


def _zip(path: Path, about: About, contents: dict[Path, str], reporter: Reporter) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        out.writestr(ABOUT, about.model_dump_json(indent=2))
        for done, (file, name) in enumerate(contents.items()):
            reporter.progress("packing", done, len(contents), "files")
            reporter.checkpoint()
            if name == f"run/{layout.RUN}":  # who trained it where is nobody else's business
                record = layout.read_record(file.parent).model_copy(update={"process": None})
                out.writestr(name, record.model_dump_json(indent=2, exclude_none=True))
            else:
                out.write(file, name)


# --- in -------------------------------------------------------------------------------------


def unpack(path: Path, reporter: Reporter) -> Opened:
    """Bring a bundle into the workspace, unless that was done and all of it is still there.

    Raises:
        UserError: it is damaged, too large, of another version, or not what it says.

    """
    folder = workspace.writable("bundles") / archive.key(path)
    known = _known(folder)
    if known is not None:
        return known
    free = shutil.disk_usage(folder.parent).free
    with scratch.folder(folder.parent) as made:
        archive.extract(path, made, round(free * archive.MAX_SHARE), reporter)
        shutil.rmtree(folder, ignore_errors=True)
        made.rename(folder)
    try:
        about = About.model_validate(workspace.parse_json(folder / ABOUT))
        if about.version != VERSION:
            raise ValueError(f"version {about.version}")
        catalog = _checked(snapshot.load(folder / "catalog"), folder / "media")
        saved = snapshot.save(catalog)
        _take_features(catalog, about, folder)
        if about.run and layout.latest_run(snapshot.key(saved)) is None:
            run = layout.new_run_folder(snapshot.key(saved))
            shutil.copytree(folder / "run", run, dirs_exist_ok=True)
    except (OSError, ValueError, ValidationError, UserError, pl.exceptions.PolarsError) as error:
        raise UserError(
            Text("This bundle cannot be used ({error}).", error=sentence_of(error)),
            "Ask for it again.",
            str(path),
        ) from error
    opened = Opened(
        snapshot=str(saved),
        item=_row(about.item, catalog.items),
        user=_row(about.user, catalog.users),
    )
    workspace.write_json(folder / "opened.json", opened.model_dump())
    return opened


def _known(folder: Path) -> Opened | None:
    """What came of it before; None if a part of it is gone."""
    with suppress(OSError, ValueError, ValidationError):
        opened = Opened.model_validate(workspace.parse_json(folder / "opened.json"))
        about = About.model_validate(workspace.parse_json(folder / ABOUT))
        saved = Path(opened.snapshot)
        if snapshot.is_usable(saved) and (
            not about.features or open_features(snapshot.load(saved)) is not None
        ):
            return opened
    return None


def _row(row: int | None, table: pl.DataFrame) -> int | None:
    """A row, if the table has it."""
    return row if row is not None and row < table.height else None


def _checked(catalog: Catalog, media: Path) -> Catalog:
    """The catalog if its tables are what tables of a catalog are, with its files in `media`.

    Raises:
        ValueError: they are not.

    """
    media.mkdir(exist_ok=True)
    items, users, log = catalog.items, catalog.users, catalog.interactions
    truth = empty(TRUTH_COLUMNS) if catalog.truth is None else catalog.truth
    known = {**ITEM_COLUMNS, **FURTHER_ITEM_COLUMNS}
    wanted = (
        (items, {"item": pl.String()}),
        (items, {name: known[name] for name in items.columns if name in known}),
        (users, {"user": pl.String()}),
        (log, INTERACTION_COLUMNS),
        (truth, TRUTH_COLUMNS),
    )
    for table, columns in wanted:
        for name, kind in columns.items():
            if table.schema.get(name) != kind:
                raise ValueError(f"column {name}")
    for rows, table in ((log["item"], items), (log["user"], users), (truth["item"], items)):
        if rows.null_count() or not rows.is_between(0, table.height - 1).all():
            raise ValueError(f"column {rows.name}")
    held = [
        items[name].map_elements(lambda value: value if _is_in(media, value) else None, pl.String)
        for name in FILES
        if name in items.columns
    ]
    if any(len(made) != items.height for made in catalog.features.values()):
        raise ValueError("features")
    return replace(catalog, items=items.with_columns(held), root=media)


def _is_in(media: Path, value: str | None) -> bool:
    """Whether a path names a file of the bundle itself."""
    if not value or value.startswith(f"{workspace.EXTRACTED}/"):
        return False
    path = inside(media, value)
    return path is not None and path.is_file()


def _take_features(catalog: Catalog, about: About, folder: Path) -> None:
    """Put features where this catalog finds them, and where no other looks.

    Raises:
        ValueError: they are of other items, or of no kind of ours.
        UserError: they are damaged.

    """
    stores = {}
    for place, packed in enumerate(about.features):
        target = workspace.writable("features") / "bundled" / folder.name / packed.name
        if not (target / "store.json").is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(folder / "features" / str(place), target)
        store = FeatureStore(target)
        if store.n_items != catalog.items.height or store.about.dtype not in ("float16", "float32"):
            raise ValueError(f"features of {packed.modality}")
        stores[packed.modality] = store
    if stores:
        adopt(catalog, stores)
