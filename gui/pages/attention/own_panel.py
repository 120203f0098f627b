"""One's own words and files in the place of an item's, and what they do to its place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from core.contracts.attention import PROOF, ItemParams, MapFacts, ProofAnswer, ProofParams
from core.contracts.own import Own
from core.contracts.question import Nothing
from core.contracts.standing import READY, STANDING, Ready, Standing
from core.worker.messages import Failed
from gui.part_names import name_of
from gui.session import Session
from gui.translation import told
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.items.own_input import OwnInput, one_line
from gui.widgets.layout.basic import label
from gui.widgets.layout.markup import bold, joined, markup

#: Parts of the score that change less are not told.
LEAST = 0.005


class OwnPanel(QWidget):
    """What is given, and where the item stands with it.

    Signals:
        changed: an Own or None, what is one's own by now.
    """

    changed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._rows: CatalogRows | None = None
        self._row = 0
        self._user: int | None = None
        self._asked: ItemParams | None = None
        self._ready = False
        self.back = QPushButton(self.tr("As the item"))
        self.back.setToolTip(self.tr("The item's own words and files again"))
        self.prove = QPushButton(self.tr("Prove it"))
        self.prove.setToolTip(
            self.tr("Masks what moved the score most, and as much at random, of what is given here")
        )
        self.inputs = OwnInput(session, (), self.back, self.prove)
        self.place = label("", wrap=True)
        self.parts = label("", "muted", wrap=True)
        for line in (self.place, self.parts):
            line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.place.setMinimumHeight(self.fontMetrics().lineSpacing())
        self.parts.setFixedHeight(2 * self.parts.fontMetrics().lineSpacing() + 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.inputs)
        column.addWidget(self.place)
        column.addWidget(self.parts)
        self.inputs.changed.connect(self._changed)
        self.back.clicked.connect(self._as_the_item)
        self.prove.clicked.connect(self._prove)

    # --- the item -------------------------------------------------------------------------

    def set_rows(self, rows: CatalogRows | None) -> None:
        """Another catalog."""
        self._rows = rows
        self.forget()

    def forget(self) -> None:
        """Another run: its encoders are loaded when they are wanted."""
        self._asked, self._ready = None, False

    def take(self, row: int, user: int | None, facts: MapFacts | None) -> None:
        """Begin with what an item has; `facts` tells what the model looks at."""
        self._row, self._user = row, user
        self.offer(facts)
        if not self._ready:
            self._ready = True
            self.place.setText(self.tr("The encoders are being loaded."))
            self._session.ask(READY, Nothing(), self._on_ready, self.refuse)
        self._as_the_item()

    def offer(self, facts: MapFacts | None) -> None:
        """Let what the model looks at be given, and nothing else."""
        looks = facts.modalities if facts is not None else ()
        self.inputs.set_kinds([kind for kind in self.inputs.files if kind in looks])
        self.inputs.words.setEnabled("text" in looks)

    def set_user(self, user: int | None) -> None:
        """For whom the place counts."""
        if user != self._user:
            self._user = user
            self._changed()

    @property
    def own(self) -> Own | None:
        """What differs from the item; None if nothing does."""
        rows = self._rows
        if rows is None:
            return None
        given: dict[str, str] = {}
        text = self.inputs.text
        if text != one_line(str(rows.value("text", self._row) or "")):
            given["text"] = text
        for kind in self.inputs.kinds:
            path = self.inputs.files[kind]
            if path != str(rows.media(self._row, kind) or ""):
                given[kind] = path
        return Own.model_validate(given) if given else None

    def _as_the_item(self) -> None:
        if self._rows is not None:
            self.inputs.take_item(self._rows, self._row)

    # --- what it does ---------------------------------------------------------------------

    def _changed(self) -> None:
        own = self.own
        self.back.setEnabled(own is not None)
        self.changed.emit(own)
        params = ItemParams(item=self._row, user=self._user, own=own)
        if params != self._asked:
            self._asked = params
            self._session.ask(STANDING, params, self._on_standing, self.refuse)

    def _on_ready(self, _answer: Ready) -> None:
        pass  # the answer on the place, which waited for it, says what is next

    def _on_standing(self, answer: Standing) -> None:
        before, after = answer.before, answer.after
        if before is None:
            return
        whom = self._whom(answer)
        if self.own is None:
            words = self.tr(
                "Place {0} of {1} {2}. Change a word, drop or paste a picture: nothing of it "
                "changes the catalog."
            )
            self.place.setText(words.format(before.place, answer.ranked, whom))
        else:
            places = bold(f"{before.place} → {after.place}")
            words = markup(self.tr("Place {0} of {1} {2}"), places, str(answer.ranked), whom)
            score = f"{before.score:.3f} → {after.score:.3f}"
            self.place.setText(joined(" · ", (words, self.tr("score {0}").format(score))))
        moved = sorted(
            after.why, key=lambda part: -abs(after.why[part] - before.why.get(part, 0.0))
        )
        told_ = [
            f"{name_of(part)} {before.why.get(part, 0.0):+.2f} → {after.why[part]:+.2f}"
            for part in moved
            if abs(after.why[part] - before.why.get(part, 0.0)) >= LEAST
        ]
        parts = " · ".join(told_) or self.tr("No part of the score has changed.")
        self.parts.setText(parts if self.own is not None else "")
        self.parts.setToolTip(
            self.tr("Parts of the score, which sum to it, before and after; largest change first.")
        )

    def _whom(self, answer: Standing) -> str:
        judge = answer.judge
        if judge.user is not None and self._rows is not None:
            return self.tr("for user {0}").format(self._rows.user_id(judge.user))
        if judge.who == "choosers":
            return self.tr("for the {0} people who chose it").format(judge.people)
        return self.tr("for everybody")

    def _prove(self) -> None:
        params = ProofParams(item=self._row, user=self._user, own=self.own)
        self._session.ask(PROOF, params, self._on_proof, self.refuse)

    def _on_proof(self, answer: ProofAnswer) -> None:
        times = answer.times
        words = self.tr(
            "Masking the {0} that moved the score most moves it {1} × as far as chance."
        )
        told_ = "-" if times is None else f"{times:.1f}"
        self.parts.setText(words.format(f"{answer.share:.0%}", told_))

    def refuse(self, message: Failed) -> None:
        """Say in one sentence why what was given cannot be looked at."""
        self._asked = None
        said = (told(message.message), told(message.remedy))
        self.place.setText(" ".join(part for part in said if part))
        self.parts.setText("")
