"""A training step in several processes under torchrun, called like any other workload.

The processes are started once and wait; a call writes the number of steps into a pipe to rank 0
and waits for its answer (20-60 us of the step's time, measured by `torchrun` with 0 steps).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO

from benchmarks.devices.base import Device
from benchmarks.schema import Axes
from benchmarks.workloads.base import Prepared
from core.errors import UserError

#: Names of the pipes in the folder both sides know.
COMMANDS, ANSWERS = "commands", "answers"


class Torchrun:
    """A group of processes that run steps on command."""

    def __init__(self, axes: Axes, seed: int) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="triptych-torchrun-"))
        for name in (COMMANDS, ANSWERS):
            os.mkfifo(self.folder / name)
        environment = {**os.environ, "OMP_NUM_THREADS": str(axes.threads)}
        self._errors = (self.folder / "errors").open("wb")
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "torch.distributed.run", "--standalone"),
                *("--nproc-per-node", str(axes.size["processes"])),
                *("-m", "benchmarks.workloads.distributed_worker"),
                *(str(self.folder), axes.model_dump_json(), str(seed)),
            ],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._errors,
        )
        # Opened for reading and writing: no wait for the other side, no end of file.
        self._commands = os.fdopen(os.open(self.folder / COMMANDS, os.O_RDWR), "wb", buffering=0)
        self._answers: IO[bytes] = os.fdopen(
            os.open(self.folder / ANSWERS, os.O_RDONLY | os.O_NONBLOCK), "rb", buffering=0
        )
        self._wait()

    def steps(self, count: int) -> None:
        """Run `count` steps in all processes and wait for them."""
        self._commands.write(f"{count}\n".encode())
        self._wait()

    def _wait(self, seconds: float = 120.0) -> None:
        """Until rank 0 answers.

        Raises:
            UserError: the processes ended, or did not answer in time.

        """
        import select

        waited = 0.0
        while waited < seconds:
            ready, _, _ = select.select([self._answers], [], [], 0.5)
            if ready:
                got = self._answers.read(1)
                if got:
                    return
                # Nobody has opened the other end yet: select says ready, read says empty.
                select.select([], [], [], 0.05)
                waited += 0.05
            else:
                waited += 0.5
            if self._process.poll() is not None:
                break
        self._errors.flush()
        tail = (self.folder / "errors").read_text(errors="replace").strip().splitlines()
        self.close()
        raise UserError(
            "The processes under torchrun ended before they answered: "
            + (tail[-1][:200] if tail else "no message"),
            "Run with fewer processes.",
        )

    def close(self) -> None:
        """End all processes."""
        if self._process.poll() is None:
            self._commands.write(b"0\n")
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._commands.close()
        self._answers.close()
        self._errors.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def prepare(name: str, axes: Axes, device: Device, seed: int) -> Prepared:
    """One step of the whole group; units are the interactions of all processes."""
    group = Torchrun(axes, seed)

    def call() -> None:
        group.steps(1)

    return Prepared(
        call, items=axes.batch * axes.size["processes"], elsewhere=True, close=group.close
    )
