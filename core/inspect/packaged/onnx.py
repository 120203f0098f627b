"""Weights of an ONNX file, read without a library: its messages are tagged fields (protobuf).

The exporter gave the names of the original's parameters to all but the matrices, which it turned
on their side and numbered; the node that multiplies by one still tells where it belongs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from core.encoders.conversion import Weights

_GRAPH = 7  # of a model
_NODE, _INITIALIZER = 1, 5  # of a graph
_INPUT, _NAME_OF_NODE, _OPERATION = 1, 3, 4
_DIMS, _DATA_TYPE, _NAME_OF_TENSOR, _RAW = 1, 2, 8, 9
_FLOAT = 1
_VARINT, _EIGHT, _COUNTED, _FOUR = 0, 1, 2, 5

_PREFIX = "backbone."


@dataclass(frozen=True)
class Multiplied:
    """A node that multiplies by a matrix: its name, and what the matrix is called."""

    node: str
    matrix: str


def convert(paths: list[Path]) -> Weights:
    """Parameters of a Dinov2Model."""
    (path,) = paths
    graph = next(
        value for field, value in _fields(memoryview(path.read_bytes())) if field == _GRAPH
    )
    assert not isinstance(graph, int)
    tensors = dict(_tensor(value) for field, value in _fields(graph) if field == _INITIALIZER)
    state = {
        name.removeprefix(_PREFIX): tensor
        for name, tensor in tensors.items()
        if name.startswith(_PREFIX)
    }
    for one in _multiplied(graph):
        if one.matrix in tensors and one.node.startswith("/backbone/encoder/"):
            module = one.node.removeprefix("/backbone/").removesuffix("/MatMul").replace("/", ".")
            state[f"{module}.weight"] = tensors[one.matrix].T
    state["embeddings.position_embeddings"] = _positions(tensors)
    width = state["embeddings.cls_token"].shape[-1]
    state["embeddings.mask_token"] = torch.zeros(1, width)
    return Weights(state)


def _positions(tensors: dict[str, Tensor]) -> Tensor:
    """[1, 1 + patches, width]: of [CLS] and of the patches, which are kept apart."""
    loose = [t for name, t in tensors.items() if name.startswith("onnx::") and t.dim() == 3]
    own, patches = sorted(loose, key=lambda tensor: tensor.shape[1])
    return torch.cat([own, patches], 1)


def _multiplied(graph: memoryview) -> Iterator[Multiplied]:
    for field, node in _fields(graph):
        if field != _NODE or isinstance(node, int):
            continue
        inputs, name, operation = [], "", ""
        for part, value in _fields(node):
            if part == _INPUT:
                inputs.append(_text(value))
            elif part == _NAME_OF_NODE:
                name = _text(value)
            elif part == _OPERATION:
                operation = _text(value)
        if operation == "MatMul" and len(inputs) == 2:
            yield Multiplied(name, inputs[1])


def _tensor(message: int | memoryview) -> tuple[str, Tensor]:
    """Name and values of a tensor of float32; empty for any other."""
    assert not isinstance(message, int)
    shape: list[int] = []
    name, kind, raw = "", 0, memoryview(b"")
    for field, value in _fields(message):
        if field == _DIMS:
            shape += [value] if isinstance(value, int) else list(_varints(value))
        elif field == _DATA_TYPE and isinstance(value, int):
            kind = value
        elif field == _NAME_OF_TENSOR:
            name = _text(value)
        elif field == _RAW and not isinstance(value, int):
            raw = value
    if kind != _FLOAT:
        return name, torch.empty(0)
    return name, torch.from_numpy(np.frombuffer(raw, "<f4").reshape(shape).copy())


def _text(value: int | memoryview) -> str:
    assert not isinstance(value, int)
    return bytes(value).decode()


def _fields(message: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """Number and value of each field of a message.

    Raises:
        ValueError: it is none.

    """
    place = 0
    while place < len(message):
        tag, place = _varint(message, place)
        wire = tag & 7
        if wire == _VARINT:
            number, place = _varint(message, place)
            yield tag >> 3, number
            continue
        length = {_EIGHT: 8, _FOUR: 4}.get(wire, 0)
        if wire == _COUNTED:
            length, place = _varint(message, place)
        elif not length:
            raise ValueError("no ONNX file")
        if place + length > len(message):
            raise ValueError("the ONNX file is cut off")
        yield tag >> 3, message[place : place + length]
        place += length


def _varints(packed: memoryview) -> Iterator[int]:
    place = 0
    while place < len(packed):
        number, place = _varint(packed, place)
        yield number


def _varint(message: memoryview, place: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        byte = message[place]
        place += 1
        number |= (byte & 127) << shift
        if byte < 128:
            return number, place
        shift += 7
