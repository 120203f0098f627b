"""Answers to the questions of core.contracts.features."""

from __future__ import annotations

from dataclasses import asdict

from core.contracts.features import (
    ADD_ENCODER,
    DELETE_WEIGHTS,
    ENCODERS,
    FORGET_ENCODER,
    LOOK_ENCODER,
    WEIGHTS,
    DeleteParams,
    Encoder,
    Encoders,
    Forgotten,
    KeptWeights,
    Looked,
    Named,
    WeightsList,
)
from core.contracts.question import Nothing
from core.errors import MissingWeightsError
from core.explore.context import Context
from core.text import Text
from core.worker.answering import answers


@answers(ENCODERS)
def encoders(context: Context, _params: Nothing) -> Encoders:
    """All encoders with licence, size and whether their weights are here; and the defaults."""
    from core.encoders import registry

    infos = tuple(Encoder(**asdict(info)) for info in registry.infos())
    defaults, note = registry.DEFAULTS, Text()
    if context.key.catalog is not None:
        defaults, note = registry.defaults(context.catalog)
    return Encoders(encoders=infos, defaults={str(m): n for m, n in defaults.items()}, note=note)


@answers(LOOK_ENCODER)
def look(_context: Context, params: Named) -> Looked:
    """What a model says of itself; what must be fetched first has said nothing yet."""
    from core.encoders.spec import entries, reference

    found = reference.parse(params.reference)
    try:
        made = entries.made(found, params.remote_code)
    except MissingWeightsError:
        return Looked(reference=str(found))
    except entries.NeedsCodeError:
        return Looked(reference=str(found), code="needed")
    infos = tuple(Encoder(**asdict(one.info())) for one in made)
    several = all(entries.has_precisions(one) for one in made)
    code = entries.code(found)
    return Looked(reference=str(found), encoders=infos, precisions=several, code=code)


@answers(ADD_ENCODER)
def add(context: Context, params: Named) -> Encoders:
    """Remember a model, and list what there is now."""
    from core.encoders import registry

    registry.add(params.reference, params.remote_code, params.precision)
    return encoders(context, Nothing())


@answers(FORGET_ENCODER)
def forget(context: Context, params: Forgotten) -> Encoders:
    """Take a model off the list."""
    from core.encoders import registry

    registry.remove(params.encoder)
    return encoders(context, Nothing())


@answers(WEIGHTS)
def weights(_context: Context, _params: Nothing) -> WeightsList:
    """What weights are on the disk."""
    from core.encoders.fetching import disk

    return WeightsList(weights=tuple(KeptWeights(**asdict(one)) for one in disk.kept()))


@answers(DELETE_WEIGHTS)
def delete_weights(context: Context, params: DeleteParams) -> WeightsList:
    """Delete those of an encoder, and say what is left."""
    from core.encoders.fetching import disk

    disk.delete(params.encoder)
    return weights(context, Nothing())
