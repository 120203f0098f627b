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
from collections.abc import Callable, Container
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TypeVar

from core.text import Text

T = TypeVar("T")


class PluginWarning(RuntimeWarning):
    """A component of another package is left out."""


def found(group: str) -> dict[str, EntryPoint]:
    """What installed packages offer under `group`, by name, without importing any of it.

    Of two offers under one name the one that comes first on the import path is taken.
    """
    return dict(_found(group, tuple(sys.path)))


def load(
    group: str,
    kind: type[T],
    taken: Container[str] = (),
    check: Callable[[T], object] = lambda thing: None,
) -> dict[str, T]:
    """The objects of that kind offered under `group`, by name; they are imported now.

    Args:
        group: such as "triptych.encoders".
        kind: what they must be instances of.
        taken: names that nobody else may have.
        check: called with each; raises what is wrong with it.

    """
    loaded: dict[str, T] = {}
    for name, offer in found(group).items():
        try:
            if name in taken:
                raise ValueError("its name is taken")
            thing = offer.load()
            if not isinstance(thing, kind):
                raise TypeError(f"it is no {kind.__name__}")
            check(thing)
        except (Exception, SystemExit) as error:
            _leave_out(offer, error)
        else:
            loaded[name] = thing
    return loaded


def load_classes(group: str, base: type[T], taken: Container[str] = ()) -> dict[str, type[T]]:
    """The classes derived from `base` offered under `group`, by name; they are imported now."""

    def derived(thing: type) -> None:
        if not issubclass(thing, base):
            raise TypeError(Text("it is no {kind}", kind=base.__name__))

    return load(group, type, taken, derived)


@cache
def _found(group: str, path: tuple[str, ...]) -> dict[str, EntryPoint]:
    """See `found`; once per import path is enough, as it reads the metadata of every package."""
    return {offer.name: offer for offer in reversed(tuple(entry_points(group=group)))}


def _leave_out(offer: EntryPoint, error: BaseException) -> None:
    package = Text(" of the package '{name}'", name=offer.dist.name) if offer.dist else ""
    text = Text(
        "'{offer}' ({group}){package} is left out: {error}.",
        offer=offer.name,
        group=offer.group,
        package=package,
        error=repr(error),
    )
    if text not in _told:
        _told.add(text)
        warnings.warn(text, PluginWarning, stacklevel=3)


#: What was warned of; once is enough.
_told: set[str] = set()
