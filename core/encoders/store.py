"""Token features of a whole catalog on disk, mapped, read in contiguous pieces.

A folder holds

    tokens.bin      [total, width] float16 (float32 for precomputed features)
    positions.bin   [total, 4] float32
    offsets.bin     [items + 1] int64; item i has rows offsets[i] .. offsets[i + 1]
    digests.bin     [items, 16] uint8, hash of what each item was made of; zeros if it has nothing
    pooled.bin      [items, width] float32, mean over the tokens, NaN where there is none
    checks.bin      [items] uint32, CRC-32 of tokens and positions
    whole.bin       [items, W] float32, the encoder's own vector of each item where it makes one
    store.json      what made it
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np
from pydantic import TypeAdapter

from core import scratch, workspace
from core.encoders import integrity
from core.encoders.tokens import POSITION_WIDTH, TokenBatch
from core.errors import UserError
from core.failures import telling
from core.text import Text, packed

if TYPE_CHECKING:
    import torch
    from torch import Tensor

VERSION = 1
DIGEST_BYTES = 16
#: Names of stores begin so that are only there for what is in them, see core.encoders.cache.
PART = "part-"

#: Features of one item: tokens [L, width] and positions [L, 4].
Item = tuple[np.ndarray, np.ndarray]
#: The same, and the encoder's own vector [W] of the whole item, None where it makes none.
Encoded = tuple[np.ndarray, np.ndarray, np.ndarray | None]


@dataclass(frozen=True)
class Failure:
    """An item whose media could not be used; it is masked."""

    row: int
    file: str
    message: Text
    remedy: Text


@dataclass(frozen=True)
class About:
    """The contents of store.json."""

    modality: str
    encoder: str
    identity: str
    width: int
    dtype: str = "float16"
    n_items: int = 0
    max_tokens: int = 0
    failures: tuple[Failure, ...] = field(default=())
    #: CRC-32 of pooled.bin; None where an older version wrote it, or there are no means.
    pooled_check: int | None = None
    #: Numbers of whole.bin an item, 0 where the encoder makes no vector of the whole; its CRC-32.
    whole: int = 0
    whole_check: int = 0
    #: Equal for stores whose whole vectors can be compared, "" for one that stands alone.
    space: str = ""
    version: int = VERSION


_ABOUT = TypeAdapter(About)


class FeatureStore:
    """Features of one modality of a catalog, row by row of `Catalog.items`."""

    def __init__(self, folder: Path) -> None:
        """Map a folder that `write` made.

        Raises:
            UserError: it is missing, cut short, or of another version.

        """
        self.folder = folder
        try:
            self.about = _ABOUT.validate_python(workspace.parse_json(folder / "store.json"))
            if self.about.version != VERSION:
                raise ValueError(f"version {self.about.version}")
            self.offsets = np.fromfile(folder / "offsets.bin", np.int64)
            total = int(self.offsets[-1])
            self._tokens = _map(folder / "tokens.bin", self.about.dtype, (total, self.width))
            self._positions = _map(folder / "positions.bin", "float32", (total, POSITION_WIDTH))
            lengths = np.diff(self.offsets)
            most = int(lengths.max(initial=0))
            counted = (len(lengths), most) == (self.n_items, self.max_tokens)
            if not counted or self.offsets[0] or (lengths < 0).any():
                raise ValueError("items are missing")
            #: None where an older version wrote the store.
            self._checks = integrity.stored(folder / "checks.bin", self.n_items)
        except (OSError, ValueError, KeyError, TypeError, IndexError, OverflowError) as error:
            raise _unreadable(folder, error) from error
        self._verified = np.full(self.n_items, self._checks is None)

    @property
    def modality(self) -> str:
        """Name of the modality."""
        return self.about.modality

    @property
    def encoder(self) -> str:
        """Name of the encoder, or "precomputed"."""
        return self.about.encoder

    @property
    def fingerprint(self) -> str:
        """The same for equal features: the encoder in its version, and what it was given."""
        return f"{self.about.identity}/{self.folder.name}"  # a folder is named after its content

    @property
    def n_items(self) -> int:
        """Items of the catalog, with features or without."""
        return self.about.n_items

    @property
    def width(self) -> int:
        """Features per token."""
        return self.about.width

    @property
    def max_tokens(self) -> int:
        """Most tokens any item here has."""
        return self.about.max_tokens

    @property
    def failures(self) -> tuple[Failure, ...]:
        """Items whose media could not be used."""
        return self.about.failures

    @cached_property
    def present(self) -> np.ndarray:
        """[n_items] bool, True where an item has at least one token."""
        return np.diff(self.offsets) > 0

    def digests(self) -> np.ndarray:
        """[n_items, 16] uint8, hash of what each item was made of."""
        try:
            flat = np.fromfile(self.folder / "digests.bin", np.uint8)
            return flat.reshape(self.n_items, DIGEST_BYTES)
        except (OSError, ValueError) as error:
            raise _unreadable(self.folder, error) from error

    def item(self, row: int) -> Item:
        """Tokens [L, width] and positions [L, 4] of one item, as stored.

        Raises:
            UserError: its bytes changed since they were written.

        """
        self._verify(np.array([row]))
        begin, end = self.offsets[row], self.offsets[row + 1]
        return self._tokens[begin:end], self._positions[begin:end]

    def dot(self, weights: np.ndarray, block: int = 65_536) -> np.ndarray:
        """Product of every token with `weights` [width, ...], float32 [total, ...], by blocks."""
        self._verify(np.arange(self.n_items))
        out = np.empty((len(self._tokens), *weights.shape[1:]), np.float32)
        for begin in range(0, len(out), block):
            tokens = np.asarray(self._tokens[begin : begin + block], np.float32)
            out[begin : begin + block] = tokens @ weights
        return out

    def encoded(self, row: int) -> Encoded:
        """The same as `item`, and its whole vector."""
        tokens, positions = self.item(row)
        return tokens, positions, None if self.whole is None else self.whole[row]

    @cached_property
    def whole(self) -> np.ndarray | None:
        """The encoder's own vectors of whole items, float32 [n_items, W]; NaN rows where none is.

        None where the encoder makes none.

        Raises:
            UserError: they changed since they were written.

        """
        if not self.about.whole:
            return None
        path = self.folder / "whole.bin"
        try:
            vectors = _map(path, "float32", (self.n_items, self.about.whole))
            if integrity.crc(np.ascontiguousarray(vectors)) != self.about.whole_check:
                raise ValueError("whole.bin is not as it was written")
        except (OSError, ValueError) as error:
            self._condemn([True] * self.n_items)
            raise _unreadable(self.folder, error) from error
        return vectors

    def pooled(self) -> np.ndarray:
        """Mean over the tokens, float32 [n_items, width], mapped; NaN rows where there is none.

        Made again from the tokens if the file is damaged.
        """
        return self._pooled

    @cached_property
    def _pooled(self) -> np.ndarray:
        path, shape = self.folder / "pooled.bin", (self.n_items, self.width)
        with suppress(OSError, ValueError):
            means = _map(path, "float32", shape)
            if self.about.pooled_check in (None, integrity.crc(np.ascontiguousarray(means))):
                return means
        means = np.stack([_mean(self.item(row)[0], self.width) for row in range(self.n_items)])
        with suppress(OSError):
            workspace.write_atomic(path, means.tobytes())
        return means

    def _verify(self, rows: np.ndarray) -> None:
        """See that items are as they were written, each once.

        Raises:
            UserError: one is not.

        """
        if self._checks is None or self._verified[rows].all():
            return
        for row in np.unique(rows[~self._verified[rows]]).tolist():
            if not self._sound(row):
                self._condemn([not self._sound(other) for other in range(self.n_items)])
                raise UserError(
                    Text("The stored features of item {row} are damaged.", row=row + 1),
                    "Encode the catalog again: only what is damaged is computed anew.",
                    str(self.folder),
                )
            self._verified[row] = True

    def _sound(self, row: int) -> bool:
        begin, end = self.offsets[row], self.offsets[row + 1]
        assert self._checks is not None
        found = integrity.item_crc(self._tokens[begin:end], self._positions[begin:end])
        return bool(found == self._checks[row])

    def _condemn(self, damaged: Sequence[bool]) -> None:
        """Leave items out of what is used again; the store is made anew of the others."""
        with suppress(OSError, UserError):
            digests = self.digests().copy()
            digests[list(damaged)] = 0
            workspace.write_atomic(self.folder / "digests.bin", digests.tobytes())
            self.folder.rename(self.folder.with_name(f"{PART}{uuid.uuid4().hex}"))

    def gather(self, rows: np.ndarray | Tensor, dtype: torch.dtype | None = None) -> TokenBatch:
        """Features of these items, padded to the longest, on the CPU.

        Args:
            rows: [B] item rows, in any order, repeats allowed.
            dtype: of the tokens; by default as stored.

        Raises:
            UserError: bytes of an item changed since they were written.

        """
        import torch  # not to be waited for where a store is only opened

        rows = np.asarray(rows, np.int64)
        self._verify(rows)
        begins, ends = self.offsets[rows], self.offsets[rows + 1]
        counts = ends - begins
        length = max(1, int(counts.max(initial=0)))
        mask = torch.from_numpy(np.arange(length) < counts[:, None])
        tokens = np.zeros((len(rows), length, self.width), self.about.dtype)
        places = np.full((len(rows), length, POSITION_WIDTH), np.nan, np.float32)
        if length == 1:
            have = np.flatnonzero(counts)
            tokens[have, 0] = self._tokens[begins[have]]
            places[have, 0] = self._positions[begins[have]]
        else:
            # One copy of consecutive rows an item: several times faster than an index per token.
            for place, (begin, end) in enumerate(zip(begins, ends, strict=True)):
                tokens[place, : end - begin] = self._tokens[begin:end]
                places[place, : end - begin] = self._positions[begin:end]
        found = torch.from_numpy(tokens)
        return TokenBatch(found.to(dtype or found.dtype), mask, torch.from_numpy(places))


@telling()
def write(
    folder: Path,
    about: About,
    items: Iterable[Item | Encoded],
    digests: np.ndarray,
    pool: bool = True,
) -> None:
    """Write a store so that it appears complete or not at all.

    Args:
        folder: to be made; if another process made it first, its content is kept.
        about: `n_items` and `max_tokens` are filled in here.
        items: tokens, positions and whole vector item by item, none for one without the modality.
        digests: uint8 [items, 16].
        pool: whether to write the means.

    Raises:
        UserError: the disk is full or not writable.

    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with scratch.folder(folder.parent) as temporary:
        counts: list[int] = []
        checks: list[int] = []
        pooled_check = 0
        wholes = _Wholes()
        with (
            (temporary / "tokens.bin").open("wb") as tokens_file,
            (temporary / "positions.bin").open("wb") as positions_file,
            (temporary / "pooled.bin").open("wb") as pooled_file,
            (temporary / "whole.bin").open("wb") as whole_file,
        ):
            for one in items:
                tokens = np.ascontiguousarray(one[0], about.dtype)
                positions = np.ascontiguousarray(one[1], np.float32)
                wholes.add(one[2] if len(one) == 3 else None, whole_file)
                counts.append(len(tokens))
                checks.append(integrity.item_crc(tokens, positions))
                tokens.tofile(tokens_file)
                positions.tofile(positions_file)
                if pool:
                    mean = _mean(tokens, about.width)
                    pooled_check = integrity.crc(mean, pooled_check)
                    mean.tofile(pooled_file)
        np.array(checks, np.uint32).tofile(temporary / "checks.bin")
        np.concatenate([[0], np.cumsum(counts, dtype=np.int64)]).astype(np.int64).tofile(
            temporary / "offsets.bin"
        )
        np.ascontiguousarray(digests, np.uint8).tofile(temporary / "digests.bin")
        record = asdict(about) | {"n_items": len(counts), "max_tokens": max(counts, default=0)}
        record["pooled_check"] = pooled_check if pool else None
        record |= {"whole": wholes.width, "whole_check": wholes.check}
        workspace.write_json(temporary / "store.json", packed(record))
        try:
            temporary.rename(folder)
        except OSError:
            if not (folder / "store.json").is_file():
                raise


class _Wholes:
    """Whole vectors as they come; those without one before the first are filled in with it."""

    def __init__(self) -> None:
        self.width = 0
        self.check = 0
        self._before = 0

    def add(self, vector: np.ndarray | None, file: BinaryIO) -> None:
        if vector is None and not self.width:
            self._before += 1
            return
        if vector is None:
            vector = np.full(self.width, np.nan)
        elif not self.width:
            self.width = len(vector)
            self._write(np.full((self._before, self.width), np.nan), file)
        self._write(vector, file)

    def _write(self, values: np.ndarray, file: BinaryIO) -> None:
        values = np.ascontiguousarray(values, np.float32)
        self.check = integrity.crc(values, self.check)
        values.tofile(file)


def kept(folder: Path) -> FeatureStore | None:
    """The store of a folder; None if there is none. One that cannot be read is removed, since who
    asks makes it anew.
    """
    if not folder.exists():
        return None
    try:
        return FeatureStore(folder)
    except UserError:
        shutil.rmtree(folder, ignore_errors=True)
        return None


def _unreadable(folder: Path, error: Exception) -> UserError:
    return UserError(
        Text("The stored features cannot be read ({error}).", error=error),
        "Encode the catalog again.",
        file=str(folder),
    )


def _mean(tokens: np.ndarray, width: int) -> np.ndarray:
    if not len(tokens):
        return np.full(width, np.nan, np.float32)
    return np.asarray(tokens, np.float32).mean(0)


def _map(path: Path, dtype: str, shape: tuple[int, int]) -> np.ndarray:
    """A file as an array; numpy cannot map an empty one."""
    if not shape[0]:
        return np.zeros(shape, dtype)
    if path.stat().st_size != shape[0] * shape[1] * np.dtype(dtype).itemsize:
        raise ValueError(f"{path.name} is not as long as it should be")
    return np.memmap(path, dtype, "r", shape=shape)
