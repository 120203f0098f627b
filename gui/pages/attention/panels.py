"""The tabs beside the maps: heads, proof, pointing game, film, and what each asks the engine."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget

from core.contracts.attention import (
    CATALOG_PROOF,
    POINTING,
    PROOF,
    CatalogProofAnswer,
    CatalogProofParams,
    MapsAnswer,
    PointingAnswer,
    PointingParams,
    ProofAnswer,
    ProofParams,
)
from core.worker.messages import Failed
from gui.pages.attention.controls import Controls
from gui.pages.attention.film_panel import FilmPanel
from gui.pages.attention.heads_panel import HeadsPanel
from gui.pages.attention.map_slice import Choice
from gui.pages.attention.pointing_panel import PointingPanel
from gui.pages.attention.proof_panel import ProofPanel
from gui.pages.attention.view import ItemView, Shown
from gui.session import Session


class Panels(QTabWidget):
    """Follows one view and its controls."""

    def __init__(self, session: Session, view: ItemView, controls: Controls) -> None:
        super().__init__()
        self._session, self._view, self._controls = session, view, controls
        self._shown: Shown | None = None
        self._played: Choice | None = None
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.heads = HeadsPanel(session)
        self.proof = ProofPanel(session)
        self.pointing = PointingPanel(session)
        self.film = FilmPanel(session)
        self.addTab(self.heads, self.tr("Heads"))
        self.addTab(self.proof, self.tr("Proof"))
        self.addTab(self.pointing, self.tr("Pointing game"))
        self.addTab(self.film, self.tr("Film"))
        for panel in (self.heads, self.proof, self.film):
            panel.origin = view.origin
        self.heads.chosen.connect(controls.look_through)
        self.film.frame_shown.connect(self._frame_shown)
        self.film.item_wanted.connect(session.select_item)
        controls.kind.chosen.connect(self._other_method)
        self.currentChanged.connect(self._turned)
        self.proof.wanted.connect(self._prove)
        self.proof.catalog_wanted.connect(self._prove_catalog)
        self.pointing.wanted.connect(self._point)
        view.arrived.connect(self._arrived)
        view.looked.connect(self._looked)

    # --- following ------------------------------------------------------------------------

    def set_truth_known(self, known: bool) -> None:
        """Whether there is planted truth to play the pointing game with."""
        self.setTabVisible(self.indexOf(self.pointing), known)

    def forget(self) -> None:
        """Another run."""
        self.film.forget()
        self.pointing.clear()

    def _arrived(self) -> None:
        if self._view.maps is not None:
            self.heads.set_maps(self._view.maps)
            self.heads.show_state(self._controls.display, self._view.pin)
            self.proof.clear()

    def _looked(self, shown: Shown) -> None:
        before, self._shown = self._shown, shown
        if before is None or before.maps is not shown.maps or self._view.pin == shown.focus:
            self.heads.show_state(self._controls.display, self._view.pin)
            self.proof.map_changed()
        if self._played is not None and self._played != self._map:
            self._played = None
            self.pointing.clear()

    @property
    def _map(self) -> Choice:
        """What the pointing game is played with: all of a map, whichever pair is looked at."""
        choice = self._controls.display.choice
        return Choice(choice.kind, choice.layer, choice.heads)

    # --- film -----------------------------------------------------------------------------

    def _other_method(self, kind: str) -> None:
        """A film has raw weights alone: it ends where anything else is asked for."""
        if kind != "raw":
            self.film.watch.setChecked(False)

    def _turned(self, _index: int) -> None:
        if self.currentWidget() is self.film:
            self.film.load()

    def _frame_shown(self, frame: MapsAnswer | None) -> None:
        view = self._view
        if frame is not None:
            self._controls.look_through(self._controls.display.choice.layer, "mean")
            view.show_frame(frame)
        elif view.row is not None:
            view.show_item(view.row, view.user)

    # --- proof ----------------------------------------------------------------------------

    def _prove(self, share: float, by: str) -> None:
        shown, view = self._shown, self._view
        if shown is None or view.row is None:
            return
        self.proof.busy()
        weights = None
        if by == "screen":
            weights = {name: found for name, found in shown.look.weights.items() if len(found)}
        params = ProofParams(
            item=view.row, user=view.user, own=view.own, share=share, weights=weights
        )
        self._session.ask(PROOF, params, self._on_proof, self._no_proof)

    def _on_proof(self, answer: ProofAnswer) -> None:
        if answer.item == self._view.row:
            self.proof.show_proof(answer)

    def _prove_catalog(self, share: float) -> None:
        self.proof.busy()
        params = CatalogProofParams(share=share)
        self._session.ask(CATALOG_PROOF, params, self._on_catalog, self._no_proof)

    def _on_catalog(self, answer: CatalogProofAnswer) -> None:
        self.proof.show_proof(answer)

    def _no_proof(self, message: Failed) -> None:
        self.proof.refuse(f"{message.message} {message.remedy}")

    # --- pointing game --------------------------------------------------------------------

    def _point(self, one_item: bool) -> None:
        self._played = choice = self._map
        row = self._view.row if one_item else None
        params = PointingParams(item=row, kind=choice.kind, layer=choice.layer, heads=choice.heads)
        self._session.ask(POINTING, params, self._on_points, self._no_points)

    def _on_points(self, answer: PointingAnswer) -> None:
        self.pointing.show_score(answer)

    def _no_points(self, message: Failed) -> None:
        self.pointing.refuse(f"{message.message} {message.remedy}")
