"""All items in all modalities on one plane, with a line from an item's words to its picture."""

from __future__ import annotations

import csv
import io
from itertools import pairwise
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from gui.page import label
from gui.pages.alignment.density import splat
from gui.session import Session
from gui.theme import MODALITY_SYMBOL
from gui.widgets.export import export_button
from gui.widgets.painting import glyph
from gui.widgets.plotting import dress

#: Above this many points a density is drawn instead of marks.
MOST_MARKS = 20_000
#: Above this many items lines of all of them would only be a blot.
MOST_LINES = 600
NEAR_PIXELS = 14.0


class MapPanel(QWidget):
    """Hover names an item, a click selects it; the wheel zooms, dragging moves.

    Signals:
        hovered: item row, -1 for none.
        chosen: item row.
    """

    hovered = Signal(int)
    chosen = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._points: dict[str, np.ndarray] = {}
        self._rows: dict[str, np.ndarray] = {}
        self._item = -1
        self._hover = -1
        self.sentence = label("", "muted", wrap=True)
        self.lines = QCheckBox(self.tr("Lines"))
        self.lines.setToolTip(self.tr("Join the modalities of each item."))
        self.lines.setChecked(True)
        self.lines.toggled.connect(self._draw)
        self.plot = pg.PlotWidget()
        self.plot.setMenuEnabled(False)
        self.plot.setAspectLocked(True)
        self.plot.hideAxis("left")
        self.plot.hideAxis("bottom")
        self.plot.hideButtons()
        self.plot.setMouseTracking(True)
        self.plot.setAccessibleName(self.tr("Map of all items in all modalities"))
        top = QHBoxLayout()
        top.addWidget(self.sentence, 1)
        top.addWidget(self.lines)
        top.addWidget(export_button(self.plot, "embedding", session, self.csv))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 4, 0, 0)
        outer.setSpacing(6)
        outer.addLayout(top)
        outer.addWidget(self.plot, 1)
        self.plot.scene().sigMouseMoved.connect(self._moved)
        self.plot.scene().sigMouseClicked.connect(self._clicked)
        session.theme_changed.connect(self._draw)

    def show_map(self, told: dict[str, Any], arrays: dict[str, np.ndarray]) -> None:
        """Draw the answer to "alignment.map"."""
        self._points = {name: arrays[f"points/{name}"] for name in told["modalities"]}
        self._rows = {name: arrays[f"rows/{name}"] for name in told["modalities"]}
        explained = sum(told["explained"])
        self.sentence.setText(
            self.legend()
            + self.tr(" · PCA of all together; the plane keeps {0} of the variance").format(
                f"{explained:.0%}"
            )
        )
        self._draw()
        self.plot.autoRange(padding=0.04)

    def set_item(self, row: int) -> None:
        """Point out the selected item."""
        self._item = row
        self._draw_marked()

    @property
    def count(self) -> int:
        """Number of points."""
        return sum(len(points) for points in self._points.values())

    # --- drawing --------------------------------------------------------------------------

    def _draw(self) -> None:
        theme = self._session.theme
        dress(self.plot, theme)
        self.plot.clear()
        self._marked: list[Any] = []
        if not self._points:
            return
        dense = self.count > MOST_MARKS
        items = max(len(rows) for rows in self._rows.values())
        self.lines.setEnabled(items <= MOST_LINES)
        if self.lines.isChecked() and items <= MOST_LINES:
            x, y = self._segments(np.unique(np.concatenate(list(self._rows.values()))))
            pen = pg.mkPen(theme.border, width=1)
            self.plot.addItem(pg.PlotCurveItem(x, y, connect="pairs", pen=pen))
        if dense:
            self._draw_density()
        else:
            for name, points in self._points.items():
                colour = pg.mkColor(theme.of(name))
                colour.setAlpha(210)
                self.plot.addItem(
                    pg.ScatterPlotItem(
                        x=points[:, 0],
                        y=points[:, 1],
                        symbol=MODALITY_SYMBOL.get(name, "+"),
                        size=8 if self.count < 2000 else 5,
                        brush=colour,
                        pen=pg.mkPen(theme.surface, width=0.6),
                    )
                )
        self._draw_marked()

    def _draw_density(self) -> None:
        everything = np.concatenate(list(self._points.values()))
        x0, y0 = everything.min(0)
        x1, y1 = everything.max(0) + 1e-6
        image = splat(self._points, (x0, y0, x1, y1), (700, 700), self._session.theme)
        item = pg.ImageItem(image)
        item.setRect(QRectF(float(x0), float(y0), float(x1 - x0), float(y1 - y0)))
        self.plot.addItem(item)

    def _segments(self, items: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Ends of a line between each two successive modalities of the items."""
        names = list(self._points)
        ends = []
        for first, second in pairwise(names):
            _, a, b = np.intersect1d(self._rows[first], self._rows[second], return_indices=True)
            chosen = np.isin(self._rows[first][a], items)
            pair = [self._points[first][a[chosen]], self._points[second][b[chosen]]]
            ends.append(np.stack(pair, 1).reshape(-1, 2))
        joined = np.concatenate(ends) if ends else np.zeros((0, 2))
        return joined[:, 0], joined[:, 1]

    def _draw_marked(self) -> None:
        """The selected and the hovered item, as small items of their own."""
        for item in self._marked:
            self.plot.removeItem(item)
        self._marked = []
        theme = self._session.theme
        for row, colour, width in ((self._item, theme.accent, 2.5), (self._hover, theme.text, 2.0)):
            if row < 0 or not self._points:
                continue
            x, y = self._segments(np.array([row]))
            line = pg.PlotCurveItem(x, y, connect="pairs", pen=pg.mkPen(colour, width=width))
            self.plot.addItem(line)
            self._marked.append(line)
            for name, points in self._points.items():
                place = np.flatnonzero(self._rows[name] == row)
                if len(place):
                    mark = pg.ScatterPlotItem(
                        x=points[place, 0],
                        y=points[place, 1],
                        symbol=MODALITY_SYMBOL.get(name, "+"),
                        size=15,
                        brush=theme.of(name),
                        pen=pg.mkPen(colour, width=2),
                    )
                    self.plot.addItem(mark)
                    self._marked.append(mark)

    # --- mouse ----------------------------------------------------------------------------

    def nearest(self, place: QPointF) -> int:
        """Item with a point within a few pixels of a scene position, -1 if there is none."""
        view = self.plot.getPlotItem().vb
        at = view.mapSceneToView(place)
        dx, dy = view.viewPixelSize()
        best, found = NEAR_PIXELS**2, -1
        for name, points in self._points.items():
            away = ((points - [at.x(), at.y()]) / [max(dx, 1e-12), max(dy, 1e-12)]) ** 2
            distance = away.sum(1)
            if len(distance) and float(distance.min()) < best:
                best = float(distance.min())
                found = int(self._rows[name][int(distance.argmin())])
        return found

    def _moved(self, place: QPointF) -> None:
        row = self.nearest(place)
        if row != self._hover:
            self._hover = row
            self._draw_marked()
            self.hovered.emit(row)

    def _clicked(self, event: Any) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            row = self.nearest(event.scenePos())
            if row >= 0:
                self.chosen.emit(row)

    def legend(self) -> str:
        """Shapes and names of the modalities drawn, rich text."""
        theme = self._session.theme
        parts = [
            f'<span style="color:{theme.of(name)}">{glyph(name)}</span> {name}'
            for name in self._points
        ]
        return " ".join(parts)

    def csv(self) -> str:
        """All points as rows."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(["modality", "item_row", "x", "y"])
        for name, points in self._points.items():
            for row, (x, y) in zip(self._rows[name], points, strict=True):
                writer.writerow([name, int(row), float(x), float(y)])
        return out.getvalue()
