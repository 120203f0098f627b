"""Spatial alignment: a picture before and after, its patches, and the branch it took."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from core.catalog.modality import Modality
from core.contracts.spatial import (
    ITEM,
    PICTURES,
    SET_TRIM,
    SOUND,
    TEXT,
    AlignedPicture,
    DrawnText,
    ItemParams,
    Pictures,
    SoundGrid,
    Trim,
)
from core.worker.messages import Failed
from gui.page import Page
from gui.pages.spatial.aligned_picture import Aligned
from gui.pages.spatial.counts import Counts
from gui.pages.spatial.grid_panel import GridPanel
from gui.pages.spatial.several_panel import SeveralPanel
from gui.pages.spatial.sound_panel import SoundPanel
from gui.pages.spatial.text_panel import TextPanel
from gui.session import Session
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.items.item_bar import ItemBar
from gui.widgets.layout.basic import card, label
from gui.widgets.status.empty import EmptyState

#: Query of each tab.
_TABS = ("item", "pictures", "text", "sound")
#: Of what a catalog has to have one for each tab.
_LAYS_OUT: tuple[tuple[Modality, ...], ...] = (
    ("image", "video"),
    ("image", "video"),
    ("text",),
    ("audio", "video"),
)


class SpatialPage(Page):
    """What happens to a picture between its file and the encoder, and the way back."""

    key = "space"
    title = str(QT_TRANSLATE_NOOP("SpatialPage", "Spatial alignment"))
    subtitle = str(
        QT_TRANSLATE_NOOP(
            "SpatialPage",
            "From the pixels of a file to the grid of the encoder, and every patch back again.",
        )
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._rows: CatalogRows | None = None
        self._row: int | None = None
        self._fresh: set[str] = set()
        self.bar = ItemBar()
        self.bar.chosen.connect(session.select_item)
        self.tools.addWidget(self.bar)
        self.empty = EmptyState(session, "space", "", "", "catalog", prepares=False)
        self.body.addWidget(self.empty, 1)

        self.content = QSplitter(Qt.Orientation.Horizontal)
        self.content.setChildrenCollapsible(False)
        self.grid = GridPanel(session)
        self.several = SeveralPanel(session)
        self.text = TextPanel(session)
        self.sound = SoundPanel(session)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.grid, self.tr("Patches"))
        self.tabs.addTab(self.several, self.tr("Several pictures"))
        self.tabs.addTab(self.text, self.tr("Text as picture"))
        self.tabs.addTab(self.sound, self.tr("Spectrogram"))
        self.tabs.currentChanged.connect(self._ask)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        self.problem = label("", "warning", wrap=True)
        self.problem.hide()
        column.addWidget(self.problem)
        column.addWidget(self.tabs, 1)
        self.content.addWidget(left)
        frame, layout = card()
        self.counts = Counts(session)
        self.counts.chosen.connect(session.select_item)
        self.counts.trim_wanted.connect(self._trim)
        layout.addWidget(self.counts)
        frame.setMinimumWidth(200)
        self.content.addWidget(frame)
        self.content.setStretchFactor(0, 1)
        self.content.setSizes([820, 236])
        self.body.addWidget(self.content, 1)

        session.catalog_changed.connect(self._opened)
        session.features_changed.connect(self._encoded)
        session.item_selected.connect(self._selected)
        self._opened()

    # --- catalog and item -----------------------------------------------------------------

    def shown(self) -> None:
        self.session.scans.start_if_small("space")
        if self._rows is not None and self._rows.items:
            if self._row is None:
                self._row = self.session.item or 0
                self.bar.set_row(self._row)
            self._ask()

    def _opened(self) -> None:
        catalog = self.session.catalog
        self._rows = CatalogRows(catalog) if catalog is not None else None
        self._row = None
        self._fresh.clear()
        self.bar.set_rows(self._rows)
        self.counts.set_rows(self._rows)
        self._clear()
        if catalog is None:
            self.empty.say(
                self.tr("Open a catalog first: its pictures are laid on the encoder's grid here."),
                self.tr("Go to Catalog"),
                "catalog",
            )
        elif not self._needed():
            self.empty.say(
                self.tr("Not needed here: {0}.").format(self.session.scans.why_not("space")),
                self.tr("Go on to the features"),
                "features",
            )
        needed = catalog is not None and self._needed()
        for tab in range(self.tabs.count()):
            self.tabs.setTabVisible(tab, self._has(*_LAYS_OUT[tab]))
        self.empty.setVisible(not needed)
        self.content.setVisible(needed)
        self.bar.setVisible(needed)
        if self.isVisible():
            self.shown()

    def _needed(self) -> bool:
        """Whether there is anything to lay out: a picture, a sound, or words to draw."""
        return any(self._has(*kinds) for kinds in _LAYS_OUT)

    def _has(self, *kinds: Modality) -> bool:
        catalog = self.session.catalog
        return catalog is not None and any(catalog.has_raw(kind) for kind in kinds)

    def _encoded(self) -> None:
        self._fresh.clear()
        if self.isVisible():
            self._ask()

    def _selected(self, row: int) -> None:
        if row == self._row:
            return
        self._row = row
        self.bar.set_row(row)
        self._fresh.clear()
        self._clear()
        if self.isVisible():
            self._ask()

    def _clear(self) -> None:
        self.problem.hide()
        self.grid.show_item(None)
        self.several.clear()
        self.text.clear()
        self.sound.clear()

    # --- asking ---------------------------------------------------------------------------

    def _ask(self, _tab: int = 0) -> None:
        name = _TABS[self.tabs.currentIndex()]
        self.problem.hide()
        if self._row is None or name in self._fresh:
            return
        ask, one, refused = self.session.ask, ItemParams(item=self._row), self._on_refusal
        match name:
            case "item":
                ask(ITEM, one, self._on_item, refused)
            case "pictures":
                ask(PICTURES, one, self._on_pictures, refused)
            case "text":
                ask(TEXT, one, self._on_text, refused)
            case "sound":
                ask(SOUND, one, self._on_sound, refused)

    def _mine(self, name: str, item: int) -> bool:
        if item == self._row:
            self._fresh.add(name)
        return item == self._row

    def _on_item(self, answer: AlignedPicture) -> None:
        if self._mine("item", answer.item):
            self.counts.trim.setChecked(answer.kept_trim)
            self.grid.show_item(Aligned(answer))

    def _on_pictures(self, answer: Pictures) -> None:
        if self._mine("pictures", answer.item):
            self.several.show_pictures(answer)

    def _on_text(self, answer: DrawnText) -> None:
        if self._mine("text", answer.item):
            self.text.show_text(answer)

    def _on_sound(self, answer: SoundGrid) -> None:
        if self._mine("sound", answer.item):
            self.sound.show_sound(answer)

    def _on_refusal(self, failure: Failed) -> None:
        self.problem.setText(" ".join((failure.message, failure.remedy)).strip())
        self.problem.show()

    # --- trimming -------------------------------------------------------------------------

    def _trim(self, trim: bool) -> None:
        self.session.ask(SET_TRIM, Trim(trim=trim), self._on_trim, self.session.report)

    def _on_trim(self, _answer: Trim) -> None:
        self._fresh.discard("item")
        self._ask()
        if self.session.features:
            self.session.notice.emit(
                "info",
                self.tr("Encode the catalog again to use pictures trimmed this way."),
                "",
            )
