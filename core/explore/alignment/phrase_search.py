"""Phrase search over patches, sounds and frames, by the aligned tokens of the trained model."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from core.contracts.alignment import (
    FindAnswer,
    FindParams,
    Hit,
    SpaceName,
    Verdict,
)
from core.errors import UserError
from core.explore.alignment import spaces
from core.explore.alignment.outlines import media_of
from core.explore.context import Context
from core.explore.encoding import encoder_of
from core.media import clocks
from core.text import Text

if TYPE_CHECKING:
    from core.alignment import phrases
    from core.alignment.phrases import Found
    from core.encoders.base import Encoder
    from core.encoders.store import FeatureStore
    from core.fusion.transformer import TransformerFusion

#: Modalities whose tokens lie somewhere in a file.
SEARCHABLE = ("image", "audio", "video")
#: Entries of the list that are held against planted truth.
JUDGED = 20


@dataclass(frozen=True)
class Search:
    """A phrase, and where it is sought.

    Attributes:
        phrase: as asked.
        modality: sought in.
        modalities: that can be sought in.
        store: tokens of the modality.
        tokens: what is compared: its tokens, or its whole items as one token each.
        direct: what phrases ask of them, word by word, [number of words, width] each.
        space: "model", or "joint" where encoders compare whole items without training.
        place: where in an item (its row, its best token) the phrase is meant, [4].

    """

    phrase: str
    modality: str
    modalities: tuple[str, ...]
    store: FeatureStore
    tokens: phrases.Tokens
    direct: Callable[[Sequence[str]], Sequence[np.ndarray]]
    space: SpaceName
    place: Callable[[int, int], np.ndarray]


def find(context: Context, params: FindParams) -> FindAnswer:
    """The items whose best patch, second or frame fits a phrase best.

    Raises:
        UserError: the run has no aligned tokens of the modality, or the phrase has no word.

    """
    from core.alignment import phrases

    search = _search(context, params)
    (asked,) = search.direct([search.phrase])
    found = phrases.search(search.tokens, asked)
    truth, verdict = context.catalog.truth, None
    if truth is not None and search.space == "model":
        judged = search.phrase, search.modality, search.store, found, JUDGED
        verdict = phrases.judge(truth, *judged)
    right = () if verdict is None else verdict.right
    count = min(params.k, len(found.rows))
    return FindAnswer(
        phrase=search.phrase,
        modality=search.modality,
        modalities=search.modalities,
        space=search.space,
        typical=found.typical,
        fits=phrases.fits(found.contrast, _nonsense(context, search)),
        items=len(found.rows),
        tokens=int(search.store.offsets[-1]),
        hits=tuple(_hit(context, search, found, number, right) for number in range(count)),
        verdict=None if verdict is None else _described(verdict),
    )


def _search(context: Context, params: FindParams) -> Search:
    """Where a phrase is sought: among the tokens of a model, else in the joint space of encoders.

    A joint space needs no training, and holds whole items.
    """
    try:
        return _in_model(context, params)
    except UserError:
        stores: Mapping[str, FeatureStore] = {}
        with suppress(UserError):  # nothing is encoded: what was said first is what to do
            stores = spaces.joint(context)
        if "text" not in stores:
            raise
    sought = {name: one for name, one in stores.items() if name in SEARCHABLE}
    return _in_joint(context, params, sought)


def _in_joint(context: Context, params: FindParams, stores: Mapping[str, FeatureStore]) -> Search:
    """Whole items by the encoders that were trained to compare them with words."""
    from core.alignment.measures import unit

    modality = params.modality or next(iter(stores))
    if modality not in stores:
        raise _not_there(modality)

    def direct(asked: Sequence[str]) -> Sequence[np.ndarray]:
        whole = _text_encoder(context).encode(asked).whole
        assert whole is not None
        return list(unit(whole.numpy())[:, None])

    store, (asked,) = stores[modality], direct([params.phrase])[0]
    lift = spaces.get(context, "joint").lift

    def place(row: int, _token: int) -> np.ndarray:
        """Where the token lies that comes nearest; items are ranked as wholes."""
        tokens, places = lift(row, modality)
        return np.asarray(places[int((unit(tokens) @ asked).argmax())])

    whole = _Whole(store)
    return Search(params.phrase, modality, tuple(stores), store, whole, direct, "joint", place)


def _not_there(modality: str) -> UserError:
    return UserError(
        Text("The model has no aligned tokens of '{modality}'.", modality=modality),
        "Choose another.",
    )


class _Whole:
    """Whole items of a store as one token each, which lies nowhere in it."""

    def __init__(self, store: FeatureStore) -> None:
        from core.alignment.measures import unit

        assert store.whole is not None
        present = np.asarray(store.present)
        self.offsets = np.concatenate([[0], np.cumsum(present)])
        self._vectors = unit(np.asarray(store.whole[present]))

    def dot(self, weights: np.ndarray) -> np.ndarray:
        return np.asarray(self._vectors @ weights)

    def item(self, row: int) -> tuple[np.ndarray, np.ndarray]:
        begin, end = self.offsets[row], self.offsets[row + 1]
        return self._vectors[begin:end], np.full((end - begin, 4), np.nan, np.float32)


@dataclass(frozen=True, eq=False)
class _Nonsense:
    """How far an item stands out for phrases that mean nothing, [number of them]."""

    contrasts: np.ndarray


def _nonsense(context: Context, search: Search) -> np.ndarray:
    """Phrases of scrambled words of this catalog, asked once of a modality."""
    from core.alignment import phrases

    def asked() -> _Nonsense:
        column = context.catalog.items.get_column("text", default=None)
        scrambled = phrases.scrambled([] if column is None else column.drop_nulls().to_list())
        if not scrambled:
            return _Nonsense(np.empty(0))
        try:
            directed = search.direct(scrambled)
        except UserError:  # the encoder knows none of these letters
            return _Nonsense(np.empty(0))
        return _Nonsense(phrases.contrasts(search.tokens, directed))

    return context.kept(_Nonsense, asked, f"{search.space} {search.modality}").contrasts


def _in_model(context: Context, params: FindParams) -> Search:
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
        raise _not_there(modality)
    store = context.features.stores[modality]

    def direct(asked: Sequence[str]) -> Sequence[np.ndarray]:
        words = _words(context, asked)
        return [phrases.directions(one, *sides[modality]) for one in words]

    def place(row: int, token: int) -> np.ndarray:
        return store.item(row)[1][token]

    return Search(params.phrase, modality, tuple(sides), store, store, direct, "model", place)


def _words(context: Context, asked: Sequence[str]) -> list[np.ndarray]:
    """Words of phrases, [W, width of text] each."""
    from core.alignment import phrases

    encoded = _text_encoder(context).encode(asked)
    if not encoded.mask.any(1).all():
        raise UserError("There is no word in this phrase.", "Type what to look for.")
    return [
        phrases.words_of(tokens[mask].numpy(), places[mask, :2].numpy())
        for tokens, mask, places in zip(
            encoded.tokens, encoded.mask, encoded.positions, strict=True
        )
    ]


def _hit(context: Context, search: Search, found: Found, number: int, right: Sequence[bool]) -> Hit:
    row, token = int(found.rows[number]), int(found.tokens[number])
    place = search.place(row, token)
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
    return encoder_of(context, "text")


def _picture_size(context: Context, row: int) -> tuple[int, int] | None:
    """Width and height of the original, which places are told in."""
    from core.media import images

    path = media_of(context, context.catalog.items.get_column("image", default=None), row)
    try:
        return images.open_upright(path).size if path is not None else None
    except UserError:
        return None
