"""What a question is about: catalog, features and run, loaded once and kept while they serve."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel

from core.contracts.question import Subject
from core.errors import UserError

if TYPE_CHECKING:
    import numpy as np

    from core.catalog.schema import Catalog
    from core.encoders.features import FeatureSet
    from core.training.run.runs import TrainedRun

T = TypeVar("T")

#: A query: validated parameters in, JSON values and named arrays out.
Answer = tuple[dict[str, Any], "dict[str, np.ndarray]"]
Query = Callable[["Context", Any], Answer]


class Params(BaseModel):
    """Base of all query parameters."""


class Context:
    """Lazily loaded catalog, features and run of one Subject."""

    def __init__(self, key: Subject) -> None:
        self.key = key
        #: For queries to keep what is dear to compute, by name.
        self.cache: dict[str, Any] = {}

    @cached_property
    def catalog(self) -> Catalog:
        """The catalog, or a UserError that asks to open one."""
        from core.catalog.opening import snapshot

        if self.key.catalog is None:
            raise UserError("No catalog is open.", "Open one on the Catalog page.")
        return snapshot.load(Path(self.key.catalog))

    @cached_property
    def features(self) -> FeatureSet:
        """The encoded features, or a UserError that asks to encode."""
        from core.encoders.features import FeatureSet

        if self.key.features is None:
            raise UserError(
                "This catalog has not been encoded yet.", "Run the encoders on the Features page."
            )
        return FeatureSet.load(Path(self.key.features))

    @cached_property
    def run(self) -> TrainedRun:
        """The trained run, or a UserError that asks to train."""
        from core.training.run.runs import load_run

        if self.key.run is None:
            raise UserError("No model has been trained yet.", "Train one on the Training page.")
        return load_run(Path(self.key.run), self.catalog, self.features)

    def kept(self, kind: type[T], make: Callable[[], T]) -> T:
        """The one object of a class that belongs to this context, made on first use."""
        known = self.find(kind)
        return self.keep(make()) if known is None else known

    def find(self, kind: type[T]) -> T | None:
        """The one object of a class, if it was made."""
        found: T | None = self.cache.get(kind.__name__)
        return found

    def keep(self, thing: T) -> T:
        """Keep an object as the one of its class."""
        self.cache[type(thing).__name__] = thing
        return thing


class Contexts:
    """The last few contexts, so that switching back and forth costs nothing."""

    def __init__(self, keep: int = 3) -> None:
        self._keep = keep
        self._known: OrderedDict[str, Context] = OrderedDict()

    def get(self, key: Subject) -> Context:
        """The context of a key, made on first use."""
        name = key.model_dump_json()
        if name not in self._known:
            self._known[name] = Context(key)
        self._known.move_to_end(name)
        while len(self._known) > self._keep:
            self._known.popitem(last=False)
        return self._known[name]
