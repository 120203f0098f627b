"""Answers to the questions of core.contracts.features."""

from __future__ import annotations

from dataclasses import asdict

from core.contracts.features import (
    DELETE_WEIGHTS,
    ENCODERS,
    WEIGHTS,
    DeleteParams,
    Encoder,
    Encoders,
    KeptWeights,
    WeightsList,
)
from core.contracts.question import Nothing
from core.explore.context import Context
from core.worker.answering import answers


@answers(ENCODERS)
def encoders(_context: Context, _params: Nothing) -> Encoders:
    """All encoders with licence, size and whether their weights are here; and the defaults."""
    from core.encoders import registry

    infos = tuple(Encoder(**asdict(info)) for info in registry.infos())
    return Encoders(
        encoders=infos, defaults={str(name): encoder for name, encoder in registry.DEFAULTS.items()}
    )


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
