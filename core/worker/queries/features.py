"""Questions of the Features page."""

from __future__ import annotations

from dataclasses import asdict

from core.explore.context import Answer, Context, Params, Query


class EncodersParams(Params):
    """Nothing to choose."""


def encoders(_context: Context, _params: EncodersParams) -> Answer:
    """All encoders with licence, size and whether their weights are here; and the defaults."""
    from core.encoders import registry

    return {
        "encoders": [asdict(info) for info in registry.infos()],
        "defaults": dict(registry.DEFAULTS),
    }, {}


QUERIES: dict[str, tuple[type[Params], Query]] = {"encoders": (EncodersParams, encoders)}
