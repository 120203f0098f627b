"""What the items of one user have in common, beside what the catalog has."""

from __future__ import annotations

import polars as pl
from pydantic import Field

from core.catalog.schema import Catalog
from core.errors import UserError
from core.explore.context import Answer, Context, Params
from core.text import Text

#: An attribute with more values than this is no category.
MAX_VALUES = 100


class TasteParams(Params):
    """One user; at most `limit` attribute values are told."""

    user: int = Field(ge=0)
    limit: int = Field(8, ge=1, le=100)


def taste(context: Context, params: TasteParams) -> Answer:
    """Attribute values that are more frequent among a user's items than in the catalog.

    Compared by Pearson residuals (share - catalog share) / sqrt(catalog share / n), of which
    those above 2 are told, largest first: [{"attribute", "value", "share", "catalog_share"}].
    """
    catalog = context.catalog
    if params.user >= catalog.users.height:
        raise UserError(
            Text("The catalog has no user number {user}.", user=params.user), "Choose another user."
        )
    chosen = catalog.interactions.filter(pl.col("user") == params.user).get_column("item").unique()
    found = []
    for name, column in _categorical(context).items():
        everywhere = column.drop_nulls().value_counts(normalize=True, name="share")
        mine = column.gather(chosen).drop_nulls()
        here = mine.value_counts(normalize=True, name="mine")
        for value, share, expected in here.join(everywhere, on=column.name).iter_rows():
            residual = (share - expected) / (expected / len(mine)) ** 0.5
            if residual > 2:
                found.append((residual, name, value, share, expected))
    best = sorted(found, reverse=True)[: params.limit]
    keys = ("attribute", "value", "share", "catalog_share")
    return {
        "user": params.user,
        "items": len(chosen),
        "taste": [dict(zip(keys, one[1:], strict=True)) for one in best],
    }, {}


def _categorical(context: Context) -> dict[str, pl.Series]:
    """Attributes with few enough values to count, planted ones too: String [items] by name."""
    if "categorical" not in context.cache:
        catalog = context.catalog
        items = catalog.items
        columns = {
            name: items.get_column(name).cast(pl.String)
            for name in catalog.attributes
            if not items.schema[name].is_nested() and not items.schema[name].is_float()
        }
        context.cache["categorical"] = {
            name: column
            for name, column in (columns | _planted(catalog)).items()
            if 2 <= column.drop_nulls().n_unique() <= min(MAX_VALUES, items.height // 2)
        }
    known: dict[str, pl.Series] = context.cache["categorical"]
    return known


def _planted(catalog: Catalog) -> dict[str, pl.Series]:
    """The attributes of the planted truth, where items have one value of each."""
    if catalog.truth is None:
        return {}
    columns = {}
    for (name,), rows in catalog.truth.group_by("attribute", maintain_order=True):
        one = rows.unique(("item", "value"))
        if one["item"].n_unique() == one.height:
            values = pl.DataFrame(
                {"item": pl.arange(catalog.items.height, dtype=pl.Int32, eager=True)}
            )
            joined = values.join(one.select("item", "value"), on="item", how="left")
            columns[str(name)] = joined.sort("item").get_column("value")
    return columns
