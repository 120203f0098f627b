"""What running work sees of the outside: a place to report to, and the user's wishes.

Work in every package takes a :class:`Reporter`; it never knows whether a window, a shell or a
test listens. The base class reports to nobody and never asks to stop.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Literal, TypeVar

T = TypeVar("T")
#: How often the user's wishes are looked at beside what cannot look up by itself.
LOOK_S = 0.5

Level = Literal["info", "warning", "error"]


class Cancelled(BaseException):
    """Raised by :meth:`Reporter.checkpoint` when the user cancelled; nothing is to be kept."""


class Stopped(Cancelled):
    """Raised by :meth:`Reporter.go_on` in the midst of what is of no use by halves.

    Who has kept something before catches it; else it ends like what was cancelled.
    """


class Reporter:
    """Report to nobody. Subclasses send to a window (worker) or draw in a terminal (cli)."""

    def progress(self, stage: str, done: float, total: float | None = None, unit: str = "") -> None:
        """Say how far `stage` is. Call it as often as you like; senders limit the rate.

        `stage` and `unit` are a literal or a :class:`core.text.Text`, never a filled-in string.
        """

    def metric(self, step: int, epoch: float, values: Mapping[str, float]) -> None:
        """Say measured numbers, e.g. {"loss": 0.69} or {"valid/recall@20": 0.08}."""

    def log(self, text: str, level: Level = "info") -> None:
        """Say one line: a literal or a :class:`core.text.Text`."""

    def checkpoint(self) -> bool:
        """Call between steps: waits while paused, returns True if the user wants to stop.

        Stop means: end after this step and keep what was made.

        Raises:
            Cancelled: the user cancelled.

        """
        return False

    def go_on(self) -> None:
        """Call between the parts of what is of no use by halves.

        Raises:
            Stopped: the user wants to stop; Cancelled: the user cancelled.

        """
        if self.checkpoint():
            raise Stopped


class Quiet(Reporter):
    """Passes on the user's wishes, not the progress of a part."""

    def __init__(self, outer: Reporter) -> None:
        self._outer = outer

    def checkpoint(self) -> bool:
        return self._outer.checkpoint()


#: For who asks nobody to listen; it keeps no state.
NOBODY = Reporter()


def beside(reporter: Reporter, work: Callable[[], T]) -> T:
    """What `work` makes, which cannot look up: it runs in a thread, and wishes are heard meanwhile.

    Sorting a table or compiling a function takes as long as it takes. After a Stop it goes on to
    its end for nobody, and so does the process.

    Raises:
        Stopped, Cancelled: as :meth:`Reporter.go_on`; and whatever `work` raises.

    """
    pool = ThreadPoolExecutor(1)
    try:
        made = pool.submit(work)
        while not wait([made], LOOK_S).done:
            reporter.go_on()
        return made.result()
    finally:
        pool.shutdown(wait=False)
