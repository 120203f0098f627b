"""Models that described themselves, run by the library that saved them. Needs torch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from core import failures
from core.encoders.base import Encoder
from core.encoders.families import loading
from core.encoders.spec.entries import LOADED, Described
from core.encoders.spec.families import FAMILIES, Reads
from core.errors import UserError
from core.text import Text

#: How a tower reads -> the module whose `build(entry, device)` makes its encoder.
_MODULES: Mapping[Reads, str] = {
    "words": "words",
    "pixels": "pixels",
    "sound": "sound",
    "frames": "frames",
    "clip": "frames",
}


def build(entry: Described, device: str) -> Encoder:
    """The encoder of an entry of `core.encoders.spec`.

    Raises:
        UserError: its files are not all here, are damaged, or do not fit together.

    """
    module = import_module(f"{__name__}.{_MODULES[entry.reads]}")
    make: Callable[[Any, str], Encoder] = module.build
    try:
        return make(entry, device)
    except Exception as error:  # libraries raise anything on files of strangers
        if failures.machines(error) is not None:
            raise
        raise UserError(
            Text("This model cannot be used ({error}).", error=str(error) or type(error).__name__),
            _remedy(entry),
            str(loading.folder_of(entry)),
        ) from error


def _remedy(entry: Described) -> Text:
    if entry.layout in LOADED and (entry.model_type not in FAMILIES or entry.remote_code):
        return Text(
            "Models of this family are not known here: choose another, or offer it as an encoder "
            "of a package of yours (entry point triptych.encoders)."
        )
    return loading.again(entry) or Text("Its files do not fit together: get all of them again.")
