"""Choose from which rating on an interaction is a wish, and what it weighs that happened often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from gui.translation import told
from gui.widgets.layout.basic import label

if TYPE_CHECKING:
    from core.catalog.schema import Catalog

#: Ratings that can be chosen from; of finer scales so many steps.
STEPS = 12


class WishRow(QWidget):
    """The rule in a sentence, and for each event with ratings its threshold.

    Signals:
        chosen: event, and the least rating that is a wish; None for any.
        weighed: what a wish weighs that happened more than once, as in core.catalog.weights.
    """

    chosen = Signal(str, object)
    weighed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.sentence = label("", "muted", wrap=True)
        self._layout.addWidget(self.sentence, 1)
        self.thresholds: dict[str, QComboBox] = {}
        self.weighting = QComboBox()
        self.weighting.setAccessibleName(self.tr("What a wish weighs that happened more than once"))
        self.weighting.activated.connect(
            lambda _at: self.weighed.emit(self.weighting.currentData())
        )
        self._layout.addWidget(self.weighting)
        self._catalog: Catalog | None = None

    def set_catalog(self, catalog: Catalog) -> None:
        """Show the rule of another catalog, once it is looked at."""
        self._catalog = catalog
        if self.isVisible():
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def _show(self) -> None:
        catalog, self._catalog = self._catalog, None
        if catalog is None:
            return
        # Imported here: the window is on screen before polars is.
        from core.catalog import weights
        from core.catalog.wishes import remaining

        for box in self.thresholds.values():
            box.deleteLater()
        self.thresholds = {}
        matters = weights.vary(catalog.interactions)
        title = weights.TITLES[catalog.wish.weighting]
        said = told(catalog.wish.title)
        self.sentence.setText(f"{said} {told(title)}" if matters else said)
        self.weighting.setVisible(matters)
        self.weighting.clear()
        names = {
            "log": self.tr("more often weighs more"),
            "linear": self.tr("as often, as much"),
            "none": self.tr("all weigh the same"),
        }
        for key, name in names.items():
            self.weighting.addItem(name, key)
        self.weighting.setCurrentIndex(self.weighting.findData(catalog.wish.weighting))
        for event, counts in remaining(catalog.interactions, catalog.wish, STEPS).items():
            box = QComboBox()
            box.setAccessibleName(self.tr("What counts as a wish: {0}").format(event))
            for least, wishes in counts:
                box.addItem(self._offer(event, least, f"{wishes:,}"), least)
            now = catalog.wish.at_least.get(event)
            box.setCurrentIndex([least for least, _ in counts].index(now))
            box.activated.connect(lambda _at, event=event, box=box: self._picked(event, box))
            self.thresholds[event] = box
            self._layout.addWidget(box)

    def _offer(self, event: str, least: float | None, wishes: str) -> str:
        """A threshold, and how many wishes the whole catalog has with it."""
        if event == "rating":  # what has no other name
            if least is None:
                return self.tr("however rated: {0} wishes in all").format(wishes)
            return self.tr("rated {0} or more: {1} wishes in all").format(f"{least:g}", wishes)
        if least is None:
            return self.tr("{0}, however rated: {1} wishes in all").format(event, wishes)
        words = self.tr("{0} rated {1} or more: {2} wishes in all")
        return words.format(event, f"{least:g}", wishes)

    def _picked(self, event: str, box: QComboBox) -> None:
        self.chosen.emit(event, box.currentData())
