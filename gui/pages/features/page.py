"""Features: which encoder reads which modality, its licence, and the encoding job."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.catalog.modality import read_as
from core.contracts.captions import CAPTION, CaptionSpec
from core.contracts.comparing import COMPARE_ENCODERS, ComparedEncoders, CompareEncodersSpec
from core.contracts.features import (
    ENCODE,
    ENCODERS,
    FETCH_WEIGHTS,
    EncodedModality,
    Encoder,
    Encoders,
    EncodeSpec,
    Features,
    Fetched,
)
from core.contracts.job import AnyJob as AnyKind
from core.contracts.job import Ended
from core.contracts.question import Nothing
from core.text import Text
from gui.jobs import AnyRunning, Job
from gui.language import modality as modality_name
from gui.page import Page
from gui.pages.features.adding import AddEncoder
from gui.pages.features.captioning import SEEN, CaptionDialog
from gui.pages.features.comparing import CompareDialog, ComparisonView
from gui.pages.features.failures import Failures
from gui.pages.features.weights import Getting
from gui.session import Session
from gui.widgets.items.painting import glyph
from gui.widgets.layout.basic import card, label
from gui.widgets.layout.markup import coloured, joined
from gui.widgets.status.empty import EmptyState
from gui.widgets.status.job_bar import JobBar
from gui.widgets.status.prepare import NextStep

EncodeJob = Job[EncodeSpec, Features]
#: Kinds of jobs that are followed here; of those that ran, the last is shown.
WATCHED: tuple[AnyKind, ...] = (FETCH_WEIGHTS, CAPTION, COMPARE_ENCODERS, ENCODE)


class ModalityCard(QWidget):
    """One modality: encoder choice, what it gives, what is encoded already.

    Signals:
        weights_wanted: of the encoder of this name.
        picked: the encoder of this name was chosen by hand.
    """

    weights_wanted = Signal(str)
    picked = Signal(str)

    def __init__(self, modality: str, session: Session) -> None:
        super().__init__()
        self.modality = modality
        self._session = session
        self._infos: Sequence[Encoder] = ()
        self._offering = False
        frame, layout = card()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self._heading = label("", "heading")
        layout.addWidget(self._heading)
        self.choice = QComboBox()
        self.choice.setAccessibleName(self.tr("Encoder for {0}").format(modality_name(modality)))
        self.choice.currentIndexChanged.connect(self._describe)
        self.choice.currentIndexChanged.connect(self._pick)
        layout.addWidget(self.choice)
        self.why = label("", wrap=True)
        self.why.hide()
        layout.addWidget(self.why)
        self.note = label("", "muted", wrap=True)
        layout.addWidget(self.note)
        self.missing = label("", "warning", wrap=True)
        layout.addWidget(self.missing)
        self.get_weights = QPushButton(self.tr("Get the weights"))
        self.get_weights.clicked.connect(self._get_weights)
        layout.addWidget(self.get_weights)
        self.missing.hide()
        self.get_weights.hide()
        self.state = label("", wrap=True)
        layout.addWidget(self.state)
        layout.addStretch(1)
        self.caption = QPushButton(self.tr("Captions ..."))
        self.caption.setToolTip(self.tr("Put pictures or clips into words"))
        layout.addWidget(self.caption, alignment=Qt.AlignmentFlag.AlignLeft)
        self.caption.setVisible(modality in SEEN)
        self.recolour()

    def recolour(self) -> None:
        """Take the theme's colour for this modality."""
        colour = self._session.theme.of(self.modality)
        shape, name = glyph(self.modality), modality_name(self.modality)
        self._heading.setText(joined(" ", (coloured(colour, shape), name)))

    def set_infos(self, infos: Sequence[Encoder]) -> None:
        """Offer these encoders."""
        self._infos = infos
        self._offering = True
        self.choice.clear()
        for info in infos:
            missing = "" if info.installed else self.tr("  (weights missing)")
            self.choice.addItem(info.title + missing, info.name)
        self._offering = False
        self.choice.setVisible(bool(infos))

    def choose(self, *names: str | None) -> None:
        """Choose the first of these that is offered."""
        places = (self.choice.findData(name) for name in names if name)
        self._offering = True
        self.choice.setCurrentIndex(next((at for at in places if at >= 0), 0))
        self._offering = False

    def _pick(self, _index: int) -> None:
        if not self._offering:
            self.picked.emit(self.choice.currentData())

    def set_why(self, why: str) -> None:
        """Say why another encoder than usual is chosen, if one is."""
        self.why.setText(why)
        self.why.setVisible(bool(why))

    def _describe(self, index: int) -> None:
        if not 0 <= index < len(self._infos):
            return
        info = self._infos[index]
        parts = [info.note, self.tr("Licence: {0}").format(info.licence)]
        if info.size_mb:
            parts.append(f"{info.size_mb:.0f} MB")
        self.note.setText(" · ".join(part for part in parts if part))
        missing = not info.installed
        self.missing.setVisible(missing)
        self.get_weights.setVisible(missing)
        self.missing.setText(self.tr("The weights are not on this machine."))
        self.get_weights.setToolTip(self.tr("In a shell: {0}").format(info.command))

    def _get_weights(self) -> None:
        self.weights_wanted.emit(self._infos[self.choice.currentIndex()].name)

    def set_encoded(self, made: EncodedModality | None) -> None:
        """Say what is in the cache."""
        if made is None:
            self.state.setText(self.tr("Not encoded yet."))
            return
        self.state.setText(
            self.tr("{0} of {1} items encoded by {2}: up to {3} tokens × {4} numbers.").format(
                f"{made.items:,}",
                f"{made.total:,}",
                made.encoder,
                made.max_tokens,
                made.width,
            )
        )

    @property
    def chosen(self) -> str | None:
        """Name of the chosen encoder, None for precomputed features."""
        return self.choice.currentData() if self._infos else None


class FeaturesPage(Page):
    """Choose encoders, run them, see what came out."""

    key = "features"
    title = str(QT_TRANSLATE_NOOP("FeaturesPage", "Features"))
    subtitle = str(
        QT_TRANSLATE_NOOP(
            "FeaturesPage",
            "Pretrained encoders turn words, pictures and sound into tokens with their places.",
        )
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._cards: dict[str, ModalityCard] = {}
        self._infos: tuple[Encoder, ...] = ()
        self._defaults: dict[str, str] = {}
        #: Modality -> encoder that was chosen by hand, or has just come.
        self._picked: dict[str, str] = {}
        self._why = Text()
        #: Whether encoding was asked for and waits for weights.
        self._encode_next = False
        self.adding: AddEncoder | None = None
        self.getting = Getting(session, self)
        self.getting.changed.connect(self._check)
        self.encode = QPushButton(self.tr("Encode"))
        self.encode.clicked.connect(self.start)
        self.copy = QPushButton(self.tr("Copy as command"))
        self.copy.clicked.connect(self._copy)
        self.compare = QPushButton(self.tr("Compare encoders ..."))
        self.compare.clicked.connect(self._choose)
        self.dialog: CompareDialog | None = None
        self.add = QPushButton(self.tr("Add an encoder ..."))
        self.add.clicked.connect(self._add)
        self.captioning: CaptionDialog | None = None
        self.tools.addWidget(self.add)
        self.tools.addWidget(self.copy)
        self.tools.addWidget(self.compare)
        self.tools.addWidget(self.encode)
        self.next = NextStep(session)
        self.tools.addWidget(self.next)
        self._empty = EmptyState(
            session,
            "features",
            self.tr("Open a catalog first: its words, pictures and sounds are encoded here."),
            self.tr("Go to Catalog"),
            "catalog",
        )
        self.body.addWidget(self._empty, 1)
        self._content = QWidget()
        content = QVBoxLayout(self._content)
        content.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        content.addWidget(holder)
        self.failures = Failures(session)
        content.addWidget(self.failures, 1)
        self.comparison = ComparisonView(session)
        content.addWidget(self.comparison, 6)
        frame, layout = card(self.tr("Job"))
        self.job_bar = JobBar(session.jobs, session.report, stoppable=False)
        layout.addWidget(self.job_bar)
        content.addWidget(frame, 1)
        self.body.addWidget(self._content, 1)
        session.jobs.added.connect(self._added)
        session.catalog_changed.connect(self._new_catalog)
        session.features_changed.connect(self._show_encoded)
        session.theme_changed.connect(self._recolour)
        for kind in WATCHED:
            if (job := session.latest(kind)) is not None:
                self._watch(job)
        self._rebuild()

    def _new_catalog(self) -> None:
        self.comparison.show_compared(None)
        self.job_bar.follow(self.session.latest(ENCODE))
        self._infos = ()  # which encoder the words start with depends on their language
        self._picked = {}
        self._rebuild()
        if self.isVisible():
            self._ask()

    def shown(self) -> None:
        if not self._infos:
            self._ask()

    def _fetched(self, ended: Ended[Fetched]) -> None:
        if ended.outcome == "done":
            self._ask()

    def _ask(self) -> None:
        self.session.ask(ENCODERS, Nothing(), self._on_encoders, self.session.report)

    def _on_encoders(self, answer: Encoders) -> None:
        known = {one.name for one in self._infos}
        new = [one for one in answer.encoders if known and one.name not in known]
        self._picked |= {
            name: one.name for one in new for name in self._cards if read_as(name) == one.modality
        }
        self._infos = answer.encoders
        self._defaults = answer.defaults
        self._why = answer.note
        self._rebuild()
        if self._encode_next:
            self.start()

    def _rebuild(self) -> None:
        catalog = self.session.catalog
        self._empty.setVisible(catalog is None)
        self._content.setVisible(catalog is not None)
        self.copy.setEnabled(catalog is not None)
        self.add.setEnabled(catalog is not None)
        for widget in self._cards.values():
            self._grid.removeWidget(widget)
            widget.deleteLater()
        self._cards.clear()
        if catalog is None:
            self._check()
            return
        for column, modality in enumerate(catalog.modalities()):
            widget = ModalityCard(modality, self.session)
            fitting = [info for info in self._infos if info.modality == read_as(modality)]
            if modality in catalog.features:
                widget.set_infos([])
                widget.note.setText(
                    self.tr("Precomputed features of the catalog: one token an item.")
                )
            else:
                widget.set_infos(fitting)
                widget.picked.connect(lambda name, of=modality: self._picked.update({of: name}))
                widget.set_why(self._why if modality == "text" else "")
                widget.weights_wanted.connect(self._get_weights)
                widget.caption.clicked.connect(self._caption)
                if not self._infos:
                    widget.note.setText(self.tr("Asking which encoders are installed ..."))
            self._grid.addWidget(widget, column // 4, column % 4)
            self._cards[modality] = widget
        self._show_encoded()
        self._check()

    def _show_encoded(self) -> None:
        encoded = self.session.features.modalities if self.session.features else {}
        for modality, widget in self._cards.items():
            made = encoded.get(modality)
            widget.set_encoded(made)
            # Encoding again keeps what is encoded, unless somebody chose otherwise.
            before = made.encoder if made is not None else None
            widget.choose(self._picked.get(modality), before, self._defaults.get(modality))
        self.failures.show_failures(encoded)
        self.encode.setText(self.tr("Encode again") if encoded else self.tr("Encode"))
        self.job_bar.rest(self.tr("Encoded before; nothing is running") if encoded else "")

    def _recolour(self) -> None:
        for widget in self._cards.values():
            widget.recolour()

    def _chosen(self) -> dict[str, str] | None:
        chosen = {m: w.chosen for m, w in self._cards.items() if w.chosen is not None}
        return chosen or None

    def start(self) -> EncodeJob | None:
        """Start the encoding job; weights that are missing are offered first."""
        if self.session.snapshot is None:
            return None
        chosen = set((self._chosen() or {}).values())
        missing = [one.name for one in self._infos if one.name in chosen and not one.installed]
        self._encode_next = bool(missing)
        if missing:
            self.getting.get(missing)
            return None
        spec = EncodeSpec(catalog=str(self.session.snapshot), encoders=self._chosen())
        return self.session.jobs.start(ENCODE, spec, self.tr("Encoding"))

    def _added(self, job: AnyRunning) -> None:
        """Whoever encodes this catalog, it is watched here."""
        if job.kind in WATCHED and job.machine.concerns(self.session.snapshot):
            self._watch(job)

    def _add(self) -> None:
        dialog = AddEncoder(self.session, self)
        dialog.added.connect(self._on_encoders)
        dialog.wanted.connect(self._get_weights)
        self.adding = dialog
        dialog.open()

    def _seen(self) -> list[str]:
        """Modalities that a model can put into words."""
        catalog = self.session.catalog
        return [] if catalog is None else [one for one in SEEN if one in catalog.modalities()]

    def _caption(self) -> None:
        dialog = CaptionDialog(self.session, self._seen(), self)
        dialog.wanted.connect(self._write_captions)
        self.captioning = dialog
        dialog.open()

    def _write_captions(self, spec: CaptionSpec) -> None:
        self.session.jobs.start(CAPTION, spec, self.tr("Putting pictures into words"))

    def _get_weights(self, encoder: str) -> None:
        self._encode_next = False
        self.getting.get([encoder])

    def _choose(self) -> None:
        self.dialog = CompareDialog(self, self._infos, self._chosen() or {})
        self.dialog.wanted.connect(self._compare)
        self.dialog.open()

    def _compare(self, encoders: dict[str, tuple[str, ...]], seeds: int) -> None:
        from core.training.presets import PRESETS

        if self.session.snapshot is None:
            return
        spec = CompareEncodersSpec(
            catalog=str(self.session.snapshot),
            encoders=encoders,
            config=PRESETS["demo"].config,
            seeds=tuple(range(seeds)),
        )
        self.session.jobs.start(COMPARE_ENCODERS, spec, self.tr("Comparing encoders"))

    def _compared(self, ended: Ended[ComparedEncoders]) -> None:
        self.comparison.show_compared(ended.result)

    def _watch(self, job: AnyRunning) -> None:
        self.job_bar.follow(job)
        job.status_changed.connect(self._check)
        if job.kind is FETCH_WEIGHTS:  # also one that was resumed
            job.finished.connect(self._fetched)
        if job.kind is COMPARE_ENCODERS:
            job.finished.connect(self._compared)
            if job.result is not None:
                self.comparison.show_compared(job.result)
        self._check()

    def _check(self, _status: object = None) -> None:
        job = self.job_bar.job
        busy = job is not None and not job.status.over
        busy = busy or self.getting.asking is not None
        open_ = self.session.catalog is not None
        self.encode.setEnabled(open_ and not busy)
        self.compare.setEnabled(open_ and not busy and bool(self._chosen()))
        for widget in self._cards.values():
            widget.get_weights.setEnabled(not busy)

    def _copy(self) -> None:
        words = ["triptych", "encode", self.session.source]
        for modality, encoder in (self._chosen() or {}).items():
            words += ["--encoder", f"{modality}={encoder}"]
        QGuiApplication.clipboard().setText(shlex.join(words))
