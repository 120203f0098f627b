"""The shop: products with a picture and a description."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from core.samples import shop_text
from core.samples.drawing import companions, kinds, objects, palette, patterns, rooms, stage
from core.samples.plan import Box, Item, Planted, truth_row

TITLE = "Shop"
DESCRIPTION = (
    "A made-up shop: products with a studio picture and a description. Kind, colour, pattern, "
    "floor and companion of every picture are known, word by word and pixel by pixel."
)
EVENTS = ("view", "click", "cart", "purchase")

#: How much each attribute moves the customers. The setting of the picture moves nobody.
TASTE = {"kind": 1.0, "colour": 0.9, "pattern": 0.8}

_CATEGORY = {
    "kitchen": ("mug", "teapot", "bowl", "bottle"),
    "home": ("lamp", "chair", "armchair", "cushion", "clock", "vase"),
    "clothing": ("t-shirt", "dress", "cap", "sock", "sneaker"),
    "travel": ("tote", "backpack", "suitcase", "umbrella", "notebook"),
}
_PRICE = {
    "mug": 14, "tote": 38, "backpack": 74, "lamp": 89, "chair": 149, "armchair": 420, "sneaker": 95,
    "t-shirt": 29, "dress": 79, "vase": 45, "bottle": 24, "cap": 26, "teapot": 52, "umbrella": 34,
    "cushion": 32, "bowl": 22, "suitcase": 165, "sock": 12, "notebook": 16, "clock": 58,
}  # fmt: skip
_SIZES = ((320, 320), (320, 256), (272, 320), (320, 288), (256, 256))
_SPREAD = 0.16


def attributes(number: int, rng: np.random.Generator) -> Planted:
    """Decide what one item is."""
    values = {
        "kind": kinds.KINDS[int(rng.integers(len(kinds.KINDS)))],
        "colour": str(rng.choice(list(palette.COLOURS))),
        "pattern": patterns.PATTERNS[int(rng.integers(len(patterns.PATTERNS)))],
        "floor": rooms.FLOORS[int(rng.integers(len(rooms.FLOORS)))],
    }
    if rng.random() < 0.7:
        values["companion"] = str(rng.choice(companions.COMPANIONS))
        apple = values["companion"] == "apple"
        choices = companions.APPLE_COLOURS if apple else list(palette.COLOURS)
        others = [name for name in choices if name != values["colour"]]
        values["companion colour"] = str(rng.choice(others))
    return Planted(f"S{number:05d}", values)


def make(planted: Planted, folder: Path, rng: np.random.Generator) -> Item:
    """Write the picture of one item and tell its row and its truth."""
    values = dict(planted.values)
    picture, boxes = _picture(planted, rng)
    name = f"images/{planted.item}.jpg"
    picture.save(folder / name, quality=93, subsampling=0)
    words = {**values, "line": str(rng.choice(shop_text.LINES))}
    if values["floor"] == "studio":
        del words["floor"]
    text, spans = shop_text.description(rng, words)
    category = next(key for key, held in _CATEGORY.items() if values["kind"] in held)
    price = _PRICE[values["kind"]] * float(np.exp(rng.normal(0, _SPREAD)))
    row = {
        "item": planted.item,
        "title": shop_text.title(rng, words),
        "text": text,
        "image": name,
        "category": category,
        "brand": str(rng.choice(shop_text.BRANDS)),
        "price": f"{price:.2f}",
    }
    truth = [
        truth_row(planted.item, name, value, spans.get(name), boxes[name])
        for name, value in values.items()
        if name in boxes
    ]
    return Item(row, truth)


def _picture(planted: Planted, rng: np.random.Generator) -> tuple[Image.Image, dict[str, Box]]:
    values = planted.values
    width, height = _SIZES[int(rng.integers(len(_SIZES)))]
    short = min(width, height)
    horizon = round(height * rng.uniform(0.52, 0.66))
    wall = palette.rgb(palette.WALLS[int(rng.integers(len(palette.WALLS)))])
    canvas = rooms.room(width, height, horizon, wall, values["floor"], rng)
    boxes: dict[str, Box] = {}
    if values["floor"] != "studio":
        boxes["floor"] = (0.0, float(horizon), float(width), float(height))

    hung = values["kind"] in kinds.HANGING
    size = short * rng.uniform(0.46, 0.64)
    crowded = "companion" in values
    side = int(rng.integers(2))  # 0: object left, companion right
    nearest, farthest = size / 2 + 4, width - size / 2 - 4
    if crowded:
        farthest = max(nearest, 0.6 * width - 0.1 * short)
    middle = rng.uniform(nearest, farthest)
    centre_x = middle if side == 0 else width - middle
    if hung:
        bottom = horizon - rng.uniform(0.02, 0.06) * height
    else:
        bottom = rng.uniform(horizon + 0.08 * height, height - 8)
    drawn = objects.paint(
        kinds.parts(values["kind"]),
        palette.rgb(palette.COLOURS[values["colour"]]),
        values["pattern"],
        int(rng.integers(patterns.VARIANTS)),
    )
    whole, body = stage.place(canvas, drawn, size, centre_x, bottom, hung)
    boxes.update(kind=whole, colour=body, pattern=body)

    if crowded:
        small = short * rng.uniform(0.17, 0.21)
        free = (whole[2], float(width)) if side == 0 else (0.0, whole[0])
        # Where the object leaves no room the companion stands in front, at the edge.
        low, high = free[0] + small / 2 + 4, free[1] - small / 2 - 4
        x = rng.uniform(low, high) if low < high else (high if side == 0 else low)
        ground = rng.uniform(horizon + 0.12 * height, height - 6)
        friend = objects.paint(
            companions.parts(values["companion"]),
            palette.rgb(palette.COLOURS[values["companion colour"]]),
        )
        whole, body = stage.place(canvas, friend, small, x, ground, False)
        boxes.update({"companion": whole, "companion colour": body})
    noise = rng.normal(0, 1.1, canvas.shape[:2]).astype(np.float32)[:, :, None]
    pixels = np.clip(canvas + noise + 0.5, 0, 255).astype(np.uint8)
    return Image.fromarray(pixels), boxes
