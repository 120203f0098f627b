"""What a field of a typed configuration says of itself: explanation, range, default."""

from __future__ import annotations

from typing import Any

from annotated_types import Ge, Gt, Le, Lt
from pydantic.fields import FieldInfo
from PySide6.QtCore import QCoreApplication

from gui.said import said


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
                parts.append(_say("at least {0}", bound))
            case Gt(gt=bound):
                parts.append(_say("above {0}", bound))
            case Le(le=bound):
                parts.append(_say("at most {0}", bound))
            case Lt(lt=bound):
                parts.append(_say("below {0}", bound))
    return ", ".join(parts)


def tooltip(field: FieldInfo) -> str:
    """Explanation, range and default of a field, each on a line."""
    lines = [said(field.description or "")]
    if limits := allowed(field):
        lines.append(_say("Range: {0}.", limits))
    if isinstance(field.default, bool | int | float | str):
        lines.append(_say("Default: {0}.", field.default))
    return "\n".join(line for line in lines if line)


def _say(text: str, value: Any) -> str:
    shown = f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
    return QCoreApplication.translate("Field", text).format(shown)
