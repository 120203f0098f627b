"""One map with everything it takes to look at it again: arrays, settings, model, item.

A file is a plain .npz: `meta` holds UTF-8 JSON, the rest are the arrays of the engine's answer.
Nothing is pickled, so a stranger's file is safe to open.
"""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError

from core.contracts.attention import Heads, Kind, MapFacts, Maps
from core.errors import UserError
from core.explore.attention.named_arrays import maps_of, named
from core.workspace import write_atomic
from gui.language import tr
from gui.pages.attention.display import Display
from gui.pages.attention.map_slice import ITEM_VECTOR, Choice, Focus
from gui.pages.attention.scale import ScaleMode
from gui.widgets.maps.heat import Palette

VERSION = 1
FORMAT = "triptych-evidence"
#: Refuse to unpack more than this from a file of unknown origin.
MAX_BYTES = 1024**3
#: What reading a damaged or hostile file can raise.
_DAMAGE = (
    OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, EOFError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip


class Meta(BaseModel):
    """What the arrays are about, and how they were looked at."""

    model_config = ConfigDict(extra="forbid")

    format: str = FORMAT
    version: int = VERSION
    saved: str
    catalog: str
    item: str
    row: int
    title: str
    text: str
    captions: str = ""
    facts: MapFacts
    kind: Kind
    layer: int
    heads: Heads
    pair: tuple[str, str] | None
    scale: ScaleMode
    palette: Palette
    pin_modality: str = ITEM_VECTOR
    pin_tokens: tuple[int, ...] = ()

    @property
    def display(self) -> Display:
        """The controls as they stood."""
        choice = Choice(self.kind, self.layer, self.heads, self.pair)
        return Display(choice, self.scale, self.palette)

    @property
    def pin(self) -> Focus:
        """What was pinned."""
        return Focus(self.pin_modality, self.pin_tokens)


@dataclass(frozen=True, eq=False)
class Evidence:
    """A file's content."""

    meta: Meta
    maps: Maps


def about(
    catalog: str,
    item: tuple[int, str, str],
    texts: Mapping[str, str],
    facts: MapFacts,
    display: Display,
    pin: Focus,
) -> Meta:
    """Describe what is on screen; `item` is (row, id, title), its words are by modality."""
    row, name, title = item
    return Meta(
        saved=datetime.now(UTC).isoformat(timespec="seconds"),
        catalog=catalog,
        item=name,
        row=row,
        title=title,
        text=texts.get("text", ""),
        captions=texts.get("captions", ""),
        facts=facts,
        **asdict(display.choice),
        scale=display.scale,
        palette=display.palette,
        pin_modality=pin.modality,
        pin_tokens=pin.tokens,
    )


def save(path: Path, evidence: Evidence) -> None:
    """Write atomically. What can be found in the maps again is left out: nobody could trust it.

    Raises:
        OSError: the file cannot be written.

    """
    meta = np.frombuffer(evidence.meta.model_dump_json().encode(), np.uint8)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, allow_pickle=False, meta=meta, **named(evidence.maps))
    write_atomic(path, buffer.getvalue())


def _check(meta: Meta, maps: Maps) -> None:
    """Raise a ValueError unless maps, settings and pin belong together."""
    known = [*maps.modalities, ITEM_VECTOR]
    pinned = meta.pin_modality in known and (
        not meta.pin_tokens
        or (
            meta.pin_modality != ITEM_VECTOR
            and min(meta.pin_tokens) >= 0
            and max(meta.pin_tokens) < maps.count(meta.pin_modality)
        )
    )
    head = meta.heads if isinstance(meta.heads, int) else 0
    chosen = 0 <= meta.layer < maps.layers and 0 <= head < maps.heads
    kind = meta.kind == "raw" or meta.kind in maps.flow
    paired = meta.pair is None or (meta.pair[0] in known and meta.pair[1] in maps.modalities)
    if not (pinned and chosen and kind and paired):
        raise ValueError("its settings do not fit its maps")


def load(path: Path) -> Evidence:
    """Read a file of anybody's.

    Raises:
        UserError: it is no evidence file, damaged, or of a later version.

    """
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(info.file_size for info in archive.infolist()) > MAX_BYTES:
                raise ValueError("larger than 1 GiB unpacked")
        with np.load(path, allow_pickle=False) as held:
            arrays = {name: held[name] for name in held.files}
        raw = arrays.pop("meta").tobytes().decode()
        if json.loads(raw).get("format") != FORMAT:
            raise ValueError("no evidence in it")
        meta = Meta.model_validate_json(raw)
        if meta.version != VERSION:
            raise ValueError(f"version {meta.version}")
        maps = maps_of(meta.facts.modalities, arrays)
        _check(meta, maps)
    except _DAMAGE as error:
        reason = _reason(error)
        raise UserError(
            tr("This is not an evidence file Triptych can read ({0}).").format(reason),
            tr("Choose a file saved with 'Save evidence file'."),
            str(path),
        ) from error
    return Evidence(meta, maps)


def _reason(error: Exception) -> str:
    """What is wrong with a file, in one line."""
    said = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
    return said.splitlines()[0] if said else type(error).__name__
