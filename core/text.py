"""What core says to a person: a template and its values, one English sentence by itself.

A :class:`Text` is a string, so whoever prints, compares or stores it sees the finished sentence.
It keeps what it was made of, so that a window can say it in another language:

    >>> told = Text("There is no preset '{name}'.", name="deep")
    >>> told
    "There is no preset 'deep'."
    >>> told.template, told.values
    ("There is no preset '{name}'.", {'name': 'deep'})

Between processes and in files it travels as `{"template": ..., "values": {...}}`, or as its
template alone where it has no values. A pydantic field of type Text reads both, and plain strings.
"""

from __future__ import annotations

import json
import math
import re
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from numbers import Integral, Real
from string import Formatter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, ValidationInfo
    from pydantic_core import CoreSchema

Value = str | int | float
#: Gives the translation of a template, or the template itself.
Translate = Callable[[str], str]

#: Characters of a value that are said: a file may have a header of megabytes, a person reads lines.
LONGEST = 1000
#: And of an exception, which is in one line.
_READABLE = 500

#: Moves the cursor, colours, rings, deletes, or turns the order of letters: C0 and C1 but tab and
#: line feed, the separators of lines, the marks of direction, halves of pairs, and tags.
CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPEC = re.compile(r"[+]?0?\d{0,2}[,_]?(\.\d{1,2})?[a-zA-Z%]?")


class Text(str):
    """A sentence with its template and values; as a string, the finished sentence.

    Args:
        template: English with `{name}` or `{name:,.1f}` for each value. Without values it is said
            as it stands, braces included.
        values: names, numbers, and parts that are Texts themselves (translated, too). Others are
            taken as `str(value)`.

    Raises:
        ValueError: the template names a value that is not given, or formats one in an odd way.

    """

    template: str
    values: Mapping[str, Value]

    def __new__(cls, template: str = "", /, **values: object) -> Text:
        if isinstance(template, Text) and not values:
            return template
        plain = {name: _plain(value) for name, value in values.items()}
        return _made(_filled(template, plain), template, plain)

    @classmethod
    def counted(cls, one: str, many: str, n: int, /, **values: object) -> Text:
        """The template that fits the number `n`, which both may name as `{n}`."""
        return cls(one if n == 1 else many, n=n, **values)

    @classmethod
    def joined(cls, separator: str, parts: Iterable[str], /) -> Text:
        """Several texts as one, as in `Text.joined("; ", reasons)`. The separator is a text too."""
        several: dict[str, object] = {f"_{place}": part for place, part in enumerate(parts)}
        template = "{between}".join(f"{{{name}}}" for name in several)
        if len(several) > 1:
            several["between"] = cls(separator)
        elif isinstance(alone := several.get("_0"), Text):
            return alone
        return cls(template, **several)

    def translated(self, translate: Translate) -> Text:
        """The same text in another language; `template` and `values` stay as they are.

        A translation that does not fit the values is not taken.
        """
        if not self.template:
            return self
        told = {
            name: value.translated(translate) if isinstance(value, Text) else value
            for name, value in self.values.items()
        }
        try:
            sentence = _filled(translate(self.template), told)
        except ValueError:
            sentence = _filled(self.template, told)
        return _made(sentence, self.template, self.values)

    def to_json(self) -> str | dict[str, object]:
        """The template alone, or with its values as `{"template": ..., "values": {...}}`."""
        return self.to_dict() if self.values else self.template

    def to_dict(self) -> dict[str, object]:
        """`{"template": ..., "values": {...}}`, also where there are no values."""
        values = {
            name: value.to_dict() if isinstance(value, Text) else value
            for name, value in self.values.items()
        }
        return {"template": self.template, "values": values}

    def dumps(self) -> str:
        """One string that keeps it, for a column of a table: :meth:`loads` reads it."""
        return json.dumps(self.to_dict(), ensure_ascii=False) if self.values else self.template

    @classmethod
    def loads(cls, stored: str) -> Text:
        """What :meth:`dumps` wrote; any other string is a template without values."""
        if not stored.startswith('{"template":'):
            return cls(stored)
        try:
            text = unpacked(json.loads(stored))
        except ValueError:
            return cls(stored)
        return text if isinstance(text, Text) else cls(stored)

    def __reduce__(self) -> tuple[object, ...]:
        return _made, (str(self), self.template, dict(self.values))

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        # Here and not above: who only says something need not wait for pydantic.
        from pydantic_core import core_schema

        return core_schema.with_info_plain_validator_function(
            _validated,
            json_schema_input_schema=core_schema.str_schema(),
            serialization=core_schema.plain_serializer_function_ser_schema(
                # A copy of a message may have been given a plain string.
                lambda value: cls(value).to_json(),
                when_used="json",
            ),
        )


def packed(value: object) -> object:
    """A JSON value with every Text in it, at any depth, as :meth:`Text.to_dict`."""
    match value:
        case Text():
            return value.to_dict()
        case Mapping():
            return {name: packed(inner) for name, inner in value.items()}
        case list() | tuple():
            return [packed(inner) for inner in value]
    return value


def unpacked(value: Any, translate: Translate | None = None) -> Any:
    """A JSON value with its Texts again (see :func:`packed`), translated if that is asked.

    Raises:
        ValueError: a text does not fit its values.

    """
    match value:
        case {"template": str(template), "values": dict(values), **rest} if not rest:
            text = _text(template, values)
            return text.translated(translate) if translate else text
        case dict():
            return {name: unpacked(inner, translate) for name, inner in value.items()}
        case list():
            return [unpacked(inner, translate) for inner in value]
    return value


def language(context: object) -> Translate | None:
    """`translate` of a pydantic context, a mapping or an object; None if it names no language."""
    if isinstance(context, Mapping):
        return context.get("translate")
    return getattr(context, "translate", None)


def _text(template: str, values: Mapping[str, object]) -> Text:
    return Text(template, **{name: unpacked(value) for name, value in values.items()})


def _validated(value: object, info: ValidationInfo) -> Text:
    """Of pydantic: a str, a Text or its dict; the context may ask for a language."""
    text = unpacked(value)
    if not isinstance(text, str):
        raise ValueError("not a text")
    translate = language(info.context)
    text = Text(text)
    return text.translated(translate) if translate else text


def _made(sentence: str, template: str, values: Mapping[str, Value]) -> Text:
    text = str.__new__(Text, sentence)
    text.template, text.values = str(template), values
    return text


def _plain(value: object) -> Value:
    """A value as it can be sent: JSON has no infinite numbers and no halves of characters."""
    match value:
        case Text() | bool():
            return value
        case Integral():
            return int(value)
        case Real() if math.isfinite(number := float(value)):
            return number
    said = str(value)
    if isinstance(value, Exception):  # libraries list all that would have been right
        said = textwrap.shorten(said, _READABLE, placeholder=" ...")
    if len(said) > LONGEST:
        said = f"{said[:LONGEST]} ..."
    return said.encode("utf-8", "backslashreplace").decode("utf-8")


class _Filler(Formatter):
    """Formats names alone: what comes from a file or a process reaches into no object."""

    def get_field(
        self, field_name: str, args: Sequence[object], kwargs: Mapping[str, object]
    ) -> tuple[object, str]:
        if field_name not in kwargs:
            raise ValueError(f"there is no value {{{field_name}}}")
        return kwargs[field_name], field_name

    def format_field(self, value: object, format_spec: str) -> str:
        if not _SPEC.fullmatch(format_spec):
            raise ValueError(f"not a format: {format_spec[:20]}")
        try:
            return format(value, format_spec)
        except ValueError:  # a number was expected and "nan" or "?" came
            return str(value)


def _filled(template: str, values: Mapping[str, Value]) -> str:
    return _Filler().vformat(template, (), values) if values else str(template)
