"""Several pictures of one item: those the catalog names, those beside them, stills of its film."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.catalog.modality import FILES
from core.catalog.schema import ITEM_COLUMNS, Catalog
from core.errors import UserError
from core.media import images, video
from core.text import Text
from core.workspace import inside

#: As many as a person compares.
MOST = 6
_STILLS = 3


@dataclass(frozen=True, eq=False)
class Picture:
    """One picture: what to call it, and uint8 [h, w, 3] upright."""

    name: str
    pixels: np.ndarray


def of_item(catalog: Catalog, row: int) -> tuple[list[Picture], list[Text]]:
    """Pictures of an item, the catalog's own first; and what could not be read."""
    found: list[Picture] = []
    problems: list[Text] = []
    for path in files(catalog, row)[:MOST]:
        try:
            found.append(Picture(path.name, images.open_original(path)))
        except UserError as error:
            problems.append(error.sentence)
    column = catalog.items.get_column("video", default=None)
    film = inside(catalog.root, str(column[row])) if column is not None and column[row] else None
    if film is not None and len(found) < MOST:
        try:
            frames = video.load(film, frames=_STILLS)
        except UserError as error:
            problems.append(error.sentence)
        else:
            found += [
                Picture(f"{film.name} at {time:.2f} s", pixels)
                for time, pixels in zip(frames.times, frames.pixels, strict=True)
            ]
    return found[:MOST], problems


def files(catalog: Catalog, row: int) -> list[Path]:
    """Picture files of an item.

    The column `image`; then any other column that holds paths of pictures, several of them
    parted by `;` or `|`; then files beside the first that carry its name and a number
    (mug.jpg, mug_2.jpg).
    """
    found: list[Path] = []
    others = [name for name in catalog.items.columns if name not in ITEM_COLUMNS]
    for name in ("image", *others):
        column = catalog.items.get_column(name, default=None)
        value = None if column is None else column[row]
        if not isinstance(value, str) or not value.lower().endswith(FILES["image"]):
            continue
        for part in re.split(r"[;|]", value):
            path = inside(catalog.root, part.strip())
            if path is not None and path not in found and (name == "image" or path.is_file()):
                found.append(path)
    if found:
        beside = re.compile(re.escape(found[0].stem) + r"[-_ ]\d{1,2}")
        found += sorted(
            path
            for path in found[0].parent.glob(f"{_plain(found[0].stem)}*")
            if beside.fullmatch(path.stem)
            and path.suffix.lower() in FILES["image"]
            and path not in found
            and path.resolve().is_relative_to(catalog.root.resolve())
        )
    return found


def _plain(stem: str) -> str:
    """A name without what glob takes for a pattern."""
    return re.sub(r"[\[\]*?]", "?", stem)
