"""The benchmark of training steps trains the product's model on the features it says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from benchmarks import training_scale
from benchmarks.training_scale import SWEEPS, Repeated, Shape, trainer

SMALL = Shape(items=40, share=1 / 64, d=16, negatives=8, fused=3)


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training_scale, "KEPT", 7)


def test_items_beyond_those_kept_repeat_their_tokens_and_have_their_own_means(
    tmp_path: Path,
) -> None:
    store = Repeated.write(tmp_path, "text", SMALL, np.random.default_rng(0))
    found = store.gather(np.array([1, 8, 2]))
    assert found.tokens.shape == (3, 2, 384)
    assert found.tokens.dtype == torch.float16
    assert torch.equal(found.tokens[0], found.tokens[1])
    assert not torch.equal(found.tokens[0], found.tokens[2])
    assert store.pooled().shape == (40, 384)
    assert not np.array_equal(store.pooled()[1], store.pooled()[8])


def test_a_step_fuses_as_many_items_as_the_shape_says(tmp_path: Path) -> None:
    one = trainer(SMALL, tmp_path)
    one.model.train()
    fused: list[int] = []
    assert one.model.fusion is not None
    one.model.fusion.register_forward_hook(lambda _, __, out: fused.append(len(out.vector)))
    one.step.step(torch.arange(64), 0)
    assert fused
    assert max(fused) == 3


@pytest.mark.parametrize("name", SWEEPS)
def test_a_sweep_varies_one_size(name: str) -> None:
    points = SWEEPS[name]
    differing = [
        size for size in vars(points[0]) if len({getattr(one, size) for one in points}) > 1
    ]
    assert len(differing) == 1
