"""What the items of one user have in common, beside what the catalog has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from core.catalog.schema import Catalog
from core.contracts.catalog import Preference, Taste
from core.errors import UserError
from core.text import Text

#: An attribute with more values than this is no category.
MAX_VALUES = 100


@dataclass(frozen=True)
class Categories:
    """Attributes with few enough values to count, planted ones too: String [items] by name."""

    columns: Mapping[str, pl.Series]

    @classmethod
    def of(cls, catalog: Catalog) -> Categories:
        """Those of a catalog."""
        items = catalog.items
        columns = {
            name: items.get_column(name).cast(pl.String)
            for name in catalog.attributes
            if not items.schema[name].is_nested() and not items.schema[name].is_float()
        }
        most = min(MAX_VALUES, items.height // 2)
        everything = (columns | _planted(catalog)).items()
        return cls({n: c for n, c in everything if 2 <= c.drop_nulls().n_unique() <= most})

    def among(self, rows: list[int]) -> dict[str, list[str | None]]:
        """The values of some items, by attribute, in their order."""
        return {name: column.gather(rows).to_list() for name, column in self.columns.items()}


def taste(catalog: Catalog, categories: Categories, user: int, limit: int = 8) -> Taste:
    """Attribute values that are more frequent among a user's items than in the catalog.

    Compared by Pearson residuals (share - catalog share) / sqrt(catalog share / n), of which
    those above 2 are told, largest first.

    Raises:
        UserError: there is no such user.

    """
    if user >= catalog.users.height:
        raise UserError(
            Text("The catalog has no user number {user}.", user=user), "Choose another user."
        )
    chosen = catalog.wished.filter(pl.col("user") == user).get_column("item").unique()
    found = []
    for name, column in categories.columns.items():
        everywhere = column.drop_nulls().value_counts(normalize=True, name="share")
        mine = column.gather(chosen).drop_nulls()
        shares = mine.value_counts(normalize=True, name="mine")
        for value, share, expected in shares.join(everywhere, on=column.name).iter_rows():
            residual = (share - expected) / (expected / len(mine)) ** 0.5
            if residual > 2:
                found.append((residual, name, value, share, expected))
    best = sorted(found, reverse=True)[:limit]
    preferences = tuple(
        Preference(attribute=name, value=value, share=share, catalog_share=expected)
        for _, name, value, share, expected in best
    )
    return Taste(user=user, items=len(chosen), preferences=preferences)


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
