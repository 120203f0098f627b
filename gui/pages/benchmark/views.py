"""The views of a result, by what one wants to know of it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from benchmarks.workloads.base import Workload
from gui.pages.benchmark.breakdown import Breakdown
from gui.pages.benchmark.buy_view import BuyView
from gui.pages.benchmark.card_view import CardView
from gui.pages.benchmark.comparison import Comparison
from gui.pages.benchmark.latency import LatencyView
from gui.pages.benchmark.machines_view import MachinesView
from gui.pages.benchmark.model import Cell, Digest
from gui.pages.benchmark.nothing import Nothing
from gui.pages.benchmark.parity_view import ParityView
from gui.pages.benchmark.roofline import Roofline
from gui.pages.benchmark.scaling_view import ScalingView
from gui.pages.benchmark.speedup import SpeedUps
from gui.pages.benchmark.sustained_view import SustainedView
from gui.pages.benchmark.tables import NumbersView
from gui.pages.benchmark.throughput import Throughput
from gui.pages.benchmark.trend_view import TrendView
from gui.session import Session
from gui.widgets.forms.segmented import Segmented

#: Groups of workloads whose calls are timed in stages on every device.
HAVE_STAGES = ("train", "mf", "end_to_end")


class Group(QWidget):
    """A few views of which one is shown, chosen above it."""

    def __init__(self, name: str, views: dict[str, QWidget]) -> None:
        super().__init__()
        self.views = tuple(views.values())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        self.choice = Segmented([(view, title, "") for title, view in views.items()], name)
        self.stack = QStackedWidget()
        for view in self.views:
            self.stack.addWidget(view)
        self.choice.chosen.connect(self.stack.setCurrentWidget)
        layout.addWidget(self.choice)
        layout.addWidget(self.stack, 1)

    def turn_to(self, view: QWidget) -> None:
        """Show one of them."""
        self.choice.set_value(view)
        self.stack.setCurrentWidget(view)


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
        self.trend = TrendView(session)
        self.buy = BuyView(session)
        self.comparison = Comparison(session)
        self.numbers = NumbersView(session)
        for view, empty in self._empty().items():
            empty.wanted.connect(lambda view=view: self.wanted.emit(view))
        self.setAccessibleName(self.tr("Views of the result"))
        groups: dict[str, dict[str, QWidget]] = {
            self.tr("Workload"): {
                self.tr("Throughput"): self.throughput,
                self.tr("Latency"): self.latency,
                self.tr("Speed-up"): self.speedups,
                self.tr("Breakdown"): self.breakdown,
            },
            self.tr("Machine"): {
                self.tr("Sustained"): self.sustained,
                self.tr("Scaling"): self.scaling,
                self.tr("Roofline"): self.roofline,
            },
            self.tr("Compare"): {
                self.tr("Results"): self.machines,
                self.tr("Trend"): self.trend,
                self.tr("Two results"): self.comparison,
                self.tr("What to buy"): self.buy,
            },
            self.tr("Numbers"): {
                self.tr("All"): self.numbers,
                self.tr("Parity"): self.parity_view,
            },
        }
        self._groups = tuple(Group(name, views) for name, views in groups.items())
        self.views = (self.card, *(view for group in self._groups for view in group.views))
        self.addTab(self.card, self.tr("Card"))
        for name, group in zip(groups, self._groups, strict=True):
            self.addTab(group, name)
        # All fit in the narrowest window.
        self.tabBar().setUsesScrollButtons(False)
        self.tabBar().setStyleSheet("QTabBar::tab { padding: 7px 9px; }")

    def minimumSizeHint(self) -> QSize:
        """The width of all tabs, that none is hidden."""
        return super().minimumSizeHint().expandedTo(self.tabBar().sizeHint())

    @property
    def view(self) -> QWidget:
        """The one that is shown."""
        shown = self.currentWidget()
        return shown.stack.currentWidget() if isinstance(shown, Group) else shown

    def turn_to(self, view: QWidget) -> None:
        """Show one of `views`."""
        for group in self._groups:
            if view in group.views:
                group.turn_to(view)
                self.setCurrentWidget(group)
        if view is self.card:
            self.setCurrentWidget(view)

    def _empty(self) -> dict[QWidget, Nothing]:
        """What stands where a view has nothing to show, with a button that measures it."""
        plots = (self.throughput, self.speedups, self.roofline, self.latency, self.breakdown)
        return {
            self.card: self.card.nothing,
            **{view: view.plot.nothing for view in (*plots, self.trend)},
            self.parity_view: self.parity_view.nothing,
            self.numbers: self.numbers.nothing,
            self.machines: self.machines.nothing,
            self.buy: self.buy.nothing,
        }

    @property
    def fills(self) -> tuple[QPushButton, ...]:
        """Every button here that measures."""
        own = (self.scaling.measure, self.sustained.measure)
        return (*own, *(empty.fill for empty in self._empty().values()))

    def filling(self, view: QWidget, workload: Workload) -> list[str]:
        """Options of `run` that measure just what fills a view, of that workload if it can be."""
        one = ["--workload", workload.name]
        if view in (self.card, self.trend, self.machines, self.buy):
            return ["--workload", "card"]
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
