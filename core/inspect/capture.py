"""Queries and keys of every attention of a model, kept while it runs its fused kernels.

A model that is told to give its attention weights holds those of all layers and heads at once,
layers x heads x queries x keys numbers: people report 40 GB. Here the fused kernels stay, and what
is kept of a layer is its queries and keys, after rotary embeddings and norms, as the kernel got
them. That grows with the tokens and not with their square, and any head is one product away.

`transformers` hands queries and keys of most models to a function by name, so one function of ours
sees them all, whatever the family. The few older models compute their softmax themselves (ViLT,
BLIP); there the same is read from their projections.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from core.errors import UserError
from core.text import Text

#: The name of our attention function in `transformers`.
WATCHED = "triptych"


@dataclass(frozen=True, eq=False)
class Layer:
    """One attention of one input, H heads that share G groups of keys.

    Attributes:
        path: of its module in the model.
        query: [H, queries, width].
        key: [G, keys, width], H is a multiple of G.
        scale: of the products.
        added: [1 or H, queries or 1, keys], added to the products: masks and position biases.

    """

    path: str
    query: Tensor
    key: Tensor
    scale: float
    added: Tensor | None = None

    @property
    def heads(self) -> int:
        """H."""
        return len(self.query)

    @property
    def shape(self) -> tuple[int, int]:
        """Queries and keys."""
        return self.query.shape[1], self.key.shape[1]

    def weights(self, head: int | None = None) -> Tensor:
        """Softmax weights [H, queries, keys], or [queries, keys] of one head; float32."""
        if head is None:
            return torch.stack([self.weights(number) for number in range(self.heads)])
        group = head * len(self.key) // self.heads
        products = self.query[head].float() @ self.key[group].float().T * self.scale
        if self.added is not None:
            products = products + self.added[head if len(self.added) > 1 else 0].float()
        return products.softmax(-1)


#: Is told of a layer, its values [G, keys, width] without gradients, and its output
#: [1, queries, H, width]; the model goes on with what it gives back.
Watcher = Callable[[Layer, Tensor, Tensor], Tensor]

#: Which keys of the layer at a path are still heard, bool [B, keys]; None for all of them.
Kept = Callable[[str], Tensor | None]


@dataclass(frozen=True)
class _Watch:
    paths: Mapping[nn.Module, str]
    watcher: Watcher | None
    kept: Kept | None


_WATCH: ContextVar[_Watch | None] = ContextVar("watch", default=None)


@contextmanager
def watched(
    model: nn.Module, watcher: Watcher | None = None, kept: Kept | None = None
) -> Iterator[None]:
    """Be told of every attention in the forward passes of this block, and have keys left out.

    Args:
        model: whose attention.
        watcher: is told; for inputs one by one.
        kept: which tokens are heard; the others leave every softmax, so nothing made up stands in
            for them.

    """
    register()
    paths = {module: path for path, module in model.named_modules()}
    watch = _Watch(paths, watcher, kept)
    hooks = [hook for module in paths for hook in _hooks(module, watch)]
    named: Any = model if not hooks and isinstance(model, _named()) else None
    before = named.config._attn_implementation if named else None
    if named:
        named.set_attn_implementation(WATCHED)
    token = _WATCH.set(watch)
    try:
        yield
    finally:
        _WATCH.reset(token)
        for hook in hooks:
            hook.remove()
        if named:
            named.set_attn_implementation(before)


def _named() -> Any:
    """The class of models whose attention is a function with a name."""
    from transformers import PreTrainedModel

    return PreTrainedModel


def record(model: nn.Module, run: Callable[[], Any]) -> tuple[list[Layer], Any]:
    """Run a model once: every attention in the order it happened, and what `run` gave.

    Raises:
        UserError: none was seen.

    """
    layers: list[Layer] = []

    def keep(layer: Layer, _value: Tensor, output: Tensor) -> Tensor:
        layers.append(layer)
        return output

    with torch.no_grad(), watched(model, keep):
        result = run()
    if not layers:
        raise UserError(
            Text("The attention of {kind} cannot be looked at.", kind=type(model).__name__),
            "Open a model of another family.",
        )
    return layers, result


def register() -> None:
    """Make our attention function known to `transformers`."""
    from transformers import AttentionInterface, AttentionMaskInterface
    from transformers.masking_utils import sdpa_mask

    AttentionInterface.register(WATCHED, _attend)
    AttentionMaskInterface.register(WATCHED, sdpa_mask)


def _attend(
    module: nn.Module,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attention_mask: Tensor | None = None,
    scaling: float | None = None,
    is_causal: bool | None = None,
    position_bias: Tensor | None = None,
    **options: Any,
) -> tuple[Tensor, None]:
    """The fused attention of `transformers`, and a word to whoever watches."""
    from transformers.integrations.sdpa_attention import sdpa_attention_forward

    watch = _WATCH.get()
    path = None if watch is None else watch.paths.get(module)
    causal = getattr(module, "is_causal", True) if is_causal is None else is_causal
    if watch is not None and path is not None:
        attention_mask = _explicit(attention_mask, query, key, causal)
        if watch.kept is not None:
            attention_mask = _without(attention_mask, watch.kept(path), query.dtype)
    options.pop("output_attentions", None)
    output, _ = sdpa_attention_forward(
        module,
        query,
        key,
        value,
        attention_mask,
        scaling=scaling,
        is_causal=is_causal,
        position_bias=position_bias,
        **options,
    )
    if watch is None or path is None or watch.watcher is None:
        return output, None
    added = None if attention_mask is None else attention_mask[0]
    if position_bias is not None:
        added = position_bias[0] if added is None else added + position_bias[0]
    scale = query.shape[-1] ** -0.5 if scaling is None else float(scaling)
    layer = Layer(path, query[0].detach(), key[0].detach(), scale, added)
    return watch.watcher(layer, value[0].detach(), output), None


def _explicit(mask: Tensor | None, query: Tensor, key: Tensor, causal: bool) -> Tensor | None:
    """A mask as something to add, [B, 1 or H, queries or 1, keys], also where it was implied."""
    queries, keys = query.shape[2], key.shape[2]
    if mask is None and causal and queries > 1:
        mask = torch.ones(queries, keys, dtype=torch.bool, device=query.device).tril()[None, None]
    if mask is None or mask.dtype != torch.bool:
        return mask
    lowest = torch.finfo(query.dtype).min
    return torch.zeros_like(mask, dtype=query.dtype).masked_fill(~mask, lowest)


def _without(mask: Tensor | None, kept: Tensor | None, dtype: torch.dtype) -> Tensor | None:
    """A mask to add that leaves out the keys not `kept` [B, keys] as well.

    Finite, so that a row whose keys are all left out has weights, which nobody hears.
    """
    if kept is None:
        return mask
    if mask is None:
        mask = torch.zeros(1, 1, 1, kept.shape[1], dtype=dtype)
    return mask.masked_fill(~kept[:, None, None, :].to(mask.device), torch.finfo(dtype).min)


# --- models that compute their softmax themselves ------------------------------------------

#: Class of the attention -> how its masks are called, the one for cross-attention last.
_OLD_FASHIONED: Mapping[str, tuple[str, ...]] = {
    "ViltSelfAttention": ("attention_mask",),
    "BlipTextSelfAttention": ("attention_mask", "encoder_attention_mask"),
    "BlipAttention": (),
}


class _Projections:
    """Queries, keys and values of one attention, gathered from the hooks of its projections."""

    def __init__(self, module: Any, watch: _Watch) -> None:
        self.module = module
        self.heads: int = getattr(module, "num_heads", 0) or module.num_attention_heads
        self._path = watch.paths[module]
        self._watch = watch
        self._masks = _OLD_FASHIONED[type(module).__name__]
        self._found: dict[str, Tensor] = {}
        self._mask: Tensor | None = None

    def hooks(self) -> Iterator[Any]:
        """What is to be removed again."""
        yield self.module.register_forward_pre_hook(self._entered, with_kwargs=True)
        for name in ("query", "key", "value", "qkv"):
            projection = getattr(self.module, name, None)
            if projection is not None:
                yield projection.register_forward_hook(self._keeper(name))
        if hasattr(self.module, "qkv"):  # what it gives has gone through a projection already
            yield self.module.projection.register_forward_pre_hook(self._projecting)
        else:
            yield self.module.register_forward_hook(self._left)

    def _keeper(self, name: str) -> Callable[[nn.Module, Any, Tensor], None]:
        def keep(_module: nn.Module, _inputs: Any, output: Tensor) -> None:
            self._found[name] = output[0].detach()

        return keep

    def _entered(self, _module: nn.Module, inputs: tuple[Any, ...], named: dict[str, Any]) -> Any:
        """Note the mask, and leave keys out by it."""
        crossing = named.get("encoder_hidden_states") is not None
        name = self._masks[-1 if crossing else 0] if self._masks else ""
        place = 1 if len(inputs) > 1 and not crossing else None  # some give it by place
        self._mask = named.get(name) if place is None else inputs[place]
        kept = self._watch.kept(self._path) if self._watch.kept and self._masks else None
        if kept is None:
            return None
        self._mask = _without(self._mask, kept, self.module.query.weight.dtype)
        if place is None:
            return inputs, named | {name: self._mask}
        return (inputs[0], self._mask, *inputs[2:]), named

    def _projecting(self, _module: nn.Module, inputs: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
        return (self._told(inputs[0]), *inputs[1:])

    def _left(self, _module: nn.Module, _inputs: Any, output: tuple[Any, ...]) -> tuple[Any, ...]:
        return (self._told(output[0]), *output[1:])

    def _told(self, states: Tensor) -> Tensor:
        """Tell the watcher of the states [1, queries, H x width]."""
        if self._watch.watcher is None:
            return states
        if "qkv" in self._found:
            parts = self._found["qkv"].unflatten(-1, (3, self.heads, -1))
            query, key, value = parts.permute(1, 2, 0, 3)
        else:
            query, key, value = (
                self._found[name].unflatten(-1, (self.heads, -1)).transpose(0, 1)
                for name in ("query", "key", "value")
            )
        added = None if self._mask is None else self._mask[0]
        layer = Layer(self._path, query, key, query.shape[-1] ** -0.5, added)
        return self._watch.watcher(layer, value, states.unflatten(-1, (self.heads, -1))).flatten(-2)


def _hooks(module: nn.Module, watch: _Watch) -> Iterator[Any]:
    """Hooks on an attention that no function can be given to."""
    if type(module).__name__ in _OLD_FASHIONED:
        yield from _Projections(module, watch).hooks()
