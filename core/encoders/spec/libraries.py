"""Models that torchvision and timm know by name. Imports them, and so torch."""

from __future__ import annotations

from typing import Any

from core.errors import UserError
from core.text import Text


def torchvision(name: str) -> dict[str, Any]:
    """File, enumeration, width and size of a classifier of torchvision, for an entry.

    Raises:
        UserError: there is no such model.

    """
    from torchvision import models

    if name not in models.list_models(module=models):
        raise UserError(
            Text("torchvision has no model '{name}'.", name=name),
            "Its documentation lists the classification models, such as resnet50 or vgg16.",
        )
    weights: Any = models.get_model_weights(name).DEFAULT
    return {
        "file": weights.url.rpartition("/")[2],
        "member": f"{type(weights).__name__}.{weights.name}",
        "title": f"torchvision · {name}",
        "family": name,
        "size_mb": round(float(weights.meta.get("_file_size", 0)), 1),
        "width": torchvision_width(name),
        "model_type": name,
    }


def torchvision_width(name: str) -> int:
    """Channels of the last feature map, from a pass that computes nothing."""
    import torch

    from core.encoders.families.pixels import torchvision_body

    with torch.no_grad():
        body = torchvision_body(name).eval()
        picture = torch.empty(1, 3, 224, 224, device=next(body.parameters()).device)
        return int(body(picture).shape[1])


def timm_repository(name: str) -> str:
    """The repository that holds the default weights of a timm model.

    Raises:
        UserError: there is no such model, or it has no weights on the hub.

    """
    import timm

    known = timm.get_pretrained_cfg(name, allow_unregistered=False) if timm.is_model(name) else None
    if known is None or not known.hf_hub_id:
        raise UserError(
            Text("timm has no pretrained model '{name}'.", name=name),
            "timm.list_models(pretrained=True) lists them.",
        )
    return str(known.hf_hub_id)
