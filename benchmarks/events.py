"""A run that speaks the window's protocol: events on stdout, commands on stdin."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable

from core.contracts.benchmark import MeasuredBenchmark
from core.contracts.job import Outcome
from core.contracts.message import pack
from core.progress import Cancelled, Reporter
from core.text import Text
from core.worker.child import Child
from core.worker.failures import failed
from core.worker.messages import Command, Control, Finished, Started
from core.worker.reporting import Inbox, JobReporter, Outbox, die_with_parent, own_streams

#: The work: takes the reporter and a list for its child processes, gives the job's result.
Work = Callable[[Reporter, list[Child]], MeasuredBenchmark]


def _device_line() -> Text:
    from core.device import report

    return report().line


def serve(job: str, work: Work, device_line: Callable[[], Text] = _device_line) -> int:
    """Run `work` as a job of the window. Returns the exit code.

    Args:
        job: id on every message.
        work: what to do; its children get the commands too.
        device_line: asked once, may import torch.

    """
    die_with_parent()
    # Ctrl-C reaches every process of a terminal; who started this one says whether it is to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    commands, events = own_streams()
    outbox = Outbox(events)
    reporter = JobReporter(job, outbox)
    children: list[Child] = []

    def take(command: Command) -> None:
        if isinstance(command, Control):
            for child in list(children):
                child.control(command)
            reporter.control(command)

    Inbox(commands, take).start()
    outbox.send(Started(job=job, pid=os.getpid(), kind="benchmark", device=device_line()))
    try:
        result = work(reporter, children)
    except Cancelled:
        outbox.send(Finished(job=job, outcome="cancelled"))
        return 0
    except Exception as error:  # whatever happened, the window is told in words
        outbox.send(failed(job, error, traceback.format_exc()))
        return 1
    outcome: Outcome = "stopped" if reporter.stop_wanted else "done"
    outbox.send(Finished(job=job, outcome=outcome, result=pack(result)[0]))
    return 0
