"""Write reports and bundles."""

from __future__ import annotations

from pathlib import Path

from core import workspace
from core.contracts.share import BUNDLE, REPORT, BundleSpec, ReportSpec, Written
from core.failures import telling
from core.progress import Reporter
from core.worker.answering import runs


@runs(REPORT)
@telling()
def report(spec: ReportSpec, reporter: Reporter) -> Written:
    """A page of HTML that needs nothing else."""
    from core.share.report import html

    data = html(spec, reporter).encode()
    workspace.write_atomic(Path(spec.out), data)
    return Written(path=spec.out, size=len(data))


@runs(BUNDLE)
@telling()
def bundle(spec: BundleSpec, reporter: Reporter) -> Written:
    """One file with all that another machine needs to look at the same."""
    from core.share.bundle import pack

    pack(spec, reporter)
    return Written(path=spec.out, size=Path(spec.out).stat().st_size)
