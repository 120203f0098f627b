"""Trials of a search: every one in a table, and how the best of them rose."""

from __future__ import annotations

from itertools import accumulate

import pyqtgraph as pg
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTableWidgetItem, QVBoxLayout, QWidget

from core.sheet import Sheet
from core.training.search.record import SearchRecord, Trial
from gui.session import Session
from gui.widgets.layout.basic import card, label
from gui.widgets.plots.export import export_button
from gui.widgets.plots.plotting import GRID_ALPHA, dress, name_axis
from gui.widgets.tables.plain_table import Number, PlainTable

MARKS = {"complete": "o", "pruned": "t", "running": "+", "fail": "x"}


class TrialsView(QSplitter):
    """Plot left, table right."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.search: SearchRecord | None = None
        frame, layout = card()
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Best so far"), "heading"))
        self.reading = label("", "muted")
        head.addWidget(self.reading, 1)
        self.plot = pg.PlotWidget()
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.plot.setFrameShape(self.plot.Shape.NoFrame)
        self.plot.setAccessibleName(self.tr("Best score so far against trials"))
        self.plot.showGrid(x=True, y=True, alpha=GRID_ALPHA)
        self.plot.getAxis("left").enableAutoSIPrefix(False)
        head.addWidget(export_button(self.plot, "search", session, self.csv))
        layout.addLayout(head)
        layout.addWidget(self.plot, 1)
        self.table = PlainTable(self.tr("Trials"))
        self.table.setSortingEnabled(True)
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.table)
        self.addWidget(frame)
        self.addWidget(holder)
        self.setSizes([400, 400])
        session.theme_changed.connect(self._draw)
        self._draw()

    def show_search(self, search: SearchRecord | None) -> None:
        """Show a search, or nothing."""
        self.search = search
        names = self._settings()
        states = {
            "complete": self.tr("complete"),
            "pruned": self.tr("ended early"),
            "running": self.tr("running"),
            "fail": self.tr("failed"),
            "waiting": self.tr("waiting"),
        }
        self.table.set_columns(
            [
                self.tr("trial"),
                self.tr("state"),
                search.metric if search else "",
                self.tr("epochs"),
                *(name.rpartition(".")[2] for name in names),
            ]
        )
        rows: list[list[str | QTableWidgetItem]] = []
        for trial in reversed(self.trials):
            best = " ★" if search and trial.number == search.best else ""
            score = trial.score
            shown = "-" if score is None else f"{score:.4f}"
            state = states.get(trial.state, trial.state)
            row: list[str | QTableWidgetItem] = [
                Number(f"{trial.number}{best}", trial.number),
                f"{state}: {trial.why}" if trial.why else state,
                Number(shown, score),
                Number(str(trial.epochs), trial.epochs),
            ]
            for name in names:
                value = trial.values.get(name)
                number = value if isinstance(value, int | float) else None
                text = f"{value:.3g}" if isinstance(value, float) else str(value)
                row.append(Number(text, number))
            rows.append(row)
        self.table.show_rows(rows)
        self._draw()

    @property
    def trials(self) -> tuple[Trial, ...]:
        """The trials shown."""
        return self.search.trials if self.search else ()

    def _settings(self) -> list[str]:
        """Names of the settings that were tried."""
        return list(dict.fromkeys(name for trial in self.trials for name in trial.values))

    def best_so_far(self) -> tuple[list[int], list[float]]:
        """Number of each finished trial, and the best score up to it."""
        done = [(t.number, t.score) for t in self.trials if t.state == "complete"]
        scores = (score for _, score in done if score is not None)
        return [number for number, _ in done], list(accumulate(scores, max))

    def _draw(self) -> None:
        theme = self._session.theme
        dress(self.plot, theme)
        self.plot.clear()
        name_axis(self.plot, "bottom", self.tr("trial"), color=theme.muted)
        name_axis(self.plot, "left", self.search.metric if self.search else "", color=theme.muted)
        self.plot.setVisible(bool(self.trials))
        xs, ys = self.best_so_far()
        self.reading.setText(f"{ys[-1]:.4f}" if ys else "")
        if ys:
            edges = [*xs, xs[-1] + 1]
            pen = pg.mkPen(theme.accent, width=2)
            self.plot.plot(edges, ys, stepMode="center", pen=pen)
        for state, mark in MARKS.items():
            scored = [t for t in self.trials if t.state == state and t.score is not None]
            colour = theme.accent if state == "complete" else theme.muted
            self.plot.plot(
                [trial.number for trial in scored],
                [trial.score for trial in scored],
                pen=None,
                symbol=mark,
                symbolSize=8,
                symbolBrush=colour,
                symbolPen=pg.mkPen(theme.surface),
            )

    def csv(self) -> str:
        """All trials as rows."""
        names = self._settings()
        sheet = Sheet(
            ["trial", "state", self.search.metric if self.search else "score", "epochs", *names]
        )
        for trial in self.trials:
            values = [trial.values.get(name, "") for name in names]
            head = [trial.number, trial.state, trial.score, trial.epochs]
            sheet.row([*head, *values])
        return sheet.text()
