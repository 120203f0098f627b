"""Items and users as people name them: by the id that stands in their files, or by row."""

from __future__ import annotations

import polars as pl

from core.catalog.schema import Catalog
from core.errors import UserError
from core.text import Text

#: Ids told where one is not known.
EXAMPLES = 5


def user_row(catalog: Catalog, user: str | int) -> int:
    """Row of catalog.users of a user.

    Args:
        catalog: they are in.
        user: the id as in the file, or already the row.

    Raises:
        UserError: there is none of this id.

    """
    unknown = Text("There is no user '{user}' in this catalog.", user=user)
    return _row(catalog.users["user"], user, unknown)


def item_row(catalog: Catalog, item: str | int) -> int:
    """Row of catalog.items of an item, likewise.

    Raises:
        UserError: there is none of this id.

    """
    unknown = Text("There is no item '{item}' in this catalog.", item=item)
    return _row(catalog.items["item"], item, unknown)


def _row(ids: pl.Series, name: str | int, unknown: Text) -> int:
    if isinstance(name, int):
        return name
    rows = (ids == name).arg_true()
    if not len(rows):
        known = ", ".join(ids.head(EXAMPLES).to_list())
        raise UserError(unknown, Text("Known are for example: {ids}.", ids=known))
    return int(rows[0])
