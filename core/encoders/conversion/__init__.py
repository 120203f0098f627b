"""Weights in formats of other libraries, turned into safetensors when first used.

The result lies in the workspace under the hash of the files it was made of, and its name ends in
the start of its own SHA-256. Whoever loads it never touches the package's files again; a copy
that does not match its name is made once more. Processes that convert at the same time write the
same file, each in one step.
"""

from __future__ import annotations

import hashlib
import json
import pkgutil
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from safetensors import safe_open
from safetensors.torch import save

from core import workspace
from core.encoders import digests
from core.errors import UserError
from core.progress import Reporter
from core.text import Text

if TYPE_CHECKING:
    from torch import Tensor

    from core.encoders.packaged import Packaged

#: Raised when a converter changes what it makes.
VERSION = 1
_DIGITS = 16
_WORTH_TELLING_S = 1.0


@dataclass(frozen=True)
class Weights:
    """What a converted file holds.

    Attributes:
        state: tensors by the names of the module they belong to.
        about: what else the encoder needs, such as sizes or a vocabulary; plain JSON.

    """

    state: dict[str, Tensor]
    about: dict[str, Any] = field(default_factory=dict)


#: Reads the files of a package, in the order of the manifest.
Converter = Callable[[list[Path]], Weights]


def weights(entry: Packaged) -> Weights:
    """The weights of an encoder, see `converted`."""
    with safe_open(converted(entry, Reporter()), "pt") as file:
        state = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
        return Weights(state, json.loads(file.metadata()["about"]))


def converted(entry: Packaged, reporter: Reporter) -> Path:
    """The file of the encoder's weights, made now unless that was done before.

    Raises:
        MissingWeightsError: it is to be made, and the package is not installed.
        UserError: the package's files are damaged or of another format.

    """
    folder = workspace.folder("encoders")
    key = f"{entry.module}-{entry.revision}-{VERSION}"
    for path in folder.glob(f"{key}-*.safetensors"):
        if digests.matches(path, f"sha256:{path.stem.rpartition('-')[2]}"):
            return path
    began = time.monotonic()
    reporter.progress(Text("converting {entry}", entry=entry.name), 0)
    made = _convert(entry)
    state = {name: tensor.contiguous() for name, tensor in made.state.items()}
    data = save(state, {"about": json.dumps(made.about)})
    path = folder / f"{key}-{hashlib.sha256(data).hexdigest()[:_DIGITS]}.safetensors"
    workspace.write_atomic(path, data)
    seconds = time.monotonic() - began
    if seconds > _WORTH_TELLING_S:
        told = "The weights of '{entry}' were converted once for this machine, in {seconds:.0f} s."
        reporter.log(Text(told, entry=entry.name, seconds=seconds))
    return path


def _convert(entry: Packaged) -> Weights:
    """What the converter makes of the package's files."""
    folder = entry.verified()
    convert: Converter = pkgutil.resolve_name(entry.converter)
    try:
        return convert([folder / name for name in entry.files])
    except (ValueError, LookupError, OSError, OverflowError, struct.error) as error:
        raise UserError(
            Text(
                "The weights of the encoder '{entry}' cannot be read ({error}).",
                entry=entry.name,
                error=error,
            ),
            Text("Fetch them again: {command} --again", command=entry.command),
            file=str(folder),
        ) from error
