"""Answers to the questions of core.contracts.features."""

from __future__ import annotations

from dataclasses import asdict

from core.contracts.features import ENCODERS, Encoder, Encoders
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
