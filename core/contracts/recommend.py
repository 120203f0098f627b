"""Questions to a trained model: a list with its reasons, items like an item."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated

from pydantic import Field

from core.contracts.message import Message
from core.contracts.question import Question
from core.text import Text

Row = Annotated[int, Field(ge=0)]
Weight = Annotated[float, Field(ge=0, le=4, allow_inf_nan=False)]


class ListParams(Message):
    """For whom, and what if.

    Attributes:
        user: row of catalog.users; None is somebody new whose history is `liked` alone.
        liked: item rows added to the user's training history, oldest first.
        removed: item rows taken out of it.
        k: length of the list.
        weights: scale what each part gives (see `ListedItem.why`), 0 hides it; 1 where none is
            given.
        content_only: rank by what items contain alone: no part counts but the modalities and the
            votes of what is like them.
        diversity: 0..1 trades score for variety.
        hour: of the day in UTC, None for whichever.

    """

    user: Row | None = None
    liked: tuple[Row, ...] = ()
    removed: tuple[Row, ...] = ()
    k: int = Field(default=12, ge=1, le=1000)
    weights: dict[str, Weight] = Field(default_factory=dict)
    content_only: bool = False
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
        because: items of the history that speak for it, the most telling first: their shares of
            the votes and, by fold-in in closed form, of the rest.
        sentence: why, in plain words, made of those shares and of what the items are.
        hit: held out of training and really chosen by this user.
        cold: nobody chose it in training.

    """

    score: float
    why: dict[str, float]
    because: tuple[HistoryPart, ...]
    sentence: Text = Text()
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


class ReasonParams(ListParams):
    """Why item `row` stands where it stands in the list that the other fields ask for."""

    row: Row


class PartEffect(Message):
    """The place of an item when one part of all scores is left out, counted from 1.

    Attributes:
        part: see `ListedItem.why`.
        place: without it.
        approximate: among the best by plain score alone.

    """

    part: str
    place: int
    approximate: bool


class Change(Message):
    """The smallest change of a history with some effect on a list.

    Attributes:
        removed: items of the history; empty if no so small a change has the effect.
        most: sizes up to this were tried.
        exact: whether all such changes were tried, so that there is no smaller one.
        replaced: how many items of the list give way.

    """

    removed: tuple[Row, ...]
    most: int
    exact: bool
    replaced: int


class Faithful(Message):
    """What a score keeps as items of the history are taken out of it, or put into an empty one.

    Numbers are shares: 1 is how far the whole history lifts the item above the mean item, 0 how far
    none does. The named come in the order of their shares, the random in `draws` orders (mean).

    Attributes:
        shares: of the history that is taken out or put in, rising from 0 to 1.
        deleted, deleted_random: what is left; the lower the area, the truer the naming.
        inserted, inserted_random: what is there; the higher, the truer.
        draws: random orders.

    """

    shares: tuple[float, ...]
    deleted: tuple[float, ...]
    deleted_random: tuple[float, ...]
    inserted: tuple[float, ...]
    inserted_random: tuple[float, ...]
    draws: int

    def areas(self) -> tuple[float, float, float, float]:
        """Under the four curves, in the order above."""
        curves = (self.deleted, self.deleted_random, self.inserted, self.inserted_random)
        steps = [b - a for a, b in pairwise(self.shares)]
        one, two, three, four = (
            sum(step * (a + b) / 2 for step, (a, b) in zip(steps, pairwise(curve), strict=True))
            for curve in curves
        )
        return one, two, three, four


class ReasonAnswer(Message):
    """Why an item stands where it stands.

    Attributes:
        row: the item.
        place: from 1, among all that compete.
        sentence: in plain words, the exact effect and the words of its map included.
        effects: what each part changed in the ranking.
        change: of the history that drops the item from the list of `k`; None where it is not in it
            or there is no history.
        faithful: None for fewer than two items of history, or where they do not lift the item.

    """

    row: Row
    place: int
    sentence: Text
    effects: tuple[PartEffect, ...]
    change: Change | None
    faithful: Faithful | None


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
REASON = Question("recommend.reason", ReasonParams, ReasonAnswer)
HOLD = Question("recommend.hold", ListParams, Change)
SIMILAR = Question("recommend.similar", SimilarParams, SimilarAnswer)
PREPARE = Question("recommend.prepare", PrepareParams, PrepareAnswer)
