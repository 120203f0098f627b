"""Small things that stand beside the main object: distractors with words of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from core.samples.drawing.pen import Mask, Part, mirror, part


def _apple() -> list[Part]:
    body = Mask().smooth(
        mirror([(50, 30), (60, 24), (78, 27), (88, 44), (84, 68), (70, 90), (58, 93), (50, 90)])
    )
    leaf = Mask().smooth([(52, 20), (60, 8), (76, 8), (70, 19), (58, 23)])
    return [
        part("stem", leaf, 3),
        part("body", body, 10, 1.2),
        part("leather", Mask().bend([(50, 32), (50, 22), (47, 13)], 3.4), 1),
    ]


def _candle() -> list[Part]:
    return [
        part("body", Mask().box(32, 38, 68, 92, 3).oval(50, 91, 18, 4), 7),
        part("tint", Mask().oval(50, 39, 18, 5), 2),
        part("dark", Mask().line([(50, 38), (50, 30)], 2.4), 1),
        part("flame", Mask().smooth(mirror([(50, 6), (57, 20), (56, 28), (50, 32)])), 4, 0.3),
    ]


def _flowerpot() -> list[Part]:
    arms = Mask().bend([(50, 52), (28, 50), (25, 32)], 10).bend([(50, 44), (73, 42), (76, 26)], 10)
    pot = Mask().poly([(28, 66), (72, 66), (66, 94), (34, 94)])
    return [
        part("stem", arms, 4),
        part("stem", Mask().box(39, 8, 61, 72, 11), 6),
        part("body", pot, 6),
        part("tint", Mask().box(25, 61, 75, 70, 2), 2),
    ]


def _gift() -> list[Part]:
    bow = Mask().smooth([(50, 30), (34, 30), (26, 18), (34, 10), (46, 18)])
    bow.smooth([(50, 30), (66, 30), (74, 18), (66, 10), (54, 18)])
    return [
        part("body", Mask().box(16, 40, 84, 94, 3), 5),
        part("tint", Mask().box(11, 29, 89, 45, 3), 3),
        part("white", Mask().box(44, 29, 56, 94), 2, 0.4),
        part("white", bow, 3),
    ]


def _ball() -> list[Part]:
    ball = Mask().oval(50, 54, 40)
    band = Mask().box(0, 44, 100, 64).within(Mask().oval(50, 54, 40))
    return [part("body", ball, 16, 1.6), part("white", band, 1, 0.3), part("fold", ball, 16, 1)]


_DRAW: Mapping[str, Callable[[], list[Part]]] = {
    "apple": _apple,
    "candle": _candle,
    "flowerpot": _flowerpot,
    "gift": _gift,
    "ball": _ball,
}

COMPANIONS: tuple[str, ...] = tuple(_DRAW)

#: An apple is only ever one of these.
APPLE_COLOURS = ("red", "green", "yellow")


@cache
def parts(kind: str) -> tuple[Part, ...]:
    """The parts of a companion from back to front, drawn on first use."""
    return tuple(_DRAW[kind]())
