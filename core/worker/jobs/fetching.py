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
    from core.encoders import fetching

    size = fetching.ensure(spec.encoders, reporter, spec.again)
    return Fetched(encoders=spec.encoders, bytes=size)
