"""Time sync: the tracks of an item on one clock, what was found, and a hand to correct it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, QTimer
from PySide6.QtGui import QKeySequence, QUndoStack
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from core.contracts.time import ITEM, ItemParams, Tracks
from core.media import clocks
from core.worker.messages import Failed
from gui.page import Page
from gui.pages.time import tracks as states
from gui.pages.time.lane_paint import kind_name
from gui.pages.time.lanes_view import LanesView
from gui.pages.time.track_playback import TrackPlayback
from gui.pages.time.track_shifts import NudgeTrack, ShiftTrack
from gui.pages.time.tracks import TrackState
from gui.pages.time.verdicts import Verdicts
from gui.pages.time.work_list import WorkList
from gui.session import Session
from gui.translation import said
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.items.item_bar import ItemBar
from gui.widgets.layout.basic import card, label
from gui.widgets.plots.export import export_button
from gui.widgets.status.empty import EmptyState

COUNT_MS = 400


class TimePage(Page):
    """Tracks before and after, offsets with their confidence, correction by hand."""

    key = "time"
    title = str(QT_TRANSLATE_NOOP("TimePage", "Time sync"))
    subtitle = str(
        QT_TRANSLATE_NOOP(
            "TimePage", "Sound, pictures, subtitles and events of an item, brought onto one clock."
        )
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.tracks: list[TrackState] = []
        self.row: int | None = None
        self._id = ""
        self._needed = 2.0
        self._rows: CatalogRows | None = None
        self._stale = True
        self._asked: int | None = None
        # Keys repeat faster than a catalog can be counted.
        self._counting = QTimer(self, singleShot=True, interval=COUNT_MS)
        self._counting.timeout.connect(self._count)
        self.stack = QUndoStack(self)
        self.stack.indexChanged.connect(self._kept)
        self.bar = ItemBar()
        self.bar.chosen.connect(session.select_item)
        self.tools.addWidget(self.bar)

        self.empty = EmptyState(session, "time", "", "", "catalog", prepares=False)
        self.body.addWidget(self.empty, 1)
        self.content = QSplitter(Qt.Orientation.Horizontal)
        self.content.setChildrenCollapsible(False)
        self.content.addWidget(self._make_left())
        frame, layout = card()
        self.work = WorkList(session)
        self.work.chosen.connect(session.select_item)
        layout.addWidget(self.work)
        frame.setMinimumWidth(190)
        self.content.addWidget(frame)
        self.content.setStretchFactor(0, 1)
        self.content.setSizes([830, 230])
        self.body.addWidget(self.content, 1)

        session.catalog_changed.connect(self._opened)
        session.item_selected.connect(self._selected)
        session.scans.changed.connect(self._scanned)
        self._opened()

    def _make_left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        frame, layout = card()
        self.lanes = LanesView(self.session)
        self.lanes.moved.connect(self._moved)
        self.lanes.reset.connect(self._reset)
        layout.addLayout(self._make_buttons())
        self.problems = label("", "warning", wrap=True)
        self.problems.hide()
        layout.addWidget(self.problems)
        layout.addWidget(self.lanes, 1)
        self.lanes.selected.connect(self._dress)
        self.lanes.sought.connect(self._hear)
        column.addWidget(frame)
        frame, layout = card(self.tr("What was found"))
        self.verdicts = Verdicts(self.session)
        # Four tracks with long reasons must not squeeze the tracks themselves.
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.verdicts)
        layout.addWidget(scroll)
        column.addWidget(frame)
        column.setStretch(0, 3)
        column.setStretch(1, 1)
        return left

    def _make_buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(6)
        self.hearing = TrackPlayback(self.session)
        self.hearing.moved.connect(self.lanes.set_head)
        line.addWidget(self.hearing)
        line.addStretch(1)
        self.saved = label("", "muted")
        line.addWidget(self.saved)
        self.undo = QPushButton(self.tr("Undo"))
        self.undo.setShortcut(QKeySequence.StandardKey.Undo)
        self.undo.clicked.connect(self.stack.undo)
        self.redo = QPushButton(self.tr("Redo"))
        self.redo.setShortcut(QKeySequence.StandardKey.Redo)
        self.redo.clicked.connect(self.stack.redo)
        self.back = QPushButton(self.tr("Reset track"))
        self.back.setToolTip(self.tr("Take back what was set by hand (Delete)"))
        self.back.clicked.connect(self._reset_chosen)
        for button in (self.undo, self.redo, self.back):
            line.addWidget(button)
        line.addWidget(export_button(self.lanes, "tracks", self.session, self.csv))
        self.stack.canUndoChanged.connect(self.undo.setEnabled)
        self.stack.canRedoChanged.connect(self.redo.setEnabled)
        self.undo.setEnabled(False)
        self.redo.setEnabled(False)
        return line

    # --- catalog and item -----------------------------------------------------------------

    def shown(self) -> None:
        self.session.scans.start_if_small("time")
        if self._stale and self._rows is not None and self.session.scans.count["time"]:
            self._load(self._first() if self.session.item is None else self.session.item)

    def _first(self) -> int:
        """One whose tracks were moved, else the one most in doubt, else the first."""
        found = self.session.scans.time
        if found is None or not found.items:
            return 0
        moved = (one.row for one in found.items if one.state == "moved")
        return next(moved, found.items[0].row)

    def _scanned(self, key: str) -> None:
        """Something to see was found; who looks at an item by choice keeps it."""
        chosen = self.session.item is not None or self.stack.count() > 0
        if key == self.key and self.isVisible() and not chosen and self.session.scans.scanned(key):
            row = self._first()
            if row not in (self.row, self._asked):
                self._load(row)

    def _opened(self) -> None:
        catalog = self.session.catalog
        self._rows = CatalogRows(catalog) if catalog is not None else None
        self._stale = True
        self.row = None
        self._show([])
        self.bar.set_rows(self._rows)
        self.work.set_rows(self._rows)
        if catalog is None:
            self.empty.say(
                self.tr("Open a catalog first: the tracks of its items are compared here."),
                self.tr("Go to Catalog"),
                "catalog",
            )
        elif not self.session.scans.count["time"]:
            self.empty.say(
                self.tr("Not needed here: {0}.").format(self.session.scans.why_not("time")),
                self.tr("Go on to spatial alignment"),
                "space",
            )
        needed = catalog is not None and bool(self.session.scans.count["time"])
        self.empty.setVisible(not needed)
        self.content.setVisible(needed)
        self.bar.setVisible(needed)
        if self.isVisible():
            self.shown()

    def _selected(self, row: int) -> None:
        if row == self.row or row == self._asked:
            return
        if self.isVisible():
            self._load(row)
        else:
            self._stale = True

    def _load(self, row: int) -> None:
        self._stale = False
        self._asked = row
        self.bar.set_row(row)
        self.work.show_row(row)
        self.session.ask(ITEM, ItemParams(item=row), self._on_item, self._on_refusal)

    def _on_item(self, answer: Tracks) -> None:
        if answer.item != self._asked:
            return
        self._asked = None
        self.row, self._id = answer.item, answer.id
        self._needed = answer.needed
        self._show(states.from_answer(answer))
        self._complain(answer.problems)

    def _on_refusal(self, failure: Failed) -> None:
        self._asked = None
        self._show([])
        self._complain([" ".join((failure.message, failure.remedy)).strip()])

    def _complain(self, problems: Sequence[str]) -> None:
        words = list(problems)
        if not self.tracks and not problems:
            words = [self.tr("This item has no track. Choose another one.")]
        elif len(self.tracks) == 1 and not problems:
            words = [self.tr("This item has one track only, so there is nothing to compare.")]
        self.problems.setText(" ".join(words))
        self.problems.setVisible(bool(words))

    def _show(self, tracks: list[TrackState]) -> None:
        # First the tracks: clearing tells that what is set changed.
        self.tracks = tracks
        self.stack.clear()
        self.problems.hide()
        self.lanes.show_item(tracks)
        self.hearing.set_tracks(tracks, self._rows, self.row)
        self.saved.setText("")
        self._dress()

    def _dress(self, _kind: str = "") -> None:
        self.verdicts.show_tracks(self.tracks, self._needed)
        chosen = next((t for t in self.tracks if t.kind == self.lanes.kind), None)
        self.back.setEnabled(chosen is not None and chosen.hand is not None)

    # --- moving ---------------------------------------------------------------------------

    def _track(self, kind: str) -> TrackState:
        return next(track for track in self.tracks if track.kind == kind)

    def _moved(self, kind: str, offset: float, by_key: bool) -> None:
        track = self._track(kind)
        words = self.tr("Move {0}").format(kind_name(kind))
        command = NudgeTrack if by_key else ShiftTrack
        self.stack.push(command(self._put, kind, track.hand, offset, words))

    def _reset(self, kind: str) -> None:
        track = self._track(kind)
        if track.hand is not None:
            words = self.tr("Reset {0}").format(kind_name(kind))
            self.stack.push(ShiftTrack(self._put, kind, track.hand, None, words))

    def _reset_chosen(self) -> None:
        if self.lanes.kind:
            self._reset(self.lanes.kind)

    def _put(self, kind: str, hand: float | None) -> None:
        self.tracks = [
            track.with_hand(hand) if track.kind == kind else track for track in self.tracks
        ]
        self.lanes.set_tracks(self.tracks)
        self.hearing.set_tracks(self.tracks, self._rows, self.row)
        self._dress()

    def _kept(self, _index: int) -> None:
        """Keep what was set, and tell the pages that draw seconds."""
        catalog = self.session.catalog
        if catalog is None or self.row is None or not self.tracks:
            return
        by_hand = {track.kind: track.hand for track in self.tracks if track.hand is not None}
        if by_hand == clocks.hand(catalog, self._id):
            return
        try:
            clocks.set_hand(catalog, self._id, by_hand)
        except OSError as error:
            self.session.notice.emit(
                "error", self.tr("The correction could not be kept: {0}").format(said(error)), ""
            )
            return
        self.saved.setText(self.tr("Kept: maps and players use this clock"))
        self.session.clock_changed.emit(self.row)
        self._counting.start()

    def _count(self) -> None:
        if self.session.scans.time is not None:
            self.session.scans.refresh("time")

    # --- hearing --------------------------------------------------------------------------

    def _hear(self, second: float) -> None:
        self.hearing.play(second, self.lanes.kind)

    def csv(self) -> str:
        """The offsets as a table."""
        return states.as_csv(self.tracks)
