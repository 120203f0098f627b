"""Sentences of core in another language without Qt: its Linguist files are plain XML."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from core import launch
from core.text import Translate

#: Where our templates stand in those files, see assets/core_texts.py.
CONTEXT = "core"


def into(language: str) -> Translate:
    """A function from a template to its translation, or to itself where there is none."""
    known = {} if language == "en" else _read(language)
    return lambda template: known.get(template) or template


def _read(language: str) -> dict[str, str]:
    path = launch.ROOT / "assets" / "translations" / f"triptych_{language}.ts"
    contexts = ET.parse(path).getroot().iter("context")  # ours, and no stranger's
    return {
        message.findtext("source", ""): message.findtext("translation", "")
        for context in contexts
        if context.findtext("name") == CONTEXT
        for message in context.iter("message")
    }
