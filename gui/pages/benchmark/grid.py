"""The grid of devices and workloads: what to measure, and what came out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from benchmarks.amounts import duration, quantity
from benchmarks.reading import TRAVELS, Sureness
from benchmarks.schema import Machine, Point
from benchmarks.workloads.base import Workload
from benchmarks.workloads.elsewhere import Elsewhere
from gui.pages.benchmark import spark
from gui.pages.benchmark.model import Cell
from gui.pages.benchmark.words import a_second, called, interval, sure, verdict
from gui.session import Session
from gui.translation import told

#: Pixels of a device's column, and of the names, at least.
COLUMN = 122
#: As large a batch as a device's column has room for.
_BATCH = 1024


class Grid(QTableWidget):
    """Rows are workloads, columns devices; the first column ticks what the next run measures.

    A cell holds the rate at the best batch, a line of its visits, and how sure it is.

    Signals:
        chosen: name of the workload whose row became current.
        ticked: the ticks changed.
    """

    chosen = Signal(str)
    ticked = Signal()

    def __init__(self, session: Session, workloads: Sequence[Workload]) -> None:
        super().__init__(len(workloads), 1)
        self._session = session
        # What cannot run here stands last.
        self._offered = sorted(workloads, key=lambda workload: bool(workload.missing))
        self.workloads = list(self._offered)
        #: What a run measures if nobody chooses; see `expect`.
        self.usual: list[str] = []
        self._devices: list[str] = []
        self._machine: Machine | None = None
        self._cells: dict[tuple[str, str], Cell] = {}
        self._filling = False
        self.setAccessibleName(self.tr("Workloads and devices"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setMinimumSectionSize(spark.height(self.font()))
        self._delegate = spark.RateDelegate(self)
        self._names = spark.NameDelegate(self)
        self.setItemDelegateForColumn(0, self._names)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(COLUMN)
        # Later: while columns are being laid out their widths are those of before.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._fit)
        self.horizontalHeader().sectionResized.connect(self._resized)
        self._name_rows()
        self.expect("quick")
        self.set_devices(["cpu"])
        self.currentCellChanged.connect(self._moved)
        self.itemChanged.connect(self._changed)
        session.theme_changed.connect(self._recolour)
        self.setCurrentCell(0, 0)

    def _name_rows(self) -> None:
        self._filling = True
        self.setRowCount(len(self.workloads))
        for row, workload in enumerate(self.workloads):
            item = QTableWidgetItem(told(workload.called))
            said = (
                workload.name,
                told(workload.title),
                workload.definition,
                told(workload.missing),
            )
            item.setToolTip("\n".join(filter(None, said)))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            if not isinstance(workload, Elsewhere):
                item.setCheckState(Qt.CheckState.Unchecked)
            if workload.missing:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
            self.setItem(row, 0, item)
        self._filling = False

    def hold(self, points: Sequence[Point]) -> None:
        """Rows for what a result measured that is not offered here, above all others."""
        known = {one.name for one in self._offered}
        others = {one.workload: Elsewhere.of(one) for one in points if one.workload not in known}
        if list(others) == [one.name for one in self.workloads if one.name not in known]:
            return
        ticked, current = self.checked(), self.current
        self.workloads = [*others.values(), *self._offered]
        self._name_rows()
        self.set_checked(ticked)
        self.choose(current)

    def expect(self, mode: str) -> None:
        """Tick what a run of this mode measures by itself, unless the person ticked otherwise."""
        chosen = self.checked() != self.usual
        here = [w for w in self.workloads if not w.missing and w.group != "distributed"]
        self.usual = [w.name for w in here if w.quick or mode != "quick"]
        if not chosen:
            self.set_checked(self.usual)

    def set_devices(self, devices: Sequence[str]) -> None:
        """Columns for these devices."""
        self._devices = list(devices)
        self.setColumnCount(1 + len(self._devices))
        head = QTableWidgetItem(self.tr("workload"))
        head.setToolTip(
            self.tr("Ticked workloads are measured; the current row's curves are shown.")
        )
        self.setHorizontalHeaderItem(0, head)
        for column, name in enumerate(self._devices, 1):
            shown, model = called(name, self._machine)
            head = QTableWidgetItem(shown)
            head.setToolTip(model)
            self.setHorizontalHeaderItem(column, head)
            self.setColumnWidth(column, self._width())
            self.setItemDelegateForColumn(column, self._delegate)
        self._write()

    def _width(self) -> int:
        """Pixels in which a rate's verdict and batch stand whole, in any language."""
        below = (self._below(how, _BATCH) for how in get_args(Sureness))
        return max(COLUMN, *(spark.width(self.font(), one) for one in below))

    def _below(self, how: Sureness | None, batch: int) -> str:
        """What stands below a rate."""
        placed = self.tr("batch {0}").format(batch)
        return f"{verdict(how)} · {placed}" if how else placed

    def show_cells(self, cells: Mapping[str, Cell], machine: Machine | None = None) -> None:
        """The best batch of each workload and device, by the items it does a second."""
        best: dict[tuple[str, str], Cell] = {}
        for one in cells.values():
            key = one.workload, one.axes.device
            before = best.get(key)
            if before is None or _rank(one) < _rank(before):
                best[key] = one
        self._cells = best
        devices = list(dict.fromkeys(["cpu", *(device for _name, device in best)]))
        if devices != self._devices or machine != self._machine:
            self._machine = machine
            self.set_devices(devices)
        else:
            self._write()

    def checked(self) -> list[str]:
        """Names of the ticked workloads."""
        return [
            workload.name
            for row, workload in enumerate(self.workloads)
            if self._item(row, 0).checkState() == Qt.CheckState.Checked
        ]

    def set_checked(self, names: Sequence[str]) -> None:
        """Tick exactly these."""
        for row, workload in enumerate(self.workloads):
            if not workload.missing:
                on = workload.name in names
                state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
                self._item(row, 0).setCheckState(state)

    @property
    def current(self) -> str:
        """Name of the current workload."""
        row = max(0, self.currentRow())
        return self.workloads[row].name if self.workloads else ""

    @property
    def workload(self) -> Workload | None:
        """The current one, the first that can run here where that cannot."""
        here = next((one for one in self.workloads if one.name == self.current), None)
        if here and not here.missing:
            return here
        return next((one for one in self.workloads if not one.missing), None)

    def choose(self, name: str) -> None:
        """Make a workload current."""
        for row, workload in enumerate(self.workloads):
            if workload.name == name:
                self.setCurrentCell(row, 0)

    def _item(self, row: int, column: int) -> QTableWidgetItem:
        item = self.item(row, column)
        assert item is not None
        return item

    def _resized(self, *_section: int) -> None:
        self._later.start()

    def _fit(self) -> None:
        """Rows as high as their names need."""
        self.resizeRowsToContents()

    def _write(self) -> None:
        self._filling = True
        for column in range(1, self.columnCount()):  # before anything was measured it is empty
            self.setColumnHidden(column, not self._cells)
        for row, workload in enumerate(self.workloads):
            for column, device in enumerate(self._devices, 1):
                item = QTableWidgetItem(self._text(workload, device))
                item.setToolTip(self._tip(workload, device))
                self._judge(item, self._cells.get((workload.name, device)))
                self.setItem(row, column, item)
        self._filling = False
        self._recolour()
        self._later.start()

    def _text(self, workload: Workload, device: str) -> str:
        one = self._cells.get((workload.name, device))
        if one is None:
            return "" if not workload.missing else "—"
        if one.rate is not None:
            text = self.tr("{0}/s").format(quantity(one.rate.value))
            text = f"≈ {text}" if one.unsure else text
            return f"⚑ {text}" if TRAVELS & set(one.flags) else text
        if one.latency is not None:
            return duration(one.latency.value)
        return {"oom": "× OOM", "failed": "✖", "skipped": "—", "stopped": "…"}.get(one.status, "")

    def _judge(self, item: QTableWidgetItem, one: Cell | None) -> None:
        """Below the rate how sure it is, beside it the rates it is the middle of."""
        if one is None or one.rate is None:
            return
        below = self._below(one.sureness if one.visits else None, one.axes.batch)
        item.setData(spark.BELOW, below)
        item.setData(spark.LINE, spark.relative(one.visits))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {below}")

    def _tip(self, workload: Workload, device: str) -> str:
        one = self._cells.get((workload.name, device))
        if one is None:
            return told(workload.missing)
        parts = [self.tr("batch {0}").format(one.axes.batch), told(one.reason)]
        if one.rate is not None:
            parts.append(a_second(one.rate.value, one.unit or workload.unit))
            parts.append(f"{interval(one.rate)}: {sure(one.sureness)}")
        if len(one.visits) > 1:
            line = self.tr(
                "the line: the rate of each of {0} visits, within ±{1} % of their median"
            )
            parts.append(line.format(len(one.visits), round(100 * spark.REACH)))
        parts += map(told, one.doubts)
        return "\n".join(part for part in parts if part)

    def _recolour(self) -> None:
        theme = self._session.theme
        self._filling = True
        # A style sheet on items takes the native indicator away.
        self.setStyleSheet(
            f"""QTableView::indicator {{ width: 12px; height: 12px; border-radius: 3px;
            border: 1px solid {theme.muted}; background: {theme.surface}; }}
            QTableView::indicator:checked {{ background: {theme.text};
            border-color: {theme.text}; }}
            QTableView::item {{ padding: 0 4px; }}"""
        )
        for row, workload in enumerate(self.workloads):
            here = isinstance(workload, Elsewhere) or not workload.missing
            colour = theme.text if here else theme.muted
            self._item(row, 0).setForeground(QBrush(QColor(colour)))
            for column, device in enumerate(self._devices, 1):
                one = self._cells.get((workload.name, device))
                item = self.item(row, column)
                if item is None:
                    continue
                shade = theme.muted
                if one is not None:
                    shade = theme.warning if one.unsure else theme.text
                    shade = theme.bad if one.status in ("oom", "failed") else shade
                item.setForeground(QBrush(QColor(shade)))
        self._filling = False

    def _moved(self, row: int, _column: int, before: int, _before_column: int) -> None:
        if row != before and 0 <= row < len(self.workloads):
            self.chosen.emit(self.workloads[row].name)

    def _changed(self, item: QTableWidgetItem) -> None:
        if item.column() == 0 and not self._filling:
            self.ticked.emit()


def _rank(one: Cell) -> tuple[bool, float, bool, bool, int]:
    axes = one.axes
    rate = one.rate.value if one.rate else 0.0
    return one.latency is None, -rate, axes.dtype != "fp32", axes.compile, axes.batch
