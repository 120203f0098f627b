"""Encoders by name. Importing this module costs nothing; torch comes with `load`."""

from __future__ import annotations

from collections.abc import Callable

from core.catalog.schema import Modality
from core.encoders.base import Encoder, EncoderInfo
from core.encoders.manifest import Packaged, packaged
from core.errors import UserError

#: The encoder of each modality that is used if nobody chooses.
DEFAULTS: dict[Modality, str] = {
    entry.modality: entry.name for entry in packaged().values() if entry.default
}


def infos() -> list[EncoderInfo]:
    """Every encoder there is, installed or not; the default of each modality first."""
    found = [entry.info() for entry in packaged().values()]
    return sorted(found, key=lambda info: not info.default)


def info(name: str) -> EncoderInfo:
    """One of `infos`.

    Raises:
        UserError: no encoder has this name.

    """
    for one in infos():
        if one.name == name:
            return one
    names = ", ".join(sorted(one.name for one in infos()))
    raise UserError(f"There is no encoder '{name}'.", f"Choose one of: {names}.")


def load(name: str, device: str = "cpu") -> Encoder:
    """A ready encoder on `device` ("auto", "cpu", "cuda", ...), in evaluation mode.

    Raises:
        MissingWeightsError: its weights are not on this machine; the remedy is the command.
        UserError: no such encoder or device, or the weights are damaged.

    """
    from core.device import resolve

    info(name)
    entry = packaged()[name]
    entry.verified()
    return _BUILDERS[name](entry, str(resolve(device)))


def _minilm(entry: Packaged, device: str) -> Encoder:
    from core.encoders.text import load_packaged_bert

    return load_packaged_bert(entry, "model", device)


def _efficientnet(entry: Packaged, device: str) -> Encoder:
    from core.encoders.image import load_efficientnet

    return load_efficientnet(entry, device)


def _frames(entry: Packaged, device: str) -> Encoder:
    from core.encoders.image import load_efficientnet
    from core.encoders.video import FramesEncoder

    return FramesEncoder(entry.info(), load_efficientnet(entry, device))


def _aisfx(entry: Packaged, device: str) -> Encoder:
    from core.encoders import aisfx

    return aisfx.load(entry, device)


def _musicnn(entry: Packaged, device: str) -> Encoder:
    from core.encoders import musicnn

    return musicnn.load(entry, device)


_BUILDERS: dict[str, Callable[[Packaged, str], Encoder]] = {
    "minilm": _minilm,
    "efficientnet-lite0": _efficientnet,
    "efficientnet-lite0-frames": _frames,
    "aisfx": _aisfx,
    "musicnn": _musicnn,
}
