"""Pictures through models of transformers, timm, torchvision and open_clip: tokens are patches."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from core.encoders.base import EncoderInfo, Loading
from core.encoders.families import loading, openclip, speaking
from core.encoders.hub import TorchvisionModel
from core.encoders.image import ImageEncoder
from core.encoders.spec import facts
from core.encoders.spec.entries import Catalogued, Described, Hosted, Local
from core.encoders.spec.families import speaks
from core.encoders.weights import fill, load_state
from core.errors import UserError
from core.text import Text

#: Parts of torchvision's classifiers that no token passes through.
_HEADS = {"classifier", "fc", "head"}
#: More tokens than this before the patches are no [CLS] and registers.
_MOST_PREFIX = 64
IMAGENET = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


@dataclass(frozen=True)
class Sight:
    """How one model sees.

    Attributes:
        model: the net, on its device.
        size: side of the pictures it takes, in pixels.
        see: uint8 [B, size, size, 3] -> its last states, [B, L, D] or [B, D, rows, columns], and
            its vector of each whole picture [B, W] or None.
        patch: side of its patches in pixels where its config says.

    """

    model: nn.Module
    size: int
    see: Callable[[np.ndarray], tuple[Tensor, Tensor | None]]
    patch: int | None = None


class PatchEncoder(ImageEncoder):
    """The last states of a model that reads pictures, one token per patch."""

    def __init__(self, info: EncoderInfo, sight: Sight) -> None:
        states, _ = sight.see(np.zeros((1, sight.size, sight.size, 3), np.uint8))
        self._sight = sight
        self._own_grid = own_grid(states, sight)
        grid = kept_grid(self._own_grid, info.max_tokens)
        width = states.shape[1] if states.ndim == 4 else states.shape[2]
        super().__init__(
            replace(info, width=width), sight.model, _unused, grid, *IMAGENET, sight.size
        )
        self.loading = Loading(size=sight.size, fit="letterbox")
        self.at_once = 1  # models of libraries may keep something between calls

    @torch.no_grad()
    def look(self, pixels: np.ndarray) -> tuple[Tensor, Tensor | None]:
        states, whole = self._sight.see(pixels)
        maps = as_map(states, self._own_grid)
        if self.grid != self._own_grid:
            maps = functional.adaptive_avg_pool2d(maps, self.grid)
        tokens = maps.flatten(2).transpose(1, 2).float().cpu()
        return tokens, None if whole is None else whole.float().cpu()


def _unused(pixels: Tensor) -> Tensor:
    raise NotImplementedError


def own_grid(states: Tensor, sight: Sight) -> int:
    """Patches along a side of the square that a model makes of a picture."""
    if states.ndim == 4:
        return int(states.shape[2])
    length = int(states.shape[1])
    if sight.patch and 0 <= length - (sight.size // sight.patch) ** 2 <= _MOST_PREFIX:
        return sight.size // sight.patch
    return math.isqrt(length)


def as_map(states: Tensor, grid: int) -> Tensor:
    """Last states -> [B, width, grid, grid]; what stands before the patches is left out."""
    if states.ndim == 4:
        return states
    return states[:, states.shape[1] - grid * grid :].transpose(1, 2).unflatten(2, (grid, grid))


def kept_grid(grid: int, budget: int) -> int:
    """The finest grid within a budget of tokens: one that joins whole patches if it is near."""
    most = math.isqrt(budget)
    if grid <= most:
        return grid
    divisors = [side for side in range(1, most + 1) if grid % side == 0]
    return divisors[-1] if divisors[-1] > most // 2 else most


def build(entry: Described, device: str) -> PatchEncoder:
    """The encoder of pictures of an entry."""
    make = {"timm": _timm, "torchvision": _torchvision, "open_clip": openclip.sight}
    assert isinstance(entry, Hosted | Local | Catalogued)
    if speaks(entry.model_type):
        assert not isinstance(entry, Catalogued)
        return PatchEncoder(entry.info(), speaking.sight(entry, device))
    sight = make.get(entry.layout, _transformers)(entry, device)
    return PatchEncoder(entry.info(), sight)


def _transformers(entry: Described, device: str) -> Sight:
    from transformers import AutoImageProcessor

    model = loading.transformer(entry, device)
    prepare = loading.processor(AutoImageProcessor, entry, "preprocessor_config.json")
    return transformers_sight(model, prepare, device)


def transformers_sight(model: Any, prepare: Any, device: str) -> Sight:
    """How a model of transformers sees.

    Args:
        model: on its device.
        prepare: its image processor.
        device: where it is.

    """
    config = getattr(model.config, "vision_config", model.config)
    patch = getattr(config, "patch_size", None)
    # SigLIP 2 takes patches in a row instead of a picture.
    flat = int(getattr(config, "num_patches", 0))
    size = math.isqrt(flat) * int(config.patch_size) if flat else _size(prepare, config)
    options = {"max_num_patches": flat} if flat else {"do_resize": False}
    joint = hasattr(model, "get_image_features")

    @torch.no_grad()
    def see(pixels: np.ndarray) -> tuple[Tensor, Tensor | None]:
        inputs = prepare(images=list(pixels), return_tensors="pt", **options, **_uncut(prepare)).to(
            device
        )
        inputs["pixel_values"] = inputs["pixel_values"].to(model.dtype)
        if joint:
            seen = model.get_image_features(**inputs)
            return seen.last_hidden_state, seen.pooler_output
        return model(**inputs).last_hidden_state, None

    return Sight(model, size, see, patch if isinstance(patch, int) else None)


def _uncut(prepare: Any) -> dict[str, bool]:
    """Pictures come as squares of the right size: nothing is to be cut off."""
    return {"do_center_crop": False} if hasattr(prepare, "do_center_crop") else {}


def _size(prepare: Any, config: Any) -> int:
    """Side of the square that a model was trained on, in pixels."""
    for name in ("crop_size", "size"):
        told = getattr(prepare, name, None)
        if not told or (name == "crop_size" and not getattr(prepare, "do_center_crop", False)):
            continue
        sides = dict(told) if not isinstance(told, int) else {"height": told}
        for side in ("height", "shortest_edge"):
            if sides.get(side):
                return int(sides[side])
    size = getattr(config, "image_size", 224)
    return int(size if isinstance(size, int) else size[0])


def _timm(entry: Described, device: str) -> Sight:
    import timm
    from safetensors.torch import load_file

    folder = loading.folder_of(entry)
    config = facts.parsed(folder / "config.json") or {}
    about = config.get("pretrained_cfg", config)
    try:
        with torch.device("meta"):
            model: Any = timm.create_model(
                entry.model_type,
                pretrained=False,
                num_classes=int(config.get("num_classes", about.get("num_classes", 1000))),
                **config.get("model_args", {}),
            )
    except (RuntimeError, TypeError, ValueError) as error:
        raise UserError(
            Text("timm cannot make a '{name}' ({error}).", name=entry.model_type, error=error),
            "Check the architecture in config.json, or update timm.",
            str(folder / "config.json"),
        ) from error
    fill(model, load_file(folder / "model.safetensors"))
    model = model.to(device)
    size = int(about.get("input_size", (3, 224, 224))[1])
    normal = normaliser(about.get("mean", IMAGENET[0]), about.get("std", IMAGENET[1]), device)

    @torch.no_grad()
    def see(pixels: np.ndarray) -> tuple[Tensor, None]:
        states: Tensor = model.forward_features(normal(pixels))
        last = states.ndim == 4 and states.shape[1] != model.num_features
        return states.permute(0, 3, 1, 2) if last else states, None

    patch = getattr(getattr(model, "patch_embed", None), "patch_size", None)
    return Sight(model, size, see, int(patch[0]) if isinstance(patch, tuple) else None)


def normaliser(mean: Any, std: Any, device: str) -> Callable[[np.ndarray], Tensor]:
    """Pictures of bytes [B, H, W, 3] -> what a net was trained on, [B, 3, H, W]."""
    centre = 255 * torch.tensor(mean, device=device).view(1, 3, 1, 1)
    scale = 255 * torch.tensor(std, device=device).view(1, 3, 1, 1)

    def normal(pixels: np.ndarray) -> Tensor:
        batch = torch.from_numpy(pixels).to(device).permute(0, 3, 1, 2).float()
        return (batch - centre) / scale

    return normal


def _torchvision(entry: Described, device: str) -> Sight:
    assert isinstance(entry, Catalogued)
    return torchvision_sight(entry, entry.model_type, device)


def torchvision_sight(entry: TorchvisionModel, name: str, device: str) -> Sight:
    """How a classifier of torchvision sees without its head."""
    from torchvision import models

    weights: Any = models.get_weight(entry.member)
    net, state = _empty(name), load_state(entry.verified())
    for head in _HEADS & {child for child, _ in net.named_children()}:
        setattr(net, head, nn.Identity())
    fill(net, {key: value for key, value in state.items() if key.partition(".")[0] not in _HEADS})
    body = _body(net).to(device).eval().requires_grad_(False)
    how = weights.transforms()
    normal = normaliser(how.mean, how.std, device)

    @torch.no_grad()
    def see(pixels: np.ndarray) -> tuple[Tensor, None]:
        return body(normal(pixels)), None

    return Sight(body, int(how.crop_size[0]), see)


def torchvision_body(name: str) -> nn.Module:
    """A classifier of torchvision without its head, weights not set: [B, 3, H, W] -> a map.

    Raises:
        UserError: it has no last map.

    """
    return _body(_empty(name))


def _empty(name: str) -> nn.Module:
    """A model of torchvision on the meta device, or filled with numbers where it must be."""
    from torchvision import models

    try:
        with torch.device("meta"):
            return models.get_model(name, weights=None)
    except NotImplementedError:  # RegNet computes its sizes with tensors
        return models.get_model(name, weights=None)


def _body(net: Any) -> nn.Module:
    from torchvision.models import SwinTransformer

    if isinstance(net, SwinTransformer):
        return nn.Sequential(net.features, net.norm, net.permute)
    if isinstance(getattr(net, "features", None), nn.Module):
        return net.features
    if hasattr(net, "layer4"):
        return nn.Sequential(*list(net.children())[:-2])
    if hasattr(net, "trunk_output"):
        return nn.Sequential(net.stem, net.trunk_output)
    raise UserError(
        Text("'{name}' of torchvision has no map of the picture.", name=type(net).__name__),
        "Choose a ResNet, VGG, EfficientNet, ConvNeXt, RegNet, DenseNet, MobileNet or Swin; for a "
        "ViT, timm:vit_small_patch16_224.",
    )
