"""What encoders see of an item on their grids: its pictures, its text as a picture, its sound."""

from __future__ import annotations

from dataclasses import dataclass
from math import isqrt
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from PIL import Image

from core.catalog.schema import Catalog
from core.contracts.spatial import (
    AlignedPicture,
    DrawnText,
    ItemPicture,
    Overview,
    Pictures,
    Registration,
    SoundGrid,
    SpatialOverview,
)
from core.errors import UserError
from core.explore.catalog.item import check_row
from core.media import images, overview, pictures, registration, spatial, textimage
from core.text import Text
from core.workspace import inside

if TYPE_CHECKING:
    from core.encoders.features import FeatureSet

#: Longest side of a picture sent, in pixels; the window is rarely larger.
PICTURE_SIDE = 960
#: Items listed for one reason.
LISTED = 500
SIZE = 224


@dataclass(frozen=True)
class ImageGrid:
    """An image encoder by name, and its patches along a side."""

    encoder: str
    side: int

    @classmethod
    def of(cls, features: FeatureSet | None) -> ImageGrid:
        """Of the encoder in use, else of the default one."""
        from core.encoders import registry

        name = registry.DEFAULTS.get("image", "")
        if features is not None and "image" in features.stores:
            used = features.stores["image"].encoder
            name = used if used in {info.name for info in registry.infos()} else name
        return cls(name, isqrt(registry.info(name).max_tokens))

    def corners(self) -> np.ndarray:
        """Corners of the patches in aligned pixels, clockwise; float64 [cells, 4, 2]."""
        lines = np.linspace(0, SIZE, self.side + 1)
        x0, y0 = (axis.ravel() for axis in np.meshgrid(lines[:-1], lines[:-1]))
        step = SIZE / self.side
        xs = np.stack([x0, x0 + step, x0 + step, x0], 1)
        ys = np.stack([y0, y0, y0 + step, y0 + step], 1)
        return np.stack([xs, ys], 2)

    def quads(self, laid: images.AlignedImage) -> np.ndarray:
        """Corners of the patches in pixels of the upright picture; float64 [cells, 4, 2]."""
        return laid.to_original.apply(self.corners().reshape(-1, 2)).reshape(-1, 4, 2)


def aligned_picture(
    catalog: Catalog, row: int, grid: ImageGrid, trim: bool | None = None
) -> AlignedPicture:
    """The picture of an item as stored and as the encoder gets it.

    Args:
        catalog: it belongs to.
        row: of the item.
        grid: to lay it on.
        trim: whether borders are cut off; None for what is chosen for the catalog.

    Raises:
        UserError: there is no such item, or its picture cannot be read.

    """
    from core.encoders.image import patches

    check_row(catalog, row)
    path = _path(catalog, row, "image")
    tag = images.orientation(path)
    upright = images.open_upright(path)
    decision = spatial.decide(upright, SIZE, tag != 1)
    trims = spatial.trims(catalog) if trim is None else trim
    laid = spatial.place(upright, decision.content if trims else None, SIZE)
    stored = _stored(upright, tag)
    stored.thumbnail((PICTURE_SIDE, PICTURE_SIDE))
    return AlignedPicture(
        item=row,
        file=path.name,
        encoder=grid.encoder,
        grid=grid.side,
        size=SIZE,
        trim=trims,
        kept_trim=spatial.trims(catalog),
        needed=decision.needed,
        line=decision.line,
        reasons=tuple((reason.why, reason.sentence) for reason in decision.reasons),
        orientation=tag,
        upright_size=upright.size,
        content=decision.content,
        laid=laid.content,
        to_original=tuple(laid.to_original.to_list()),
        to_stored=tuple(images.turned(tag, upright.size).to_list()),
        stored=np.array(stored),
        aligned=laid.pixels,
        quads=grid.quads(laid),
        shown=patches(laid, grid.side)[1],
    )


def registered_pictures(catalog: Catalog, row: int, grid: ImageGrid) -> Pictures:
    """All pictures of an item, each registered on the first.

    The encoder's patches of the first picture are carried to every trusted one, so that a map of
    the first can be drawn on it.

    Raises:
        UserError: there is no such item.

    """
    check_row(catalog, row)
    found, problems = pictures.of_item(catalog, row)
    made: list[ItemPicture] = []
    for number, one in enumerate(found):
        fit = registration.register(found[0].pixels, one.pixels) if number else None
        patches = None
        if fit is None:
            patches = _patches(catalog, one.pixels, grid)
        elif fit.trusted and made[0].patches is not None:
            corners = made[0].patches.reshape(-1, 2)
            patches = fit.to_reference.inverse().apply(corners).reshape(-1, 4, 2)
        small = Image.fromarray(one.pixels)
        small.thumbnail((PICTURE_SIDE, PICTURE_SIDE))
        made.append(
            ItemPicture(
                name=one.name,
                size=(one.pixels.shape[1], len(one.pixels)),
                pixels=np.array(small),
                registration=None if fit is None else _registration(fit),
                patches=patches,
            )
        )
    return Pictures(
        item=row,
        pictures=tuple(made),
        encoder=grid.encoder,
        grid=grid.side,
        needed=registration.TRUSTED,
        problems=tuple(Text(problem) for problem in problems),
    )


def _registration(fit: registration.Registration) -> Registration:
    return Registration(
        to_first=tuple(fit.to_reference.to_list()),
        correlation=fit.correlation,
        overlap=fit.overlap,
        trusted=fit.trusted,
        reason=Text(fit.reason),
    )


def drawn_text(catalog: Catalog, row: int, grid: ImageGrid) -> DrawnText:
    """The text of an item drawn as a picture.

    Raises:
        UserError: there is no such item, or it has no text.

    """
    check_row(catalog, row)
    column = catalog.items.get_column("text", default=None)
    words = "" if column is None else column[row] or ""
    if not words.strip():
        raise UserError("This item has no text to draw.", "Choose another item.")
    drawn = textimage.draw(words, SIZE)
    return DrawnText(
        item=row,
        text=words,
        drawn=drawn.drawn,
        font_px=drawn.font_px,
        encoder=grid.encoder,
        grid=grid.side,
        size=SIZE,
        pixels=drawn.pixels,
        boxes=drawn.boxes,
    )


def sound_grid(catalog: Catalog, row: int, features: FeatureSet | None) -> SoundGrid:
    """The spectrogram of an item with the seconds and Hz of its cells and tokens.

    Raises:
        UserError: there is no such item, or its sound cannot be read.

    """
    from core.media import audio, spectrogram

    check_row(catalog, row)
    track = audio.load(_path(catalog, row, "audio"), max_seconds=30)
    mel = spectrogram.log_mel(track, mels=64, hop_s=max(0.01, len(track.samples) / 16000 / 1200))
    top = float(mel.values.max())
    tokens, encoder = np.zeros((0, 4), np.float32), ""
    if features is not None and "audio" in features.stores:
        store = features.stores["audio"]
        tokens, encoder = np.array(store.item(row)[1]), store.encoder
    return SoundGrid(
        item=row,
        hop_s=mel.hop_s,
        start_s=track.start_s,
        end_s=track.end_s,
        encoder=encoder,
        level=np.clip((mel.values - top + 70) / 70, 0, 1).astype(np.float32),
        times=mel.times,
        bands=mel.bands,
        tokens=tokens,
    )


def of_catalog(catalog: Catalog) -> Overview:
    """How many pictures need alignment and why, from the last scan."""
    found = overview.space(catalog)
    count, trims = overview.pictures(catalog), spatial.trims(catalog)
    if found is None:
        return Overview(pictures=count, trim=trims, scanned=None)
    groups = {why: pl.col("why").list.contains(why) for why in found.reasons}
    groups["passed"] = ~pl.col("needed") & pl.col("problem").is_null()
    groups["problem"] = pl.col("problem").is_not_null()
    rows = {
        name: found.items.filter(which).get_column("row").head(LISTED).cast(int).to_numpy()
        for name, which in groups.items()
    }
    scanned = SpatialOverview(
        needed=found.needed,
        passed=found.passed,
        problems=found.problems,
        reasons=found.reasons,
        rows=rows,
    )
    return Overview(pictures=count, trim=trims, scanned=scanned)


def _path(catalog: Catalog, row: int, column: str) -> Path:
    values = catalog.items.get_column(column, default=None)
    relative = None if values is None else values[row]
    nouns = {"image": "picture", "audio": "sound"}
    if not relative:
        raise UserError(
            Text("This item has no {noun}.", noun=Text(nouns[column])), "Choose another item."
        )
    path = inside(catalog.root, str(relative))
    if path is None:
        raise UserError(
            Text("The path '{relative}' leaves the folder of the catalog.", relative=relative),
            "Put the file inside.",
        )
    return path


def _patches(catalog: Catalog, pixels: np.ndarray, grid: ImageGrid) -> np.ndarray:
    """Corners of the patches of an upright picture in its own pixels, float64 [cells, 4, 2]."""
    upright = Image.fromarray(pixels)
    content = spatial.content_box(pixels) if spatial.trims(catalog) else None
    laid = spatial.place(upright, content, SIZE)
    return grid.quads(laid)


def _stored(upright: Image.Image, tag: int) -> Image.Image:
    turn = images.UNTURNS.get(tag)
    return upright.copy() if turn is None else upright.transpose(turn)
