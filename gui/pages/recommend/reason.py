"""The reason in words; what it is made of on demand; what would drop the item; taking it along."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.contracts.recommend import REASON, Change, ReasonAnswer, ReasonParams
from core.worker.messages import Failed
from gui.pages.recommend.curves import FaithfulCurves
from gui.pages.recommend.explanation import Parts, Waterfall, colour_of
from gui.pages.recommend.slide import Bar, Slide
from gui.pages.recommend.state import Recommended, WhatIf
from gui.part_names import name_of
from gui.session import Session
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.layout.basic import label
from gui.widgets.plots.saving import ask_and_save

PAUSE_MS = 120  # who walks through the cards asks for none of them


class Reason(QWidget):
    """One plain sentence first, everything else below it.

    Signals:
        change_wanted: rows of items to take out of the history.
    """

    change_wanted = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._rows: CatalogRows | None = None
        self._one: Recommended | None = None
        self._parts: Parts = ()
        self._answer: ReasonAnswer | None = None
        self._asked: ReasonParams | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self.sentence = label("", wrap=True)
        layout.addWidget(self.sentence)
        self.change = label("", "muted", wrap=True)
        layout.addWidget(self.change)
        row = QHBoxLayout()
        self.drop = QPushButton(self.tr("Try it"))
        self.drop.setToolTip(self.tr("Take these items out of the history and rank again"))
        self.drop.clicked.connect(self._drop)
        row.addWidget(self.drop)
        row.addStretch(1)
        self.save_button = QPushButton(self.tr("Save ..."))
        self.save_button.setToolTip(self.tr("Save this reason for a slide"))
        menu = QMenu(self.save_button)
        menu.addAction(self.tr("As a picture ..."), self._ask_png)
        menu.addAction(self.tr("As a page (HTML) ..."), self._ask_html)
        self.save_button.setMenu(menu)
        row.addWidget(self.save_button)
        layout.addLayout(row)
        # A row of its own: the card is narrow.
        self.more = QToolButton()
        self.more.setCheckable(True)
        self.more.toggled.connect(self._unfold)
        layout.addWidget(self.more)
        self.details = QWidget()
        folded = QVBoxLayout(self.details)
        folded.setContentsMargins(0, 0, 0, 0)
        self.waterfall = Waterfall(session)
        folded.addWidget(self.waterfall)
        self.effects = label("", "muted", wrap=True)
        folded.addWidget(self.effects)
        self._faithful = label(
            self.tr("Do the named items of the history hold it? Named order | random"), "muted",
            wrap=True,
        )  # fmt: skip
        folded.addWidget(self._faithful)
        self.curves = FaithfulCurves(session)
        folded.addWidget(self.curves)
        layout.addWidget(self.details)
        self._later = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._later.timeout.connect(self._ask)
        self._unfold(False)

    def show_one(
        self, rows: CatalogRows, one: Recommended | None, parts: Parts, what: WhatIf
    ) -> None:
        """Show the reason of a line of the list; nothing for what is not in it."""
        self._rows, self._one, self._parts, self._answer = rows, one, parts, None
        self.setVisible(one is not None)
        self._later.stop()
        self._asked = None
        if one is None:
            return
        self.sentence.setText(one.sentence)
        self.waterfall.show_parts(parts, one.score)
        self._show_answer(None)
        self._asked = ReasonParams(row=one.row, **dict(what.params()))
        self._later.start()

    def _ask(self) -> None:
        if self._asked is not None:
            self._session.ask(REASON, self._asked, self._told, self._not_told)

    def _told(self, answer: ReasonAnswer) -> None:
        if self._asked is not None and answer.row == self._asked.row:
            self._show_answer(answer)

    def _not_told(self, message: Failed) -> None:
        self._session.report(message)

    def _show_answer(self, answer: ReasonAnswer | None) -> None:
        self._answer = answer
        if answer is not None:
            self.sentence.setText(answer.sentence)
        change = answer.change if answer is not None else None
        self.change.setText(self._changed(change))
        self.change.setVisible(change is not None)
        self.drop.setVisible(bool(change and change.removed))
        self.effects.setText("" if answer is None else self._effects(answer))
        faithful = answer.faithful if answer is not None else None
        self.curves.show_told(faithful)
        self._faithful.setVisible(faithful is not None)

    def _changed(self, change: Change | None) -> str:
        if change is None or self._rows is None:
            return ""
        if not change.removed:
            if change.exact:
                return self.tr("No {0} items of the history could drop it from the list.").format(
                    change.most
                )
            return self.tr("No small change of the history was found that drops it.")
        titles = ", ".join(f"“{self._rows.title(row)}”" for row in change.removed)
        return self.tr("Without {0} in the history it would drop from the list.").format(titles)

    def _effects(self, answer: ReasonAnswer) -> str:
        places = "  ·  ".join(
            f"{name_of(effect.part)} {'≈ ' if effect.approximate else ''}{effect.place}"
            for effect in answer.effects
        )
        return self.tr("Its place is {0}; without each part: {1}").format(answer.place, places)

    def _unfold(self, on: bool) -> None:
        self.details.setVisible(on)
        self.more.setText(("▾ " if on else "▸ ") + self.tr("How the score adds up"))

    def _drop(self) -> None:
        if self._answer is not None and self._answer.change is not None:
            self.change_wanted.emit(self._answer.change.removed)

    # --- taking it along ------------------------------------------------------------------------

    def _ask_png(self) -> None:
        ask_and_save(self, self._session, "reason.png", self.save)

    def _ask_html(self) -> None:
        ask_and_save(self, self._session, "reason.html", self.save)

    def save(self, path: Path) -> None:
        """Write by ending: .png or .html.

        Raises:
            OSError: the file cannot be written.

        """
        if path.suffix == ".html":
            path.write_text(self.slide().html(), encoding="utf-8")
        elif not self._picture().save(str(path), "PNG"):
            raise OSError(self.tr("The picture cannot be written."))

    def _picture(self) -> QPixmap:
        """The card from its top to the end of the reason: bars included, buttons not."""
        unfolded = self.more.isChecked()
        self.more.setChecked(True)
        buttons = [one for one in self.findChildren(QAbstractButton) if one.isVisible()]
        for one in buttons:
            one.hide()
        whole = self.parentWidget() or self
        if (layout := whole.layout()) is not None:
            layout.activate()
        taken = whole.grab(QRect(0, 0, whole.width(), self.geometry().bottom() + 1))
        for one in buttons:
            one.show()
        self.more.setChecked(unfolded)
        return taken

    def slide(self) -> Slide:
        """The reason as a page."""
        assert self._rows is not None
        assert self._one is not None
        effects = self._answer.effects if self._answer is not None else ()
        places = {effect.part: effect.place for effect in effects}
        words = self.tr("place {0} without it")
        path = self._rows.media(self._one.row, "image")
        picture = None if path is None else QPixmap(str(path))
        return Slide(
            title=self._rows.title(self._one.row),
            sentence=self.sentence.text(),
            change=self.change.text(),
            score=self._one.score,
            bars=[
                Bar(
                    name_of(part),
                    value,
                    colour_of(part, self._session.theme).name(),
                    words.format(places[part]) if part in places else "",
                )
                for part, value in self._parts
            ],
            picture=None if picture is None or picture.isNull() else picture,
        )
