"""Makes assets/samples/<field>.png, the pictures on the sample cards of the Catalog page.

`python -m assets.sample_sheets` makes the three samples (on first use) and puts six of their
pictures, as unlike each other as possible, on a sheet of 3 x 2 tiles.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import numpy as np
import polars as pl
from PIL import Image

from core import samples

TILE, COLUMNS, LINES = 200, 3, 2
LOOKED_AT = 160
FIELDS: tuple[Literal["shop", "music", "video"], ...] = ("shop", "music", "video")


def tiles(root: Path) -> list[Image.Image]:
    """Square pictures of the first items; products are cut out around what they show."""
    truth = pl.read_csv(root / "truth.csv").filter(attribute="kind").drop_nulls("x0")
    boxes = {row["item"]: row for row in truth.iter_rows(named=True)}
    made = []
    items = pl.read_csv(root / "items.csv").drop_nulls("image").head(LOOKED_AT)
    for row in items.iter_rows(named=True):
        picture = Image.open(root / row["image"]).convert("RGB")
        width, height = picture.size
        side, x, y = float(min(width, height)), width / 2, height / 2
        if (box := boxes.get(row["item"])) is not None:
            side = min(side, 1.25 * max(box["x1"] - box["x0"], box["y1"] - box["y0"]))
            x = min(max((box["x0"] + box["x1"]) / 2, side / 2), width - side / 2)
            y = min(max((box["y0"] + box["y1"]) / 2, side / 2), height - side / 2)
        cut = picture.crop(
            (round(x - side / 2), round(y - side / 2), round(x + side / 2), round(y + side / 2))
        )
        made.append(cut.resize((TILE, TILE), Image.Resampling.LANCZOS))
    return made


def unlike(pictures: list[Image.Image], count: int) -> list[Image.Image]:
    """Greedily the ones farthest from those chosen before, by coarse colours."""
    coarse = np.array([np.asarray(one.resize((6, 6)), float).ravel() for one in pictures])
    chosen = [0]
    while len(chosen) < count:
        squares = ((coarse[:, None] - coarse[chosen]) ** 2).sum(2)
        chosen.append(int(squares.min(1).argmax()))
    return [pictures[place] for place in chosen]


def main() -> None:
    """Write the three sheets."""
    folder = Path(__file__).resolve().parent / "samples"
    folder.mkdir(exist_ok=True)
    for field in FIELDS:
        sheet = Image.new("RGB", (TILE * COLUMNS, TILE * LINES))
        chosen = unlike(tiles(samples.ensure(field, 240, 300)), COLUMNS * LINES)
        for number, tile in enumerate(chosen):
            sheet.paste(tile, (number % COLUMNS * TILE, number // COLUMNS * TILE))
        small = sheet.quantize(200, dither=Image.Dither.FLOYDSTEINBERG)
        small.save(folder / f"{field}.png", optimize=True)


if __name__ == "__main__":
    main()
