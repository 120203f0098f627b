"""One bar with one time left while a catalog is prepared, and where to go when it is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
)

from core.contracts.showcase import Showcase
from gui import icons
from gui.session import Session
from gui.state.preparation import Status
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.layout.basic import label
from gui.widgets.layout.flow import FlowLayout
from gui.widgets.status.progress import STEPS, duration, joined

#: The time left is told anew so often.
TICK_MS = 1000
#: Pages that lead to what was prepared rather than showing it.
LEADING = ("catalog", "time", "space", "features", "training", "benchmark")


class PrepareBar(QFrame):
    """Follows `session.preparing`; gone while there is nothing to tell."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._preparing = session.preparing
        self.setProperty("role", "card")
        self.setAccessibleName(self.tr("Preparation of the catalog"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 10, 8)
        layout.setSpacing(6)
        head = QHBoxLayout()
        self.said = label("", wrap=True)
        head.addWidget(self.said, 1)
        self.pause = QPushButton(self.tr("Pause"))
        self.pause.clicked.connect(self._preparing.pause)
        self.stop = QPushButton(self.tr("Stop and keep"))
        self.stop.setToolTip(self.tr("End now with what was made so far"))
        self.stop.clicked.connect(self._preparing.stop)
        self.fetch = QPushButton(self.tr("Get the weights"))
        self.fetch.setProperty("role", "primary")
        self.fetch.clicked.connect(self._preparing.fetch)
        self.without = QPushButton(self.tr("Go on without them"))
        self.without.setToolTip(self.tr("What they are for is left out"))
        self.without.clicked.connect(self._preparing.without)
        self.again = QPushButton(self.tr("Go on"))
        self.again.setProperty("role", "primary")
        self.again.clicked.connect(self._preparing.start)
        self.close_it = QToolButton()
        self.close_it.setToolTip(self.tr("Dismiss"))
        self.close_it.setAccessibleName(self.tr("Dismiss"))
        self.close_it.clicked.connect(self.hide)
        for button in (self.pause, self.fetch, self.without, self.stop, self.again, self.close_it):
            head.addWidget(button)
        layout.addLayout(head)
        self.bar = QProgressBar()
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the whole"))
        layout.addWidget(self.bar)
        self._next = QFrame()
        self._next.setProperty("plain", True)
        ways = FlowLayout(self._next, gap=8)
        self.steps = {
            "attention": QPushButton(self.tr("1. See what it looks at")),
            "recommend": QPushButton(),
            "alignment": QPushButton(self.tr("3. See what says the same")),
        }
        for key, button in self.steps.items():
            button.setProperty("page", key)
            button.clicked.connect(self._go)
            ways.addWidget(button)
        layout.addWidget(self._next)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._tell)
        session.preparing_changed.connect(self._refresh)
        session.theme_changed.connect(self._recolour)
        self._recolour()
        self._was = (Status.IDLE, False)
        self.hide()

    def _recolour(self) -> None:
        self.close_it.setIcon(icons.icon("close", self._session.theme.muted))

    def _refresh(self) -> None:
        status, busy = self._preparing.status, self._preparing.busy
        now = (status, self._preparing.job is not None)
        if now != self._was:
            if status is not self._was[0]:
                self.setVisible(status is not Status.IDLE)
            self._was = now
            self._dress(status, busy)
        if not self.isHidden():
            self._tell()

    def passed(self, key: str) -> None:
        """Another page is in front: whoever goes elsewhere has read where to go."""
        if self._preparing.status is Status.DONE and key not in self.steps:
            self.hide()

    def _dress(self, status: Status, busy: bool) -> None:
        asking = status is Status.ASKING
        job_runs = busy and status is not Status.STOPPING
        self.pause.setText(self.tr("Continue") if status is Status.PAUSED else self.tr("Pause"))
        self.pause.setVisible(job_runs and self._preparing.job is not None)
        self.stop.setVisible(job_runs)
        self.fetch.setVisible(asking)
        self.without.setVisible(asking and self._preparing.weights.dispensable)
        self.again.setVisible(status in (Status.STOPPED, Status.FAILED))
        self.close_it.setVisible(not busy)
        self.bar.setVisible(busy and not asking)
        # Without a model there is still what the encoders say.
        encoded = status is Status.FAILED and self._session.features is not None
        self._next.setVisible(status is Status.DONE or encoded)
        if encoded:
            for key, button in self.steps.items():
                button.setVisible(key == "alignment")
        if busy:
            self._tick.start()
        else:
            self._tick.stop()

    def _tell(self) -> None:
        preparing = self._preparing
        self.bar.setValue(round(STEPS * preparing.fraction))
        if preparing.status is Status.ASKING:
            self.said.setText(self._missing())
        elif preparing.busy:
            self.said.setText(self._progress())
        elif preparing.status is Status.STOPPED:
            self.said.setText(self.tr("Stopped. What was made is kept."))
        elif preparing.status is Status.FAILED:
            kept = self.tr(
                "It could not be finished. What was made is kept, and can be gone on with."
            )
            failed = preparing.failure
            why = (failed.message, failed.remedy) if failed is not None else ()
            self.said.setText(" ".join(filter(None, (*why, kept))))
        elif preparing.found is not None:
            self.said.setText(self._found(preparing.found))

    def _missing(self) -> str:
        """What would be fetched: of whom, how much, under which licence."""
        told = self.tr("{0} ({1} MB, {2})")
        missing = self._preparing.weights.missing
        named = [told.format(one.title, f"{one.size_mb:.0f}", one.licence) for one in missing]
        sentence = self.tr("These weights are not on this machine yet: {0}.")
        return sentence.format("; ".join(named))

    def _progress(self) -> str:
        preparing = self._preparing
        assert preparing.step is not None
        step = QCoreApplication.translate("Preparing", preparing.step.value)
        if preparing.status is Status.STOPPING:
            return joined(step, self.tr("ending ..."))
        if preparing.status is Status.PAUSED:
            return joined(step, self.tr("paused"))
        if preparing.starting:
            return joined(step, f"{preparing.fraction:.0%}", self.tr("starting ..."))
        left = preparing.eta
        told = self.tr("about {0} left").format(duration(left)) if left is not None else ""
        return joined(step, f"{preparing.fraction:.0%}", told)

    def _found(self, found: Showcase) -> str:
        """What is on screen, and how far it is to be believed."""
        catalog = self._session.catalog
        if catalog is None:
            return ""
        rows, parts = CatalogRows(catalog), [self.tr("Ready.")]
        if found.item is not None and found.item.row == self._session.item:
            title = rows.title(found.item.row)
            if found.item.games:
                sentence = self.tr("{0}: its map points right {1} of {2} times.")
                parts.append(sentence.format(title, found.item.hits, found.item.games))
            else:
                parts.append(self.tr("{0}: its map is the sharpest found.").format(title))
        if found.user is not None:
            user = rows.user_id(found.user.row)
            self.steps["recommend"].setText(self.tr("2. See what {0} is recommended").format(user))
            if found.user.held_out:
                sentence = self.tr("User {0}: {1} of {2} held-out items are among the first {3}.")
                numbers = (found.user.hits, found.user.held_out, found.k)
                parts.append(sentence.format(user, *numbers))
        self.steps["attention"].setVisible(found.item is not None)
        self.steps["recommend"].setVisible(found.user is not None)
        return " ".join(parts)

    def _go(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self._session.show_page(button.property("page"))
