"""Things that move through the videos. All face right; parts from back to front."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import numpy as np

from core.samples.drawing.pen import Mask, Part, mirror, part

GROUND = ("car", "bus", "train", "tractor")
WATER = ("boat", "whale")
AIR = ("balloon", "plane", "kite", "rocket")


def _wheels(*wheels: tuple[float, float, float]) -> list[Part]:
    tyre, hub = Mask(), Mask()
    for x, y, r in wheels:
        tyre.oval(x, y, r)
        hub.oval(x, y, 0.5 * r)
    return [part("dark", tyre, 3), part("metal", hub, 2)]


def _car() -> list[Part]:
    body = Mask().smooth(
        [(4, 70), (4, 58), (10, 52), (24, 50), (34, 36), (44, 32), (62, 32), (72, 38), (80, 51),
         (93, 55), (97, 62), (96, 70), (50, 73)]
    )  # fmt: skip
    windows = Mask().poly([(31, 50), (39, 39), (50, 37), (50, 50)])
    windows.poly([(54, 50), (54, 37), (62, 37), (68, 40), (74, 50)])
    return [
        part("body", body, 6),
        part("glass", windows, 2),
        part("glow", Mask().oval(93, 60, 3, 2.4), 1),
        *_wheels((25, 71, 10), (76, 71, 10)),
    ]


def _bus() -> list[Part]:
    windows = Mask()
    for k in range(4):
        windows.box(12 + 17 * k, 36, 26 + 17 * k, 52, 2)
    windows.box(82, 36, 94, 58, 2)
    return [
        part("body", Mask().box(5, 28, 96, 76, 7), 5),
        part("glass", windows, 2),
        part("tint", Mask().box(5, 57, 80, 61), 1, 0.4),
        part("glow", Mask().oval(94, 68, 2.6), 1),
        *_wheels((25, 77, 8.5), (76, 77, 8.5)),
    ]


def _train() -> list[Part]:
    chimney = Mask().poly([(70, 26), (84, 26), (80, 46), (74, 46)])
    small = [(x, 79.0, 6.0) for x in (52.0, 66.0, 80.0)]
    return [
        part("dark", chimney.box(68, 22, 86, 28, 2), 2),
        part("body", Mask().box(36, 44, 92, 70, 9), 7),
        part("body", Mask().box(8, 24, 42, 74, 3), 4),
        part("shade", Mask().box(4, 19, 46, 26, 3), 2),
        part("glass", Mask().box(15, 32, 34, 48, 2), 2),
        part("metal", Mask().box(54, 44, 57, 70).box(66, 44, 69, 70), 1),
        part("dark", Mask().poly([(88, 70), (99, 84), (84, 84)]), 2),
        part("shade", Mask().box(8, 68, 92, 76, 2), 2),
        *_wheels((22, 75, 10), *small),
    ]  # fmt: skip


def _tractor() -> list[Part]:
    return [
        part("dark", Mask().line([(76, 46), (76, 24)], 3), 1),
        part("body", Mask().box(46, 44, 92, 66, 5), 5),
        part("shade", Mask().box(18, 14, 56, 20, 3), 2),
        part("glass", Mask().poly([(24, 20), (50, 20), (54, 46), (22, 46)]), 2),
        part("body", Mask().box(20, 44, 56, 68, 4).line([(23, 20), (23, 46)], 3), 4),
        part("metal", Mask().box(60, 50, 86, 52, 1).box(60, 56, 86, 58, 1), 1),
        *_wheels((28, 70, 20), (80, 77, 12)),
    ]


def _boat() -> list[Part]:
    hull = [(6, 70), (50, 72), (96, 68), (84, 88), (72, 92), (28, 92), (16, 86)]
    return [
        part("wood", Mask().line([(48, 8), (48, 74)], 2.6), 1),
        part("white", Mask().smooth([(52, 10), (66, 30), (84, 60), (82, 63), (52, 64)]), 6),
        part("tint", Mask().poly([(44, 20), (44, 64), (16, 62)]), 5),
        part("body", Mask().smooth(hull), 6),
        part("white", Mask().line([(14, 77), (86, 76)], 2), 1),
    ]  # fmt: skip


def _whale() -> list[Part]:
    body = Mask().smooth(
        [(24, 58), (36, 42), (60, 36), (82, 42), (95, 58), (92, 76), (70, 86), (44, 84), (26, 72),
         (14, 60), (8, 44), (2, 36), (10, 36), (14, 40), (18, 32), (26, 32), (22, 44)]
    )  # fmt: skip
    belly = Mask().smooth([(94, 66), (90, 78), (70, 87), (48, 84), (62, 76)]).within(body)
    spout = Mask().bend([(66, 36), (65, 24), (57, 18), (52, 24)], 3)
    spout.bend([(66, 36), (67, 24), (75, 18), (80, 24)], 3)
    return [
        part("glass", spout, 1),
        part("body", body, 8),
        part("white", belly, 4),
        part("shade", Mask().smooth([(58, 72), (70, 72), (64, 86), (52, 90)]), 3),
        part("dark", Mask().oval(82, 58, 2.2), 1),
    ]


def _balloon() -> list[Part]:
    half = [(50, 4), (68, 8), (80, 22), (80, 38), (70, 54), (58, 68), (50, 68)]
    ropes = Mask().line([(43, 66), (44, 80)], 1).line([(57, 66), (56, 80)], 1)
    gore = Mask().smooth(mirror([(50, 4), (57, 10), (62, 30), (58, 52), (53, 68), (50, 68)]))
    return [
        part("leather", ropes, 1),
        part("body", Mask().smooth(mirror(half)), 11),
        part("tint", gore, 6),
        part("leather", Mask().box(42, 79, 58, 94, 2.5), 3),
    ]


def _plane() -> list[Part]:
    fuselage = Mask().smooth(
        [(4, 46), (20, 44), (60, 42), (84, 44), (96, 52), (88, 60), (60, 63), (30, 60), (10, 52)]
    )
    windows = Mask()
    for k in range(6):
        windows.oval(36 + 8 * k, 50, 2)
    return [
        part("shade", Mask().poly([(50, 46), (62, 46), (50, 24), (42, 24)]), 2),
        part("body", Mask().poly([(4, 48), (8, 22), (16, 22), (28, 46)]), 3),
        part("body", fuselage, 6),
        part("glass", windows.smooth([(84, 46), (92, 50), (86, 51)]), 1),
        part("shade", Mask().poly([(44, 56), (66, 56), (44, 84), (34, 84)]), 3),
    ]


def _kite() -> list[Part]:
    tail = Mask().bend([(36, 66), (28, 74), (32, 82), (22, 88), (20, 97)], 1.4)
    bows = (
        Mask()
        .poly([(26, 72), (34, 76), (34, 70), (26, 78)])
        .poly([(18, 86), (27, 91), (26, 84), (19, 93)])
    )
    return [
        part("dark", tail, 1),
        part("tint", bows, 1),
        part("body", Mask().poly([(66, 4), (84, 42), (36, 66), (32, 26)]), 4),
        part("shade", Mask().poly([(66, 4), (84, 42), (58, 35)]), 2),
        part("tint", Mask().poly([(32, 26), (36, 66), (58, 35)]), 2),
    ]  # fmt: skip


def _rocket() -> list[Part]:
    fins = Mask().poly([(38, 50), (38, 76), (24, 84)]).poly([(62, 50), (62, 76), (76, 84)])
    hull = [(50, 3), (58, 14), (65, 34), (65, 58), (61, 76), (50, 78)]
    flame = Mask().smooth(mirror([(50, 76), (58, 78), (57, 88), (50, 98)]))
    return [
        part("flame", flame, 4, 0.3),
        part("shade", fins, 3),
        part("white", Mask().smooth(mirror(hull)), 7),
        part("body", Mask().smooth(mirror([(50, 3), (57, 12), (62, 24), (50, 26)])), 4),
        part("body", Mask().box(36.5, 50, 63.5, 66, 1), 4),
        part("glass", Mask().oval(50, 38, 7), 3),
        part("body", Mask().ring(50, 38, 8.6, 8.6, 2.4), 1),
    ]  # fmt: skip


_DRAW: Mapping[str, Callable[[], list[Part]]] = {
    "car": _car,
    "bus": _bus,
    "train": _train,
    "tractor": _tractor,
    "boat": _boat,
    "whale": _whale,
    "balloon": _balloon,
    "plane": _plane,
    "kite": _kite,
    "rocket": _rocket,
}


@cache
def parts(vehicle: str) -> tuple[Part, ...]:
    """The parts of a moving thing from back to front, drawn on first use."""
    return tuple(_DRAW[vehicle]())


def height_at(vehicle: str, seconds: float) -> float:
    """How far above its resting place it is, as a share of its own size: waves and wind."""
    if vehicle in WATER:
        return 0.05 * float(np.sin(seconds * 2.4))
    if vehicle in AIR:
        return 0.09 * float(np.sin(seconds * 1.7))
    return 0.008 * float(np.sin(seconds * 19))
