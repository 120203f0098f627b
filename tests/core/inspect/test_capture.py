"""Queries and keys give the weights that `transformers` gives when told to keep them all."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from core.inspect import capture
from tests.core.inspect import make


def _eager(model: Any, inputs: dict[str, Any], paths: set[str]) -> list[tuple[str, torch.Tensor]]:
    """Path and weights [H, queries, keys] of the layers that give them when asked to."""
    seen: list[tuple[str, torch.Tensor]] = []

    def looking(path: str) -> Any:
        def look(_module: Any, _inputs: Any, output: Any) -> None:
            if isinstance(output, tuple) and isinstance(output[1], torch.Tensor):
                seen.append((path, output[1][0]))

        return look

    if model._can_set_attn_implementation():
        model.set_attn_implementation("eager")
    hooks = [
        module.register_forward_hook(looking(path))
        for path, module in model.named_modules()
        if path in paths
    ]
    torch.manual_seed(3)
    with torch.no_grad():
        model(**inputs, output_attentions=True)
    for hook in hooks:
        hook.remove()
    return seen


def _recorded(model: Any, inputs: dict[str, Any]) -> list[capture.Layer]:
    torch.manual_seed(3)  # ViLT shuffles its patches
    return capture.record(model, lambda: model(**inputs))[0]


@pytest.mark.parametrize("family", make.MODELS)
def test_weights_are_those_of_eager_attention(family: str) -> None:
    model, inputs = make.model(family), make.inputs(family)
    layers = [layer for layer in _recorded(model, inputs) if ".visual." not in layer.path]
    eager = _eager(model, inputs, {layer.path for layer in layers})
    assert [layer.path for layer in layers] == [path for path, _ in eager]
    for layer, (_, weights) in zip(layers, eager, strict=True):
        assert weights.max() > 1.5 / weights.shape[-1]  # what is compared is no even spread
        assert (layer.weights() - weights).abs().max() < 1e-5
