"""`python -m benchmarks.stopping CASE`: how long work goes on before it asks whether to stop.

A training of a large catalog, in each of its stages: the longest time between two looks at what the
user wants, which is how long Stop and Cancel wait. In processor time, because a wall clock tells
what else ran; and what a Stop costs until the training has ended, its model kept.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core.progress import Reporter

if TYPE_CHECKING:
    from core.training.config import TrainConfig
    from core.training.run.runs import Features


@dataclass(frozen=True)
class Case:
    """A catalog and how it is trained.

    Attributes:
        tokens: of each item, by modality; none for ids alone.
        preset: what is trained.

    """

    items: int
    users: int
    per_user: int
    tokens: Mapping[str, int]
    preset: str


CASES = {
    "pictures": Case(20_000, 30_000, 20, {"text": 32, "image": 49}, "default"),
    "given": Case(200_000, 100_000, 20, {"text": 1, "image": 1}, "ranking"),
    "ids": Case(1_000_000, 500_000, 20, {}, "bpr"),
}


@dataclass
class Looks(Reporter):
    """Counts the looks of each stage, and stops the training after so many seconds of work.

    Attributes:
        most: longest processor time between two looks, by stage.
        looks: how many there were.
        stopped: processor time when the Stop was told, None before.

    """

    after_s: float
    most: dict[str, float] = field(default_factory=dict)
    looks: dict[str, int] = field(default_factory=dict)
    stopped: float | None = None
    _stage: str = "start"
    _last: float = field(default_factory=time.process_time)
    _begun: float = field(default_factory=time.process_time)

    def progress(self, stage: str, done: float, total: float | None = None, unit: str = "") -> None:
        self._stage = stage

    def checkpoint(self) -> bool:
        now = time.process_time()
        self.most[self._stage] = max(self.most.get(self._stage, 0.0), now - self._last)
        self.looks[self._stage] = self.looks.get(self._stage, 0) + 1
        self._last = now
        if self.stopped is None and now - self._begun > self.after_s:
            self.stopped = now
        return self.stopped is not None


def features(case: Case, folder: Path) -> Features:
    """Random features of so many tokens, mapped from files."""
    import numpy as np

    from benchmarks.training_scale import Features as Made
    from benchmarks.training_scale import Repeated, Shape

    rng = np.random.default_rng(0)
    stores = {}
    for name, length in case.tokens.items():
        shape = Shape(items=case.items)
        stores[name] = Repeated.write(folder, name, shape, rng, length)
    return Made(stores)


def config(case: Case) -> TrainConfig:
    """One epoch of the preset."""
    from core.training.presets import PRESETS

    return PRESETS[case.preset].config.model_copy(
        update={"device": "cpu", "epochs": 1, "validate_every": 1, "family_seconds": 0.0}
    )


def run(
    name: Annotated[str, typer.Argument(help=", ".join(CASES))],
    after: Annotated[float, typer.Option(help="Processor seconds until the Stop.")] = 240.0,
    share: Annotated[float, typer.Option(min=0.001, max=1, help="Of the catalog's size.")] = 1.0,
) -> None:
    """Train, and tell the longest time between two looks in each stage."""
    import torch

    from benchmarks.workloads.parts import inputs
    from core import system
    from core.training.train import train

    torch.set_num_threads(1)
    case = CASES[name]
    items, users = int(case.items * share), int(case.users * share)
    with tempfile.TemporaryDirectory(prefix="triptych-stopping-") as folder:
        catalog = inputs.catalog(items, users, 0, per_user=case.per_user)
        small = Case(items, users, case.per_user, case.tokens, case.preset)
        made = features(small, Path(folder))
        looks = Looks(after)
        summary = train(catalog, made, config(case), Path(folder) / "run", looks)
        ended = time.process_time()
    print(f"{name}: {items:,} items, {users * case.per_user:,} interactions, {case.preset}")
    print(f"peak memory {(system.peak_bytes() or 0) / 1e9:.1f} GB; stopped: {summary.stopped}")
    for stage, most in looks.most.items():
        print(f"{stage:24} {looks.looks[stage]:8} looks, at most {most:7.3f} s between two")
    print(f"{'after the last look':24} {'':8} {ended - looks._last:21.3f} s")
    if looks.stopped is not None:
        print(f"from the Stop to the end {ended - looks.stopped:.3f} s of processor time")


if __name__ == "__main__":
    typer.run(run)
