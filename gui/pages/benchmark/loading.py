"""Work of the page that is done off the event loop."""

from __future__ import annotations

from pathlib import Path

from benchmarks import compare, store
from benchmarks.compare import Report
from gui.pages.benchmark import model
from gui.pages.benchmark.model import Digest


class Open:
    """Reads a result, or the journal of a run that did not end, and digests it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self) -> Digest:
        return model.digest(store.load(self._path))


class Compare:
    """Compares a digested result, as candidate, with a baseline file."""

    def __init__(self, path: Path, digest: Digest) -> None:
        self._path = path
        self._digest = digest

    def __call__(self) -> Report:
        baseline = store.load(self._path)
        both = baseline.synthetic and self._digest.result.synthetic
        return compare.compare(baseline, self._digest.result, allow_synthetic=both)
