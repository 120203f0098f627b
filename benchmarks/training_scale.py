"""What a training step of the default preset costs: time, share of the roof, peak memory.

    python -m benchmarks.training_scale                    # every sweep
    python -m benchmarks.training_scale items tokens       # some
    python -m benchmarks.training_scale --profile          # one step, operation by operation

Sweeps go over items, tokens of an item, width d and softmax negatives, each around a catalog of
1,006 items with 128 words of 384 and 168 patches of 1280 features, and steps of 1,024
interactions. Every point is a fresh process with one thread, which trains the product's own model
from features mapped from a file. Large catalogs repeat the tokens of KEPT items, or the disk would
hold 26 GB; all have their own rows in the tables, in the bank and in the pooled features.

Steps and products of two 1024 x 1024 matrices take turns; both are counted in processor time, which
other work on the machine disturbs least. The share of the roof is the step's FLOP a second over the
product's. Peak memory is that of the process, from the start of Python to the end of the steps.
"""

from __future__ import annotations

import argparse
import json
import statistics as middle
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import numpy as np

from benchmarks.scripts import last_line
from benchmarks.statistics import power_law

if TYPE_CHECKING:
    from core.encoders.tokens import TokenBatch
    from core.training.steps.loop import Trainer

#: Items whose tokens a file holds.
KEPT = 1006
WIDTHS = {"text": 384, "image": 1280}
BATCH = 1024
#: Items fused a step where the number of items grows, as the default preset does.
FUSED = 24

_CHILD = """
import sys
from benchmarks.training_scale import child
child(sys.argv[1], sys.argv[2])
"""


@dataclass(frozen=True)
class Shape:
    """One point.

    Attributes:
        items: of the catalog.
        share: tokens of an item, as a share of 128 words and 168 patches.
        d: width of the fusion.
        negatives: softmax candidates beside the batch's own items.
        fused: items that a step fuses; 0 for all it meets.

    """

    items: int = 1006
    share: float = 1.0
    d: int = 64
    negatives: int = 256
    fused: int = 0

    @property
    def tokens(self) -> dict[str, int]:
        """Tokens of an item by modality."""
        return {"text": round(128 * self.share), "image": round(168 * self.share)}


@dataclass(frozen=True)
class Cost:
    """What a point took.

    Attributes:
        seconds: processor time of a step, the median.
        flops: of a step.
        gemm: FLOP a second of the products between the steps, the best.
        peak_bytes: of the process.
        fused: items a step fuses.

    """

    seconds: float
    flops: float
    gemm: float
    peak_bytes: int
    fused: float

    @property
    def roof(self) -> float:
        """Achieved share of the ceiling."""
        return self.flops / self.seconds / self.gemm


SWEEPS: dict[str, tuple[Shape, ...]] = {
    "items": tuple(Shape(items=n, fused=FUSED) for n in (1006, 10_000, 100_000)),
    "tokens": tuple(Shape(share=s) for s in (0.25, 0.5, 1.0, 2.0)),
    "d": tuple(Shape(d=d) for d in (32, 64, 128)),
    "negatives": tuple(Shape(negatives=n) for n in (64, 256, 1024)),
}
_AXIS: dict[str, Callable[[Shape], float]] = {
    "items": lambda one: one.items,
    "tokens": lambda one: sum(one.tokens.values()),
    "d": lambda one: one.d,
    "negatives": lambda one: one.negatives,
}


@dataclass(frozen=True)
class Repeated:
    """A store whose items share the tokens of the first ones, mapped from a file."""

    path: Path
    n_items: int
    max_tokens: int
    width: int
    encoder: str = "random"
    fingerprint: str = "random"
    _mapped: list[np.ndarray] = field(default_factory=list)

    @property
    def present(self) -> np.ndarray:
        """Every item has tokens."""
        return np.ones(self.n_items, bool)

    @classmethod
    def write(
        cls,
        folder: Path,
        name: str,
        shape: Shape,
        rng: np.random.Generator,
        length: int | None = None,
    ) -> Repeated:
        """Random normal tokens of KEPT items, and the pooled features of all."""
        length, width = length or shape.tokens[name], WIDTHS[name]
        store = cls(folder / name, shape.items, length, width)
        with store.path.open("wb") as file:
            for _ in range(KEPT):
                rng.standard_normal((length, width), np.float32).astype(np.float16).tofile(file)
        with store.path.with_suffix(".pooled").open("wb") as file:
            for start in range(0, shape.items, 1024):
                rows = min(1024, shape.items - start)
                rng.standard_normal((rows, width), np.float32).tofile(file)
        return store

    def gather(self, rows: np.ndarray) -> TokenBatch:
        """Tokens of these items, as stored."""
        import torch

        from core.encoders.tokens import POSITION_WIDTH, TokenBatch

        shape = (KEPT, self.max_tokens, self.width)
        tokens = np.memmap(self.path, np.float16, "r", shape=shape)[np.asarray(rows) % KEPT]
        mask = torch.ones(tokens.shape[:2], dtype=torch.bool)
        places = torch.arange(self.max_tokens, dtype=torch.float32).view(1, -1, 1)
        return TokenBatch(
            torch.from_numpy(tokens), mask, places.expand(len(tokens), -1, POSITION_WIDTH)
        )

    def pooled(self) -> np.ndarray:
        """[n_items, width], mapped."""
        path = self.path.with_suffix(".pooled")
        return np.memmap(path, np.float32, "r", shape=(self.n_items, self.width))


@dataclass(frozen=True)
class Features:
    """A FeatureSet as training takes it."""

    stores: dict[str, Repeated]


def trainer(shape: Shape, folder: Path) -> Trainer:
    """The product's trainer of the default preset on a random catalog of this shape."""
    from benchmarks.workloads.parts import inputs
    from core.fusion.transformer import TransformerFusion
    from core.progress import Reporter
    from core.training.presets import PRESETS
    from core.training.steps.parallel import Group
    from core.training.train import assemble

    rng = np.random.default_rng(0)
    stores = {name: Repeated.write(folder, name, shape, rng) for name in WIDTHS}
    config = PRESETS["default"].config
    config = config.model_copy(
        update={
            "fusion": config.fusion.model_copy(update={"dim": shape.d}),
            "loss": config.loss.model_copy(update={"negatives": shape.negatives}),
            "batch_size": BATCH,
            "fused_items": shape.fused,
            "device": "cpu",
        }
    )
    catalog = inputs.catalog(shape.items, max(2133, shape.items // 10), 0, per_user=20)
    # Grounding runs once, before the first step: not a part of what is measured here.
    with mock.patch.object(TransformerFusion, "ground"):
        return assemble(catalog, Features(stores), config, folder / "run", Reporter(), Group())


def child(told: str, folder: str) -> None:
    """Measure one point in this process and print it."""
    import time

    import torch

    from benchmarks import flops
    from core import system

    torch.set_num_threads(1)
    shape = Shape(**json.loads(told))
    one = trainer(shape, Path(folder))
    one.model.train()
    fused: list[int] = []
    assert one.model.fusion is not None
    one.model.fusion.register_forward_hook(lambda _, __, out: fused.append(len(out.vector)))
    generator = torch.Generator().manual_seed(0)
    total = len(one.data.users)

    def step() -> None:
        one.step.step(torch.randint(total, (BATCH,), generator=generator), 0)

    matrix = torch.randn(1024, 1024)
    out = torch.empty_like(matrix)
    counted = flops.count(step)
    step()
    peak = system.peak_bytes() or system.resident_bytes()
    fused.clear()
    taken: list[float] = []
    products: list[float] = []
    for _ in range(5):
        for times, call in ((products, lambda: torch.mm(matrix, matrix, out=out)), (taken, step)):
            start = time.process_time()
            call()
            times.append(time.process_time() - start)
    peak = max(peak, system.peak_bytes() or system.resident_bytes())
    cost = Cost(
        middle.median(taken), counted, 2 * 1024**3 / min(products), peak, middle.mean(fused)
    )
    print(json.dumps(cost.__dict__))


def measure(shape: Shape) -> Cost:
    """One point, in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="triptych-scale-") as folder:
        told = last_line(_CHILD, json.dumps(shape.__dict__), folder, OMP_NUM_THREADS="1")
    return Cost(**json.loads(told))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sweeps", nargs="*", choices=[*SWEEPS, []])
    parser.add_argument("--profile", action="store_true", help="one step, by operation")
    chosen = parser.parse_args()
    if chosen.profile:
        profile()
        return
    known: dict[Shape, Cost] = {}
    for name in chosen.sweeps or SWEEPS:
        print(f"{name:>10}  s a step  interactions/s  fused  GFLOP  GFLOP/s  roof  peak GB")
        for shape in SWEEPS[name]:
            cost = known[shape] = known.get(shape) or measure(shape)
            print(
                f"{_AXIS[name](shape):>10,.0f}  {cost.seconds:8.2f}  {BATCH / cost.seconds:14,.0f}"
                f"  {cost.fused:5,.0f}  {cost.flops / 1e9:5.1f}"
                f"  {cost.flops / cost.seconds / 1e9:7.1f}  {cost.roof:4.0%}"
                f"  {cost.peak_bytes / 1e9:7.2f}",
                flush=True,
            )
        x = [_AXIS[name](shape) for shape in SWEEPS[name]]
        time = power_law(x, [known[shape].seconds for shape in SWEEPS[name]])[0]
        memory = power_law(x, [float(known[shape].peak_bytes) for shape in SWEEPS[name]])[0]
        print(
            f"{'exponent':>10}  time {time.value:.2f} [{time.low:.2f}, {time.high:.2f}], "
            f"memory {memory.value:.2f} [{memory.low:.2f}, {memory.high:.2f}]"
        )


def profile() -> None:
    """Print where the time of one step goes, by the processor's clock of this thread.

    torch.profiler goes by the clock on the wall, and blames on an operation that another process
    had its core.
    """
    import time

    import torch
    from torch.utils._python_dispatch import TorchDispatchMode

    spent: dict[str, list[int]] = {}

    class Watched(TorchDispatchMode):
        def __torch_dispatch__(
            self, func: Any, types: Any, args: Any = (), kwargs: Any = None
        ) -> Any:
            start = time.thread_time_ns()
            result = func(*args, **(kwargs or {}))
            name = func.overloadpacket.__name__
            spent.setdefault(name, []).append(time.thread_time_ns() - start)
            return result

    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory(prefix="triptych-scale-") as folder:
        one = trainer(Shape(), Path(folder))
        one.model.train()
        index = torch.arange(BATCH) * (len(one.data.users) // BATCH)
        one.step.step(index, 0)
        start = time.thread_time()
        one.step.step(index, 0)
        whole = time.thread_time() - start
        with Watched():
            one.step.step(index, 0)
    total = sum(map(sum, spent.values()))
    print(f"a step {whole:.2f} s; its operations {total / 1e9:.2f} s")
    for name, each in sorted(spent.items(), key=lambda pair: -sum(pair[1]))[:16]:
        print(f"{sum(each) / 1e6:8.1f} ms  {sum(each) / total:4.0%}  {len(each):6}  {name}")


if __name__ == "__main__":
    main()
