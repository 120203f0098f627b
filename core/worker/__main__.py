"""`python -m core.worker`: one job, or the engine, in a process of its own.

Reads commands from standard input and writes events to standard output, see
:mod:`core.worker.messages`. The first command must be `run`.
"""

from __future__ import annotations

import sys
import traceback
from queue import SimpleQueue
from threading import Thread

from core import cores, launch, scratch, system, workspace
from core.contracts.job import Outcome
from core.contracts.message import checked, pack
from core.errors import UserError
from core.progress import Cancelled
from core.text import Text
from core.worker.answering import running
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
        outbox.send(Finished(job=run.job, outcome="cancelled"))
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
    if run.kind == "engine":
        from core.worker.engine import serve

        outbox.send(Started(job=run.job, pid=os.getpid(), kind=run.kind, device=_device_line()))
        Thread(target=scratch.clear, args=(workspace.named(),), daemon=True).start()
        serve(run.job, outbox, queue)
        return 0
    job = running(run.kind)
    if job.kind.needs_torch:
        system.keep_freed()
    # Opening reads tables and media only; it must not wait for torch.
    line = _device_line() if job.kind.needs_torch else Text()
    outbox.send(Started(job=run.job, pid=os.getpid(), kind=run.kind, device=line))
    values, _ = pack(job.function(checked(job.kind.spec, run.spec), reporter))
    outcome: Outcome = "stopped" if reporter.stop_wanted else "done"
    outbox.send(Finished(job=run.job, outcome=outcome, result=values))
    return 0


def _device_line() -> Text:
    """Make torch leave a core to the window, and say which device it computes on, and why."""
    from core import device

    device.limit_threads(leave=1)
    return device.report().line


if __name__ == "__main__":
    sys.exit(main())
