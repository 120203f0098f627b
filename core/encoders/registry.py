"""Encoders by name. Importing this module costs nothing; torch comes with `load`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import Any

from core.catalog.schema import Modality
from core.encoders.base import Encoder, EncoderInfo
from core.encoders.hub import REMOTE, HubModel, TorchvisionModel
from core.encoders.manifest import Packaged, packaged
from core.errors import UserError

#: The encoder of each modality that is used if nobody chooses.
DEFAULTS: dict[Modality, str] = {
    entry.modality: entry.name for entry in packaged().values() if entry.default
}


def _trained(name: str, title: str, width: int, tokens: str, note: str) -> EncoderInfo:
    return EncoderInfo(
        name=name,
        modality="audio",
        title=title,
        licence="none needed: the weights are made here",
        size_mb=0,
        package="trained on the catalog",
        installed=True,
        note=f"{note} No public weights: trained on the catalog's own sounds on first use.",
        command=f"triptych encode CATALOG --encoder audio={name}",
        width=width,
        max_tokens=64,
        tokens=tokens,
        default=False,
        revision="1",
        preprocessing="bins-1",
    )


#: Encoders that learn from the catalog itself; `encode_catalog` trains them on first use.
TRAINED: dict[str, EncoderInfo] = {
    info.name: info
    for info in (
        _trained(
            "wavenet",
            "WaveNet, trained here",
            64,
            "at most 4 a second",
            "van den Oord et al. 2016: dilated causal convolutions, next-sample prediction.",
        ),
        _trained(
            "tacotron-reference",
            "Tacotron reference encoder, trained here",
            128,
            "one every 0.8 s",
            "Skerry-Ryan et al. 2018: convolutions and a GRU, contrastive between crops.",
        ),
    )
}

#: Module and function that build an encoder from its entry and a device.
_BUILDERS: dict[str, tuple[str, str]] = {
    "minilm": ("text", "load_minilm"),
    "e5": ("e5", "load"),
    "efficientnet-lite0": ("image", "load_efficientnet"),
    "efficientnet-lite0-fine": ("fine", "load"),
    "efficientnet-lite0-frames": ("video", "load"),
    "aisfx": ("aisfx", "load"),
    "musicnn": ("musicnn", "load"),
    "bert-base-uncased": ("networks", "load_bert"),
    "gpt2": ("networks", "load_gpt2"),
    "resnet50": ("networks", "load_resnet50"),
    "vgg16": ("networks", "load_vgg16"),
    "vit-base": ("networks", "load_vit"),
    "wav2vec2-base": ("networks", "load_wav2vec2"),
}


def infos() -> list[EncoderInfo]:
    """Every encoder there is, installed or not; the default of each modality first."""
    found = [entry.info() for entry in (*packaged().values(), *REMOTE)] + list(TRAINED.values())
    return sorted(found, key=lambda info: not info.default)


def info(name: str) -> EncoderInfo:
    """One of `infos`; `name@revision` for another revision of an encoder from the hub.

    Raises:
        UserError: no encoder has this name.

    """
    return TRAINED[name] if name in TRAINED else _entry(name).info()


def load(name: str, device: str = "cpu") -> Encoder:
    """A ready encoder on `device` ("auto", "cpu", "cuda", ...), in evaluation mode.

    Raises:
        MissingWeightsError: its weights are not on this machine; the remedy is the command.
        UserError: no such encoder or device, or the weights are damaged.

    """
    if name in TRAINED:
        raise UserError(
            f"The encoder '{name}' has no weights of its own: it learns from a catalog.",
            "Encode a catalog with it.",
        )
    entry = _entry(name)
    entry.verified()
    from core.device import resolve

    module, function = _BUILDERS[name.partition("@")[0]]
    build: Callable[[Any, str], Encoder] = getattr(
        import_module(f"core.encoders.{module}"), function
    )
    return build(entry, str(resolve(device)))


def _entry(name: str) -> Packaged | HubModel | TorchvisionModel:
    bare, _, revision = name.partition("@")
    known = {entry.name: entry for entry in (*packaged().values(), *REMOTE)}
    entry = known.get(bare)
    if entry is None:
        names = ", ".join(sorted({*known, *TRAINED}))
        raise UserError(f"There is no encoder '{name}'.", f"Choose one of: {names}.")
    if not revision:
        return entry
    if not isinstance(entry, HubModel):
        raise UserError(
            f"The encoder '{bare}' has no revisions to choose from.", f"Choose '{bare}'."
        )
    return replace(entry, name=name, wanted=revision)
