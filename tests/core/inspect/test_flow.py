"""Relevance and rollout are what their papers say, with no weights kept of any layer."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch.utils._python_dispatch import TorchDispatchMode

from core.inspect import capture, flow
from core.inspect.capture import Layer
from core.inspect.flow import Step
from tests.core.inspect import make

_FAMILIES = ("bert", "gpt2", "dinov2_with_registers", "siglip", "whisper", "vilt", "blip", "llava")


def _score(output: Any) -> torch.Tensor:
    """A number every layer has a part in: the words' where there are any, else the states'."""
    found = [getattr(output, name, None) for name in ("logits", "last_hidden_state")]
    if getattr(output, "logits_per_image", None) is not None:
        return output.logits_per_image.float().sum()
    states = next(one for one in found if one is not None)
    return (states.float() * torch.linspace(-1, 1, states.shape[-1])).sum()


def _step(layer: Layer) -> Step:
    """Joins the tokens by what the paths say: decoders after what they listen to."""
    path, (queries, keys) = layer.path, layer.shape
    listens = "encoder_attn" in path or "crossattention" in path
    before = {"siglip": 16, "whisper": 50, "blip": 17}
    ahead = next(
        (
            size
            for mark, size in (("decoder.layers", before["whisper"]), ("text_decoder", 17),
                               ("text_model", 16), ("language_model", 17))
            if mark in path
        ),
        0,
    )  # fmt: skip
    rows = slice(ahead, ahead + queries)
    return Step(rows, slice(0, keys) if listens else rows)


def _oracle(model: Any, inputs: dict[str, Any], layers: list[Layer], total: int) -> torch.Tensor:
    """R <- R + A R over eager weights whose gradients autograd tells."""
    seen: dict[str, torch.Tensor] = {}

    def looking(path: str) -> Any:
        def look(_module: Any, _inputs: Any, output: Any) -> None:
            seen[path] = output[1]
            output[1].retain_grad()

        return look

    if model._can_set_attn_implementation():
        model.set_attn_implementation("eager")
    model.requires_grad_(True)
    paths = {layer.path for layer in layers}
    hooks = [
        module.register_forward_hook(looking(path))
        for path, module in model.named_modules()
        if path in paths
    ]
    torch.manual_seed(3)
    _score(model(**inputs, output_attentions=True)).backward()
    for hook in hooks:
        hook.remove()
    flowed = torch.eye(total)
    for layer in layers:
        weights = seen[layer.path]
        gradient = weights.grad
        moved = (weights * gradient).clamp(min=0).mean(1)[0].detach()
        step = _step(layer)
        flowed[step.queries] = flowed[step.queries] + moved @ flowed[step.keys]
    return flowed - torch.eye(total)


@pytest.mark.parametrize("family", _FAMILIES)
def test_relevance_is_that_of_eager_weights_and_their_gradients(family: str) -> None:
    model, inputs = make.model(family), make.inputs(family)

    def run() -> Any:
        torch.manual_seed(3)  # ViLT shuffles its patches
        return model(**inputs)

    layers, _ = capture.record(model.requires_grad_(False), run)
    total = max(step.queries.stop for step in map(_step, layers))
    moved = flow.relevance(model, run, _score, _step, total)
    expected = _oracle(model, inputs, layers, total)
    assert expected.max() > 0
    assert (moved.flow - expected).abs().max() < 1e-4 * expected.max()
    assert len(moved.heads) == len(layers)
    assert torch.stack(moved.heads).min() >= 0


def test_rollout_of_two_layers_by_hand() -> None:
    model, inputs = make.model("bert"), make.inputs("bert")
    layers, _ = capture.record(model, lambda: model(**inputs))
    whole = slice(0, 7)
    rolled = flow.rollout(layers, [Step(whole, whole)] * 2, 7)
    first, second = (0.5 * (layer.weights().mean(0) + torch.eye(7)) for layer in layers)
    assert torch.allclose(rolled, second @ first, atol=1e-6)


class _Largest(TorchDispatchMode):
    """Numbers in the largest tensor that came to be, and of all weights alive at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers = 0

    def __torch_dispatch__(
        self, function: Any, types: Any, args: Any = (), kwargs: Any = None
    ) -> Any:
        made = function(*args, **(kwargs or {}))
        for one in made if isinstance(made, tuple | list) else (made,):
            if isinstance(one, torch.Tensor):
                self.numbers = max(self.numbers, one.numel())
        return made


def test_no_tensor_of_all_heads_is_ever_made() -> None:
    """400 words, 4 heads, 2 layers: one head is the largest thing there is at any time."""
    words, heads = 400, 4
    model = make.model("bert", max_position_embeddings=words).requires_grad_(False)
    inputs = {"input_ids": torch.arange(words)[None] % make.WORDS}
    whole = slice(0, words)
    with _Largest() as largest:
        layers, _ = capture.record(model, lambda: model(**inputs))
        assert largest.numbers < words * words
        flow.rollout(layers, [Step(whole, whole)] * 2, words)
        flow.relevance(
            model,
            lambda: model(**inputs),
            lambda output: output.last_hidden_state.sum(),
            lambda _layer: Step(whole, whole),
            words,
        )
    assert largest.numbers == words * words < heads * words * words
    assert sum(layer.query.numel() + layer.key.numel() for layer in layers) == 2 * 2 * words * 32
