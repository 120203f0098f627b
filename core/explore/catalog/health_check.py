"""A health check that runs beside the engine's questions, told about in pieces.

Thousands of files are decoded; a question that took that long would keep all others waiting.
"""

from __future__ import annotations

import threading

import numpy as np

from core.catalog.schema import Catalog
from core.contracts.catalog import Health, HealthFinding, Report
from core.errors import UserError
from core.media import health
from core.media.findings import HealthReport
from core.progress import Reporter
from core.text import Text


class HealthCheck(Reporter):
    """One check in a thread of its own."""

    def __init__(self, catalog: Catalog, max_files: int) -> None:
        self._catalog = catalog
        self._max_files = max_files
        self._stop = threading.Event()
        self._standing = Health(state="running")
        self._thread = threading.Thread(target=self._run, name="health", daemon=True)
        self._thread.start()

    @property
    def standing(self) -> Health:
        """How far it is now."""
        return self._standing

    def stop(self) -> None:
        """End soon, and keep what was found."""
        self._stop.set()

    def wait(self, seconds: float) -> None:
        """Wait for the end, at most that long."""
        self._thread.join(seconds)

    def progress(self, stage: str, done: float, total: float | None = None, unit: str = "") -> None:
        self._standing = Health(state="running", stage=Text(stage), done=done, total=total)

    def checkpoint(self) -> bool:
        return self._stop.is_set()

    def _run(self) -> None:
        try:
            report = health.check(self._catalog, self, self._max_files)
            self._standing = Health(state="done", report=_described(report))
        except UserError as error:
            self._standing = Health(state="failed", problem=error.sentence)
        except Exception as error:
            # A bug must not leave the window waiting for ever.
            problem = Text("{kind}: {error}", kind=type(error).__name__, error=error)
            self._standing = Health(state="failed", problem=problem)


def _described(report: HealthReport) -> Report:
    findings = tuple(
        HealthFinding(
            key=one.key,
            severity=one.severity,
            subject=one.subject,
            count=one.count,
            sentence=Text(one.sentence),
            action=Text(one.action),
            details=tuple(Text(line) for line in one.details),
            rows=np.asarray(one.rows, np.int64),
            items=np.asarray(one.items, np.int64),
        )
        for one in report.findings
    )
    notes = tuple(Text(note) for note in report.notes)
    checked = dict(report.checked)
    return Report(findings=findings, checked=checked, notes=notes, seconds=report.seconds)
