"""What a model was given, as its tokens: words, patches, frames, and tokens that stand nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np
from torch import Tensor

from core.encoders.tokens import POSITION_WIDTH

#: Special tokens ([CLS], registers, padding, marks of a chat) stand nowhere in the input.
Kind = Literal["text", "image", "audio", "special"]


@dataclass(frozen=True)
class Given:
    """What is looked at; each may be missing."""

    text: str | None = None
    image: Path | None = None
    audio: Path | None = None


@dataclass(frozen=True, eq=False)
class Part:
    """The tokens of one sequence of a model.

    Attributes:
        name: of the part in its model, such as "text" or "image".
        labels: what to call each token.
        kinds: what each is a token of.
        places: float32 [L, 4], see core.encoders.tokens.POSITION_WIDTH.

    """

    name: str
    labels: tuple[str, ...]
    kinds: tuple[Kind, ...]
    places: np.ndarray

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def real(self) -> np.ndarray:
        """Which tokens are of the input, bool [L]."""
        return np.array([kind != "special" for kind in self.kinds], bool)


@dataclass(frozen=True, eq=False)
class Reading:
    """An input, ready for its model.

    Attributes:
        inputs: of the forward pass, a batch of one.
        parts: by name, in the order of all tokens joined.
        text: what the places of words count characters of.
        words: names and rows of the tokens whose probability can be asked for, as (part, row).

    """

    inputs: dict[str, Any]
    parts: dict[str, Part]
    text: str = ""
    words: tuple[tuple[str, int], ...] = field(default=())

    @property
    def total(self) -> int:
        """Tokens of all parts."""
        return sum(map(len, self.parts.values()))

    def span(self, name: str) -> slice:
        """Where a part lies among all tokens."""
        names = list(self.parts)
        begin = sum(len(self.parts[one]) for one in names[: names.index(name)])
        return slice(begin, begin + len(self.parts[name]))

    def repeated(self, times: int) -> dict[str, Any]:
        """The inputs as a batch of so many copies."""
        return {
            name: value.repeat(times, *[1] * (value.dim() - 1))
            if isinstance(value, Tensor)
            else value
            for name, value in self.inputs.items()
        }


def nowhere(count: int) -> np.ndarray:
    """Places of tokens that stand nowhere."""
    return np.full((count, POSITION_WIDTH), np.nan, np.float32)


def joined(name: str, parts: Sequence[Part]) -> Part:
    """Parts one after another as one."""
    return Part(
        name,
        tuple(label for part in parts for label in part.labels),
        tuple(kind for part in parts for kind in part.kinds),
        np.concatenate([part.places for part in parts]),
    )


def special(name: str, labels: Sequence[str]) -> Part:
    """Tokens of the model's own."""
    return Part(name, tuple(labels), alike("special", len(labels)), nowhere(len(labels)))


def alike(kind: Kind, count: int) -> tuple[Kind, ...]:
    """So many of one kind."""
    return (kind,) * count
