"""One vector of a whole text, as a folder of sentence-transformers says it is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from core.encoders.spec import facts
from core.encoders.weights import fill
from core.errors import UserError
from core.text import Text

#: Last states [B, L, D] and mask [B, L] -> vectors of whole texts [B, W].
Pooling = Callable[[Tensor, Tensor], Tensor]


def own_pooling(root: Path, device: str, before: int = 0) -> Pooling | None:
    """How sentence-transformers makes one vector of a text; None where its files do not say.

    Args:
        root: folder of the model.
        device: for its dense layers.
        before: places at the beginning of a text that its prompt takes.

    Raises:
        UserError: it asks for a module that is not known.

    """
    steps = [_step(root, module, device, before) for module in facts.modules(root)[1:]]
    if not steps:
        return None

    def pool(states: Tensor, mask: Tensor) -> Tensor:
        values = states
        for step in steps:
            values = step(values, mask)
        return values

    return pool


def _step(root: Path, module: Any, device: str, before: int) -> Pooling:
    kind = str(module.get("type", "")).rpartition(".")[2]
    folder = root / str(module.get("path", ""))
    if kind == "Pooling":
        return _pooling(facts.parsed(folder / "config.json") or {}, folder, before)
    if kind == "Normalize":
        return lambda values, mask: functional.normalize(values, dim=-1)
    if kind == "Dense":
        dense = _dense(folder).to(device)
        return lambda values, mask: dense(values)
    raise UserError(
        Text("'{kind}' of sentence-transformers is not known here.", kind=kind),
        "Use the Transformer in its sub-folder alone, without modules.json.",
        str(root / "modules.json"),
    )


def _pooling(config: dict[str, Any], folder: Path, before: int) -> Pooling:
    modes = [
        name.removeprefix("pooling_mode_")
        for name, on in config.items()
        if name.startswith("pooling_mode_") and on is True
    ]
    told = config.get("pooling_mode")
    modes = modes or ([told] if isinstance(told, str) else list(told or []))
    unknown = [mode for mode in modes if mode not in _POOLINGS]
    if unknown or not modes:
        raise UserError(
            Text("The pooling '{mode}' is not known here.", mode=", ".join(unknown)),
            "Choose cls, mean, max or last token.",
            str(folder / "config.json"),
        )
    left_out = before if config.get("include_prompt") is False else 0

    def pool(values: Tensor, mask: Tensor) -> Tensor:
        own = mask.clone()
        own[:, :left_out] = 0
        return torch.cat([_POOLINGS[mode](values, own) for mode in modes], -1)

    return pool


def _mean(values: Tensor, mask: Tensor) -> Tensor:
    weights = mask.unsqueeze(-1).to(values.dtype)
    return (values * weights).sum(1) / weights.sum(1).clamp(min=1)


def _max(values: Tensor, mask: Tensor) -> Tensor:
    return values.masked_fill(mask.unsqueeze(-1) == 0, float("-inf")).amax(1)


def last(values: Tensor, mask: Tensor) -> Tensor:
    """States of the last token that is there, [B, L, D] -> [B, D]."""
    ends = mask.shape[1] - 1 - mask.flip(1).argmax(1)
    return values[torch.arange(len(values), device=values.device), ends]


_POOLINGS: dict[str, Pooling] = {
    "cls_token": lambda values, mask: values[:, 0],
    "cls": lambda values, mask: values[:, 0],
    "mean_tokens": _mean,
    "mean": _mean,
    "max_tokens": _max,
    "max": _max,
    "lasttoken": last,
}


def _dense(folder: Path) -> nn.Module:
    """A linear layer and its activation, from safetensors."""
    from safetensors.torch import load_file

    config = facts.parsed(folder / "config.json") or {}
    weights = folder / "model.safetensors"
    if not weights.is_file():
        raise UserError(
            Text("{file} is missing.", file=weights.name),
            "Copy all files of the model into its folder.",
            str(folder),
        )
    linear = nn.Linear(config["in_features"], config["out_features"], config.get("bias", True))
    layer = nn.ModuleDict({"linear": linear})
    fill(layer, load_file(weights))
    name = str(config.get("activation_function", "Identity")).rpartition(".")[2]
    activations: dict[str, Any] = {"Identity": nn.Identity, "Tanh": nn.Tanh, "ReLU": nn.ReLU}
    if name not in activations:
        raise UserError(
            Text("The activation '{name}' is not known here.", name=name),
            "Choose Identity, Tanh or ReLU.",
            str(folder / "config.json"),
        )
    return nn.Sequential(linear, activations[name]())
