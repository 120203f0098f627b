"""Questions about a catalog: an item, its sound, a user's taste, how all spreads, its health."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from core.contracts.message import Array, Message
from core.contracts.question import Nothing, Question
from core.text import Text

Rows = Annotated[np.ndarray, Array("int64", "N")]


class ItemParams(Message):
    """One item. `bins` parts of the catalog's time span are counted."""

    row: int = Field(ge=0)
    bins: int = Field(default=32, ge=2, le=512)


class FeatureVector(Message):
    """The precomputed features of an item; `norm` and share of `zeros` where they are `present`."""

    name: str
    width: int
    present: bool
    norm: float | None
    zeros: float | None


class ItemAudience(Message):
    """Who did what with an item, and when; what its precomputed features look like.

    Attributes:
        row: of the item.
        interactions, users: how many.
        events: how often each, the most frequent first.
        mean_rating, ratings: mean of so many.
        first, last: UTC milliseconds; None without times.
        features: of each modality that has precomputed ones.
        edges: UTC milliseconds; empty if the catalog has no times.
        counts: interactions between the edges.

    """

    row: int
    interactions: int
    users: int
    events: dict[str, int]
    mean_rating: float | None
    ratings: int
    first: int | None
    last: int | None
    features: tuple[FeatureVector, ...]
    edges: Annotated[np.ndarray, Array("float64", "E")]
    counts: Annotated[np.ndarray, Array("int64", "bins")]


class WaveformParams(Message):
    """The sound of one item, as `bins` pairs of lowest and highest sample."""

    row: int = Field(ge=0)
    column: Literal["audio", "video"] = "audio"
    bins: int = Field(default=600, ge=10, le=4000)


class Waveform(Message):
    """The outline of a sound: lowest and highest sample of equal parts of so many seconds."""

    row: int
    seconds: float
    warning: Text
    low: Annotated[np.ndarray, Array("float32", "bins")]
    high: Annotated[np.ndarray, Array("float32", "bins")]


class Counts(Message):
    """Interactions of each item and user; of users the first and last, UTC ms, -1 if unknown."""

    items: Annotated[np.ndarray, Array("int32", "items")]
    users: Annotated[np.ndarray, Array("int32", "users")]
    first: Annotated[np.ndarray, Array("int64", "users")]
    last: Annotated[np.ndarray, Array("int64", "users")]


class StatisticsParams(Message):
    """`bins` is the number of parts of the time axis."""

    bins: int = Field(default=60, ge=2, le=512)


class Degrees(Message):
    """How many users, or items, have at least as many interactions as each degree.

    Attributes:
        idle: those without any.
        degree: numbers of interactions that occur, ascending.
        at_least: how many have that many or more.

    """

    idle: int
    degree: Rows
    at_least: Rows


class Coverage(Message):
    """How many items have a modality raw, and how many as precomputed features."""

    raw: int
    features: int


class Statistics(Message):
    """How interactions spread over users, items, time and events; which modalities there are.

    Attributes:
        events: names, the most frequent first.
        coverage: by modality.
        users, items: their degrees.
        duplicates: interactions of a user with an item met before.
        edges: UTC milliseconds; empty if the catalog has no times.
        over_time: events between the edges.
        wish: which interactions are taken for wishes.
        wishes: how many are.

    """

    events: tuple[str, ...]
    coverage: dict[str, Coverage]
    users: Degrees
    items: Degrees
    duplicates: int
    edges: Annotated[np.ndarray, Array("float64", "E")]
    over_time: Annotated[np.ndarray, Array("int64", "events", "bins")]
    wish: Text
    wishes: int


class TasteParams(Message):
    """One user; at most `limit` attribute values are told."""

    user: int = Field(ge=0)
    limit: int = Field(default=8, ge=1, le=100)


class Preference(Message):
    """An attribute value, its share among a user's items, and in the catalog."""

    attribute: str
    value: str
    share: float
    catalog_share: float


class Taste(Message):
    """What is more frequent among the different `items` of a user than in the catalog."""

    user: int
    items: int
    preferences: tuple[Preference, ...]


class HealthParams(Message):
    """`look` starts the check once, `again` anew, `stop` ends it early.

    At most `max_files` files of each kind are opened.
    """

    action: Literal["look", "again", "stop"] = "look"
    max_files: int = Field(default=2000, ge=0)


class HealthFinding(Message):
    """One thing that is wrong, or worth knowing, see core.media.findings.Finding.

    Attributes:
        rows: of the `subject`'s table, the first of `count`.
        items: rows of the items to show for it.

    """

    key: str
    severity: Literal["error", "warning", "note"]
    subject: Literal["items", "users", "interactions", "quarantine"]
    count: int
    sentence: Text
    action: Text
    details: tuple[Text, ...]
    rows: Annotated[np.ndarray, Array("int64", "R")]
    items: Annotated[np.ndarray, Array("int64", "N")]


class Report(Message):
    """All findings, worst first; what was opened, what was not looked at, and how long it took."""

    findings: tuple[HealthFinding, ...]
    checked: dict[str, int]
    notes: tuple[Text, ...]
    seconds: float


class Health(Message):
    """How far a health check is: `done` of `total` of a `stage`, None while unknown.

    Attributes:
        problem: why it failed.
        report: once it is done.

    """

    state: Literal["running", "done", "failed"]
    stage: Text = Text()
    done: float = 0
    total: float | None = None
    problem: Text = Text()
    report: Report | None = None


class ExcludeParams(Message):
    """Key of a finding of the health check whose rows are to be left out."""

    finding: str


class Excluded(Message):
    """The folder of a snapshot without the rows of a finding, and what was found."""

    snapshot: str
    sentence: Text


ITEM = Question("catalog.item", ItemParams, ItemAudience)
WAVEFORM = Question("catalog.waveform", WaveformParams, Waveform)
COUNTS = Question("catalog.counts", Nothing, Counts)
STATISTICS = Question("catalog.statistics", StatisticsParams, Statistics)
TASTE = Question("catalog.taste", TasteParams, Taste)
HEALTH = Question("catalog.health", HealthParams, Health)
EXCLUDE = Question("catalog.exclude", ExcludeParams, Excluded)
