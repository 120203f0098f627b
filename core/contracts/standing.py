"""Where an item would stand with one's own words and files in it, beside where it stands."""

from __future__ import annotations

from core.contracts.attention import ItemParams, Judge
from core.contracts.message import Message
from core.contracts.question import Nothing, Question


class Placed(Message):
    """A place among all items, counted from 1, and the parts that sum to the score.

    Attributes:
        place: items the judge knows already stand behind.
        score: what is ranked by.
        why: by part, see core.contracts.recommend.ListedItem.

    """

    place: int
    score: float
    why: dict[str, float]


class Standing(Message):
    """Before and after.

    Attributes:
        judge: for whom.
        ranked: how many items there are.
        before: the item as it is; None for a thing of its own.
        after: with what is one's own.

    """

    judge: Judge
    ranked: int
    before: Placed | None
    after: Placed


class Ready(Message):
    """The encoders that are loaded now, by modality."""

    encoders: dict[str, str]


STANDING = Question("attention.standing", ItemParams, Standing)
READY = Question("attention.ready", Nothing, Ready)
