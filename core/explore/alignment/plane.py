"""All modalities of all items on one plane, and who is really near whom."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Literal

import numpy as np
from pydantic import Field

from core import workspace
from core.alignment import embedding
from core.alignment.measures import neighbourhood_loss, unit
from core.errors import UserError
from core.explore.alignment import spaces
from core.explore.alignment.spaces import Space, SpaceName
from core.explore.context import Answer, Context, Params
from core.progress import Reporter
from core.text import Text

Method = Literal["pca", "tsne", "umap"]
#: t-SNE and UMAP are of at most this many items, drawn at random.
MOST_SLOW_ITEMS = 2000
#: Points whose neighbourhood loss is measured, fewer where each has very many others to be
#: compared with, and neighbours of each.
MOST_LOSSES = 2000
MOST_COMPARISONS = 60_000_000
NEAR = 10
VERSION = 1


class MapParams(Params):
    """Which space, drawn how."""

    space: SpaceName
    method: Method = "pca"


class LossParams(MapParams):
    """Neighbourhood loss of a map."""


class NeighboursParams(Params):
    """True neighbours of one point: an item in one modality."""

    space: SpaceName
    item: int = Field(ge=0)
    modality: str
    k: int = Field(NEAR, ge=1, le=100)


def everything(context: Context, params: MapParams) -> Answer:
    """Every point of a map: PCA at once, t-SNE and UMAP if `compute` has made them.

    `ready` is False where it has not. Arrays: per modality `rows/<m>` [n] and `points/<m>` [n, 2].
    """
    space = spaces.get(context, params.space)
    sample = _sample(space, params.method)
    told = {
        "space": space.name,
        "method": params.method,
        "modalities": list(space.vectors),
        "items": len(np.unique(np.concatenate(list(sample.rows.values())))),
        "catalog_items": space.total,
        "explained": None,
        "ready": True,
    }
    if params.method == "pca":
        plane, explained = embedding.pca(np.concatenate(list(sample.vectors.values())))
        told["explained"] = explained.tolist()
    else:
        made = _read(_place(sample, params.method))
        if made is None:
            return told | {"ready": False}, {}
        plane = made
    return told, _split(sample, plane)


def loss(context: Context, params: LossParams) -> Answer:
    """Which points a map tears away from their true neighbours.

    Arrays: per modality `loss/<m>` [n], in the order of `everything`; NaN where it was not
    measured (a random sample is, where there are many).
    """
    _told, arrays = everything(context, params)
    space = spaces.get(context, params.space)
    sample = _sample(space, params.method)
    vectors = np.concatenate(list(sample.vectors.values()))
    plane = np.concatenate([arrays[f"points/{name}"] for name in sample.vectors])
    rows = np.arange(len(vectors))
    most = max(1, min(MOST_LOSSES, MOST_COMPARISONS // max(1, len(rows))))
    if len(rows) > most:
        rows = np.random.default_rng(spaces.SEED).choice(rows, most, replace=False)
    lost = np.full(len(vectors), np.nan, np.float32)
    lost[rows] = neighbourhood_loss(vectors, plane, NEAR, rows)
    k = min(NEAR, len(vectors) - 1)
    return {
        "space": space.name,
        "method": params.method,
        "k": k,
        "mean": float(np.nanmean(lost)),
        "chance": 1 - k / (len(vectors) - 1),
        "measured": len(rows),
        "points": len(vectors),
    }, {
        f"loss/{name}": part[:, 0]
        for name, part in zip(sample.vectors, _parts(sample, lost[:, None]), strict=True)
    }


def neighbours(context: Context, params: NeighboursParams) -> Answer:
    """The points nearest to one in the full space, whatever the map shows.

    Arrays: `items` [k] rows, `modality` int64 [k] index into `modalities`, `cosine` [k].
    """
    space = spaces.get(context, params.space)
    place = np.flatnonzero(space.rows.get(params.modality, np.empty(0, int)) == params.item)
    if not len(place):
        raise UserError(
            Text("This item has no {modality} in this space.", modality=Text(params.modality)),
            "Choose another point.",
        )
    own = space.vectors[params.modality][place[0]]
    names = list(space.vectors)
    near = [space.vectors[name] @ own for name in names]
    near[names.index(params.modality)][place[0]] = -np.inf
    kind = np.repeat(np.arange(len(names)), [len(part) for part in near])
    cosine, rows = np.concatenate(near), np.concatenate([space.rows[name] for name in names])
    k = min(params.k, len(cosine) - 1)
    best = np.argpartition(-cosine, k - 1)[:k] if k > 0 else np.empty(0, np.int64)
    best = best[np.argsort(-cosine[best], kind="stable")]
    return {
        "item": params.item,
        "modality": params.modality,
        "modalities": names,
        "points": len(cosine),
    }, {"items": rows[best], "modality": kind[best], "cosine": cosine[best]}


def compute(context: Context, params: MapParams, reporter: Reporter) -> Path:
    """Make a map that takes long; what was made from the same vectors before is kept."""
    sample = _sample(spaces.get(context, params.space), params.method)
    place = _place(sample, params.method)
    if _read(place) is None:
        vectors = unit(np.concatenate(list(sample.vectors.values())))
        if len(vectors) < 4:
            raise UserError("A map needs at least four points.", "Choose another space.")
        make = {"tsne": embedding.tsne, "umap": embedding.umap}[params.method]
        plane = make(vectors, reporter=reporter)
        data = io.BytesIO()
        np.save(data, plane, allow_pickle=False)
        workspace.write_atomic(place, data.getvalue())
    return place


def _sample(space: Space, method: Method) -> Space:
    """All of a space, or the items that a slow method is given."""
    items = np.unique(np.concatenate(list(space.rows.values())))
    if method == "pca" or len(items) <= MOST_SLOW_ITEMS:
        return space
    kept = np.random.default_rng(spaces.SEED).choice(items, MOST_SLOW_ITEMS, replace=False)
    return space.within(kept)


def _place(sample: Space, method: Method) -> Path:
    """File of a map, named by the very vectors it is made of."""
    digest = hashlib.blake2b(f"{VERSION}\0{method}".encode(), digest_size=16)
    for name, vectors in sample.vectors.items():
        digest.update(f"\0{name}\0{vectors.shape}".encode())
        digest.update(np.ascontiguousarray(vectors).tobytes())
    return workspace.folder("maps") / f"{digest.hexdigest()}.npy"


def _read(place: Path) -> np.ndarray | None:
    try:
        made: np.ndarray = np.load(place, allow_pickle=False)
    except (OSError, ValueError):
        return None
    return made


def _split(sample: Space, plane: np.ndarray) -> dict[str, np.ndarray]:
    arrays = {f"rows/{name}": rows for name, rows in sample.rows.items()}
    for name, part in zip(sample.vectors, _parts(sample, plane), strict=True):
        arrays[f"points/{name}"] = np.asarray(part, np.float32)
    return arrays


def _parts(sample: Space, values: np.ndarray) -> list[np.ndarray]:
    """[all points, ...] per modality."""
    ends = np.cumsum([len(rows) for rows in sample.rows.values()])
    return np.split(values, ends[:-1])
