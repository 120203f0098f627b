"""Two runs or more: what was set differently, what came of it, and whether the users can tell."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QTableWidgetItem, QTabWidget, QVBoxLayout, QWidget

from core.contracts.training import ComparedRuns
from core.contracts.training import Curves as MetricCurves
from core.training.run.record import Run
from gui.pages.training.curves import Curves
from gui.session import Session
from gui.widgets.layout.basic import label
from gui.widgets.tables.plain_table import Number, PlainTable


class CompareView(QWidget):
    """Metric differences, settings, and curves over each other."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._compared: ComparedRuns | None = None
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

    def expect(self, runs: Sequence[Run]) -> None:
        """These runs were chosen; the answers are on their way."""
        self._compared = None
        self._titles = {run.folder: run.title or run.name for run in runs}
        self.sentence.setText(self.tr("Ranking for every user ..."))
        self.metrics.setRowCount(0)
        self.settings.setRowCount(0)
        self.curves.clear(max(runs[0].config.ks) if runs[0].config else 20)

    def refuse(self, sentence: str) -> None:
        """Say why there is no comparison of metrics."""
        self.sentence.setText(sentence)

    def show_curves(self, curves: MetricCurves) -> None:
        """Draw the curves of the runs over each other."""
        for series in curves.series:
            title = self._titles.get(series.run)
            if title is not None:
                xs, ys = series.epochs.tolist(), series.values.tolist()
                self.curves.add_series(title, series.name, xs, ys)

    def show_comparison(self, compared: ComparedRuns) -> None:
        """Show how the runs differ."""
        self._compared = compared
        self._fill()

    def _fill(self) -> None:
        compared = self._compared
        if compared is None:
            return
        titles = [self._titles.get(folder, folder) for folder in compared.folders]
        self.sentence.setText(
            self.tr(
                "Against {0}, on the same {1} users: intervals from 2,000 paired bootstrap draws "
                "that hold all together with {2}. They compare these models; another seed would "
                "give other models."
            ).format(titles[0], f"{compared.users:,}", f"{100 * compared.level:.4g} %")
        )
        self.settings.set_columns([self.tr("setting"), *titles])
        rows = [
            [name, *("-" if value is None else str(value) for value in values)]
            for name, values in compared.settings.items()
        ]
        self.settings.show_rows(rows or [[self.tr("no difference"), *("" for _ in titles)]])
        columns = [self.tr("metric"), titles[0]]
        for title in titles[1:]:
            columns += [title, self.tr("difference"), self.tr("interval"), self.tr("verdict")]
        self.metrics.set_columns(columns)
        self.metrics.show_rows(
            [self._row(compared, at, name) for at, name in enumerate(compared.metrics)]
        )

    def _row(self, compared: ComparedRuns, at: int, name: str) -> list[str | QTableWidgetItem]:
        theme = self._session.theme
        verdicts = {
            "better": (self.tr("▲ better"), theme.good),
            "worse": (self.tr("▼ worse"), theme.bad),
            "undecided": (self.tr("≈ cannot tell"), theme.muted),
        }
        value = compared.values[0][at]
        row: list[str | QTableWidgetItem] = [name, Number(f"{value:.4f}", value)]
        for values, differences in zip(compared.values[1:], compared.differences, strict=True):
            one = differences[at]
            text, colour = verdicts[one.verdict]
            verdict = QTableWidgetItem(text)
            verdict.setForeground(QColor(colour))
            row += [
                Number(f"{values[at]:.4f}", values[at]),
                Number(f"{one.mean:+.4f}", one.mean),
                f"[{one.low:+.4f}, {one.high:+.4f}]",
                verdict,
            ]
        return row
