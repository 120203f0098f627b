"""From weights to colours: one scale and one palette for every map of a page, and its bar."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import Appearance, Theme
from gui.widgets.items.painting import channels

Palette = Literal["hue", "cividis", "viridis", "signed"]
#: Ends of the signed palette (Okabe-Ito vermilion and blue, told apart by every eye).
MORE, LESS = "#d55e00", "#0072b2"
#: Strongest alpha of an overlay: what lies below must stay readable.
HUE_ALPHA = 0.86
MAP_ALPHA = (0.34, 0.82)


@lru_cache(maxsize=8)
def table(name: str) -> np.ndarray:
    """A perceptually even colour map, uint8 [256, 3]."""
    lut: np.ndarray = pg.colormap.get(name).getLookupTable(0.0, 1.0, 256)[:, :3]
    return np.ascontiguousarray(lut, np.uint8)


@dataclass(frozen=True)
class Shade:
    """How strengths in 0..1 are coloured.

    Attributes:
        palette: "hue": the modality's own colour, stronger where the weight is larger; "signed":
            strengths in -1..1, from blue through nothing to vermilion; else a colour map of that
            name.
        colour: the modality's colour, #rrggbb.

    """

    palette: Palette
    colour: str

    def overlay(self, strength: np.ndarray) -> np.ndarray:
        """[n] strengths -> uint8 [n, 4] red, green, blue, alpha, to lay over a picture or text."""
        level, ends = self._level(strength)
        rgba = np.empty((*level.shape, 4), np.uint8)
        if ends is not None:
            rgba[..., :3] = ends
            rgba[..., 3] = np.round(255 * HUE_ALPHA * level)
        elif self.palette == "hue":
            rgba[..., :3] = channels(self.colour).astype(np.uint8)
            rgba[..., 3] = np.round(255 * HUE_ALPHA * level)
        else:
            rgba[..., :3] = table(self.palette)[np.round(level * 255).astype(np.uint8)]
            low, high = MAP_ALPHA
            rgba[..., 3] = np.round(255 * (low + (high - low) * level))
        return rgba

    def solid(self, strength: np.ndarray, ground: str) -> np.ndarray:
        """[...] strengths -> uint8 [..., 3], opaque, from the ground's colour upwards."""
        level, ends = self._level(strength)
        if ends is None and self.palette != "hue":
            return table(self.palette)[np.round(level * 255).astype(np.uint8)]
        low, high = channels(ground), channels(self.colour) if ends is None else ends
        return np.round(low + level[..., None] * (high - low)).astype(np.uint8)

    def _level(self, strength: np.ndarray) -> tuple[np.ndarray, np.ndarray | None]:
        """How strong in 0..1, and the colour [..., 3] of each sign if the palette is signed."""
        value = np.nan_to_num(np.asarray(strength, np.float32))
        if self.palette != "signed":
            return np.clip(value, 0, 1), None
        ends = np.where(value[..., None] > 0, channels(MORE), channels(LESS))
        return np.clip(np.abs(value), 0, 1), ends


def rgb_image(pixels: np.ndarray) -> QImage:
    """A QImage of its own from uint8 [h, w, 3] or [h, w, 4]."""
    data = np.ascontiguousarray(pixels)
    height, width, depth = data.shape
    kind = QImage.Format.Format_RGB888 if depth == 3 else QImage.Format.Format_RGBA8888
    return QImage(data.data, width, height, depth * width, kind).copy()


def ink_on(rgba: np.ndarray, theme: Theme) -> QColor:
    """Black or white, whichever reads better on this colour over the theme's surface."""
    alpha = float(rgba[3]) / 255
    over = channels(theme.surface) * (1 - alpha) + rgba[:3].astype(np.float32) * alpha
    linear = np.where(over <= 10.3, over / 3295, ((over / 255 + 0.055) / 1.055) ** 2.4)
    luminance = float(linear @ np.array([0.2126, 0.7152, 0.0722]))
    dark, light = ("#101418", "#ffffff")
    return QColor(dark if (luminance + 0.05) / 0.056 > 1.05 / (luminance + 0.05) else light)


class ColourBar(QWidget):
    """From nothing to the strongest weight drawn, with a tick where every weight is the same."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._shades: list[Shade] = []
        self._top, self._bottom = "", "0"
        self._tick: tuple[float, str] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Colour scale"))
        appearance.repaints(self)

    def set_scale(
        self,
        shades: list[Shade],
        top: str,
        tick: tuple[float, str] | None = None,
        bottom: str = "0",
    ) -> None:
        """Draw one bar a shade; `top` names the strongest value, `tick` a (place 0..1, name)."""
        self._shades, self._top, self._tick, self._bottom = shades, top, tick, bottom
        spoken = self.tr("Colour scale from {0} to {1}").format(bottom, top)
        self.setAccessibleName(f"{spoken}; {tick[1]}" if tick else spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(220, 34)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._appearance.theme
        painter = QPainter(self)
        font = painter.font()
        font.setPointSizeF(max(7.0, font.pointSizeF() * 0.84))
        painter.setFont(font)
        metrics = painter.fontMetrics()
        left, right = (
            metrics.horizontalAdvance(self._bottom) + 6,
            metrics.horizontalAdvance(self._top) + 6,
        )
        box = QRectF(left, 4, max(20, self.width() - left - right), 11)
        painter.setPen(QColor(theme.muted))
        middle = box.center().y() + metrics.ascent() / 2 - 1
        painter.drawText(QRectF(0, 0, left, 20), Qt.AlignmentFlag.AlignVCenter, self._bottom)
        painter.drawText(round(box.right() + 6), round(middle), self._top)
        height = box.height() / max(1, len(self._shades))
        for number, shade in enumerate(self._shades):
            ramp = np.linspace(-(shade.palette == "signed"), 1, 96, dtype=np.float32)
            row = rgb_image(shade.solid(ramp, theme.surface)[None])
            painter.drawImage(
                QRectF(box.left(), box.top() + number * height, box.width(), height), row
            )
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawRect(box)
        if self._tick is not None and 0 <= self._tick[0] <= 1:
            x = box.left() + self._tick[0] * box.width()
            painter.setPen(QPen(QColor(theme.text), 1.4))
            painter.drawLine(round(x), round(box.top() - 2), round(x), round(box.bottom() + 3))
            painter.setPen(QColor(theme.muted))
            width = metrics.horizontalAdvance(self._tick[1])
            place = min(max(0.0, x - width / 2), self.width() - width)
            painter.drawText(
                round(place), round(box.bottom() + 3 + metrics.ascent()), self._tick[1]
            )
