"""Components that build themselves: configurations told apart by `kind`, ours and other packages'.

A component is one file and one configuration class with `kind: Literal["name"] = "name"`. Forms,
command line and run folders follow from its fields, so the module of a configuration needs no
torch: what `build` makes is imported there.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Annotated, Any, Union, get_args

from pydantic import BaseModel, ConfigDict, Field

from core import plugins
from core.text import Text


class Component(BaseModel):
    """A configuration whose `kind` says what it is of; every field has a default."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def union(group: str, base: type[Component], own: Sequence[type[Component]]) -> Any:
    """The type of a field that takes any of our own kinds, and those packages offer.

    Args:
        group: of the entry points, such as "triptych.fusions"; each is named as its kind.
        base: what an offered class must be derived from, else it is left out with a warning.
        own: our classes, which come first. No other package can take the place of one.

    """
    kinds = {_kind(model): model for model in own}
    for name, model in plugins.load_classes(group, base).items():
        if name not in kinds and _kind(model) == name:
            kinds[name] = model
        else:
            text = Text(
                "'{name}' ({group}) is left out: it needs a kind of that name, and defaults.",
                name=name,
                group=group,
            )
            warnings.warn(text, plugins.PluginWarning, stacklevel=2)
    return Annotated[Union[tuple(kinds.values())], Field(discriminator="kind")]  # noqa: UP007


def _kind(model: type[Component]) -> str | None:
    """What tells a class apart; None if it cannot stand in a union."""
    fields = model.model_fields
    if "kind" not in fields or any(field.is_required() for field in fields.values()):
        return None
    kind: str = fields["kind"].default
    return kind if get_args(fields["kind"].annotation) == (kind,) else None
