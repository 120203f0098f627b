"""What `python -m benchmarks.soak` reads of the process whose window it pages through."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterable
from typing import ClassVar

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from core import system


class _Given(ctypes.Structure):
    """mallinfo2(3)."""

    _fields_: ClassVar = [
        *((name, ctypes.c_size_t) for name in ("arena", "ordblks", "smblks", "hblks", "hblkhd")),
        *((name, ctypes.c_size_t) for name in ("usmblks", "fsmblks", "uordblks", "fordblks")),
        ("keepcost", ctypes.c_size_t),
    ]


def given() -> int:
    """Bytes that malloc has given out; 0 where it does not tell."""
    try:
        ask = ctypes.CDLL(None).mallinfo2
    except (AttributeError, OSError):
        return 0
    ask.restype = _Given
    told = ask()
    return int(told.uordblks + told.hblkhd)


def objects(tops: Iterable[QObject]) -> int:
    """How many objects of Qt there are in these trees.

    Qt counts them, by a line for each: `findChildren` would make a wrapper for every one, and
    PySide keeps those of what Qt itself made (viewports, scroll bars) when it dies in a tree that
    stays.
    """
    count = 0

    def line(_kind: QtMsgType, _where: QMessageLogContext, _words: str) -> None:
        nonlocal count
        count += 1

    before = qInstallMessageHandler(line)
    for top in tops:
        top.dumpObjectTree()
    qInstallMessageHandler(before)
    return count


def read(app: QApplication) -> tuple[int, int, int, int]:
    """What `soak.MEASURES` are."""
    tops = [app, *app.topLevelWidgets()]
    return system.resident_bytes(), given(), sys.getallocatedblocks(), objects(tops)
