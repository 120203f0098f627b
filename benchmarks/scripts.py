"""A few lines of our own, run in a fresh interpreter."""

from __future__ import annotations

import os
import subprocess

from core import launch


def last_line(script: str, *words: str, **variables: str) -> str:
    """Run `script` with these words in sys.argv. Returns the last line it printed.

    Its windows are drawn nowhere, unless the environment names a place.

    Raises:
        RuntimeError: it failed; the message is the end of what it said.

    """
    variables.setdefault("QT_QPA_PLATFORM", os.environ.get("QT_QPA_PLATFORM", "offscreen"))
    run = subprocess.run(
        launch.script(script, *words),
        capture_output=True,
        text=True,
        check=False,
        cwd=launch.folder(),
        env=launch.environment() | variables,
    )
    if run.returncode:
        raise RuntimeError(run.stderr[-2000:])
    return run.stdout.splitlines()[-1]
