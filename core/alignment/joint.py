"""The space of encoders that were trained to be compared, such as the two of a CLIP.

They give one vector of a whole item; what lies where in it they do not say. A ridge map from the
means of tokens to whole items is fitted on a catalog, and takes every token into the space.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch

from core.alignment import ridge
from core.alignment.measures import unit
from core.encoders.store import FeatureStore
from core.fusion.base import Store
from core.fusion.grounding import Side

#: Fewer items than this teach a map nothing, more than that nothing more.
LEAST_ITEMS, MOST_ITEMS = 16, 5_000
#: A map that leaves more than this of the variance of unseen items untold is not believed.
_MOST_ERROR = 0.9
_SEED = 0


def together(stores: Mapping[str, Store]) -> dict[str, FeatureStore]:
    """The most stores that share a space; empty where no two of them do."""
    spaces: dict[str, dict[str, FeatureStore]] = {}
    for name, store in stores.items():
        if isinstance(store, FeatureStore) and store.about.space and store.about.whole:
            spaces.setdefault(store.about.space, {})[name] = store
    most = max(spaces.values(), key=len, default={})
    return most if len(most) > 1 else {}


def token_map(store: FeatureStore, rows: np.ndarray) -> ridge.Ridge | None:
    """From tokens [n, width] into the space [n, W], by the means of the items `rows`.

    None where too few items teach it.
    """
    if len(rows) < LEAST_ITEMS:
        return None
    if len(rows) > MOST_ITEMS:
        kept = np.random.default_rng(_SEED).choice(len(rows), MOST_ITEMS, replace=False)
        rows = rows[kept]
    assert store.whole is not None
    return ridge.fit(np.asarray(store.pooled()[rows]), unit(np.asarray(store.whole[rows])))


def sides(stores: Mapping[str, Store]) -> dict[str, Side]:
    """How tokens enter the space, by modality; of those alone whose map tells of unseen items."""
    found = {}
    for name, store in together(stores).items():
        fitted = token_map(store, np.flatnonzero(store.present))
        if fitted is not None and fitted.error <= _MOST_ERROR:
            offset = fitted.target_mean - fitted.source_mean @ fitted.weights
            found[name] = Side(
                torch.from_numpy(fitted.weights).float(), torch.from_numpy(offset).float()
            )
    return found
