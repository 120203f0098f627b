"""`python -m core.worker.member SPEC`: one of the processes that train together under torchrun."""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Mapping

from core import system
from core.contracts.message import checked
from core.contracts.training import TrainSpec
from core.errors import UserError
from core.progress import Cancelled, Level, Reporter
from core.text import Text, packed
from core.worker.group import WHERE


class Teller(Reporter):
    """Says everything over a socket to who started the group, and asks there."""

    def __init__(self, where: str) -> None:
        port, secret = where.split()
        self._connection = socket.create_connection(("127.0.0.1", int(port)))
        self._connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._answers = self._connection.makefile("rb")
        self._connection.sendall(f"{secret}\n".encode())

    def say(self, kind: str, **values: object) -> None:
        """Send a line."""
        line = json.dumps(packed({"say": kind} | values))
        self._connection.sendall(f"{line}\n".encode())

    def progress(self, stage: str, done: float, total: float | None = None, unit: str = "") -> None:
        told = {"stage": Text(stage), "unit": Text(unit)}
        self.say("progress", done=done, total=total, **told)

    def metric(self, step: int, epoch: float, values: Mapping[str, float]) -> None:
        self.say("metric", step=step, epoch=epoch, values=dict(values))

    def log(self, text: str, level: Level = "info") -> None:
        self.say("log", text=Text(text), level=level)

    def checkpoint(self) -> bool:
        self.say("checkpoint")
        match self._answers.readline():
            case b"go\n":
                return False
            case b"stop\n":
                return True
            case b"cancel\n":
                raise Cancelled
        raise ConnectionError("who started the training is gone")


def main() -> int:
    """Train; exit code 1 makes torchrun start all of them again, at the last checkpoint."""
    system.die_with(os.getppid())  # torchrun, which may be killed
    from core.worker.jobs.training import train

    spec = checked(TrainSpec, json.loads(sys.argv[1]))
    leads = os.environ["RANK"] == "0"
    reporter = Teller(os.environ[WHERE]) if leads else Reporter()
    if os.environ.get("TORCHELASTIC_RESTART_COUNT", "0") != "0":
        reporter.log(
            "One of the processes ended; all of them go on from the last checkpoint.", "warning"
        )
        spec = spec.model_copy(update={"resume": True})
    try:
        train(spec.model_copy(update={"processes": 1}), reporter)
    except Cancelled:
        return 0
    except UserError as error:
        if isinstance(reporter, Teller):
            reporter.say("failed", **error.to_dict())
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
