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
    if isinstance(user, int):
        return user
    users = catalog.users["user"]
    row = _row(users, user)
    if row is None:
        raise UserError(Text("There is no user '{user}' in this catalog.", user=user), _some(users))
    return row


def item_row(catalog: Catalog, item: str | int) -> int:
    """Row of catalog.items of an item, likewise.

    Raises:
        UserError: there is none of this id.

    """
    if isinstance(item, int):
        return item
    items = catalog.items["item"]
    row = _row(items, item)
    if row is None:
        raise UserError(Text("There is no item '{item}' in this catalog.", item=item), _some(items))
    return row


def _row(ids: pl.Series, name: str) -> int | None:
    rows = (ids == name).arg_true()
    return int(rows[0]) if len(rows) else None


def _some(ids: pl.Series) -> Text:
    return Text("Known are for example: {ids}.", ids=", ".join(ids.head(EXAMPLES).to_list()))
