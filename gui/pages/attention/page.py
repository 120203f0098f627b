"""Attention: words, picture and sound of one item, and what looks where."""

from __future__ import annotations

import csv
import io
from typing import Any

import numpy as np
from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from core.worker.messages import Failed
from gui.page import Page, card
from gui.pages.attention.comparison import Comparison
from gui.pages.attention.controls import Controls
from gui.pages.attention.display import Display
from gui.pages.attention.evidence_actions import EvidenceActions
from gui.pages.attention.film_panel import FilmPanel
from gui.pages.attention.footer import Footer
from gui.pages.attention.heads_panel import HeadsPanel
from gui.pages.attention.pointing_panel import PointingPanel
from gui.pages.attention.proof_panel import ProofPanel
from gui.pages.attention.view import ItemView, Shown
from gui.session import Session, Stage
from gui.widgets.empty import EmptyState
from gui.widgets.export import export_button
from gui.widgets.item_bar import ItemBar
from gui.widgets.rows import Rows


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
        self._rows: Rows | None = None
        self._shown: Shown | None = None
        self._stale = True
        self._build()
        session.catalog_changed.connect(self._catalog_changed)
        session.features_changed.connect(self._run_changed)
        session.run_changed.connect(self._run_changed)
        session.item_selected.connect(self._item_selected)
        session.clock_changed.connect(self._clock_changed)
        session.user_selected.connect(self._user_selected)
        session.theme_changed.connect(self._draw_legend)
        self._catalog_changed()

    # --- building -------------------------------------------------------------------------

    def _build(self) -> None:
        self.bar = ItemBar(self.session)
        self.tools.addWidget(self.bar)
        self.empty = EmptyState(self.session, "attention", "", "", "catalog")
        self.body.addWidget(self.empty, 1)
        self.content = QWidget()
        self.controls = Controls()
        self.view = ItemView(self.session)
        self.export = export_button(self.content, "attention", self.session, self.csv)
        self.evidence = EvidenceActions(self.session, self.view, self.controls, self.export)
        layout = QVBoxLayout(self.content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.controls)
        self.panels = QTabWidget()
        self.panels.setDocumentMode(True)
        self.heads = HeadsPanel(self.session)
        self.proof = ProofPanel(self.session)
        self.pointing = PointingPanel(self.session)
        self.panels.addTab(self.heads, self.tr("Heads"))
        self.panels.addTab(self.proof, self.tr("Proof"))
        self.panels.addTab(self.pointing, self.tr("Pointing game"))
        self.film = FilmPanel(self.session)
        self.panels.addTab(self.film, self.tr("Film"))
        self.panels_card, holder = card()
        holder.setContentsMargins(8, 6, 8, 8)
        holder.addWidget(self.panels)
        self.view.aside.addWidget(self.panels_card, 1)
        self.views = QSplitter(Qt.Orientation.Horizontal)
        self.views.setChildrenCollapsible(False)
        self.views.addWidget(self.view)
        layout.addWidget(self.views, 1)
        self.compare = Comparison(self.session, self.view, self.views)
        self.tools.addWidget(self.compare)
        self.tools.addWidget(self.export)
        self.footer = Footer(self.session)
        layout.addWidget(self.footer)
        self.body.addWidget(self.content, 1)
        self.bar.chosen.connect(self.session.select_item)
        self.compare.beside.connect(self._beside)
        self.compare.pair_chosen.connect(self.controls.set_pair)
        self.compare.refused.connect(self._refused)
        self.controls.changed.connect(self._display_changed)
        self.controls.judge_changed.connect(self._judge_changed)
        self.view.looked.connect(self._looked)
        self.view.pair_chosen.connect(self.controls.set_pair)
        self.view.refused.connect(self._refused)
        self.view.arrived.connect(self._arrived)
        self.heads.chosen.connect(self.controls.look_through)
        self.film.frame_shown.connect(self._frame_shown)
        self.film.item_wanted.connect(self.session.select_item)
        self.panels.currentChanged.connect(self._panel_changed)
        self.proof.wanted.connect(self._prove)
        self.proof.catalog_wanted.connect(self._prove_catalog)
        self.pointing.wanted.connect(self._point)

    # --- session --------------------------------------------------------------------------

    def shown(self) -> None:
        self._say_what_is_missing()
        if self._stale and self.content.isVisibleTo(self):
            self._stale = False
            self._load(self.session.item or 0)
        self.view.strip.setFocus(Qt.FocusReason.OtherFocusReason)

    def _catalog_changed(self) -> None:
        catalog = self.session.catalog
        self._rows = Rows(catalog) if catalog is not None else None
        self.bar.set_rows(self._rows)
        self.view.set_rows(self._rows)
        self.evidence.set_rows(self._rows)
        self.compare.set_rows(self._rows)
        known = catalog is not None and catalog.truth is not None and catalog.truth.height > 0
        self.controls.set_truth_known(known)
        self.panels.setTabVisible(self.panels.indexOf(self.pointing), known)
        self.controls.set_user(None)
        self._run_changed()

    def _run_changed(self) -> None:
        self._stale = True
        self.view.forget()
        self.compare.forget()
        self.film.forget()
        self._say_what_is_missing()
        if self.isVisible():
            self.shown()

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
        self.bar.setVisible(missing is None)
        self.compare.setVisible(missing is None)
        if missing is not None:
            self.empty.say(*missing)

    # --- items ----------------------------------------------------------------------------

    def _load(self, row: int) -> None:
        self.bar.set_row(row)
        self.film.set_row(row)
        self.view.show_item(row, self._judge())
        self.compare.follow(self._judge())

    def _judge(self) -> int | None:
        return self.session.user if self.controls.judge.currentData() == "user" else None

    def _judge_changed(self, _who: str) -> None:
        if self.view.row is not None:
            self.view.show_item(self.view.row, self._judge())
        self.compare.follow(self._judge())

    def _arrived(self) -> None:
        if self.view.maps is not None:
            self.controls.set_maps(self.view.maps)
            self.heads.set_maps(self.view.maps)
            self.heads.show_state(self.controls.display, self.view.pin)
            self.proof.clear()
            self.session.set_stage("attention", Stage.DONE)

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

    def _beside(self, on: bool) -> None:
        self.panels_card.setVisible(not on)
        self.view.set_narrow(on)

    # --- drawing --------------------------------------------------------------------------

    def _display_changed(self, display: Display) -> None:
        self.view.set_display(display)
        self.compare.set_display(display)

    def _looked(self, shown: Shown) -> None:
        before, self._shown = self._shown, shown
        if before is None or before.maps is not shown.maps or self.view.pin == shown.focus:
            self.heads.show_state(self.controls.display, self.view.pin)
            self.proof.map_changed()
        self._draw_legend()

    def _draw_legend(self) -> None:
        if self._shown is not None:
            self.footer.show_map(self._shown, self.controls.display, self.view.text, self._judged())

    def _judged(self) -> str:
        judge = self.view.facts.get("judge")
        if self.controls.display.choice.kind != "relevance" or not judge:
            return ""
        if judge["who"] == "user" and self._rows is not None:
            return self.tr("score of user {0}").format(self._rows.user_id(judge["user"]))
        if judge["who"] == "choosers":
            return self.tr("mean score of the {0} people who chose it").format(judge["people"])
        return self.tr("mean score of everybody, nobody chose it yet")

    # --- film -----------------------------------------------------------------------------

    def _panel_changed(self, _index: int) -> None:
        if self.panels.currentWidget() is self.film:
            self.film.load()

    def _frame_shown(self, frame: tuple[dict[str, Any], dict[str, np.ndarray]] | None) -> None:
        if frame is not None:
            self.controls.look_through(self.controls.display.choice.layer, "mean")
            self.view.show_frame(*frame)
        elif self.view.row is not None:
            self.view.show_item(self.view.row, self._judge())

    # --- proof ----------------------------------------------------------------------------

    def _prove(self, share: float, by: str) -> None:
        shown = self._shown
        if shown is None or self.view.row is None:
            return
        self.proof.busy()
        params: dict[str, Any] = {"item": self.view.row, "user": self._judge(), "share": share}
        if by == "screen":
            weights = {name: values.tolist() for name, values in shown.look.weights.items()}
            params["weights"] = {name: values for name, values in weights.items() if values}
        self.session.ask("attention.proof", params, self._on_proof, self._no_proof)

    def _on_proof(self, result: dict[str, Any], arrays: dict[str, np.ndarray]) -> None:
        if result["item"] == self.view.row:
            self.proof.show_proof(result, arrays)

    def _prove_catalog(self, share: float) -> None:
        self.proof.busy()
        params = {"share": share}
        self.session.ask("attention.catalog_proof", params, self._on_catalog_proof, self._no_proof)

    def _on_catalog_proof(self, result: dict[str, Any], _arrays: dict[str, np.ndarray]) -> None:
        self.proof.show_catalog(result)

    def _no_proof(self, message: Failed) -> None:
        self.proof.refuse(f"{message.message} {message.remedy}")

    def _point(self, one_item: bool) -> None:
        choice = self.controls.display.choice
        params = {
            "item": self.view.row if one_item else None,
            "kind": choice.kind,
            "layer": choice.layer,
            "heads": choice.heads,
        }
        self.session.ask("attention.pointing", params, self._on_points, self._no_points)

    def _on_points(self, result: dict[str, Any], _arrays: dict[str, np.ndarray]) -> None:
        self.pointing.show_score(result)

    def _no_points(self, message: Failed) -> None:
        self.pointing.refuse(f"{message.message} {message.remedy}")

    # --- taking along ---------------------------------------------------------------------

    def csv(self) -> str:
        """The weights on screen, one row a token, with their places in the source."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(["modality", "token", "p0", "p1", "p2", "p3", "weight", "times_uniform"])
        if self._shown is not None:
            for name, values in self._shown.look.weights.items():
                places = self._shown.maps.positions[name]
                uniform = max(self._shown.look.uniform[name], 1e-12)
                for token, value in enumerate(values):
                    place = places[token].tolist()
                    writer.writerow([name, token, *place, float(value), float(value) / uniform])
        return out.getvalue()

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
