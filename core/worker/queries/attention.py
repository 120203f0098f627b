"""Answers to core.contracts.attention."""

from __future__ import annotations

from core.contracts import attention as asked
from core.contracts.question import Nothing
from core.contracts.standing import READY, STANDING
from core.explore.attention import film, listen, maps, own, pointing, proof, standing
from core.explore.context import Context
from core.worker.answering import answers


@answers(asked.FILM)
def film_(context: Context, _params: Nothing) -> asked.FilmAnswer:
    """Every epoch of the training film in numbers."""
    return film.film(context)


@answers(asked.FRAME)
def frame(context: Context, params: asked.FrameParams) -> asked.MapsAnswer:
    """The maps of one epoch."""
    return film.frame(context, params.epoch)


answers(asked.MEDIA)(own.media_of)
answers(asked.MAPS)(maps.of_item)
answers(STANDING)(standing.standing)
answers(READY)(own.ready)
answers(asked.LISTEN)(listen.listen)
answers(asked.PROOF)(proof.proof)
answers(asked.CATALOG_PROOF)(proof.catalog_proof)
answers(asked.POINTING)(pointing.pointing)
