"""Sample catalogs made on first use, with planted truth to check every map against."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import ModuleType
from typing import Literal, get_args

from core import scratch, workspace
from core.errors import UserError
from core.failures import telling
from core.progress import Reporter
from core.text import Text

Field = Literal["shop", "music", "video"]
FIELDS: tuple[Field, ...] = get_args(Field)

_SMALLEST_ITEMS = 8
_SMALLEST_USERS = 4


@telling()
def ensure(
    field: Field,
    items: int = 240,
    users: int = 300,
    seed: int = 0,
    reporter: Reporter | None = None,
) -> Path:
    """The folder of a sample catalog, generated if it is not there yet.

    It is written beside its place and renamed when complete, so a cancelled or killed run
    leaves nothing that looks like a catalog.

    Raises:
        UserError: an unknown field, or too few items or users.

    """
    if field not in FIELDS:
        raise UserError(
            Text("There is no sample '{field}'.", field=field),
            Text("Choose one of {fields}.", fields=", ".join(FIELDS)),
        )
    if items < _SMALLEST_ITEMS or users < _SMALLEST_USERS:
        raise UserError(
            Text(
                "A sample of {items} items and {users} users is too small to show anything.",
                items=items,
                users=users,
            ),
            Text(
                "Ask for at least {smallest_items} items and {smallest_users} users.",
                smallest_items=_SMALLEST_ITEMS,
                smallest_users=_SMALLEST_USERS,
            ),
        )
    from core.samples import generator

    folder = workspace.folder("samples") / f"{field}-{items}-{users}-{seed}"
    if _complete(folder, generator.VERSION):
        return folder
    home = workspace.writable("samples")
    with scratch.folder(home) as temporary:
        generator.write(_module(field), temporary, items, users, seed, reporter or Reporter())
        if folder.exists() and not _complete(folder, generator.VERSION):
            shutil.rmtree(folder)
        try:
            temporary.rename(folder)
        except OSError:
            # Another process finished the same catalog first.
            if not _complete(folder, generator.VERSION):
                raise
    return folder


def _module(field: Field) -> ModuleType:
    from core.samples import music, shop, video

    return {"shop": shop, "music": music, "video": video}[field]


def _complete(folder: Path, version: int) -> bool:
    try:
        known = workspace.parse_json(folder / "catalog.json")
    except (OSError, ValueError):
        return False
    return isinstance(known, dict) and known.get("generator") == version
