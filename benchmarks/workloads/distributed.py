"""A training step in several processes under torchrun, called like any other workload.

The processes are started once and wait; a call sends the number of steps to rank 0 and waits for
its answer. The two messages add some 20 us to the step's time.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from benchmarks.devices.base import Device
from benchmarks.schema import Axes
from benchmarks.workloads.base import TOKENS, Prepared, Workload
from core import launch
from core.errors import UserError
from core.text import Text

#: How long one look for an answer waits; in between, it is seen whether the processes live.
PATIENCE_S = 0.5


class Torchrun:
    """A group of processes that run steps on command."""

    def __init__(self, axes: Axes, seed: int) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="triptych-torchrun-"))
        self._errors = (self.folder / "errors").open("wb")
        self._server = socket.create_server(("127.0.0.1", 0))
        self._server.settimeout(PATIENCE_S)
        self._leader: socket.socket | None = None
        self._process = subprocess.Popen(
            launch.command(
                *("torch.distributed.run", "--standalone"),
                *("--nproc-per-node", str(axes.size["processes"])),
                *("-m", "benchmarks.workloads.parts.member"),
                *(str(self._server.getsockname()[1]), axes.model_dump_json(), str(seed)),
            ),
            cwd=launch.folder(),
            env=launch.environment() | {"OMP_NUM_THREADS": str(axes.threads)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._errors,
        )
        self._wait()

    def steps(self, count: int) -> None:
        """Run `count` steps in all processes and wait for them."""
        assert self._leader is not None
        self._leader.sendall(f"{count}\n".encode())
        self._wait()

    def _wait(self, seconds: float = 120.0) -> None:
        """Until rank 0 answers.

        Raises:
            UserError: the processes ended, or did not answer in time.

        """
        until = time.monotonic() + seconds
        while self._process.poll() is None and time.monotonic() < until:
            with suppress(TimeoutError):
                if self._answered():
                    return
                time.sleep(0.05)  # rank 0 is gone, and torchrun ends the others
        self._errors.flush()
        tail = (self.folder / "errors").read_text("utf-8", "replace").strip().splitlines()
        self.close()
        raise UserError(
            Text(
                "The processes under torchrun ended before they answered: {reason}",
                reason=tail[-1][:200] if tail else Text("no message"),
            ),
            "Run with fewer processes.",
        )

    def _answered(self) -> bool:
        if self._leader is None:
            self._leader, _ = self._server.accept()
            self._leader.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._leader.settimeout(PATIENCE_S)
        try:
            return bool(self._leader.recv(1))
        except ConnectionError:
            return False

    def close(self) -> None:
        """End all processes."""
        if self._process.poll() is None:
            try:
                if self._leader is not None:
                    self._leader.sendall(b"0\n")
                self._process.wait(20)
            except (OSError, subprocess.TimeoutExpired):
                self._process.kill()
                self._process.wait()
        for channel in (self._leader, self._server, self._errors):
            if channel is not None:
                channel.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class DistributedStep(Workload):
    """One step of the whole group; units are the interactions of all processes."""

    def build(self, axes: Axes, device: Device, seed: int) -> Prepared:
        group = Torchrun(axes, seed)

        def call() -> None:
            group.steps(1)

        return Prepared(
            call, items=axes.batch * axes.size["processes"], elsewhere=True, close=group.close
        )


WORKLOADS = (
    DistributedStep(
        name="train.distributed",
        title=Text("Training step under torchrun"),
        plain=Text("Training on several processes"),
        definition=Text(
            "One step of core.training (concat fusion + MF) in `processes` processes started "
            "by torchrun; batch = interactions per process."
        ),
        unit="interactions",
        group="distributed",
        batches=((256,), (256, 1024)),
        size={"processes": 2, "items": 500, "users": 2000, "d": 64, **TOKENS},
    ),
)
