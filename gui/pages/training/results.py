"""What came of one run: metrics beside popularity and chance, cold items, popularity bias."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from core.training.run.record import DataRecord, Run, Summary
from gui.language import modality as modality_name
from gui.session import Session
from gui.widgets.layout.basic import label
from gui.widgets.plots.metric_tile import Measure, MetricTile

COLUMNS = 4


class Results(QScrollArea):
    """Tiles for the selected run."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 4, 8, 0)
        self.sentence = label("", "muted", wrap=True)
        layout.addWidget(self.sentence)
        grid = QGridLayout()
        layout.addLayout(grid)
        layout.addStretch(1)
        self.setWidget(inner)
        self.tiles = [MetricTile(session.appearance) for _ in range(2 * COLUMNS)]
        for number, tile in enumerate(self.tiles):
            grid.addWidget(tile, number // COLUMNS, number % COLUMNS)

    def show_run(self, run: Run) -> None:
        """Show what came of a run."""
        summary, data = run.summary or Summary(), run.data
        measures = self.measures(summary, data)
        for number, tile in enumerate(self.tiles):
            tile.setVisible(number < len(measures))
            if number < len(measures):
                tile.set_measure(measures[number])
        if run.error:
            self.sentence.setText(run.error)
        elif data.split == "none":
            self.sentence.setText(
                self.tr(
                    "Trained without histories: words, pictures and sound learned to agree. It has "
                    "maps and alignment; nothing is ranked, so nothing is measured."
                )
            )
        elif not measures:
            self.sentence.setText(self.tr("This run has not been tested yet."))
        else:
            text = self.tr(
                "{0} test interactions of {1} users, split {2}; best epoch {3} of {4}, "
                "trained in {5} s on: {6}."
            )
            said = text.format(
                f"{data.test:,}",
                f"{data.users or 0:,}",
                data.split,
                summary.best_epoch,
                summary.epochs,
                f"{summary.train_seconds:.0f}",
                run.machine.device,
            )
            parts = (said, data.counted, summary.joined, self._vote(summary.vote))
            self.sentence.setText(" ".join(part for part in parts if part))

    def _vote(self, weights: dict[str, float]) -> str:
        """How much neighbours count beside the model, if they vote."""
        if not weights:
            return ""
        names = {"choices": self.tr("chosen together")}
        each = [f"{names.get(n) or modality_name(n)} {weight:g}" for n, weight in weights.items()]
        return self.tr("Weights of the neighbours' vote: {0}.").format(", ".join(each))

    def measures(self, summary: Summary, data: DataRecord) -> list[Measure]:
        """The tiles' contents, empty while the run has not been tested."""
        test = summary.test
        ks = sorted(int(name.partition("@")[2]) for name in test if name.startswith("recall@"))
        if not ks:
            return []
        k = ks[-1]
        chance = summary.baselines.get("random", {})
        popular = summary.baselines.get("popularity", {})
        found = [
            _tile(f"Recall@{k}", f"recall@{k}", test, chance, popular, self.tr(
                "Share of a user's test items among the first {0}, mean over users.").format(k)),
            _tile(f"NDCG@{k}", f"ndcg@{k}", test, chance, popular, self.tr(
                "Hits weighted by 1 / log2(rank + 1), over the best possible list.")),
        ]  # fmt: skip
        found += self._cold(summary.cold_items, data, k)
        for title, name, formula in (
            (self.tr("Popularity lift"), "popularity_lift", self.tr(
                "Mean popularity of the listed items over that of the users' histories: 1 is "
                "faithful to their taste, above 1 favours hits.")),
            (self.tr("Coverage"), "coverage", self.tr("Share of all items in anybody's list.")),
            (self.tr("Gini"), "gini", self.tr(
                "Inequality of how often items are listed: 0 all alike, 1 one item takes all.")),
            (self.tr("Novelty"), "novelty", self.tr(
                "Mean -log2 of the listed items' share of all interactions, in bits.")),
        ):  # fmt: skip
            if f"{name}@{k}" in test:
                found.append(_tile(f"{title}@{k}", f"{name}@{k}", test, chance, popular, formula))
        return found

    def _cold(self, cold: dict[str, float], data: DataRecord, k: int) -> list[Measure]:
        count = int(cold.get("interactions", 0))
        formula = self.tr(
            "Recall over the {0} test interactions with items nobody chose in training: only their "
            "content can find them. Chance is K / items."
        ).format(f"{count:,}")
        name = self.tr("Cold items R@{0}").format(k)
        if not count:
            formula = self.tr("All test items were also seen in training.")
            return [Measure(name, "-", formula=formula)]
        value, chance = cold.get(f"recall@{k}", 0.0), k / max(1, data.items or 1)
        return [Measure(name, f"{value:.4f}", f"{chance:.4f}", value, chance, formula)]


def _tile(
    title: str,
    name: str,
    test: dict[str, float],
    chance: dict[str, float],
    popular: dict[str, float],
    formula: str,
) -> Measure:
    known = {"popularity": popular.get(name), "chance": chance.get(name)}
    beside = "; ".join(f"{who}: {value:.4f}" for who, value in known.items() if value is not None)
    bounded = not name.startswith(("popularity_lift", "novelty"))
    luck = chance.get(name)
    return Measure(
        title,
        f"{test.get(name, 0.0):.4f}",
        "" if luck is None else f"{luck:.4f}",
        test.get(name) if bounded else None,
        luck if bounded else None,
        f"{formula}\n{beside}",
    )
