"""What moves on a screen stands still on paper: every kind of block, drawn from the same values."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.share import still
from core.share.page import Page, jpeg


def pictures(html: str) -> list[Image.Image]:
    found = re.findall(r'src="data:image/\w+;base64,([^"]+)"', html)
    return [Image.open(io.BytesIO(base64.b64decode(one))).convert("RGB") for one in found]


def page(kind: str, values: dict[str, object]) -> str:
    made = Page("Shelf", still=True)
    made.live(kind, values)
    html = made.html()
    assert "<script" not in html
    return html


def test_every_kind_of_block_is_drawn() -> None:
    folder = Path(still.__file__).parent
    sources = [path.read_text(encoding="utf-8") for path in folder.glob("*.py")]
    kinds = {kind for source in sources for kind in re.findall(r'page\.live\(\s*"(\w+)"', source)}
    assert kinds == set(still.DRAWN)


def test_words_and_patches_are_darker_where_more_is_seen() -> None:
    rows = np.zeros((8, 7), np.uint8)
    # The item itself: the second word, the last patch, the first word of the caption.
    rows[-1] = (0, 255, 0, 0, 255, 255, 0)
    quarters = [[0, 0, 4, 4], [4, 0, 8, 4], [4, 4, 8, 8]]
    html = page(
        "attention",
        {
            "texts": {"text": "red <sun>", "captions": "a cup"},
            "picture": {"source": jpeg(Image.new("RGB", (80, 80), "white")), "size": [8, 8]},
            "sound": None,
            "film": None,
            "modalities": [
                {"name": "text", "label": "text", "encoder": "e", "places": [[0, 3], [4, 9]]},
                {"name": "image", "label": "image", "encoder": "e", "places": quarters},
                {"name": "captions", "label": "said", "encoder": "e", "places": [[0, 1], [2, 5]]},
            ],
            "maps": [{"label": "moved", "rows": base64.b64encode(rows.tobytes()).decode()}],
        },
    )
    assert re.search(r"rgb\(255, 255, 255\)\">red<", html)
    assert re.search(r"rgb\(64, 149, 197\)\">&lt;sun&gt;<", html)
    assert re.search(r"rgb\(132, 135, 213\)\">a<", html)
    assert re.search(r"rgb\(255, 255, 255\)\">cup<", html)
    (drawn,) = pictures(html)
    bright, dark = drawn.getpixel((60, 10)), drawn.getpixel((60, 60))
    assert isinstance(bright, tuple)
    assert isinstance(dark, tuple)
    assert min(bright) > 250
    assert dark[2] < 100


def test_a_plane_and_curves_are_drawn_even_of_one_point() -> None:
    one = {"name": "text", "label": "text", "mark": "●", "rows": [0], "places": [[0.5, 0.5]]}
    (drawn,) = pictures(page("plane", {"modalities": [one], "items": {}, "words": {}}))
    middle = drawn.getpixel((still.WIDE // 2, still.HIGH // 2))
    assert middle == still.COLOURS["text"]
    html = page("curves", {"series": [{"name": "loss", "at": [1, 2], "values": [2.0, 1.0]}]})
    assert "loss: 2 → 1 (1 – 2)" in html


@pytest.mark.parametrize("hit", [True, False])
def test_a_card_is_what_a_stranger_wrote_and_no_markup(hit: bool) -> None:
    card = {"title": "<img src=x>", "source": None, "lines": ["<i>"], "hit": hit}
    html = page("cards", {"cards": [card | {"why": [("text", "<u>", 0.5)]}]})
    assert "&lt;img src=x&gt;" in html
    assert "&lt;u&gt; +0.50" in html
    assert ("✓" in html) is hit
