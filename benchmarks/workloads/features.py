"""Reading features from the disk, and copying them to the device."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.devices.base import Device
from benchmarks.schema import Axes
from benchmarks.workloads.base import Prepared, Workload
from core.text import Text

if TYPE_CHECKING:
    from core.encoders.tokens import TokenBatch

LENGTH = 49
WIDTH = 1280


class Gather(Workload):
    """FeatureStore.gather of random rows from a store written for it."""

    def build(self, axes: Axes, device: Device, seed: int) -> Prepared:
        import numpy as np
        import torch

        from core.encoders.store import About, FeatureStore, write
        from core.encoders.tokens import POSITION_WIDTH

        rng = np.random.default_rng(seed)
        n = axes.size["items"]
        folder = Path(tempfile.mkdtemp(prefix="triptych-bench-"))
        about = About("image", "random", "random", WIDTH, n_items=n)
        tokens = rng.normal(size=(LENGTH, WIDTH)).astype(np.float16)
        places = rng.random((LENGTH, POSITION_WIDTH)).astype(np.float32)
        rolled = ((np.roll(tokens, row, 0), places) for row in range(n))
        write(folder / "store", about, rolled, np.zeros((n, 16), np.uint8))
        store = FeatureStore(folder / "store")
        draws = [rng.integers(0, n, axes.batch) for _ in range(64)]
        turn = iter(range(1 << 62))

        def call() -> TokenBatch:
            return store.gather(draws[next(turn) % len(draws)], torch.float32)

        def close() -> None:
            shutil.rmtree(folder, ignore_errors=True)

        per_item = LENGTH * (WIDTH * (2 + 2 + 2 + 4) + POSITION_WIDTH * 4 * 2)
        # Read fp16, written fp16, read again, written fp32.
        return Prepared(call, items=axes.batch, moved=float(axes.batch * per_item), close=close)


class Copy(Workload):
    """TokenBatch.to from pinned memory."""

    def build(self, axes: Axes, device: Device, seed: int) -> Prepared:
        import torch

        from benchmarks.workloads.parts import inputs
        from core.encoders.tokens import TokenBatch

        one = inputs.tokens(axes.batch, LENGTH, WIDTH, seed)
        pinned = TokenBatch(
            one.tokens.pin_memory(), one.mask.pin_memory(), one.positions.pin_memory()
        )
        where = torch.device(axes.device)
        size = sum(t.nbytes for t in (one.tokens, one.mask, one.positions))
        return Prepared(lambda: pinned.to(where), items=axes.batch, moved=float(size))


WORKLOADS = (
    Gather(
        name="features.gather",
        title=Text("Read features"),
        plain=Text("Reading features from disk"),
        definition=Text(
            "FeatureStore.gather of random items (49 tokens of width 1280, fp16, mapped from "
            "disk) into a padded fp32 batch; batch = items."
        ),
        unit="items",
        group="features",
        batches=((64,), (16, 64, 256)),
        size={"items": 2000},
        kinds=("cpu",),
        quick=False,
    ),
    Copy(
        name="copy.h2d",
        title=Text("Copy to the device"),
        plain=Text("Copying to the card"),
        definition=Text(
            "TokenBatch.to(device) of 49 fp32 tokens of width 1280 per item from pinned "
            "memory; batch = items."
        ),
        unit="items",
        group="features",
        batches=((64,), (16, 64, 256, 1024)),
        kinds=("cuda", "xpu"),
    ),
)
