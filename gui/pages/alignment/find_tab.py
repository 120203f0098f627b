"""The Find tab: type a phrase, see the patches, seconds or frames that mean it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.contracts.alignment import (
    FIND,
    WAVES,
    FindAnswer,
    FindParams,
    WavesAnswer,
    WavesParams,
)
from core.sheet import Sheet
from core.worker.messages import Failed
from gui import icons
from gui.pages.alignment.hit_card import HitCard
from gui.pages.alignment.tab import Scope, Tab, sentence_of
from gui.session import Session
from gui.widgets.forms.chips import Chip
from gui.widgets.items.painting import glyph
from gui.widgets.layout.basic import label
from gui.widgets.layout.flow import FlowLayout
from gui.widgets.layout.markup import joined, markup
from gui.widgets.media import player as players
from gui.widgets.media.thumbnails import Thumbnails
from gui.widgets.plots.export import export_button
from gui.widgets.status.empty import EmptyState

#: Phrases offered at most.
OFFERED = 8
HITS = 24


class FindTab(Tab):
    """Results are a grid, one place an item, best first."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._answer: FindAnswer | None = None
        self._insisted = False
        self._cards: list[HitCard] = []
        self._thumbnails = Thumbnails(parent=self)
        self._player = players.shared()
        self.phrase = QLineEdit()
        self.phrase.setPlaceholderText(self.tr("A phrase, such as “striped” or “slow piano”"))
        self.phrase.setAccessibleName(self.tr("Phrase to look for"))
        self.phrase.setClearButtonEnabled(True)
        self.phrase.setMaxLength(200)
        self._glass = self.phrase.addAction(
            icons.icon("search", session.theme.muted), QLineEdit.ActionPosition.LeadingPosition
        )
        self.phrase.returnPressed.connect(self._ask)
        self.go = QPushButton(self.tr("Find"))
        self.go.setProperty("role", "primary")
        self.go.clicked.connect(self._ask)
        self.where = QComboBox()
        self.where.setAccessibleName(self.tr("Where to look"))
        self.where.hide()
        self.where.currentIndexChanged.connect(self._insist)
        line = QHBoxLayout()
        line.addWidget(self.phrase, 1)
        line.addWidget(self.where)
        line.addWidget(self.go)
        self._offers = QWidget()
        self._offer_layout = FlowLayout(self._offers, gap=6)
        self.sentence = label("", wrap=True)
        self.sentence.setToolTip(
            self.tr(
                "The phrase goes through the catalog's own text encoder; its coordinates in the "
                "trained model say which patches, seconds and frames occur with such words. Each "
                "word looks for its own best place; an item fits as well as the word that fits it "
                "least. Score: deviations above the catalog's mean token. The tick on each bar is "
                "what an item scores that was not asked for (the median of all items)."
            )
        )
        self._grid = QWidget()
        self._grid_layout = FlowLayout(self._grid, gap=10)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(self._grid)
        head = QHBoxLayout()
        head.addWidget(self.sentence, 1)
        head.addWidget(export_button(self._grid, "find", session, self.csv))
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 8, 0, 0)
        inside.setSpacing(8)
        inside.addLayout(line)
        inside.addWidget(self._offers)
        inside.addLayout(head)
        inside.addWidget(scroll, 1)
        self.empty = EmptyState(session, "search", "", self.tr("Go to Training"), "training")
        self.stack = QStackedWidget()
        self.stack.addWidget(content)
        self.stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        session.theme_changed.connect(self._recolour)

    # --- what can be asked ----------------------------------------------------------------

    def look(self, look: Scope | None) -> None:
        if look is None:
            self._answer = None
            self._insisted = False
            self._clear()
            self.where.blockSignals(True)
            self.where.clear()
            self.where.blockSignals(False)
        super().look(look)

    def load(self, look: Scope) -> None:
        trained = self.session.run is not None or look.space == "joint"
        self.stack.setCurrentIndex(0 if trained else 1)
        if not trained:
            self.empty.say(
                self.tr(
                    "A phrase is found with a trained model: it knows which words go with which "
                    "patches and sounds. Train one with the Transformer fusion."
                ),
                self.tr("Go to Training"),
                "training",
            )
            return
        self._offer(look)
        if self.phrase.text().strip():
            self._ask()
        else:
            self.sentence.setText(self.tr("Type a phrase, or choose one of those above."))

    def _offer(self, look: Scope) -> None:
        """Phrases of the planted truth, where there is one."""
        self._offer_layout.clear()
        truth = look.rows.catalog.truth
        if truth is None:
            self._offers.hide()
            return
        counts = truth.group_by("attribute", "value", maintain_order=True).len()
        counts = counts.sort("len", descending=True)
        # One of each attribute in turn: not eight colours.
        offered = counts.group_by("attribute", maintain_order=True).head(2)["value"].to_list()
        for word in list(dict.fromkeys(offered))[:OFFERED]:
            chip = Chip(self.session.appearance, str(word), checkable=True)
            chip.clicked.connect(self._offer_taken)
            self._offer_layout.addWidget(chip)
        self._offers.show()

    def _offer_taken(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            chip.setChecked(False)
            self.phrase.setText(chip.text())
            self._insisted = False
            self._ask()

    # --- asking ---------------------------------------------------------------------------

    def _insist(self) -> None:
        """The user says where to look; until then the engine looks where the phrase may be."""
        self._insisted = True
        self._ask()

    def _ask(self) -> None:
        phrase = self.phrase.text().strip()
        if not phrase or self.scope is None:
            return
        self.sentence.setText(self.tr("Looking through the catalog ..."))
        where = self.where.currentData() if self._insisted else None
        params = FindParams(phrase=phrase, modality=where, k=HITS)
        self.session.ask(FIND, params, self._on_found, self._refused)

    def _refused(self, message: Failed) -> None:
        self._answer = None
        self._clear()
        self.stack.setCurrentIndex(1)
        self.empty.say(sentence_of(message), self.tr("Go to Training"), "training")

    def _on_found(self, answer: FindAnswer) -> None:
        look = self.scope
        if look is None:
            return
        self._answer = answer
        names = {
            "image": self.tr("Pictures"),
            "audio": self.tr("Sounds"),
            "video": self.tr("Films"),
        }
        self.where.blockSignals(True)
        self.where.clear()
        for name in answer.modalities:
            self.where.addItem(f"{glyph(name)} {names[name]}", name)
        self.where.setCurrentIndex(answer.modalities.index(answer.modality))
        self.where.setVisible(self.where.count() > 1)
        self.where.blockSignals(False)
        self._clear()
        top = max((hit.score for hit in answer.hits), default=1.0)
        for number, hit in enumerate(answer.hits, start=1):
            made = HitCard(self.session, self._thumbnails, look.rows, answer.modality, hit)
            made.set_rank(number, answer.typical, top)
            made.set_selected(made.item == self.session.item)
            made.chosen.connect(self.session.select_item)
            made.opened.connect(self._open)
            made.played.connect(self._play)
            self._grid_layout.addWidget(made)
            made.show()
            self._cards.append(made)
        self._say(answer)
        if answer.modality in ("audio", "video"):
            items = tuple(hit.item for hit in answer.hits)
            params = WavesParams(items=items, modality=answer.modality)
            self.session.ask(WAVES, params, self._on_waves, self.session.report)

    def _on_waves(self, answer: WavesAnswer) -> None:
        waves = {wave.item: wave for wave in answer.waves}
        for one in self._cards:
            if one.item in waves:
                one.set_wave(waves[one.item])

    def _say(self, answer: FindAnswer) -> None:
        said = self.tr("Best place of each of {0} items, among {1} tokens.").format(
            f"{answer.items:,}", f"{answer.tokens:,}"
        )
        if answer.space == "joint":
            said = self.tr("Each of {0} items as a whole, by encoders trained to compare.").format(
                f"{answer.items:,}"
            )
        if not answer.fits:
            nothing = self.tr(
                "Nothing here fits the phrase: no item stands out more than for words without "
                "meaning. These are only the nearest."
            )
            said = f"{nothing} {said}"
        verdict = answer.verdict
        if verdict is not None:
            scored = markup(
                self.tr(
                    "Planted truth ({0}): <b>{1} of the first {2}</b> are right, by chance {3}."
                ),
                ", ".join(verdict.values),
                verdict.hits,
                verdict.looked_at,
                f"{verdict.chance:.1%}",
            )
            said = joined(" ", (said, scored))
        elif self.scope is not None and self.scope.rows.catalog.truth is not None:
            said += " " + self.tr("The phrase names nothing that was planted, so it is not scored.")
        self.sentence.setText(said)

    def _clear(self) -> None:
        self._grid_layout.clear()
        self._cards = []

    @property
    def cards(self) -> tuple[HitCard, ...]:
        """The results shown, best first."""
        return tuple(self._cards)

    # --- going on -------------------------------------------------------------------------

    def select(self, row: int) -> None:
        for one in self._cards:
            one.set_selected(one.item == row)

    def _open(self, item: int) -> None:
        self.session.select_item(item)
        self.session.page_wanted.emit("attention")

    def _play(self, path: str, second: float) -> None:
        self._player.play(Path(path), second)

    def _recolour(self) -> None:
        self._glass.setIcon(icons.icon("search", self.session.theme.muted))

    def csv(self) -> str:
        """The results as rows."""
        sheet = Sheet(
            ["rank", "item", "title", "modality", "score", "p0", "p1", "p2", "p3", "right"]
        )
        look, answer = self.scope, self._answer
        if look is not None and answer is not None:
            for number, hit in enumerate(answer.hits, start=1):
                named = [look.rows.item_id(hit.item), look.rows.title(hit.item), answer.modality]
                sheet.row([number, *named, hit.score, *hit.place, hit.right])
        return sheet.text()
