"""How people name an encoder of their own: where it comes from, in one word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from core.errors import UserError
from core.text import Text

Source = Literal["hub", "folder", "torchvision", "timm"]

_HUB = re.compile(r"[A-Za-z0-9][\w.-]*/[\w.-]+")
_PATH = re.compile(r"[./~\\]|[A-Za-z]:[\\/]")
_LIBRARY = re.compile(r"(torchvision|timm):([\w.]+)")


@dataclass(frozen=True)
class Reference:
    """Where an encoder comes from.

    Attributes:
        source: which kind of place.
        name: `org/name` on the hub, an absolute folder, or a name of the library.
        revision: of a model on the hub, "" for the newest in the cache.

    """

    source: Source
    name: str
    revision: str = ""

    def __str__(self) -> str:
        """As one types it; a folder in full."""
        if self.source in ("torchvision", "timm"):
            return f"{self.source}:{self.name}"
        return f"{self.name}@{self.revision}" if self.revision else self.name


def parse(text: str) -> Reference:
    """What a person typed or dropped; a relative folder is one of the current folder.

    Raises:
        UserError: it is none of the four.

    """
    text = text.strip()
    if library := _LIBRARY.fullmatch(text):
        return Reference("torchvision" if library[1] == "torchvision" else "timm", library[2])
    if _PATH.match(text):
        return Reference("folder", str(Path(text).expanduser().resolve()))
    name, _, revision = text.partition("@")
    if _HUB.fullmatch(name) and ".." not in name:
        return Reference("hub", name, revision)
    raise UserError(
        Text("'{text}' names no encoder.", text=text),
        "Give an id such as google/siglip2-base-patch16-224, a folder such as ./my-model, "
        "torchvision:resnet50 or timm:vit_small_patch16_224.",
    )


def is_one(text: str) -> bool:
    """Whether `parse` understands it."""
    try:
        parse(text)
    except UserError:
        return False
    return True
