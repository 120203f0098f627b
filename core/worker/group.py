"""Trains in several processes: torchrun starts them, and the first of them reports here.

What it says comes over a socket of this machine, a line of JSON each. At every checkpoint it asks
whether to go on; so a pause holds all of them, and a Stop or Cancel reaches them at the same step.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from core import cores, launch
from core.contracts.training import TrainSpec
from core.errors import UserError
from core.progress import Cancelled, Reporter
from core.text import Text, unpacked
from core.training.run.record import Run

#: Where the first process reports: port, and what tells it from a stranger.
WHERE = "TRIPTYCH_GROUP"
#: How often all are started again where one of them ended.
RESTARTS = 2
#: How long one look for the first process waits; in between, it is seen whether they live.
LOOK_S = 0.5
#: Until those are killed that were told to end.
PATIENCE_S = 40.0


def torchrun(processes: int, *words: str) -> list[str]:
    """The words that start one of our modules in so many processes."""
    each = ("--nproc-per-node", str(processes), "--max-restarts", str(RESTARTS))
    return launch.command("torch.distributed.run", *each, *words)


def variables(processes: int) -> dict[str, str]:
    """Of their environment: they share the cores, and meet anew whenever they start again.

    torchrun lets those that start again meet in the store of those before, where they may find the
    address of one that is gone.
    """
    return {
        "OMP_NUM_THREADS": str(max(1, cores.usable() // processes)),
        "TORCH_DISABLE_SHARE_RDZV_TCP_STORE": "1",
    }


def train(spec: TrainSpec, reporter: Reporter) -> None:
    """Train as `spec` says, in its `processes`; what they make lies in its folder.

    Raises:
        UserError: as the training does, or the processes ended.
        Cancelled: the user cancelled.

    """
    reporter.progress("Starting processes", 0, None)
    secret = secrets.token_hex(16)
    with socket.create_server(("127.0.0.1", 0)) as server, tempfile.TemporaryFile() as said:
        server.settimeout(LOOK_S)
        process = subprocess.Popen(
            torchrun(
                *(spec.processes, "--standalone"),
                *("-m", "core.worker.member", spec.model_dump_json()),
            ),
            cwd=launch.folder(),
            env=launch.environment()
            | variables(spec.processes)
            | {WHERE: f"{server.getsockname()[1]} {secret}"},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
        try:
            while process.poll() is None:
                with suppress(TimeoutError):
                    _listen(server.accept()[0], secret, reporter)
                reporter.checkpoint()
        finally:
            _end(process)
        if process.returncode:
            said.seek(0)
            print(said.read().decode(errors="replace")[-6000:], file=sys.stderr)
            raise UserError(
                Text(
                    "The processes of the training ended again and again: {reason}",
                    reason=_last(said) or Text("no message"),
                ),
                "Resume the run, if memory ran out with fewer processes: it goes on from its last "
                "checkpoint.",
                spec.folder,
            )


def described() -> bool:
    """Whether torchrun started this process as one of several."""
    return int(os.environ.get("WORLD_SIZE", "1")) > 1


def machines(processes: int, nodes: int, meet: str, words: Sequence[str]) -> int:
    """Start the same command of the shell in so many processes here, as on every other machine.

    Returns:
        Its exit code.

    """
    together = ("--nnodes", str(nodes), "--rdzv-backend", "c10d", "--rdzv-endpoint", meet)
    return subprocess.call(
        torchrun(processes, *together, "--max-restarts", "0", "-m", "core.cli", *words),
        cwd=launch.folder(),
        env=launch.environment() | variables(processes) | {launch.STARTED_IN: str(Path.cwd())},
    )


def planned_by_one(plan: Callable[[Reporter], TrainSpec], reporter: Reporter) -> Run | None:
    """Train what `plan` says. Where torchrun started us, one of us plans and the others follow.

    Returns:
        The run; None to all but the first.

    """
    from core.training.steps.parallel import Group
    from core.worker.jobs.training import train as run_training

    group = Group.join()
    spec = TrainSpec.model_validate_json(group.share(lambda: plan(reporter).model_dump_json()))
    run = run_training(spec, reporter if group.leads else Reporter())
    return run if group.leads else None


def _listen(connection: socket.socket, secret: str, reporter: Reporter) -> None:
    """Pass on what the first process says until it ends, and answer it."""
    connection.settimeout(10 * LOOK_S)  # a stranger may say nothing
    with connection, connection.makefile("rb") as lines, suppress(ConnectionError):
        if lines.readline().strip() != secret.encode():
            return
        connection.settimeout(None)
        for line in lines:
            said = unpacked(json.loads(line))
            match said.pop("say"):
                case "progress":
                    reporter.progress(**said)
                case "metric":
                    reporter.metric(**said)
                case "log":
                    reporter.log(**said)
                case "failed":
                    raise UserError(**said)
                case "checkpoint":
                    connection.sendall(_answer(reporter))


def _answer(reporter: Reporter) -> bytes:
    try:
        return b"stop\n" if reporter.checkpoint() else b"go\n"
    except Cancelled:
        return b"cancel\n"


def _end(process: subprocess.Popen[bytes]) -> None:
    """Let torchrun end the others, then itself."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _last(said: IO[bytes]) -> str:
    """The last line that tells why one of them ended; what torchrun says of it is no help."""
    said.seek(max(0, said.seek(0, os.SEEK_END) - (1 << 16)))
    lines = said.read().decode("utf-8", "replace").splitlines()
    told = [line for line in lines if "Error" in line and "torch.distributed" not in line]
    return told[-1].strip()[:200] if told else ""
