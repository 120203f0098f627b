"""Make an embedding map that takes long."""

from __future__ import annotations

from core.contracts.alignment import MapParams
from core.contracts.embedding import EMBED, Embedded, EmbedSpec
from core.progress import Reporter
from core.worker.answering import runs


@runs(EMBED)
def embed(spec: EmbedSpec, reporter: Reporter) -> Embedded:
    """Make an embedding map, unless it was made before."""
    from core.contracts.question import Subject
    from core.explore.alignment.plane import compute
    from core.explore.context import Context

    reporter.progress("bringing all modalities into one space", 0)
    context = Context(Subject(catalog=spec.catalog, features=spec.features, run=spec.run))
    place = compute(context, MapParams(space=spec.space, method=spec.method), reporter)
    return Embedded(space=spec.space, method=spec.method, map=str(place))
