"""What core says in English, in the window's language.

Core, the workers and the benchmarks speak finished English sentences. Each comes from a template
that assets/core_texts.py reads from their sources, translated with all other texts under the
context `core`. A sentence is recognised by its template, its values are taken over, and values
that are sentences of core themselves are translated too. What is not recognised stays English.

Messages of the worker processes are translated once, where they arrive (see gui/process.py).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from pydantic import BaseModel

from core.text import Text
from core.worker.messages import Response

CONTEXT = "core"
#: Values of a template; those with names follow from a number (core.media.findings.counted).
VALUE = re.compile(r"\{(\d+|n|s|are|have|were)\}")
_FORMS = {
    "n": r"(?P<n>[\d,]+)",
    "s": "s?",
    "are": "(?:is|are)",
    "have": "(?:has|have)",
    "were": "(?:was|were)",
}
#: Texts in an answer under these keys are core's; others are the catalog's own.
KEYS = frozenset(
    [
        *("message", "remedy", "sentence", "action", "note", "notes"),
        *("reason", "warning", "details", "line", "why"),
    ]
)


@dataclass(frozen=True)
class Template:
    """One sentence of core.

    Attributes:
        pattern: matches what the template makes.
        part: its longest literal text, for a quick no.
        target: the translation, with the same values.
        quoted: values in quotes: names of files and columns, never translated.

    """

    pattern: re.Pattern[str]
    part: str
    target: str
    quoted: frozenset[str]

    def translate(self, text: str) -> str | None:
        """The text in the other language; None if it is not of this template."""
        found = self.pattern.fullmatch(text) if self.part in text else None
        if found is None:
            return None
        values = {name.removeprefix("v"): value for name, value in found.groupdict().items()}
        told = {
            name: value if name in self.quoted else said(value) for name, value in values.items()
        }
        return VALUE.sub(lambda value: told.get(value[1], ""), self.target)


class Catalogue:
    """All templates of one language."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._whole = texts
        made = [(_literal(source), source) for source in texts if VALUE.search(source)]
        # The template with most words of its own is the one that was meant.
        self._templates = [
            _template(source, texts[source])
            for _, source in sorted(made, key=lambda one: -len(one[0]))
        ]

    def translate(self, text: str) -> str:
        """The text in the language; unchanged if core has no such template."""
        if text in self._whole:
            return self._whole[text]
        for template in self._templates:
            if (told := template.translate(text)) is not None:
                return told
        return _one_by_one(text, "; ", "；") or _one_by_one(text, ". ", "") or text


def _one_by_one(text: str, between: str, joint: str) -> str:
    """Remarks said one after the other; empty if none of them is known."""
    *first, last = text.split(between)
    if not first:
        return ""
    parts = [*(part + between.rstrip(" ;") for part in first), last]
    told = [said(part) for part in parts]
    return joint.join(told) if told != parts else ""


def _literal(source: str) -> str:
    return VALUE.sub("", source)


def _template(source: str, target: str) -> Template:
    pattern, at, quoted = "", 0, set()
    for value in VALUE.finditer(source):
        name = value[1]
        pattern += re.escape(source[at : value.start()])
        # Where the next value follows at once, this one is a single word.
        what = r"[^\s,;(]*" if re.match(r"\{\d", source[value.end() :]) else ".*?"
        pattern += _FORMS.get(name, f"(?P<v{name}>{what})")
        if source[: value.start()].endswith("'"):
            quoted.add(name)
        at = value.end()
    pattern += re.escape(source[at:])
    part = max(VALUE.sub("\0", source).split("\0"), key=len)
    return Template(re.compile(pattern, re.DOTALL), part, target, frozenset(quoted))


_catalogue: Catalogue | None = None


def load(ts: Path | None) -> None:
    """Take the translations of a .ts file; None for English."""
    global _catalogue
    _said.cache_clear()
    _catalogue = Catalogue(read(ts)) if ts is not None and ts.exists() else None


def read(ts: Path) -> dict[str, str]:
    """Template -> translation of what core says, of a .ts file."""
    for context in ElementTree.parse(ts).getroot().iter("context"):
        if context.findtext("name") == CONTEXT:
            texts = context.iter("message")
            pairs = [
                (text.findtext("source", ""), text.findtext("translation", "")) for text in texts
            ]
            return {source: target for source, target in pairs if target}
    return {}


def said(text: str) -> str:
    """A sentence of core in the window's language."""
    return text.translated(_said) if isinstance(text, Text) else _said(text)


@lru_cache(maxsize=4096)
def _said(text: str) -> str:
    return _catalogue.translate(text) if _catalogue is not None and text else text


def heard(message: BaseModel) -> BaseModel:
    """An answer with what it says in strings in the window's language."""
    if _catalogue is None or not isinstance(message, Response):
        return message
    return message.model_copy(update={"result": _answer(message.result)})


def _answer(value: Any, key: str = "") -> Any:
    match value:
        case Text():
            return value
        case dict():
            return {name: _answer(inner, name) for name, inner in value.items()}
        case list():
            return [_answer(inner, key) for inner in value]
        case str() if key in KEYS:
            return said(value)
    return value
