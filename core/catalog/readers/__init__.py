"""One file and one class per published layout, the file named as the reader.

A new reader is a class derived from :class:`core.catalog.readers.base.Reader`: in a file of this
folder, or in another package that names it in its metadata:

    [project.entry-points."triptych.readers"]
    goodreads = "goodreads_reader:GoodreadsReader"
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from core import plugins

if TYPE_CHECKING:
    from core.catalog.readers.base import Reader

GROUP = "triptych.readers"
#: Files of this folder that readers share.
_SHARED = ("base",)


def names() -> list[str]:
    """What readers there are, ours first, without importing any."""
    return list(dict.fromkeys([*_own_names(), *plugins.found(GROUP)]))


def readers() -> dict[str, Reader]:
    """Every reader by name, ours first. No other package can take the place of one of ours."""
    from core.catalog.readers.base import Reader

    offered = plugins.load_classes(GROUP, Reader)  # type: ignore[type-abstract]
    return _own() | {name: kind() for name, kind in offered.items() if name not in _own()}


def _own_names() -> list[str]:
    return [file.name for file in pkgutil.iter_modules(__path__) if file.name not in _SHARED]


@cache
def _own() -> dict[str, Reader]:
    from core.catalog.readers.base import Reader

    return {
        name: kind()
        for name in _own_names()
        for kind in vars(import_module(f"{__name__}.{name}")).values()
        if isinstance(kind, type) and issubclass(kind, Reader) and getattr(kind, "name", "") == name
    }
