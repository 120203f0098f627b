"""All runs on the open catalog side by side, with what differs between them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

from gui.session import Session

METRICS = ("recall@10", "recall@20", "ndcg@10", "ndcg@20")


class RunsTable(QTableWidget):
    """One row a run, newest first, then the baselines every run is judged against.

    Signals:
        chosen: the run (its summary) the user double-clicked or pressed Enter on.
    """

    chosen = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._runs: list[dict[str, Any]] = []
        self.setColumnCount(5 + len(METRICS))
        self.setHorizontalHeaderLabels(
            [
                self.tr("run"),
                self.tr("fusion"),
                self.tr("loss"),
                self.tr("epochs"),
                self.tr("state"),
                *METRICS,
            ]
        )
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().setVisible(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.setAccessibleName(self.tr("Runs"))
        self.itemActivated.connect(self._activated)

    def show_runs(self, runs: list[dict[str, Any]]) -> None:
        """Fill the table; the newest run's baselines come last."""
        self._runs = runs
        rows = [self._row(run) for run in runs]
        known = (run.get("summary", {}).get("baselines") for run in runs)
        baselines: dict[str, Any] = next((found for found in known if found), {})
        for name, metrics in baselines.items():
            rows.append([name, "", "", "", self.tr("baseline"), *_numbers(metrics)])
        self.setRowCount(len(rows))
        for i, row in enumerate(rows):
            for j, text in enumerate(row):
                item = QTableWidgetItem(text)
                if j >= 5:
                    item.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                self.setItem(i, j, item)
        self.resizeColumnsToContents()

    def _row(self, run: dict[str, Any]) -> list[str]:
        config = run.get("config", {})
        open_folder = (self._session.run or {}).get("folder")
        mark = "▶ " if run["folder"] == open_folder else ""
        return [
            mark + run["name"],
            config.get("fusion", {}).get("kind", ""),
            config.get("loss", {}).get("kind", ""),
            str(run.get("summary", {}).get("epochs", "")),
            self.tr(run.get("status", "")),
            *_numbers(run.get("summary", {}).get("test", {})),
        ]

    def _activated(self, item: QTableWidgetItem) -> None:
        if item.row() < len(self._runs):
            self.chosen.emit(self._runs[item.row()])


def _numbers(metrics: dict[str, Any]) -> list[str]:
    return [f"{metrics[name]:.4f}" if name in metrics else "–" for name in METRICS]
