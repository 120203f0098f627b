"""Pictures put into words by a model on this machine."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from core.contracts.job import JobKind
from core.contracts.message import Message


class CaptionSpec(Message):
    """Write a caption for every picture or clip of a catalog.

    Attributes:
        catalog: snapshot.
        model: an image-to-text model: a folder, or owner/name that was fetched from the hub.
        modality: of clips, the frame in the middle is looked at.
        prompt: what is asked of a model that takes words as well; empty: a usual question.
        words: most tokens of a caption.
        beside: whether the table is put beside the catalog's own, where it is read as captions.
        device: see core.device.resolve.
        resume: set by the window; what is written is never written again.

    """

    catalog: str
    model: str
    modality: Literal["image", "video"] = "image"
    prompt: str = ""
    words: int = Field(default=40, ge=1, le=500)
    beside: bool = False
    device: str = "auto"
    resume: bool = True


class Captions(Message):
    """What was written.

    Attributes:
        file: a table of the columns item and caption.
        items: that have one.
        failed: items whose picture could not be looked at.

    """

    file: str
    items: int
    failed: int


CAPTION = JobKind("caption", CaptionSpec, Captions, resumable=True)
