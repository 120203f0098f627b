"""One HTML file that needs no server and no network, and runs no script but ours.

What comes from a catalog is a stranger's: as HTML it is escaped, and the script, which alone is
allowed by its hash, puts texts into the page as texts.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path

import numpy as np
from PIL import Image

from core.share.still import ACROSS, DRAWN
from core.text import Text, Translate

Cell = str | int | float


class Page:
    """Collects what it is told, from top to bottom.

    Args:
        title: of the page.
        translate: into its language.
        still: for paper; nothing of it can be pointed at, see core.share.still.
    """

    def __init__(self, title: str, translate: Translate = str, *, still: bool = False) -> None:
        self._title, self._still = title, still
        self._translate = translate
        self._parts: list[str] = []

    def said(self, text: str) -> str:
        """A text in the language of the page; a plain string, which may be a stranger's, as is."""
        return str(text.translated(self._translate)) if isinstance(text, Text) else text

    def heading(self, text: str, level: int = 2) -> None:
        """A line above what follows."""
        self._parts.append(f"<h{level}>{self._safe(text)}</h{level}>")

    def note(self, text: str) -> None:
        """A sentence."""
        self._parts.append(f"<p>{self._safe(text)}</p>")

    def facts(self, facts: Iterable[tuple[str, Cell]]) -> None:
        """Names with what they are."""
        if self._still:
            lines = "".join(
                f"<tr><td>{self._safe(name)}</td><td><b>{self._safe(value)}</b></td></tr>"
                for name, value in facts
            )
            self._parts.append(f"<table cellpadding=3>{lines}</table>")
            return
        rows = "".join(
            f"<dt>{self._safe(name)}</dt><dd>{self._safe(value)}</dd>" for name, value in facts
        )
        self._parts.append(f"<dl>{rows}</dl>")

    def table(self, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
        """Rows of cells; numbers stand at the right."""
        head = "".join(f"<th>{self._safe(cell)}</th>" for cell in header)
        body = "".join("<tr>" + "".join(self._cell(cell) for cell in row) + "</tr>" for row in rows)
        if self._still:
            self._parts.append(
                f"<table cellpadding=4><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
            )
            return
        self._parts.append(
            f"<div class=wide><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
            "</div>"
        )

    def picture(self, png: str, what: str) -> None:
        """A picture across the page, in base64."""
        source = f"data:image/png;base64,{escape(png)}"
        if self._still:
            self._parts.append(f'<p><img src="{source}" width={ACROSS}></p>')
            return
        self._parts.append(f'<img class=whole src="{source}" alt="{self._safe(what)}">')

    def live(self, kind: str, values: Mapping[str, object]) -> None:
        """Something to point at: `kind` names the function of page.js that draws the values."""
        if self._still:
            plain = json.loads(json.dumps(self._plain(values)))
            self._parts.append(DRAWN[kind](plain))
            return
        data = json.dumps(self._plain(values), ensure_ascii=False, allow_nan=False)
        data = data.replace("<", "\\u003c")  # no text of a stranger ends the script
        self._parts.append(
            f'<div class=live data-kind="{escape(kind)}">'
            f"<script type=application/json>{data}</script></div>"
        )

    def html(self) -> str:
        """The whole file."""
        if self._still:
            told = f"<h1>{self._safe(self._title)}</h1>{''.join(self._parts)}"
            return f"<html><body>{told}</body></html>"
        style, script = _beside("page.css"), _beside("page.js")
        allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        policy = (
            "default-src 'none'; img-src data:; media-src data:; style-src 'unsafe-inline'; "
            f"script-src 'sha256-{allowed}'"
        )
        title = self._safe(self._title)
        return (
            "<!doctype html><html><head><meta charset=utf-8>"
            f'<meta http-equiv=Content-Security-Policy content="{policy}">'
            "<meta name=viewport content='width=device-width'>"
            f"<title>{title}</title><style>{style}</style></head><body>"
            f"<h1>{title}</h1>{''.join(self._parts)}<script>{script}</script></body></html>"
        )

    def _safe(self, value: Cell) -> str:
        return escape(self.said(value) if isinstance(value, str) else _number(value))

    def _cell(self, value: Cell) -> str:
        kind = "" if isinstance(value, str) else " class=n"
        return f"<td{kind}>{self._safe(value)}</td>"

    def _plain(self, value: object) -> object:
        """JSON of a value, its texts said."""
        match value:
            case str():
                return self.said(value)
            case Mapping():
                return {str(name): self._plain(inner) for name, inner in value.items()}
            case np.ndarray():
                return value.tolist()
            case list() | tuple():
                return [self._plain(inner) for inner in value]
        return value


def jpeg(picture: Image.Image) -> str:
    """A picture as the source of an <img>."""
    made = io.BytesIO()
    picture.convert("RGB").save(made, "JPEG", quality=82)
    return f"data:image/jpeg;base64,{base64.b64encode(made.getvalue()).decode()}"


@cache
def _beside(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _number(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:.4g}"
