"""A second item, one's own words and files, or a second run: side by side, or their difference."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from core.contracts.own import Own
from core.contracts.question import Nothing
from core.contracts.training import RUNS, Runs
from core.training.run.record import Run
from core.worker.messages import Failed
from gui.pages.attention.display import Display
from gui.pages.attention.map_slice import Focus
from gui.pages.attention.own_panel import OwnPanel
from gui.pages.attention.view import ItemView
from gui.session import Session
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.items.item_bar import ItemBar

#: In place of a run: one's own words and files.
OWN = "own"


class Comparison(QObject):
    """The controls of a comparison, and the view beside the page's own.

    Attributes:
        button: begins and ends it.
        own_button: begins it with one's own words and files.
        widgets: with whom, and how; for a row of controls.

    Signals:
        beside: whether a second view stands beside the first.
        pair_chosen, refused: of the second view.
    """

    beside = Signal(bool)
    pair_chosen = Signal(object)
    refused = Signal(object)

    def __init__(self, session: Session, view: ItemView, place: QSplitter) -> None:
        super().__init__(view)
        self._session, self._view, self._place = session, view, place
        self._rows: CatalogRows | None = None
        self._user: int | None = None
        self.button = QPushButton(self.tr("Compare"))
        self.button.setCheckable(True)
        self.button.setToolTip(self.tr("A second item or a second run, under the same map"))
        self.own_button = QPushButton(self.tr("Try your own"))
        self.own_button.setToolTip(
            self.tr("Change a word, drop or paste a picture or a sound: maps and place follow")
        )
        self.what = QComboBox()
        self.what.setAccessibleName(self.tr("What to compare with"))
        self.what.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.difference = QCheckBox(self.tr("Difference"))
        self.difference.setToolTip(
            self.tr("How much more the open run attends to each token than the other")
        )
        self.widgets: tuple[QWidget, ...] = (self.what, self.difference)
        self.second = ItemView(session)
        self.second.set_narrow(True)
        self.bar = ItemBar()
        self.holder = QWidget()
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.bar)
        self.own = OwnPanel(session)
        column.addWidget(self.own)
        column.addWidget(self.second, 1)
        place.addWidget(self.holder)
        self.holder.hide()
        self._offer([])
        self.bar.chosen.connect(self._chosen)
        self.button.toggled.connect(self._toggled)
        self.own_button.clicked.connect(self.try_own)
        self.own.changed.connect(self._own_changed)
        self.what.currentIndexChanged.connect(self._changed)
        self.difference.toggled.connect(self._changed)
        self.second.pair_chosen.connect(self.pair_chosen)
        self.second.refused.connect(self._second_refused)
        self.second.arrived.connect(self._arrived)
        self.second.pin_moved.connect(self._pin_first)
        view.pin_moved.connect(self._pin_second)
        view.arrived.connect(self._offer_own)
        self._changed()

    @property
    def run(self) -> str | None:
        """Folder of the run compared with; None for another item of the open run."""
        chosen = self.what.currentData()
        return str(chosen) if chosen not in (None, OWN) and self.button.isChecked() else None

    @property
    def owned(self) -> bool:
        """Whether one's own words and files stand beside."""
        return self.button.isChecked() and self.what.currentData() == OWN

    def try_own(self) -> None:
        """Begin with what the item has, to be changed."""
        self.what.setCurrentIndex(self.what.findData(OWN))
        self.button.setChecked(True)

    def set_rows(self, rows: CatalogRows | None) -> None:
        """Another catalog."""
        self._rows = rows
        self.button.setChecked(False)
        self.second.set_rows(rows)
        self.bar.set_rows(rows)
        self.own.set_rows(rows)

    def set_display(self, display: Display) -> None:
        """The map of both."""
        self.second.set_display(display)

    def follow(self, user: int | None) -> None:
        """The first view shows another item, or for another user."""
        self._user = user
        row = self._view.row
        if self.owned and row is not None:
            if row == self.second.row:
                self.own.set_user(user)
            else:
                self._show(row)
        elif self.run is not None and row is not None:
            self._show(row)
        elif self.button.isChecked() and self.second.row is not None:
            self._show(self.second.row)

    def forget(self) -> None:
        """Ask again next time."""
        self.second.forget()
        self.own.forget()
        self._view.set_against(None)

    def _offer(self, runs: Sequence[Run]) -> None:
        kept = self.what.currentData()
        self.what.blockSignals(True)
        self.what.clear()
        self.what.addItem(self.tr("another item"), None)
        self.what.addItem(self.tr("your own words and files"), OWN)
        mine = self._session.run.folder if self._session.run else None
        for run in runs:
            looks = run.config is not None and run.config.fusion.kind == "transformer"
            if run.folder != mine and looks and run.summary:
                self.what.addItem(self.tr("run {0}").format(run.name), run.folder)
        self.what.setCurrentIndex(max(0, self.what.findData(kept)))
        self.what.blockSignals(False)

    def _on_runs(self, answer: Runs) -> None:
        self._offer(answer.runs)

    def _toggled(self, on: bool) -> None:
        if on:
            self._session.ask(RUNS, Nothing(), self._on_runs)
        self._changed()

    def _changed(self, _value: object = None) -> None:
        on, run = self.button.isChecked(), self.run
        self.what.setVisible(on)
        self.difference.setVisible(run is not None)
        beside = on and not (run is not None and self.difference.isChecked())
        self.holder.setVisible(beside)
        self.bar.setVisible(run is None and not self.owned)
        self.own.setVisible(self.owned)
        self.second.title.setVisible(run is not None)
        self._view.set_against(None)
        self.beside.emit(beside)
        if beside:
            half = max(1, self._place.width() // 2)
            self._place.setSizes([half, half])
        if run != self.second.run:
            self.second.run = run
            self.second.forget()
        if on and self._rows is not None:
            here = self._view.row or 0
            same = run is not None or self.owned
            self._show(here if same else (here + 1) % self._rows.items)
            self._arrived()

    def _chosen(self, row: int) -> None:
        self._show(row)

    def _offer_own(self) -> None:
        self.own.offer(self._view.facts)

    def _own_changed(self, own: Own | None) -> None:
        if self._view.row is not None:
            self.second.show_item(self._view.row, self._user, own)

    def _second_refused(self, message: Failed) -> None:
        if self.owned:
            self.own.refuse(message)
        else:
            self.refused.emit(message)

    def _show(self, row: int) -> None:
        self.bar.set_row(row)
        if self.owned:
            self.own.take(row, self._user, self._view.facts)
            return
        self.second.show_item(row, self._user)
        if self.run is not None:
            self.second.title.setText(self.what.currentText())

    def _pin_first(self, focus: Focus) -> None:
        if self._same_item:
            self._view.set_pin(focus)

    def _pin_second(self, focus: Focus) -> None:
        if self._same_item:
            self.second.set_pin(focus)

    @property
    def _same_item(self) -> bool:
        """Whether both views show the tokens of one item, so that one pin means both."""
        mine, other = self._view.maps, self.second.maps
        if (self.run is None and not self.owned) or mine is None or other is None:
            return False
        counts = [{name: maps.count(name) for name in maps.modalities} for maps in (mine, other)]
        return self.second.row == self._view.row and counts[0] == counts[1]

    def _arrived(self) -> None:
        run, maps = self.run, self.second.maps
        self._pin_second(self._view.pin)
        same = self.second.row == self._view.row
        if run is not None and self.difference.isChecked() and maps is not None and same:
            self._view.set_against(maps, self.tr("run {0}").format(Path(run).name))
