"""Encoders compared as one experiment: what is asked, and the table that comes of it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from core.contracts.job import JobKind
from core.contracts.message import Message
from core.text import Text
from core.training.config import TrainConfig


class CompareEncodersSpec(Message):
    """Train the same model on the features of several encoders, with the same seeds.

    Attributes:
        catalog: snapshot.
        encoders: by modality, the first of each being what the others are measured against;
            modalities not named take their default.
        config: of the model.
        seeds: of its start and its batches; the split is the same for all.
        device: for encoding.
        resume: set by the window; what is done is always kept.

    """

    catalog: str
    encoders: dict[str, tuple[str, ...]]
    config: TrainConfig = TrainConfig()
    seeds: tuple[int, ...] = Field(default=(0, 1, 2), min_length=1, max_length=50)
    device: str = "auto"
    resume: bool = True


class EncoderCost(Message):
    """What running an encoder takes, measured in a process of its own.

    Attributes:
        items: that were encoded for it.
        load_seconds: until it is ready.
        item_seconds: for each item then.
        memory_bytes: the most it took, less `library_bytes`; None where nobody tells.
        library_bytes: what was still in use once it was gone: the libraries it is run by.
        disk_bytes: of its weight files; None where they are not known.

    """

    items: int
    load_seconds: float
    item_seconds: float
    memory_bytes: int | None
    library_bytes: int
    disk_bytes: int | None


class CostSpec(Message):
    """Measure that on some items of a catalog."""

    catalog: str
    encoder: str
    modality: str
    items: int = Field(default=16, ge=1)
    device: str = "auto"


class Score(Message):
    """A number with the interval that holds it, and its difference from the reference.

    Attributes:
        value, low, high: the mean over users or items, and over seeds.
        units: users or items it is the mean of.
        difference: None for the reference itself: mean, low, high of what it is above it.
        verdict: whether that differs, all of the table taken together.

    """

    value: float
    low: float
    high: float
    units: int
    difference: tuple[float, float, float] | None = None
    verdict: Literal["better", "worse", "undecided"] = "undecided"


class Variant(Message):
    """One choice of encoders.

    Attributes:
        name: what differs from the reference, such as "text=e5".
        encoders: by modality, all of them.
        scores: by measure: a ranking metric such as "ndcg@20"; "retrieval@5": how often an item's
            other modality is among its five nearest; "pointing": how often a map points at the
            planted place. What a catalog or a model does not have is left out.
        costs: by modality.
        train_seconds: mean over seeds.

    """

    name: str
    encoders: dict[str, str]
    scores: dict[str, Score]
    costs: dict[str, EncoderCost]
    train_seconds: float


class ComparedEncoders(Message):
    """The table: the reference first.

    Attributes:
        folder: where runs and numbers lie; the same question goes on there.
        level: chance that all intervals of differences hold together.
        verdict: which differences hold, as a sentence.

    """

    folder: str
    seeds: tuple[int, ...]
    level: float
    variants: tuple[Variant, ...]
    verdict: Text


COMPARE_ENCODERS = JobKind("encoder.compare", CompareEncodersSpec, ComparedEncoders, resumable=True)
COST = JobKind("encoder.cost", CostSpec, EncoderCost, asked_for=False)
