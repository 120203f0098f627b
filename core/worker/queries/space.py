"""Questions of the Space page: a picture before and after alignment, and all pictures."""

from __future__ import annotations

from math import isqrt
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from pydantic import Field

from core.catalog.schema import Catalog
from core.errors import UserError
from core.explore.context import Answer, Context, Params, Query
from core.media import images, overview, pictures, registration, spatial, textimage
from core.text import Text
from core.worker.queries.time import check_item
from core.workspace import inside

#: Longest side of a picture sent, in pixels; the window is rarely larger.
PICTURE_SIDE = 960
#: Items listed for one reason.
LISTED = 500
SIZE = 224


class ItemParams(Params):
    """One item; `trim` None for what is chosen for the catalog."""

    item: int = Field(ge=0)
    trim: bool | None = None


class OverviewParams(Params):
    """Nothing to choose."""


class TrimParams(Params):
    """Whether borders are cut off before encoding."""

    trim: bool


def item(context: Context, params: ItemParams) -> Answer:
    """The picture of an item as stored and as the encoder gets it.

    Arrays: `stored` uint8 [h, w, 3] as the file holds it (not turned), `aligned` uint8
    [size, size, 3], `quads` float64 [cells, 4, 2] corners of each patch in upright pixels,
    `shown` bool [cells] whether the encoder keeps a patch.
    """
    from core.encoders.image import patches

    catalog = context.catalog
    check_item(catalog, params.item)
    path = _path(catalog, params.item, "image")
    tag = images.orientation(path)
    upright = images.open_upright(path)
    decision = spatial.decide(upright, SIZE, tag != 1)
    trim = spatial.trims(catalog) if params.trim is None else params.trim
    laid = spatial.place(upright, decision.content if trim else None, SIZE)
    encoder, grid = _grid(context)
    _, shown = patches(laid, grid)
    to_stored = images.turned(tag, upright.size)
    stored = _stored(upright, tag)
    stored.thumbnail((PICTURE_SIDE, PICTURE_SIDE))
    return {
        "item": params.item,
        "file": path.name,
        "encoder": encoder,
        "grid": grid,
        "size": SIZE,
        "trim": trim,
        "kept_trim": spatial.trims(catalog),
        "needed": decision.needed,
        "line": decision.line,
        "reasons": [[reason.why, reason.sentence] for reason in decision.reasons],
        "orientation": tag,
        "upright_size": list(upright.size),
        "content": list(decision.content),
        "laid": list(laid.content),
        "to_original": laid.to_original.to_list(),
        "to_stored": to_stored.to_list(),
    }, {
        "stored": np.array(stored),
        "aligned": laid.pixels,
        "quads": laid.to_original.apply(_corners(grid).reshape(-1, 2)).reshape(-1, 4, 2),
        "shown": shown,
    }


def several(context: Context, params: ItemParams) -> Answer:
    """All pictures of an item, each registered on the first.

    Arrays: `picture/<k>` uint8 [h, w, 3]; `patches/<k>` float64 [cells, 4, 2] corners of the
    encoder's patches of the first picture in pixels of picture k, so that a map of the first can be
    drawn on it; only where the registration is trusted.
    """
    catalog = context.catalog
    check_item(catalog, params.item)
    found, problems = pictures.of_item(catalog, params.item)
    told, arrays = [], {}
    encoder, grid = _grid(context)
    if found:
        arrays["patches/0"] = _patches(catalog, found[0].pixels, grid)
    for number, one in enumerate(found):
        shown = Image.fromarray(one.pixels)
        shown.thumbnail((PICTURE_SIDE, PICTURE_SIDE))
        arrays[f"picture/{number}"] = np.array(shown)
        entry: dict[str, Any] = {"name": one.name, "size": [one.pixels.shape[1], len(one.pixels)]}
        if number:
            fit = registration.register(found[0].pixels, one.pixels)
            entry |= {
                "to_first": fit.to_reference.to_list(),
                "correlation": fit.correlation,
                "overlap": fit.overlap,
                "trusted": fit.trusted,
                "reason": fit.reason,
            }
            if fit.trusted:
                corners = arrays["patches/0"].reshape(-1, 2)
                carried = fit.to_reference.inverse().apply(corners)
                arrays[f"patches/{number}"] = carried.reshape(-1, 4, 2)
        told.append(entry)
    return {
        "item": params.item,
        "pictures": told,
        "encoder": encoder,
        "grid": grid,
        "needed": registration.TRUSTED,
        "problems": problems,
    }, arrays


def text(context: Context, params: ItemParams) -> Answer:
    """The text of an item drawn as a picture.

    Arrays: `pixels` uint8 [size, size, 3], `boxes` float32 [characters, 4].
    """
    catalog = context.catalog
    check_item(catalog, params.item)
    column = catalog.items.get_column("text", default=None)
    words = "" if column is None else column[params.item] or ""
    if not words.strip():
        raise UserError("This item has no text to draw.", "Choose another item.")
    drawn = textimage.draw(words, SIZE)
    encoder, grid = _grid(context)
    return {
        "item": params.item,
        "text": words,
        "drawn": drawn.drawn,
        "font_px": drawn.font_px,
        "encoder": encoder,
        "grid": grid,
        "size": SIZE,
    }, {"pixels": drawn.pixels, "boxes": drawn.boxes}


def sound(context: Context, params: ItemParams) -> Answer:
    """The spectrogram of an item with the seconds and Hz of its cells and tokens.

    Arrays: `level` float32 [bands, frames] in 0..1, `times` [frames], `bands` [bands, 2] Hz,
    `tokens` float32 [n, 4] start, end, low, high of each token of the encoder, if encoded.
    """
    from core.media import audio, spectrogram

    catalog = context.catalog
    check_item(catalog, params.item)
    track = audio.load(_path(catalog, params.item, "audio"), max_seconds=30)
    mel = spectrogram.log_mel(track, mels=64, hop_s=max(0.01, len(track.samples) / 16000 / 1200))
    top = float(mel.values.max())
    tokens = np.zeros((0, 4), np.float32)
    encoder = ""
    if context.key.features is not None and "audio" in context.features.stores:
        store = context.features.stores["audio"]
        tokens, encoder = np.array(store.item(params.item)[1]), store.encoder
    return {
        "item": params.item,
        "hop_s": mel.hop_s,
        "start_s": track.start_s,
        "end_s": track.end_s,
        "encoder": encoder,
    }, {
        "level": np.clip((mel.values - top + 70) / 70, 0, 1).astype(np.float32),
        "times": mel.times,
        "bands": mel.bands,
        "tokens": tokens,
    }


def whole(context: Context, _params: OverviewParams) -> Answer:
    """How many pictures need alignment and why, from the last scan.

    Arrays: `rows/<why>` int64 of the first items with that reason, also `rows/passed` and
    `rows/problem`.
    """
    import polars as pl

    catalog = context.catalog
    found = overview.space(catalog)
    told: dict[str, Any] = {
        "pictures": overview.pictures(catalog),
        "trim": spatial.trims(catalog),
        "scanned": found is not None,
    }
    if found is None:
        return told, {}
    groups = {why: pl.col("why").list.contains(why) for why in found.reasons}
    groups["passed"] = ~pl.col("needed") & pl.col("problem").is_null()
    groups["problem"] = pl.col("problem").is_not_null()
    arrays = {
        f"rows/{name}": found.items.filter(which)
        .get_column("row")
        .head(LISTED)
        .cast(int)
        .to_numpy()
        for name, which in groups.items()
    }
    return told | {
        "needed": found.needed,
        "passed": found.passed,
        "problems": found.problems,
        "reasons": found.reasons,
    }, arrays


def set_trim(context: Context, params: TrimParams) -> Answer:
    """Keep the choice; the next encoding follows it."""
    spatial.set_trims(context.catalog, params.trim)
    return {"trim": params.trim}, {}


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


def _grid(context: Context) -> tuple[str, int]:
    """Image encoder in use, else the default one, and patches along a side."""
    from core.encoders import registry

    name = registry.DEFAULTS.get("image", "")
    if context.key.features is not None and "image" in context.features.stores:
        used = context.features.stores["image"].encoder
        name = used if used in {info.name for info in registry.infos()} else name
    return name, isqrt(registry.info(name).max_tokens)


def _patches(catalog: Catalog, pixels: np.ndarray, grid: int) -> np.ndarray:
    """Corners of the patches of an upright picture in its own pixels, float64 [cells, 4, 2]."""
    upright = Image.fromarray(pixels)
    content = spatial.content_box(pixels) if spatial.trims(catalog) else None
    laid = spatial.place(upright, content, SIZE)
    return laid.to_original.apply(_corners(grid).reshape(-1, 2)).reshape(-1, 4, 2)


def _corners(grid: int) -> np.ndarray:
    """Corners of the patches on the grid in aligned pixels, clockwise; float64 [cells, 4, 2]."""
    lines = np.linspace(0, SIZE, grid + 1)
    x0, y0 = (axis.ravel() for axis in np.meshgrid(lines[:-1], lines[:-1]))
    step = SIZE / grid
    xs = np.stack([x0, x0 + step, x0 + step, x0], 1)
    ys = np.stack([y0, y0, y0 + step, y0 + step], 1)
    return np.stack([xs, ys], 2)


def _stored(upright: Image.Image, tag: int) -> Image.Image:
    turn = images.UNTURNS.get(tag)
    return upright.copy() if turn is None else upright.transpose(turn)


QUERIES: dict[str, tuple[type[Params], Query]] = {
    "item": (ItemParams, item),
    "pictures": (ItemParams, several),
    "text": (ItemParams, text),
    "sound": (ItemParams, sound),
    "overview": (OverviewParams, whole),
    "set_trim": (TrimParams, set_trim),
}
