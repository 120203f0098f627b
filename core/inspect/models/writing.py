"""Models that write: their scores are the words."""

from __future__ import annotations

from typing import Any

from torch import Tensor

from core.inspect.models.base import Adapter
from core.inspect.parts import Reading

#: Words of a caption.
MOST_WRITTEN = 24


class Writing(Adapter):
    """A model whose scores are the logarithmic probabilities of the words it wrote.

    Attributes:
        written_ids: the input that holds them.

    """

    written_ids = "input_ids"

    def targets(self, reading: Reading) -> tuple[str, ...]:
        """The words that were written, those of the input first: a mark that ends is no word."""
        part = reading.parts["text"]
        real = [row for _, row in reading.words if part.kinds[row] == "text"]
        return tuple(f"word:{row}" for row in real or [row for _, row in reading.words])

    def answer(
        self, reading: Reading, output: Any, target: str, kept: dict[str, Tensor] | None = None
    ) -> Tensor:
        return said(output.logits, reading.inputs[self.written_ids], target)


def said(logits: Tensor, ids: Tensor, target: str) -> Tensor:
    """Log-probability [B] of the word of a target; logits [B, L, words] of its sequence."""
    row = int(target.removeprefix("word:"))
    return logits[:, row - 1].float().log_softmax(-1)[:, ids[0, row]]
