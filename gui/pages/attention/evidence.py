"""One map with everything it takes to look at it again: arrays, settings, model, item.

A file is a plain .npz: `meta` holds UTF-8 JSON, the rest are the arrays of the engine's answer.
Nothing is pickled, so a stranger's file is safe to open.
"""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError

from core.errors import UserError
from core.workspace import write_atomic
from gui.pages.attention.display import Display
from gui.pages.attention.maps import ITEM_VECTOR, Choice, Focus, Heads, Kind
from gui.pages.attention.scale import ScaleMode
from gui.widgets.heat import Palette

VERSION = 1
FORMAT = "triptych-evidence"
#: Refuse to unpack more than this from a file of unknown origin.
MAX_BYTES = 1024**3


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
    facts: dict[str, Any]
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
    arrays: dict[str, np.ndarray]


def about(
    catalog: str,
    item: tuple[int, str, str, str],
    facts: dict[str, Any],
    display: Display,
    pin: Focus,
) -> Meta:
    """Describe what is on screen; `item` is (row, id, title, text)."""
    row, name, title, text = item
    return Meta(
        saved=datetime.now(UTC).isoformat(timespec="seconds"),
        catalog=catalog,
        item=name,
        row=row,
        title=title,
        text=text,
        facts=facts,
        **asdict(display.choice),
        scale=display.scale,
        palette=display.palette,
        pin_modality=pin.modality,
        pin_tokens=pin.tokens,
    )


def save(path: Path, evidence: Evidence) -> None:
    """Write atomically.

    Raises:
        OSError: the file cannot be written.

    """
    meta = np.frombuffer(evidence.meta.model_dump_json().encode(), np.uint8)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, allow_pickle=False, meta=meta, **evidence.arrays)
    write_atomic(path, buffer.getvalue())


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
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, ValidationError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise UserError(
            f"This is not an evidence file Triptych can read ({reason}).",
            "Choose a file saved with 'Save evidence file'.",
            str(path),
        ) from error
    return Evidence(meta, arrays)
