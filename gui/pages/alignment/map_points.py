"""The points of a map: who is near the pointer, who is inside a lasso, what joins an item."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

import numpy as np

from core.sheet import Sheet


class MapPoints:
    """Places of items, one set a modality.

    Args:
        points: per modality float32 [n, 2].
        rows: per modality int64 [n], item rows of the catalog, rising.

    """

    def __init__(self, points: Mapping[str, np.ndarray], rows: Mapping[str, np.ndarray]) -> None:
        self.points = dict(points)
        self.rows = dict(rows)
        self.count = sum(len(places) for places in self.points.values())
        self.items = np.unique(np.concatenate([*self.rows.values(), np.zeros(0, np.int64)]))
        # Sorted by x, the points near a pointer are one slice, however many there are.
        self._order = {name: np.argsort(p[:, 0], kind="stable") for name, p in self.points.items()}
        self._x = {name: p[self._order[name], 0] for name, p in self.points.items()}

    @property
    def names(self) -> tuple[str, ...]:
        """Modalities."""
        return tuple(self.points)

    def bounds(self) -> tuple[float, float, float, float]:
        """(x0, y0, x1, y1) of all points, with some width."""
        if not self.count:
            return 0.0, 0.0, 1.0, 1.0
        low = np.min([p.min(0) for p in self.points.values() if len(p)], 0)
        high = np.max([p.max(0) for p in self.points.values() if len(p)], 0)
        return float(low[0]), float(low[1]), float(high[0]) + 1e-6, float(high[1]) + 1e-6

    def nearest(self, x: float, y: float, reach: tuple[float, float]) -> tuple[str, int] | None:
        """(modality, item row) of the point nearest to a place, None if none is within reach.

        Args:
            x: of the place.
            y: of the place.
            reach: half axes of the ellipse looked at, in units of the map.

        """
        best, found = 1.0, None
        for name, places in self.points.items():
            begin, end = np.searchsorted(self._x[name], [x - reach[0], x + reach[0]])
            some = self._order[name][begin:end]
            if not len(some):
                continue
            away = ((places[some] - [x, y]) / reach) ** 2
            distance = away.sum(1)
            place = int(distance.argmin())
            if float(distance[place]) < best:
                best, found = float(distance[place]), (name, int(self.rows[name][some[place]]))
        return found

    def inside(self, polygon: np.ndarray) -> np.ndarray:
        """Items with a point inside a polygon [m, 2], rising (even-odd rule)."""
        if len(polygon) < 3:
            return np.zeros(0, np.int64)
        low, high = polygon.min(0), polygon.max(0)
        found = []
        for name, places in self.points.items():
            near = np.flatnonzero(((places >= low) & (places <= high)).all(1))
            found.append(self.rows[name][near[_even_odd(places[near], polygon)]])
        return np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)

    def places_of(self, items: np.ndarray) -> dict[str, np.ndarray]:
        """Places of some items, per modality [k, 2]."""
        return {name: self.points[name][np.isin(rows, items)] for name, rows in self.rows.items()}

    def place(self, modality: str, item: int) -> np.ndarray | None:
        """Place [2] of an item in a modality, None if it has none."""
        rows = self.rows.get(modality)
        if rows is None:
            return None
        at = int(np.searchsorted(rows, item))
        return self.points[modality][at] if at < len(rows) and rows[at] == item else None

    def track(self, item: int) -> dict[str, np.ndarray]:
        """Places [2] of one item, per modality it has; fast at any number of points."""
        found = {name: self.place(name, item) for name in self.names}
        return {name: place for name, place in found.items() if place is not None}

    def segments(self, items: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Ends of the lines between successive modalities of items: x [2 k], y [2 k]."""
        ends = [np.zeros((0, 2), np.float32)]
        for first, second in pairwise(self.names):
            shared, a, b = np.intersect1d(
                self.rows[first], self.rows[second], assume_unique=True, return_indices=True
            )
            wanted = np.isin(shared, items)
            pair = [self.points[first][a[wanted]], self.points[second][b[wanted]]]
            ends.append(np.stack(pair, 1).reshape(-1, 2))
        joined = np.concatenate(ends)
        return joined[:, 0], joined[:, 1]

    def nearer(self, modality: str, item: int, other: tuple[str, int]) -> int:
        """How many points are nearer on the map to one point than another is."""
        own, far = self.place(modality, item), self.place(*other)
        if own is None or far is None:
            return self.count
        limit = float(((far - own) ** 2).sum())
        nearer = sum(int((((p - own) ** 2).sum(1) < limit).sum()) for p in self.points.values())
        return nearer - (1 if limit > 0 else 0)

    def as_csv(self, id_of: Callable[[int], str]) -> str:
        """All points as rows; `id_of` tells the id of an item row."""
        sheet = Sheet(["modality", "item", "x", "y"])
        for name, places in self.points.items():
            for row, (x, y) in zip(self.rows[name], places, strict=True):
                sheet.row([name, id_of(int(row)), float(x), float(y)])
        return sheet.text()


def _even_odd(points: np.ndarray, polygon: np.ndarray) -> np.ndarray:
    """Whether each point [n, 2] lies inside a polygon [m, 2], bool [n]."""
    inside = np.zeros(len(points), bool)
    x, y = points[:, 0], points[:, 1]
    for (x0, y0), (x1, y1) in zip(polygon, np.roll(polygon, -1, 0), strict=True):
        crosses = (y0 > y) != (y1 > y)
        if crosses.any():
            at = x0 + (y[crosses] - y0) / (y1 - y0) * (x1 - x0)
            inside[np.flatnonzero(crosses)[x[crosses] < at]] ^= True
    return inside
