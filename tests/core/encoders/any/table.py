"""Runs every family once and writes which weights it ran with: core/encoders/FAMILIES.md.

    python -m tests.core.encoders.any.table

Small models are made by the library itself in a folder of their own; encoders of packages are run
where their weights are on this machine.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from core.encoders import registry
from core.encoders.entry import Entry
from core.encoders.packaged import Packaged
from core.encoders.spec.families import FAMILIES
from core.media.audio import Sound
from core.media.images import fit_to_grid
from core.media.video import Frames
from tests.core.encoders.any.libraries import LIBRARIES
from tests.core.encoders.any.made import MADE, SPEAKING, TEXT

FILE = Path(registry.__file__).with_name("FAMILIES.md")
REAL, SMALL, NONE = "real, public", "made, small and random", "not here: not run"
_HEAD = """# Families, and the weights they were run with

Written by `python -m tests.core.encoders.any.table`, which runs each once. Real public weights are
those that come in packages; no model hub is reached where this is made.

| encoder | reads | tokens x width of one item | weights |
| --- | --- | --- | --- |
"""


def item(entry: Entry, loading: Any) -> Any:
    """Something to encode."""
    noise = np.random.default_rng(0).integers(0, 255, (8, 64, 64, 3), dtype=np.uint8)
    samples = np.random.default_rng(0).normal(0, 0.1, 2 * loading.rate).astype(np.float32)
    made: dict[str, Callable[[], Any]] = {
        "text": lambda: TEXT,
        "image": lambda: fit_to_grid(Image.fromarray(noise[0]), loading.size, loading.fit),
        "audio": lambda: Sound(samples, loading.rate, 0, 2),
        "video": lambda: Frames(noise, np.arange(8) + 0.5, 8.0),
    }
    return made[entry.modality]()


def shape(entry: Entry) -> str:
    """Tokens and width of one item that was encoded."""
    encoder = entry.build()
    batch = encoder.encode([item(entry, encoder.loading)])
    return f"{int(batch.mask.sum())} x {batch.tokens.shape[2]}"


def rows() -> Iterator[tuple[str, str, str, str]]:
    """Of the table."""
    for name, entry in registry.ours().items():
        if isinstance(entry, Packaged):
            here = entry.installed
            yield name, entry.modality, shape(entry) if here else "", REAL if here else NONE
    for family, make in (MADE | SPEAKING).items():
        with tempfile.TemporaryDirectory() as folder:
            make(Path(folder))
            for modality in FAMILIES[family].towers:
                entry = registry.resolve(folder, modality)
                yield f"{FAMILIES[family].title} (`{family}`)", modality, shape(entry), SMALL

    for title, library in LIBRARIES.items():
        with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
            patched.setenv("TORCH_HOME", folder)
            _, entry_of = library.make(Path(folder))
            for modality in library.reads:
                yield title, modality, shape(entry_of(modality)), SMALL


def main() -> None:
    """Run all, and write the table."""
    lines = [f"| {' | '.join(row)} |\n" for row in rows()]
    FILE.write_text(_HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
