"""The words that a model of texts wants before each, and who says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from core.encoders.spec import facts
from core.text import Text

#: Where sentence-transformers keeps them.
FILE = "config_sentence_transformers.json"
#: Names of prompts for what is searched, in the order to ask for them.
_DOCUMENT = ("document", "passage", "retrieval.passage")
#: Models trained with a word before each text of which their files do not tell.
_TRAINED = {r"(?:^|[/-])e5-(?!mistral)": "passage: "}


@dataclass(frozen=True)
class Prompt:
    """Words before a text; `assumed`: from the name of the model, since no file says it."""

    words: str = ""
    assumed: bool = False


def before_texts(root: Path, name: str) -> Prompt:
    """What stands before the texts of items, which are what is searched, not what asks.

    Args:
        root: folder of the model.
        name: its folder or repository.

    Raises:
        UserError: a file is damaged.

    """
    config = facts.parsed(root / FILE) or {}
    prompts = facts.section(config, "prompts")
    for kind in (*_DOCUMENT, config.get("default_prompt_name")):
        if isinstance(kind, str) and isinstance(prompts.get(kind), str):
            return Prompt(str(prompts[kind]))
    if prompts:
        return Prompt()
    found = (words for pattern, words in _TRAINED.items() if re.search(pattern, name))
    return Prompt(next(found, ""), assumed=True)


def told(prompt: Prompt) -> Text:
    """What to say of it in the details of an encoder; nothing where there are no such words."""
    if not prompt.words:
        return Text()
    if not prompt.assumed:
        return Text("Before each text it reads '{words}', as its files say.", words=prompt.words)
    return Text(
        "Before each text it reads '{words}': assumed from its name, since its files do not say "
        "it. If that is wrong, write {example} into {file} in its folder (of a model of the hub: "
        "in a copy of it) and add that.",
        words=prompt.words,
        example='{"prompts": {"document": ""}}',
        file=FILE,
    )
