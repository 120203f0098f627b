"""The map itself: marks or density, lines, lasso, and what the pointer is on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from pyqtgraph.GraphicsScene.mouseEvents import MouseClickEvent
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QGraphicsItem

from gui.pages.alignment.density import splat
from gui.pages.alignment.map_points import MapPoints
from gui.pages.alignment.map_view import MapView
from gui.session import Session
from gui.theme import MODALITY_SYMBOL
from gui.widgets.plots.plotting import dress

#: Above this many points a density is drawn instead of marks.
MOST_MARKS = 50_000
#: Above this many items lines of all of them would only be a blot.
MOST_LINES = 600
#: Chosen items that are joined, and that are ringed; beyond it the lasso's outline must do.
MOST_CHOSEN_LINES = 60
MOST_RINGS = 2000
NEAR_PIXELS = 14.0


@dataclass(frozen=True)
class Group:
    """Points of one modality that are drawn alike: their places in its arrays, and a colour."""

    modality: str
    which: np.ndarray
    colour: str


class MapPlot(pg.PlotWidget):
    """The wheel zooms, dragging moves; with Shift, or while the lasso is on, it encloses items.

    Signals:
        hovered, chosen: (modality, item row); ("", -1) for none.
        lassoed: int64 rows of the items enclosed.
    """

    hovered = Signal(str, int)
    chosen = Signal(str, int)
    lassoed = Signal(object)

    def __init__(self, session: Session) -> None:
        self._view = MapView()
        super().__init__(viewBox=self._view)
        self._session = session
        self.points = MapPoints({}, {})
        self._groups: list[Group] = []
        self._all_lines = True
        self._hover: tuple[str, int] = ("", -1)
        self._item = -1
        self._near: list[tuple[str, int]] = []
        self._from = ""
        self._found = np.zeros(0, np.int64)
        self._enclosed = np.zeros(0, np.int64)
        self._polygon = np.zeros((0, 2))
        self._sets: list[QGraphicsItem] = []
        self._marked: list[QGraphicsItem] = []
        self._density: pg.ImageItem | None = None
        self.setMenuEnabled(False)
        self.setAspectLocked(True)
        self.hideAxis("left")
        self.hideAxis("bottom")
        self.hideButtons()
        self.setMouseTracking(True)
        self.setAccessibleName(
            self.tr(
                "Map of all items in all modalities; arrows move, plus and minus zoom, 0 resets"
            )
        )
        self._settle = QTimer(self, singleShot=True, interval=25)
        self._settle.timeout.connect(self._splat)
        self.scene().sigMouseMoved.connect(self._moved)
        self.scene().sigMouseClicked.connect(self._clicked)
        self._view.sigRangeChanged.connect(self._range_changed)
        self._view.enclosed.connect(self._lasso_closed)
        session.theme_changed.connect(self.redraw)

    # --- content --------------------------------------------------------------------------

    def show_points(self, points: MapPoints, groups: list[Group]) -> None:
        """Draw a map; the view goes to all of it."""
        self.points = points
        self._found = self._enclosed = np.zeros(0, np.int64)
        self._polygon = np.zeros((0, 2))
        self._hover, self._near = ("", -1), []
        self.show_groups(groups)
        self.show_all()

    def show_groups(self, groups: list[Group]) -> None:
        """Colour the same points another way."""
        self._groups = groups
        self.redraw()

    def set_lines(self, on: bool) -> None:
        """Whether the modalities of each item are joined, where the items are not too many."""
        self._all_lines = on
        self.redraw()

    def set_lasso(self, on: bool) -> None:
        """Whether dragging encloses items instead of moving the map."""
        self._view.lasso = on
        self.setCursor(Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor)

    def set_item(self, item: int) -> None:
        """Point out the session's item, -1 for none."""
        self._item = item
        self._draw_marked()

    def set_found(self, items: np.ndarray) -> None:
        """Point out items that a search found."""
        self._found = items
        self._draw_sets()

    def set_enclosed(self, items: np.ndarray) -> None:
        """Point out items of the last lasso, or forget it."""
        self._enclosed = items
        if not len(items):
            self._polygon = np.zeros((0, 2))
        self._draw_sets()

    def set_near(self, modality: str, near: list[tuple[str, int]]) -> None:
        """Join the session's item in a modality to its true neighbours."""
        self._from, self._near = modality, near
        self._draw_marked()

    @property
    def dense(self) -> bool:
        """Whether a density is drawn."""
        return self.points.count > MOST_MARKS

    # --- drawing --------------------------------------------------------------------------

    def redraw(self) -> None:
        """Draw everything anew."""
        theme = self._session.theme
        dress(self, theme)
        self._view.colour = theme.accent
        self.clear()
        self._marked, self._sets, self._density = [], [], None
        if not self.points.count:
            return
        if self._all_lines and len(self.points.items) <= MOST_LINES:
            self._add_lines(self.points.items, theme.border, 1.0)
        if self.dense:
            self._density = pg.ImageItem()
            self.addItem(self._density)
            self._splat()
        else:
            size = 9 if self.points.count < 2000 else 5
            for group in self._groups:
                places = self.points.points[group.modality][group.which]
                colour = pg.mkColor(group.colour)
                colour.setAlpha(215)
                self.addItem(
                    self._scatter(places, group.modality, size, colour, theme.surface, 0.6)
                )
        self._draw_sets()

    def _splat(self) -> None:
        if self._density is None:
            return
        box = self._view.viewRect()
        ratio = self.devicePixelRatioF()
        size = (
            max(2, round(self._view.width() * ratio)),
            max(2, round(self._view.height() * ratio)),
        )
        groups = [(self.points.points[g.modality][g.which], g.colour) for g in self._groups]
        shown = (box.left(), box.top(), box.right(), box.bottom())
        self._density.setImage(splat(groups, shown, size), autoLevels=False, levels=None)
        self._density.setRect(box)

    def _range_changed(self, *_args: object) -> None:
        # The old picture moves along at once; a sharp one follows when the wheel rests.
        if self._density is not None:
            self._settle.start()

    @staticmethod
    def _scatter(
        places: np.ndarray, modality: str, size: float, brush: QColor | str, edge: str, width: float
    ) -> pg.ScatterPlotItem:
        return pg.ScatterPlotItem(
            x=places[:, 0],
            y=places[:, 1],
            symbol=MODALITY_SYMBOL.get(modality, "+"),
            size=size,
            brush=brush,
            pen=pg.mkPen(edge, width=width),
        )

    def _add_lines(self, items: np.ndarray, colour: str, width: float) -> QGraphicsItem:
        x, y = self.points.segments(items)
        line = pg.PlotCurveItem(x, y, connect="pairs", pen=pg.mkPen(colour, width=width))
        self.addItem(line)
        return line

    def _drop(self, items: list[QGraphicsItem]) -> None:
        for item in items:
            self.removeItem(item)
        items.clear()

    def _keep(self, where: list[QGraphicsItem], item: QGraphicsItem) -> None:
        self.addItem(item)
        where.append(item)

    def _draw_sets(self) -> None:
        """Enclosed and found items, under what the pointer is on."""
        self._drop(self._sets)
        theme = self._session.theme
        if len(self._polygon):
            closed = np.concatenate([self._polygon, self._polygon[:1]])
            pen = pg.mkPen(theme.accent, width=1.6)
            self._keep(self._sets, pg.PlotCurveItem(closed[:, 0], closed[:, 1], pen=pen))
        for items, colour in ((self._enclosed, theme.accent), (self._found, theme.warning)):
            if not 0 < len(items) <= MOST_RINGS:
                continue
            if len(items) <= MOST_CHOSEN_LINES:
                self._sets.append(self._add_lines(items, colour, 1.2))
            for name, places in self.points.places_of(items).items():
                size = 11 if len(items) <= MOST_CHOSEN_LINES else 8
                ring = self._scatter(places, name, size, theme.of(name), colour, 1.5)
                self._keep(self._sets, ring)
        self._draw_marked()

    def _draw_marked(self) -> None:
        """The selected and the hovered item with their lines, over everything."""
        self._drop(self._marked)
        if not self.points.count:
            return
        theme = self._session.theme
        self._draw_near()
        for row, colour in ((self._item, theme.accent), (self._hover[1], theme.text)):
            track = self.points.track(row) if row >= 0 else {}
            if track:
                path = np.stack(list(track.values()))
                pen = pg.mkPen(colour, width=2.4)
                self._keep(self._marked, pg.PlotCurveItem(path[:, 0], path[:, 1], pen=pen))
            for name, place in track.items():
                mark = self._scatter(place[None], name, 15, theme.of(name), colour, 2)
                self._keep(self._marked, mark)

    def _draw_near(self) -> None:
        own = self.points.place(self._from, self._item)
        ends = [self.points.place(*point) for point in self._near]
        pairs = [np.stack([own, end]) for end in ends if own is not None and end is not None]
        if not pairs:
            return
        theme = self._session.theme
        joined = np.concatenate(pairs)
        pen = pg.mkPen(theme.good, width=1.4)
        line = pg.PlotCurveItem(joined[:, 0], joined[:, 1], connect="pairs", pen=pen)
        self._keep(self._marked, line)

    # --- mouse and keyboard ---------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_0, Qt.Key.Key_Home):
            self.show_all()
        elif not self._view.walk(key):
            super().keyPressEvent(event)

    def show_all(self) -> None:
        """Go to all of the map."""
        x0, y0, x1, y1 = self.points.bounds()
        self._view.setRange(QRectF(x0, y0, x1 - x0, y1 - y0), padding=0.04)

    def nearest(self, place: QPointF) -> tuple[str, int]:
        """(modality, item) near a scene position, ("", -1) if there is none."""
        at = self._view.mapSceneToView(place)
        dx, dy = self._view.viewPixelSize()
        reach = (max(NEAR_PIXELS * dx, 1e-12), max(NEAR_PIXELS * dy, 1e-12))
        return self.points.nearest(at.x(), at.y(), reach) or ("", -1)

    def _moved(self, place: QPointF) -> None:
        point = self.nearest(place)
        if point != self._hover:
            self._hover = point
            self._draw_marked()
            self.hovered.emit(*point)

    def _clicked(self, event: MouseClickEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            point = self.nearest(event.scenePos())
            if point[1] >= 0:
                self.chosen.emit(*point)

    def _lasso_closed(self, polygon: np.ndarray) -> None:
        self._polygon = polygon
        self.lassoed.emit(self.points.inside(polygon))
