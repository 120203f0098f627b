"""Films: frames through what reads pictures, or clips through a model of films."""

from __future__ import annotations

from core.encoders.families import pixels
from core.encoders.spec.entries import Catalogued, Described, Hosted, Local
from core.encoders.video import FramesEncoder


def build(entry: Described, device: str) -> FramesEncoder:
    """The encoder of films of an entry."""
    assert isinstance(entry, Hosted | Local | Catalogued)
    return FramesEncoder(entry.info(), pixels.build(entry, device))
