"""Attention: words, picture and sound of one item, and what looks where."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from core.contracts.showcase import Showcase
from core.sheet import Sheet
from core.worker.messages import Failed
from gui.page import Page
from gui.pages.attention.cards import Scrolled
from gui.pages.attention.comparison import Comparison
from gui.pages.attention.controls import Controls
from gui.pages.attention.display import Display
from gui.pages.attention.evidence_actions import EvidenceActions
from gui.pages.attention.footer import Footer
from gui.pages.attention.map_slice import Focus
from gui.pages.attention.panels import Panels
from gui.pages.attention.view import ItemView, Shown
from gui.session import Session
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.items.item_bar import ItemBar
from gui.widgets.layout.basic import card
from gui.widgets.plots.export import export_button
from gui.widgets.status.empty import EmptyState


class AttentionPage(Page):
    """One item at a time, or two side by side. Hover previews, click pins."""

    key = "attention"
    title = str(QT_TRANSLATE_NOOP("AttentionPage", "Attention"))
    subtitle = str(
        QT_TRANSLATE_NOOP(
            "AttentionPage", "Point at a word, a patch or a second to see where it looks."
        )
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._rows: CatalogRows | None = None
        self._shown: Shown | None = None
        self._stale = True
        #: What was last found to be shown, and what was pinned for it.
        self._told: Showcase | None = None
        self._pointed = Focus()
        self._build()
        session.catalog_changed.connect(self._catalog_changed)
        session.features_changed.connect(self._run_changed)
        session.run_changed.connect(self._run_changed)
        session.learned.connect(self._learned)
        session.item_selected.connect(self._item_selected)
        session.clock_changed.connect(self._clock_changed)
        session.user_selected.connect(self._user_selected)
        session.theme_changed.connect(self._draw_legend)
        session.preparing_changed.connect(self._point)
        self._catalog_changed()

    # --- building -------------------------------------------------------------------------

    def _build(self) -> None:
        self.bar = ItemBar()
        self.tools.addWidget(self.bar)
        self.empty = EmptyState(self.session, "attention", "", "", "catalog")
        self.body.addWidget(self.empty, 1)
        self.content, self.shown_map = QWidget(), QWidget()
        self.controls = Controls()
        self.view = ItemView(self.session)
        self.panels = Panels(self.session, self.view, self.controls)
        frame, holder = card()
        holder.setContentsMargins(8, 6, 8, 8)
        holder.addWidget(self.panels)
        self.view.put_aside(frame)
        self.panels.tabBarClicked.connect(self._reveal)
        self.export = export_button(self.shown_map, "attention", self.session, self.csv)
        self.view.listening.add_to(self.export.menu())
        self.evidence = EvidenceActions(self.session, self.view, self.controls, self.export)
        self.views = QSplitter(Qt.Orientation.Horizontal)
        self.views.setChildrenCollapsible(False)
        self.views.addWidget(self.view)
        self.compare = Comparison(self.session, self.view, self.views)
        for widget in (self.compare.own_button, self.compare.button, *self.compare.widgets):
            self.controls.add(widget)
        self.inside = QPushButton(self.tr("Inside the encoders"))
        self.inside.setToolTip(
            self.tr(
                "This item on Inside models: the attention of the pretrained encoders themselves"
            )
        )
        self.inside.clicked.connect(self._look_inside)
        self.tools.addWidget(self.inside)
        self.tools.addWidget(self.export)
        self.footer = Footer(self.session)
        layout = QVBoxLayout(self.content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.controls)
        column = QVBoxLayout(self.shown_map)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._scroll = Scrolled(self.views)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.footer)
        layout.addWidget(self.shown_map, 1)
        self.body.addWidget(self.content, 1)
        self.bar.chosen.connect(self.session.select_item)
        self.compare.beside.connect(self.view.set_narrow)
        self.compare.pair_chosen.connect(self.controls.set_pair)
        self.compare.refused.connect(self._refused)
        self._display_changed(self.controls.display)
        self.controls.changed.connect(self._display_changed)
        self.controls.judge_changed.connect(self._judge_changed)
        self.controls.item_wanted.connect(self.view.clear_pin)
        self.view.looked.connect(self._looked)
        self.view.pair_chosen.connect(self.controls.set_pair)
        self.view.refused.connect(self._refused)
        self.view.arrived.connect(self._arrived)

    def _reveal(self, _tab: int) -> None:
        """Who turns to a tab in a low window sees what it holds."""
        frame = self.panels.parentWidget()
        if frame is not None:
            self._scroll.ensureWidgetVisible(frame, 0, 0)

    # --- session --------------------------------------------------------------------------

    def shown(self) -> None:
        self._say_what_is_missing()
        if self._stale and self.content.isVisibleTo(self):
            self._stale = False
            self._load(self.session.item or 0)
        self.view.strip.setFocus(Qt.FocusReason.OtherFocusReason)

    def _catalog_changed(self) -> None:
        catalog = self.session.catalog
        self._rows = CatalogRows(catalog) if catalog is not None else None
        self.bar.set_rows(self._rows)
        self.view.set_rows(self._rows)
        self.evidence.set_rows(self._rows)
        self.compare.set_rows(self._rows)
        known = catalog is not None and catalog.truth is not None and catalog.truth.height > 0
        self.controls.set_truth_known(known)
        self.panels.set_truth_known(known)
        self.controls.set_user(None)
        self._run_changed()

    def _run_changed(self) -> None:
        self._stale = True
        self.view.forget()
        self.compare.forget()
        self.panels.forget()
        self._say_what_is_missing()
        if self.isVisible():
            self.shown()

    def _learned(self) -> None:
        """The run on screen is in training and looks elsewhere by now."""
        if self.isVisible() and self.content.isVisible():
            self.view.renew()
        else:
            self._stale = True
            self.view.forget()

    def _clock_changed(self, _row: int) -> None:
        """Tracks were moved by hand on the Time page: their seconds are asked for again."""
        self._stale = True
        self.view.forget()

    def _item_selected(self, row: int) -> None:
        if self.isVisible() and self.content.isVisible():
            self._load(row)
        else:
            self._stale = True

    def _user_selected(self, user: int) -> None:
        name = self._rows.user_id(user) if self._rows is not None else str(user)
        self.controls.set_user(name)

    def _say_what_is_missing(self) -> None:
        session = self.session
        missing = None
        if session.catalog is None:
            missing = (
                self.tr("Open a catalog first: its items are looked at here."),
                self.tr("Go to Catalog"),
                "catalog",
            )
        elif not session.features:
            missing = (
                self.tr("The catalog has not been encoded yet, so there are no tokens to look at."),
                self.tr("Go to Features"),
                "features",
            )
        elif not session.run:
            missing = (
                self.tr("No model has been trained yet. Attention is what a trained model does."),
                self.tr("Go to Training"),
                "training",
            )
        self.empty.setVisible(missing is not None)
        self.content.setVisible(missing is None)
        for widget in (
            self.bar,
            self.inside,
            self.compare.own_button,
            self.compare.button,
            self.export,
        ):
            widget.setVisible(missing is None)
        if missing is not None:
            self.empty.say(*missing)

    # --- items ----------------------------------------------------------------------------

    def _load(self, row: int) -> None:
        self.bar.set_row(row)
        self.panels.film.set_row(row)
        self.view.show_item(row, self._judge())
        self.compare.follow(self._judge())

    def _look_inside(self) -> None:
        if self.view.row is not None:
            self.session.select_item(self.view.row)
        self.session.show_page("inside")

    def _judge(self) -> int | None:
        return self.session.user if self.controls.judge.currentData() == "user" else None

    def _judge_changed(self, _who: str) -> None:
        if self.view.row is not None:
            self.view.show_item(self.view.row, self._judge())
        self.compare.follow(self._judge())

    def _arrived(self) -> None:
        if self.view.maps is not None:
            self.controls.set_maps(self.view.maps)
            self._point()

    def _point(self) -> None:
        """An item that is shown because its map points right is asked with what was asked then."""
        found = self.session.preparing.found
        item = found.item if found is not None else None
        if item is None or not item.tokens or found is self._told or self.view.maps is None:
            return
        if item.row == self.view.row and self.view.pin in (Focus(), self._pointed):
            self._told, self._pointed = found, Focus(item.asking, item.tokens)
            self.controls.truth.setChecked(True)
            self.view.set_pin(self._pointed)

    def _refused(self, message: Failed) -> None:
        """A question about the whole page failed: say it where the maps would be."""
        self.empty.say(
            " ".join(part for part in (message.message, message.remedy) if part),
            self.tr("Go to Training"),
            "training",
        )
        self.empty.show()
        self.content.hide()
        self._stale = True

    # --- drawing --------------------------------------------------------------------------

    def _display_changed(self, display: Display) -> None:
        self.view.set_display(display)
        self.compare.set_display(display)

    def _looked(self, shown: Shown) -> None:
        self._shown = shown
        self.controls.follow(self.view.pin)
        self._draw_legend()

    def _draw_legend(self) -> None:
        if self._shown is not None:
            self.footer.show_map(
                self._shown, self.controls.display, self.view.texts, self._judged()
            )

    def _judged(self) -> str:
        judge = self.view.facts.judge if self.view.facts else None
        pointed = self._shown is not None and self._shown.focus.tokens
        if self.controls.display.choice.kind != "relevance" or pointed or judge is None:
            return ""
        if judge.user is not None and self._rows is not None:
            return self.tr("score of user {0}").format(self._rows.user_id(judge.user))
        if judge.who == "itself":
            return self.tr("length of its own vector, since there are no histories")
        if judge.who == "choosers":
            return self.tr("mean score of the {0} people who chose it").format(judge.people)
        return self.tr("mean score of everybody, nobody chose it yet")

    # --- taking along ---------------------------------------------------------------------

    def csv(self) -> str:
        """The weights on screen, one row a token, with their places in the source."""
        columns = ["item", "run", "modality", "token", "word", "p0", "p1", "p2", "p3"]
        sheet = Sheet([*columns, "weight", "times_uniform"])
        item, run, *_pinned = self.view.origin()
        of = {
            (name, token): word.name
            for name, found in self.view.words.items()
            for word in found
            for token in word.tokens
        }
        if self._shown is not None:
            for name, values in self._shown.look.weights.items():
                places = self._shown.maps.positions[name]
                uniform = max(self._shown.look.uniform[name], 1e-12)
                for token, value in enumerate(values):
                    place = places[token].tolist()
                    named = [item, run, name, token, of.get((name, token), "")]
                    sheet.row([*named, *place, float(value), float(value) / uniform])
        return sheet.text()

    # --- keyboard -------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.view.clear_pin()
            self.compare.second.clear_pin()
            if self.controls.display.choice.pair is not None:
                self.controls.set_pair(None)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.controls.walk_heads(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.controls.walk_layers(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)
