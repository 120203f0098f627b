"""Small random models as timm, torchvision and open_clip save them, and one of no listed family."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import Tensor

from core.catalog.modality import Modality
from core.encoders import registry
from core.encoders.entry import Entry
from core.encoders.hub import TorchvisionModel
from tests.core.encoders.any.made import _SEES, _SPEAKS, _WIDE, _WORDS, PATCH, SIZE, joint


@dataclass(frozen=True)
class Library:
    """How a library's own models are made and looked at.

    Attributes:
        make: saves one in a folder, and gives it with its entry of a modality.
        states: the model's own of squares of its size, scaled to 0..1 [B, 3, side, side] -> [L, W].
        reads: modalities.
        side: of the squares.
    """

    make: Callable[[Path], tuple[Any, Callable[[Modality], Entry]]]
    states: Callable[[Any, Tensor], Tensor]
    reads: tuple[Modality, ...] = ("image", "video")
    side: int = SIZE


def timm_model(architecture: str, **arguments: Any) -> Any:
    def make(folder: Path) -> Any:
        import timm

        torch.manual_seed(0)
        model = timm.create_model(architecture, pretrained=False, num_classes=3, **arguments).eval()
        save_file(model.state_dict(), folder / "model.safetensors")
        cfg = {"input_size": [3, SIZE * 4, SIZE * 4], "mean": [0.5] * 3, "std": [0.5] * 3}
        config = {"architecture": architecture, "num_classes": 3, "model_args": arguments,
                  "num_features": model.num_features, "pretrained_cfg": cfg}  # fmt: skip
        (folder / "config.json").write_text(json.dumps(config))
        return model, lambda modality: registry.resolve(str(folder), modality)

    return make


def torchvision_model(name: str, **arguments: Any) -> Any:
    def make(folder: Path) -> Any:
        from torchvision import models

        from core.encoders.hub import torch_cache

        torch.manual_seed(0)
        model = getattr(models, name)(weights=None, **arguments).eval()
        kept = {k: v for k, v in model.state_dict().items() if not k.startswith("classifier.")}
        torch_cache().mkdir(parents=True, exist_ok=True)
        path = torch_cache() / "made.pth"
        torch.save(kept, path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
        path = path.rename(path.with_name(f"{name}-{digest}.pth"))

        def entry(modality: Modality) -> Entry:
            found = registry.resolve(f"torchvision:{name}", modality)
            assert isinstance(found, TorchvisionModel)
            return replace(found, file=path.name)

        return model, entry

    return make


def open_clip_model(folder: Path) -> Any:
    import open_clip

    vision = {"image_size": SIZE, "patch_size": PATCH, "width": 24, "layers": 1, "head_width": 8}
    config = {"embed_dim": 12, "vision_cfg": vision,
              "text_cfg": {"width": 16, "heads": 2, "layers": 1}}  # fmt: skip
    torch.manual_seed(0)
    model = open_clip.CLIP(**config).eval()
    save_file({k: v.contiguous() for k, v in model.state_dict().items()},
              folder / "open_clip_model.safetensors")  # fmt: skip
    half = {"mean": [0.5] * 3, "std": [0.5] * 3, "size": [SIZE, SIZE]}
    about = {"model_cfg": config, "preprocess_cfg": half}
    (folder / "open_clip_config.json").write_text(json.dumps(about))
    return model, lambda modality: registry.resolve(str(folder), modality)


def metaclip(folder: Path) -> Any:
    sees = _WIDE | _SEES | {"hidden_size": 24, "projection_dim": 12}
    make = joint("MetaClip2", _WORDS | _SPEAKS, sees, "CLIPImageProcessor", projection_dim=12)
    model = make(folder)
    return model, lambda modality: registry.resolve(str(folder), modality)


def flat(maps: Tensor) -> Tensor:
    """[1, W, H, H] -> [L, W]."""
    return maps[0].flatten(1).T


def normal(pixels: Tensor, mean: tuple[float, ...], std: tuple[float, ...]) -> Tensor:
    return (pixels - torch.tensor(mean).view(3, 1, 1)) / torch.tensor(std).view(3, 1, 1)


def half(pixels: Tensor) -> Tensor:
    return 2 * pixels - 1


def imagenet(pixels: Tensor) -> Tensor:
    return normal(pixels, (0.485, 0.456, 0.406), (0.229, 0.224, 0.225))


def clip(pixels: Tensor) -> Tensor:
    mean, std = (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)
    return normal(pixels, mean, std)


def body(net: Any, pixels: Tensor) -> Tensor:
    """The last map of a ResNet of torchvision."""
    x = net.maxpool(net.relu(net.bn1(net.conv1(imagenet(pixels)))))
    return flat(net.layer4(net.layer3(net.layer2(net.layer1(x)))))


_VIT = {"img_size": SIZE * 4, "patch_size": SIZE, "embed_dim": 16, "depth": 1, "num_heads": 2}

#: What the table calls them -> how they are made.
LIBRARIES: dict[str, Library] = {
    "ViT (`timm`)": Library(
        timm_model("vit_tiny_patch16_224", **_VIT),
        lambda model, pixels: model.forward_features(half(pixels))[0, 1:],
        side=SIZE * 4,
    ),
    "ResNet (`timm`)": Library(
        timm_model("resnet10t"),
        lambda model, pixels: flat(model.forward_features(half(pixels))),
        side=SIZE * 4,
    ),
    "ResNet (`torchvision`)": Library(torchvision_model("resnet18"), body, side=224),
    "VGG (`torchvision`)": Library(
        torchvision_model("vgg11", init_weights=False),
        lambda model, pixels: flat(model.features(imagenet(pixels))),
        side=224,
    ),
    "ViT and its words (`open_clip`)": Library(
        open_clip_model,
        lambda model, pixels: model.visual.forward_intermediates(
            half(pixels),
            indices=1,
            normalize_intermediates=True,
            output_fmt="NLC",
            intermediates_only=True,
        )["image_intermediates"][0][0],
        ("image", "text", "video"),
    ),
    "MetaCLIP 2 (`metaclip_2`)": Library(
        metaclip,
        lambda model, pixels: model.get_image_features(clip(pixels)).last_hidden_state[0, 1:],
        ("image", "text", "video"),
    ),
}
