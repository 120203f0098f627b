"""What a widget paints by hand and nobody can read: texts beyond its edge, numbers cut in two.

While it is painted, `QPainter.drawText` is listened to: no widget knows its own painted texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QWidget

#: Glyphs reach a little beyond their width, and letters without tails leave room below.
SLACK = 3.0
#: "224 × 22…" tells a wrong number.
HALF_A_NUMBER = re.compile(r"\d[\d ×,.]*…$")


def badly_painted(widget: QWidget) -> list[str]:
    """Texts that `widget` or its delegate itself paints, which are not whole."""
    found: list[str] = []
    room: QRectF | None = QRectF(widget.rect())
    painted = widget
    if isinstance(widget, QAbstractScrollArea):  # its paintEvent is of what scrolls in it
        painted, room = widget.viewport(), None
    mine = any("paintEvent" in vars(kind) for kind in type(widget).__mro__ if ours(kind))
    if mine or (isinstance(widget, QAbstractItemView) and ours(type(widget.itemDelegate()))):
        sheet = QPixmap(painted.size())
        with _heard(room, found):
            painted.render(sheet, QPoint(), QRegion(), QWidget.RenderFlag(0))
    return found


def ours(kind: type) -> bool:
    """Whether a class is of this program."""
    return kind.__module__.partition(".")[0] not in ("PySide6", "Shiboken", "pyqtgraph")


@contextmanager
def _heard(room: QRectF | None, found: list[str]) -> Iterator[None]:
    plain: Any = QPainter.drawText

    def draw(painter: QPainter, *args: Any) -> Any:
        text, place, own = _placed(painter, args)
        if text and place is not None:
            shown = painter.worldTransform().mapRect(place)
            clip = painter.clipBoundingRect() if painter.hasClipping() else None
            scrolled = clip is not None and not place.intersects(clip)
            within = (-SLACK, -SLACK, SLACK, SLACK)
            fits = room is None or room.adjusted(*within).contains(shown)
            if HALF_A_NUMBER.search(text):
                found.append(f"a number is cut in the painted {text!r}")
            elif own is not None and place.width() > own.width() + SLACK:
                found.append(f"the painted {text!r} needs {place.width():.0f} of {own.width():.0f}")
            elif room is not None and not fits and not scrolled:
                found.append(f"the painted {text!r} lies at {_told(shown)} in {_told(room)}")
        return plain(painter, *args)

    QPainter.drawText = draw  # type: ignore[method-assign,assignment]
    try:
        yield
    finally:
        QPainter.drawText = plain  # type: ignore[method-assign]


def _placed(painter: QPainter, args: tuple[Any, ...]) -> tuple[str, QRectF | None, QRectF | None]:
    """The text, the rectangle that it takes, and the one that it was given, if any."""
    metrics = QFontMetricsF(painter.font(), painter.device())
    match args:
        case (QPointF() | QPoint() as at, str() as text, *_):
            own = metrics.boundingRect(text)
            wide = metrics.horizontalAdvance(text)
            return text, QRectF(at.x(), at.y() + own.top(), wide, own.height()), None
        case (QRectF() | QRect() as box, int() | Qt.AlignmentFlag() as flags, str() as text, *_):
            box = QRectF(box)
            if int(flags) & int(Qt.TextFlag.TextDontClip):
                return "", None, None
            return text, painter.boundingRect(box, int(flags), text), box
        case _:
            return "", None, None


def _told(rect: QRectF) -> tuple[int, int, int, int]:
    return rect.toRect().getRect()
