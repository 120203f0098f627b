"""A health check that runs beside the engine's questions, told about in pieces.

Thousands of files are decoded; a question that took that long would keep all others waiting.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from core.catalog.schema import Catalog
from core.errors import UserError
from core.media import health
from core.media.findings import HealthReport
from core.progress import Reporter
from core.text import Text


@dataclass(frozen=True)
class Standing:
    """How far a check is.

    Attributes:
        state: "running", "done" or "failed".
        stage, done, total: what is being looked at; total is None while unknown.
        report: the findings, once done.
        problem: why it failed.

    """

    state: str
    stage: str = ""
    done: float = 0
    total: float | None = None
    report: HealthReport | None = None
    problem: Text = Text()


class HealthCheck(Reporter):
    """One check in a thread of its own."""

    def __init__(self, catalog: Catalog, max_files: int) -> None:
        self._catalog = catalog
        self._max_files = max_files
        self._stop = threading.Event()
        self._standing = Standing("running")
        self._thread = threading.Thread(target=self._run, name="health", daemon=True)
        self._thread.start()

    @property
    def standing(self) -> Standing:
        """How far it is now."""
        return self._standing

    def stop(self) -> None:
        """End soon, and keep what was found."""
        self._stop.set()

    def wait(self, seconds: float) -> None:
        """Wait for the end, at most that long."""
        self._thread.join(seconds)

    def progress(self, stage: str, done: float, total: float | None = None, unit: str = "") -> None:
        self._standing = Standing("running", stage, done, total)

    def checkpoint(self) -> bool:
        return self._stop.is_set()

    def _run(self) -> None:
        try:
            report = health.check(self._catalog, self, self._max_files)
            self._standing = Standing("done", report=report)
        except UserError as error:
            self._standing = Standing("failed", problem=error.sentence)
        except Exception as error:
            # A bug must not leave the window waiting for ever.
            self._standing = Standing(
                "failed", problem=Text("{kind}: {error}", kind=type(error).__name__, error=error)
            )
