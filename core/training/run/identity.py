"""Which catalog and features a run was trained on, so that it is never used on others.

Counts alone do not tell: two catalogs of a thousand items give a model wrong numbers, not an error.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import numpy as np
import polars as pl

from core.catalog.schema import Catalog
from core.errors import UserError
from core.text import Text
from core.training.run.record import CatalogRecord, DataRecord, FeaturesRecord
from core.training.steps.gather import Store

AnyStore = TypeVar("AnyStore", bound=Store)
#: Columns of the interactions that training or its split read.
_READ = ("user", "item", "timestamp", "rating", "split")
_REMEDY = Text(
    "Open that catalog, train a new run, or bring this one here by item ids: --map-items."
)
#: What to call the parts of a catalog that differ.
_PARTS = {
    "items": Text("items"), "users": Text("users"), "interactions": Text("interactions")
}  # fmt: skip


def of_catalog(catalog: Catalog) -> CatalogRecord:
    """What identifies a catalog for a model: ids in their order, and the interactions.

    A copy elsewhere, or under another name, is the same catalog.
    """
    return CatalogRecord(
        items=_hashed(catalog.items["item"]),
        users=_hashed(catalog.users["user"]),
        interactions=_hashed(*(catalog.interactions[name] for name in _READ)),
    )


def of_features(stores: Mapping[str, Store]) -> dict[str, FeaturesRecord]:
    """By modality, what identifies the features."""
    return {
        name: FeaturesRecord(encoder=store.encoder, fingerprint=store.fingerprint)
        for name, store in stores.items()
    }


def fitting(
    made_for: DataRecord, catalog: Catalog, stores: Mapping[str, AnyStore], file: Path
) -> dict[str, AnyStore]:
    """The features a run was trained on, in its order, if catalog and features are those.

    Of a run from before fingerprints were kept, only counts and names are compared.

    Raises:
        UserError: the catalog or the features are others, or a modality is not encoded. `file`,
            where `made_for` stands, is named.

    """
    _check_catalog(made_for, catalog, file)
    found = same_encoders(made_for, stores, file)
    for name, here in of_features(found).items():
        if made_for.features.get(name, here).fingerprint != here.fingerprint:
            raise UserError(
                Text(
                    "The '{modality}' features are not those this run was trained on: the files "
                    "or the encoder '{here}' changed since.",
                    modality=name,
                    here=here.encoder,
                ),
                "Train a new run.",
                str(file),
            )
    return found


def same_encoders(
    made_for: DataRecord, stores: Mapping[str, AnyStore], file: Path
) -> dict[str, AnyStore]:
    """The features a run needs, in its order, if the encoders it was trained with made them.

    Raises:
        UserError: they were made by others, or a modality is not encoded.

    """
    names = tuple(stores) if made_for.modalities is None else made_for.modalities
    missing = [name for name in names if name not in stores]
    if missing:
        raise UserError(
            Text(
                "The run was trained with '{missing}', which these features do not have.",
                missing=missing[0],
            ),
            "Encode that modality, or choose another run.",
        )
    found = {name: stores[name] for name in names}
    for name, here in of_features(found).items():
        then = made_for.features.get(name, here)
        if then.encoder != here.encoder:
            raise UserError(
                Text(
                    "This run was trained on '{modality}' features of the encoder '{then}'; those "
                    "here are of '{here}'.",
                    modality=name,
                    then=then.encoder,
                    here=here.encoder,
                ),
                "Encode with that encoder, or train a new run.",
                str(file),
            )
    return found


def _check_catalog(made_for: DataRecord, catalog: Catalog, file: Path) -> None:
    n_users, n_items = len(catalog.users), len(catalog.items)
    if (made_for.users, made_for.items) not in ((n_users, n_items), (None, None)):
        raise UserError(
            Text(
                "This run was trained on '{catalog}' with {users} users and {items} items; "
                "the open catalog has {n_users} and {n_items}.",
                catalog=made_for.catalog,
                users=made_for.users,
                items=made_for.items,
                n_users=n_users,
                n_items=n_items,
            ),
            _REMEDY,
            str(file),
        )
    if made_for.fingerprint is None:
        return
    here = of_catalog(catalog)
    others = [
        said for part, said in _PARTS.items()
        if getattr(here, part) != getattr(made_for.fingerprint, part)
    ]  # fmt: skip
    if others:
        raise UserError(
            Text(
                "This run was trained on '{catalog}'; the open catalog '{here}' has other {parts}.",
                catalog=made_for.catalog,
                here=catalog.name,
                parts=Text.joined(", ", others),
            ),
            _REMEDY,
            str(file),
        )


def _hashed(*columns: pl.Series) -> str:
    """Hash of the values, whatever chunks or maps they lie in; 10 million rows take a fraction of
    a second.
    """
    digest = hashlib.blake2b(digest_size=16)
    for column in columns:
        missing = column.null_count()
        digest.update(f"{len(column)}\0{missing}\0".encode())
        if missing == len(column):
            continue
        if missing:
            digest.update(_bytes(column.is_null()))
            column = column.drop_nulls()
        if column.dtype == pl.String:
            digest.update(_bytes(column.str.len_bytes()))
            digest.update(column.str.join("").item().encode())
        else:
            digest.update(_bytes(column))
    return digest.hexdigest()


def _bytes(column: pl.Series) -> memoryview:
    return np.ascontiguousarray(column.to_numpy()).view(np.uint8).data
