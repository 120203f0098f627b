"""From a map and what is pinned to one weight a token: no Qt, no questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from core.contracts.inside import (
    HeadAnswer,
    InsideFlow,
    InsideLook,
    InsidePart,
    InsideStack,
    SimilarityAnswer,
)

Method = Literal["raw", "rollout", "relevance", "similarity"]
Shown = HeadAnswer | InsideFlow | SimilarityAnswer
Surface = Literal["text", "image", "audio"]


@dataclass(frozen=True)
class Focus:
    """Tokens of a part that are asked about; none stands for the whole input."""

    part: str = ""
    tokens: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class Slice:
    """What is drawn.

    Attributes:
        weights: per part one value a token.
        looked_at: whether what is asked about was looked at, rather than looked.

    """

    weights: dict[str, np.ndarray]
    looked_at: bool = False


def written(look: InsideLook) -> frozenset[int]:
    """Rows of the words that the model wrote itself: they were chosen one row earlier."""
    if look.family == "gpt2":
        return frozenset()
    rows = (one.key.removeprefix("word:") for one in look.targets if one.key.startswith("word:"))
    return frozenset(map(int, rows))


def cut(
    look: InsideLook,
    stack: InsideStack,
    shown: Shown,
    focus: Focus,
    matrix: np.ndarray | None = None,
) -> Slice:
    """One weight a token, for what is asked about; `matrix`: see `matrix_of`."""
    if isinstance(shown, InsideFlow):
        return _of_flow(look, shown, focus)
    parts = (stack.queries, stack.keys)
    if isinstance(shown, SimilarityAnswer):
        parts = ("text", "image")
    return _of_matrix(look, parts, matrix_of(shown) if matrix is None else matrix, focus)


def matrix_of(shown: Shown) -> np.ndarray:
    """The weights as numbers that are quick to add; made once for what is drawn many times."""
    if isinstance(shown, InsideFlow):
        return shown.flow
    weights = shown.cosine if isinstance(shown, SimilarityAnswer) else shown.weights
    return weights.astype(np.float32)


def _of_flow(look: InsideLook, shown: InsideFlow, focus: Focus) -> Slice:
    values = shown.answer
    if focus.tokens:
        begin = look.span(focus.part).start
        rows = [begin + _row(look, focus.part, token) for token in focus.tokens]
        values = shown.flow[rows].mean(0)
    return Slice({part.name: values[look.span(part.name)] for part in look.parts})


def _of_matrix(
    look: InsideLook, parts: tuple[str, str], weights: np.ndarray, focus: Focus
) -> Slice:
    queries, keys = parts
    if focus.tokens and focus.part == queries:
        rows = [_row(look, queries, token) for token in focus.tokens]
        return Slice({keys: weights[rows].mean(0)})
    if focus.tokens and focus.part == keys:
        return Slice({queries: weights[:, list(focus.tokens)].mean(1)}, looked_at=True)
    special = ~real_tokens(look.part(queries))
    if special.all():
        return Slice({keys: weights.mean(0)})
    # Special rows are few, and taken off rather than the others copied.
    rest = weights.sum(0) - weights[special].sum(0)
    return Slice({keys: np.maximum(rest, 0) / (len(special) - special.sum())})


def _row(look: InsideLook, part: str, token: int) -> int:
    chosen = part == "text" and token in written(look)
    return token - 1 if chosen else token


def real_tokens(part: InsidePart) -> np.ndarray:
    """Which tokens are of the input."""
    return np.array([kind != "special" for kind in part.kinds], bool)


def part_of(look: InsideLook, stack: InsideStack, surface: Surface) -> InsidePart | None:
    """Whose tokens a surface shows: of what is looked at, else of what looks, else of any."""
    names = dict.fromkeys((stack.keys, stack.queries, *(part.name for part in look.parts)))
    return next((look.part(name) for name in names if surface in look.part(name).kinds), None)


def strength(values: np.ndarray, method: Method, even: float) -> tuple[np.ndarray, float, float]:
    """How strongly tokens are drawn, 0..1, and which values stand for nothing and for all.

    Weights begin at an `even` share: what gets less is not drawn.
    """
    if not len(values):
        return np.zeros(0, np.float32), 0.0, 1.0
    top = float(values.max())
    low = 0.0
    if method in ("raw", "rollout"):
        low = even
    elif method == "similarity":
        low = float(np.median(values))
    if top <= low:
        return np.zeros(len(values), np.float32), low, max(top, low)
    return np.clip((values - low) / (top - low), 0, 1).astype(np.float32), low, top
