"""The worker's end of the protocol: events out, the user's wishes in."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Mapping
from typing import BinaryIO

from pydantic import BaseModel

from core import launch, system
from core.progress import Cancelled, Level, Reporter
from core.text import Text
from core.worker.messages import (
    Arrays,
    Command,
    Control,
    Log,
    Metric,
    Progress,
    ProtocolError,
    State,
    decode_command,
    encode,
)

#: At most this many progress events a second leave a worker.
MAX_EVENTS_PER_S = 20


def own_streams() -> tuple[BinaryIO, BinaryIO]:
    """Keep the protocol's streams to ourselves: (commands in, events out).

    Libraries print. Standard output is pointed at standard error, so that a stray print lands
    in the log and never inside a frame.
    """
    commands = os.fdopen(os.dup(0), "rb", buffering=0)
    events = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    return commands, events


def die_with_parent() -> None:
    """End when the window that started this process is gone, also while stuck in native code.

    The end of standard input says the same (see :class:`Inbox`), on every system.
    """
    if parent := os.environ.get(launch.PARENT):
        system.die_with(int(parent))


class Outbox:
    """Writes frames; one at a time, from any thread."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._lock = threading.Lock()

    def send(self, message: BaseModel, arrays: Arrays = ()) -> None:
        """Write one whole frame (a raw stream may take it in several pieces)."""
        rest = memoryview(encode(message, arrays))
        with self._lock:
            while rest:
                rest = rest[self._stream.write(rest) :]


class Inbox(threading.Thread):
    """Reads commands in the background and hands each to `take`.

    At the end of the stream the window is gone and the process leaves at once: no orphans.
    """

    def __init__(self, stream: BinaryIO, take: Callable[[Command], None]) -> None:
        super().__init__(daemon=True, name="inbox")
        self._stream = stream
        self._take = take

    def run(self) -> None:
        """Read until the stream ends."""
        buffered = os.fdopen(os.dup(self._stream.fileno()), "rb")
        for line in buffered:
            try:
                self._take(decode_command(line))
            except ProtocolError as error:
                print(f"ignored a command: {error}", file=sys.stderr)
        os._exit(0)


class JobReporter(Reporter):
    """Sends progress to the window and obeys its pause, stop and cancel."""

    def __init__(self, job: str, outbox: Outbox) -> None:
        self.job = job
        self._outbox = outbox
        self._go = threading.Event()
        self._go.set()
        self._stop = False
        self._cancel = False
        self._stage = ""
        self._stage_begun = 0.0
        self._stage_from = 0.0
        self._last_sent = 0.0

    @property
    def stop_wanted(self) -> bool:
        """Whether the user asked to end after the current step."""
        return self._stop

    # --- what the window wants --------------------------------------------------------------

    def control(self, command: Control) -> None:
        """Take a Control command (called from the inbox thread)."""
        match command.action:
            case "pause":
                self._go.clear()
                self._outbox.send(State(job=self.job, state="paused"))
                return
            case "resume":
                self._outbox.send(State(job=self.job, state="running"))
            case "stop":
                self._stop = True
                self._outbox.send(State(job=self.job, state="stopping"))
            case "cancel":
                self._cancel = True
                self._outbox.send(State(job=self.job, state="stopping"))
        self._go.set()

    def checkpoint(self) -> bool:
        self._go.wait()
        if self._cancel:
            raise Cancelled
        return self._stop

    # --- what the work says -----------------------------------------------------------------

    def progress(self, stage: str, done: float, total: float | None = None, unit: str = "") -> None:
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._stage_begun, self._stage_from = stage, now, done
            self._last_sent = 0.0
        last = total is not None and done >= total
        if not last and now - self._last_sent < 1 / MAX_EVENTS_PER_S:
            return
        self._last_sent = now
        elapsed = now - self._stage_begun
        rate = (done - self._stage_from) / elapsed if elapsed > 0.5 else None
        eta = (total - done) / rate if rate and total is not None else None
        self._outbox.send(
            Progress(
                job=self.job,
                stage=Text(stage),
                done=done,
                total=total,
                unit=Text(unit),
                rate=rate,
                eta=eta,
            )
        )

    def metric(self, step: int, epoch: float, values: Mapping[str, float]) -> None:
        self._outbox.send(Metric(job=self.job, step=step, epoch=epoch, values=dict(values)))

    def log(self, text: str, level: Level = "info") -> None:
        self._outbox.send(Log(job=self.job, level=level, text=Text(text)))
