"""One's own words and files in the place of an item's: looked at, and never part of the catalog."""

from __future__ import annotations

from pydantic import Field

from core.contracts.message import Message


class Own(Message):
    """What stands for each modality; None keeps the item's, "" leaves it out.

    Attributes:
        text: a sentence.
        image: path of a picture.
        audio: path of a sound, or of a film that has one.
        video: path of a film.
        alone: a thing of its own that nobody has chosen: what is not given is not there, and what
            people's choices tell of the item does not count.

    """

    text: str | None = Field(default=None, max_length=100_000)
    image: str | None = None
    audio: str | None = None
    video: str | None = None
    alone: bool = False

    @property
    def given(self) -> dict[str, str]:
        """By modality, what is not the item's."""
        parts = {name: getattr(self, name) for name in ("text", "image", "audio", "video")}
        return {name: value for name, value in parts.items() if value is not None}
