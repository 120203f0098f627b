"""Which map, which layer and head, on what scale and in which colours."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from core.contracts.attention import Heads, Kind, Maps
from gui.pages.attention.display import Display
from gui.pages.attention.map_slice import Choice, Focus, asked
from gui.widgets.forms.segmented import Segmented
from gui.widgets.layout.flow import FlowLayout


class Controls(QWidget):
    """One row of choices.

    Signals:
        changed: a Display.
        judge_changed: "choosers" or "user".
        item_wanted: what moved its score is asked of the item while a token is pinned.
    """

    changed = Signal(object)
    judge_changed = Signal(str)
    item_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.display = Display(Choice("relevance"))
        self._pin = Focus()
        self._layers, self._heads = 1, 1
        self.kind = Segmented(
            [
                (
                    "relevance",
                    self.tr("What moved the score"),
                    self.tr(
                        "Attention times its gradient, followed through all layers "
                        "(Chefer, Gur & Wolf 2021)."
                    ),
                ),
                (
                    "raw",
                    self.tr("Where it looked"),
                    self.tr("Raw attention: softmax(q k / √d) of one layer."),
                ),
                (
                    "rollout",
                    self.tr("Rollout"),
                    self.tr(
                        "Attention followed through all layers, half of it staying with the token "
                        "(Abnar & Zuidema 2020). Still where it looked."
                    ),
                ),
            ],
            self.tr("Kind of map"),
        )
        self.layer = self._box(self.tr("Layer; Up and Down walk"))
        self.head = self._box(self.tr("Head; Left and Right walk"))
        self.scale = self._box(self.tr("Scale of the colours"))
        for key, name in (
            ("map", self.tr("this map")),
            ("absolute", self.tr("all maps")),
            ("uniform", self.tr("× uniform")),
        ):
            self.scale.addItem(name, key)
        self.scale.setToolTip(
            self.tr(
                "Scale. This map: full colour is the largest weight on screen, in each modality "
                "that has a softmax of its own. All maps: one scale for every layer, head and "
                "token of this item. × uniform: multiples of what each "
                "token would get if all were equal."
            )
        )
        self.palette_box = self._box(self.tr("Colours"))
        for key, name in (
            ("hue", self.tr("by modality")),
            ("cividis", "Cividis"),
            ("viridis", "Viridis"),
        ):
            self.palette_box.addItem(name, key)
        self.judge = self._box(self.tr("Whose score"))
        self.judge.addItem(self.tr("its choosers"), "choosers")
        self.judge.hide()
        self.judge.setToolTip(
            self.tr(
                "Relevance and proof are about a score: of the people who chose this item, or "
                "of the selected user."
            )
        )
        self.truth = QCheckBox(self.tr("Truth"))
        self.truth.setToolTip(self.tr("Outline where the planted attributes really are."))
        self._row = FlowLayout(self)
        boxes = (self.layer, self.head, self.judge, self.scale, self.palette_box)
        for widget in (self.kind, *boxes, self.truth):
            self._row.addWidget(widget)
        self.kind.chosen.connect(self._kind_chosen)
        for box in boxes:
            box.currentIndexChanged.connect(self._changed)
        self.judge.currentIndexChanged.connect(self._judge_changed)
        self.truth.toggled.connect(self._changed)
        self._enable()

    def _box(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return box

    def add(self, widget: QWidget) -> None:
        """One more choice at the end of the row."""
        self._row.addWidget(widget)

    # --- content --------------------------------------------------------------------------

    def set_maps(self, maps: Maps) -> None:
        """Offer the layers and heads there are; keep the choice where it still exists."""
        self._layers, self._heads = max(1, maps.layers), maps.heads
        choice = self.display.choice
        heads = choice.heads
        if isinstance(heads, int) and heads >= self._heads:
            heads = "mean"
        layer = min(choice.layer, self._layers - 1)
        self.layer.blockSignals(True)
        self.head.blockSignals(True)
        self.layer.clear()
        for number in range(self._layers):
            self.layer.addItem(self.tr("Layer {0}/{1}").format(number + 1, self._layers), number)
        self.head.clear()
        self.head.addItem(self.tr("Heads: mean"), "mean")
        for number in range(self._heads):
            self.head.addItem(self.tr("Head {0}/{1}").format(number + 1, self._heads), number)
        self.head.addItem(self.tr("Heads: max"), "max")
        self.layer.blockSignals(False)
        self.head.blockSignals(False)
        self.layer.setVisible(self._layers > 1)
        self.set_display(replace(self.display, choice=replace(choice, layer=layer, heads=heads)))

    def set_user(self, name: str | None) -> None:
        """The selected user, who may judge; None if there is none."""
        while self.judge.count() > 1:
            self.judge.removeItem(1)
        if name is not None:
            self.judge.addItem(self.tr("user {0}").format(name), "user")
        self.judge.setVisible(name is not None)

    def set_truth_known(self, known: bool) -> None:
        """Whether anything was planted in this catalog."""
        self.truth.setVisible(known)
        if not known:
            self.truth.setChecked(False)

    def set_display(self, display: Display) -> None:
        """Show and tell these choices."""
        widgets = (self.layer, self.head, self.scale, self.palette_box, self.truth)
        for widget in widgets:
            widget.blockSignals(True)
        self.layer.setCurrentIndex(self.layer.findData(display.choice.layer))
        self.head.setCurrentIndex(self.head.findData(display.choice.heads))
        self.scale.setCurrentIndex(self.scale.findData(display.scale))
        self.palette_box.setCurrentIndex(self.palette_box.findData(display.palette))
        self.truth.setChecked(display.truth)
        for widget in widgets:
            widget.blockSignals(False)
        self.display = display
        self._enable()
        self.changed.emit(display)

    def follow(self, pin: Focus) -> None:
        """Light up what is shown of the pinned tokens."""
        self._pin = pin
        self._enable()

    @property
    def _raw(self) -> bool:
        return asked(self.display.choice, self._pin).kind == "raw"

    def _enable(self) -> None:
        self.kind.set_value(asked(self.display.choice, self._pin).kind)
        self.layer.setEnabled(self._raw)
        self.head.setEnabled(self._raw)

    # --- walking --------------------------------------------------------------------------

    def walk_heads(self, step: int) -> None:
        """The next head, round through mean and max."""
        if self._raw and self.head.count():
            self.head.setCurrentIndex((self.head.currentIndex() + step) % self.head.count())

    def walk_layers(self, step: int) -> None:
        """The next layer, round."""
        if self._raw and self.layer.count():
            self.layer.setCurrentIndex((self.layer.currentIndex() + step) % self.layer.count())

    def look_through(self, layer: int, head: Heads) -> None:
        """One layer and head (or all of them), raw."""
        choice = replace(self.display.choice, kind="raw", layer=layer, heads=head)
        self.set_display(replace(self.display, choice=choice))

    def set_pair(self, pair: tuple[str, str] | None) -> None:
        """Look at one pair of modalities alone."""
        self.set_display(replace(self.display, choice=replace(self.display.choice, pair=pair)))

    def _changed(self, _value: object = None) -> None:
        layer = self.layer.currentData()
        heads: Heads | None = self.head.currentData()
        choice = replace(
            self.display.choice,
            layer=0 if layer is None else int(layer),
            heads="mean" if heads is None else heads,
        )
        self.display = Display(
            choice,
            self.scale.currentData(),
            self.palette_box.currentData(),
            self.truth.isChecked(),
        )
        self._enable()
        self.changed.emit(self.display)

    def _kind_chosen(self, kind: Kind) -> None:
        pinned = self._pin.tokens
        self.set_display(replace(self.display, choice=replace(self.display.choice, kind=kind)))
        if kind == "relevance" and pinned:
            self.item_wanted.emit()

    def _judge_changed(self) -> None:
        self.judge_changed.emit(self.judge.currentData() or "choosers")
