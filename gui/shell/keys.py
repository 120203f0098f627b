"""The keys of pages and of what they are made of, for Help; menus and pages tell their own.

A test holds every module that understands keys to what is said here.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from gui.state.wording import QT_TRANSLATE_NOOP

_ARROWS = "← → ↑ ↓"
_UNDO, _REDO, _COPY, _PASTE = "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+C", "Ctrl+V"
#: How the keys of this system are written, by how we write them.
_STANDARD = {
    _UNDO: QKeySequence.StandardKey.Undo,
    _REDO: QKeySequence.StandardKey.Redo,
    _COPY: QKeySequence.StandardKey.Copy,
    _PASTE: QKeySequence.StandardKey.Paste,
}

#: Where -> (keys, what they do, module of gui that understands them).
KEYS: dict[str, tuple[tuple[str, str, str], ...]] = {
    QT_TRANSLATE_NOOP("Keys", "Everywhere"): (
        ("↑ ↓", QT_TRANSLATE_NOOP("Keys", "walk the commands found"), "shell/command_palette.py"),
        (
            "PgDown PgUp Esc",
            QT_TRANSLATE_NOOP("Keys", "guided tour: on, back, end"),
            "shell/talk.py",
        ),
        (
            "↑ ↓ Enter Esc",
            QT_TRANSLATE_NOOP("Keys", "search of an item: walk, choose, leave"),
            "widgets/items/item_bar.py",
        ),
        (
            _PASTE,
            QT_TRANSLATE_NOOP("Keys", "words or a picture of your own, where they can be tried"),
            "widgets/items/own_input.py",
        ),
        ("Space", QT_TRANSLATE_NOOP("Keys", "play sound or film"), "widgets/media/media_boxes.py"),
        ("← →", QT_TRANSLATE_NOOP("Keys", "a second back or on"), "widgets/media/waveform.py"),
    ),
    QT_TRANSLATE_NOOP("Keys", "Catalog"): (
        (_UNDO, QT_TRANSLATE_NOOP("Keys", "take items back in"), "pages/catalog/summary.py"),
        (
            _COPY,
            QT_TRANSLATE_NOOP("Keys", "copy rows in quarantine"),
            "pages/catalog/quarantine.py",
        ),
    ),
    QT_TRANSLATE_NOOP("Keys", "Time sync"): (
        (
            "← → Shift",
            QT_TRANSLATE_NOOP("Keys", "move the track, with Shift further"),
            "pages/time/lanes_view.py",
        ),
        ("↑ ↓", QT_TRANSLATE_NOOP("Keys", "choose a track"), "pages/time/lanes_view.py"),
        (
            "Del Backspace Enter Esc",
            QT_TRANSLATE_NOOP("Keys", "track as it was, play from the start, let go"),
            "pages/time/lanes_view.py",
        ),
        (
            f"{_UNDO} {_REDO}",
            QT_TRANSLATE_NOOP("Keys", "take back, do again"),
            "pages/time/page.py",
        ),
    ),
    QT_TRANSLATE_NOOP("Keys", "Spatial alignment"): (
        (
            f"{_ARROWS} Esc",
            QT_TRANSLATE_NOOP("Keys", "walk the patches, let go"),
            "pages/spatial/grid_view.py",
        ),
        (
            "← →",
            QT_TRANSLATE_NOOP("Keys", "lay one picture over the other"),
            "pages/spatial/overlay_view.py",
        ),
    ),
    QT_TRANSLATE_NOOP("Keys", "Alignment"): (
        (_ARROWS, QT_TRANSLATE_NOOP("Keys", "map: move"), "pages/alignment/map_view.py"),
        ("+ = -", QT_TRANSLATE_NOOP("Keys", "map: nearer, farther"), "pages/alignment/map_view.py"),
        ("0 Home", QT_TRANSLATE_NOOP("Keys", "map: all of it"), "pages/alignment/map_plot.py"),
        (
            "Enter Space",
            QT_TRANSLATE_NOOP("Keys", "a find: open it, play it"),
            "pages/alignment/hit_card.py",
        ),
        (
            "Space",
            QT_TRANSLATE_NOOP("Keys", "mismatches: checked, or not"),
            "pages/alignment/mismatch_tab.py",
        ),
        (
            f"{_ARROWS} Enter Space",
            QT_TRANSLATE_NOOP("Keys", "similarity: walk the cells, open one"),
            "widgets/maps/similarity_view.py",
        ),
    ),
    QT_TRANSLATE_NOOP("Keys", "Attention"): (
        (
            f"{_ARROWS} Esc",
            QT_TRANSLATE_NOOP("Keys", "walk through heads and layers, nothing pinned"),
            "pages/attention/page.py",
        ),
        (
            "Ctrl ← → Space Enter Shift",
            QT_TRANSLATE_NOOP("Keys", "walk the tokens, pin one, with Shift several"),
            "widgets/maps/token_view.py",
        ),
        (
            f"{_ARROWS} Space Enter",
            QT_TRANSLATE_NOOP("Keys", "shares: walk the cells, choose one"),
            "widgets/maps/share_matrix.py",
        ),
    ),
    QT_TRANSLATE_NOOP("Keys", "Inside models"): (
        (
            f"{_ARROWS} Esc",
            QT_TRANSLATE_NOOP("Keys", "walk through layers and heads, nothing pinned"),
            "pages/inside/view.py",
        ),
    ),
    QT_TRANSLATE_NOOP("Keys", "Recommend"): (
        (
            "L Space Enter",
            QT_TRANSLATE_NOOP("Keys", "like the item, play it, see its attention"),
            "pages/recommend/list_grid.py",
        ),
        (_UNDO, QT_TRANSLATE_NOOP("Keys", "take back the last change"), "pages/recommend/page.py"),
        (
            "Ctrl+R",
            QT_TRANSLATE_NOOP("Keys", "the list as it was learned"),
            "pages/recommend/controls.py",
        ),
        (
            "← → Home End Enter Space Del",
            QT_TRANSLATE_NOOP("Keys", "history: walk, look at an item, remove it"),
            "widgets/items/history_strip.py",
        ),
    ),
}


def told() -> Iterator[tuple[str, str]]:
    """Keys as this system writes them, and what they do where, in the window's language."""
    for where, entries in KEYS.items():
        for keys, words, _module in entries:
            for ours, standard in _STANDARD.items():
                keys = keys.replace(ours, QKeySequence(standard).toString() or ours)
            place, said = (QCoreApplication.translate("Keys", text) for text in (where, words))
            yield keys, f"{place}: {said}"
