"""What transformers, torchvision and timm know by name. Imports them, and so torch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from core.errors import UserError
from core.text import Text


def transformers(family: str, folder: Path) -> None:
    """See that transformers has a model of a family that gives states.

    Raises:
        UserError: it does not know the family, or has it for tasks alone.

    """
    from transformers import __version__
    from transformers.models.auto.configuration_auto import CONFIG_MAPPING_NAMES
    from transformers.models.auto.modeling_auto import MODEL_MAPPING_NAMES

    if family not in CONFIG_MAPPING_NAMES:
        raise UserError(
            Text("transformers {version} knows no '{family}'.", version=__version__, family=family),
            "Update it (pip install --upgrade transformers), or correct model_type in config.json.",
            str(folder / "config.json"),
        )
    if family not in MODEL_MAPPING_NAMES:
        raise UserError(
            Text("transformers has '{family}' for its own task alone.", family=family),
            "Name the model it was made of, or offer it as an encoder of a package of yours "
            "(entry point triptych.encoders).",
            str(folder),
        )


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
