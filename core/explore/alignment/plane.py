"""All modalities of all items on one plane, and who is really near whom."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import numpy as np

from core import workspace
from core.alignment import embedding
from core.alignment.measures import neighbourhood_loss, unit
from core.contracts.alignment import (
    LossAnswer,
    MapAnswer,
    MapParams,
    Method,
    NeighboursAnswer,
    NeighboursParams,
    Points,
)
from core.errors import UserError
from core.explore.alignment import spaces
from core.explore.alignment.spaces import Space
from core.explore.context import Context
from core.progress import Reporter
from core.text import Text

#: t-SNE and UMAP are of at most this many items, drawn at random.
MOST_SLOW_ITEMS = 2000
#: Points whose neighbourhood loss is measured, fewer where each has very many others to be
#: compared with, and neighbours of each.
MOST_LOSSES = 2000
MOST_COMPARISONS = 60_000_000
NEAR = 10
VERSION = 1


def everything(context: Context, params: MapParams) -> MapAnswer:
    """Every point of a map: PCA at once, t-SNE and UMAP if `compute` has made them.

    Raises:
        UserError: there is no such space.

    """
    space = spaces.get(context, params.space)
    sample = _sample(space, params.method)
    explained, places = None, None
    if params.method == "pca":
        places, variance = embedding.pca(_joined(sample))
        explained = tuple(variance.tolist())
    else:
        places = _read(_place(sample, params.method))
    return MapAnswer(
        space=space.name,
        method=params.method,
        items=len(_items(sample)),
        catalog_items=space.total,
        explained=explained,
        ready=places is not None,
        points={} if places is None else _points(sample, places),
    )


def loss(context: Context, params: MapParams) -> LossAnswer:
    """Which points a map tears away from their true neighbours.

    Of very many points a random sample is looked at.

    Raises:
        UserError: there is no such space.

    """
    points = everything(context, params).points
    space = spaces.get(context, params.space)
    sample = _sample(space, params.method)
    vectors = _joined(sample)
    places = np.concatenate([points[name].places for name in sample.vectors])
    measured = np.arange(len(vectors))
    most = max(1, min(MOST_LOSSES, MOST_COMPARISONS // max(1, len(vectors))))
    if len(vectors) > most:
        generator = np.random.default_rng(spaces.SEED)
        measured = generator.choice(measured, most, replace=False)
    lost = np.full(len(vectors), np.nan, np.float32)
    lost[measured] = neighbourhood_loss(vectors, places, NEAR, measured)
    k = min(NEAR, len(vectors) - 1)
    return LossAnswer(
        space=space.name,
        method=params.method,
        k=k,
        mean=float(np.nanmean(lost)),
        chance=1 - k / (len(vectors) - 1),
        measured=len(measured),
        points=len(vectors),
        lost=dict(zip(sample.vectors, _parts(sample, lost), strict=True)),
    )


def neighbours(context: Context, params: NeighboursParams) -> NeighboursAnswer:
    """The points nearest to one in the full space, whatever the map shows.

    Raises:
        UserError: there is no such space, or the item has no such modality in it.

    """
    space = spaces.get(context, params.space)
    place = np.flatnonzero(space.rows.get(params.modality, np.empty(0, int)) == params.item)
    if not len(place):
        raise UserError(
            Text("This item has no {modality} in this space.", modality=Text(params.modality)),
            "Choose another point.",
        )
    own = space.vectors[params.modality][place[0]]
    names = tuple(space.vectors)
    near = [space.vectors[name] @ own for name in names]
    near[names.index(params.modality)][place[0]] = -np.inf
    which = np.repeat(np.arange(len(names)), [len(part) for part in near])
    cosine, rows = np.concatenate(near), np.concatenate([space.rows[name] for name in names])
    k = min(params.k, len(cosine) - 1)
    best = np.argpartition(-cosine, k - 1)[:k] if k > 0 else np.empty(0, np.int64)
    best = best[np.argsort(-cosine[best], kind="stable")]
    return NeighboursAnswer(
        item=params.item,
        modality=params.modality,
        modalities=names,
        points=len(cosine),
        rows=rows[best],
        which=which[best],
        cosine=cosine[best],
    )


def compute(context: Context, params: MapParams, reporter: Reporter) -> Path:
    """Make a map that takes long; what was made from the same vectors before is kept."""
    sample = _sample(spaces.get(context, params.space), params.method)
    place = _place(sample, params.method)
    if _read(place) is None:
        vectors = unit(_joined(sample))
        if len(vectors) < 4:
            raise UserError("A map needs at least four points.", "Choose another space.")
        make = {"tsne": embedding.tsne, "umap": embedding.umap}[params.method]
        plane = make(vectors, reporter=reporter)
        data = io.BytesIO()
        np.save(data, plane, allow_pickle=False)
        workspace.write_sealed(place, data.getvalue())
    return place


def _sample(space: Space, method: Method) -> Space:
    """All of a space, or the items that a slow method is given."""
    items = _items(space)
    if method == "pca" or len(items) <= MOST_SLOW_ITEMS:
        return space
    kept = np.random.default_rng(spaces.SEED).choice(items, MOST_SLOW_ITEMS, replace=False)
    return space.within(kept)


def _items(space: Space) -> np.ndarray:
    return np.unique(np.concatenate(list(space.rows.values())))


def _joined(sample: Space) -> np.ndarray:
    """Vectors of all modalities, one after the other."""
    return np.concatenate(list(sample.vectors.values()))


def _place(sample: Space, method: Method) -> Path:
    """File of a map, named by the very vectors it is made of."""
    digest = hashlib.blake2b(f"{VERSION}\0{method}".encode(), digest_size=16)
    for name, vectors in sample.vectors.items():
        digest.update(f"\0{name}\0{vectors.shape}".encode())
        digest.update(np.ascontiguousarray(vectors).tobytes())
    return workspace.folder("maps") / f"{digest.hexdigest()}.npy"


def _read(place: Path) -> np.ndarray | None:
    try:
        data = io.BytesIO(workspace.read_sealed(place))
        made: np.ndarray = np.load(data, allow_pickle=False)
    except (OSError, ValueError):
        return None
    return made


def _points(sample: Space, places: np.ndarray) -> dict[str, Points]:
    parts = zip(sample.rows.items(), _parts(sample, places), strict=True)
    return {
        name: Points(rows=rows, places=np.asarray(part, np.float32)) for (name, rows), part in parts
    }


def _parts(sample: Space, values: np.ndarray) -> list[np.ndarray]:
    """[all points, ...] per modality."""
    ends = np.cumsum([len(rows) for rows in sample.rows.values()])
    return np.split(values, ends[:-1])
