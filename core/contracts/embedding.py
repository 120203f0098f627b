"""Drawing the modalities of a catalog on one plane, where that takes long."""

from __future__ import annotations

from core.contracts.alignment import SlowMethod, SpaceName
from core.contracts.job import JobKind
from core.contracts.message import Message


class EmbedSpec(Message):
    """Draw the modalities of a catalog on one plane."""

    catalog: str
    features: str
    run: str | None = None
    space: SpaceName = "model"
    method: SlowMethod = "tsne"
    resume: bool = True  # a map is made anew or found


class Embedded(Message):
    """The file of the map, and what it was made with."""

    space: SpaceName
    method: SlowMethod
    map: str


EMBED = JobKind("embed", EmbedSpec, Embedded)
