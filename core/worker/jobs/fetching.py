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
)
from core.progress import Reporter
from core.text import Text
from core.worker.answering import runs


@runs(OFFER_WEIGHTS)
def offer(spec: OfferSpec, _reporter: Reporter) -> WeightsOffer:
    """Ask the source for size and licence."""
    from core.encoders import fetching

    return WeightsOffer(**asdict(fetching.offer(fetching.named(spec.encoder))))


@runs(FETCH_WEIGHTS)
def fetch(spec: FetchSpec, reporter: Reporter) -> Fetched:
    """Fetch, going on where it was broken off."""
    from core.encoders import fetching

    entry = fetching.named(spec.encoder)
    size = fetching.fetch(entry, reporter, spec.again)
    reporter.log(Text("The weights of '{name}' are on this machine.", name=entry.name))
    return Fetched(encoder=entry.name, bytes=size)
