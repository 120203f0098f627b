"""One place a phrase was found: the patch on its picture, or the second on its waveform."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.contracts.alignment import Hit, Wave
from gui.session import Session
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.items.painting import draw_words, mixed, rounded, sized
from gui.widgets.media.thumbnails import Thumbnails

SIZE = QSize(178, 196)
_WORDS = 46.0


class HitCard(QWidget):
    """Click selects the item, a double click or Enter opens it, Space plays its second.

    Signals:
        chosen, opened: item row.
        played: (path, second).
    """

    chosen = Signal(int)
    opened = Signal(int)
    played = Signal(str, float)

    def __init__(
        self,
        session: Session,
        thumbnails: Thumbnails,
        rows: CatalogRows,
        modality: str,
        hit: Hit,
    ) -> None:
        super().__init__()
        self._session = session
        self._thumbnails = thumbnails
        self._modality = modality
        self.hit = hit
        self.item = hit.item
        self._title = rows.title(self.item)
        column = "image" if modality == "image" else "video"
        self._path = rows.media(self.item, column)
        self._wave: Wave | None = None
        self._sound: Path | None = rows.media(self.item, modality) if modality != "image" else None
        self._rank = 0
        self._typical = 0.0
        self._top = 1.0
        self.selected = False
        self.setFixedSize(SIZE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        session.appearance.repaints(self)
        thumbnails.ready.connect(self._picture_ready)

    def set_rank(self, rank: int, typical: float, top: float) -> None:
        """Place in the list, from 1; what an item not asked for scores, and the best one."""
        self._rank, self._typical, self._top = rank, typical, max(top, 1e-6)
        self.setAccessibleName(
            self.tr("{0}. {1}, score {2}{3}").format(
                rank, self._title, f"{self.hit.score:.1f}", self._where()
            )
        )
        self.setToolTip(f"{self._title}{self._where()}\n{self._truth()}".strip())

    def set_wave(self, wave: Wave) -> None:
        """Draw the whole sound."""
        self._wave, self._sound = wave, Path(wave.file)
        self.update()

    def set_selected(self, selected: bool) -> None:
        """Whether it is the session's item."""
        if selected != self.selected:
            self.selected = selected
            self.update()

    def _where(self) -> str:
        seconds = self.hit.seconds
        if seconds is None or seconds[0] is None:
            return ""
        return self.tr(", {0}-{1} s").format(f"{seconds[0]:.1f}", f"{seconds[1]:.1f}")

    def _truth(self) -> str:
        if self.hit.right is None:
            return ""
        if self.hit.right:
            return self.tr("✓ This is a planted place.")
        return self.tr("✗ Not a planted place.")

    # --- geometry -------------------------------------------------------------------------

    def view(self) -> QRectF:
        """Where picture or waveform lies."""
        return QRectF(self.rect()).adjusted(4, 4, -4, -_WORDS - 4)

    def patch(self, size: tuple[float, float]) -> QRectF:
        """Where the patch lies in a picture drawn whole at `size` = (width, height) points."""
        view = self.view()
        left, top = view.center().x() - size[0] / 2, view.center().y() - size[1] / 2
        original = self.hit.size or (1, 1)
        scale = size[0] / max(1, original[0])
        x0, y0, x1, y1 = (scale * (value or 0.0) for value in self.hit.place)
        return QRectF(left + x0, top + y0, x1 - x0, y1 - y0)

    # --- mouse and keyboard ---------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.chosen.emit(self.item)
        if event.button() == Qt.MouseButton.LeftButton:
            self._play()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.opened.emit(self.item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.item)
        elif key == Qt.Key.Key_Space:
            self.chosen.emit(self.item)
            self._play()
        else:
            super().keyPressEvent(event)

    def _play(self) -> None:
        second = self.hit.place[0]
        if self._sound is not None and second is not None:
            self.played.emit(str(self._sound), second)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def _picture_ready(self, path: str) -> None:
        if self._path is not None and path == str(self._path):
            self.update()

    # --- paint ----------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._session.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ringed = self.hasFocus() or self.selected
        edge = theme.accent if ringed else theme.muted if self.underMouse() else theme.border
        painter.setPen(QPen(QColor(edge), 2 if ringed else 1))
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(box, 8, 8)
        if self._modality == "audio" or (self._modality == "video" and self._path is None):
            self._draw_wave(painter)
        else:
            self._draw_picture(painter)
        self._draw_words(painter)

    def _draw_picture(self, painter: QPainter) -> None:
        theme = self._session.theme
        view = self.view()
        ratio = self.devicePixelRatioF()
        pixmap = None
        if self._path is not None:
            pixmap = self._thumbnails.get(self._path, max(view.width(), view.height()) * ratio)
        painter.save()
        painter.setClipPath(rounded(view, 6))
        painter.fillRect(view, QColor(theme.raised))
        if pixmap is not None and pixmap.width() and pixmap.height():
            scale = min(view.width() / pixmap.width(), view.height() / pixmap.height())
            size = (pixmap.width() * scale, pixmap.height() * scale)
            target = QRectF(0, 0, *size)
            target.moveCenter(view.center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()))
            if self._modality == "image" and self.hit.size and None not in self.hit.place:
                self._outline(painter, self.patch(size))
        if self._modality == "video" and self.hit.seconds and self.hit.seconds[0] is not None:
            self._draw_second(painter, view, self.hit.seconds[0])
        painter.restore()

    def _outline(self, painter: QPainter, patch: QRectF) -> None:
        theme = self._session.theme
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.surface), 5))
        painter.drawRect(patch)
        painter.setPen(QPen(QColor(theme.of("image")), 2.5))
        painter.drawRect(patch)

    def _draw_wave(self, painter: QPainter) -> None:
        theme = self._session.theme
        view = self.view()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.raised))
        painter.drawRoundedRect(view, 6, 6)
        wave = self._wave
        if wave is None or wave.seconds <= 0:
            return
        low, high = wave.outline
        begin, end, *_ = self.hit.place
        placed = begin is not None and end is not None
        begin, end = begin or 0.0, end or 0.0
        loudest = max(1e-6, float(max(-low.min(), high.max())))
        scale = (view.height() / 2 - 8) / loudest
        middle = view.center().y()
        wide = view.width() / len(low)
        colour = theme.of(self._modality)
        faint, strong = mixed(theme.raised, colour, 0.45), QColor(colour)
        for number in range(len(low)):
            second = (number + 0.5) / len(low) * wave.seconds
            here = placed and begin <= second < end
            painter.setBrush(strong if here else faint)
            top = middle - max(0.5, float(high[number]) * scale)
            bottom = middle + max(0.5, float(-low[number]) * scale)
            painter.drawRect(
                QRectF(view.left() + number * wide, top, max(0.8, wide - 0.4), bottom - top)
            )
        if not placed:
            return
        left = view.left() + begin / wave.seconds * view.width()
        width = max(4.0, (end - begin) / wave.seconds * view.width())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colour), 2))
        painter.drawRoundedRect(
            QRectF(left - 1, view.top() + 3, width + 2, view.height() - 6), 3, 3
        )
        self._draw_play(painter, QPointF(left + width / 2, view.top() + 16))

    def _draw_second(self, painter: QPainter, view: QRectF, second: float) -> None:
        """When in the film it is, over the picture of its beginning."""
        theme = self._session.theme
        painter.setFont(sized(self.font(), 0.86, bold=True))
        words = self.tr("{0} s").format(f"{second:.1f}")
        width = painter.fontMetrics().horizontalAdvance(words)
        tag = QRectF(view.left() + 6, view.bottom() - 28, width + 34, 22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(tag, 11, 11)
        self._draw_play(painter, QPointF(tag.left() + 12, tag.center().y()))
        painter.setPen(QColor(theme.text))
        painter.drawText(tag.adjusted(25, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)

    def _draw_play(self, painter: QPainter, at: QPointF) -> None:
        theme = self._session.theme
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent))
        painter.drawEllipse(at, 9, 9)
        painter.setBrush(QColor(theme.on_accent))
        x, y = at.x(), at.y()
        painter.drawPolygon([QPointF(x - 3, y - 4.5), QPointF(x - 3, y + 4.5), QPointF(x + 5, y)])

    def _draw_words(self, painter: QPainter) -> None:
        theme = self._session.theme
        below = QRectF(self.rect()).adjusted(10, self.height() - _WORDS, -10, -6)
        painter.setFont(sized(self.font(), 0.92))
        painter.setPen(QColor(theme.text))
        draw_words(painter, below, self._title, 1)
        line = QRectF(below.left(), below.bottom() - 18, below.width(), 18)
        bar = QRectF(line.left() + 22, line.center().y() - 3, line.width() - 84, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.raised))
        painter.drawRoundedRect(bar, 3, 3)
        filled = QRectF(bar)
        filled.setWidth(bar.width() * min(1.0, max(0.0, self.hit.score / self._top)))
        painter.setBrush(QColor(theme.of(self._modality)))
        painter.drawRoundedRect(filled, 3, 3)
        tick = bar.left() + bar.width() * min(1.0, max(0.0, self._typical / self._top))
        painter.setBrush(QColor(theme.text))
        painter.drawRect(QRectF(tick - 0.8, bar.top() - 3, 1.6, 12))
        painter.setFont(sized(self.font(), 0.86))
        painter.setPen(QColor(theme.muted))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, f"{self._rank}")
        right = QRectF(bar.right() + 4, line.top(), line.right() - bar.right() - 4, line.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        mark = {True: "✓", False: "✗", None: ""}[self.hit.right]
        if mark:
            painter.setPen(QColor(theme.good if self.hit.right else theme.bad))
            painter.drawText(right, flags, mark)
            right.adjust(0, 0, -16, 0)
        painter.setPen(QColor(theme.text))
        painter.drawText(right, flags, f"{self.hit.score:.1f}")
