"""What fewer bits cost and save: one encoder in several precisions on the same items."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from torch import Tensor, nn
from torch.nn import functional

from core.catalog.schema import Catalog
from core.encoders import registry
from core.encoders.base import Encoder
from core.encoders.inputs import inputs_of
from core.encoders.spec.entries import Hosted, Local, has_precisions
from core.encoders.tokens import TokenBatch
from core.errors import UserError
from core.progress import Reporter
from core.text import Text

#: Items that are encoded, and how often; the fastest time counts.
_ITEMS, _ROUNDS = 16, 3


@dataclass(frozen=True)
class Agreement:
    """One precision.

    Attributes:
        precision: its name.
        megabytes: weights in memory.
        seconds: of an item, the fastest of a few rounds that took turns.
        cosine: mean over tokens with those in float32.
        worst: the smallest of them.

    """

    precision: str
    megabytes: float
    seconds: float
    cosine: float
    worst: float


def measure(
    name: str, catalog: Catalog, precisions: Sequence[str], device: str, reporter: Reporter
) -> list[Agreement]:
    """Load an encoder in several precisions and compare what they make of a catalog's items.

    Args:
        name: of the encoder.
        catalog: whose items.
        precisions: of `spec.entries.PRECISIONS`.
        device: where.
        reporter: is told how far it is.

    Raises:
        UserError: it cannot be loaded in other precisions, or the catalog has nothing for it.

    """
    entry = registry.entry(name)
    if not isinstance(entry, Hosted | Local) or not has_precisions(entry):
        raise UserError(
            Text("'{name}' has one precision.", name=name),
            "Choose a model of transformers, in a folder or from the hub.",
        )
    made: dict[str, Encoder] = {}
    for precision in dict.fromkeys(("float32", *precisions)):
        reporter.progress(Text("loading {name}", name=precision), 0)
        made[precision] = replace(entry, precision=precision).build(device)
    inputs = inputs_of(catalog, entry.modality, made["float32"].loading)
    rows = inputs.rows()[:: max(1, len(inputs.rows()) // _ITEMS)][:_ITEMS]
    if not len(rows):
        raise UserError(Text("No item has {modality}.", modality=Text(entry.modality)))
    items = [inputs.load(int(row)) for row in rows]
    batches, seconds = _turns(made, items, reporter)
    return [
        Agreement(
            precision,
            sum(_bytes(encoder)) / 1e6,
            seconds[precision] / len(items),
            *_cosines(batches["float32"], batches[precision]),
        )
        for precision, encoder in made.items()
    ]


def _turns(
    made: dict[str, Encoder], items: list[Any], reporter: Reporter
) -> tuple[dict[str, TokenBatch], dict[str, float]]:
    """What each makes of the items, and how fast it was when they took turns."""
    batches: dict[str, TokenBatch] = {}
    seconds = dict.fromkeys(made, float("inf"))
    for turn in range(_ROUNDS):
        reporter.progress("comparing precisions", turn, _ROUNDS, "rounds")
        reporter.checkpoint()
        for precision, encoder in made.items():
            begun = time.perf_counter()
            batches[precision] = encoder.encode(items)
            seconds[precision] = min(seconds[precision], time.perf_counter() - begun)
    reporter.progress("comparing precisions", _ROUNDS, _ROUNDS, "rounds")
    return batches, seconds


def _cosines(right: TokenBatch, other: TokenBatch) -> tuple[float, float]:
    """Mean and smallest cosine of tokens that stand for the same."""
    alike = functional.cosine_similarity(right.tokens[right.mask], other.tokens[right.mask])
    return float(alike.mean()), float(alike.min())


def _bytes(encoder: Encoder) -> Iterator[int]:
    """Bytes of each parameter and buffer that an encoder holds."""
    seen: set[int] = set()
    for module in _modules(encoder, 0):
        for tensor in chain(module.parameters(), module.buffers()):
            if id(tensor) not in seen:
                seen.add(id(tensor))
                yield tensor.numel() * tensor.element_size()


def _modules(holder: object, depth: int) -> Iterator[nn.Module]:
    """Nets that an encoder holds, itself or in what it is made of."""
    for value in vars(holder).values():
        if isinstance(value, nn.Module):
            yield value
        elif depth < 2 and hasattr(value, "__dict__") and not isinstance(value, Tensor | type):
            yield from _modules(value, depth + 1)
