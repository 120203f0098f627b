"""The views of a result, a tab each."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QTabWidget, QWidget

from benchmarks.workloads.base import Workload
from gui.pages.benchmark.breakdown import Breakdown
from gui.pages.benchmark.card_view import CardView
from gui.pages.benchmark.comparison import Comparison
from gui.pages.benchmark.latency import LatencyView
from gui.pages.benchmark.machines_view import MachinesView
from gui.pages.benchmark.model import Cell, Digest
from gui.pages.benchmark.parity_view import ParityView
from gui.pages.benchmark.roofline import Roofline
from gui.pages.benchmark.scaling_view import ScalingView
from gui.pages.benchmark.speedup import SpeedUps
from gui.pages.benchmark.sustained_view import SustainedView
from gui.pages.benchmark.tables import Numbers
from gui.pages.benchmark.throughput import Throughput
from gui.session import Session

#: Groups of workloads whose calls are timed in stages on every device.
HAVE_STAGES = ("train", "mf", "end_to_end")


class ResultViews(QTabWidget):
    """What a result says as a whole, and of the workload that is chosen.

    Signals:
        wanted: the user wants an empty view filled: which.
    """

    wanted = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.card = CardView(session)
        self.throughput = Throughput(session)
        self.speedups = SpeedUps(session)
        self.roofline = Roofline(session)
        self.latency = LatencyView(session)
        self.breakdown = Breakdown(session)
        self.parity_view = ParityView(session)
        self.scaling = ScalingView(session)
        self.sustained = SustainedView(session)
        self.machines = MachinesView(session)
        self.comparison = Comparison(session)
        self.numbers = Numbers(session)
        for view in (self.throughput, self.speedups, self.roofline, self.latency, self.breakdown):
            view.plot.wanted.connect(lambda view=view: self.wanted.emit(view))
        self.parity_view.fill.clicked.connect(lambda: self.wanted.emit(self.parity_view))
        self.setAccessibleName(self.tr("Views of the result"))
        for widget, name in (
            (self.card, self.tr("Card")),
            (self.throughput, self.tr("Throughput")),
            (self.speedups, self.tr("Speed-up")),
            (self.roofline, self.tr("Roofline")),
            (self.latency, self.tr("Latency")),
            (self.breakdown, self.tr("Breakdown")),
            (self.parity_view, self.tr("Parity")),
            (self.scaling, self.tr("Scaling")),
            (self.sustained, self.tr("Sustained")),
            (self.machines, self.tr("Machines")),
            (self.comparison, self.tr("Compare")),
            (self.numbers, self.tr("Numbers")),
        ):
            self.addTab(widget, name)

    @property
    def fills(self) -> tuple[QPushButton, ...]:
        """The buttons of empty views."""
        plots = (self.throughput, self.speedups, self.roofline, self.latency, self.breakdown)
        return (self.card.fill, *(view.plot.fill for view in plots), self.parity_view.fill)

    def filling(self, view: QWidget, workload: Workload) -> list[str]:
        """Options of `run` that measure just what fills a view, of that workload if it can be."""
        one = ["--workload", workload.name]
        if view is self.roofline:
            return ["--workload", "fusion", "--workload", "topk"]
        if view is self.breakdown and workload.group not in HAVE_STAGES:
            return ["--workload", "train.transformer", "--no-ceilings"]
        if view in (self.speedups, self.parity_view):
            if view is self.parity_view and not workload.compiles and len(workload.dtypes) < 2:
                one = ["--workload", "fusion.transformer"]
            elif workload.compiles or len(workload.dtypes) < 2:
                other = ["--compile"] if workload.compiles else ["--threads", "1", "--threads", "2"]
                return [*one, *other, "--no-ceilings"]
            return [*one, "--dtype", "fp32", "--dtype", "bf16", "--no-ceilings"]
        return [*one, "--no-ceilings"]

    def show_digest(self, digest: Digest) -> None:
        """Show another result, compared with nothing yet."""
        self.card.show_cards(digest.cards, digest.others)
        self.roofline.show_digest(digest)
        self.scaling.show_digest(digest)
        self.sustained.show_digest(digest)
        self.numbers.show_digest(digest)
        self.parity_view.show_digest(digest)
        self.comparison.show_report(None)

    def show_workload(self, digest: Digest | None, name: str) -> None:
        """Show what a result says of one workload."""
        if digest is None:
            self.show_cells([], name)
            return
        self.show_cells(list(digest.cells.values()), name)
        self.speedups.show_digest(digest, name)
        self.latency.show_digest(digest, name)
        self.breakdown.show_digest(digest, name)

    def show_cells(self, cells: list[Cell], name: str) -> None:
        """Show numbers that are still being measured."""
        self.throughput.show_cells(cells, name)
