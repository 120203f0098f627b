"""The state of a run in one file: safetensors with the JSON part in its header.

One file, replaced atomically, cannot be half old and half new after a kill. Nothing is pickled.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor, nn
from torch.optim import Optimizer

from core.errors import UserError
from core.text import Text
from core.workspace import from_json, sealed, write_atomic

_TOLD = "told"


class DamagedError(UserError):
    """A file of ours is not as it was written."""


def write(path: Path, tensors: dict[str, Tensor], state: dict[str, Any]) -> None:
    """Store named tensors and a JSON value; the same ones as the same bytes."""
    flat = {name: tensor.detach().cpu().contiguous() for name, tensor in tensors.items()}
    # One entry of the header: several are written in an order that differs between processes.
    told = {_TOLD: json.dumps(sealed({"state": state, "tensors": _checksum(flat)}))}
    write_atomic(path, save(flat, told))


def _checksum(tensors: Mapping[str, Tensor], named: bool = True) -> str:
    """Of all names, shapes and numbers, which have no other way to say that a bit of them flipped.

    Versions before this one summed the numbers alone.
    """
    value = 0
    for name in sorted(tensors):
        tensor = tensors[name]
        if named:
            value = zlib.crc32(f"{name} {tensor.dtype} {tuple(tensor.shape)}".encode(), value)
        value = zlib.crc32(tensor.reshape(-1).view(torch.uint8).numpy().data, value)
    return f"{value:08x}"


def _told(header: Mapping[str, str]) -> tuple[dict[str, Any], bool, str | None]:
    """The JSON value, and the checksum of the tensors: whether of their names, too, and what.

    Raises:
        KeyError, ValueError: there is none, or another than was written.

    """
    if _TOLD not in header:  # versions before this one
        state, named, checksum = from_json(header["state"]), False, header.get("crc32")
    elif isinstance(told := from_json(header[_TOLD]), dict):
        state, named, checksum = told["state"], True, told["tensors"]
    else:
        raise ValueError("its header is not as we write it")
    return state if isinstance(state, dict) else {}, named, checksum


def read_state(path: Path) -> dict[str, Any]:
    """The JSON value alone, without reading a tensor; empty if the file is missing or broken."""
    try:
        with safe_open(path, "pt") as file:
            return _told(file.metadata() or {})[0]
    except (OSError, ValueError, KeyError, SafetensorError):
        return {}


def read(path: Path) -> tuple[dict[str, Tensor], dict[str, Any]]:
    """What `write` stored.

    Raises:
        UserError: there is no such file; DamagedError: it is broken.

    """
    try:
        with safe_open(path, "pt") as file:
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
            state, named, checksum = _told(file.metadata() or {})
        if checksum not in (None, _checksum(tensors, named)):
            raise ValueError("its bytes changed since it was written")
    except FileNotFoundError as error:
        raise UserError("This run has no checkpoint.", "Start it anew.", str(path)) from error
    except (SafetensorError, KeyError, ValueError, OSError) as error:
        raise DamagedError(
            Text("The checkpoint cannot be read ({error}).", error=error),
            "Start the run anew.",
            str(path),
        ) from error
    return tensors, state


def load_file(model: nn.Module, path: Path) -> None:
    """Put the weights stored in a file into a model; errors as :func:`read`, :func:`load_model`."""
    load_model(model, read(path)[0], path)


def load_model(model: nn.Module, tensors: dict[str, Tensor], file: Path) -> None:
    """Put stored weights into a model made from the same configuration and data.

    Raises:
        UserError: names or shapes do not fit.

    """
    try:
        load_state(model, tensors)
    except ValueError as error:
        raise UserError(
            Text("The stored weights do not fit this model: {reason}", reason=error),
            "Open the catalog and features the run was trained on. If these are they, another "
            "version of Triptych made the run: train anew.",
            str(file),
        ) from error


def load_state(module: nn.Module, tensors: dict[str, Tensor]) -> None:
    """Put stored tensors into a module.

    Raises:
        ValueError: names or shapes do not fit.

    """
    try:
        module.load_state_dict(tensors)
    except RuntimeError as error:
        raise ValueError(str(error).splitlines()[-1].strip()) from error


def pack_optimizer(optimizer: Optimizer) -> dict[str, Tensor]:
    """The optimiser's tensors as "<parameter number>/<name>"."""
    return {
        f"{index}/{name}": torch.as_tensor(value)
        for index, values in optimizer.state_dict()["state"].items()
        for name, value in values.items()
    }


def unpack_optimizer(optimizer: Optimizer, tensors: dict[str, Tensor]) -> None:
    """Put them back. Learning rates and the like come from the configuration, not from here.

    Raises:
        ValueError: they are not the state of this optimiser.

    """
    state: dict[int, dict[str, Tensor]] = {}
    for key, value in tensors.items():
        index, name = key.split("/", 1)
        state.setdefault(int(index), {})[name] = value
    groups = optimizer.state_dict()["param_groups"]
    optimizer.load_state_dict({"state": state, "param_groups": groups})


def pack_random(generator: torch.Generator) -> dict[str, Tensor]:
    """Everything random numbers depend on: torch's own state, the GPU's, and the sampler's."""
    packed = {"torch": torch.get_rng_state(), "sampler": generator.get_state()}
    if generator.device.type == "cuda":
        packed["cuda"] = torch.cuda.get_rng_state(generator.device)
    return packed


def unpack_random(generator: torch.Generator, tensors: dict[str, Tensor]) -> None:
    """Put them back."""
    torch.set_rng_state(tensors["torch"])
    generator.set_state(tensors["sampler"])
    if "cuda" in tensors and generator.device.type == "cuda":
        torch.cuda.set_rng_state(tensors["cuda"], generator.device)


def together(parts: Mapping[str, Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """The tensors of several parts as "<part>/<name>"."""
    return {
        f"{part}/{name}": tensor
        for part, tensors in parts.items()
        for name, tensor in tensors.items()
    }


def under(tensors: Mapping[str, Tensor], prefix: str) -> dict[str, Tensor]:
    """The tensors named "<prefix>/...", without it."""
    start = len(prefix) + 1
    return {name[start:]: t for name, t in tensors.items() if name.startswith(f"{prefix}/")}
