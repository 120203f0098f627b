"""What a field of a typed configuration says of itself: explanation, range, default."""

from __future__ import annotations

from typing import Any

from annotated_types import Ge, Gt, Le, Lt
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from gui.language import tr
from gui.translation import told


def as_text(value: Any) -> str:
    """How a value reads in a line: numbers shortest, lists and maps with commas."""
    match value:
        case None:
            return ""
        case list() | tuple():
            return ", ".join(as_text(part) for part in value)
        case dict():
            return ", ".join(f"{name}={as_text(part)}" for name, part in value.items())
        case _:
            return str(value)


def allowed(field: FieldInfo) -> str:
    """The range of a number: "at least 0, below 1"; empty where there is none."""
    parts = []
    for rule in field.metadata:
        match rule:
            case Ge(ge=bound):
                parts.append(_say(tr("at least {0}"), bound))
            case Gt(gt=bound):
                parts.append(_say(tr("above {0}"), bound))
            case Le(le=bound):
                parts.append(_say(tr("at most {0}"), bound))
            case Lt(lt=bound):
                parts.append(_say(tr("below {0}"), bound))
    return ", ".join(parts)


def tooltip(field: FieldInfo) -> str:
    """Explanation, range and default of a field, each on a line."""
    lines = [told(field.description or "")]
    if limits := allowed(field):
        lines.append(_say(tr("Range: {0}."), limits))
    if isinstance(field.default, bool | int | float | str):
        lines.append(_say(tr("Default: {0}."), field.default))
    return "\n".join(line for line in lines if line)


def wrong(error: ErrorDetails) -> str:
    """Why pydantic refuses a value, in a few words."""
    limits = error.get("ctx", {})
    match error["type"]:
        case "greater_than_equal":
            return _say(tr("at least {0}"), limits["ge"])
        case "greater_than":
            return _say(tr("above {0}"), limits["gt"])
        case "less_than_equal":
            return _say(tr("at most {0}"), limits["le"])
        case "less_than":
            return _say(tr("below {0}"), limits["lt"])
        case "float_parsing" | "float_type":
            return _say(tr("'{0}' is not a number"), error["input"])
        case "int_parsing" | "int_type" | "int_from_float":
            return _say(tr("'{0}' is not a whole number"), error["input"])
        case "string_pattern_mismatch":
            return _say(tr("'{0}' is not known"), error["input"])
    return error["msg"]


def _say(text: str, value: Any) -> str:
    match value:
        case bool() | str():
            shown = str(value)
        case float():
            shown = f"{value:g}"
        case _:
            shown = f"{value:,}"
    return text.format(shown)
