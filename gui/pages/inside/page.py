"""Inside models: the attention of a pretrained model over an item, or over one's own input."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtWidgets import QPushButton, QSplitter

from core.contracts.inside import MODELS, HeadAnswer, InsideFlow, InsideModel, InsideModels
from core.contracts.question import Nothing
from core.explore.inside import evidence
from core.worker.messages import Failed
from gui.page import Page
from gui.pages.inside.view import ModelView
from gui.session import Session
from gui.widgets.files import ask_folder
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.items.item_bar import ItemBar
from gui.widgets.items.own_input import OwnInput
from gui.widgets.plots.export import export_button
from gui.widgets.plots.saving import ask_and_save


class InsidePage(Page):
    """One model, or two side by side, over one input."""

    key = "inside"
    title = str(QT_TRANSLATE_NOOP("InsidePage", "Inside models"))
    subtitle = str(
        QT_TRANSLATE_NOOP(
            "InsidePage",
            "What a pretrained model looks at: click a head, then point at a word, a patch or a "
            "second.",
        )
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._rows: CatalogRows | None = None
        self._known: tuple[InsideModel, ...] = ()
        self._own: list[InsideModel] = []
        self._opening: ModelView | None = None
        self._given = False
        self.bar = ItemBar()
        self.inputs = OwnInput(session)
        self.view = ModelView(session)
        self.second: ModelView | None = None
        self.compare = QPushButton(self.tr("Compare"))
        self.compare.setCheckable(True)
        self.compare.setToolTip(self.tr("A second model beside it, over the same input"))
        self.views = QSplitter(Qt.Orientation.Horizontal)
        self.views.setChildrenCollapsible(False)
        self.views.addWidget(self.view)
        self.export = export_button(self.views, "inside", session, self.view.csv)
        self.export.menu().addAction(self.tr("Save the map as evidence ..."), self._save_evidence)
        self.export.menu().addAction(self.tr("Save the map as CSV ..."), self._save_numbers)
        for widget in (self.bar, self.compare, self.export):
            self.tools.addWidget(widget)
        self.body.addWidget(self.inputs)
        self.body.addWidget(self.views, 1)
        self.bar.chosen.connect(session.select_item)
        self.inputs.changed.connect(self._give)
        self.compare.toggled.connect(self._compare)
        self.view.folder_wanted.connect(self._open_folder)
        session.catalog_changed.connect(self._catalog_changed)
        session.item_selected.connect(self._item_selected)
        self._catalog_changed()

    # --- session --------------------------------------------------------------------------

    def shown(self) -> None:
        if not self._known:
            self.session.ask(MODELS, Nothing(), self._listed, self._unlisted)
        elif not self._given:
            self._begin()
        self.view.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _catalog_changed(self) -> None:
        catalog = self.session.catalog
        self._rows = CatalogRows(catalog) if catalog is not None else None
        self.bar.set_rows(self._rows)
        self.bar.setVisible(self._rows is not None)
        self._given = False
        if self.isVisible():
            self.shown()

    def _item_selected(self, row: int) -> None:
        self._given = False
        if self.isVisible() and self._rows is not None:
            self._take(row)

    def _listed(self, answer: InsideModels) -> None:
        self._known = answer.models
        for view in self._all():
            view.set_models(self._models())
        self._begin()

    def _unlisted(self, message: Failed) -> None:
        self.session.report(message)

    # --- input ----------------------------------------------------------------------------

    def _begin(self) -> None:
        """The item all pages look at, or a sentence to begin with."""
        if self._rows is not None:
            self._take(self.session.item or 0)
        elif not self.inputs.text:
            self.inputs.words.setText(self.tr("A black dress with a striped collar"))
            self._give()
        else:
            self._give()

    def _take(self, row: int) -> None:
        assert self._rows is not None
        self.bar.set_row(row)
        self.inputs.take_item(self._rows, row)

    def _give(self) -> None:
        self._given = True
        for view in self._all():
            view.give(self.inputs.text, self.inputs.image, self.inputs.audio)

    # --- models ---------------------------------------------------------------------------

    def _all(self) -> list[ModelView]:
        return [view for view in (self.view, self.second) if view is not None]

    def _models(self) -> tuple[InsideModel, ...]:
        return (*self._own, *self._known)

    def _open_folder(self) -> None:
        view = self.sender()
        folder = ask_folder(self, self.session, self.tr("Open a model"))
        if folder is None or not isinstance(view, ModelView):
            return
        self.open_model(folder, view)

    def open_model(self, folder: Path, view: ModelView) -> None:
        """Look into the model of a folder."""
        own = InsideModel(reference=str(folder), title=folder.name, takes=())
        if own.reference not in [one.reference for one in self._own]:
            self._own.insert(0, own)
        for other in self._all():
            other.set_models(self._models(), own.reference if other is view else "")
        view.give(self.inputs.text, self.inputs.image, self.inputs.audio)

    def _compare(self, wanted: bool) -> None:
        if wanted and self.second is None:
            self.second = ModelView(self.session)
            self.second.folder_wanted.connect(self._open_folder)
            self.views.addWidget(self.second)
            self.second.set_models(self._models())
            other = self.second.models
            other.setCurrentIndex(min(other.count() - 1, self.view.models.currentIndex() + 1))
        if self.second is not None:
            self.second.setVisible(wanted)
            if wanted:
                self.second.give(self.inputs.text, self.inputs.image, self.inputs.audio)
        for view in self._all():
            view.set_narrow(wanted)

    # --- taking along ---------------------------------------------------------------------

    def _save_evidence(self) -> None:
        ask_and_save(self, self.session, "inside.json", self.save_map)

    def _save_numbers(self) -> None:
        ask_and_save(self, self.session, "inside.csv", self.save_map)

    def save_map(self, path: Path) -> None:
        """Write the map on screen with where it came from; by ending .json or .csv."""
        look, shown = self.view.look, self.view.shown
        if look is not None and isinstance(shown, HeadAnswer | InsideFlow):
            evidence.save(path, self.view.given, look, shown)
