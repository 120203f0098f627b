"""Questions about agreement: spaces, pairs of modalities, a plane of all, phrases, mismatches."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from core.contracts.message import Array, Message
from core.contracts.question import Nothing, Question
from core.contracts.recommend import Row
from core.text import Text

SpaceName = Literal["model", "joint", "ridge"]
Method = Literal["pca", "tsne", "umap"]
#: Takes long: a job makes the map.
SlowMethod = Literal["tsne", "umap"]


class SpacesAnswer(Message):
    """Spaces there are, best first, the modalities in the first of them and their pairs."""

    spaces: tuple[SpaceName, ...]
    modalities: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]


# --- a pair of modalities -----------------------------------------------------------------


class PairParams(Message):
    """Modality x asks, y answers.

    Attributes:
        space: they are compared in.
        x: asks.
        y: answers.
        limit: items compared, drawn with `seed` where there are more.
        shown: items of the matrix.
        worst: items listed.
        seed: of all draws.

    """

    space: SpaceName
    x: str
    y: str
    limit: int = Field(default=1000, ge=2, le=5000)
    shown: int = Field(default=160, ge=2, le=1000)
    worst: int = Field(default=30, ge=1, le=1000)
    seed: int = Field(default=0, ge=0)


class ShiftedParams(PairParams):
    """The same after both modalities moved towards each other; 1 closes the gap."""

    shift: float = Field(default=0.0, ge=-10, le=10)


class Matrix(Message):
    """Items against each other, best margin first.

    Attributes:
        items: rows of catalog.items, [s].
        similarity: cosines, x of the row with y of the column.
        margins: [s] cosine of the own partner less that of the best other one of all compared.
        own_rank: [s] place of the own partner among all compared, 1 is best.

    """

    items: Annotated[np.ndarray, Array("int64", "s")]
    similarity: Annotated[np.ndarray, Array("float32|float64", "s", "s")]
    margins: Annotated[np.ndarray, Array("float32|float64", "s")]
    own_rank: Annotated[np.ndarray, Array("int64", "s")]


class Lost(Message):
    """Items that find themselves last, worst first.

    Attributes:
        items: rows of catalog.items, [w].
        rival: [w] row whose y fits best in place of the own one.
        rank: [w] place of the own partner among all compared, 1 is best.
        own: [w] cosine of the own partner.

    """

    items: Annotated[np.ndarray, Array("int64", "w")]
    rival: Annotated[np.ndarray, Array("int64", "w")]
    rank: Annotated[np.ndarray, Array("int64", "w")]
    own: Annotated[np.ndarray, Array("float32|float64", "w")]


class ShiftedAnswer(Message):
    """A pair of modalities at one shift.

    Attributes:
        space: they were compared in.
        note: one honest sentence on where it comes from and which items are in it.
        x: modality that asked.
        y: modality that answered.
        compared: how many items.
        shift: of both towards each other.
        recall_xy: share of items whose own y is nearest to their x.
        recall_yx: share of items whose own x is nearest to their y.
        matrix: some of the items.
        worst: those that find themselves last.

    """

    space: SpaceName
    note: Text
    x: str
    y: str
    compared: int
    shift: float
    recall_xy: float
    recall_yx: float
    matrix: Matrix
    worst: Lost


class Measured(Message):
    """A measure of agreement, see core.alignment.measures.Measure; None where items are too few."""

    name: str
    value: float | None
    chance: float | None
    formula: str
    better: str = "larger"


class ShiftCurve(Message):
    """Recall@1 both ways over the shifts looked at, [S]."""

    shifts: Annotated[np.ndarray, Array("float64", "S")]
    recall_xy: Annotated[np.ndarray, Array("float64", "S")]
    recall_yx: Annotated[np.ndarray, Array("float64", "S")]


class PairAnswer(ShiftedAnswer):
    """A pair of modalities as it is, with every measure by its key and its curve."""

    measures: dict[str, Measured]
    curve: ShiftCurve


# --- the plane ----------------------------------------------------------------------------


class MapParams(Message):
    """Which space, drawn how."""

    space: SpaceName
    method: Method = "pca"


class Points(Message):
    """Places of the items of one modality.

    Attributes:
        rows: of catalog.items, rising, [n].
        places: on the plane, [n, 2].

    """

    rows: Annotated[np.ndarray, Array("int64", "n")]
    places: Annotated[np.ndarray, Array("float32", "n", 2)]


class MapAnswer(Message):
    """All points of a map.

    Attributes:
        space: drawn.
        method: that drew it.
        items: how many are on it.
        catalog_items: how many there are.
        explained: of PCA, the share of the variance on each axis.
        ready: False where a job has to make the map first.
        points: per modality; empty unless `ready`.

    """

    space: SpaceName
    method: Method
    items: int
    catalog_items: int
    explained: tuple[float, ...] | None
    ready: bool
    points: dict[str, Points]


class LossAnswer(Message):
    """Which points a map tears away from their true neighbours.

    Attributes:
        space: of the map.
        method: of the map.
        k: neighbours looked at.
        mean: share of them torn away.
        chance: what a random map would tear away.
        measured: points looked at, of all `points`.
        points: of the map.
        lost: per modality [n] in the order of the map, NaN where it was not measured.

    """

    space: SpaceName
    method: Method
    k: int
    mean: float
    chance: float
    measured: int
    points: int
    lost: dict[str, Annotated[np.ndarray, Array("float32", "n")]]


class NeighboursParams(Message):
    """The `k` true neighbours of one point: an item in one modality."""

    space: SpaceName
    item: Row
    modality: str
    k: int = Field(default=10, ge=1, le=100)


class NeighboursAnswer(Message):
    """The points nearest to one in the full space, nearest first.

    Attributes:
        item: asked for.
        modality: asked for.
        modalities: of the space.
        points: sought among.
        rows: of catalog.items, [k].
        which: [k] place of each one's modality among `modalities`.
        cosine: [k].

    """

    item: Row
    modality: str
    modalities: tuple[str, ...]
    points: int
    rows: Annotated[np.ndarray, Array("int64", "k")]
    which: Annotated[np.ndarray, Array("int64", "k")]
    cosine: Annotated[np.ndarray, Array("float32|float64", "k")]


# --- tokens of an item --------------------------------------------------------------------


class TokensParams(Message):
    """Tokens of `x` look for tokens of `y` in one item; `epsilon` smooths the plan."""

    space: SpaceName
    item: Row
    x: str
    y: str
    epsilon: float = Field(default=0.1, ge=0.005, le=10)


class TokensAnswer(Message):
    """MaxSim and Sinkhorn of one item.

    Attributes:
        item: looked at.
        x: modality that asked.
        y: modality that answered.
        note: which coordinates were compared.
        score: mean over the tokens of x of their best cosine.
        back: the same with y asking.
        chance: mean of all cosines.
        formula: of the score.
        cost: of the transport plan.
        cost_chance: of the plan that ignores the tokens.
        plan_formula: of the plan.
        epsilon: its smoothing.
        rounds: iterations it took.
        positions_x: [Lx, 4], see core.encoders.tokens.POSITION_WIDTH, on the item's clock.
        positions_y: [Ly, 4].
        best: [Lx] the best token of y for each of x.
        links: [Lx] the cosine of those.
        similarity: all cosines.
        plan: what each token of x gives each of y; sums to one.

    """

    item: Row
    x: str
    y: str
    note: Text
    score: float
    back: float
    chance: float
    formula: str
    cost: float
    cost_chance: float
    plan_formula: str
    epsilon: float
    rounds: int
    positions_x: Annotated[np.ndarray, Array("float32", "Lx", 4)]
    positions_y: Annotated[np.ndarray, Array("float32", "Ly", 4)]
    best: Annotated[np.ndarray, Array("int64", "Lx")]
    links: Annotated[np.ndarray, Array("float32|float64", "Lx")]
    similarity: Annotated[np.ndarray, Array("float32|float64", "Lx", "Ly")]
    plan: Annotated[np.ndarray, Array("float32", "Lx", "Ly")]


# --- mismatches ---------------------------------------------------------------------------


class MismatchParams(Message):
    """The `count` most suspicious items of a pair of modalities."""

    x: str
    y: str
    count: int = Field(default=200, ge=1, le=5000)


class MismatchAnswer(Message):
    """Items ranked by how many strangers' partners fit better than their own, worst first.

    Attributes:
        x: one modality.
        y: the other.
        compared: items with both.
        strangers: each was compared with.
        typical: median score.
        above_half: items that score a half or more, as a wrong partner does on average.
        items: rows of catalog.items, [w].
        score: [w] share of strangers that fit better, 0..1.
        rival: [w] row of one that fits.
        own: [w] cosine of the own partner.

    """

    x: str
    y: str
    compared: int
    strangers: int
    typical: float
    above_half: int
    items: Annotated[np.ndarray, Array("int64", "w")]
    score: Annotated[np.ndarray, Array("float32", "w")]
    rival: Annotated[np.ndarray, Array("int64", "w")]
    own: Annotated[np.ndarray, Array("float32|float64", "w")]


class LeaveOutParams(Message):
    """Rows of catalog.items to leave out."""

    items: tuple[Row, ...] = Field(min_length=1)


class LeaveOutAnswer(Message):
    """A catalog without them.

    Attributes:
        snapshot: its folder.
        sentence: which were left out, and why.
        count: how many.

    """

    snapshot: str
    sentence: Text
    count: int


# --- phrases ------------------------------------------------------------------------------


class FindParams(Message):
    """Where in `modality` the phrase is meant; `k` items.

    Without a modality it is sought where such a thing was planted, else in the first there is.
    """

    phrase: str = Field(min_length=1, max_length=200)
    modality: str | None = None
    k: int = Field(default=20, ge=1, le=200)


class Hit(Message):
    """The place of an item that fits a phrase best.

    Attributes:
        item: row of catalog.items.
        score: of its word that fits least, in deviations above the mean token of the catalog.
        place: of its token, see core.encoders.tokens.POSITION_WIDTH, on the clock of its file;
            None where features came without places.
        seconds: of a sound or a film, begin and end on the item's common clock, which is what all
            pages tell.
        size: of a picture, width and height of the original.
        right: whether it lies where truth was planted; None where nothing is known.

    """

    item: Row
    score: float
    place: tuple[float | None, float | None, float | None, float | None]
    seconds: tuple[float | None, float | None] | None
    size: tuple[int, int] | None
    right: bool | None


class Verdict(Message):
    """The first places held against planted truth.

    Attributes:
        values: planted values that the phrase names.
        planted: items that have all of them where the modality shows it.
        looked_at: places judged.
        hits: of them are right.
        chance: expected share of right ones among random tokens of random items.

    """

    values: tuple[str, ...]
    planted: int
    looked_at: int
    hits: int
    chance: float


class FindAnswer(Message):
    """The items whose best patch, second or frame fits a phrase best.

    Attributes:
        phrase: as asked.
        modality: sought in.
        modalities: that can be sought in.
        space: "model", or "joint" where encoders compare whole items without any training.
        typical: what an item scores that was not asked for, the median of all.
        fits: whether the best item stands out further than one does for nonsense.
        items: sought in.
        tokens: sought among.
        hits: best first.
        verdict: None where the phrase names nothing that was planted.

    """

    phrase: str
    modality: str
    modalities: tuple[str, ...]
    space: SpaceName = "model"
    typical: float
    fits: bool = True
    items: int
    tokens: int
    hits: tuple[Hit, ...]
    verdict: Verdict | None


class WavesParams(Message):
    """Outlines of the sounds of some items."""

    items: tuple[int, ...] = Field(max_length=200)
    modality: str = "audio"


class Wave(Message):
    """The outline of a sound.

    Attributes:
        item: row of catalog.items.
        file: its path.
        seconds: its length.
        outline: lows and highs of even parts.

    """

    item: Row
    file: str
    seconds: float
    outline: Annotated[np.ndarray, Array("float32", 2, "bins")]


class WavesAnswer(Message):
    """Of the items whose sound can be decoded."""

    waves: tuple[Wave, ...]


SPACES = Question("alignment.spaces", Nothing, SpacesAnswer)
PAIR = Question("alignment.pair", PairParams, PairAnswer)
SHIFTED = Question("alignment.shifted", ShiftedParams, ShiftedAnswer)
MAP = Question("alignment.map", MapParams, MapAnswer)
LOSS = Question("alignment.loss", MapParams, LossAnswer)
NEIGHBOURS = Question("alignment.neighbours", NeighboursParams, NeighboursAnswer)
TOKENS = Question("alignment.tokens", TokensParams, TokensAnswer)
MISMATCHES = Question("alignment.mismatches", MismatchParams, MismatchAnswer)
LEAVE_OUT = Question("alignment.leave_out", LeaveOutParams, LeaveOutAnswer)
FIND = Question("alignment.find", FindParams, FindAnswer)
WAVES = Question("alignment.waves", WavesParams, WavesAnswer)
