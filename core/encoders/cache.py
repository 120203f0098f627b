"""What was encoded before, by content: equal bytes are encoded once, whatever catalog they are in.

One folder per encoder identity holds finished stores and parts. A part is a small store of the
items encoded in the last seconds: killing the process loses no more than that. Once a finished
store holds everything, the parts it took in are deleted.
"""

from __future__ import annotations

import shutil
import time
import uuid
from collections import OrderedDict
from pathlib import Path

import numpy as np

from core.encoders.store import DIGEST_BYTES, PART, About, Encoded, FeatureStore, kept, write
from core.errors import UserError

_OPEN_STORES = 8


class ItemCache:
    """Features by digest, for one encoder identity. One writer per object."""

    def __init__(self, folder: Path, about: About, seconds: float = 10, megabytes: int = 64):
        """Find all stores and parts in `folder`.

        Args:
            folder: features/items/<identity>.
            about: what the parts are made by.
            seconds: a part is written at least this often while items are added.
            megabytes: and whenever this much has gathered.

        """
        self.folder = folder
        self._about = about
        self._seconds = seconds
        self._bytes = megabytes << 20
        self._stored_at: dict[bytes, tuple[Path, int]] = {}
        self._open: OrderedDict[Path, FeatureStore] = OrderedDict()
        self._pending: dict[bytes, Encoded] = {}
        self._pending_bytes = 0
        self._flushed = time.monotonic()
        for path in sorted(folder.glob("[!.]*/")):
            self._index(path)

    def __contains__(self, digest: bytes) -> bool:
        return digest in self._stored_at or digest in self._pending

    def get(self, digest: bytes) -> Encoded:
        """What was made of what has this digest; KeyError if it was never encoded."""
        if digest in self._pending:
            return self._pending[digest]
        path, row = self._stored_at[digest]
        return self._store(path).encoded(row)

    def add(
        self,
        digest: bytes,
        tokens: np.ndarray,
        positions: np.ndarray,
        whole: np.ndarray | None = None,
    ) -> None:
        """Keep the features [L, width] and positions [L, 4] of one item, and its vector [W]."""
        item = tokens.astype(self._about.dtype), positions.astype(np.float32), whole
        self._pending[digest] = item
        self._pending_bytes += item[0].nbytes + item[1].nbytes
        late = time.monotonic() - self._flushed > self._seconds
        if late or self._pending_bytes > self._bytes:
            self.flush()

    def flush(self) -> None:
        """Write what has gathered as a part."""
        self._flushed = time.monotonic()
        if not self._pending:
            return
        digests = np.frombuffer(b"".join(self._pending), np.uint8).reshape(-1, DIGEST_BYTES)
        path = self.folder / f"{PART}{uuid.uuid4().hex}"
        write(path, self._about, self._pending.values(), digests, pool=False)
        for row, digest in enumerate(self._pending):
            self._stored_at[digest] = path, row
        self._pending = {}
        self._pending_bytes = 0

    def absorb(self, store: Path) -> None:
        """Delete the parts that a finished store has taken in completely, and damaged ones."""
        held = {bytes(row) for row in FeatureStore(store).digests()}
        for path in self.folder.glob(f"{PART}*/"):
            part = kept(path)
            if part is not None and all(bytes(row) in held for row in part.digests() if row.any()):
                shutil.rmtree(path, ignore_errors=True)

    def _index(self, path: Path) -> None:
        try:
            store = FeatureStore(path)
            digests = store.digests()
        except (UserError, OSError, ValueError):
            return  # another process has just deleted it, or it is damaged: encode again
        failed = {failure.row for failure in store.failures}
        for row, digest in enumerate(digests):
            if digest.any() and row not in failed:
                self._stored_at.setdefault(bytes(digest), (path, row))

    def _store(self, path: Path) -> FeatureStore:
        if path not in self._open:
            self._open[path] = FeatureStore(path)
            if len(self._open) > _OPEN_STORES:
                self._open.popitem(last=False)
        self._open.move_to_end(path)
        return self._open[path]
