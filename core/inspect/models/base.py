"""What every model that is looked into can do: read an input, run it, and say its scores."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from core.errors import UserError
from core.inspect.families import Family
from core.inspect.parts import Given, Reading

#: The score of a model without a task: how far its vector is from the one it gives when it hears
#: nothing of the input.
VECTOR = "vector"
#: Of a model that compares text and picture: their cosine.
MATCH = "match"


@dataclass(frozen=True)
class Source:
    """Where a model came from.

    Attributes:
        reference: what opened it.
        title: for people.
        revision: names the weights.
        folder: its files; None for weights that were converted.

    """

    reference: str
    title: str
    revision: str
    folder: Path | None = None


class Adapter(ABC):
    """A model of one family, in evaluation mode."""

    def __init__(self, source: Source, family: Family, model: Any, tools: Any) -> None:
        """`tools`: what cuts texts and lays out pictures, see core.inspect.opening."""
        self.source = source
        self.family = family
        self.model = model
        self.tools = tools

    @abstractmethod
    def read(self, given: Given) -> Reading:
        """The tokens of an input.

        Raises:
            UserError: what it needs is missing or cannot be read.

        """

    @abstractmethod
    def run(self, inputs: dict[str, Any]) -> Any:
        """One forward pass."""

    @abstractmethod
    def targets(self, reading: Reading) -> tuple[str, ...]:
        """Scores that can be explained, the first by default; a word by "word:ROW" of its part."""

    @abstractmethod
    def answer(
        self, reading: Reading, output: Any, target: str, kept: dict[str, Tensor] | None = None
    ) -> Tensor:
        """What a score is made of, differentiable: [B] numbers, or the vectors [B, D] of VECTOR.

        Args:
            reading: what was read.
            output: of `run`.
            target: one of `targets`.
            kept: tokens of each part that still are heard, bool [B, L]; None for all.

        """

    def read_from(self, reading: Reading, target: str) -> list[list[int]]:
        """Rows, among all tokens, of those whose states a score is read from, a list a part.

        Of a word's probability, the token before it; else [CLS] where there is one, or all that are
        of the input.
        """
        if target.startswith("word:"):
            return [[reading.span("text").start + int(target.removeprefix("word:")) - 1]]
        return [self._pooled_rows(reading, name) for name in reading.parts]

    def _pooled_rows(self, reading: Reading, name: str) -> list[int]:
        """Rows of the tokens that stand for a whole part."""
        begin, part = reading.span(name).start, reading.parts[name]
        if part.labels[0] == "[CLS]" and "image" in part.kinds:
            return [begin]
        rows: list[int] = (begin + np.flatnonzero(part.real)).tolist()
        return rows

    def wants(self, given: Given) -> None:
        """See to it that something is given that this model takes.

        Raises:
            UserError: nothing is.

        """
        if not any(getattr(given, name) for name in self.family.takes):
            raise UserError(
                "This model was given nothing to look at.",
                "Type a sentence, or choose a picture or a sound that it takes.",
            )


def pooled(states: Tensor, rows: np.ndarray, kept: Tensor | None) -> Tensor:
    """Mean [B, D] of the states [B, L, D] of some tokens, of those that are still heard."""
    mask = torch.from_numpy(rows).to(states.device)[None].expand(len(states), -1)
    if kept is not None:
        mask = mask & kept.to(states.device)
    weights = mask.to(states.dtype)[..., None]
    return (states * weights).sum(1) / weights.sum(1).clamp(min=1)
