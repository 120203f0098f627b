"""Tokens of two modalities of one item, one above the other, joined where they match best."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.contracts.alignment import TokensAnswer
from core.contracts.attention import MediaAnswer
from gui.session import Session
from gui.widgets.maps.heat import Shade, rgb_image
from gui.widgets.maps.patch_view import PatchView
from gui.widgets.maps.token_strip import TokenStrip
from gui.widgets.maps.token_view import NOTHING, TokenView
from gui.widgets.time.time_view import TimeView

#: Lines drawn while nothing is pointed at: the strongest.
LINES = 12


class LinksView(QWidget):
    """Each token of the upper side is joined to its best match on the lower side.

    Signals:
        hovered: (side 0 or 1, token), token NOTHING for none.
    """

    hovered = Signal(int, int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._views: list[TokenView] = []
        self._near = np.zeros((0, 0), np.float32)
        self._hover = (0, NOTHING)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(18)
        self._lines = _Lines(self)
        self.setAccessibleName(self.tr("Best matches between the tokens of two modalities"))
        session.theme_changed.connect(self._shade)

    @property
    def views(self) -> tuple[TokenView, ...]:
        """The upper and the lower side, empty while nothing is shown."""
        return tuple(self._views)

    def clear(self) -> None:
        """Show nothing."""
        for view in self._views:
            self._layout.removeWidget(view)
            view.removeEventFilter(self)
            view.hide()
            view.deleteLater()
        self._views = []
        self._near = np.zeros((0, 0), np.float32)
        self._hover = (0, NOTHING)
        self._lines.update()

    def show_links(
        self, tokens: TokensAnswer, texts: Mapping[str, str], media: MediaAnswer
    ) -> None:
        """Show the tokens of an item, x above y, on its words and its media."""
        self.clear()
        self._near = tokens.similarity
        sides = ((tokens.x, tokens.positions_x), (tokens.y, tokens.positions_y))
        for number, (name, places) in enumerate(sides):
            view = self._make(name, texts, media, places)
            view.hovered.connect(self._upper_hovered if number == 0 else self._lower_hovered)
            view.installEventFilter(self)
            self._layout.addWidget(view, 0 if isinstance(view, TokenStrip) else 1)
            self._views.append(view)
        self._lines.raise_()
        self._shade()

    def _make(
        self, name: str, texts: Mapping[str, str], media: MediaAnswer, places: np.ndarray
    ) -> TokenView:
        if name in texts:
            strip = TokenStrip(self._session.appearance, modality=name)
            strip.set_text(texts[name], places[:, :2])
            return strip
        if name in ("audio", "video"):
            return self._make_time(name, media, places)
        patches = PatchView(self._session.appearance)
        if name == "image" and media.picture is not None:
            patches.set_picture(rgb_image(media.picture.pixels), media.picture.size, places)
        else:
            patches.set_picture(None, (1, 1), places)
        patches.set_sentence(
            self.tr("Nothing can be drawn of '{0}': it is one vector.").format(name)
        )
        return patches

    def _make_time(self, name: str, media: MediaAnswer, places: np.ndarray) -> TimeView:
        view = TimeView(self._session.appearance)
        sound = media.sound if name == "audio" else None
        film = media.film if name == "video" else None
        ends = (sound.end if sound else 0.0, film.seconds if film else 0.0)
        view.set_media(sound, film, max(float(np.nanmax(places[:, 1], initial=0.0)), *ends))
        view.set_tokens(name, places[:, :2])
        return view

    # --- what is strong -------------------------------------------------------------------

    def link(self, side: int, token: int) -> tuple[int, int, float]:
        """(upper token, lower token, cosine) of the best match of a token of a side."""
        row = self._near[token] if side == 0 else self._near[:, token]
        other = int(row.argmax())
        pair = (token, other) if side == 0 else (other, token)
        return *pair, float(row[other])

    def links(self) -> list[tuple[int, int, float]]:
        """The lines drawn now."""
        side, token = self._hover
        if not self._near.size:
            return []
        if token != NOTHING:
            return [self.link(side, token)]
        best = self._near.max(1)
        strongest = np.argsort(-best, kind="stable")[:LINES]
        return [self.link(0, int(one)) for one in strongest]

    def _strengths(self) -> tuple[np.ndarray, np.ndarray]:
        """How strongly tokens are drawn: their best cosine, or that with the hovered token."""
        side, token = self._hover
        near = np.clip(self._near, 0, None)
        if token == NOTHING:
            both = near.max(1), near.max(0)
        elif side == 0:
            both = np.eye(len(near), dtype=np.float32)[token], near[token]
        else:
            both = near[:, token], np.eye(near.shape[1], dtype=np.float32)[token]
        top = max(float(near.max()), 1e-6)
        return both[0] / top, both[1] / top

    def _shade(self) -> None:
        if not self._views or not self._near.size:
            return
        marks: list[set[int]] = [set(), set()]
        if self._hover[1] != NOTHING:
            first, second, _ = self.link(*self._hover)
            marks = [{first}, {second}]
        for view, strength, pins in zip(self._views, self._strengths(), marks, strict=True):
            shade = Shade("hue", self._session.theme.of(view.modality))
            if isinstance(view, TimeView):
                view.set_lane_weights(view.modality, strength, shade)
                view.set_lane_marks(view.modality, frozenset(pins), NOTHING)
            else:
                view.set_weights(strength, shade)
                view.set_marks(pins, NOTHING)
        self._lines.update()

    def _upper_hovered(self, _modality: str, token: int) -> None:
        self._go(0, token)

    def _lower_hovered(self, _modality: str, token: int) -> None:
        self._go(1, token)

    def _go(self, side: int, token: int) -> None:
        if len(self._near) and token < self._near.shape[side] and (side, token) != self._hover:
            self._hover = (side, token)
            self._shade()
            self.hovered.emit(side, token)

    # --- lines ----------------------------------------------------------------------------

    def ends(self, first: int, second: int) -> tuple[QPointF, QPointF] | None:
        """Where a line begins and ends in this widget, None if a token has no place."""
        boxes = []
        for view, token in zip(self._views, (first, second), strict=True):
            box = view.rectangle(token)
            if box.isEmpty() or not np.isfinite([box.x(), box.y()]).all():
                return None
            boxes.append(QRectF(box.topLeft() + QPointF(view.pos()), box.size()))
        upper, lower = boxes
        begin = QPointF(upper.center().x(), upper.bottom())
        end = lower.center()
        if isinstance(self._views[1], TokenStrip | TimeView):
            end = QPointF(lower.center().x(), lower.top())
        if isinstance(self._views[0], PatchView):
            begin = upper.center()
        return begin, end

    def words(self) -> QRegion:
        """Where words stand in this widget: lines go behind them, or nobody can read them."""
        covered = QRegion()
        for view, count in zip(self._views, self._near.shape, strict=False):
            if isinstance(view, TokenStrip):
                for token in range(count):
                    box = view.rectangle(token).translated(QPointF(view.pos()))
                    covered = covered.united(QRegion(box.toAlignedRect()))
        return covered

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show):
            self._lines.setGeometry(self.rect())
            self._lines.raise_()
            self._lines.update()
        return super().eventFilter(watched, event)


class _Lines(QWidget):
    """Lies over both sides and lets the mouse through."""

    def __init__(self, owner: LinksView) -> None:
        super().__init__(owner)
        self._owner = owner
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        owner = self._owner
        if not owner.views:
            return
        theme = owner._session.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRegion(QRegion(self.rect()).subtracted(owner.words()))
        found = owner.links()
        top = max((value for _, _, value in found), default=1.0)
        for first, second, value in reversed(found):
            ends = owner.ends(first, second)
            if ends is None:
                continue
            begin, end = ends
            path = QPainterPath(begin)
            middle = (begin.y() + end.y()) / 2
            path.cubicTo(QPointF(begin.x(), middle), QPointF(end.x(), middle), end)
            share = max(0.0, value) / max(top, 1e-6)
            painter.setPen(QPen(QColor(theme.surface), 2.4 + 2.2 * share))
            painter.drawPath(path)
            painter.setPen(QPen(QColor(theme.of(owner.views[0].modality)), 0.8 + 2.0 * share))
            painter.drawPath(path)
            painter.setBrush(QColor(theme.of(owner.views[1].modality)))
            painter.setPen(QPen(QColor(theme.surface), 1))
            painter.drawEllipse(end, 3.2, 3.2)
            painter.setBrush(Qt.BrushStyle.NoBrush)
