"""Texts as tokens, with the characters each covers."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
import torch
from torch import Tensor

from core.encoders.text import Pieces, TextTokenizer, trim
from core.inspect.parts import Kind, Part, nowhere

#: Longer texts are cut.
MOST_WORDS = 256


class Cutter(Protocol):
    """Cuts a text into ids [1, L] and their part."""

    def __call__(self, text: str) -> tuple[Tensor, Part]: ...


class HubCutter:
    """A tokenizer of `transformers`; `padded` to its full length where a model was trained so."""

    def __init__(self, tokenizer: Any, limit: int, *, padded: bool = False) -> None:
        self._tokenizer = tokenizer
        self._limit = min(limit, MOST_WORDS)
        self._padded = padded

    def __call__(self, text: str) -> tuple[Tensor, Part]:
        cut = self._tokenizer(
            text,
            truncation=True,
            max_length=self._limit,
            padding="max_length" if self._padded else False,
            return_offsets_mapping=True,
            return_special_tokens_mask=True,
        )
        ids: list[int] = cut["input_ids"]
        names: list[str] = self._tokenizer.convert_ids_to_tokens(ids)
        pieces = Pieces(ids, cut["offset_mapping"], cut["special_tokens_mask"])
        return torch.tensor([ids]), spelled(text, pieces, names)


class OwnCutter:
    """A tokenizer of ours."""

    def __init__(self, tokenizer: TextTokenizer) -> None:
        self._tokenizer = tokenizer

    def __call__(self, text: str) -> tuple[Tensor, Part]:
        (one,) = self._tokenizer([text], MOST_WORDS)
        names = ["<s>", *["passage:"] * (len(one.ids) - 2), "</s>"]
        return torch.tensor([one.ids]), spelled(text, one, names)


def spelled(text: str, pieces: Pieces, names: list[str]) -> Part:
    """The part of a text's tokens: words as they stand in it, special ones by their names."""
    places = nowhere(len(names))
    labels = list(names)
    kinds: list[Kind] = ["special"] * len(names)
    for row, span in enumerate(pieces.spans(text)):
        if span is not None:
            labels[row] = text[span[0] : span[1]]
            kinds[row] = "text"
            places[row, :2] = span
    return Part("text", tuple(labels), tuple(kinds), places)


def decoded(tokenizer: Any, ids: list[int]) -> tuple[str, Part]:
    """What ids say, put together, and where each stands in it; special ones by their names."""
    text, places = "", nowhere(len(ids))
    labels: list[str] = []
    kinds: list[Kind] = []
    known = {*tokenizer.all_special_ids, *tokenizer.added_tokens_decoder}
    names: list[str] = tokenizer.convert_ids_to_tokens(ids)
    for row, (number, name) in enumerate(zip(ids, names, strict=True)):
        if number in known:
            labels.append(name)
            kinds.append("special")
            continue
        piece = _piece(tokenizer, number, name, bool(text))
        begin = len(text)
        text += piece
        first, last = trim(text, begin, len(text))
        labels.append(text[first:last] or name)
        kinds.append("text" if last > first else "special")
        if last > first:
            places[row, :2] = first, last
    return text, Part("text", tuple(labels), tuple(kinds), np.asarray(places))


def _piece(tokenizer: Any, number: int, name: str, follows: bool) -> str:
    """One token as it is written after others: decoders drop the blank that marks a word."""
    if name.startswith("##"):
        return name[2:]
    said: str = tokenizer.decode([number])
    marked = name[:1] in ("\u2581", "\u0120")
    blank = follows and not said.startswith(" ") and (marked or _splits(tokenizer))
    return " " + said if blank else said


def _splits(tokenizer: Any) -> bool:
    """Whether its tokens are words that blanks belong between."""
    backend = getattr(tokenizer, "backend_tokenizer", None)
    return type(getattr(backend, "model", None)).__name__ in ("WordPiece", "WordLevel")
