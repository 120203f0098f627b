"""Work of the page that is done off the event loop."""

from __future__ import annotations

from pathlib import Path

from benchmarks import board, card, compare, store
from benchmarks.card import Card
from benchmarks.compare import Report
from gui.pages.benchmark import model
from gui.pages.benchmark.model import Digest

#: Results of before whose score stands beside.
EARLIER = 6


class Open:
    """Reads a result, or the journal of a run that did not end, and digests it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self) -> Digest:
        result = store.load(self._path)
        earlier = [path for path in store.saved() if path.stem != result.id][:EARLIER]
        others = [one for kept in card.bundled() for one in card.cards(kept)]
        others = [one for one in others if one.result.id != result.id]
        return model.digest(result, (*board.of(earlier).cards, *others))


class Beside:
    """Reads the cards of another result."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self) -> tuple[Card, ...]:
        return card.cards(store.load(self._path))


class Compare:
    """Compares a digested result, as candidate, with a baseline file."""

    def __init__(self, path: Path, digest: Digest) -> None:
        self._path = path
        self._digest = digest

    def __call__(self) -> Report:
        baseline = store.load(self._path)
        both = baseline.synthetic and self._digest.result.synthetic
        return compare.compare(baseline, self._digest.result, allow_synthetic=both)
