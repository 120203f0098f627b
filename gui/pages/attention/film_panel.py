"""The training film: how masses and pointing grew, and the maps of one item epoch by epoch."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QSlider, QVBoxLayout, QWidget

from core.contracts.attention import FILM, FRAME, FilmAnswer, FilmedEpoch, FrameParams, MapsAnswer
from core.contracts.question import Nothing
from core.sheet import Sheet
from core.worker.messages import Failed
from gui.pages.attention import origin
from gui.session import Session
from gui.widgets.items.painting import glyph
from gui.widgets.layout.basic import label
from gui.widgets.plots.export import export_button
from gui.widgets.plots.plotting import dress, name_axis

#: Milliseconds a frame stands when the film plays.
FRAME_MS = 450
#: Less is no plot, in pixels; from this width on the words stand beside it.
PLOT_HEIGHT = 110
SIDE_BY_SIDE = 560


class FilmPanel(QWidget):
    """Curves over the epochs with a scrub bar below.

    Signals:
        frame_shown: the MapsAnswer of an epoch, or None when the film is left.
        item_wanted: row of the filmed item, which is not the one on screen.
    """

    frame_shown = Signal(object)
    item_wanted = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._epochs: tuple[FilmedEpoch, ...] = ()
        self.origin: origin.Origin = origin.unknown
        self._asked = False
        self._row: int | None = None
        self.watch = QPushButton(self.tr("Watch the film"))
        self.watch.setCheckable(True)
        self.watch.setToolTip(self.tr("Shows the filmed item's maps as they were after an epoch."))
        self.play = QPushButton(self.tr("Play"))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(self.tr("Epoch"))
        self.slider.setPageStep(1)
        self.said = label(self._invitation(), "muted", wrap=True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.plot = pg.PlotWidget()
        self.plot.setMenuEnabled(False)
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.hideButtons()
        name_axis(self.plot, "bottom", self.tr("epoch"))
        name_axis(self.plot, "left", "%")
        self.plot.setAccessibleName(self.tr("Share of the item vector and hits by epoch"))
        self.plot.setMinimumHeight(PLOT_HEIGHT)
        self.mark = pg.InfiniteLine(1)
        buttons = QHBoxLayout()
        for widget in (self.watch, self.play):
            buttons.addWidget(widget)
        buttons.addWidget(self.slider, 1)
        buttons.addWidget(export_button(self.plot, "film", session, self.csv))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 4, 0, 0)
        outer.setSpacing(6)
        outer.addLayout(buttons)
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below.addWidget(self.said, 2)
        self._below.addWidget(self.plot, 3)
        outer.addLayout(self._below, 1)
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._next)
        self.watch.toggled.connect(self._toggled)
        self.play.clicked.connect(self._play)
        self.slider.valueChanged.connect(self._scrubbed)
        session.theme_changed.connect(self._draw)
        self._enable()
        self._draw()

    def _invitation(self) -> str:
        return self.tr("Every run keeps what it looked at after each epoch: watch it learn.")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where both have room; else the page scrolls, and no column of it."""
        roomy = self.width() >= SIDE_BY_SIDE
        way = QBoxLayout.Direction
        self._below.setDirection(way.LeftToRight if roomy else way.TopToBottom)
        super().resizeEvent(event)

    # --- state ----------------------------------------------------------------------------

    def forget(self) -> None:
        """Another run."""
        self._epochs, self._asked = (), False
        self.watch.setChecked(False)
        self.said.setText(self._invitation())
        self._enable()
        self._draw()

    def set_row(self, row: int | None) -> None:
        """The item on screen changed: the film, if it ran, is left."""
        self._row = row
        if self._epochs and row != self._epochs[0].item:
            self.watch.setChecked(False)

    def load(self) -> None:
        """Ask for the film unless it is here."""
        if not self._asked:
            self._asked = True
            self._session.ask(FILM, Nothing(), self._on_film, self._refuse)

    def _on_film(self, answer: FilmAnswer) -> None:
        self._epochs = answer.epochs
        self.slider.blockSignals(True)
        self.slider.setRange(1, len(self._epochs))
        self.slider.setValue(len(self._epochs))
        self.slider.blockSignals(False)
        self._enable()
        self._draw()

    def _refuse(self, message: Failed) -> None:
        self._timer.stop()
        self.watch.setChecked(False)
        self.said.setText(f"{message.message} {message.remedy}")

    def _enable(self) -> None:
        self.watch.setEnabled(bool(self._epochs))
        for widget in (self.play, self.slider):
            widget.setEnabled(self.watch.isChecked() and len(self._epochs) > 1)

    # --- watching -------------------------------------------------------------------------

    def _toggled(self, on: bool) -> None:
        self._enable()
        if not on:
            self._timer.stop()
            self.frame_shown.emit(None)
            self._draw()
            return
        if self._epochs[0].item != self._row:
            self.item_wanted.emit(self._epochs[0].item)
        self._scrubbed(self.slider.value())

    def _play(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            return
        if self.slider.value() == self.slider.maximum():
            self.slider.setValue(1)
        self._timer.start()

    def _next(self) -> None:
        if self.slider.value() >= self.slider.maximum():
            self._timer.stop()
        else:
            self.slider.setValue(self.slider.value() + 1)

    def _scrubbed(self, number: int) -> None:
        self._describe()
        if self.watch.isChecked():
            params = FrameParams(epoch=self._epochs[number - 1].epoch)
            self._session.ask(FRAME, params, self._on_frame, self._refuse)

    def _on_frame(self, answer: MapsAnswer) -> None:
        if self.watch.isChecked():
            self.frame_shown.emit(answer)

    # --- drawing --------------------------------------------------------------------------

    def _describe(self) -> None:
        if not self._epochs:
            return
        now = self._epochs[self.slider.value() - 1]
        self.mark.setValue(now.epoch)
        masses = ", ".join(
            f"{glyph(name)} {share:.0%}"
            for name, share in zip(now.modalities, now.mass[-1], strict=True)
        )
        before = {
            -1: self.tr("Before grounding: weights as they were drawn."),
            0: self.tr("Grounded by what occurs together, not trained yet."),
        }
        epoch = self.tr("Epoch {0} of {1}.").format(now.epoch, self._epochs[-1].epoch)
        parts = [
            before.get(now.epoch, epoch),
            self.tr("Solid: the item vector reads {0}.").format(masses),
        ]
        hits = ", ".join(
            f"{glyph(point.query)} → {glyph(point.key)} {point.rate:.0%} ({point.chance:.0%})"
            for point in now.points
        )
        if hits:
            parts.append(self.tr("Dashed: hits of the pointing game (chance): {0}.").format(hits))
        self.said.setText(" ".join(parts))

    def _draw(self) -> None:
        theme = self._session.theme
        dress(self.plot, theme)
        self.plot.clear()
        self.plot.setVisible(bool(self._epochs))
        if not self._epochs:
            return
        x = [one.epoch for one in self._epochs]
        for number, name in enumerate(self._epochs[0].modalities):
            y = [100 * one.mass[-1][number] for one in self._epochs]
            self.plot.plot(x, y, pen=pg.mkPen(theme.of(name), width=2))
        for number, point in enumerate(self._epochs[0].points):
            y = [100 * one.points[number].rate for one in self._epochs]
            pen = pg.mkPen(theme.of(point.query), width=1.6, style=Qt.PenStyle.DashLine)
            self.plot.plot(x, y, pen=pen)
        self.plot.setYRange(0, 100)
        self.mark.setPen(pg.mkPen(theme.text, width=1))
        self.plot.addItem(self.mark)
        self._describe()

    def csv(self) -> str:
        """One row an epoch."""
        sheet = Sheet()
        if self._epochs:
            first = self._epochs[0]
            pairs = [f"hits_{point.query}_{point.key}" for point in first.points]
            sheet.row(
                [*origin.COLUMNS, "epoch", *(f"mass_{name}" for name in first.modalities), *pairs]
            )
            for one in self._epochs:
                sheet.row(
                    [
                        *self.origin(),
                        one.epoch,
                        *one.mass[-1],
                        *(point.rate for point in one.points),
                    ]
                )
        return sheet.text()
