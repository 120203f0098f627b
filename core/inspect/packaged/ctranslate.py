"""Weights of a CTranslate2 file: a header, then names, shapes and bytes, one after another."""

from __future__ import annotations

import json
import re
import struct
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from core.encoders.conversion import Weights

_VERSION, _SPEC, _REVISION = 6, "WhisperSpec", 3
_TYPES = {0: "<f4", 1: "<i1", 2: "<i2", 3: "<i4", 4: "<f2"}

#: Names inside a layer -> those of `transformers`; "attention" is the one to the encoder.
_LEAVES = {"gamma": "weight", "beta": "bias", "weight": "weight", "bias": "bias"}
_INSIDE = {
    "self_attention/layer_norm": "self_attn_layer_norm",
    "self_attention/linear_1": "self_attn.out_proj",
    "attention/layer_norm": "encoder_attn_layer_norm",
    "attention/linear_0": "encoder_attn.q_proj",
    "attention/linear_2": "encoder_attn.out_proj",
    "ffn/layer_norm": "final_layer_norm",
    "ffn/linear_0": "fc1",
    "ffn/linear_1": "fc2",
}
#: What holds several projections one above the other.
_STACKED = {
    "self_attention/linear_0": ("self_attn", ("q_proj", "k_proj", "v_proj")),
    "attention/linear_1": ("encoder_attn", ("k_proj", "v_proj")),
}
_OUTSIDE = {
    "encoder/conv1": "encoder.conv1",
    "encoder/conv2": "encoder.conv2",
    "encoder/layer_norm": "encoder.layer_norm",
    "decoder/layer_norm": "decoder.layer_norm",
    "decoder/embeddings": "decoder.embed_tokens",
}
_POSITIONS = "/position_encodings/encodings"
_LAYER = re.compile(r"(encoder|decoder)/layer_(\d+)/(.+)/(\w+)$")


def convert(paths: list[Path]) -> Weights:
    """Parameters of a WhisperModel, and in `about` its sizes and its tokenizer."""
    model, tokenizer = paths
    tensors = read(model.read_bytes())
    state: dict[str, Tensor] = {}
    for name, tensor in tensors.items():
        state |= _placed(name, tensor)
    about = {
        "heads": int(tensors["encoder/num_heads"]),
        "tokenizer": json.loads(tokenizer.read_text(encoding="utf-8")),
    }
    return Weights(state, about)


def _placed(name: str, tensor: Tensor) -> dict[str, Tensor]:
    """What a tensor of the file is in the model; nothing for a setting."""
    if name.endswith(_POSITIONS):
        return {f"{name.removesuffix(_POSITIONS)}.embed_positions.weight": tensor}
    module, _, leaf = name.rpartition("/")
    if module in _OUTSIDE:
        return {f"{_OUTSIDE[module]}.{_LEAVES[leaf]}": tensor}
    found = _LAYER.match(name)
    if found is None:
        return {}
    side, number, inside, leaf = found.groups()
    layer = f"{side}.layers.{number}"
    if inside not in _STACKED:
        return {f"{layer}.{_INSIDE[inside]}.{_LEAVES[leaf]}": tensor}
    module, names = _STACKED[inside]
    parts = zip(names, tensor.chunk(len(names)), strict=True)
    # Whisper's keys have no bias; the file holds zeros there.
    return {
        f"{layer}.{module}.{part}.{leaf}": values.clone()
        for part, values in parts
        if (part, leaf) != ("k_proj", "bias")
    }


def read(data: bytes) -> dict[str, Tensor]:
    """Every tensor of a file by its name; float32.

    Raises:
        ValueError: it is of another version or model.

    """
    head = struct.calcsize("<I")
    version = struct.unpack_from("<I", data)[0]
    spec, place = _text(data, head)
    revision, count = struct.unpack_from("<II", data, place)
    if (version, spec, revision) != (_VERSION, _SPEC, _REVISION):
        raise ValueError(f"version {version} of {spec} {revision}")
    place += 2 * head
    tensors = {}
    for _ in range(count):
        name, place = _text(data, place)
        rank = data[place]
        shape = struct.unpack_from(f"<{rank}I", data, place + 1)
        place += 1 + 4 * rank
        kind, length = struct.unpack_from("<BI", data, place)
        place += 5
        values = np.frombuffer(data[place : place + length], _TYPES[kind]).reshape(shape)
        tensors[name] = torch.from_numpy(values.astype(np.float32))
        place += length
    return tensors


def _text(data: bytes, place: int) -> tuple[str, int]:
    """A text that ends in a zero, and where it ends."""
    (length,) = struct.unpack_from("<H", data, place)
    begin = place + 2
    return data[begin : begin + length - 1].decode(), begin + length
