"""A ranking of all users of a large catalog takes hours: what is done of it outlives a kill."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import numpy as np

from core import arrays
from core.recommend.histories import Histories
from core.training.run.layout import RANKING

#: No more work than this is lost.
EVERY_S = 20.0

#: Lists int64 [users, K], and whether each of their items is a target.
Lists = tuple[np.ndarray, np.ndarray]


class Kept:
    """The lists of the first users, on disk until whoever asked for the ranking needs none.

    Args:
        path: the file.
        key: of what is ranked; what was kept of something else is not taken up. Asked for once
            there is something to keep or to take up, since making it reads all vectors.

    """

    def __init__(self, path: Path, key: Callable[[], str]) -> None:
        self.path = path
        self._make_key, self._key = key, ""
        self._written = time.monotonic()
        self._long = False

    def restore(self, k: int, most: int) -> Lists | None:
        """What was kept of lists of `k` items of at most so many users; None if nothing fits."""
        found = arrays.read(self.path) if self.path.is_file() else None
        if not found or not found.keys() >= {"top", "hit", "key"}:
            return None
        if str(found["key"]) != self._named():
            return None
        top, hit = found["top"].astype(np.int64), found["hit"]
        self._long = top.shape == hit.shape and top.shape[1] == k and len(top) <= most
        return (top, hit) if self._long else None

    def keep(self, tops: list[np.ndarray], hits: list[np.ndarray], now: bool = False) -> None:
        """Write what is done if it is time, or `now`."""
        if tops and (now or time.monotonic() - self._written >= EVERY_S):
            top, hit = np.concatenate(tops).astype(np.int32), np.concatenate(hits)
            with suppress(OSError):  # on a full disk the ranking goes on
                arrays.write(self.path, {"top": top, "hit": hit, "key": np.array(self._named())})
            self._written = time.monotonic()
            self._long = True

    def whole(self, tops: list[np.ndarray], hits: list[np.ndarray]) -> None:
        """All are ranked: kept too if it took long, for who is killed in the next ranking."""
        self.keep(tops, hits, now=self._long)

    def _named(self) -> str:
        self._key = self._key or self._make_key()
        return self._key


def forget(folder: Path) -> None:
    """Remove what was kept in a run's folder: all is ranked, or the run begins anew."""
    for path in folder.glob(RANKING.format(part="*")):
        path.unlink(missing_ok=True)


def key_of(parts: Iterable[np.ndarray], targets: Histories, seen: Histories, said: str = "") -> str:
    """Names what is ranked: the numbers scores come from, whom for, and what is masked."""
    digest = hashlib.blake2b(said.encode(), digest_size=16)
    masks = (array for one in (targets, seen) for array in (one.counts, one.items))
    for array in (*parts, *masks):
        digest.update(np.ascontiguousarray(array).data)
    return digest.hexdigest()
