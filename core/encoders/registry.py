"""Encoders by name. Importing this module costs nothing; torch comes with `load`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path

from core import plugins
from core.catalog.modality import read_as
from core.catalog.schema import MODALITIES, Catalog, Modality
from core.encoders import language
from core.encoders.base import Encoder, EncoderInfo
from core.encoders.entry import Entry, Trained
from core.encoders.hub import HubModel, TorchvisionModel
from core.encoders.packaged import Packaged
from core.encoders.spec import added
from core.encoders.spec import entries as specified
from core.encoders.spec import reference as references
from core.errors import UserError
from core.failures import telling
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


def defaults(catalog: Catalog) -> tuple[dict[Modality, str], Text]:
    """The encoder of each modality for a catalog if nobody chooses, and why the words' differs.

    Words that are not English go to an encoder of many languages where one is on this machine.
    """
    chosen, note = dict(DEFAULTS), Text()
    many = [one for one in ours().values() if one.multilingual]
    best = next((one for one in many if one.installed), many[0])
    for modality in MODALITIES:
        if read_as(modality) != "text" or not catalog.has_raw(modality):
            continue
        spoken = language.of(catalog, modality)
        other = spoken != "English"
        chosen[modality] = best.name if other and best.installed else DEFAULTS["text"]
        if other:
            note = note or language.note(spoken, best.title, best.installed)
    return chosen, note


def entries() -> dict[str, Entry]:
    """Every encoder there is, installed or not, by name: ours, other packages', those added."""
    offered = plugins.load("triptych.encoders", Entry, taken=ours(), check=_listed)
    return {
        **added.entries(),
        **ours(),
        **{name: replace(entry, name=name, default=False) for name, entry in offered.items()},
    }


def infos() -> list[EncoderInfo]:
    """What lists show of all `entries`; the default of each modality first."""
    found = [entry.info() for entry in entries().values()]
    return sorted(found, key=lambda info: not info.default)


def entry(name: str, modality: Modality | None = None) -> Entry:
    """One of `entries`, or what a reference names; see `resolve`.

    Args:
        name: `name@revision` for another revision of an encoder from the hub.
        modality: which encoder of a reference with several is meant.

    Raises:
        UserError: no encoder has this name, or it has no revisions.

    """
    bare, _, revision = name.partition("@")
    known = ours() if bare in ours() else entries()
    if bare not in known:
        if references.is_one(name.partition("#")[0]):
            return resolve(name, modality)
        names = ", ".join(sorted(known))
        raise UserError(
            Text("There is no encoder '{name}'.", name=name),
            Text("Choose one of: {names}.", names=names),
        )
    found = known[bare].revised(revision) if revision else known[bare]
    if modality not in (None, found.modality) and references.is_one(bare):
        return resolve(name, modality)  # a model that was added is listed by its first modality
    return found


def resolve(reference: str, modality: Modality | None = None) -> Entry:
    """The encoder of a hub id, a folder, `torchvision:NAME` or `timm:NAME`, added or not.

    Args:
        reference: with `#modality` at its end for one that is not the first it has.
        modality: the same, said apart; wins over the ending.

    Raises:
        MissingWeightsError: a model of the hub of which nothing is on this machine.
        UserError: it names no model, one that cannot be loaded safely, or has no such modality.

    """
    bare, _, ending = reference.partition("#")
    wanted = modality or ending
    parsed = references.parse(bare)
    named = str(parsed)
    known = [one for name, one in added.entries().items() if name.partition("#")[0] == named]
    offered = known or specified.made(parsed)
    for one in offered:
        if not wanted or one.modality == wanted:
            return one
    raise UserError(
        Text("'{name}' does not encode {modality}.", name=named, modality=Text(wanted)),
        Text("It encodes: {those}.", those=", ".join(one.modality for one in offered)),
    )


def add(reference: str, remote_code: bool = False, precision: str = "") -> tuple[Entry, ...]:
    """Remember the encoders of a reference, so that lists and forms have them.

    Args:
        reference: see `resolve`.
        remote_code: whether code that comes with the model may run.
        precision: see `spec.entries.Described`.

    Returns:
        One a modality; the weights need not be here yet, but what describes them does.

    Raises:
        UserError: see `resolve`; or the workspace cannot be written.

    """
    new = specified.made(references.parse(reference), remote_code, precision)
    with telling():
        added.add(new)
    return new


def remove(name: str) -> None:
    """Forget an encoder that was added, with those of the same model. Its files stay.

    Raises:
        UserError: it was not added; or the workspace cannot be written.

    """
    known = added.entries()
    if name not in known:
        with suppress(UserError):  # a folder by another way to it
            name = entry(name).name
    if name not in known:
        raise UserError(
            Text("'{name}' was not added by you.", name=name),
            Text("Choose one of: {names}.", names=", ".join(sorted(known)) or "-"),
        )
    with telling():
        added.remove(known[name].package)


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
