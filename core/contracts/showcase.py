"""Which item and which person show best what a trained run has learned."""

from __future__ import annotations

from pydantic import Field

from core.contracts.message import Message
from core.contracts.question import Question
from core.contracts.recommend import Row


class ShowcaseParams(Message):
    """How many items and users are looked at, spread evenly, and how long a list may be."""

    items: int = Field(default=24, ge=1, le=1000)
    users: int = Field(default=256, ge=1, le=10_000)
    k: int = Field(default=10, ge=1, le=1000)


class ShownItem(Message):
    """The item to look at.

    Attributes:
        row: of catalog.items.
        games, hits: of the pointing game over planted truth; 0 where nothing was planted.
        asking, tokens: modality and tokens of the question that was answered rightly and would be
            least by chance; empty where none was.
        sharpness: 0..1, how far its relevance is from even over the tokens of a modality.

    """

    row: Row
    games: int = 0
    hits: int = 0
    asking: str = ""
    tokens: tuple[int, ...] = ()
    sharpness: float = 0.0


class ShownUser(Message):
    """The person to recommend to.

    Attributes:
        row: of catalog.users.
        hits: held-out items among the best `k`.
        held_out: of this user.

    """

    row: Row
    hits: int
    held_out: int


class Showcase(Message):
    """None where a run has no maps, or nobody has a history."""

    item: ShownItem | None
    user: ShownUser | None
    k: int


SHOWCASE = Question("showcase.best", ShowcaseParams, Showcase)
