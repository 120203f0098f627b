"""`python -m core.worker`: one job, or the engine, in a process of its own.

Reads commands from standard input and writes events to standard output, see
:mod:`core.worker.messages`. The first command must be `run`.
"""

from __future__ import annotations

import sys
import traceback
from queue import SimpleQueue

from core import cores, launch, system
from core.errors import UserError
from core.progress import Cancelled
from core.text import Text
from core.worker.failures import failed
from core.worker.messages import (
    PROTOCOL_VERSION,
    Command,
    Control,
    Finished,
    Run,
    Started,
)
from core.worker.reporting import Inbox, JobReporter, Outbox, die_with_parent, own_streams


def main() -> int:
    """Run until the job is over. Returns the exit code."""
    die_with_parent()
    commands, events = own_streams()
    outbox = Outbox(events)
    queue: SimpleQueue[Command] = SimpleQueue()
    reporters: list[JobReporter] = []

    def take(command: Command) -> None:
        if isinstance(command, Control) and reporters:
            reporters[0].control(command)
        else:
            queue.put(command)

    Inbox(commands, take).start()
    run = queue.get()
    if not isinstance(run, Run):
        print("the first command must be 'run'", file=sys.stderr)
        return 2
    reporters.append(JobReporter(run.job, outbox))
    try:
        return _run(run, outbox, queue, reporters[0])
    except Cancelled:
        outbox.send(Finished(job=run.job, result={"cancelled": True}, stopped=True))
        return 0
    except Exception as error:  # whatever happened, the window is told in words
        outbox.send(failed(run.job, error, traceback.format_exc()))
        return 1


def _run(run: Run, outbox: Outbox, queue: SimpleQueue[Command], reporter: JobReporter) -> int:
    import os

    if run.version != PROTOCOL_VERSION:
        raise UserError(
            Text(
                "The window speaks protocol {version}, this worker {protocol_version}.",
                version=run.version,
                protocol_version=PROTOCOL_VERSION,
            ),
            "Install window and worker from the same version of Triptych.",
        )
    if os.environ.get(launch.PARENT):
        cores.limit_polars(beside_window=True)
        if run.kind != "engine":  # its answers are what the window waits for
            system.step_back()
    # Opening reads tables and media only; it must not wait for torch.
    line = Text()
    if run.kind not in ("open", "sample"):
        from core import device

        device.limit_threads(leave=1)
        line = device.report().line
    outbox.send(Started(job=run.job, pid=os.getpid(), kind=run.kind, device=line))
    if run.kind == "engine":
        from core.worker.engine import serve

        serve(run.job, outbox, queue)
        return 0
    from core.worker.jobs import KINDS, checked

    if run.kind not in KINDS:
        raise UserError(Text("There is no job of kind '{kind}'.", kind=run.kind))
    model, function = KINDS[run.kind]
    spec = checked(model, run.spec)
    result = function(spec, reporter)
    outbox.send(Finished(job=run.job, result=result, stopped=reporter.stop_wanted))
    return 0


if __name__ == "__main__":
    sys.exit(main())
