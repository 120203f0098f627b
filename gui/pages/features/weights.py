"""Getting weights: what it takes is asked and shown first, then a job brings them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from core.contracts.features import (
    FETCH_WEIGHTS,
    OFFER_WEIGHTS,
    FetchSpec,
    OfferSpec,
    WeightsOffer,
    WeightsOffers,
)
from core.contracts.job import Ended
from core.worker.messages import Failed
from gui.jobs import Job
from gui.session import Session

_MB = 1e6


class Getting(QObject):
    """One request at a time.

    Signals:
        changed: it asks, or does not any more.
    """

    changed = Signal()

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self._wanted: tuple[str, ...] = ()
        self.asking: Job[OfferSpec, WeightsOffers] | None = None
        self.box: QMessageBox | None = None

    def get(self, encoders: Sequence[str]) -> None:
        """Ask what these take, show it, and fetch them if the person agrees."""
        if self.asking is not None:
            return
        self._wanted = tuple(encoders)
        spec = OfferSpec(encoders=self._wanted)
        self.asking = self._session.jobs.start(OFFER_WEIGHTS, spec, self.tr("Asking for weights"))
        self.asking.finished.connect(self._offered)
        self.asking.failed.connect(self._refused)
        self.changed.emit()

    def _refused(self, message: Failed) -> None:
        self.asking = None
        self._session.report(message)
        self.changed.emit()

    def _offered(self, ended: Ended[WeightsOffers]) -> None:
        self.asking = None
        self.changed.emit()
        if ended.result is not None:
            self.ask(ended.result.offers)

    def ask(self, offers: Sequence[WeightsOffer]) -> None:
        """Show size, licence and source; fetch when agreed to."""
        box = QMessageBox(self._window)
        box.setWindowTitle(self.tr("Get the weights"))
        total = sum(one.bytes for one in offers) / _MB
        box.setText(self.tr("Fetch {0} MB?").format(f"{total:,.0f}"))
        told = self.tr("{0}: {1} MB from {2}. Licence: {3}")
        lines = [
            told.format(one.title, f"{one.bytes / _MB:,.0f}", one.source, one.licence or "?")
            for one in offers
        ]
        place = self.tr("They go into {0}, which has {1} MB free.")
        lines += [place.format(one.folder, f"{one.free / _MB:,.0f}") for one in offers[:1]]
        box.setInformativeText("\n".join(lines))
        yes = box.addButton(self.tr("Get the weights"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Not now"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(yes)
        box.accepted.connect(self.fetch)
        self.box = box
        box.open()

    def fetch(self) -> None:
        """Start the job; whoever watches jobs shows how far it is."""
        title = self.tr("Weights of {0}").format(", ".join(self._wanted))
        self._session.jobs.start(FETCH_WEIGHTS, FetchSpec(encoders=self._wanted), title)
