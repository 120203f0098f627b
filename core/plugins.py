"""Components that other installed packages bring, by entry point.

A package offers an encoder, reader, fusion, loss or workload by naming it in its metadata:

    [project.entry-points."triptych.encoders"]
    tiny = "tiny_encoder:ENCODER"

Nothing of it is imported before someone asks for the components of that group. A package that
cannot be imported, or brings something else than the group holds, costs a warning with its name.
"""

from __future__ import annotations

import sys
import warnings
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TypeVar

T = TypeVar("T")


class PluginWarning(RuntimeWarning):
    """A component of another package is left out."""


def found(group: str) -> dict[str, EntryPoint]:
    """What installed packages offer under `group`, by name, without importing any of it.

    Of two offers under one name the one that comes first on the import path is taken.
    """
    return dict(_found(group, tuple(sys.path)))


def load(group: str, kind: type[T]) -> dict[str, T]:
    """The objects of that kind offered under `group`, by name; they are imported now."""
    loaded: dict[str, T] = {}
    for name, offer in found(group).items():
        thing = _imported(offer)
        if isinstance(thing, kind):
            loaded[name] = thing
        else:
            _leave_out(offer, thing, kind)
    return loaded


def load_classes(group: str, base: type[T]) -> dict[str, type[T]]:
    """The classes derived from `base` offered under `group`, by name; they are imported now."""
    loaded: dict[str, type[T]] = {}
    for name, thing in load(group, type).items():
        if issubclass(thing, base):
            loaded[name] = thing
        else:
            _leave_out(found(group)[name], thing, base)
    return loaded


@cache
def _found(group: str, path: tuple[str, ...]) -> dict[str, EntryPoint]:
    """See `found`; once per import path is enough, as it reads the metadata of every package."""
    return {offer.name: offer for offer in reversed(tuple(entry_points(group=group)))}


@cache
def _imported(offer: EntryPoint) -> object:
    """What an entry point names, or the error that importing it raised."""
    try:
        return offer.load()
    except (Exception, SystemExit) as error:
        return error


def _leave_out(offer: EntryPoint, thing: object, wanted: type) -> None:
    package = f" of the package '{offer.dist.name}'" if offer.dist else ""
    reason = repr(thing) if isinstance(thing, BaseException) else f"it is no {wanted.__name__}"
    text = f"'{offer.name}' ({offer.group}){package} is left out: {reason}."
    if text not in _told:
        _told.add(text)
        warnings.warn(text, PluginWarning, stacklevel=3)


_told: set[str] = set()
