"""What a question is about: catalog, features and run, loaded once and kept while they serve."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from core.contracts.question import Subject
from core.errors import UserError
from core.training.run.layout import weights_saved

if TYPE_CHECKING:
    from core.catalog.schema import Catalog
    from core.encoders.features import FeatureSet
    from core.training.run.runs import TrainedRun

T = TypeVar("T")


class Context:
    """Lazily loaded catalog, features and run of one Subject."""

    def __init__(self, key: Subject) -> None:
        self.key = key
        #: When the weights were saved of the run that is loaded.
        self._saved = 0
        #: What is dear to compute, by class and name.
        self._kept: dict[tuple[type, str], object] = {}

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
            raise not_encoded()
        return FeatureSet.load(Path(self.key.features))

    @cached_property
    def run(self) -> TrainedRun:
        """The trained run, or a UserError that asks to train."""
        from core.training.run.runs import load_run

        if self.key.run is None:
            raise not_trained()
        folder = Path(self.key.run)
        self._saved = weights_saved(folder)  # before they are read: newer ones are seen
        return load_run(folder, self.catalog, self.features)

    @property
    def outdated(self) -> bool:
        """Whether the run has learned more since it was loaded."""
        loaded = self.__dict__.get("run")
        return loaded is not None and self._saved != weights_saved(loaded.folder)

    def renewed(self) -> Context:
        """The same, with the run to be loaded again; catalog and features are kept."""
        other = Context(self.key)
        for name in ("catalog", "features"):
            if name in self.__dict__:
                other.__dict__[name] = self.__dict__[name]
        return other

    def kept(self, kind: type[T], make: Callable[[], T], name: str = "") -> T:
        """The one object of a class, and of a name where there are several, made on first use."""
        known = self.find(kind, name)
        return self.keep(make(), name) if known is None else known

    def find(self, kind: type[T], name: str = "") -> T | None:
        """The one object of a class and name, if it was made."""
        found = self._kept.get((kind, name))
        return found if isinstance(found, kind) else None

    def keep(self, thing: T, name: str = "") -> T:
        """Keep an object as the one of its class and name."""
        self._kept[type(thing), name] = thing
        return thing

    def forget(self) -> None:
        """Work everything out anew when it is asked for."""
        self._kept.clear()


class Contexts:
    """The last few contexts, so that switching back and forth costs nothing.

    A run that is still being trained is loaded again when its weights were saved again.
    """

    def __init__(self, keep: int = 3) -> None:
        self._keep = keep
        self._known: OrderedDict[str, Context] = OrderedDict()

    def get(self, key: Subject) -> Context:
        """The context of a key, made on first use."""
        name = key.model_dump_json()
        known = self._known.get(name)
        if known is None or known.outdated:
            self._known[name] = Context(key) if known is None else known.renewed()
        self._known.move_to_end(name)
        while len(self._known) > self._keep:
            self._known.popitem(last=False)
        return self._known[name]


def not_encoded() -> UserError:
    """What needs features asks for them, in the window and in a shell."""
    return UserError(
        "This catalog has not been encoded yet.",
        "Encode it on the Features page, or run: triptych encode CATALOG",
    )


def not_trained() -> UserError:
    """The same of a model."""
    return UserError(
        "No model has been trained yet.",
        "Train one on the Training page, or run: triptych train CATALOG",
    )
