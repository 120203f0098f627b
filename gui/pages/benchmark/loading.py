"""Work of the page that is done off the event loop."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks import board, card, compare, store
from benchmarks.card import Card
from benchmarks.compare import Report
from benchmarks.schema import Result
from core.errors import UserError
from core.text import Text
from gui.pages.benchmark import model
from gui.pages.benchmark.model import Digest

#: Results of before whose score stands beside.
EARLIER = 6
#: Results of before among which a whole card is looked for.
LOOKED_AT = 60


class Open:
    """Reads a result, or the journal of a run that did not end, and digests it.

    Args:
        path: its file; None: the newest whole card, else the newest result.

    """

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def __call__(self) -> Digest | None:
        saved = store.saved()
        whole = _newest_whole(saved)
        left = next(iter(store.left()), None)
        path = self._path or whole or next(iter(saved), left)
        if path is None:
            return None
        result = store.load(path)
        earlier = board.of(saved[: EARLIER + 1]).cards
        bundled = (one for kept in card.bundled() for one in card.cards(kept))
        known = {(one.result.id, one.device): one for one in (*earlier, *bundled)}
        others = (one for one in known.values() if one.result.id != result.id)
        newer = saved[0] if saved and saved[0] != path and path in saved else None
        found = model.digest(result, tuple(others))
        return replace(
            found,
            whole=None if found.is_whole else whole,
            newer=newer,
            left=None if left == path else left,
        )


def _newest_whole(saved: Sequence[Path]) -> Path | None:
    """The newest result that did every job of the card."""
    for path in saved[:LOOKED_AT]:
        with suppress(UserError):
            if model.is_whole(store.load(path)):
                return path
    return None


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
        paths: of their files, by id.
        own: ids of those that lie in the workspace: this machine's.
        unread: files that could not be read, and why.

    """

    cards: tuple[Card, ...] = ()
    results: tuple[Result, ...] = ()
    paths: dict[str, Path] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    unread: tuple[tuple[str, Text], ...] = ()


class ReadHistory:
    """Reads all results of the workspace, those that come with the product, and a folder's."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def __call__(self) -> History:
        saved = store.saved()
        of_folder = sorted(self._folder.glob("*.json")) if self._folder else ()
        read, unread = board.results((*saved, *of_folder))
        every = {**card.bundled_files(), **read}
        own = frozenset(read[path].id for path in saved if path in read)
        known = {result.id: result for result in every.values()}
        found = [one for result in known.values() for one in card.cards(result)]
        ranked = sorted(found, key=board.place)
        paths = {result.id: path for path, result in every.items()}
        return History(tuple(ranked), tuple(known.values()), paths, own, tuple(unread))


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
