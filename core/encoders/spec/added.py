"""The encoders that people added, kept in the workspace as manifest.json keeps ours."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import fields as fields_of
from pathlib import Path
from typing import Any

from core import workspace
from core.encoders.entry import Entry
from core.encoders.spec.entries import Catalogued, Hosted, Local
from core.text import packed, unpacked

_KINDS: dict[str, type[Entry]] = {"hub": Hosted, "folder": Local, "torchvision": Catalogued}


def _path() -> Path:
    return workspace.named() / "encoders.json"


def entries() -> dict[str, Entry]:
    """What was added, by name. What cannot be read is left out."""
    found: dict[str, Entry] = {}
    for record in _records():
        with contextlib.suppress(KeyError, TypeError, ValueError):
            fields = dict(record)
            entry = _KINDS[fields.pop("weights")](**fields)
            found[entry.name] = entry
    return found


def add(new: Sequence[Entry]) -> None:
    """Remember encoders; one of the same name is replaced.

    Raises:
        OSError: it cannot be written.

    """
    _write({**entries(), **{entry.name: entry for entry in new}})


def remove(package: str) -> None:
    """Forget all encoders of one folder, repository or library model. Its files stay."""
    _write({name: one for name, one in entries().items() if one.package != package})


def _write(all_: dict[str, Entry]) -> None:
    kinds = {kind: name for name, kind in _KINDS.items()}
    records = [{"weights": kinds[type(one)], **_values(one)} for one in all_.values()]
    workspace.write_json(_path(), packed({"version": 1, "encoders": records}))


def _values(entry: Entry) -> dict[str, Any]:
    return {field.name: getattr(entry, field.name) for field in fields_of(entry)}


def _records() -> list[dict[str, Any]]:
    record = workspace.read_json(_path())
    known = unpacked(record) if isinstance(record, dict) else {}
    listed = known.get("encoders", [])
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
