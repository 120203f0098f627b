"""Read a TensorFlow checkpoint (V2 "tensor bundle") with numpy alone.

The index file is a sorted string table as LevelDB writes it: blocks of entries whose keys share a
prefix with the one before, and a footer that points to the block of blocks. Each value is a
protobuf `BundleEntryProto` that says where in the data file a tensor lies. Only what checkpoints
of one shard without compression need is read.

Sources: tensorflow/core/protobuf/tensor_bundle.proto; LevelDB's doc/table_format.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

_FOOTER_BYTES = 48
_MAGIC = 0xDB4775248B80FB57
#: tensorflow/core/framework/types.proto, the types checkpoints of networks hold.
_DTYPES = {1: "<f4", 2: "<f8", 3: "<i4", 4: "|u1", 6: "|i1", 9: "<i8", 19: "<f2"}


@dataclass(frozen=True)
class Entry:
    """Where a tensor lies in the data file."""

    dtype: str
    shape: tuple[int, ...]
    offset: int
    size: int


def read_index(data: bytes) -> dict[str, Entry]:
    """The entries of an index file by tensor name.

    Raises:
        ValueError: not such a file, or one with features that are not read.

    """
    footer = data[-_FOOTER_BYTES:]
    if len(footer) < _FOOTER_BYTES or int.from_bytes(footer[-8:], "little") != _MAGIC:
        raise ValueError("not the index of a TensorFlow checkpoint")
    _, _, place = _handle(footer, 0)
    offset, size, _ = _handle(footer, place)
    entries: dict[str, Entry] = {}
    for _, handle in _block(data, offset, size):
        begin, length, _ = _handle(handle, 0)
        for key, value in _block(data, begin, length):
            if key:  # the empty key holds the header of the bundle
                entries[key.decode()] = _entry(value)
    return entries


def read(index: Path, data: Path, names: set[str] | None = None) -> dict[str, np.ndarray]:
    """Tensors of a checkpoint of one shard; all, or those named.

    Raises:
        ValueError: the files are damaged, or a tensor is missing.

    """
    entries = read_index(index.read_bytes())
    content = np.memmap(data, np.uint8, "r")
    tensors = {}
    for name in sorted(entries if names is None else names):
        if name not in entries:
            raise ValueError(f"the checkpoint has no tensor '{name}'")
        entry = entries[name]
        raw = content[entry.offset : entry.offset + entry.size]
        tensors[name] = raw.view(entry.dtype).reshape(entry.shape)
    return tensors


def _block(data: bytes, offset: int, size: int) -> Iterator[tuple[bytes, bytes]]:
    """Keys and values of one block."""
    block = data[offset : offset + size]
    if len(block) < size or len(block) < 4 or data[offset + size] != 0:
        raise ValueError("a block is cut short or compressed")
    restarts = int.from_bytes(block[-4:], "little")
    end = size - 4 - 4 * restarts
    place, key = 0, b""
    while place < end:
        shared, place = _varint(block, place)
        fresh, place = _varint(block, place)
        length, place = _varint(block, place)
        key = key[:shared] + block[place : place + fresh]
        place += fresh
        yield key, block[place : place + length]
        place += length


def _handle(data: bytes, place: int) -> tuple[int, int, int]:
    """Offset and size of a block, and where the handle ends."""
    offset, place = _varint(data, place)
    size, place = _varint(data, place)
    return offset, size, place


def _entry(message: bytes) -> Entry:
    """BundleEntryProto: dtype 1, shape 2, shard_id 3, offset 4, size 5, crc32c 6, slices 7."""
    fields = dict(_fields(message))
    if fields.get(3, 0) or 7 in fields:
        raise ValueError("checkpoints of several shards or slices are not read")
    dtype = _DTYPES.get(_number(fields.get(1, 0)))
    if dtype is None:
        raise ValueError(f"tensors of type {fields.get(1)!r} are not read")
    shape = tuple(
        _number(dict(_fields(dim)).get(1, 0))
        for number, dim in _fields(_bytes(fields.get(2, b"")))
        if number == 2 and isinstance(dim, bytes)
    )
    return Entry(dtype, shape, _number(fields.get(4, 0)), _number(fields.get(5, 0)))


def _fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Field numbers and values of a protobuf message."""
    place = 0
    while place < len(message):
        tag, place = _varint(message, place)
        number, wire = tag >> 3, tag & 7
        if wire == 0:
            value, place = _varint(message, place)
            yield number, value
        elif wire == 2:
            length, place = _varint(message, place)
            yield number, message[place : place + length]
            place += length
        elif wire in (1, 5):
            length = 8 if wire == 1 else 4
            yield number, int.from_bytes(message[place : place + length], "little")
            place += length
        else:
            raise ValueError("the index is damaged")


def _varint(data: bytes, place: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        if place >= len(data) or shift > 63:
            raise ValueError("the index is damaged")
        byte = data[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, place
        shift += 7


def _number(value: int | bytes) -> int:
    if not isinstance(value, int):
        raise ValueError("the index is damaged")
    return value


def _bytes(value: int | bytes) -> bytes:
    if not isinstance(value, bytes):
        raise ValueError("the index is damaged")
    return value
