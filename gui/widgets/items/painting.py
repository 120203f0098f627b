"""What cards are painted with: pictures with round corners, elided words, modality glyphs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QTextLayout,
    QTextOption,
)

from gui.language import modality as modality_name
from gui.theme import MODALITY_GLYPH, Theme

#: A picture whose sides differ by more than this is shown whole instead of cropped to its frame.
CROP_UP_TO = 1.75
OTHER_GLYPH = "✚"


def glyph(modality: str) -> str:
    """The shape of a modality; one shape stands for all precomputed ones with other names."""
    return MODALITY_GLYPH.get(modality, OTHER_GLYPH)


def named(modality: str) -> str:
    """Shape and name of a modality."""
    return f"{glyph(modality)} {modality_name(modality)}"


def mixed(first: str, second: str, share: float) -> QColor:
    """`share` of the second colour in the first."""
    a, b = channels(first), channels(second)
    return QColor(*(round(float(value)) for value in a + (b - a) * share))


def channels(colour: str) -> np.ndarray:
    """Red, green and blue of #rrggbb, float32 [3] in 0..255."""
    parsed = QColor(colour)
    return np.array([parsed.red(), parsed.green(), parsed.blue()], np.float32)


def fitting(font: QFont, text: str, width: float) -> QFont:
    """The font, or one in which the text is no wider than `width`."""
    needed = QFontMetricsF(font).horizontalAdvance(text)
    # A little less, for widths of glyphs are rounded.
    return font if needed <= width else scaled(font, 0.97 * width / needed)


def scaled(font: QFont, factor: float) -> QFont:
    """The same font and weight, larger or smaller."""
    changed = QFont(font)
    if font.pointSizeF() > 0:
        changed.setPointSizeF(font.pointSizeF() * factor)
    else:
        changed.setPixelSize(max(1, int(font.pixelSize() * factor)))
    return changed


def sized(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """The same font, larger or smaller."""
    changed = scaled(font, factor)
    changed.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return changed


def rounded_top(box: QRectF, radius: float) -> QPainterPath:
    """`box` with its two upper corners rounded."""
    path = QPainterPath()
    path.moveTo(box.bottomLeft())
    path.lineTo(box.left(), box.top() + radius)
    path.quadTo(box.topLeft(), QPointF(box.left() + radius, box.top()))
    path.lineTo(box.right() - radius, box.top())
    path.quadTo(box.topRight(), QPointF(box.right(), box.top() + radius))
    path.lineTo(box.bottomRight())
    path.closeSubpath()
    return path


def rounded(box: QRectF, radius: float) -> QPainterPath:
    """`box` with all corners rounded."""
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    return path


def draw_picture(
    painter: QPainter, shape: QPainterPath, pixmap: QPixmap, *, whole: bool = False
) -> None:
    """Fill `shape` with the picture: cropped if the sides are alike, else whole and centred."""
    box = shape.boundingRect()
    width, height = pixmap.width(), pixmap.height()
    if not width or not height or box.isEmpty():
        return
    frame = (width / height) / (box.width() / box.height())
    crop = not whole and 1 / CROP_UP_TO <= frame <= CROP_UP_TO
    scales = (box.width() / width, box.height() / height)
    scale = max(scales) if crop else min(scales)
    target = QRectF(0, 0, width * scale, height * scale)
    target.moveCenter(box.center())
    painter.save()
    painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(target, pixmap, QRectF(0, 0, width, height))
    painter.restore()


def draw_words(painter: QPainter, box: QRectF, text: str, lines: int = 1) -> float:
    """Text in at most `lines` lines from the top of `box`, the last one elided.

    Returns:
        The height used, in points.

    """
    metrics = QFontMetricsF(painter.font(), painter.device())
    layout = QTextLayout(text, painter.font(), painter.device())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    y = box.top()
    for number in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(box.width())
        start, length = line.textStart(), line.textLength()
        part = text[start : start + length]
        if number == lines - 1 and start + length < len(text):
            part = metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(QPointF(box.left(), y + metrics.ascent()), part.rstrip())
        y += metrics.height()
    layout.endLayout()
    return y - box.top()


def draw_glyphs(
    painter: QPainter, left: float, baseline: float, modalities: Iterable[str], theme: Theme
) -> float:
    """The glyphs of some modalities in a row; returns the x after the last."""
    metrics = QFontMetricsF(painter.font(), painter.device())
    for name in modalities:
        painter.setPen(QColor(theme.of(name)))
        painter.drawText(QPointF(left, baseline), glyph(name))
        left += metrics.horizontalAdvance(glyph(name)) + 4
    return left


def draw_focus(painter: QPainter, box: QRectF, radius: float, colour: str) -> None:
    """A ring around what the keyboard acts on."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colour), 2))
    painter.drawRoundedRect(box, radius, radius)


def fingerprint_image(square: np.ndarray, modality: str, theme: Theme) -> QImage:
    """Values in 0..1 [n, n] as shades of the modality's colour, one pixel a cell."""
    low, high = channels(theme.raised), channels(theme.of(modality))
    shades = low + square[..., None].astype(np.float32) * (high - low)
    data = np.ascontiguousarray(shades.round().astype(np.uint8))
    height, width = square.shape
    return QImage(data.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def draw_fingerprints(
    painter: QPainter, shape: QPainterPath, squares: Mapping[str, np.ndarray], theme: Theme
) -> None:
    """Precomputed features as coloured squares side by side, where there is no picture."""
    box = shape.boundingRect()
    painter.save()
    painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    count = max(1, len(squares))
    side = min(box.width() / count - 10, box.height() - 16)
    left = box.center().x() - (side * count + 8 * (count - 1)) / 2
    for name, square in squares.items():
        target = QRectF(left, box.center().y() - side / 2, side, side)
        painter.drawImage(target, fingerprint_image(square, name, theme))
        left += side + 8
    painter.restore()
