"""The controls and surfaces of one model, and their places."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from core.contracts.inside import InsideModel
from gui.pages.inside import wording
from gui.pages.inside.proof_panel import ProofPanel
from gui.pages.inside.surfaces import Surfaces
from gui.session import Session
from gui.widgets.forms.segmented import Segmented
from gui.widgets.layout.basic import card, label
from gui.widgets.layout.flow import FlowLayout
from gui.widgets.maps.head_grid import HeadGrid
from gui.widgets.maps.heat import ColourBar
from gui.widgets.status.waiting import Waiting


class ModelFrame(QWidget):
    """What a view of a model is made of; what it shows is told by who asks the model."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.models = QComboBox()
        self.models.setAccessibleName(self.tr("Model"))
        self.models.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.models.setMaximumWidth(260)
        self.folder = QPushButton(self.tr("Open a folder ..."))
        self.folder.setToolTip(
            self.tr("A model in the layout of Hugging Face: config.json and *.safetensors")
        )
        self.stacks = QComboBox()
        self.stacks.setAccessibleName(self.tr("Which layers"))
        self.stacks.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.method = Segmented(wording.methods(), self.tr("Method"))
        self.targets = QComboBox()
        self.targets.setAccessibleName(self.tr("Which score"))
        self.targets.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.grid = HeadGrid(self._session.appearance)
        self.surfaces = Surfaces(self._session)
        self.sentence = label("", wrap=True)
        self.sinks = label("", "muted", wrap=True)
        self.bar = ColourBar(self._session.appearance)
        self.proof = ProofPanel(self._session)
        self.message = label("", "muted", wrap=True)
        head = QWidget()
        line = FlowLayout(head)
        for widget in (self.models, self.folder, self.stacks, self.method, self.targets):
            line.addWidget(widget)
        left, inner = card()
        inner.addWidget(label(self.tr("Layers × heads"), "heading"))
        inner.addWidget(self.sinks)
        inner.addWidget(self.grid, 1)
        right, inner = card()
        inner.addWidget(self.surfaces, 1)
        legend = QHBoxLayout()
        legend.addWidget(self.sentence, 1)
        legend.addWidget(self.bar)
        inner.addLayout(legend)
        inner.addWidget(self.proof)
        inner.addStretch(0)
        self._column = inner
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(left)
        self._split.addWidget(right)
        self._split.setSizes([360, 620])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(head)
        outer.addWidget(self.message)
        outer.addWidget(self._split, 1)
        self.waiting = Waiting(self.tr("The model is asked"), self)
        self._split.hide()

    def set_narrow(self, narrow: bool) -> None:
        """Heads above what they look at: two views fit side by side."""
        self._split.setOrientation(Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal)
        self._split.setSizes([240, 420] if narrow else [360, 620])

    def set_models(self, models: tuple[InsideModel, ...], chosen: str = "") -> None:
        """What can be looked into; `chosen` or what was chosen before stays."""
        wanted = chosen or self.models.currentData() or ""
        self.models.clear()
        for model in models:
            name = model.title if model.installed else self.tr("{0} (not here)").format(model.title)
            self.models.addItem(name, model.reference)
            tip = model.reference if model.installed else model.command
            self.models.setItemData(self.models.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self.models.setCurrentIndex(max(0, self.models.findData(wanted)))
