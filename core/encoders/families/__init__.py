"""Models that described themselves, run by the library that saved them. Needs torch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from core.encoders.base import Encoder
from core.encoders.spec.entries import Described
from core.encoders.spec.families import Reads

#: How a tower reads -> the module whose `build(entry, device)` makes its encoder.
_MODULES: Mapping[Reads, str] = {
    "words": "words",
    "pixels": "pixels",
    "sound": "sound",
    "frames": "frames",
    "clip": "frames",
}


def build(entry: Described, device: str) -> Encoder:
    """The encoder of an entry of `core.encoders.spec`."""
    module = import_module(f"{__name__}.{_MODULES[entry.reads]}")
    make: Callable[[Any, str], Encoder] = module.build
    return make(entry, device)
