"""The spaces in which modalities can be compared: the trained model's, or a ridge map's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from core.alignment.measures import unit
from core.errors import UserError
from core.worker.context import Context

if TYPE_CHECKING:
    from core.encoders.store import FeatureStore

SpaceName = Literal["model", "ridge"]
#: Items beyond this are not brought into a space: a map of more is drawn from a random sample.
MOST_ITEMS = 20_000
#: Items projected together.
CHUNK = 256
#: Fewer items with two modalities than this teach a ridge map nothing.
LEAST_ITEMS = 16
SEED = 0


@dataclass(frozen=True, eq=False)
class Space:
    """Modalities as unit vectors in one space.

    Attributes:
        name: which space.
        note: one honest sentence on where it comes from and which items are in it.
        rows: per modality, items it has here, rising, int64 [n].
        vectors: per modality float32 [n, d] of length one.

    """

    name: SpaceName
    note: str
    rows: dict[str, np.ndarray]
    vectors: dict[str, np.ndarray]

    def both(self, x: str, y: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Items that have both modalities: rows [n], vectors of x [n, d] and of y [n, d]."""
        rows, in_x, in_y = np.intersect1d(
            self.rows[x], self.rows[y], assume_unique=True, return_indices=True
        )
        return rows, self.vectors[x][in_x], self.vectors[y][in_y]


def available(context: Context) -> list[SpaceName]:
    """Spaces there are, best first."""
    names: list[SpaceName] = []
    if context.key.run is not None and context.run.model.fusion is not None:
        names.append("model")
    if len(_several(context)) > 1:
        names.append("ridge")
    return names


def modalities(context: Context, space: SpaceName) -> list[str]:
    """Modalities in a space."""
    if space == "model" and context.run.model.fusion is not None:
        return list(context.run.model.fusion.modalities)
    return list(_several(context))


def get(context: Context, name: SpaceName) -> Space:
    """A space, made once.

    Raises:
        UserError: there is no such space.

    """
    key = f"space {name}"
    if key not in context.cache:
        if name not in available(context):
            raise UserError(
                "No model has been trained yet."
                if name == "model"
                else "This catalog has one modality, so there is nothing to compare.",
                "Train one on the Training page." if name == "model" else "Open another catalog.",
            )
        context.cache[key] = _of_model(context) if name == "model" else _of_ridge(context)
    space: Space = context.cache[key]
    return space


def _several(context: Context) -> Mapping[str, FeatureStore]:
    """Stores with at least one item in them."""
    stores = context.features.stores
    return {name: store for name, store in stores.items() if np.asarray(store.present).any()}


def _chosen(items: int) -> np.ndarray:
    """All items, or a random sample of them."""
    if items <= MOST_ITEMS:
        return np.arange(items)
    return np.sort(np.random.default_rng(SEED).choice(items, MOST_ITEMS, replace=False))


def _of_model(context: Context) -> Space:
    """Pooled projected inputs of the fusion: what its alignment loss compares."""
    import torch

    from core.fusion.base import masked_mean

    run = context.run
    fusion = run.model.fusion
    assert fusion is not None
    rows = _chosen(context.catalog.items.height)
    parts: dict[str, list[np.ndarray]] = {name: [] for name in fusion.modalities}
    present: dict[str, list[np.ndarray]] = {name: [] for name in fusion.modalities}
    with torch.no_grad():
        for begin in range(0, len(rows), CHUNK):
            batch = run.gather(torch.from_numpy(rows[begin : begin + CHUNK]))
            projected, masks = fusion.project(batch)
            for name, tokens, mask in zip(fusion.modalities, projected, masks, strict=True):
                parts[name].append(masked_mean(tokens, mask).float().numpy())
                present[name].append(mask.any(1).numpy())
    have = {name: np.concatenate(found) for name, found in present.items()}
    weight = run.config.alignment.weight
    trained = f"trained to agree with weight {weight:g}" if weight > 0 else "not trained to agree"
    return Space(
        "model",
        f"Space of the trained model: the pooled inputs of its '{run.config.fusion.kind}' fusion, "
        f"{trained}. Training has seen these items.",
        {name: rows[held] for name, held in have.items()},
        {name: unit(np.concatenate(parts[name])[held]) for name, held in have.items()},
    )


def _of_ridge(context: Context) -> Space:
    """Every modality mapped into the features of one, fitted on half of the items."""
    from core.alignment import ridge

    stores = _several(context)
    anchor = "text" if "text" in stores else next(iter(stores))
    order = np.random.default_rng(SEED).permutation(_chosen(context.catalog.items.height))
    train, held_out = np.sort(order[: len(order) // 2]), np.sort(order[len(order) // 2 :])
    pooled = {name: store.pooled() for name, store in stores.items()}
    present = {name: np.asarray(store.present) for name, store in stores.items()}
    rows: dict[str, np.ndarray] = {}
    vectors: dict[str, np.ndarray] = {}
    centre = np.asarray(pooled[anchor])[train[present[anchor][train]]].mean(0)
    for name in stores:
        both = train[present[name][train] & present[anchor][train]]
        mine = held_out[present[name][held_out]]
        features = np.asarray(pooled[name], np.float64)
        if name == anchor:
            found = features[mine]
        elif len(both) < LEAST_ITEMS:
            continue
        else:
            found = ridge.fit(features[both], np.asarray(pooled[anchor])[both])(features[mine])
        rows[name], vectors[name] = mine, unit(found - centre)
    if len(rows) < 2:
        raise UserError(
            f"Too few items have two modalities to fit a map (at least {2 * LEAST_ITEMS}).",
            "Open a larger catalog, or train a model.",
        )
    return Space(
        "ridge",
        f"No trained model: a ridge map takes every modality to the features of '{anchor}'. "
        f"Fitted on {len(train):,} items; all numbers are of {len(held_out):,} other items.",
        rows,
        vectors,
    )
