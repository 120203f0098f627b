"""One run in types: what it was made on, what came of it, what was measured later. Needs no torch.

Everything has a default and what is unknown is passed over, so that the files of older and newer
versions are read.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from core.catalog.weights import NONE
from core.catalog.wishes import WishRule
from core.text import Text
from core.training.config import TrainConfig

#: "interrupted" stands in no file: whoever reads a running one sees that its process is gone.
Status = Literal["", "running", "stopped", "finished", "failed", "interrupted"]
Damage = Literal["missing", "noise", "swapped"]
#: By name, such as "recall@20".
Metrics = dict[str, float]
Intervals = dict[str, tuple[float, float]]


class _Record(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class CatalogRecord(_Record):
    """Hashes of what makes a catalog the one that a run was trained on."""

    items: str
    users: str
    interactions: str


class FeaturesRecord(_Record):
    """Features of one modality: name of their encoder, and a hash of them."""

    encoder: str
    fingerprint: str


class DataRecord(_Record):
    """What a run was trained on: sizes of the catalog and of the parts of its split."""

    catalog: str = "?"
    users: int | None = None
    items: int | None = None
    train: int = 0
    validation: int = 0
    test: int = 0
    split: str = "?"
    #: None: not written down, whatever the features have.
    modalities: tuple[str, ...] | None = None
    #: None where an older version did not write it.
    fingerprint: CatalogRecord | None = None
    #: By modality.
    features: dict[str, FeaturesRecord] = {}
    #: Of WishRule.to_json; None where an older version took every interaction for a wish.
    wish: dict[str, Any] | None = None
    #: How much behaviour of each kind counts; None where the configuration alone says it.
    events: dict[str, float] | None = None
    unwished: float | None = None
    #: One sentence on how these weights were chosen.
    counted: Text = Text()

    @property
    def rule(self) -> WishRule:
        """Which interactions it took for wishes."""
        return WishRule(weighting=NONE) if self.wish is None else WishRule.of(self.wish)


class MachineRecord(_Record):
    """Where a run was trained."""

    device: str = "?"
    threads: int = 0
    torch: str = "?"
    python: str = "?"


class ProcessRecord(_Record):
    """Who trains a run: a process that began so many seconds after 1970, on a host."""

    pid: int
    begun: float
    host: str


class Summary(_Record):
    """What came of a training.

    Attributes:
        validation, test: metrics of the best epoch; empty where a part has no interactions, or
            was not to be ranked.
        validation_intervals, test_intervals: 95 % bootstrap intervals over users.
        cold_items: test "interactions" with items unseen in training, and their "recall@K".
        baselines: test metrics of "popularity" and "random".
        vote: weights of the neighbours' vote by voter.
        families: weights of the other families that were tried, 0 where one did not join.
        joined: one sentence on them.
        train_seconds: spent in steps.
        stopped: by a person, before the end.

    """

    validation: Metrics = {}
    validation_intervals: Intervals = {}
    test: Metrics = {}
    test_intervals: Intervals = {}
    cold_items: dict[str, int | float] = {}
    baselines: dict[str, Metrics] = {}
    vote: dict[str, float] = {}
    families: dict[str, float] = {}
    joined: Text = Text()
    epochs: int = 0
    best_epoch: int = 0
    steps: int = 0
    train_seconds: float = 0.0
    stopped: bool = False


class RunRecord(_Record):
    """run.json: what a training says of itself while it goes and when it ends."""

    status: Status = ""
    error: Text = Text()
    #: ISO 8601, UTC.
    created: str = "?"
    data: DataRecord = DataRecord()
    #: Numbers that are trained.
    parameters: int = 0
    machine: MachineRecord = MachineRecord()
    process: ProcessRecord | None = None
    #: Of which run of another catalog this is what came here; "" if it was trained here.
    origin: str = ""
    #: None until the end.
    summary: Summary | None = None


class Run(RunRecord):
    """A run as a list shows it.

    Attributes:
        folder: where it lies.
        name: of that folder.
        title, note: what a person wrote.
        config: None where this version cannot read it.
        usable: it has a model.
        resumable: it ended early, and training can go on where it was.
        curves_lost: a part of its curves is damaged or gone.
        reached: epochs that were trained before it was interrupted, else 0.

    """

    folder: str
    name: str
    title: str = ""
    note: str = ""
    config: TrainConfig | None = None
    usable: bool = False
    resumable: bool = False
    curves_lost: bool = False
    reached: int = 0

    def as_dict(self) -> dict[str, Any]:
        """As plain JSON; what is not there yet is left out."""
        return {"config": {}} | self.model_dump(mode="json", exclude_none=True)


class Curve(_Record):
    """Metrics against the share of items of which one modality was damaged.

    Attributes:
        shares: of the items, 0..1.
        values: the metrics at each share, means over the draws.
        intervals: 95 % bootstrap intervals over users, of each user's mean over the draws.

    """

    modality: str
    damage: Damage
    shares: tuple[float, ...]
    values: tuple[Metrics, ...]
    intervals: tuple[Intervals, ...]


class Robustness(_Record):
    """robustness.json: all curves so far, each the mean over so many sets of damaged items."""

    created: str
    draws: int
    curves: tuple[Curve, ...] = ()


class Compressed(_Record):
    """A trained model made smaller.

    Attributes:
        name: "original", "int8", "pruned 50 %", ...
        fusion_bytes: size of the fusion's weights as stored; pruned weights are stored sparse
            where that is smaller.
        items_per_s: items fused a second.
        zero_share: share of the linear weights that are zero.
        values: test metrics.

    """

    name: str
    fusion_bytes: int
    items_per_s: float
    zero_share: float
    values: Metrics


class Compression(_Record):
    """compression.json: the model as it is, and smaller ones."""

    created: str
    rows: tuple[Compressed, ...] = ()


class PartQuality(_Record):
    """What a ranking loses without one part of the scores, or what it has with all.

    Attributes:
        part: as in an explanation; empty for all of them.
        value: NDCG@k, or how much less it is without the part.
        low, high: 95 % bootstrap interval over users, of all parts together.
        users: who were judged.

    """

    part: str
    value: float
    low: float
    high: float
    users: int


class Parts(_Record):
    """parts.json: how much of the ranking comes from each part.

    Attributes:
        k: length of the lists.
        judged: on which part of the split.
        everything: the whole first, then each part.
        rare: the same where only rare items are to be found.
        rare_most: training interactions up to which an item is rare.

    """

    created: str
    k: int
    judged: str
    everything: tuple[PartQuality, ...]
    rare: tuple[PartQuality, ...]
    rare_most: int
