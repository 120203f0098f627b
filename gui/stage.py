"""The states of a stage of the flow."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QT_TRANSLATE_NOOP


class Stage(Enum):
    """State of one stage of the flow, shown in the navigation strip."""

    NOT_STARTED = str(QT_TRANSLATE_NOOP("Stage", "not started"))
    RUNNING = str(QT_TRANSLATE_NOOP("Stage", "running"))
    DONE = str(QT_TRANSLATE_NOOP("Stage", "done"))
    ATTENTION = str(QT_TRANSLATE_NOOP("Stage", "needs attention"))
    NOT_NEEDED = str(QT_TRANSLATE_NOOP("Stage", "not needed"))
