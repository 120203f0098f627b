"""Questions about what a Transformer looks at in an item: media, maps, their proof, the film."""

from __future__ import annotations

from typing import Annotated, Literal, Self

import numpy as np
from pydantic import Field, model_validator

from core.contracts.message import Array, Message
from core.contracts.own import Own
from core.contracts.question import Nothing, Question
from core.contracts.recommend import Row
from core.text import Text

#: A flow follows attention through all layers; raw maps are of one.
FlowKind = Literal["rollout", "relevance"]
Kind = Literal["raw", "rollout", "relevance"]
#: One head, or how all of them are joined.
Heads = int | Literal["mean", "max"]
Weights = Annotated[np.ndarray, Array("float32", "L")]


class ItemParams(Message):
    """One item, and the user whose score counts; without one, the people who chose the item.

    `own`: what stands in the place of the item's own words and files.
    """

    item: Row
    user: Row | None = None
    own: Own | None = None


# --- media --------------------------------------------------------------------------------


class Picture(Message):
    """A picture to be drawn, and width and height of the original, which places are told in."""

    pixels: Annotated[np.ndarray, Array("uint8", "h", "w", 3)]
    size: tuple[int, int]


class Sound(Message):
    """A sound to be drawn.

    Attributes:
        file: its path.
        begin: in seconds of the item's common clock.
        end: the same.
        top_hz: upper edge of the spectrogram.
        low: lowest samples of even parts.
        high: highest samples of them.
        mel: log-mel spectrogram in 0..1.

    """

    file: str
    begin: float
    end: float
    top_hz: float
    low: Annotated[np.ndarray, Array("float32", "n")]
    high: Annotated[np.ndarray, Array("float32", "n")]
    mel: Annotated[np.ndarray, Array("float32", "bands", "frames")]


class Film(Message):
    """A film to be drawn: frames [n, h, w, 3] at `times` [n]; seconds of the item's clock."""

    file: str
    seconds: float
    frames: Annotated[np.ndarray, Array("uint8", "n", "h", "w", 3)]
    times: Annotated[np.ndarray, Array("float64", "n")]


class MediaAnswer(Message):
    """What there is of an item; what could not be read is told in `problems`, the rest is there.

    A film's own sound is `sound` where the item has no other.
    """

    item: Row
    problems: tuple[Text, ...] = ()
    picture: Picture | None = None
    sound: Sound | None = None
    film: Film | None = None

    @property
    def seconds(self) -> float:
        """Where the last of sound and film ends."""
        return max(self.sound.end if self.sound else 0.0, self.film.seconds if self.film else 0.0)

    @property
    def heard(self) -> str | None:
        """The file to play."""
        source = self.sound or self.film
        return source.file if source else None


# --- maps ---------------------------------------------------------------------------------


class PairSummary(Message):
    """What is asked of a whole pair of modalities rather than of one token.

    Attributes:
        whole: mean over the queries.
        largest: the same of the maximum over heads.
        most: the largest weight of each head.
        statistics: of each head, see core.explore.attention.map_summary.STATISTICS.
        tiles: each head in small.

    """

    whole: Annotated[np.ndarray, Array("float32", "layers", "heads", "Lk")]
    largest: Annotated[np.ndarray, Array("float32", "layers", "Lk")]
    most: Annotated[np.ndarray, Array("float32", "layers", "heads")]
    statistics: Annotated[np.ndarray, Array("float32", 4, "layers", "heads")]
    tiles: Annotated[np.ndarray, Array("float32", "layers", "heads", "h", "w")]


class FlowSummary(Message):
    """The same of a flow over M modalities.

    Attributes:
        whole: mean over the rows of each modality.
        most: largest value in the columns of each, what a token keeps of itself left out.

    """

    whole: Annotated[np.ndarray, Array("float32", "M", "T")]
    most: Annotated[np.ndarray, Array("float32", "M")]


class Summary(Message):
    """Of every pair (query, then key) and every flow."""

    pairs: dict[str, dict[str, PairSummary]]
    flow: dict[FlowKind, FlowSummary]


class Maps(Message):
    """All attention of one item: L tokens a modality, T of all M modalities.

    Modalities are in the model's order, which is also that of all tokens joined.

    Attributes:
        positions: per modality [L, 4], see core.encoders.tokens.POSITION_WIDTH; seconds are on the
            item's clock.
        shares: per query modality [layers, L, M], how much of what a token hears comes from each
            modality: length of that message over the sum of lengths. Rows sum to one.
        pairs: per query and key modality [layers, heads, Lq, Lk]; rows sum to one, or to less where
            the rest found nothing there.
        fusion: [heads, queries, T] of the queries that make the item vector; rows sum to one.
        flow: [T, T], row: token, column: what reached it.
        flow_item: [T], the same for the item vector.
        summary: what is asked of whole modalities.

    """

    positions: dict[str, Annotated[np.ndarray, Array("float32|float64", "L", 4)]]
    shares: dict[str, Annotated[np.ndarray, Array("float32", "layers", "L", "M")]]
    pairs: dict[
        str, dict[str, Annotated[np.ndarray, Array("float32|float16", "layers", "heads", "q", "k")]]
    ]
    fusion: Annotated[np.ndarray, Array("float32", "heads", "queries", "T")]
    flow: dict[FlowKind, Annotated[np.ndarray, Array("float32|float16", "T", "T")]]
    flow_item: dict[FlowKind, Annotated[np.ndarray, Array("float32", "T")]]
    summary: Summary

    @model_validator(mode="after")
    def _belong_together(self) -> Self:
        counts = {name: len(places) for name, places in self.positions.items()}
        stack = (self.layers, self.heads)
        _shaped(self.fusion, (*self.fusion.shape[:2], self.total))
        if set(self.shares) != set(counts) or set(self.pairs) != set(counts):
            raise ValueError("maps of other modalities")
        for name, count in counts.items():
            _shaped(self.shares[name], (self.layers, count, len(counts)))
            for key, width in counts.items():
                _shaped(self.pairs[name][key], (*stack, count, width))
        for kind, flow in self.flow.items():
            _shaped(flow, (self.total, self.total))
            _shaped(self.flow_item[kind], (self.total,))
        return self

    @property
    def modalities(self) -> tuple[str, ...]:
        """In the model's order."""
        return tuple(self.positions)

    @property
    def layers(self) -> int:
        """Number of attention layers."""
        return next((len(shares) for shares in self.shares.values()), 0)

    @property
    def heads(self) -> int:
        """Number of heads in each."""
        return len(self.fusion)

    @property
    def total(self) -> int:
        """Tokens of all modalities."""
        return sum(map(len, self.positions.values()))

    def count(self, modality: str) -> int:
        """Tokens of a modality."""
        return len(self.positions[modality])

    def part(self, modality: str) -> slice:
        """Where a modality lies among all tokens."""
        before = self.modalities[: self.modalities.index(modality)]
        begin = sum(map(self.count, before))
        return slice(begin, begin + self.count(modality))

    def split(self, values: np.ndarray) -> dict[str, np.ndarray]:
        """Values over all tokens [..., T] -> per modality."""
        return {name: values[..., self.part(name)] for name in self.modalities}


def _shaped(array: np.ndarray, shape: tuple[int, ...]) -> None:
    if array.shape != shape:
        raise ValueError(f"an array of shape {array.shape} where {shape} is meant")


class Judge(Message):
    """Whose score counts: a user's, the mean of those who chose the item, or of everybody.

    Without histories nobody scores: "itself" stands for how far the item's vector reaches in its
    own direction, and relevance is what made it.
    """

    who: Literal["user", "choosers", "everybody", "itself"]
    people: int
    user: Row | None = None


class MapFacts(Message):
    """What maps are of.

    Attributes:
        item: row of catalog.items.
        modalities: in the model's order.
        encoders: of their tokens.
        run: its folder.
        model: first 16 hex digits of the SHA-256 of its weights.
        judge: whose score relevance is about; None in a film, which has none.
        score: that judge's; None in a film.
        epoch: of a film; None for the run as it was kept.
        own: modalities that are not the item's but one's own.

    """

    item: Row
    modalities: tuple[str, ...]
    encoders: dict[str, str] = Field(default_factory=dict)
    run: str = ""
    model: str = ""
    judge: Judge | None = None
    score: float | None = None
    epoch: int | None = None
    own: tuple[str, ...] = ()


class MapsAnswer(Message):
    """All attention of one item."""

    facts: MapFacts
    maps: Maps


# --- film ---------------------------------------------------------------------------------


class FilmedPoint(Message):
    """The pointing game of a pair after an epoch."""

    query: str
    key: str
    rate: float
    chance: float


class FilmedEpoch(Message):
    """What a run looked at after an epoch.

    Attributes:
        epoch: counted from 1; 0 is grounded and not trained yet, -1 as it was before grounding.
        item: row of the item whose maps were kept.
        modalities: in the model's order.
        mass: per modality, and last of the item vector, the share of each in what it takes in.
        points: of the pairs there is planted truth of.

    """

    epoch: int
    item: Row
    modalities: tuple[str, ...]
    mass: tuple[tuple[float, ...], ...]
    points: tuple[FilmedPoint, ...]


class FilmAnswer(Message):
    """Every epoch, in order."""

    epochs: tuple[FilmedEpoch, ...]


class FrameParams(Message):
    """The maps of one epoch."""

    epoch: int = Field(ge=-1)


# --- sound --------------------------------------------------------------------------------


class ListenParams(ItemParams):
    """`weights`: one value for each sound token of the item."""

    weights: Weights


class ListenAnswer(Message):
    """A WAV file, loud where the weights are; its second 0 is second 0 of the item."""

    item: Row
    file: str


# --- proof --------------------------------------------------------------------------------


class ProofParams(ItemParams):
    """One item.

    Attributes:
        weights: a map, per modality one value a token; other modalities stay unmasked. Without it,
            the gradient relevance of the item's tokens for the score.
        share: of the tokens of every modality that is masked for the sentence.
        steps: of the curves.
        draws: random orders.
        seed: of them.

    """

    weights: dict[str, Weights] | None = None
    share: float = Field(default=0.2, gt=0, lt=1)
    steps: int = Field(default=20, ge=2, le=100)
    draws: int = Field(default=20, ge=1, le=200)
    seed: int = Field(default=0, ge=0)


class ProofAnswer(Message):
    """Scores while the strongest tokens of a map are masked, and while random ones are.

    Attributes:
        item: proved.
        judge: whose score it is.
        share: masked for `by_map` and `by_chance`.
        tokens: of the item that could be masked.
        by_map: how far the score moves, strongest first.
        by_chance: how far, tokens drawn at random.
        times: ratio of the two; None where chance moves nothing.
        shares: [S] of the tokens masked.
        strongest: [S] scores, strongest first.
        weakest: [S] scores, weakest first.
        random: [draws, S] scores, in random orders.

    """

    item: Row
    judge: Judge
    share: float
    tokens: int
    by_map: float
    by_chance: float
    times: float | None
    shares: Annotated[np.ndarray, Array("float64|float32", "S")]
    strongest: Annotated[np.ndarray, Array("float64|float32", "S")]
    weakest: Annotated[np.ndarray, Array("float64|float32", "S")]
    random: Annotated[np.ndarray, Array("float64|float32", "draws", "S")]


class CatalogProofParams(Message):
    """Relevance of `limit` items drawn with `seed`, for those who chose each.

    `modality`: whose tokens are masked; without it, those of all.
    """

    modality: str | None = None
    share: float = Field(default=0.2, gt=0, lt=1)
    limit: int = Field(default=32, ge=1, le=1000)
    draws: int = Field(default=8, ge=1, le=200)
    seed: int = Field(default=0, ge=0)


class Effect(Message):
    """What a map does over what chance does, summed over items; see core.alignment.proof.Ratio."""

    items: int
    by_map: float
    by_chance: float
    times: float | None
    low: float | None
    high: float | None
    won: int


class ShareEffect(Effect):
    """The effect of masking a share of the tokens."""

    share: float


class CatalogProofAnswer(Message):
    """The two effects summed over many items, with intervals over them, at several shares.

    Attributes:
        effect: at the share asked for.
        effects: at all shares looked at.
        area: between the mean curves and the whole item's score, which hangs on no share; see
            core.alignment.proof.Proof.areas.
        shares: [S] of the tokens masked.
        by_map: [S] mean distance from the whole item's score.
        by_chance: [S] the same, tokens drawn at random.

    """

    effect: ShareEffect
    effects: tuple[ShareEffect, ...]
    area: Effect
    shares: Annotated[np.ndarray, Array("float64", "S")]
    by_map: Annotated[np.ndarray, Array("float64", "S")]
    by_chance: Annotated[np.ndarray, Array("float64", "S")]


# --- pointing game ------------------------------------------------------------------------


class PointingParams(Message):
    """Planted truth of one item, or of `limit` items drawn with `seed`."""

    item: Row | None = None
    kind: Kind = "raw"
    layer: int = Field(default=0, ge=0)
    heads: Heads = "mean"
    limit: int = Field(default=64, ge=1, le=1000)
    seed: int = Field(default=0, ge=0)


class Score(Message):
    """Hits of so many games, their mean chance, and Wilson's interval of the rate."""

    hits: int
    games: int
    chance: float
    low: float
    high: float


class AttributeScore(Score):
    """Of the games about one planted attribute."""

    attribute: str


class PairScore(Score):
    """Of an ordered pair of modalities, and of each attribute in it."""

    query: str
    key: str
    attributes: tuple[AttributeScore, ...]


class PointingAnswer(Message):
    """Hits, games and chance over so many items."""

    item: Row | None
    items: int
    pairs: tuple[PairScore, ...]


MAPS = Question("attention.maps", ItemParams, MapsAnswer)
MEDIA = Question("attention.media", ItemParams, MediaAnswer)
FILM = Question("attention.film", Nothing, FilmAnswer)
FRAME = Question("attention.frame", FrameParams, MapsAnswer)
LISTEN = Question("attention.listen", ListenParams, ListenAnswer)
PROOF = Question("attention.proof", ProofParams, ProofAnswer)
CATALOG_PROOF = Question("attention.catalog_proof", CatalogProofParams, CatalogProofAnswer)
POINTING = Question("attention.pointing", PointingParams, PointingAnswer)
