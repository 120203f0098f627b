"""Bring the weights of encoders onto this machine."""

from __future__ import annotations

from dataclasses import asdict

from core.contracts.features import (
    FETCH_WEIGHTS,
    OFFER_WEIGHTS,
    Fetched,
    FetchSpec,
    OfferSpec,
    WeightsOffer,
    WeightsOffers,
)
from core.progress import Reporter
from core.text import Text
from core.worker.answering import runs


@runs(OFFER_WEIGHTS)
def offer(spec: OfferSpec, _reporter: Reporter) -> WeightsOffers:
    """Ask the sources for size and licence."""
    from core.encoders import fetching

    found = fetching.offers(spec.encoders)
    return WeightsOffers(offers=tuple(WeightsOffer(**asdict(one)) for one in found))


@runs(FETCH_WEIGHTS)
def fetch(spec: FetchSpec, reporter: Reporter) -> Fetched:
    """Fetch one after the other, going on where it was broken off; a new model is listed then."""
    from core.encoders import fetching, registry

    size = 0
    for name in spec.encoders:
        size += fetching.fetch(fetching.named(name), reporter, spec.again)
        reporter.log(Text("The weights of '{name}' are on this machine.", name=name))
        if name.partition("@")[0] not in registry.entries():
            registry.add(name.partition("#")[0])
    return Fetched(encoders=spec.encoders, bytes=size)
