"""Who chose what, as two flat arrays (compressed sparse rows)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Histories:
    """Items of each user.

    Attributes:
        offsets: int64 [users + 1].
        items: int64 [interactions]; those of user u are items[offsets[u]:offsets[u + 1]].

    """

    offsets: np.ndarray
    items: np.ndarray

    @staticmethod
    def from_pairs(users: np.ndarray, items: np.ndarray, n_users: int) -> Histories:
        """Group pairs by user; the order within a user stays."""
        counts = np.bincount(users, minlength=n_users)
        order = np.argsort(users, kind="stable")
        return Histories(
            np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
            np.ascontiguousarray(items[order], np.int64),
        )

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @property
    def counts(self) -> np.ndarray:
        """Length of each history, int64 [users]."""
        return np.diff(self.offsets)

    def of(self, user: int) -> np.ndarray:
        """Items of one user."""
        return self.items[self.offsets[user] : self.offsets[user + 1]]

    def pairs(self, users: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """All items of the given users: (position in `users`, item), both [n]."""
        rows, places = self.places(users)
        return rows, self.items[places]

    def places(self, users: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The same as places in `items`: (position in `users`, place), both [n]."""
        counts = self.offsets[users + 1] - self.offsets[users]
        rows = np.repeat(np.arange(len(users)), counts)
        within = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
        return rows, np.repeat(self.offsets[users], counts) + within

    def joined(self, other: Histories) -> Histories:
        """Both histories of each user, one after the other."""
        everyone = np.arange(len(self))
        mine, theirs = self.pairs(everyone), other.pairs(everyone)
        return Histories.from_pairs(
            np.concatenate((mine[0], theirs[0])), np.concatenate((mine[1], theirs[1])), len(self)
        )

    def recent(self, users: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
        """The last `size` items of each user: items [n, size] and mask, latest first."""
        place = self.offsets[users + 1][:, None] - 1 - np.arange(size)
        mask = place >= self.offsets[users][:, None]
        if not len(self.items):
            return np.zeros(mask.shape, np.int64), mask
        return np.where(mask, self.items[np.where(mask, place, 0)], 0), mask
