"""Encoders by name. Importing this module costs nothing; torch comes with `load`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from core import plugins
from core.catalog.schema import MODALITIES, Modality
from core.encoders.base import Encoder, EncoderInfo
from core.encoders.entry import Entry, Trained
from core.encoders.hub import HubModel, TorchvisionModel
from core.encoders.packaged import Packaged
from core.errors import UserError
from core.progress import Reporter
from core.text import Text

#: Where the weights come from -> the class of the entry, for manifest.json.
_KINDS: dict[str, type[Entry]] = {
    "package": Packaged,
    "hub": HubModel,
    "torchvision": TorchvisionModel,
    "catalog": Trained,
}


@cache
def ours() -> Mapping[str, Entry]:
    """The encoders of manifest.json by name."""
    content = json.loads(Path(__file__).with_name("manifest.json").read_text(encoding="utf-8"))
    return {
        name: _KINDS[fields.pop("weights")](name=name, **fields) for name, fields in content.items()
    }


#: The encoder of each modality that is used if nobody chooses.
DEFAULTS: dict[Modality, str] = {
    entry.modality: entry.name for entry in ours().values() if entry.default
}


def entries() -> dict[str, Entry]:
    """Every encoder there is, installed or not, by name: ours, then those of other packages."""
    offered = plugins.load("triptych.encoders", Entry, taken=ours(), check=_listed)
    return {
        **ours(),
        **{name: replace(entry, name=name, default=False) for name, entry in offered.items()},
    }


def infos() -> list[EncoderInfo]:
    """What lists show of all `entries`; the default of each modality first."""
    found = [entry.info() for entry in entries().values()]
    return sorted(found, key=lambda info: not info.default)


def entry(name: str) -> Entry:
    """One of `entries`; `name@revision` for another revision of an encoder from the hub.

    Raises:
        UserError: no encoder has this name, or it has no revisions.

    """
    bare, _, revision = name.partition("@")
    known = ours() if bare in ours() else entries()
    if bare not in known:
        names = ", ".join(sorted(known))
        raise UserError(
            Text("There is no encoder '{name}'.", name=name),
            Text("Choose one of: {names}.", names=names),
        )
    return known[bare].revised(revision) if revision else known[bare]


def info(name: str) -> EncoderInfo:
    """What lists show of `entry(name)`."""
    return entry(name).info()


def load(name: str, device: str = "cpu", reporter: Reporter | None = None) -> Encoder:
    """A ready encoder; see `Entry.build` and `entry`."""
    return entry(name).build(device, reporter)


def _listed(entry: Entry) -> None:
    """Raise what would break a list of encoders."""
    if replace(entry).info().modality not in MODALITIES:
        raise ValueError(f"its modality is none of {', '.join(MODALITIES)}")
