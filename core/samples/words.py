"""Sentences with slots, and where in the text each slot's words landed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

Spans = dict[str, tuple[int, int]]
_SLOT = re.compile(r"\{(\^?)([\w ]+)\}")


def fill(template: str, words: Mapping[str, str]) -> tuple[str, Spans]:
    """Put words into the slots of a template.

    `{colour}` takes words["colour"], `{^colour}` with a capital, `a(n)` becomes a or an by the
    letter that follows.

    Returns:
        The text and the character span of the first use of every slot.

    """
    # Slots become single private characters so that articles can be settled before spans are taken.
    names: list[tuple[str, bool]] = []

    def mark(match: re.Match[str]) -> str:
        names.append((match[2], bool(match[1])))
        return chr(0xE000 + len(names) - 1)

    marked = _SLOT.sub(mark, template)

    def settle(match: re.Match[str]) -> str:
        first = match[2]
        if 0xE000 <= ord(first) < 0xF8FF:
            first = words[names[ord(first) - 0xE000][0]][0]
        return f"{match[1]}{'n' if first.lower() in 'aeiou' else ''} "

    marked = re.sub(r"\b([Aa])\(n\) (?=(.))", settle, marked)
    text = ""
    spans: Spans = {}
    for letter in marked:
        if 0xE000 <= ord(letter) < 0xE000 + len(names):
            name, capital = names[ord(letter) - 0xE000]
            word = words[name]
            spans.setdefault(name, (len(text), len(text) + len(word)))
            text += word[:1].upper() + word[1:] if capital else word
        else:
            text += letter
    return text, spans


def pick(rng: np.random.Generator, options: Sequence[str]) -> str:
    """One of the options, evenly."""
    return options[int(rng.integers(len(options)))]
