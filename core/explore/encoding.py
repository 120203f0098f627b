"""What is typed or dropped, through the very encoders a catalog went through."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from core.errors import UserError
from core.explore.context import Context
from core.progress import Reporter
from core.text import Text

if TYPE_CHECKING:
    from core.encoders.base import Encoder


def encoder_of(context: Context, modality: str) -> Encoder:
    """The encoder of a modality, checked to be the same to the revision; kept once it is loaded.

    Raises:
        MissingWeightsError: its weights are not on this machine any more.
        UserError: the modality was not encoded here, or by another version.

    """
    from core.encoders import registry
    from core.encoders.features import PRECOMPUTED

    store = context.features.stores.get(modality)
    if store is None or store.encoder == PRECOMPUTED:
        raise UserError(*_not_here(modality))
    if registry.info(store.encoder).identity != store.about.identity:
        raise UserError(
            Text(
                "The features of {modality} were made by another version of '{encoder}'.",
                modality=Text(modality),
                encoder=store.encoder,
            ),
            "Encode the catalog again, then train.",
        )
    entry = registry.entry(store.encoder)
    if entry.pretrained:
        return _loaded(store.encoder)
    return context.kept(_Learned, lambda: _Learned(context, store.encoder), modality).encoder


def _not_here(modality: str) -> tuple[Text, Text]:
    if modality == "text":
        return (
            Text("The texts of this catalog were not encoded here, so a phrase cannot be either."),
            Text("Encode the texts on the Features page, then train."),
        )
    return (
        Text(
            "The features of {modality} were not made here, so a file cannot be encoded either.",
            modality=Text(modality),
        ),
        Text("Encode the catalog on the Features page, then train."),
    )


class _Learned:
    """An encoder that has learned from the catalog."""

    def __init__(self, context: Context, name: str) -> None:
        from core.encoders import registry

        encoder = registry.entry(name).build_for(context.catalog, "cpu", Reporter())
        assert encoder is not None  # nobody stops it
        self.encoder = encoder


@lru_cache(maxsize=4)
def _loaded(name: str) -> Encoder:
    """Loading takes a second, a phrase milliseconds."""
    from core.encoders import registry

    return registry.load(name)
