from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.encoders.entry import Entry

if TYPE_CHECKING:
    from core.encoders.base import Encoder
    from core.encoders.tokens import TokenBatch


class NoWeights(Entry):
    """An encoder that is complete with its code."""

    command, revision, installed = "pip install shelf-kit", "1", True


LETTERS = NoWeights(
    name="letters",
    modality="text",
    title="Letters of each word",
    package="shelf-kit",
    size_mb=0,
    licence="MIT",
    width=26,
    max_tokens=16,
    preprocessing="1",
    tokens="one a word: how often it has each letter",
    note="Made up.",
    builder="shelf_kit.encoder:build",
)


def build(entry: Entry, device: str) -> Encoder:
    import numpy as np
    import torch

    from core.encoders.base import Loading
    from core.encoders.tokens import POSITION_WIDTH, pad

    class Letters:
        name, revision, preprocessing = entry.name, entry.revision, entry.preprocessing
        modality, width, max_tokens = entry.modality, entry.width, entry.max_tokens
        loading, batch_size = Loading(), 8

        def encode(self, inputs: Sequence[str]) -> TokenBatch:
            words = [text.lower().split()[: self.max_tokens] for text in inputs]
            counts = [
                [[word.count(chr(97 + n)) for n in range(self.width)] for word in text]
                for text in words
            ]
            tokens = [torch.tensor(rows, dtype=torch.float32) for rows in counts]
            places = [np.full((len(text), POSITION_WIDTH), np.nan, np.float32) for text in words]
            return pad(tokens, [torch.from_numpy(place) for place in places], self.width)

    return Letters()
