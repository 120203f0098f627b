"""What running an encoder takes. Call it in a process of its own: memory is that of the process."""

from __future__ import annotations

import time
from pathlib import Path

from core import system
from core.catalog.modality import read_as
from core.contracts.comparing import CostSpec, EncoderCost
from core.errors import UserError
from core.progress import NOBODY
from core.text import Text


def measure(spec: CostSpec) -> EncoderCost:
    """Load it, encode some items, and say what that took.

    Memory is what the process had at most, less what it has once the encoder is gone again: the
    libraries that it imported and what they keep are told apart. Some encoders import none and
    others 200 MB of them, whatever their own size.

    Raises:
        UserError: the catalog has none of that modality, or the encoder cannot be loaded.

    """
    import torch  # noqa: F401  # what it takes is not the encoder's

    from core.catalog.opening import snapshot
    from core.encoders import registry
    from core.encoders.fetching import disk
    from core.encoders.inputs import inputs_of

    catalog = snapshot.load(Path(spec.catalog))
    entry = registry.entry(spec.encoder, read_as(spec.modality))
    system.forget_peak()
    before = system.resident_bytes()
    began = time.perf_counter()
    encoder = entry.build_for(catalog, spec.device, NOBODY)
    loaded = time.perf_counter() - began
    if encoder is None:
        raise UserError("The encoder was stopped while it learned.")
    inputs = inputs_of(catalog, spec.modality, encoder.loading)
    media = [inputs.load(int(row)) for row in inputs.rows()[: spec.items]]
    if not media:
        raise UserError(Text("No item has {modality}.", modality=Text(spec.modality)))
    encoder.encode(media[:1])  # the first call prepares
    began = time.perf_counter()
    for begin in range(0, len(media), encoder.batch_size):
        encoder.encode(media[begin : begin + encoder.batch_size])
    took = time.perf_counter() - began
    peak = system.peak_bytes()
    del encoder
    system.hand_back_freed()
    libraries = max(0, system.resident_bytes() - before)
    return EncoderCost(
        items=len(media),
        load_seconds=loaded,
        item_seconds=took / len(media),
        memory_bytes=None if peak is None else max(0, peak - before - libraries),
        library_bytes=libraries,
        disk_bytes=disk.size_of(entry),
    )
