"""Each workload runs the product's own code; small sizes, no timing."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest
import torch

from benchmarks import parity
from benchmarks.devices.real import HostDevice
from benchmarks.schema import Axes
from benchmarks.workloads.base import Workload
from benchmarks.workloads.catalogue import find, workloads

SMALL = {
    "items": 60,
    "users": 50,
    "d": 8,
    "text_tokens": 3,
    "image_tokens": 4,
    "audio_tokens": 2,
    "width": 64,
    "depth": 2,
}
BY_NAME = {workload.name: workload for workload in workloads()}
LIGHT = [
    "fusion.concat",
    "fusion.late",
    "fusion.transformer",
    "train.transformer",
    "train.default",
    "train.concat",
    "mf.step",
    "topk",
    "topk.million",
    "features.gather",
    "encoder.large",
]


def axes_of(workload: Workload, batch: int = 4, **changes: object) -> Axes:
    size = {name: SMALL.get(name, value) for name, value in workload.size.items()}
    return Axes.model_validate({"batch": batch, "size": size, **changes})


@pytest.mark.parametrize("name", LIGHT)
def test_it_runs_counts_its_work_and_repeats_its_output(name: str) -> None:
    workload = BY_NAME[name]
    assert not workload.missing
    prepared = workload.prepare(axes_of(workload), HostDevice(), seed=3)
    try:
        prepared.call()
        for part in prepared.stages.values():
            part()
        assert prepared.items == 4
        if prepared.output is not None:
            again = workload.prepare(axes_of(workload), HostDevice(), seed=3)
            assert again.output is not None
            one, two = prepared.output(), again.output()
            if not name.startswith(("train", "mf")):  # a step has changed the weights
                np.testing.assert_array_equal(one.values, two.values)
            again.close()
    finally:
        prepared.close()


def test_the_large_model_is_the_size_it_says_and_is_run_as_an_added_one() -> None:
    from transformers import ViTConfig, ViTModel

    workload = BY_NAME["encoder.large"]
    assert not workload.quick
    width, depth = workload.size["width"], workload.size["depth"]
    with torch.device("meta"):
        shape = ViTConfig(
            hidden_size=width, num_hidden_layers=depth, num_attention_heads=width // 64,
            intermediate_size=4 * width,
        )  # fmt: skip
        weights = sum(one.numel() for one in ViTModel(shape, add_pooling_layer=False).parameters())
    assert f"{weights / 1e6:.0f} M random weights" in str(workload.title)
    prepared = workload.prepare(axes_of(workload), HostDevice(), 0)
    assert prepared.output is not None
    assert prepared.output().values.shape == (4, 14 * 14, SMALL["width"])
    # Two products a weight and token at least, of the blocks and of what cuts the patches.
    blocks = 12 * SMALL["width"] ** 2 * SMALL["depth"] + 3 * 16 * 16 * SMALL["width"]
    assert prepared.flops is not None
    assert prepared.flops >= 4 * 2 * blocks * 14 * 14
    other = workload.prepare(axes_of(workload, batch=1), HostDevice(), 0)
    assert other.output is not None
    np.testing.assert_allclose(
        other.output().values[0], prepared.output().values[0], rtol=1e-3, atol=1e-4
    )


@pytest.mark.parametrize("kind", ["concat", "transformer"])
def test_half_precision_agrees_within_its_rounding(kind: str) -> None:
    workload = BY_NAME[f"fusion.{kind}"]
    plain = workload.prepare(axes_of(workload), HostDevice(), 0)
    half = workload.prepare(axes_of(workload, dtype="bf16"), HostDevice(), 0)
    assert plain.output is not None
    assert half.output is not None
    found = parity.compare(plain.output(), half.output(), "bf16", "cpu")
    assert found.within
    assert found.max_abs_delta > 0  # it really was computed in another precision


def test_top_k_is_the_true_top_k() -> None:
    workload = BY_NAME["topk"]
    prepared = workload.prepare(axes_of(workload, size={"items": 3000, "d": 8}), HostDevice(), 1)
    assert prepared.output is not None
    found = prepared.output()
    assert found.ranking is not None
    assert found.ranking.shape == (4, 20)
    assert (np.diff(found.values, axis=1) <= 0).all()


def test_training_steps_train() -> None:
    workload = BY_NAME["mf.step"]
    prepared = workload.prepare(axes_of(workload, batch=32), HostDevice(), 0)
    assert prepared.output is not None
    before = prepared.output().values.copy()
    for _ in range(3):
        prepared.call()
    assert not np.array_equal(before, prepared.output().values)


def test_ours_are_what_results_of_before_compare_with() -> None:
    """A change of what is measured needs a new name: `ours.json` is changed by additions alone."""
    known = json.loads(Path(__file__).with_name("ours.json").read_text())
    declared = {w.name: asdict(w) for w in workloads() if w.group != "encoder"}
    for one in declared.values():
        assert not one.pop("missing")
        del one["name"], one["quick"]
    assert json.loads(json.dumps(declared)) == known
    assert list(declared) == list(known)  # the order of the grid


def test_what_is_missing_says_why_and_what_is_there_is_found() -> None:
    for workload in workloads():
        assert workload.definition
        if workload.missing:
            assert workload.missing.startswith("not available because")
    assert {w.group for w in find(None)}.isdisjoint({"synthetic", "distributed"})
    assert [w.name for w in find(["mf.step"])] == ["mf.step"]


@pytest.mark.cuda
@pytest.mark.parametrize("name", [*LIGHT[:-1], "copy.h2d"])
def test_it_runs_on_a_card_and_agrees_with_the_processor(name: str) -> None:
    from benchmarks import timing
    from benchmarks.devices.real import AcceleratorDevice

    workload = BY_NAME[name]
    device = AcceleratorDevice(torch.device("cuda:0"))
    prepared = workload.prepare(axes_of(workload, device="cuda:0"), device, 0)
    timed = timing.visit(prepared.call, device, 5, 10)
    assert len(timed.device_s) == 5
    assert min(timed.latency_s) >= 0.5 * min(timed.device_s)
    if name != "copy.h2d":
        plain = workload.prepare(axes_of(workload), HostDevice(), 0)
        assert plain.output is not None
        assert prepared.output is not None
        assert parity.compare(plain.output(), prepared.output(), "fp32", "cpu").scale > 0


@pytest.mark.cuda
def test_the_largest_batch_of_a_card_is_found() -> None:
    from benchmarks.devices.real import AcceleratorDevice
    from benchmarks.oom import search

    device = AcceleratorDevice(torch.device("cuda:0"))
    gigabyte = 1024**3

    def allocate(size: int) -> None:
        block = torch.empty(size * gigabyte, dtype=torch.uint8, device="cuda:0")
        device.synchronize()
        del block
        torch.accelerator.empty_cache()

    found = search(allocate, limit=4096)
    total = torch.cuda.get_device_properties(0).total_memory / gigabyte
    assert found.fits is not None
    assert 0.5 * total < found.fits <= total
