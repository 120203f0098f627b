"""The training film of the open run: what it looked at after every epoch."""

from __future__ import annotations

from core.contracts.attention import FilmAnswer, FilmedEpoch, MapFacts, MapsAnswer
from core.errors import UserError
from core.explore.attention.named_arrays import maps_of
from core.explore.attention.target import encoders_of, model_hash
from core.explore.context import Context


def film(context: Context) -> FilmAnswer:
    """Masses and pointing rates of every epoch, in order.

    Raises:
        UserError: the run was not filmed.

    """
    from core.training.run.film import epochs

    found = epochs(context.run.folder)
    if not found:
        raise UserError(
            "This run was not filmed: it has no attention, or comes from an older version.",
            "Train one with the Transformer fusion.",
        )
    return FilmAnswer(epochs=tuple(FilmedEpoch.model_validate(one) for one in found))


def frame(context: Context, epoch: int) -> MapsAnswer:
    """Maps of the filmed item after one epoch, heads averaged; nobody's score, and no flow.

    Raises:
        UserError: there is no such epoch, or its maps were not kept.

    """
    from core.media import clocks
    from core.training.run.film import read

    told, arrays = read(context.run.folder, epoch)
    if not arrays:
        raise UserError(
            "The filmed item has too many tokens for its maps to be kept.",
            "Train a run that films a shorter item.",
        )
    modalities = tuple(told["modalities"])
    clock = clocks.of_item(context.catalog, told["item"])
    arrays |= {
        name: clock.places(name.removeprefix("positions/"), places)
        for name, places in arrays.items()
        if name.startswith("positions/")
    }
    facts = MapFacts(
        item=told["item"],
        modalities=modalities,
        encoders=encoders_of(context, modalities),
        run=str(context.run.folder),
        model=model_hash(context),
        epoch=told["epoch"],
    )
    return MapsAnswer(facts=facts, maps=maps_of(modalities, arrays))
