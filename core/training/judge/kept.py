"""A ranking of all users of a large catalog takes hours: what is done of it outlives a kill."""

from __future__ import annotations

import hashlib
import time
from contextlib import suppress
from pathlib import Path

import numpy as np

from core import arrays
from core.recommend.histories import Histories
from core.recommend.recommender import Vectors

#: No more work than this is lost.
EVERY_S = 20.0

#: Lists int64 [users, K], and whether each of their items is a target.
Lists = tuple[np.ndarray, np.ndarray]


class Kept:
    """The lists of the first users, on disk until all are ranked.

    Args:
        path: the file.
        key: of what is ranked; what was kept of something else is not taken up.

    """

    def __init__(self, path: Path, key: str) -> None:
        self.path, self.key = path, key
        self._written = time.monotonic()

    def restore(self, k: int, most: int) -> Lists | None:
        """What was kept of lists of `k` items of at most so many users; None if nothing fits."""
        found = arrays.read(self.path) or {}
        if not found.keys() >= {"top", "hit", "key"} or str(found["key"]) != self.key:
            return None
        top, hit = found["top"].astype(np.int64), found["hit"]
        fits = top.shape == hit.shape and top.shape[1] == k and len(top) <= most
        return (top, hit) if fits else None

    def keep(self, tops: list[np.ndarray], hits: list[np.ndarray], now: bool = False) -> None:
        """Write what is done if it is time, or `now`."""
        if tops and (now or time.monotonic() - self._written >= EVERY_S):
            top, hit = np.concatenate(tops).astype(np.int32), np.concatenate(hits)
            with suppress(OSError):  # on a full disk the ranking goes on
                arrays.write(self.path, {"top": top, "hit": hit, "key": np.array(self.key)})
            self._written = time.monotonic()

    def done(self) -> None:
        """All are ranked."""
        self.path.unlink(missing_ok=True)


def key_of(vectors: Vectors, targets: Histories, seen: Histories) -> str:
    """Names what is ranked: the numbers of the model, whom for, and what is masked."""
    digest = hashlib.blake2b(digest_size=16)
    for tensor in (vectors.users, vectors.items, vectors.item_bias):
        digest.update(np.ascontiguousarray(tensor.detach().cpu().float().numpy()).data)
    for histories in (targets, seen):
        digest.update(np.ascontiguousarray(histories.counts).data)
        digest.update(np.ascontiguousarray(histories.items).data)
    if vectors.vote is not None:
        digest.update(repr(vectors.vote.weights).encode())
    return digest.hexdigest()
