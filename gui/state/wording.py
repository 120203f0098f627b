"""The few sentences the state says itself: English, until a window brings a translator."""

from __future__ import annotations

from typing import Protocol


class Translator(Protocol):
    """Called as QCoreApplication.translate is."""

    def __call__(self, context: str, text: str, hint: str = "", n: int = -1, /) -> str:
        """The text in another language, with `n` in the place of %n."""
        ...


def _english(_context: str, text: str, _hint: str = "", n: int = -1, /) -> str:
    return text.replace("%n", str(n))


_translator: Translator = _english


def speak(translator: Translator) -> None:
    """Say everything through this translator from now on."""
    global _translator
    _translator = translator


def translate(context: str, text: str, hint: str = "", n: int = -1) -> str:
    """A text in the language of the window. Qt's lupdate finds its calls by the name."""
    return _translator(context, text, hint, n)


def from_core(template: str) -> str:
    """A template of core (see core.text) in the language of the window."""
    return _translator("core", template)


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Mark a text for lupdate; it is translated where it is shown."""
    return text
