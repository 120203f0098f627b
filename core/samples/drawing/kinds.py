"""Things a shop sells, drawn from primitives. Each function gives parts from back to front."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from core.samples.drawing.pen import Mask, Part, mirror, part

#: These hang on the wall; all others stand on the floor.
HANGING = frozenset({"t-shirt", "dress", "clock"})


def _mug() -> list[Part]:
    body = Mask().poly([(19, 30), (73, 30), (70, 86), (22, 86)]).box(22, 60, 70, 94, 8)
    handle = Mask().ring(72, 58, 19, 20, 7.5)
    return [
        part("shade", handle, 3),
        part("body", body, 7),
        part("tint", Mask().oval(46, 30, 27, 7.5), 2),
        part("inside", Mask().oval(46, 30.6, 24, 5.8), 2),
        part("coffee", Mask().oval(46, 32.2, 21, 4), 2, 0.5),
    ]


def _tote() -> list[Part]:
    back = Mask().bend([(36, 44), (36, 24), (44, 12), (56, 12), (64, 24), (64, 44)], 3.6)
    front = Mask().bend([(32, 46), (33, 26), (42, 15), (58, 15), (67, 26), (68, 46)], 3.8)
    body = Mask().poly([(20, 38), (80, 38), (86, 92), (14, 92)]).box(13, 84, 87, 95, 5)
    hem = Mask().poly([(20, 38), (80, 38), (80.7, 44), (19.3, 44)])
    return [
        part("shade", back, 2),
        part("body", body, 6),
        part("tint", hem, 2, 0.6),
        part("leather", front, 2),
    ]


def _backpack() -> list[Part]:
    body = Mask().smooth(
        mirror([(50, 10), (68, 14), (78, 30), (80, 60), (80, 84), (74, 94), (60, 95)])
    )
    pocket = Mask().box(30, 58, 70, 88, 7)
    return [
        part("dark", Mask().bend([(42, 14), (44, 4), (56, 4), (58, 14)], 3.5), 2),
        part("shade", Mask().box(13, 52, 26, 88, 6).box(74, 52, 87, 88, 6), 4),
        part("body", body, 7),
        part("shade", pocket, 4),
        part("metal", Mask().line([(33, 64), (67, 64)], 1.4), 1),
        part("metal", Mask().bend([(28, 40), (36, 33), (50, 31), (64, 33), (72, 40)], 1.4), 1),
        part("leather", Mask().box(44, 62, 48, 72, 1.6).box(45, 40, 55, 48, 2), 1.5),
    ]


def _lamp() -> list[Part]:
    shade = Mask().poly([(34, 10), (66, 10), (84, 52), (16, 52)])
    shade.add().oval(50, 52, 34, 4.5)
    return [
        part("wood", Mask().box(47.5, 50, 52.5, 90, 2).oval(50, 70, 6, 8), 2.5),
        part("wood", Mask().box(30, 88, 70, 95, 3.4), 3),
        part("body", shade, 9),
        part("glow", Mask().oval(50, 52.4, 31, 3.2), 2, 0.3),
        part("tint", Mask().oval(50, 10, 16, 2.2), 1.5),
    ]


def _chair() -> list[Part]:
    legs = Mask().line([(29, 66), (23, 94)], 4).line([(71, 66), (77, 94)], 4)
    legs.line([(37, 62), (35, 86)], 3.2).line([(63, 62), (65, 86)], 3.2)
    back = Mask().smooth(mirror([(50, 8), (68, 9), (75, 20), (72, 46), (66, 52), (58, 53)]))
    seat = Mask().smooth(mirror([(50, 56), (70, 57), (79, 63), (78, 69), (68, 72), (58, 72.5)]))
    return [
        part("wood", Mask().line([(36, 50), (35, 62)], 3.6).line([(64, 50), (65, 62)], 3.6), 2),
        part("wood", legs, 2),
        part("body", back, 6),
        part("body", seat, 5),
    ]


def _armchair() -> list[Part]:
    back = Mask().box(20, 18, 80, 74, 14)
    arms = Mask().box(8, 42, 28, 86, 9).box(72, 42, 92, 86, 9)
    return [
        part("wood", Mask().line([(20, 84), (18, 95)], 4).line([(80, 84), (82, 95)], 4), 2),
        part("body", back, 8),
        part("shade", Mask().box(24, 72, 76, 88, 4), 4),
        part("body", Mask().box(25, 58, 75, 76, 6), 5),
        part("body", arms, 6),
    ]


def _sneaker() -> list[Part]:
    upper = Mask().smooth(
        [
            (8, 74), (8, 52), (11, 38), (18, 34), (27, 40), (36, 40), (44, 36), (52, 46), (64, 58),
            (80, 62), (91, 69), (93, 76), (50, 79),
        ]
    )  # fmt: skip
    sole = Mask().box(5, 73, 95, 84, 5).box(5, 72, 40, 86, 5)
    collar = Mask().smooth([(13, 39), (19, 36), (27, 42), (37, 42), (33, 47), (18, 46)])
    laces = Mask()
    for k in range(4):
        x, y = 44 + 6.3 * k, 45 + 5.2 * k
        laces.line([(x - 5, y + 4), (x + 3.4, y - 1.4)], 2.1)
    return [
        part("body", upper, 7),
        part("inside", collar, 2),
        part("shade", Mask().smooth([(8, 74), (8, 54), (12, 50), (22, 58), (26, 76)]), 3),
        part("tint", Mask().smooth([(72, 76), (75, 66), (84, 65), (92, 71), (93, 76)]), 3),
        part("white", laces, 1),
        part("white", sole, 3),
    ]  # fmt: skip


def _tshirt() -> list[Part]:
    body = Mask().poly(
        [
            (36, 12), (64, 12), (77, 18), (96, 42), (82, 53), (74, 44), (76, 92), (24, 92),
            (26, 44), (18, 53), (4, 42), (23, 18),
        ]
    )  # fmt: skip
    body.cut().oval(50, 10, 12.5, 9)
    folds = Mask().bend([(30, 50), (33, 66), (30, 84)], 1.2).bend([(69, 46), (66, 60), (70, 80)], 1)
    return [
        part("inside", Mask().oval(50, 13, 13, 5), 2),
        part("body", body, 6),
        part("fold", folds, 2),
        part("tint", Mask().ring(50, 10, 14.5, 11, 2.6).cut().box(0, 0, 100, 10), 1),
    ]


def _dress() -> list[Part]:
    top = Mask().poly([(36, 14), (40, 24), (60, 24), (64, 14), (66, 42), (34, 42)])
    skirt = Mask().smooth(
        mirror([(50, 40), (64, 42), (73, 62), (82, 84), (84, 92), (74, 94), (62, 91)])
    )
    straps = Mask().line([(37.6, 18), (42, 5)], 3.4).line([(62.4, 18), (58, 5)], 3.4)
    folds = (
        Mask().bend([(42, 52), (37, 72), (33, 90)], 1.3).bend([(58, 52), (62, 72), (66, 90)], 1.3)
    )
    return [
        part("shade", straps, 1.5),
        part("body", skirt, 7),
        part("fold", folds, 2),
        part("body", top, 6),
        part("leather", Mask().box(33.5, 40, 66.5, 45, 1.5), 2),
    ]  # fmt: skip


def _vase() -> list[Part]:
    outline = mirror(
        [(50, 14), (59, 14), (58, 24), (60, 32), (72, 44), (77, 60), (72, 80), (62, 93), (50, 94)]
    )
    return [
        part("body", Mask().smooth(outline), 9),
        part("tint", Mask().oval(50, 14, 11, 3.4), 1.5),
        part("inside", Mask().oval(50, 14.4, 8.6, 2.2), 1),
    ]


def _bottle() -> list[Part]:
    body = Mask().smooth(
        mirror([(50, 24), (58, 25), (62, 33), (67, 42), (68, 60), (68, 86), (64, 94), (50, 95)])
    )
    return [
        part("body", body, 7),
        part("metal", Mask().box(41, 8, 59, 25, 3), 4),
        part("shade", Mask().box(40, 22, 60, 27, 2), 2),
        part("dark", Mask().ring(50, 7, 8, 6, 2.6), 1.5),
    ]


def _cap() -> list[Part]:
    dome = Mask().smooth([(14, 70), (16, 46), (30, 28), (50, 24), (66, 32), (76, 50), (78, 70)])
    dome.cut().box(0, 70, 100, 100)
    brim = Mask().smooth(
        [(12, 68), (44, 64), (76, 66), (94, 74), (97, 81), (80, 80), (46, 76), (14, 74)]
    )
    return [
        part("body", dome, 8),
        part("fold", Mask().bend([(46, 25), (42, 44), (42, 68)], 0.9), 1),
        part("shade", Mask().oval(46, 24, 4, 2.4), 1.5),
        part("shade", brim, 3),
    ]  # fmt: skip


def _teapot() -> list[Part]:
    spout = Mask().smooth(
        [(66, 62), (80, 56), (86, 42), (92, 34), (97, 36), (94, 46), (90, 64), (76, 80), (66, 80)]
    )
    return [
        part("shade", Mask().ring(22, 60, 18, 20, 6), 3),
        part("shade", spout, 4),
        part("body", Mask().oval(50, 64, 31, 28).box(34, 84, 66, 94, 4), 9),
        part("tint", Mask().oval(50, 39, 16, 5.5), 2.5),
        part("wood", Mask().oval(50, 31, 4.6, 4.6), 2),
    ]  # fmt: skip


def _umbrella() -> list[Part]:
    canopy = Mask().oval(50, 52, 46, 40)
    canopy.cut().box(0, 52, 100, 100)
    for cx in (12.3, 37.4, 62.6, 87.7):
        canopy.oval(cx, 53, 12.5, 6)
    ribs = Mask()
    for x in (24.5, 50, 75.5):
        ribs.bend([(50, 12), ((50 + 2 * x) / 3 + (x - 50) * 0.25, 26), (x, 50)], 0.8)
    handle = (
        Mask().line([(50, 46), (50, 86)], 2.6).bend([(50, 85), (49, 94), (41, 95), (39, 87)], 3.6)
    )
    return [
        part("wood", handle, 1.5),
        part("body", canopy, 8),
        part("fold", ribs, 1),
        part("metal", Mask().line([(50, 7), (50, 13)], 2.2), 1),
    ]  # fmt: skip


def _cushion() -> list[Part]:
    cover = Mask().smooth(
        [(10, 22), (50, 25), (90, 22), (94, 26), (90, 58), (94, 90), (90, 94), (50, 90), (10, 94),
         (6, 90), (10, 58), (6, 26)]
    )  # fmt: skip
    return [
        part("body", cover, 11, 1.3),
        part(
            "fold", Mask().bend([(12, 28), (20, 36), (24, 44)], 1).bend([(88, 28), (80, 35)], 1), 2
        ),
    ]


def _bowl() -> list[Part]:
    body = Mask().oval(50, 46, 44, 46)
    body.cut().box(0, 0, 100, 46).add().box(36, 86, 64, 94, 3)
    return [
        part("body", body, 9),
        part("tint", Mask().oval(50, 46, 44, 10), 2),
        part("inside", Mask().oval(50, 47, 40.5, 7.8), 4),
    ]


def _suitcase() -> list[Part]:
    ribs = Mask()
    for x in (33, 44.3, 55.6, 67):
        ribs.line([(x, 32), (x, 86)], 1.1)
    return [
        part("metal", Mask().line([(38, 26), (38, 6), (62, 6), (62, 26)], 2.4), 1),
        part("dark", Mask().oval(32, 94, 4.4).oval(68, 94, 4.4), 1.5),
        part("body", Mask().box(20, 24, 80, 92, 8), 7),
        part("fold", ribs, 1),
        part("leather", Mask().box(42, 54, 58, 60, 2), 2),
        part("metal", Mask().box(20, 30, 24, 38, 1).box(76, 30, 80, 38, 1), 1),
    ]


def _sock() -> list[Part]:
    body = Mask().smooth(
        [(34, 8), (60, 8), (61, 36), (60, 54), (68, 66), (86, 76), (90, 86), (82, 94), (62, 92),
         (42, 82), (34, 68), (35, 38)]
    )  # fmt: skip
    heel = Mask().oval(37, 72, 13, 12).within(body)
    toe = Mask().oval(90, 88, 15, 15).within(body)
    return [
        part("body", body, 6),
        part("shade", heel, 2),
        part("shade", toe, 2),
        part("tint", Mask().box(32, 7, 62, 19, 3), 3),
    ]


def _notebook() -> list[Part]:
    rings = Mask()
    for k in range(9):
        rings.line([(19, 15 + 9 * k), (27, 15 + 9 * k)], 2)
    return [
        part("paper", Mask().box(26, 10, 83, 94, 3), 1),
        part("body", Mask().box(22, 7, 80, 92, 3.5), 3),
        part("paper", Mask().box(36, 24, 68, 42, 2), 1),
        part("fold", Mask().line([(41, 31), (63, 31)], 1).line([(41, 36), (57, 36)], 1), 1),
        part("dark", Mask().box(72.5, 7, 76, 92), 1),
        part("metal", rings, 0.8),
    ]


def _clock() -> list[Part]:
    marks = Mask()
    for x, y in ((50, 23), (50, 77), (23, 50), (77, 50)):
        marks.oval(x, y, 1.8)
    hands = Mask().line([(50, 50), (50, 30)], 2.2).line([(50, 50), (64, 57)], 2.2).oval(50, 50, 3)
    return [
        part("body", Mask().oval(50, 50, 43), 7),
        part("paper", Mask().oval(50, 50, 32), 3, 0.5),
        part("dark", marks, 0.8),
        part("dark", hands, 0.8),
    ]


_DRAW: Mapping[str, Callable[[], list[Part]]] = {
    "mug": _mug,
    "tote": _tote,
    "backpack": _backpack,
    "lamp": _lamp,
    "chair": _chair,
    "armchair": _armchair,
    "sneaker": _sneaker,
    "t-shirt": _tshirt,
    "dress": _dress,
    "vase": _vase,
    "bottle": _bottle,
    "cap": _cap,
    "teapot": _teapot,
    "umbrella": _umbrella,
    "cushion": _cushion,
    "bowl": _bowl,
    "suitcase": _suitcase,
    "sock": _sock,
    "notebook": _notebook,
    "clock": _clock,
}

KINDS: tuple[str, ...] = tuple(_DRAW)


@cache
def parts(kind: str) -> tuple[Part, ...]:
    """The parts of a kind from back to front, drawn on first use."""
    return tuple(_DRAW[kind]())
