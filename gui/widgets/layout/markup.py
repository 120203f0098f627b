"""Markup of our own, in which what others wrote stays text."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterable


class Html(str):
    """Text to be read as markup. Made only here, so that whatever was put into it is escaped."""

    __slots__ = ()


def escaped(value: object) -> Html:
    """Any value as markup that reads as the value does; markup stays as it is."""
    return value if isinstance(value, Html) else Html(html.escape(str(value), quote=False))


def markup(template: str, *values: object) -> Html:
    """A template of ours, like str.format; the values are escaped unless they are markup."""
    return Html(template.format(*map(escaped, values)))


def bold(value: object) -> Html:
    """In bold."""
    return markup("<b>{0}</b>", value)


def coloured(colour: str, value: object) -> Html:
    """In a colour of the theme."""
    return markup('<span style="color:{0}">{1}</span>', colour, value)


def joined(separator: str, parts: Iterable[object]) -> Html:
    """The parts with markup of ours between them."""
    return Html(separator.join(map(escaped, parts)))


def wrapped(text: str) -> str:
    """Plain text in lines that fit a tooltip, which wraps none itself."""
    return "\n".join(textwrap.wrap(text, 80, replace_whitespace=False)) or text
