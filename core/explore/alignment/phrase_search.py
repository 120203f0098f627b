"""Phrase search over patches, sounds and frames, by the aligned tokens of the trained model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from core.contracts.alignment import (
    FindAnswer,
    FindParams,
    Hit,
    Verdict,
    Wave,
    WavesAnswer,
    WavesParams,
)
from core.errors import UserError
from core.explore.context import Context
from core.media import clocks
from core.text import Text
from core.workspace import inside

if TYPE_CHECKING:
    import polars as pl

    from core.alignment import phrases
    from core.alignment.phrases import Found
    from core.encoders.base import Encoder
    from core.encoders.store import FeatureStore
    from core.fusion.grounding import Side
    from core.fusion.transformer import TransformerFusion

#: Modalities whose tokens lie somewhere in a file.
SEARCHABLE = ("image", "audio", "video")
#: Entries of the list that are held against planted truth.
JUDGED = 20
WAVE_BINS = 160
WAVE_SECONDS = 120.0
RATE = 8000


@dataclass(frozen=True)
class Search:
    """A phrase, and where it is sought.

    Attributes:
        phrase: as asked.
        modality: sought in.
        modalities: that can be sought in.
        store: tokens of the modality.
        sides: how text and the modality enter the form they are compared by.

    """

    phrase: str
    modality: str
    modalities: tuple[str, ...]
    store: FeatureStore
    sides: tuple[Side, Side]


def find(context: Context, params: FindParams) -> FindAnswer:
    """The items whose best patch, second or frame fits a phrase best.

    Raises:
        UserError: the run has no aligned tokens of the modality, or the phrase has no word.

    """
    from core.alignment import phrases

    search = _search(context, params)
    words = _words(context, search.phrase)
    found = phrases.search(search.store, phrases.direction(words, *search.sides))
    truth, verdict = context.catalog.truth, None
    if truth is not None:
        judged = search.phrase, search.modality, search.store, found, JUDGED
        verdict = phrases.judge(truth, *judged)
    right = () if verdict is None else verdict.right
    count = min(params.k, len(found.rows))
    return FindAnswer(
        phrase=search.phrase,
        modality=search.modality,
        modalities=search.modalities,
        typical=found.typical,
        items=len(found.rows),
        tokens=int(search.store.offsets[-1]),
        hits=tuple(_hit(context, search, found, number, right) for number in range(count)),
        verdict=None if verdict is None else _described(verdict),
    )


def _search(context: Context, params: FindParams) -> Search:
    """Where a phrase is sought: where it is asked for, else where it was planted, else anywhere."""
    from core.alignment import phrases

    fusion = _transformer(context)
    sides = {
        name: both
        for name in fusion.modalities
        if name in SEARCHABLE and (both := fusion.sides("text", name)) is not None
    }
    if not sides:
        raise UserError(
            "This model has no aligned tokens of pictures or sounds to search.",
            "Encode pictures or sound, then train the Transformer with grounding.",
        )
    modality = params.modality
    if modality is None:
        truth = context.catalog.truth
        planted = (m for m in sides if truth is not None and phrases.named(truth, params.phrase, m))
        modality = next(planted, next(iter(sides)))
    if modality not in sides:
        raise UserError(
            Text("The model has no aligned tokens of '{modality}'.", modality=modality),
            "Choose another.",
        )
    store = context.features.stores[modality]
    return Search(params.phrase, modality, tuple(sides), store, sides[modality])


def _words(context: Context, phrase: str) -> np.ndarray:
    """Tokens of a phrase [L, width of text]."""
    encoded = _text_encoder(context).encode([phrase])
    tokens: np.ndarray = encoded.tokens[0][encoded.mask[0]].numpy()
    if not len(tokens):
        raise UserError("There is no word in this phrase.", "Type what to look for.")
    return tokens


def _hit(context: Context, search: Search, found: Found, number: int, right: Sequence[bool]) -> Hit:
    row, token = int(found.rows[number]), int(found.tokens[number])
    place = search.store.item(row)[1][token]
    seconds = size = None
    if search.modality == "image":
        size = _picture_size(context, row)
    else:
        clock = clocks.of_item(context.catalog, row)
        begin, end = _numbers(clock.to_common(search.modality, place[:2]))
        seconds = (begin, end)
    p0, p1, p2, p3 = _numbers(place)
    return Hit(
        item=row,
        score=float(found.scores[number]),
        place=(p0, p1, p2, p3),
        seconds=seconds,
        size=size,
        right=right[number] if number < len(right) else None,
    )


def waves(context: Context, params: WavesParams) -> WavesAnswer:
    """Outlines of the sounds of some items; those that cannot be decoded are left out."""
    column = context.catalog.items.get_column(params.modality, default=None)
    outlined = (_wave(row, _media(context, column, row)) for row in params.items)
    return WavesAnswer(waves=tuple(one for one in outlined if one is not None))


def _wave(row: int, path: Path | None) -> Wave | None:
    from core.media import audio

    if path is None:
        return None
    try:
        sound = audio.load(path, rate=RATE, max_seconds=WAVE_SECONDS)
    except UserError:
        return None  # the health report names unreadable files
    samples = sound.samples
    if not len(samples):
        return None
    parts = min(WAVE_BINS, len(samples))
    starts = np.linspace(0, len(samples), parts, endpoint=False).astype(int)
    outline = np.stack([edge.reduceat(samples, starts) for edge in (np.minimum, np.maximum)])
    return Wave(
        item=row,
        file=str(path),
        seconds=len(samples) / sound.rate,
        outline=outline.astype(np.float32),
    )


def _numbers(values: np.ndarray) -> list[float | None]:
    return [float(v) if np.isfinite(v) else None for v in values]


def _described(verdict: phrases.Verdict) -> Verdict:
    return Verdict(
        values=verdict.values,
        planted=verdict.planted,
        looked_at=verdict.looked_at,
        hits=verdict.hits,
        chance=verdict.chance,
    )


def _transformer(context: Context) -> TransformerFusion:
    from core.fusion.transformer import TransformerFusion

    fusion = context.run.model.fusion
    if not isinstance(fusion, TransformerFusion):
        kind = context.run.config.fusion.kind
        raise UserError(
            Text(
                "This run fuses by '{kind}', which does not align words with patches or sounds.",
                kind=kind,
            ),
            "Train a run with the Transformer fusion.",
        )
    return fusion


def _text_encoder(context: Context) -> Encoder:
    """The encoder the catalog's texts went through, checked to be the same to the revision."""
    from core.encoders import registry
    from core.encoders.features import PRECOMPUTED

    store = context.features.stores.get("text")
    if store is None or store.encoder == PRECOMPUTED:
        raise UserError(
            "The texts of this catalog were not encoded here, so a phrase cannot be either.",
            "Encode the texts on the Features page, then train.",
        )
    if registry.info(store.encoder).identity != store.about.identity:
        raise UserError(
            Text(
                "The texts were encoded by another version of '{encoder}'.", encoder=store.encoder
            ),
            "Encode the catalog again, then train.",
        )
    return _loaded(store.encoder)


@lru_cache(maxsize=1)
def _loaded(name: str) -> Encoder:
    """Kept: loading takes a second, a phrase milliseconds."""
    from core.encoders import registry

    return registry.load(name)


def _media(context: Context, column: pl.Series | None, row: int) -> Path | None:
    if column is None or not 0 <= row < len(column) or not column[row]:
        return None
    return inside(context.catalog.root, str(column[row]))


def _picture_size(context: Context, row: int) -> tuple[int, int] | None:
    """Width and height of the original, which places are told in."""
    from core.media import images

    path = _media(context, context.catalog.items.get_column("image", default=None), row)
    try:
        return images.open_upright(path).size if path is not None else None
    except UserError:
        return None
