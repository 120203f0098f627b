"""multilingual-e5-small (Wang et al. 2024), a BERT with a SentencePiece vocabulary.

Its package holds weights of 4 bits. The matrices become ordinary ones when they are converted
(`core.encoders.conversion.e5`); the table of word vectors, by far the largest, stays packed, and
only the rows in use are unpacked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from tokenizers import Tokenizer
from tokenizers.models import Unigram
from torch import Tensor, nn

from core.encoders import conversion
from core.encoders.conversion import Weights
from core.encoders.packaged import Packaged
from core.encoders.text import Pieces, TextEncoder
from core.encoders.weights import fill

#: The model was trained with a word before each text that says what the text is for.
_PREFIX = "passage: "
_SPACE = "\u2581"


class PackedEmbedding(nn.Module):
    """A table of vectors of 4-bit weights; rows are unpacked as they are asked for."""

    scales: Tensor
    codes: Tensor

    def __init__(self, words: int, width: int) -> None:
        super().__init__()
        blocks = width // 32
        self.register_buffer("scales", torch.empty(words, blocks, 1, dtype=torch.float16))
        self.register_buffer("codes", torch.empty(words, blocks, 16, dtype=torch.uint8))

    def forward(self, ids: Tensor) -> Tensor:
        """[...] -> [..., width]."""
        return unpacked(self.scales[ids], self.codes[ids])


def unpacked(scales: Tensor, codes: Tensor) -> Tensor:
    """Scales [..., blocks, 1] and codes [..., blocks, 16] -> float32 [..., 32 x blocks].

    A weight is scale x (4 bits - 8). Byte j of a block holds weight j in its low half and weight
    j + 16 in its high half.
    """
    values = torch.cat([codes & 15, codes >> 4], -1).float() - 8
    return (values * scales.float()).flatten(-2)


class UnigramTokenizer:
    """SentencePiece unigram over normalised characters, with spans in the text as given."""

    def __init__(self, about: Mapping[str, Any]) -> None:
        """Take the vocabulary from what `core.encoders.conversion.e5` says about the weights."""
        pieces = [(piece, score) for piece, score in about["pieces"]]
        self._unigram = Tokenizer(Unigram(pieces, about["unknown"]))
        self._replacements: dict[str, str] = about["replacements"]
        self._begin, self._end = about["begin"], about["end"]

    def __call__(self, texts: Sequence[str], limit: int) -> list[Pieces]:
        """At most `limit` tokens of the text itself beside those of the prefix."""
        normal = [self._normalise(_PREFIX + text) for text in texts]
        encoded = self._unigram.encode_batch(["".join(c for c, _ in one) for one in normal])
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
    weights = conversion.weights(entry)
    return TextEncoder(entry.info(), bert(weights).to(device), UnigramTokenizer(weights.about))


def bert(weights: Weights) -> nn.Module:
    """A BertModel with converted weights."""
    from transformers import BertConfig, BertModel

    sizes = dict(weights.about["config"])
    words = sizes.pop("vocab_size")
    model: Any = BertModel(BertConfig(vocab_size=1, **sizes), add_pooling_layer=False)
    model.embeddings.word_embeddings = PackedEmbedding(words, sizes["hidden_size"])
    return fill(model, weights.state)
