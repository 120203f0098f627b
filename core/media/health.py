"""Health check of a catalog: everything a model would stumble over, said before it does."""

from __future__ import annotations

import time

from core.catalog.modality import FILES
from core.catalog.schema import Catalog
from core.media import health_media, health_tables
from core.media.findings import Finding, HealthReport, Severity
from core.progress import Reporter
from core.text import Text

__all__ = ["Finding", "HealthReport", "check"]

#: Files decoded of each kind unless told otherwise.
MAX_FILES = 2_000
_ORDER: tuple[Severity, ...] = ("error", "warning", "note")


def check(
    catalog: Catalog,
    reporter: Reporter | None = None,
    max_files: int = MAX_FILES,
    now_ms: int | None = None,
) -> HealthReport:
    """Look at every row of the tables and at up to `max_files` files of each kind.

    Args:
        catalog: what to check.
        reporter: hears of progress; "stop" ends early and keeps what was found.
        max_files: how many pictures, sounds, videos and subtitles are decoded.
        now_ms: the present, UTC milliseconds (for tests).

    """
    reporter = reporter or Reporter()
    began = time.monotonic()
    findings: list[Finding] = []
    checked: dict[str, int] = {}
    notes: list[Text] = []
    for number, found in enumerate(health_tables.check(catalog, now_ms)):
        findings += found
        reporter.progress("checking tables", number + 1, None, "checks")
        reporter.checkpoint()
    for kind in FILES:
        seen = health_media.look(catalog, kind, max_files, reporter)
        if not seen.total:
            continue
        checked[kind] = seen.checked
        for found in health_media.findings(kind, seen):
            findings += found
        planned = min(seen.total, max_files)
        if seen.checked < planned:
            notes.append(
                Text(
                    "Stopped after {checked:,} of {planned:,} {kind} files.",
                    checked=seen.checked,
                    planned=planned,
                    kind=Text(kind),
                )
            )
            break
        if planned < seen.total:
            notes.append(
                Text(
                    "{planned:,} of {total:,} {kind} files were opened, evenly spread over "
                    "the catalog; the counts are those of this sample.",
                    planned=planned,
                    total=seen.total,
                    kind=Text(kind),
                )
            )
    findings.sort(key=lambda finding: (_ORDER.index(finding.severity), -finding.count))
    return HealthReport(tuple(findings), checked, tuple(notes), time.monotonic() - began)
