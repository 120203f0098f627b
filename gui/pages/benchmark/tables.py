"""Tables of the page: all numbers, and parity beside speed."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from benchmarks.amounts import duration, peak_memory
from gui.pages.benchmark import model
from gui.pages.benchmark.folding import Table
from gui.pages.benchmark.model import Digest
from gui.pages.benchmark.nothing import Nothing
from gui.pages.benchmark.words import a_second, described, names, sure, verdict
from gui.pages.benchmark.words import state as ended
from gui.session import Session
from gui.translation import told


class Numbers(Table):
    """Every point of a result, those that failed included."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            "",
            [
                self.tr("workload"),
                self.tr("place"),
                self.tr("throughput"),
                self.tr("interval"),
                self.tr("state"),
                self.tr("latency"),
                self.tr("memory"),
            ],
            0,
        )
        self.setAccessibleName(self.tr("All numbers"))
        self._names: dict[str, str] = {}

    def show_digest(self, digest: Digest) -> None:
        """Show a result."""
        common = model.common_sizes(digest.result.points)
        points = digest.result.points
        self._names = names()
        self.fill([self._row(digest, point.key, common[point.workload]) for point in points])

    def _row(self, digest: Digest, key: str, common: dict[str, int]) -> list[tuple[str, str, str]]:
        point, cell = digest.result.by_key[key], digest.cells[key]
        place = self.tr("{0} · batch {1}").format(model.marked(point, common), point.axes.batch)
        state, role, tip = self.tr("measured"), "good", ""
        if point.status != "ok":
            state, role, tip = (
                f"{ended(point.status)}: {told(point.reason)}",
                "warning",
                told(point.reason),
            )
            role = "bad" if point.status in ("failed", "oom") else "muted"
        else:
            state, role = verdict(cell.sureness), "warning" if cell.unsure else "good"
            tip = "\n".join((sure(cell.sureness), *map(told, cell.doubts)))
        note = self.tr(
            "Peak beyond what was in use before. On the CPU a lower bound: memory that an earlier "
            "point gave back is used again."
        )
        return [
            (self._names.get(point.workload, told(point.title)), "", described(point)),
            (place, "", model.place(point.axes)),
            (a_second(cell.rate.value, point.unit) if cell.rate else "", "", ""),
            (model.noise_line(cell), "warning" if cell.unsure else "muted", ""),
            (state, role, tip),
            (duration(cell.latency.value) if cell.latency else "", "", ""),
            (peak_memory(point), "muted", note if peak_memory(point) else ""),
        ]


class NumbersView(QWidget):
    """The table, or what fills it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        self.table = Numbers(session)
        layout.addWidget(self.table, 1)
        self.nothing = Nothing(
            self.tr("Every number of a result. No result is open: measure what is ticked."),
            self.tr("Measure"),
        )
        layout.addWidget(self.nothing, 1)
        self.table.hide()

    def show_digest(self, digest: Digest) -> None:
        """Show a result."""
        self.table.show_digest(digest)
        self.table.show()
        self.nothing.hide()


class ParityTable(Table):
    """Is the faster one still right? Outputs against the plain CPU, beside the speed-up."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            "",
            [
                self.tr("workload"),
                self.tr("place"),
                self.tr("speed-up"),
                self.tr("max |Δ|"),
                self.tr("of max |x|"),
                self.tr("rank changes"),
                self.tr("judgement"),
            ],
            0,
        )
        self.setAccessibleName(self.tr("Parity beside speed"))

    def show_digest(self, digest: Digest) -> int:
        """Show a result. Returns how many points were compared."""
        bars = {bar.point.key: bar for found in digest.speedups.values() for bar in found}
        common = model.common_sizes(digest.result.points)
        rows = []
        called = names()
        for point in digest.result.points:
            agreed = point.parity
            if agreed is None:
                continue
            bar = bars.get(point.key)
            speed = f"{bar.comparison.speedup.value:.2f}×" if bar else ""
            relative = agreed.max_abs_delta / agreed.scale if agreed.scale else 0.0
            ranks = "" if agreed.rank_changes is None else f"{agreed.rank_changes} / {agreed.rows}"
            fine = self.tr("rounding explains it")
            wrong = self.tr("the outputs differ")
            shown = model.marked(point, common[point.workload])
            place = self.tr("{0} · batch {1}").format(shown, point.axes.batch)
            rows.append(
                [
                    (called.get(point.workload, told(point.title)), "", described(point)),
                    (place, "", model.place(point.axes)),
                    (speed, "", told(bar.comparison.reason) if bar else ""),
                    (f"{agreed.max_abs_delta:.2g}", "", agreed.reference),
                    (f"{relative:.1e}", "muted", ""),
                    (ranks, "warning" if agreed.rank_changes else "", ""),
                    (fine if agreed.within else wrong, "good" if agreed.within else "bad", ""),
                ]
            )
        self.fill(rows)
        return len(rows)
