"""Drawing the modalities of a catalog on one plane, where that takes long."""

from __future__ import annotations

from typing import Literal

from core.contracts.job import JobKind
from core.contracts.message import Message


class EmbedSpec(Message):
    """Draw the modalities of a catalog on one plane."""

    catalog: str
    features: str
    run: str | None = None
    space: Literal["model", "ridge"] = "model"
    method: Literal["tsne", "umap"] = "tsne"
    resume: bool = True  # a map is made anew or found


class Embedded(Message):
    """The file of the map, and what it was made with."""

    space: Literal["model", "ridge"]
    method: Literal["tsne", "umap"]
    map: str


EMBED = JobKind("embed", EmbedSpec, Embedded)
