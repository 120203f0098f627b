"""Stop and Cancel are obeyed in every stage of a training, however long it takes.

A second goes by between two reports, so that every stage is slow; no time is waited for. Wishes
come as the window sends them, through the job control of a worker.
"""

from __future__ import annotations

import io
from contextlib import nullcontext
from pathlib import Path

import numpy as np
import pytest
import torch

from core.fusion import knn
from core.fusion.config import GraphConfig, TransformerConfig
from core.progress import Cancelled
from core.recommend.config import VoteConfig
from core.training.config import TrainConfig
from core.training.judge import evaluate, validation
from core.training.losses.config import BPRConfig
from core.training.run import layout
from core.training.run.runs import load_run
from core.training.steps import stopping
from core.training.train import train
from core.worker.messages import Control
from core.worker.reporting import JobReporter, Outbox
from tests.core.training.test_loop import assert_same_run
from tests.core.training.world import make

#: Content, a graph of like items, the bank and the vote: every stage there is.
CONFIG = TrainConfig(
    fusion=GraphConfig(
        base=TransformerConfig(dim=8, heads=2, layers=1), neighbours=3, user_layers=1
    ),
    loss=BPRConfig(),
    vote=VoteConfig(neighbours=3),
    fused_items=16,
    epochs=2,
    batch_size=400,
    device="cpu",
    ks=(10,),
)
#: How long a stage may go on after a Stop, in reports.
PATIENCE = 2
#: Before anything is learned: nothing can be kept.
EARLY = {("Grounding", 2), ("Neighbours by image", 2), ("fuse", 2)}


class Clock:
    """Tells the reports as seconds."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Wishing(JobReporter):
    """A reporter of a job; wishes something at the n-th report of a stage."""

    def __init__(self, clock: Clock, stage: str, after: int, action: str) -> None:
        super().__init__("job", Outbox(io.BytesIO()))
        self.clock, self.stage, self.after, self.action = clock, stage, after, action
        self.stages: list[str] = []
        self.wished = -1

    def progress(self, stage: str, done: float, total: float | None = None, unit: str = "") -> None:
        super().progress(stage, done, total, unit)
        self.clock.now += 1
        self.stages.append(stage)
        if stage == self.stage and self.stages.count(stage) == self.after:
            self.wished = len(self.stages)
            self.control(Control(job="job", action=self.action))  # type: ignore[arg-type]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Small blocks, so that every stage has many, and a clock that goes by them."""
    clock = Clock()
    monkeypatch.setattr(stopping, "monotonic", clock)
    for module, name, few in (
        (validation, "BLOCK", 10),
        (evaluate, "SCORES", 90 * 10),
        (knn.neighbours, "__defaults__", (10, None, "")),
    ):
        monkeypatch.setattr(module, name, few)
    monkeypatch.setattr(knn.nearest, "__defaults__", (10, None, ""))
    return clock


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run nobody stopped."""
    folder = tmp_path_factory.mktemp("whole")
    catalog, features, _ = make()
    train(catalog, features, CONFIG, folder)
    return folder


@pytest.mark.parametrize(
    ("stage", "after", "action"),
    [
        ("Grounding", 2, "stop"),
        ("Neighbours by image", 2, "stop"),
        ("fuse", 2, "stop"),  # the bank, before the first step
        ("fuse", 12, "stop"),  # for the first validation
        ("evaluate", 2, "stop"),  # in the first validation
        ("Neighbours by choices", 2, "stop"),
        ("vote", 1, "stop"),
        ("evaluate", 40, "stop"),  # the end: test
        ("Grounding", 2, "cancel"),
        ("evaluate", 40, "cancel"),
    ],
)
def test_every_stage_obeys(
    tmp_path: Path,
    clock: Clock,
    whole: Path,
    stage: str,
    after: int,
    action: str,
) -> None:
    catalog, features, _ = make()
    reporter = Wishing(clock, stage, after, action)
    early = (stage, after) in EARLY
    ends = pytest.raises(Cancelled) if early or action == "cancel" else nullcontext()
    with ends:
        train(catalog, features, CONFIG, tmp_path, reporter)
    assert reporter.wished > 0, reporter.stages
    assert len(reporter.stages) - reporter.wished <= (PATIENCE if action == "stop" else 0)
    if action == "cancel":
        return
    if not early:  # what was learned is kept, and can be looked at
        assert layout.read_record(tmp_path).status == "stopped"
        run = load_run(tmp_path, catalog, features)
        assert np.isfinite(run.item_vectors.numpy()).all()
        assert torch.isfinite(run.model.bank).all()
    train(catalog, features, CONFIG, tmp_path, resume=True)
    assert_same_run(whole, tmp_path)
