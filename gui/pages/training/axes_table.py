"""What a search may change: ticked settings of the form, with ranges to edit."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTableWidgetItem

from core.errors import UserError
from core.training.config import TrainConfig
from core.training.run import layout
from core.training.search import searchspace
from core.training.search.searchspace import Axis
from gui.translation import told
from gui.widgets.tables.plain_table import Number, PlainTable

FIELD, NOW, VALUES, IMPORTANCE = range(4)
TICKED = ("learning_rate", "fusion.dropout", "embedding_l2")


class AxesTable(PlainTable):
    """One row a setting of the configuration.

    Signals:
        changed: other settings are ticked, or a range was edited.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("")
        self.setAccessibleName(self.tr("Settings to search"))
        self.set_columns(
            [self.tr("setting"), self.tr("now"), self.tr("try"), self.tr("importance")]
        )
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self._config = TrainConfig()
        self._axes: list[Axis] = []
        self.itemChanged.connect(self._edited)

    def show_config(self, config: TrainConfig) -> None:
        """Offer the settings of this configuration. Ticks and ranges of settings that stay are
        kept.
        """
        kept = {self._axes[row].field: self._typed(row) for row in range(self.rowCount())}
        ticked = set(self.ticked()) if kept else set(TICKED)
        self._config = config
        self._axes = searchspace.axes(config)
        known = {axis.field for axis in self._axes}
        flat = layout.flat(config.model_dump(mode="json"))
        self.blockSignals(True)
        rows = []
        for axis in self._axes:
            name = QTableWidgetItem(axis.field)
            name.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            on = axis.field in ticked & known
            name.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            now = QTableWidgetItem(str(flat[axis.field]))
            now.setFlags(Qt.ItemFlag.ItemIsEnabled)
            values = QTableWidgetItem(kept.get(axis.field, searchspace.as_text(axis)))
            values.setToolTip(self.tr("low:high, low:high:log, or a, b, c"))
            share = Number("", None)
            share.setFlags(Qt.ItemFlag.ItemIsEnabled)
            rows.append([name, now, values, share])
        self.show_rows(rows)
        self.blockSignals(False)
        self.changed.emit()

    def show_importance(self, shares: dict[str, float]) -> None:
        """Say how much each setting decided."""
        self.blockSignals(True)
        for row, axis in enumerate(self._axes):
            cell = self.item(row, IMPORTANCE)
            share = shares.get(axis.field)
            if cell is not None:
                cell.setText("" if share is None else f"{share:.0%} {'▮' * round(10 * share)}")
                cell.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.blockSignals(False)

    def ticked(self) -> list[str]:
        """Names of the settings to search."""
        return [axis.field for row, axis in enumerate(self._axes) if self._on(row)]

    def tick(self, fields: list[str]) -> None:
        """Search exactly these."""
        for row, axis in enumerate(self._axes):
            cell = self.item(row, FIELD)
            if cell is not None:
                on = axis.field in fields
                cell.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def entries(self) -> list[str]:
        """Ticked settings as the command line takes them."""
        return [
            f"{axis.field}={self._typed(row).replace(', ', ',')}"
            for row, axis in enumerate(self._axes)
            if self._on(row)
        ]

    def chosen(self) -> list[Axis]:
        """The axes to search.

        Raises:
            UserError: a range is not one, or nothing is ticked.

        """
        axes = [searchspace.parse(entry, self._config) for entry in self.entries()]
        searchspace.checked(axes, self._config)
        return axes

    def problem(self) -> str:
        """What is wrong with the choice, empty if nothing."""
        try:
            self.chosen()
        except UserError as error:
            return told(error.sentence)
        return ""

    def _on(self, row: int) -> bool:
        cell = self.item(row, FIELD)
        return cell is not None and cell.checkState() == Qt.CheckState.Checked

    def _typed(self, row: int) -> str:
        cell = self.item(row, VALUES)
        return cell.text().strip() if cell is not None else ""

    def _edited(self, _item: QTableWidgetItem) -> None:
        self.changed.emit()
