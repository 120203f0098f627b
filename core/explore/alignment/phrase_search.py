"""Phrase search over patches, sounds and frames, by the aligned tokens of the trained model."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from pydantic import Field

from core.errors import UserError
from core.explore.context import Answer, Context, Params
from core.media import clocks
from core.text import Text
from core.workspace import inside

if TYPE_CHECKING:
    from core.encoders.base import Encoder
    from core.fusion.transformer import TransformerFusion

#: Entries of the list that are held against planted truth.
JUDGED = 20
WAVE_BINS = 160
WAVE_SECONDS = 120.0
RATE = 8000


class FindParams(Params):
    """Where in `modality` the phrase is meant; `k` items.

    Without a modality it is sought where such a thing was planted, else in the first there is.
    """

    phrase: str = Field(min_length=1, max_length=200)
    modality: str | None = None
    k: int = Field(20, ge=1, le=200)


class WavesParams(Params):
    """Outlines of the sounds of some items."""

    items: list[int] = Field(max_length=200)
    modality: str = "audio"


def find(context: Context, params: FindParams) -> Answer:
    """The items whose best patch, second or frame fits a phrase best.

    A hit has the place of its token (`core.encoders.tokens.POSITION_WIDTH`), and for pictures the
    size of the original; one in a sound or a film its `seconds` on the item's common clock, which
    is what all pages tell, while its place is on the clock of its file. `right` says whether it
    lies where truth was planted, null where nothing is known. Arrays: none.
    """
    from core.alignment import phrases

    fusion = _transformer(context)
    searchable = [
        name
        for name in fusion.modalities
        if name in ("image", "audio", "video") and fusion.sides("text", name) is not None
    ]
    if not searchable:
        raise UserError(
            "This model has no aligned tokens of pictures or sounds to search.",
            "Encode pictures or sound, then train the Transformer with grounding.",
        )
    truth = context.catalog.truth
    planted = [
        m for m in searchable if truth is not None and phrases.named(truth, params.phrase, m)
    ]
    modality = params.modality or (planted or searchable)[0]
    if modality not in searchable:
        raise UserError(
            Text("The model has no aligned tokens of '{modality}'.", modality=modality),
            "Choose another.",
        )
    encoder = _text_encoder(context)
    encoded = encoder.encode([params.phrase])
    tokens = encoded.tokens[0][encoded.mask[0]].numpy()
    if not len(tokens):
        raise UserError("There is no word in this phrase.", "Type what to look for.")
    sides = fusion.sides("text", modality)
    assert sides is not None
    store = context.features.stores[modality]
    found = phrases.search(store, phrases.direction(tokens, *sides))
    verdict = None
    if truth is not None:
        verdict = phrases.judge(truth, params.phrase, modality, store, found, JUDGED)
    hits = []
    for number in range(min(params.k, len(found.rows))):
        row, token = int(found.rows[number]), int(found.tokens[number])
        place = store.item(row)[1][token]
        seconds = None
        if modality != "image":
            clock = clocks.of_item(context.catalog, row)
            seconds = _numbers(clock.to_common(modality, place[:2]))
        known = verdict is not None and number < len(verdict.right)
        hits.append(
            {
                "item": row,
                "score": float(found.scores[number]),
                "place": _numbers(place),
                "seconds": seconds,
                "size": _picture_size(context, row) if modality == "image" else None,
                "right": verdict.right[number] if verdict is not None and known else None,
            }
        )
    return {
        "phrase": params.phrase,
        "modality": modality,
        "modalities": searchable,
        "typical": found.typical,
        "items": len(found.rows),
        "tokens": int(store.offsets[-1]),
        "hits": hits,
        "verdict": None if verdict is None else _told(verdict),
    }, {}


def waves(context: Context, params: WavesParams) -> Answer:
    """Arrays: per item that can be decoded `wave/<item>` float32 [2, bins], lows and highs.

    `seconds` and `files` have the same items as keys.
    """
    from core.media import audio

    column = context.catalog.items.get_column(params.modality, default=None)
    seconds: dict[str, float] = {}
    files: dict[str, str] = {}
    arrays: dict[str, np.ndarray] = {}
    for row in params.items:
        path = _media(context, column, row)
        if path is None:
            continue
        try:
            sound = audio.load(path, rate=RATE, max_seconds=WAVE_SECONDS)
        except UserError:
            continue  # the health report names unreadable files
        if len(sound.samples):
            count = min(WAVE_BINS, len(sound.samples))
            starts = np.linspace(0, len(sound.samples), count, endpoint=False).astype(int)
            low = np.minimum.reduceat(sound.samples, starts)
            high = np.maximum.reduceat(sound.samples, starts)
            arrays[f"wave/{row}"] = np.stack([low, high]).astype(np.float32)
            seconds[str(row)] = len(sound.samples) / sound.rate
            files[str(row)] = str(path)
    return {"seconds": seconds, "files": files}, arrays


def _numbers(values: np.ndarray) -> list[float | None]:
    return [float(v) if np.isfinite(v) else None for v in values]


def _told(verdict: Any) -> dict[str, Any]:
    return {
        "values": list(verdict.values),
        "planted": verdict.planted,
        "looked_at": verdict.looked_at,
        "hits": verdict.hits,
        "chance": verdict.chance,
    }


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


def _media(context: Context, column: Any, row: int) -> Path | None:
    if column is None or not 0 <= row < len(column) or not column[row]:
        return None
    return inside(context.catalog.root, str(column[row]))


def _picture_size(context: Context, row: int) -> list[int] | None:
    """Width and height of the original, which places are told in."""
    from core.media import images

    path = _media(context, context.catalog.items.get_column("image", default=None), row)
    try:
        return list(images.open_upright(path).size) if path is not None else None
    except UserError:
        return None
