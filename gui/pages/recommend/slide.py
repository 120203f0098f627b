"""A reason as one page of HTML that needs nothing else: for a slide or a mail."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QPixmap


@dataclass(frozen=True)
class Bar:
    """A part of the score: its name, value and colour, and where the item stands without it."""

    name: str
    value: float
    colour: str
    without: str


@dataclass(frozen=True)
class Slide:
    """What is on the page; texts in the reader's language, as plain text."""

    title: str
    sentence: str
    change: str
    score: float
    bars: Sequence[Bar]
    picture: QPixmap | None

    def html(self) -> str:
        """The page."""
        longest = max((abs(bar.value) for bar in self.bars), default=0.0) or 1.0
        rows = "".join(
            f"<tr><td>{escape(bar.name)}</td>"
            f'<td class="bar"><i style="width:{100 * abs(bar.value) / longest:.1f}%;'
            f'background:{bar.colour}"></i></td>'
            f"<td>{bar.value:+.3f}</td><td>{escape(bar.without)}</td></tr>"
            for bar in self.bars
        )
        picture = "" if self.picture is None else f'<img alt="" src="{_embedded(self.picture)}">'
        change = f"<p>{escape(self.change)}</p>" if self.change else ""
        return (
            '<!doctype html><html><head><meta charset="utf-8">'
            f"<title>{escape(self.title)}</title><style>{STYLE}</style></head><body><main>"
            f"{picture}<h1>{escape(self.title)}</h1>"
            f'<p class="why">{escape(self.sentence)}</p>{change}'
            f"<table>{rows}<tr><th></th><th></th><th>{self.score:.3f}</th><th></th></tr></table>"
            "</main></body></html>"
        )


STYLE = (
    "body{font:18px system-ui,sans-serif;background:#fff;color:#222;margin:0}"
    "main{max-width:44em;margin:2em auto;padding:0 1em}"
    "img{max-width:14em;max-height:14em;float:right;margin-left:1.5em;border-radius:8px}"
    "h1{font-size:1.5em}.why{font-size:1.25em}table{clear:both;width:100%;border-spacing:0 .4em}"
    "td,th{text-align:left;white-space:nowrap;padding-right:1em}.bar{width:60%}"
    ".bar i{display:block;height:.9em;border-radius:3px;min-width:2px}"
)


def _embedded(picture: QPixmap) -> str:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return "data:image/png;base64," + b64encode(data.data()).decode("ascii")
