"""Work of the page that is done off the event loop."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import board, card, compare, store
from benchmarks.card import Card
from benchmarks.compare import Report
from benchmarks.schema import Result
from core.text import Text
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


@dataclass(frozen=True)
class History:
    """All results there are.

    Attributes:
        cards: best score first.
        results: of them, each once.
        paths: by id, those that lie in a file of their own.
        unread: files that could not be read, and why.

    """

    cards: tuple[Card, ...] = ()
    results: tuple[Result, ...] = ()
    paths: dict[str, Path] = field(default_factory=dict)
    unread: tuple[tuple[str, Text], ...] = ()


class ReadHistory:
    """Reads all results of the workspace, those that come with the product, and a folder's."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def __call__(self) -> History:
        paths = [*store.saved(), *(sorted(self._folder.glob("*.json")) if self._folder else ())]
        own, unread = board.results(paths)
        places = {result.id: path for path in paths for result in own if path.stem == result.id}
        known = {result.id: result for result in (*card.bundled(), *own)}
        found = [one for result in known.values() for one in card.cards(result)]
        ranked = sorted(found, key=board.place)
        return History(tuple(ranked), tuple(known.values()), places, tuple(unread))


class CompareFiles:
    """Compares two files, the first as baseline."""

    def __init__(self, baseline: Path, candidate: Path) -> None:
        self._both = baseline, candidate

    def __call__(self) -> Report:
        baseline, candidate = (store.load(path) for path in self._both)
        both = baseline.synthetic and candidate.synthetic
        return compare.compare(baseline, candidate, allow_synthetic=both)


class Compare:
    """Compares a digested result, as candidate, with a baseline file."""

    def __init__(self, path: Path, digest: Digest) -> None:
        self._path = path
        self._digest = digest

    def __call__(self) -> Report:
        baseline = store.load(self._path)
        both = baseline.synthetic and self._digest.result.synthetic
        return compare.compare(baseline, self._digest.result, allow_synthetic=both)
