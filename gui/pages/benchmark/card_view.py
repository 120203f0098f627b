"""The card of a result: rates in plain words, the score, and bars beside other results."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from benchmarks import board, reading
from benchmarks import card as cards
from benchmarks.amounts import quantity, times
from benchmarks.card import Card
from benchmarks.jobs import JOBS, SCORE_VERSION
from benchmarks.statistics import Estimate
from gui.pages.benchmark.nothing import Nothing
from gui.pages.benchmark.words import flagged, interval, machine, moment, run, sure, verdict
from gui.session import Session
from gui.translation import told
from gui.widgets.layout.basic import card as framed
from gui.widgets.layout.basic import label
from gui.widgets.plots.saving import ask_and_save

#: The picture has twice the points of the window, to be read on any screen.
SCALE = 2.0


class Bar(QWidget):
    """A number as a bar with its interval; a tick stands where the reference is."""

    def __init__(self, session: Session, found: Estimate, most: float, tick: float) -> None:
        super().__init__()
        self._session = session
        self._found, self._most, self._tick = found, most, tick
        self.own = True
        self.setMinimumSize(90, 16)
        session.appearance.repaints(self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._session.theme
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        wide, middle = self.width() - 2, self.height() / 2

        def x(value: float) -> float:
            return wide * min(1.0, value / self._most)

        painter.setBrush(QColor(theme.raised))
        painter.drawRect(QRectF(0, middle - 5, wide, 10))
        painter.setBrush(QColor(theme.accent if self.own else theme.muted))
        painter.drawRect(QRectF(0, middle - 5, x(self._found.value), 10))
        painter.setBrush(QColor(theme.text))
        low, high = x(self._found.low), x(self._found.high)
        painter.drawRect(QRectF(low, middle - 1, max(1.0, high - low), 2))
        painter.setBrush(QColor(theme.warning))
        painter.drawRect(QRectF(x(self._tick), middle - 8, 2, 16))


class CardView(QWidget):
    """The card of each device of a result, and what can be done with it.

    Signals:
        beside: the user wants to choose another result's file.
        take: the user wants a file of the result to send to somebody.
    """

    beside = Signal()
    take = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.cards: tuple[Card, ...] = ()
        self.others: tuple[Card, ...] = ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        self.nothing = Nothing()
        self.share = QPushButton(self.tr("Share"))
        menu = QMenu(self.share)
        self.line = menu.addAction(self.tr("Copy as a line"), self._copy_line)
        self.copy = menu.addAction(self.tr("Copy picture"), self._copy_picture)
        self.save = menu.addAction(self.tr("Save picture ..."), self._ask_save)
        self.file = menu.addAction(self.tr("Save file ..."), self.take)
        self.share.setMenu(menu)
        self.other = QPushButton(self.tr("Beside a file ..."))
        self.other.setToolTip(self.tr("Bars of a result of this or another machine"))
        self.other.clicked.connect(self.beside)
        row = QHBoxLayout()
        row.addStretch(1)
        self._sharing = (self.share, self.other)
        for button in self._sharing:
            row.addWidget(button)
        layout.addLayout(row)
        layout.addWidget(self.nothing, 1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        layout.addWidget(self._scroll, 1)
        self.show_cards((), ())

    def show_cards(self, found: Sequence[Card], others: Sequence[Card]) -> None:
        """Show the cards of a result beside those of others."""
        self.cards, self.others = tuple(found), tuple(others)
        done = max((len(one.lines) for one in found), default=0)
        sentence = self.tr("This result holds {0} of the {1} jobs of the card: measure them all.")
        if not found:
            sentence = self.tr(
                "How fast this machine reads words, looks at pictures, listens, trains and "
                "recommends, in plain numbers, and one score to compare. About a minute."
            )
        whole = done == len(JOBS)  # then the card itself says why there is no score
        self.nothing.say(
            "" if whole else sentence.format(done, len(JOBS)), self.tr("Measure the card")
        )
        for button in self._sharing:
            button.setVisible(bool(found))
        self._scroll.setVisible(bool(found))
        self.sheet = QWidget()
        inside = QVBoxLayout(self.sheet)
        inside.setContentsMargins(0, 0, 0, 0)
        for one in found:
            inside.addWidget(self._card(one))
        if any(one.score for one in (*found, *others)) and found:
            inside.addWidget(self._board())
        inside.addStretch(1)
        self._scroll.setWidget(self.sheet)

    def add(self, others: Sequence[Card]) -> None:
        """Put another result's bars beside."""
        self.show_cards(self.cards, (*self.others, *others))

    def picture(self) -> QPixmap:
        """The cards as a picture, without the buttons."""
        size = self.sheet.sizeHint().expandedTo(self.sheet.minimumSizeHint())
        size.setWidth(max(size.width(), self.sheet.width()))
        made = QPixmap(size * SCALE)
        made.setDevicePixelRatio(SCALE)
        made.fill(QColor(self._session.theme.surface))
        before = self.sheet.size()
        self.sheet.resize(size)
        self.sheet.render(made)
        self.sheet.resize(before)
        return made

    def write(self, path: Path) -> None:
        """Write the picture.

        Raises:
            OSError: the file cannot be written.

        """
        if not self.picture().save(str(path), "PNG"):
            raise OSError(f"{path} cannot be written")

    # --- building -------------------------------------------------------------------------

    def _card(self, one: Card) -> QWidget:
        frame, inside = framed()
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.addWidget(label(machine(one), "heading", wrap=True))
        when = moment(one.result)[:10]
        words.addWidget(label(f"{one.result.product}  ·  {when}".strip(" ·"), "muted", wrap=True))
        head.addLayout(words, 1)
        head.addLayout(self._score(one))
        inside.addLayout(head)
        inside.addLayout(self._jobs(one))
        if one.ratios:
            tick = self.tr("The tick is the reference machine; × 2 is twice as fast.")
            tick = f"{tick} {told(cards.reference())}"
            inside.addWidget(label(tick, "muted", wrap=True))
        training = (
            f"{told(line.job.title)}: {told(line.remark)}"
            for line in one.lines
            if line.job.workload == "train.transformer"
        )
        answers = told(one.answers)
        for sentence in (*training, answers, *map(told, one.marks)):
            role = "bad" if one.right is False and sentence == answers else "muted"
            inside.addWidget(label(sentence, role, wrap=True))
        frame.setAccessibleName(told(one.machine))
        return frame

    def _jobs(self, one: Card) -> QGridLayout:
        """Of each job what it is, how much of it a second, and that beside the reference."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(2, 2)
        most = max((1.2, *(1.1 * ratio.value for ratio in one.ratios.values())))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for number, line in enumerate(one.lines):
            row, rate = 2 * number, line.rate
            sureness = reading.sureness(rate, line.point.flags)
            how = f"{told(line.remark)}\n{sure(sureness)}"
            said = f"{interval(rate)}  {verdict(sureness)}"
            unit = label(told(line.unit), "muted", wrap=True)
            unit.setToolTip(how)
            grid.addWidget(label(told(line.job.title)), row, 0)
            grid.addWidget(unit, row + 1, 0)
            for place, text, role in (
                (row, quantity(rate.value), "heading"),
                (row + 1, said, "muted" if sureness == "measured" else "warning"),
            ):
                amount = label(text, role)
                amount.setAlignment(right)
                amount.setToolTip(how)
                grid.addWidget(amount, place, 1)
            ratio = one.ratios.get(line.job.workload)
            if ratio is None:
                grid.addWidget(label(told(line.remark), "muted", wrap=True), row, 2, 2, 1)
            else:
                bar = Bar(self._session, ratio, most, 1.0)
                grid.addWidget(bar, row, 2)
                grid.addWidget(label(f"× {times(ratio)}", "muted", wrap=True), row + 1, 2)
        return grid

    def _score(self, one: Card) -> QVBoxLayout:
        column = QVBoxLayout()
        if one.score is None:
            why = label(self.tr("No score: {0}").format(told(one.why)), "muted", wrap=True)
            why.setMinimumWidth(220)
            column.addWidget(why)
            return column
        number = label(f"{one.score.value:,.0f}", "title")
        below = self.tr("Triptych score, version {0}").format(SCORE_VERSION)
        for part in (number, label(below), label(interval(one.score), "muted")):
            part.setAlignment(Qt.AlignmentFlag.AlignRight)
            part.setToolTip(
                self.tr(
                    "Weighted geometric mean of the rates over those of the reference machine, "
                    "which has 1,000: encoding, training and recommending count a third each."
                )
            )
            column.addWidget(part)
        return column

    def _board(self) -> QWidget:
        """Scores as bars: this result's, earlier ones', the reference's and others'."""
        frame, inside = framed(self.tr("Beside other results"))
        every = (*self.cards, *self.others)
        scored = [(one, one.score) for one in every if one.score]
        scored.sort(key=lambda pair: -pair[1].value)
        most = 1.1 * max(score.high for _one, score in scored)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setColumnStretch(1, 1)
        own = {id(one) for one in self.cards}
        for number, (one, score) in enumerate(scored):
            row = 2 * number
            place = board.rank(one, every)
            called = f"{place}.  {self._named(one)}" if place else self._named(one)
            name = label(called, "" if id(one) in own else "muted", wrap=True)
            name.setToolTip(one.result.id)
            grid.addWidget(name, row, 0, 1, 2)
            amount = label(f"{score.value:,.0f}  {interval(score)}")
            grid.addWidget(amount, row + 1, 0)
            bar = Bar(self._session, score, most, cards.REFERENCE_SCORE)
            bar.own = id(one) in own
            grid.addWidget(bar, row + 1, 1)
        inside.addLayout(grid)
        inside.addWidget(label(told(board.RANKED), "muted", wrap=True))
        return frame

    def _named(self, one: Card) -> str:
        """Machine, run and marks: no two bars are called the same."""
        marks = flagged(one.result)
        return f"{machine(one)}  ·  {run(one.result)}" + (f"\n{marks}" if marks else "")

    # --- sharing --------------------------------------------------------------------------

    def _copy_line(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(cards.line(one) for one in self.cards))
        self._session.notice.emit("info", self.tr("The line is on the clipboard."), "")

    def _copy_picture(self) -> None:
        QGuiApplication.clipboard().setPixmap(self.picture())
        self._session.notice.emit("info", self.tr("The picture is on the clipboard."), "")

    def _ask_save(self) -> None:
        name = f"triptych-{self.cards[0].result.id}.png"
        ask_and_save(self, self._session, name, self.write)
