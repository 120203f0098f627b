"""The shell's end of progress: bars and log lines with rich.

Metrics are not printed: the training log has one line an epoch, and all numbers are in the run's
metrics.jsonl.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from types import TracebackType
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from core.progress import Level, Reporter
from core.text import CONTROL

_STYLE = {"info": "", "warning": "yellow", "error": "bold red"}


def visible(text: str) -> str:
    """Text for a terminal: control characters as JSON writes them, so that JSON stays the same."""
    return CONTROL.sub(lambda found: json.dumps(found[0])[1:-1].replace("\x7f", "\\u007f"), text)


class PlainConsole(Console):
    """Shows strings as they are: nothing in them is markup, and no control character gets through.

    What is to be styled is a rich.text.Text, or has a `style` of its own.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(markup=False, highlight=False, **options)

    def render_str(self, text: str, **options: Any) -> Text:
        return super().render_str(visible(text), **options)


#: Where no bar can be drawn, so often a line says how far it is, seconds.
LINE_S = 15.0
#: Two interrupts within so short a time are one: a terminal tells every process, and so do we.
TWICE_S = 0.5


class TerminalReporter(Reporter):
    """Draws on standard error, so that results on standard output can be piped.

    Args:
        stops: Ctrl-C ends the work after its step, which keeps what was made; a second one ends
            it at once, as Ctrl-C does elsewhere.

    Attributes:
        stopped: whether it was pressed.

    """

    def __init__(self, *, stops: bool = False) -> None:
        self._stops, self.stopped = stops, False
        self._before: Any = None
        self._pressed = self._told = time.monotonic()
        self.console = PlainConsole(file=sys.stderr)
        self._bars = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=self.console,
            transient=True,
        )
        self._task: tuple[str, int] | None = None
        self._begun = self._told, 0.0

    def __enter__(self) -> TerminalReporter:
        if self._stops and threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._interrupt)
        self._bars.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._bars.stop()
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def _interrupt(self, _number: int, _frame: object) -> None:
        before, self._pressed = self._pressed, time.monotonic()
        if not self.stopped:
            self.stopped = True
            # The console may be in the midst of a line: this goes past it.
            os.write(2, b"\nStopping after this step. Ctrl-C again ends at once.\n")
        elif self._pressed - before > TWICE_S:
            raise KeyboardInterrupt

    def checkpoint(self) -> bool:
        return self.stopped

    def progress(self, stage: str, done: float, total: float | None = None, unit: str = "") -> None:
        name = visible(f"{stage} ({unit})" if unit else stage)
        now = time.monotonic()
        if self._task is None or self._task[0] != name:
            if self._task is not None:
                self._bars.remove_task(self._bars.task_ids[0])
            self._task = (name, self._bars.add_task(name, total=total))
            self._begun = now, done
        self._bars.update(self._bars.task_ids[0], completed=done, total=total)
        if not self.console.is_terminal and now - self._told > LINE_S:
            self._told = now
            self.console.print(visible(self._line(stage, done, total, unit, now)))

    def _line(self, stage: str, done: float, total: float | None, unit: str, now: float) -> str:
        """How far it is where no bar can be drawn, and how long it will be at this pace."""
        if unit == "%":
            amount = f"{done:,.0f} %"
        else:
            whole = f" of {total:,.0f}" if total else ""
            amount = f"{done:,.0f}{whole} {unit}".rstrip()
        since, first = self._begun
        if not total or done <= first:
            return f"{stage}: {amount}"
        left = (now - since) * (total - done) / (done - first)
        pace = f"{left / 60:.0f} min" if left >= 90 else f"{left:.0f} s"
        return f"{stage}: {amount}, about {pace} left"

    def log(self, text: str, level: Level = "info") -> None:
        self.console.print(text, style=_STYLE[level])
        self._told = time.monotonic()
