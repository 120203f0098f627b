"""Words as people read them: pieces joined, punctuation and function words told apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

#: Words that hold a sentence together and name nothing: never called the strongest.
_ENGLISH = """
a an the this that these those it its he she they we us you i me him her them my your our their
his and or but nor so if as than then of in on at to for from by with without into onto over
under up down out off is are was were be been being am do does did has have had will would can
could may might shall should not no there here which who whom whose what when where how
"""
_FUNCTION = frozenset(_ENGLISH.split()) | frozenset(
    "的了和与及是在有着也就都而或其这那它他她我你们一个之为以于"
)
#: From here on every character is a word's own piece (CJK radicals, kana, ideographs).
_IDEOGRAPHS = 0x2E80


@dataclass(frozen=True)
class Word:
    """Tokens of one word.

    Attributes:
        tokens: in order.
        name: as it stands in the text; "" for a token without a place.
        mark: punctuation, or a token without a place.
        telling: names something.

    """

    tokens: tuple[int, ...]
    name: str
    mark: bool
    telling: bool


def words(text: str, places: np.ndarray) -> tuple[Word, ...]:
    """The words that tokens with places [L, 4] in a text make."""
    groups: list[list[int]] = []
    ends = [None if place[0] != place[0] else (int(place[0]), int(place[1])) for place in places]
    for token, span in enumerate(ends):
        before = ends[token - 1] if token else None
        if span is not None and before is not None and _joined(text, before, span):
            groups[-1].append(token)
        else:
            groups.append([token])
    return tuple(_word(text, group, ends) for group in groups)


def _joined(text: str, before: tuple[int, int], span: tuple[int, int]) -> bool:
    if before[1] != span[0] or not text[before[0] : before[1]] or not text[span[0] : span[1]]:
        return False
    pair = text[span[0] - 1] + text[span[0]]
    return pair.isalnum() and max(map(ord, pair)) < _IDEOGRAPHS


def _word(text: str, group: list[int], spans: list[tuple[int, int] | None]) -> Word:
    first, last = spans[group[0]], spans[group[-1]]
    name = "" if first is None or last is None else text[first[0] : last[1]].strip()
    mark = not any(character.isalnum() for character in name)
    return Word(tuple(group), name, mark, not mark and name.lower() not in _FUNCTION)


def strongest(values: np.ndarray, found: tuple[Word, ...]) -> tuple[Word, float] | None:
    """The word that names something and weighs most, and its weight; None if none does."""
    telling = [word for word in found if word.telling and max(word.tokens) < len(values)]
    sums = [float(values[list(word.tokens)].sum()) for word in telling]
    best = int(np.argmax(sums)) if sums else -1
    return (telling[best], sums[best]) if best >= 0 and sums[best] > 0 else None


def outstanding(values: np.ndarray, found: tuple[Word, ...], times: float) -> Word | None:
    """The strongest word, where it weighs so many times as much as words do on the mean."""
    best = strongest(values, found)
    every = [word for word in found if not word.mark and max(word.tokens) < len(values)]
    if best is None or len(every) < 2:
        return None
    mean = sum(float(values[list(word.tokens)].sum()) for word in every) / len(every)
    return best[0] if 0 < times * mean <= best[1] else None
