"""For whom: find a user, take a random one, or invent one; and the history one can edit."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from gui.pages.recommend.state import WhatIf
from gui.session import Session
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.items.history_entry import Entry, Mark
from gui.widgets.items.history_strip import HistoryStrip
from gui.widgets.items.look_up import SUGGESTIONS, LookUp, Search
from gui.widgets.layout.basic import label
from gui.widgets.media.thumbnails import Thumbnails


class UserCard(QFrame):
    """Picker on top, history below.

    Signals:
        user_wanted: row of a user.
        invent_wanted: somebody new, with an empty history.
        like_wanted, remove_wanted, item_wanted: row of an item.
    """

    user_wanted = Signal(int)
    invent_wanted = Signal()
    like_wanted = Signal(int)
    remove_wanted = Signal(int)
    item_wanted = Signal(int)

    def __init__(self, session: Session, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._session = session
        self._rows: CatalogRows | None = None
        self._random = np.random.default_rng()
        self.setProperty("role", "card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 6)
        layout.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.name = label("", "heading")
        self.facts = label("", "muted", wrap=True)
        words.addWidget(self.name)
        words.addWidget(self.facts)
        head.addLayout(words, 1)
        self.add = LookUp(self.tr("Add an item"))
        self.add.setToolTip(self.tr("Add an item to the history"))
        self.add.setMinimumWidth(130)
        self.add.chosen.connect(self.like_wanted)
        self.finder = LookUp(self.tr("Find a user by id"))
        self.finder.setMinimumWidth(130)
        self.finder.chosen.connect(self.user_wanted)
        for look_up in (self.add, self.finder):
            look_up.missed.connect(self._missed)
        self.random = QPushButton(self.tr("Random user"))
        self.random.clicked.connect(self._take_random)
        self.invent = QPushButton(self.tr("Invent a user"))
        self.invent.setToolTip(self.tr("Somebody new: an empty history you fill with likes"))
        self.invent.clicked.connect(self.invent_wanted)
        for widget in (self.add, self.finder, self.random, self.invent):
            head.addWidget(widget)
        layout.addLayout(head)
        self.strip = HistoryStrip(
            session.appearance, thumbnails, session.selection, editable=True, shrinks=True
        )
        self.strip.removed.connect(self._removed)
        self.strip.activated.connect(self.item_wanted)
        layout.addWidget(self.strip)

    def hasHeightForWidth(self) -> bool:
        """Not told: Qt never makes what has a height for its width lower than that."""
        return False

    def set_catalog(self, rows: CatalogRows) -> None:
        """Another catalog is open."""
        self._rows = rows
        users, items = rows.catalog.users, rows.catalog.items
        self.finder.set_search(_search(users.get_column("user"), None))
        titles = items.get_column("title", default=None)
        self.add.set_search(_search(items.get_column("item"), titles))

    def show_person(self, what: WhatIf, history: Sequence[int], held_out: Sequence[int]) -> None:
        """Show who it is and from which history the list comes.

        Args:
            what: the question.
            history: rows the model was trained on for this user.
            held_out: rows it was not shown.

        """
        if self._rows is None:
            return
        entries = self._entries(what, set(history), set(held_out))
        used = sum(entry.mark != "held out" for entry in entries)
        if what.user is None:
            self.name.setText(self.tr("An invented user"))
        else:
            self.name.setText(self.tr("User {0}").format(self._rows.user_id(what.user)))
        parts = [self.tr("{0} in the history").format(used)]
        hidden = len(entries) - used
        if hidden:
            parts.append(self.tr("{0} held out").format(hidden))
        if what.liked:
            parts.append(self.tr("{0} liked").format(len(what.liked)))
        if what.removed:
            parts.append(self.tr("{0} removed").format(len(what.removed)))
        self.facts.setText("  ·  ".join(parts))
        self.strip.say(
            self.tr("Nothing yet. Press ♡ on a card below, or add an item, to start a history.")
        )
        before = self.strip.entries
        grown = len(entries) > len(before) and bool(what.liked)
        keep = {entry.row for entry in before} & {entry.row for entry in entries}
        place = self.strip.horizontalScrollBar().value()
        self.strip.set_entries(self._rows, entries, end=grown)
        if keep and not grown:
            self.strip.horizontalScrollBar().setValue(place)

    def _entries(self, what: WhatIf, history: set[int], held_out: set[int]) -> list[Entry]:
        assert self._rows is not None
        entries = []
        seen: set[int] = set()
        if what.user is not None:
            past = self._rows.history(what.user)
            for row, time, event, rating, text in past.steps():
                if row in seen or row in what.removed:
                    continue
                seen.add(row)
                known = row in history or row not in held_out
                mark: Mark = "" if known else "held out"
                entries.append(Entry(row, time, event, mark, rating, text))
        entries += [Entry(row, mark="liked") for row in what.liked]
        return entries

    def _removed(self, position: int) -> None:
        self.remove_wanted.emit(self.strip.entries[position].row)

    def _take_random(self) -> None:
        if self._rows is not None and self._rows.users:
            self.user_wanted.emit(int(self._random.integers(self._rows.users)))

    def _missed(self, text: str) -> None:
        sentence = self.tr("Nothing in this catalog is called '{0}'.").format(text)
        self._session.notice.emit("warning", sentence, "")


def _search(ids: object, titles: object) -> Search:
    """Search a column of ids, and of titles if there is one; runs in a thread."""

    def search(text: str) -> list[tuple[str, int]]:
        pattern = "(?i)" + re.escape(text)
        found = ids.str.contains(pattern).fill_null(False)  # type: ignore[attr-defined]
        if titles is not None:
            found = found | titles.str.contains(pattern).fill_null(False)  # type: ignore[attr-defined]
        rows = found.arg_true().head(SUGGESTIONS).to_list()
        return [(_words(row), row) for row in rows]

    def _words(row: int) -> str:
        name = str(ids[row])  # type: ignore[index]
        title = titles[row] if titles is not None else None  # type: ignore[index]
        return f"{title}  ·  {name}" if title else name

    return search
