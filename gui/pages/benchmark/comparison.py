"""Two results side by side: identity cards, verdicts, and what has no partner."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from benchmarks import summary
from benchmarks.amounts import duration
from benchmarks.compare import VERDICTS, Report, identity
from benchmarks.reading import CALLS
from benchmarks.schema import Point
from benchmarks.statistics import Quantity
from gui.pages.benchmark import model
from gui.pages.benchmark.folding import Table, Told
from gui.pages.benchmark.nothing import Nothing
from gui.pages.benchmark.words import described, interval, names, titled
from gui.session import Session
from gui.translation import told
from gui.widgets.layout.basic import label
from gui.widgets.layout.scrolled import Scrolled

_ROLE = {"faster": "good", "slower": "bad", "same": "muted", "inconclusive": "warning"}


class Comparison(QWidget):
    """The shown result against another one, from this machine or not.

    Signals:
        wanted: the user wants to choose the other file.
    """

    wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        top = QHBoxLayout()
        self.sentence = label("", "muted", wrap=True)
        top.addWidget(self.sentence, 1)
        self.choose = QPushButton(self.tr("Compare with ..."))
        self.choose.clicked.connect(self.wanted)
        top.addWidget(self.choose)
        layout.addLayout(top)
        self._scroll = Scrolled()
        layout.addWidget(self._scroll, 1)
        inside = self._scroll.inner
        self._facts = {
            "processor": self.tr("processor"),
            "cores": self.tr("cores"),
            "memory": self.tr("memory"),
            "device": self.tr("device"),
            "system": self.tr("system"),
            "power plan": self.tr("power plan"),
        }
        self.machines = Table(
            session,
            self.tr("Baseline and candidate"),
            ["", self.tr("baseline"), self.tr("candidate")],
            0,
            whole=True,
        )
        inside.addWidget(self.machines)
        self.table = Table(
            session,
            self.tr("Verdicts"),
            [
                self.tr("workload"),
                self.tr("place"),
                self.tr("baseline"),
                self.tr("candidate"),
                self.tr("verdict"),
                self.tr("reason"),
            ],
            0,
            whole=True,
        )
        inside.addWidget(self.table)
        self.unmatched_title = label(self.tr("Not compared"), "heading")
        inside.addWidget(self.unmatched_title)
        self.unmatched = Table(
            session,
            self.tr("Not compared"),
            [self.tr("workload"), self.tr("place"), self.tr("why")],
            0,
            whole=True,
        )
        inside.addWidget(self.unmatched)
        inside.addStretch(1)
        self.nothing = Nothing(
            self.tr(
                "Compare with a result of this or another machine. Only equal workloads at equal "
                "places of the grid are judged; everything else is listed."
            ),
            self.tr("Compare with ..."),
        )
        self.nothing.wanted.connect(self.wanted)
        layout.addWidget(self.nothing, 1)
        self.report: Report | None = None
        self._show_parts(False)

    def _show_parts(self, shown: bool) -> None:
        for part in (self.sentence, self.choose, self._scroll):
            part.setVisible(shown)
        self.nothing.setVisible(not shown)

    def show_report(self, report: Report | None) -> None:
        """Show a comparison, or that there is none."""
        self.report = report
        self._show_parts(report is not None)
        if report is None:
            return
        self.sentence.setText(" ".join(map(told, (report.conclusion, *report.warnings))))
        self._fill_machines(report)
        points = (*report.baseline.points, *report.candidate.points)
        common = model.common_sizes(points)
        rows = []
        called = names()
        for row in report.rows:
            axes = row.baseline.axes
            found = row.comparison
            why = told(found.reason)
            rows.append(
                [
                    (
                        called.get(row.baseline.workload, told(row.baseline.title)),
                        "",
                        described(row.baseline),
                    ),
                    (
                        self.tr("{0} · batch {1}").format(
                            model.place(axes, common[row.baseline.workload]), axes.batch
                        ),
                        "",
                        model.place(axes),
                    ),
                    self._time(row.baseline, row.quantity),
                    self._time(row.candidate, row.quantity),
                    (told(VERDICTS[found.verdict]), _ROLE[found.verdict], why),
                    (why, "muted", ""),
                ]
            )
        self.table.fill(rows)
        left = []
        for one in report.unmatched:
            place = model.place(one.point.axes, common[one.point.workload])
            where = self.tr("{0} · batch {1}").format(place, one.point.axes.batch)
            left.append(
                [
                    (
                        called.get(one.point.workload, told(one.point.title)),
                        "",
                        described(one.point),
                    ),
                    (where, "", model.place(one.point.axes)),
                    (told(one.reason), "muted", ""),
                ]
            )
        self.unmatched.fill(left)
        self.unmatched.setVisible(bool(left))
        self.unmatched_title.setVisible(bool(left))

    @staticmethod
    def _time(point: Point, quantity: Quantity) -> Told:
        """The time that was compared, and which of a call's it is."""
        found = summary.seconds(point, quantity)
        if found is None:
            return "", "", ""
        return f"{duration(found.value)} {interval(found)}\n{told(CALLS[quantity])}", "", ""

    def _fill_machines(self, report: Report) -> None:
        """What was measured where; of the machines what differs."""
        both = report.baseline, report.candidate
        titles = ((titled(one), "", one.id) for one in both)
        rows: list[list[Told]] = [[(self.tr("result"), "muted", ""), *titles]]
        differ = {name for name, _a, _b in report.machines}
        first, second = (identity(one.machine) for one in both)
        for name in {**first, **second}:
            if name in differ or name in ("processor", "cores", "memory"):
                role = "warning" if name in differ else ""
                values = ((told(facts.get(name, "")), role, "") for facts in (first, second))
                rows.append([(self._facts.get(name, name), "muted", ""), *values])
        self.machines.fill(rows)
