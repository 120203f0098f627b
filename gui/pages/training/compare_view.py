"""Two runs or more: what was set differently, what came of it, and whether the users can tell."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QTableWidgetItem, QTabWidget, QVBoxLayout, QWidget

from gui.pages.training.curves import Curves
from gui.session import Session
from gui.widgets.layout.basic import label
from gui.widgets.tables.plain_table import Number, PlainTable


class CompareView(QWidget):
    """Metric differences, settings, and curves over each other."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._told: dict[str, Any] = {}
        self._titles: dict[str, str] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        self.sentence = label("", "muted", wrap=True)
        layout.addWidget(self.sentence)
        self.metrics = PlainTable(self.tr("Differences of metrics"))
        self.settings = PlainTable(self.tr("Differences of settings"))
        self.curves = Curves(session)
        tabs = QTabWidget()
        tabs.addTab(self.metrics, self.tr("Metrics"))
        tabs.addTab(self.settings, self.tr("Settings"))
        tabs.addTab(self.curves, self.tr("Curves"))
        layout.addWidget(tabs, 1)
        session.theme_changed.connect(self._fill)

    def expect(self, runs: list[dict[str, Any]]) -> None:
        """These runs were chosen; the answers are on their way."""
        self._told = {}
        self._titles = {run["folder"]: run["title"] or run["name"] for run in runs}
        self.sentence.setText(self.tr("Ranking for every user ..."))
        self.metrics.setRowCount(0)
        self.settings.setRowCount(0)
        self.curves.clear(max(runs[0].get("config", {}).get("ks", [20])))

    def refuse(self, sentence: str) -> None:
        """Say why there is no comparison of metrics."""
        self.sentence.setText(sentence)

    def show_curves(self, result: dict[str, Any], arrays: dict[str, np.ndarray]) -> None:
        """Take the answer to "training.curves"."""
        for number, series in enumerate(result["series"]):
            title = self._titles.get(series["run"])
            if title is not None:
                xs, ys = arrays[f"x{number}"].tolist(), arrays[f"y{number}"].tolist()
                self.curves.add_series(title, series["name"], xs, ys)

    def show_comparison(self, told: dict[str, Any]) -> None:
        """Take the answer to "training.compare"."""
        self._told = told
        self._fill()

    def _fill(self) -> None:
        told = self._told
        if not told:
            return
        titles = [self._titles.get(folder, folder) for folder in told["folders"]]
        self.sentence.setText(
            self.tr(
                "Against {0}, on the same {1} users: intervals from 2,000 paired bootstrap draws "
                "that hold all together with {2}. They compare these models; another seed would "
                "give other models."
            ).format(titles[0], f"{told['users']:,}", f"{100 * told['level']:.4g} %")
        )
        self.settings.set_columns([self.tr("setting"), *titles])
        rows = [
            [name, *("-" if value is None else str(value) for value in values)]
            for name, values in told["settings"].items()
        ]
        self.settings.show_rows(rows or [[self.tr("no difference"), *("" for _ in titles)]])
        columns = [self.tr("metric"), titles[0]]
        for title in titles[1:]:
            columns += [title, self.tr("difference"), self.tr("interval"), self.tr("verdict")]
        self.metrics.set_columns(columns)
        self.metrics.show_rows([self._row(at, name) for at, name in enumerate(told["metrics"])])

    def _row(self, at: int, name: str) -> list[str | QTableWidgetItem]:
        theme, told = self._session.theme, self._told
        verdicts = {
            "better": (self.tr("▲ better"), theme.good),
            "worse": (self.tr("▼ worse"), theme.bad),
            "undecided": (self.tr("≈ cannot tell"), theme.muted),
        }
        value = told["values"][0][at]
        row: list[str | QTableWidgetItem] = [name, Number(f"{value:.4f}", value)]
        for values, differences in zip(told["values"][1:], told["differences"], strict=True):
            one = differences[at]
            text, colour = verdicts[one["verdict"]]
            verdict = QTableWidgetItem(text)
            verdict.setForeground(QColor(colour))
            row += [
                Number(f"{values[at]:.4f}", values[at]),
                Number(f"{one['mean']:+.4f}", one["mean"]),
                f"[{one['low']:+.4f}, {one['high']:+.4f}]",
                verdict,
            ]
        return row
