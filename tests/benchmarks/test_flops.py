"""FLOPs counted on "meta", and the CUDA path of the models without CUDA."""

from __future__ import annotations

import pytest
import torch
from torch._subclasses.fake_tensor import FakeTensorMode
from torch.nn.functional import scaled_dot_product_attention

from benchmarks import flops
from benchmarks.schema import Axes
from benchmarks.workloads import fusion
from benchmarks.workloads.parts import inputs

KINDS = sorted(one.name.removeprefix("fusion.") for one in fusion.WORKLOADS)
SIZE = {"d": 16, "text_tokens": 5, "image_tokens": 7, "audio_tokens": 3}


def test_a_matrix_product_on_meta_is_counted_exactly() -> None:
    a, b = torch.empty(3, 5, device="meta"), torch.empty(5, 7, device="meta")
    assert flops.count(lambda: a @ b) == 2 * 3 * 5 * 7


@pytest.mark.parametrize("device", ["meta", "cpu"])
def test_attention_is_counted_although_the_fused_kernel_reads_zero(device: str) -> None:
    q = torch.zeros(2, 3, 11, 8, device=device)
    k = torch.zeros(2, 3, 13, 8, device=device)
    found = flops.count(lambda: scaled_dot_product_attention(q, k, k))
    assert found == 2 * (2 * 2 * 3 * 11 * 13 * 8)  # scores and values


def test_the_concat_fusion_costs_what_its_layers_cost() -> None:
    axes = Axes(batch=4, size=SIZE)
    model = fusion.forward("concat").model(axes, "meta", 0)
    linear = {m: m.weight.numel() for m in model.modules() if isinstance(m, torch.nn.Linear)}
    expected = 0.0
    projections = [p.linear for p in model.inputs]
    tokens = inputs.lengths(SIZE).values()
    for layer, length in zip(projections, tokens, strict=True):
        expected += 2 * 4 * length * linear.pop(layer)
    expected += sum(2 * 4 * numel for numel in linear.values())
    assert fusion.forward("concat").flops(axes) == expected


@pytest.mark.parametrize("kind", KINDS)
def test_meta_and_the_processor_count_alike(kind: str) -> None:
    axes = Axes(batch=3, size=SIZE)
    model = fusion.forward(kind).model(axes, "cpu", 0).requires_grad_(False)
    tokens = inputs.batch(3, SIZE, 0)
    with torch.no_grad():
        on_cpu = flops.count(lambda: model(tokens))
    assert fusion.forward(kind).flops(axes) == on_cpu > 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_forward_pass_stays_on_cuda_under_fake_tensors(kind: str) -> None:
    """Every tensor of the pass must live on the device: fake tensors check it without a card."""
    with FakeTensorMode(), torch.no_grad():
        axes = Axes(device="cuda:0", batch=4, size=SIZE)
        widths = {name: inputs.WIDTHS[name] for name in inputs.lengths(SIZE)}
        with torch.device("cuda"):
            model = fusion.configured(kind, axes.size["d"]).build(widths).eval()
            tokens = {
                name: inputs.TokenBatch(
                    torch.empty(4, length, widths[name]),
                    torch.ones(4, length, dtype=torch.bool),
                    torch.empty(4, length, 4),
                )
                for name, length in inputs.lengths(SIZE).items()
            }
        fused = model(tokens)
        assert fused.vector.device.type == "cuda"
        assert fused.vector.shape == (4, 16)
