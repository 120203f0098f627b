"""`triptych`: the jobs of the window from the shell.

Results are JSON on standard output, of `open` with --json; progress and errors go to standard
error. Exit codes: 0 ok, 1 the job failed for a reason the message names, 2 the command line is
wrong, 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

from core import failures, launch, scratch, system, workspace
from core.cli import (  # noqa: F401  (their commands)
    encoders,
    inside,
    jobs,
    look,
    opening,
    questions,
    sharing,
)
from core.cli.common import app
from core.terminal import visible


def main() -> None:
    """Run the command line; what is not a bug of ours is one sentence, not a traceback."""
    run: Callable[[], Any] = app
    launch.tell_libraries()
    system.keep_freed()
    if "TORCHELASTIC_RUN_ID" in os.environ:  # paths are seen from where torchrun was started
        os.chdir(os.environ.get(launch.STARTED_IN, "."))
    scratch.clear(workspace.named())
    try:
        run()
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        told = failures.machines(error)
        if told is None:
            raise  # a bug, which its traceback helps to mend
        print(visible(f"triptych: {told}"), file=sys.stderr)
        sys.exit(1)
