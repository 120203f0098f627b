"""The spaces in which modalities can be compared: the trained model's, or a ridge map's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from core.alignment import joint as shared
from core.alignment import ridge
from core.alignment.joint import LEAST_ITEMS, MOST_ITEMS
from core.alignment.measures import unit
from core.contracts.alignment import SpaceName
from core.errors import UserError
from core.explore.context import Context, not_trained
from core.text import Text

if TYPE_CHECKING:
    from core.encoders.store import FeatureStore

#: A space holds all items up to this many tokens of theirs, beyond it a random sample of items.
MOST_TOKENS = 4_000_000
#: Features of more items than this are not mapped by ridge.
MOST_RIDGE_ITEMS = 100_000
#: Every item is mapped by a map fitted on the other parts.
FOLDS = 5
#: Items projected together.
CHUNK = 256
SEED = 0


@dataclass(frozen=True, eq=False)
class Space:
    """Modalities as unit vectors in one space.

    Attributes:
        name: which space.
        note: one honest sentence on where it comes from and which items are in it.
        rows: per modality, items it has here, rising, int64 [n].
        vectors: per modality float32 [n, d] of length one.
        total: items of the catalog; `rows` may be a sample of them.
        lift: (item row, modality) -> tokens of an item in this space [L, d], each its own length,
            and their positions [L, 4].

    """

    name: SpaceName
    note: Text
    rows: dict[str, np.ndarray]
    vectors: dict[str, np.ndarray]
    total: int
    lift: Callable[[int, str], tuple[np.ndarray, np.ndarray]]

    def check(self, *names: str) -> None:
        """Raise a UserError if a modality is not in this space."""
        for name in names:
            if name not in self.rows:
                raise UserError(
                    Text("'{name}' is not in this space: too few items have it.", name=Text(name)),
                    "Choose another pair.",
                )

    def both(self, x: str, y: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Items that have both modalities: rows [n], vectors of x [n, d] and of y [n, d]."""
        rows, in_x, in_y = np.intersect1d(
            self.rows[x], self.rows[y], assume_unique=True, return_indices=True
        )
        return rows, self.vectors[x][in_x], self.vectors[y][in_y]

    def within(self, items: np.ndarray) -> Space:
        """The same space with some of its items."""
        kept = {name: np.isin(rows, items) for name, rows in self.rows.items()}
        return replace(
            self,
            rows={name: rows[kept[name]] for name, rows in self.rows.items()},
            vectors={name: vectors[kept[name]] for name, vectors in self.vectors.items()},
        )


def available(context: Context) -> list[SpaceName]:
    """Spaces there are, best first."""
    names: list[SpaceName] = []
    if context.key.run is not None and context.run.model.fusion is not None:
        names.append("model")
    if joint(context):
        names.append("joint")
    if len(_several(context)) > 1:
        names.append("ridge")
    return names


def joint(context: Context) -> Mapping[str, FeatureStore]:
    """The most stores whose encoders were trained to be compared; empty where no two of them."""
    return shared.together(_several(context))


def modalities(context: Context, space: SpaceName) -> list[str]:
    """Modalities in a space."""
    if space == "model" and context.run.model.fusion is not None:
        return list(context.run.model.fusion.modalities)
    if space == "joint":
        return list(joint(context))
    return list(_several(context))


def get(context: Context, name: SpaceName) -> Space:
    """A space, made once.

    Raises:
        UserError: there is no such space.

    """
    return context.kept(Space, lambda: _made(context, name), name)


def _made(context: Context, name: SpaceName) -> Space:
    if name in available(context):
        return _MADE[name](context)
    if name == "model":
        raise not_trained()
    raise UserError(
        "This catalog has one modality, so there is nothing to compare.", "Open another catalog."
    )


def _several(context: Context) -> Mapping[str, FeatureStore]:
    """Stores with at least one item in them."""
    stores = context.features.stores
    return {name: store for name, store in stores.items() if np.asarray(store.present).any()}


def _chosen(context: Context) -> np.ndarray:
    """All items, or a random sample of them whose tokens are not too many."""
    items = context.catalog.items.height
    each = sum(max(1, store.max_tokens) for store in _several(context).values())
    most = max(1, MOST_TOKENS // each)
    if items <= most:
        return np.arange(items)
    return np.sort(np.random.default_rng(SEED).choice(items, most, replace=False))


def _of_model(context: Context) -> Space:
    """Pooled projected inputs of the fusion: what its alignment loss compares."""
    import torch

    from core.fusion.base import masked_mean

    run = context.run
    fusion = run.model.fusion
    assert fusion is not None
    rows = _chosen(context)
    parts: dict[str, list[np.ndarray]] = {name: [] for name in fusion.modalities}
    present: dict[str, list[np.ndarray]] = {name: [] for name in fusion.modalities}
    with torch.no_grad():
        for begin in range(0, len(rows), CHUNK):
            batch = run.gather(torch.from_numpy(rows[begin : begin + CHUNK]))
            projected, masks = fusion.project(batch)
            for name, tokens, mask in zip(fusion.modalities, projected, masks, strict=True):
                parts[name].append(masked_mean(tokens, mask).float().numpy())
                present[name].append(mask.any(1).numpy())
    present_rows = {name: np.concatenate(found) for name, found in present.items()}
    weight = run.config.alignment.weight
    trained = Text("not trained to agree")
    if weight > 0:
        trained = Text("trained to agree with weight {weight:g}", weight=weight)

    def lift(row: int, modality: str) -> tuple[np.ndarray, np.ndarray]:
        batch = run.gather(torch.tensor([row]))
        with torch.no_grad():
            projected, _ = fusion.project(batch)
        source = batch[modality]
        tokens = projected[fusion.modalities.index(modality)][0][source.mask[0]]
        return tokens.float().numpy(), source.positions[0][source.mask[0]].numpy()

    return Space(
        "model",
        Text(
            "Space of the trained model: the pooled inputs of its '{kind}' fusion, {trained}. "
            "Training has seen these items.",
            kind=run.config.fusion.kind,
            trained=trained,
        ),
        {name: rows[held] for name, held in present_rows.items()},
        {name: unit(np.concatenate(parts[name])[held]) for name, held in present_rows.items()},
        context.catalog.items.height,
        lift,
    )


def _of_ridge(context: Context) -> Space:
    """Every modality mapped into the features of one, each item by a map that has not seen it."""
    stores = _several(context)
    anchor = "text" if "text" in stores else next(iter(stores))
    target = stores[anchor]
    chosen = np.sort(np.random.default_rng(SEED).permutation(_chosen(context))[:MOST_RIDGE_ITEMS])
    part = np.zeros(context.catalog.items.height, np.int8)
    part[chosen] = np.random.default_rng(SEED).permutation(len(chosen)) % FOLDS
    anchored = chosen[np.asarray(target.present)[chosen]]
    centre = np.asarray(target.pooled()[anchored]).mean(0)
    rows = {anchor: anchored}
    vectors = {anchor: unit(np.asarray(target.pooled()[anchored]) - centre)}
    maps: dict[str, list[ridge.Ridge]] = {}
    for name, store in stores.items():
        if name == anchor:
            continue
        owners = chosen[np.asarray(store.present)[chosen]]
        both = np.intersect1d(owners, anchored)
        if len(both) < LEAST_ITEMS:
            continue
        maps[name] = [_fitted(store, target, both[part[both] != fold]) for fold in range(FOLDS)]
        mapped = np.empty((len(owners), target.width), np.float32)
        for fold, fitted in enumerate(maps[name]):
            held_out = part[owners] == fold
            mapped[held_out] = fitted(np.asarray(store.pooled()[owners[held_out]])) - centre
        rows[name], vectors[name] = owners, unit(mapped)
    if len(rows) < 2:
        raise UserError(
            Text(
                "Too few items have two modalities to fit a map (at least {least_items}).",
                least_items=LEAST_ITEMS,
            ),
            "Open a larger catalog, or train a model.",
        )

    def lift(row: int, modality: str) -> tuple[np.ndarray, np.ndarray]:
        batch = stores[modality].gather(np.array([row]))
        tokens = batch.tokens[0][batch.mask[0]].float().numpy()
        if modality != anchor:
            tokens = maps[modality][part[row]](tokens)
        return tokens - centre, batch.positions[0][batch.mask[0]].numpy()

    return Space(
        "ridge",
        Text(
            "No trained model: a ridge map takes every modality to the features of '{anchor}'. "
            "Each of the {chosen:,} items is mapped by a map fitted without its fifth of them.",
            anchor=anchor,
            chosen=len(chosen),
        ),
        rows,
        vectors,
        context.catalog.items.height,
        lift,
    )


def _of_joint(context: Context) -> Space:
    """Whole items as encoders see them that were trained together: no training here is needed."""
    stores = joint(context)
    chosen = _chosen(context)
    rows, vectors = {}, {}
    for name, store in stores.items():
        assert store.whole is not None
        rows[name] = chosen[np.asarray(store.present)[chosen]]
        vectors[name] = unit(np.asarray(store.whole[rows[name]]))
    maps = {name: shared.token_map(store, rows[name]) for name, store in stores.items()}

    def lift(row: int, modality: str) -> tuple[np.ndarray, np.ndarray]:
        """Tokens at their places; the whole item as one that lies nowhere if nothing was fitted."""
        fitted, whole = maps[modality], stores[modality].whole
        assert whole is not None
        if fitted is None:
            return np.asarray(whole[row : row + 1]), np.full((1, 4), np.nan, np.float32)
        tokens, places = stores[modality].item(row)
        return fitted(np.asarray(tokens, np.float32)), np.asarray(places)

    encoder = next(iter(stores.values())).about.space.partition("@")[0]
    told = ", ".join(
        f"{Text(name)} {max(0.0, 1 - one.error):.0%}" for name, one in maps.items() if one
    )
    note = Text(
        "Joint space of '{encoder}', which was trained to compare them: no training on this "
        "catalog is needed.",
        encoder=encoder,
    )
    if told:
        note = Text(
            "{note} It holds whole items; a ridge map takes their tokens there, which tells of "
            "items it has not seen: {told}.",
            note=note,
            told=told,
        )
    return Space("joint", note, rows, vectors, context.catalog.items.height, lift)


_MADE: dict[SpaceName, Callable[[Context], Space]] = {
    "model": _of_model,
    "joint": _of_joint,
    "ridge": _of_ridge,
}


def _fitted(store: FeatureStore, target: FeatureStore, rows: np.ndarray) -> ridge.Ridge:
    """The map of one modality to the anchor from these items, or a sample of them."""
    if len(rows) > MOST_ITEMS:
        rows = np.random.default_rng(SEED).choice(rows, MOST_ITEMS, replace=False)
    return ridge.fit(np.asarray(store.pooled()[rows]), np.asarray(target.pooled()[rows]))
