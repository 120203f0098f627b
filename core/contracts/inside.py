"""Questions about the attention inside pretrained models."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from core.catalog.modality import Modality
from core.contracts.attention import FlowKind, Picture, Score, Sound
from core.contracts.message import Array, Message
from core.contracts.question import Nothing, Question

Kind = Literal["text", "image", "audio", "special"]
Weights = Annotated[np.ndarray, Array("float32", "w")]


class InsideModel(Message):
    """A model that can be looked into.

    Attributes:
        reference: what opens it.
        title: for people.
        takes: what can be given to it.
        installed: whether it is on this machine.
        command: what to type to get it.

    """

    reference: str
    title: str
    takes: tuple[Modality, ...]
    installed: bool = True
    command: str = ""


class InsideModels(Message):
    """Those on this machine, then what else is known."""

    models: tuple[InsideModel, ...]


class InsideParams(Message):
    """A model, by name, hub id or folder, and what it is given; files by their paths."""

    model: str
    text: str | None = None
    image: str | None = None
    audio: str | None = None


class InsidePart(Message):
    """The tokens of one sequence of a model.

    Attributes:
        name: of the part.
        labels: what to call each token.
        kinds: what each is a token of; special ones stand nowhere in the input.
        places: see core.encoders.tokens.POSITION_WIDTH.

    """

    name: str
    labels: tuple[str, ...]
    kinds: tuple[Kind, ...]
    places: Annotated[np.ndarray, Array("float32", "L", 4)]


class InsideStack(Message):
    """Layers of attention of one kind, all heads at a glance.

    Attributes:
        name: of the stack.
        queries: the part that looks.
        keys: the part that is looked at.
        tiles: each head in small.
        statistics: see core.explore.attention.map_summary.STATISTICS.
        received: what each token gets of all that is given, mean over queries.

    """

    name: str
    queries: str
    keys: str
    tiles: Annotated[np.ndarray, Array("float32", "layers", "heads", "h", "w")]
    statistics: Annotated[np.ndarray, Array("float32", 4, "layers", "heads")]
    received: Annotated[np.ndarray, Array("float32", "layers", "heads", "K")]

    @property
    def layers(self) -> int:
        """How many."""
        return self.tiles.shape[0]

    @property
    def heads(self) -> int:
        """Of each."""
        return self.tiles.shape[1]


class Sink(Message):
    """A token that takes much attention whatever is asked.

    Attributes:
        stack: where.
        token: its row among the keys.
        share: of all attention there.
        layers: the same of each layer.

    """

    stack: str
    token: int
    share: float
    layers: tuple[float, ...]


class Target(Message):
    """A score that can be explained: `key` says which, `word` the word it is the probability of."""

    key: str
    word: str = ""


class InsideLook(Message):
    """What a model saw in an input.

    Attributes:
        model: what was asked.
        title: of the model.
        revision: names its weights.
        family: as its configuration calls it.
        text: what the places of words count characters of.
        parts: in the order of all tokens joined.
        stacks: in the order people want them.
        sinks: strongest first.
        targets: the default first.
        compares: whether words and patches can be compared (CLIP, SigLIP).
        picture: to be drawn.
        sound: to be drawn.

    """

    model: str
    title: str
    revision: str
    family: str
    text: str
    parts: tuple[InsidePart, ...]
    stacks: tuple[InsideStack, ...]
    sinks: tuple[Sink, ...]
    targets: tuple[Target, ...]
    compares: bool = False
    picture: Picture | None = None
    sound: Sound | None = None

    def part(self, name: str) -> InsidePart:
        """One of the parts."""
        return next(part for part in self.parts if part.name == name)

    def span(self, name: str) -> slice:
        """Where a part lies among all tokens."""
        begin = 0
        for part in self.parts:
            if part.name == name:
                return slice(begin, begin + len(part.labels))
            begin += len(part.labels)
        raise KeyError(name)


class HeadParams(InsideParams):
    """One head of one layer, counted from 0; without a head, the mean of all."""

    stack: str
    layer: int = Field(ge=0)
    head: int | None = Field(default=None, ge=0)


class HeadAnswer(Message):
    """Weights of a head; rows sum to one."""

    stack: str
    layer: int
    head: int | None
    weights: Annotated[np.ndarray, Array("float16", "q", "k")]


class InsideFlowParams(InsideParams):
    """Attention followed through all layers; relevance is of a score, the default without one."""

    kind: FlowKind
    target: str | None = None


class InsideFlow(Message):
    """What reached each token (row) from each (column), over the tokens of all parts.

    Attributes:
        kind: see above.
        target: whose score moved.
        score: its value.
        flow: see above.
        answer: [T] what moved the score itself.

    """

    kind: FlowKind
    target: str | None = None
    score: float | None = None
    flow: Annotated[np.ndarray, Array("float32", "T", "T")]
    answer: Annotated[np.ndarray, Array("float32", "T")]


class SimilarityAnswer(Message):
    """Cosine of each word and each patch in the common space of a model that compares them."""

    cosine: Annotated[np.ndarray, Array("float32", "words", "patches")]


class InsideProofParams(InsideParams):
    """Masks what a map calls strong, against as much at random.

    Attributes:
        weights: the map, per part one value a token; special tokens stay.
        target: whose score is watched.
        share: of the tokens masked for the sentence.
        seed: of the random orders.

    """

    weights: dict[str, Weights]
    target: str | None = None
    share: float = Field(default=0.2, gt=0, lt=1)
    seed: int = Field(default=0, ge=0)


class InsideProof(Message):
    """Scores while the strongest tokens of a map are masked, and while random ones are.

    Attributes:
        target: whose score it is.
        share: masked for `by_map` and `by_chance`.
        tokens: that could be masked.
        by_map: how far the score moves, strongest first.
        by_chance: how far, tokens drawn at random.
        times: ratio of the two; None where chance moves nothing.
        shares: of the tokens masked.
        strongest: scores, strongest first.
        weakest: scores, weakest first.
        random: scores, in random orders.

    """

    target: str
    share: float
    tokens: int
    by_map: float
    by_chance: float
    times: float | None
    shares: Annotated[np.ndarray, Array("float64", "S")]
    strongest: Annotated[np.ndarray, Array("float64", "S")]
    weakest: Annotated[np.ndarray, Array("float64", "S")]
    random: Annotated[np.ndarray, Array("float64", "draws", "S")]


class InsidePointingParams(Message):
    """Does what moved a picture's vector lie where something was planted, in `limit` items?"""

    model: str
    kind: FlowKind = "relevance"
    limit: int = Field(default=16, ge=1, le=500)
    seed: int = Field(default=0, ge=0)


class InsidePointing(Message):
    """The score of so many pictures."""

    score: Score


MODELS = Question("inside.models", Nothing, InsideModels)
LOOK = Question("inside.look", InsideParams, InsideLook)
HEAD = Question("inside.head", HeadParams, HeadAnswer)
FLOW = Question("inside.flow", InsideFlowParams, InsideFlow)
SIMILARITY = Question("inside.similarity", InsideParams, SimilarityAnswer)
PROOF = Question("inside.proof", InsideProofParams, InsideProof)
POINTING = Question("inside.pointing", InsidePointingParams, InsidePointing)
