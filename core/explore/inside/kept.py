"""Models and looks of the engine, kept while they serve: opening and running a model is dear."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from core.contracts.inside import InsideParams
from core.inspect import looking, opening
from core.inspect.looking import Look
from core.inspect.models.base import Adapter
from core.inspect.parts import Given

T = TypeVar("T")


class Latest(Generic[T]):
    """The last few things, by name."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: OrderedDict[str, T] = OrderedDict()

    def get(self, name: str, make: Callable[[], T]) -> T:
        """The thing of a name, made where it is not known."""
        if name not in self._known:
            made = make()
            # What makes room goes after the new one is there, lest a failure lose it.
            self._known[name] = made
        self._known.move_to_end(name)
        while len(self._known) > self._most:
            self._known.popitem(last=False)
        return self._known[name]


#: Two, so that two can be compared.
_MODELS: Latest[Adapter] = Latest(2)
_LOOKS: Latest[Look] = Latest(4)


def model(reference: str) -> Adapter:
    """A model, opened on first use; see core.inspect.opening."""
    return _MODELS.get(reference, lambda: opening.open_model(reference))


def look(params: InsideParams) -> Look:
    """What a model sees in an input, run on first use; see core.inspect.looking.

    A file that changed is looked at again.
    """
    asked = InsideParams(**{name: getattr(params, name) for name in InsideParams.model_fields})
    name = "\0".join([asked.model_dump_json(), *_stamps(asked)])
    return _LOOKS.get(name, lambda: looking.look(model(params.model), given(params)))


def given(params: InsideParams) -> Given:
    """What a model is given, as it stands in a question."""
    return Given(
        params.text or None,
        Path(params.image) if params.image else None,
        Path(params.audio) if params.audio else None,
    )


def _stamps(params: InsideParams) -> list[str]:
    paths = [Path(one) for one in (params.image, params.audio) if one]
    return [str(path.stat().st_mtime_ns) for path in paths if path.exists()]
