"""Questions to a trained model: a list with its reasons, items like an item."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from core.contracts.message import Message
from core.contracts.question import Question

Row = Annotated[int, Field(ge=0)]
Weight = Annotated[float, Field(ge=0, le=4, allow_inf_nan=False)]


class ListParams(Message):
    """For whom, and what if.

    Attributes:
        user: row of catalog.users; None is somebody new whose history is `liked` alone.
        liked: item rows added to the user's training history, oldest first.
        removed: item rows taken out of it.
        k: length of the list.
        weights: scale what each modality gives, 0 hides it; 1 where none is given.
        diversity: 0..1 trades score for variety.
        hour: of the day in UTC, None for whichever.

    """

    user: Row | None = None
    liked: tuple[Row, ...] = ()
    removed: tuple[Row, ...] = ()
    k: int = Field(default=12, ge=1, le=1000)
    weights: dict[str, Weight] = Field(default_factory=dict)
    diversity: float = Field(default=0.0, ge=0, le=1)
    hour: int | None = Field(default=None, ge=0, le=23)


class HistoryPart(Message):
    """An item of the history, and how much of a score comes from it."""

    row: Row
    part: float


class NamedItem(Message):
    """Row of catalog.items, and how people know it."""

    row: Row
    id: str
    title: str | None


class ListedItem(NamedItem):
    """One line of a list.

    Attributes:
        score: what the items were ranked by, the sum of `why`.
        why: what each part gives: each modality, "collaborative", "bias", "hour", and
            "near <voter>" for each vote, of a modality or of "choices".
        because: items of the history that the votes come from, the most telling first.
        hit: held out of training and really chosen by this user.
        cold: nobody chose it in training.

    """

    score: float
    why: dict[str, float]
    because: tuple[HistoryPart, ...]
    hit: bool
    cold: bool


class ListAnswer(Message):
    """The best items with scores and reasons.

    Attributes:
        user: as asked.
        items: best first.
        history: the training items the list starts from.
        held_out: the other items of this user.
        modalities: what the model looks at.
        milliseconds: that ranking and explaining took.
        ranked: how many items competed.
        approximate: whether only the best by plain score were weighed anew.
        hours: whether items differ in the hours they are chosen at; None where that is not known.
        model: fusion and head.

    """

    user: Row | None
    items: tuple[ListedItem, ...]
    history: tuple[Row, ...]
    held_out: tuple[Row, ...]
    modalities: tuple[str, ...]
    milliseconds: float
    ranked: int
    approximate: bool
    hours: bool | None
    model: str


class SimilarParams(Message):
    """The `k` items nearest to item `row`."""

    row: Row
    k: int = Field(default=12, ge=1, le=1000)


class SimilarItem(NamedItem):
    """A near item, and how near its vector is."""

    cosine: float


class SimilarAnswer(Message):
    """The items nearest to item `row`, nearest first."""

    row: Row
    items: tuple[SimilarItem, ...]


class PrepareParams(Message):
    """Work ahead for about so long; other questions wait meanwhile."""

    seconds: float = Field(default=0.1, gt=0, le=10)


class PrepareAnswer(Message):
    """How much is worked out; ask again until `done` reaches `total`."""

    done: int
    total: int


LIST = Question("recommend.list", ListParams, ListAnswer)
SIMILAR = Question("recommend.similar", SimilarParams, SimilarAnswer)
PREPARE = Question("recommend.prepare", PrepareParams, PrepareAnswer)
