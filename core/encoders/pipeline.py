"""One modality of a catalog through one encoder: decode ahead, encode, keep, assemble."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from core import cores
from core.encoders.base import Encoder, identity
from core.encoders.cache import ItemCache
from core.encoders.fitting import Fitting
from core.encoders.inputs import Inputs
from core.encoders.store import DIGEST_BYTES, About, Encoded, Failure, FeatureStore, kept, write
from core.encoders.tokens import POSITION_WIDTH, TokenBatch
from core.errors import UserError
from core.progress import Reporter
from core.text import Text

#: Failures are logged one by one up to this many; all are kept in the store.
_LOGGED = 50


@dataclass(frozen=True)
class _Prepared:
    """One item on its way: `value` is None if it was encoded before or cannot be."""

    row: int
    digest: bytes
    value: Any = None
    failure: Failure | None = None


def encode_modality(
    inputs: Inputs,
    encoder: Encoder,
    home: Path,
    reporter: Reporter,
    flush_seconds: float = 10,
) -> FeatureStore | None:
    """Encode every item of `inputs` that was not encoded before, and store them all.

    Args:
        inputs: what to encode.
        encoder: for the same modality.
        home: the folder that holds one folder per encoder identity.
        reporter: told of progress and of every item that cannot be used.
        flush_seconds: no more work than this is lost if the process is killed.

    Returns:
        The store, or None if the user wanted to stop; what was encoded by then is kept.

    """
    about = _about(inputs, encoder)
    cache = ItemCache(home / about.identity, about, seconds=flush_seconds)
    digests, failures, whole = _run(inputs, inputs.rows(), encoder, cache, reporter)
    if not whole:
        return None
    if failures:
        text = Text(
            "{failures} of {rows} items have no usable {modality}; they go without it.",
            failures=len(failures),
            rows=len(inputs.rows()),
            modality=Text(inputs.modality),
        )
        reporter.log(text, "warning")
    return _assemble(cache, about, digests, failures)


def encode_part(
    inputs: Inputs, encoder: Encoder, home: Path, reporter: Reporter, share: tuple[int, int]
) -> bool:
    """Encode every n-th batch of items into the cache, where `encode_modality` finds it.

    Batches are those of one process, so that each is computed as it would be there.

    Args:
        inputs: see `encode_modality`.
        encoder: the same.
        home: the same.
        reporter: the same.
        share: which part, and of how many.

    Returns:
        Whether all was done; else the user wanted to stop.

    """
    about = _about(inputs, encoder)
    index, parts = share
    rows = inputs.rows()
    rows = rows[np.arange(len(rows)) // encoder.batch_size % parts == index]
    return _run(inputs, rows, encoder, ItemCache(home / about.identity, about), reporter)[2]


def _about(inputs: Inputs, encoder: Encoder) -> About:
    name = identity(encoder.name, encoder.revision, encoder.preprocessing)
    space = str(getattr(encoder, "space", ""))  # other packages' encoders may not tell
    return About(inputs.modality, encoder.name, name, encoder.width, space=space)


def _run(
    inputs: Inputs, rows: np.ndarray, encoder: Encoder, cache: ItemCache, reporter: Reporter
) -> tuple[np.ndarray, list[Failure], bool]:
    """Encode rows into the cache: digests of all items, failures, whether it came to its end."""
    digests = np.zeros((inputs.n_items, DIGEST_BYTES), np.uint8)
    failures: list[Failure] = []
    stage = Text("encoding {modality}", modality=Text(inputs.modality))
    reporter.progress(stage, 0, len(rows), "items")
    batches = _Batches(encoder, cache, reporter)
    spared = 0
    try:
        for one in _prepare(inputs, rows, cache, depth=2 * encoder.batch_size):
            digests[one.row] = np.frombuffer(one.digest, np.uint8)
            if one.failure is not None:
                failures.append(one.failure)
                _log(one.failure, len(failures), reporter)
            if one.value is None or one.digest in batches or one.digest in cache:
                spared += 1
            else:
                batches.add(one)
            reporter.progress(stage, spared + batches.done, len(rows), "items")
            if reporter.checkpoint():
                return digests, failures, False
        batches.finish()
        reporter.progress(stage, len(rows), len(rows), "items")
    finally:
        try:
            batches.end()
        finally:
            cache.flush()
    return digests, failures, True


class _Batches:
    """Items on their way through an encoder, kept in the order in which they came.

    Attributes:
        done: items that are kept.

    """

    def __init__(self, encoder: Encoder, cache: ItemCache, reporter: Reporter) -> None:
        self._encoder, self._cache = encoder, cache
        self._fitting = Fitting(encoder, reporter)
        self._limit = getattr(encoder, "at_once", 1)  # other packages' encoders may not tell
        self._pool = ThreadPoolExecutor(self._limit, thread_name_prefix="encode")
        self._batch: list[_Prepared] = []
        self._waiting: deque[tuple[list[_Prepared], Future[list[TokenBatch]]]] = deque()
        self._under_way: set[bytes] = set()
        self.done = 0

    def __contains__(self, digest: bytes) -> bool:
        return digest in self._under_way

    def add(self, one: _Prepared) -> None:
        """Encode it with others; waits while as many batches are encoded as may be at once."""
        self._batch.append(one)
        self._under_way.add(one.digest)
        if len(self._batch) == self._encoder.batch_size:
            self._put()

    def finish(self) -> None:
        """Wait for all there are."""
        if self._batch:
            self._put()
        while self._waiting:
            self._keep()

    def end(self) -> None:
        """Keep what is being encoded; what failed was told, or is encoded next time."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        while self._waiting:
            future = self._waiting[0][1]
            if future.cancelled() or future.exception() is not None:
                return
            self._keep()

    def _put(self) -> None:
        while len(self._waiting) >= self._limit:
            self._keep()
        values = [one.value for one in self._batch]
        encoded = self._pool.submit(lambda: list(self._fitting.encode(values)))
        self._waiting.append((self._batch, encoded))
        self._batch = []

    def _keep(self) -> None:
        batch, future = self._waiting[0]
        items = (item for part in future.result() for item in _items(part))
        self._waiting.popleft()
        for one, (tokens, positions, whole) in zip(batch, items, strict=True):
            self._cache.add(one.digest, _storable(tokens, self._encoder.name), positions, whole)
        self._under_way -= {one.digest for one in batch}
        self.done += len(batch)


def _prepare(
    inputs: Inputs, rows: Sequence[int] | np.ndarray, cache: ItemCache, depth: int
) -> Iterator[_Prepared]:
    """Items in order, hashed and decoded in threads up to `depth` ahead."""

    def prepare(row: int) -> _Prepared:
        digest = bytes(DIGEST_BYTES)
        try:
            digest = inputs.digest(row)
            return _Prepared(row, digest, None if digest in cache else inputs.load(row))
        except UserError as error:
            failure = Failure(row, inputs.name(row), error.message, error.remedy)
            return _Prepared(row, digest, failure=failure)

    # Decoders release the interpreter lock; one core stays with the encoder.
    threads = max(1, min(8, cores.usable() - 1))
    pool = ThreadPoolExecutor(threads, thread_name_prefix="decode")
    waiting: deque[Future[_Prepared]] = deque()
    try:
        for row in rows:
            waiting.append(pool.submit(prepare, int(row)))
            if len(waiting) >= depth:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _items(batch: TokenBatch) -> Iterator[Encoded]:
    """The tokens there are, and the whole vector if there is one, item by item."""
    wholes = [None] * len(batch) if batch.whole is None else batch.whole.float().numpy()
    for tokens, mask, positions, whole in zip(
        batch.tokens, batch.mask, batch.positions, wholes, strict=True
    ):
        yield tokens[mask].numpy(), positions[mask].numpy(), whole


def _storable(tokens: np.ndarray, encoder: str) -> np.ndarray:
    """Tokens within the range of float16; numbers that are none are an encoder's bug."""
    if not np.isfinite(tokens).all():
        raise FloatingPointError(f"the encoder '{encoder}' gave numbers that are not finite")
    limit = float(np.finfo(np.float16).max)
    return np.clip(tokens, -limit, limit)


def _assemble(
    cache: ItemCache, about: About, digests: np.ndarray, failures: list[Failure]
) -> FeatureStore:
    """One store in catalog order from all that was encoded, now or before."""
    key = hashlib.blake2b(digests.tobytes(), digest_size=DIGEST_BYTES).hexdigest()
    folder = cache.folder / key
    store = kept(folder)
    if store is None:
        complete = About(**{**vars(about), "failures": tuple(failures)})
        failed = {failure.row for failure in failures}
        none = np.empty((0, about.width), np.float16), np.empty((0, POSITION_WIDTH), np.float32)
        nothing: Encoded = (*none, None)
        items = (
            nothing if row in failed or not digest.any() else cache.get(bytes(digest))
            for row, digest in enumerate(digests)
        )
        write(folder, complete, items, digests)
        store = FeatureStore(folder)
    cache.absorb(folder)
    return store


def _log(failure: Failure, count: int, reporter: Reporter) -> None:
    if count > _LOGGED:
        return
    text = Text.joined(" ", filter(None, (failure.message, failure.remedy)))
    # Decoders name the file alone; here the path in the catalog is what tells files apart.
    reporter.log(
        Text("{file}: {text}", file=failure.file, text=text) if failure.file else text, "warning"
    )
    if count == _LOGGED:
        reporter.log("Further items that cannot be used are counted, not listed.", "warning")
