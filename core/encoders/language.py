"""Which language the words of a catalog are in, as far as the choice of an encoder needs it.

Scripts tell most of it. Languages in Latin letters are told by their small words, of which titles
have few: where there are too few, the words count as English, which the default encoder reads.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from core.catalog.schema import Catalog
from core.text import Text

#: Texts that are looked at, spread over the catalog, and characters of each.
_TEXTS, _CHARACTERS = 400, 400
#: Share of the letters in a script from which on the words are in it.
_SHARE = 0.3
#: Share of the words that are small words of one language, and times those of English.
_SMALL, _TIMES = 0.02, 2

_SCRIPTS = {
    "Japanese": "\u3040-\u30ff",
    "Chinese": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff",
    "Korean": "\uac00-\ud7af\u1100-\u11ff",
    "Russian": "\u0400-\u04ff",
    "Greek": "\u0370-\u03ff",
    "Arabic": "\u0600-\u06ff",
    "Hebrew": "\u0590-\u05ff",
    "Hindi": "\u0900-\u097f",
    "Thai": "\u0e00-\u0e7f",
}
_SMALL_WORDS = {
    "English": "the and of with for in to from is by a on your this it",
    "German": "der die das und mit für von im aus ein eine den auf zu ist",
    "French": "le la les et de des du avec pour en un une dans sur est",
    "Spanish": "el la los las y de del con para en un una por es su",
    "Portuguese": "o a os as e de do da com para em um uma por no",
    "Italian": "il lo la gli e di del della con per in un una da è",
    "Dutch": "de het een en van met voor in op uit te is aan bij",
    "Polish": "i w z na do dla od po ze jest się nie o za",
    "Turkish": "ve ile için bir bu de da en çok olarak daha kadar",
    "Vietnamese": "và của cho với các một trong là có được những này",
}
#: As they are said to a person.
_NAMES = (
    Text("Japanese"), Text("Chinese"), Text("Korean"), Text("Russian"), Text("Greek"),
    Text("Arabic"), Text("Hebrew"), Text("Hindi"), Text("Thai"), Text("German"), Text("French"),
    Text("Spanish"), Text("Portuguese"), Text("Italian"), Text("Dutch"), Text("Polish"),
    Text("Turkish"), Text("Vietnamese"),
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")


def language(texts: Iterable[str]) -> str:
    """The English name of the language most of the words are in; "English" where unsure."""
    sample = " ".join(text[:_CHARACTERS] for text in texts).lower()
    letters = sum(map(str.isalpha, sample))
    if not letters:
        return "English"
    shares = {
        name: len(re.findall(f"[{ranges}]", sample)) / letters for name, ranges in _SCRIPTS.items()
    }
    # Japanese writes many of its words in Chinese characters.
    if shares["Japanese"] > _SHARE / 4 and shares["Japanese"] + shares["Chinese"] > _SHARE:
        return "Japanese"
    script = max(shares, key=shares.__getitem__)
    return script if shares[script] >= _SHARE else _latin(sample)


def _latin(sample: str) -> str:
    words = Counter(_WORD.findall(sample))
    counts = {
        name: sum(words[small] for small in known.split()) for name, known in _SMALL_WORDS.items()
    }
    best = max(counts, key=counts.__getitem__)
    sure = counts[best] >= max(_SMALL * words.total(), _TIMES * counts["English"] + 1)
    return best if sure else "English"


def of(catalog: Catalog, words: str = "text") -> str:
    """The language of the texts of a catalog, or of other words of its items."""
    column = catalog.items.get_column(words, default=None)
    if column is None or not len(column):
        return "English"
    return language(filter(None, column.gather_every(max(1, len(column) // _TEXTS)).to_list()))


def note(spoken: str, title: str, here: bool) -> Text:
    """Why another text encoder than the usual one is taken, or should be."""
    name = next(one for one in _NAMES if one == spoken)
    known = Text("The words of this catalog look {language}", language=name)
    if here:
        return Text("{known}: the encoder '{title}' reads them.", known=known, title=Text(title))
    return Text(
        "{known}, which the default encoder does not read. Get the weights of '{title}'.",
        known=known,
        title=Text(title),
    )
