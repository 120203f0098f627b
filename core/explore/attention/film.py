"""The training film of the open run: what it looked at after every epoch."""

from __future__ import annotations

from pydantic import Field

from core.errors import UserError
from core.explore.context import Answer, Context, Params


class FilmParams(Params):
    """The whole film in numbers."""


class FrameParams(Params):
    """The maps of one epoch."""

    epoch: int = Field(ge=1)


def film(context: Context, _params: FilmParams) -> Answer:
    """Masses and pointing rates of every epoch, in order."""
    from core.training.run.film import epochs

    found = epochs(context.run.folder)
    if not found:
        raise UserError(
            "This run was not filmed: it has no attention, or comes from an older version.",
            "Train one with the Transformer fusion.",
        )
    return {"epochs": found}, {}


def frame(context: Context, params: FrameParams) -> Answer:
    """Maps of the filmed item after one epoch, heads averaged. Arrays as of the question "maps"."""
    from core.training.run.film import read

    told, arrays = read(context.run.folder, params.epoch)
    if not arrays:
        raise UserError(
            "The filmed item has too many tokens for its maps to be kept.",
            "Train a run that films a shorter item.",
        )
    return told, arrays
