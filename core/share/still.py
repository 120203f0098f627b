"""What can be pointed at on a screen, as it stands still on paper: tables and pictures.

For what prints, so the HTML is of the plainest kind; Qt's rich text understands it.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

#: Colours of modalities on paper, as in page.css.
COLOURS = {
    "text": (0, 114, 178), "image": (213, 94, 0), "audio": (0, 158, 115), "video": (204, 121, 167),
    "captions": (91, 95, 199),
}  # fmt: skip
OTHER = (90, 100, 112)
#: Pictures are drawn in so many pixels, across the page and down.
WIDE, HIGH = 1400, 700
#: They take so many of the page's points.
ACROSS = 640
#: Cards of a row, and letters of a line below one.
COLUMNS, LETTERS = 4, 90


def cards(values: Mapping[str, Any]) -> str:
    """Items with their pictures, in a table."""
    cells = [_card(one) for one in values["cards"]]
    rows = [cells[start : start + COLUMNS] for start in range(0, len(cells), COLUMNS)]
    side = 100 // COLUMNS
    lines = "".join(
        "<tr>" + "".join(f'<td width="{side}%" valign=top>{cell}</td>' for cell in row) + "</tr>"
        for row in rows
    )
    return f'<table width="100%" cellpadding=6>{lines}</table>'


def _card(one: Mapping[str, Any]) -> str:
    picture = f'<img src="{escape(one["source"])}" width=130><br>' if one["source"] else ""
    mark = " ✓" if one.get("hit") else ""
    lines = "".join(f"<br><small>{escape(str(line)[:LETTERS])}</small>" for line in one["lines"])
    parts = sorted(one.get("why", ()), key=lambda part: -abs(part[2]))[:3]
    why = "".join(f"<br><small>{escape(part[1])} {part[2]:+.2f}</small>" for part in parts)
    return f"{picture}<b>{escape(one['title'])}{mark}</b>{lines}{why}"


def curves(values: Mapping[str, Any]) -> str:
    """Each series in a plot of its own, with its first and last number."""
    told = []
    for series in values["series"]:
        at, ys = np.asarray(series["at"], float), np.asarray(series["values"], float)
        picture, pen = _sheet(WIDE, HIGH // 2)
        xs = _scaled(at, 20, WIDE - 20)
        pen.line(list(zip(xs, _scaled(-ys, 20, HIGH // 2 - 20), strict=True)), COLOURS["text"], 4)
        words = f"{series['name']}: {ys[0]:.4g} → {ys[-1]:.4g} ({at[0]:g} – {at[-1]:g})"
        told.append(f"<p>{escape(words)}</p>{_img(picture)}")
    return "".join(told)


def plane(values: Mapping[str, Any]) -> str:
    """All items on the plane, each modality in its colour and its mark."""
    picture, pen = _sheet(WIDE, HIGH)
    whole = np.concatenate([np.reshape(one["places"], (-1, 2)) for one in values["modalities"]])
    xs, ys = _scaled(whole[:, 0], 20, WIDE - 20), _scaled(-whole[:, 1], 20, HIGH - 20)
    start, names = 0, []
    for one in values["modalities"]:
        colour = COLOURS.get(one["name"], OTHER)
        for x, y in zip(xs[start:], ys[start : start + len(one["places"])], strict=False):
            pen.regular_polygon((x, y, 6), {"image": 4, "audio": 3}.get(one["name"], 12), 0, colour)
        start += len(one["places"])
        names.append(_coloured(f"{one['mark']} {one['label']}", colour))
    return f"{_img(picture)}<p>{' &nbsp; '.join(names)}</p>"


def attention(values: Mapping[str, Any]) -> str:
    """What reaches the item as a whole: on its words, its picture and its time."""
    first = values["maps"][0]
    sizes = [len(one["places"]) for one in values["modalities"]]
    rows = np.frombuffer(base64.b64decode(first["rows"]), np.uint8).reshape(-1, sum(sizes))
    shares = np.split(rows[-1] / 255, np.cumsum(sizes)[:-1])
    told = [f"<p><small>{escape(first['label'])}</small></p>"]
    for one, share in zip(values["modalities"], shares, strict=True):
        drawn = _seen(one, share, values)
        if drawn:
            told.append(f"<p><small>{escape(one['label'])} ({escape(one['encoder'])})</small></p>")
            told.append(drawn)
    return "".join(told)


def _seen(one: Mapping[str, Any], share: np.ndarray, values: Mapping[str, Any]) -> str:
    name, places = one["name"], one["places"]
    if not places:
        return ""
    if said := values["texts"].get(name):
        return _words(said, places, share, COLOURS[name])
    if name == "image" and values["picture"]:
        shown = values["picture"]
        boxes = [place[:4] for place in places]
        return _img(_over([shown["source"]], shown["size"], boxes, share, COLOURS["image"]), 260)
    time = {"audio": values["sound"], "video": values["film"]}.get(name)
    if not time:
        return ""
    begin, end = time["begin"], time["end"]
    boxes = [(place[0] - begin, 0.0, place[1] - begin, 1.0) for place in places]
    return _img(_over(time["sources"], (end - begin, 1), boxes, share, COLOURS[name]))


def _words(
    text: str,
    places: Sequence[Sequence[float | None]],
    share: np.ndarray,
    colour: tuple[int, int, int],
) -> str:
    told, end = [], 0
    for i in sorted(range(len(places)), key=lambda i: places[i][0] or 0):
        begin, stop = places[i][0], places[i][1]
        if begin is None or stop is None or begin < end:
            continue
        told.append(escape(text[end : int(begin)]))
        tone = ", ".join(str(round(255 - (255 - c) * 0.75 * share[i])) for c in colour)
        word = escape(text[int(begin) : int(stop)])
        told.append(f'<span style="background-color: rgb({tone})">{word}</span>')
        end = int(stop)
    return f"<p>{''.join(told)}{escape(text[end:])}</p>"


def _over(
    sources: Sequence[str],
    size: Sequence[float],
    boxes: Sequence[Sequence[float | None]],
    share: np.ndarray,
    colour: tuple[int, int, int],
) -> Image.Image:
    """Pictures beside each other, covered by the colour where much is seen."""
    shown = [_opened(source) for source in sources]
    high = max(one.height for one in shown)
    ground = Image.new("RGB", (sum(one.width for one in shown), high), "white")
    for place, one in zip(np.cumsum([0, *(one.width for one in shown)]), shown, strict=False):
        ground.paste(one, (int(place), 0))
    cover = np.zeros((ground.height, ground.width))
    across, down = ground.width / size[0], ground.height / size[1]
    for box, value in zip(boxes, share, strict=True):
        if not any(side is None for side in box):
            x0, y0, x1, y1 = (float(side or 0.0) for side in box)
            part = cover[
                round(y0 * down) : round(y1 * down), round(x0 * across) : round(x1 * across)
            ]
            np.maximum(part, value, out=part)
    alpha = Image.fromarray((200 * cover).astype(np.uint8))
    ground.paste(Image.new("RGB", ground.size, colour), mask=alpha)
    return ground


def _opened(source: str) -> Image.Image:
    data = base64.b64decode(source.partition(",")[2])
    return Image.open(io.BytesIO(data)).convert("RGB")


def _sheet(width: int, height: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, width - 1, height - 1), outline=(211, 215, 222))
    return picture, pen


def _scaled(values: np.ndarray, low: float, high: float) -> list[float]:
    """Values as places from `low` to `high`; all alike stand in the middle."""
    span = float(np.ptp(values)) if len(values) else 0.0
    if not span:
        return [(low + high) / 2] * len(values)
    places: list[float] = (low + (values - values.min()) / span * (high - low)).tolist()
    return places


def _img(picture: Image.Image, across: int = ACROSS) -> str:
    made = io.BytesIO()
    picture.save(made, "PNG")
    data = base64.b64encode(made.getvalue()).decode()
    return f'<p><img src="data:image/png;base64,{data}" width={across}></p>'


def _coloured(text: str, colour: tuple[int, int, int]) -> str:
    return f'<span style="color: rgb{colour}">{escape(text)}</span>'


#: What draws each kind of block.
DRAWN: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "cards": cards, "curves": curves, "plane": plane, "attention": attention
}  # fmt: skip
