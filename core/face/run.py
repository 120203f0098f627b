"""Training, and what a trained run is asked.

Questions are methods of the run: `core.recommend` and `core.alignment` are packages, and one name
cannot be both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import JsonValue

from core.contracts.alignment import FindAnswer, FindParams, PairAnswer, PairParams
from core.contracts.features import Features
from core.contracts.message import checked
from core.contracts.question import Subject
from core.contracts.recommend import (
    ListAnswer,
    ListParams,
    ReasonAnswer,
    ReasonParams,
    SimilarAnswer,
)
from core.contracts.training import EvaluateSpec, Evaluation, MeasuredParts, TrainSpec
from core.errors import UserError
from core.face.catalog import OpenedCatalog
from core.progress import NOBODY, Reporter
from core.text import Text
from core.training.run.record import Run

if TYPE_CHECKING:
    from core.explore.attention.labels import Attention
    from core.explore.context import Context


@dataclass(frozen=True, eq=False)
class OpenedRun:
    """A trained run one can ask. Items and users are named by id (str) or by row (int).

    Attributes:
        about: its folder, configuration, and `summary` with the metrics.
        context: its catalog, features and tensors, each loaded when first used; what the functions
            of core.explore take.

    """

    about: Run
    context: Context

    def recommend(
        self,
        user: str | int | None = None,
        k: int = 10,
        *,
        liked: Sequence[str | int] = (),
        removed: Sequence[str | int] = (),
        weights: Mapping[str, float] | None = None,
        content_only: bool = False,
        diversity: float = 0.0,
        hour: int | None = None,
    ) -> ListAnswer:
        """The `k` best items a user does not know, best first, each with reasons.

        Args:
            user: for whom; None is somebody new, whose history is `liked` alone.
            k: length of the list.
            liked: items added to the history, oldest first.
            removed: items taken out of it.
            weights: factor of each part of `why`, 0 hides it; 1 where none is given.
            content_only: rank by what items contain alone.
            diversity: 0..1 trades score for variety.
            hour: of the day in UTC; None for whichever.

        Returns:
            `items`: each with `score`, and `why`, the parts by name that sum to it.

        Raises:
            UserError: there is no such user, item or part.

        """
        from core.explore import recommending
        from core.explore.lookup import item_row, user_row

        catalog = self.context.catalog
        params = {
            "user": None if user is None else user_row(catalog, user),
            "k": k,
            "liked": [item_row(catalog, item) for item in liked],
            "removed": [item_row(catalog, item) for item in removed],
            "weights": dict(weights or {}),
            "content_only": content_only,
            "diversity": diversity,
            "hour": hour,
        }
        return recommending.best(self.context, checked(ListParams, params))

    def why(self, item: str | int, user: str | int | None = None, k: int = 10) -> ReasonAnswer:
        """Why an item stands where it stands for a user: exact effects, and what would drop it.

        Args:
            item: of any place.
            user: for whom; None is somebody new.
            k: length of the list it may drop from.

        Returns:
            `sentence` in plain words; `effects`: the item's place without each part; `change`: the
            smallest change of the history that drops it; `faithful`: deletion and insertion curves.

        Raises:
            UserError: there is no such user or item.

        """
        from core.explore import reason
        from core.explore.lookup import item_row, user_row

        catalog = self.context.catalog
        params = {
            "user": None if user is None else user_row(catalog, user),
            "row": item_row(catalog, item),
            "k": k,
        }
        return reason.reason(self.context, checked(ReasonParams, params))

    def similar(self, item: str | int, k: int = 10) -> SimilarAnswer:
        """The `k` items whose vectors have the largest cosine with that of `item`.

        Raises:
            UserError: there is no such item.

        """
        from core.explore import recommending
        from core.explore.lookup import item_row

        catalog = self.context.catalog
        ground = recommending.playground(self.context)
        return recommending.similar(catalog, ground, item_row(catalog, item), k)

    def attention(self, item: str | int, user: str | int | None = None) -> Attention:
        """What the Transformer looks at in an item: arrays, and a label for every token.

        Args:
            item: of L tokens a modality, T in all.
            user: whose score relevance is about; None for the mean of those who chose the item.

        Returns:
            `maps.pairs[query][key]` [layers, heads, Lq, Lk], rows sum to one; `maps.positions`
            [L, 4] in characters, pixels or seconds; `labels` per modality L words, patches as pixel
            boxes or seconds; `of_item()` per modality [L].

        Raises:
            UserError: the run has no attention, or there is no such item or user.

        """
        from core.face.looking import looked_at

        return looked_at(self.context, item, user)

    def look(
        self,
        item: str | int | None = None,
        user: str | int | None = None,
        *,
        text: str | None = None,
        image: str | Path | None = None,
        audio: str | Path | None = None,
        video: str | Path | None = None,
        change: Sequence[str] = (),
    ) -> Attention:
        """The same with one's own words and files in the place of an item's; nothing is kept.

        Args:
            item: whose they replace; None looks at what is given alone, as a new item.
            user: for whom; None for the mean of those who chose the item.
            text: a sentence; "" leaves the text out.
            image: a picture.
            audio: a sound, or a film that has one.
            video: a film.
            change: words exchanged in the text, each as "old=new".

        Returns:
            As of `attention`; `standing` tells the place among all items before and after, and the
            parts of the score.

        Raises:
            UserError: a file cannot be read, or the run has no attention.

        """
        from core.face.looking import looked_at

        return looked_at(
            self.context, item, user,
            text=text, image=image, audio=audio, video=video, change=change,
        )  # fmt: skip

    def alignment(self) -> dict[tuple[str, str], PairAnswer]:
        """How far each pair of modalities agrees, in the space the run was trained in.

        Returns:
            By pair: `measures` by name, each with value, chance level and formula; `matrix` of
            cosines [s, s]; `curve` of recall@1 [S] over shifts that close the gap; `worst` items.

        Raises:
            UserError: there is one modality, or too few items have two.

        """
        from core.explore.alignment import pairs

        available = pairs.available(self.context)
        return {
            (x, y): pairs.pair(self.context, PairParams(space=available.spaces[0], x=x, y=y))
            for x, y in available.pairs
        }

    def find(self, phrase: str, modality: str | None = None, k: int = 10) -> FindAnswer:
        """Where in pictures, sounds or films a phrase is meant: one place an item, best first.

        Args:
            phrase: what to look for.
            modality: sought in; the one where such a thing was planted, else the first there is.
            k: how many items.

        Returns:
            `hits`: row of the item, score in standard deviations above the mean token, place [4] in
            pixels or seconds of its file.

        Raises:
            UserError: the run has no aligned tokens of the modality, or the phrase no word.

        """
        from core.explore.alignment import phrase_search

        params = {"phrase": phrase, "modality": modality, "k": k}
        return phrase_search.find(self.context, checked(FindParams, params))

    def evaluate(
        self, part: Literal["valid", "test"] = "test", *, reporter: Reporter = NOBODY
    ) -> Evaluation:
        """Full-ranking metrics on a part of the split with 95 % intervals, beside simple models."""
        from core.worker.jobs import training

        subject = self.context.key.model_dump()
        return training.evaluate(checked(EvaluateSpec, {**subject, "part": part}), reporter)

    def parts(self, *, reporter: Reporter = NOBODY) -> MeasuredParts:
        """What the ranking loses without each part of the scores, on validation, with intervals."""
        from core.contracts.training import Trained
        from core.worker.jobs import training

        subject = self.context.key.model_dump()
        return training.measure_parts(checked(Trained, subject), reporter)


def train(
    catalog: OpenedCatalog,
    features: Features,
    preset: str | None = None,
    *,
    epochs: int | None = None,
    changes: Mapping[str, JsonValue] | None = None,
    reporter: Reporter = NOBODY,
) -> OpenedRun:
    """Train fusion and matrix factorisation together, and keep the best epoch in a run folder.

    Args:
        catalog: whose histories.
        features: of its items.
        preset: name from core.training.presets, None for the one that suits the features.
        epochs: instead of the preset's.
        changes: other settings by dotted name, e.g. {"fusion.dim": 32, "loss.kind": "bpr"}.
        reporter: told of progress and metrics; when it wants to stop, the model is kept.

    Raises:
        UserError: a setting is not valid, or the catalog cannot be trained on.

    """
    from core.training import settings
    from core.worker.jobs import training

    tokens = {name: encoded.max_tokens for name, encoded in features.modalities.items()}
    values = settings.chosen(preset, None, None, tokens)
    settings.lay_over(values, {**(changes or {}), **({} if epochs is None else {"epochs": epochs})})
    snapshot, folder = catalog.about.snapshot, features.folder
    spec = {"catalog": snapshot, "features": folder, "config": values}
    return _open(catalog, features, training.train(checked(TrainSpec, spec), reporter))


def open_run(
    catalog: OpenedCatalog,
    features: Features | None = None,
    folder: str | Path | None = None,
    *,
    map_items: bool = False,
    reporter: Reporter = NOBODY,
) -> OpenedRun:
    """A run that was trained before.

    Args:
        catalog: it was trained on.
        features: it was trained on; None for those of the catalog.
        folder: of the run; None for the latest.
        map_items: bring a run of another catalog here, items and users found by their ids.
        reporter: told how many were found.

    Raises:
        UserError: there is none, the catalog is not encoded, or no item is shared.

    """
    from core.explore.context import not_encoded
    from core.training.run import layout

    features = features or catalog.about.features
    if features is None:
        raise not_encoded()
    if folder is not None and map_items:
        from core.encoders.features import FeatureSet
        from core.training.run import mapping

        stores = FeatureSet.load(Path(features.folder))
        saved = Path(catalog.about.snapshot)
        folder = mapping.brought(Path(folder), saved, stores, reporter)
    if folder is not None:
        return _open(catalog, features, layout.read_run(Path(folder)))
    if catalog.about.run is None:
        raise UserError(
            "No model has been trained on this catalog.",
            Text("Run: triptych train {path}", path=catalog.about.source),
        )
    return _open(catalog, features, catalog.about.run)


def find(
    catalog: OpenedCatalog,
    features: Features,
    phrase: str,
    modality: str | None = None,
    k: int = 10,
    folder: str | Path | None = None,
) -> FindAnswer:
    """Where a phrase is meant: by a trained run, else in the joint space of the encoders.

    Args:
        catalog: searched.
        features: of its items.
        phrase: see `OpenedRun.find`.
        modality: the same.
        k: the same.
        folder: of the run; None for the latest, or none where nothing is trained.

    Raises:
        UserError: nothing is trained, and the encoders share no space.

    """
    from core.explore.alignment import phrase_search
    from core.explore.context import Context

    if folder is not None or catalog.about.run is not None:
        return open_run(catalog, features, folder).find(phrase, modality, k)
    context = Context(Subject(catalog=catalog.about.snapshot, features=features.folder))
    params = {"phrase": phrase, "modality": modality, "k": k}
    return phrase_search.find(context, checked(FindParams, params))


def _open(catalog: OpenedCatalog, features: Features, run: Run) -> OpenedRun:
    from core.explore.context import Context

    about = Subject(catalog=catalog.about.snapshot, features=features.folder, run=run.folder)
    return OpenedRun(run, Context(about))
