"""A process of ours, started and followed without a window."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from contextlib import suppress

from core import launch
from core.worker.messages import Command, Decoder, Event, encode


class Child:
    """Runs one of our modules, which speaks the protocol; it does not outlive this process."""

    def __init__(self, module: str, *args: str) -> None:
        self._process = subprocess.Popen(
            launch.command(module, *args),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=launch.folder(),
            env=launch.environment(bound=True),
        )

    def control(self, command: Command) -> None:
        """Pass a command on."""
        if self._process.stdin:
            with suppress(BrokenPipeError):  # it has ended
                self._process.stdin.write(encode(command))
                self._process.stdin.flush()

    def end(self) -> None:
        """End it, whatever it is about."""
        self._process.kill()
        self._process.wait()

    def follow(self, take: Callable[[Event], None]) -> int:
        """Hand over what it says until it ends, and return its exit code.

        Whatever `take` raises ends the process: a cancelled job, a closed notebook.
        """
        decoder = Decoder()
        stream = self._process.stdout
        assert stream is not None
        try:
            while data := os.read(stream.fileno(), 65536):
                for event, _arrays in decoder.feed(data):
                    take(event)
        except BaseException:
            self.end()
            raise
        return self._process.wait()
