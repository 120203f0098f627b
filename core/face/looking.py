"""The maps of an item, or of one's own words and files in its place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.contracts.attention import ItemParams
from core.contracts.own import Own
from core.errors import UserError

if TYPE_CHECKING:
    from core.explore.attention.labels import Attention
    from core.explore.context import Context


def looked_at(
    context: Context,
    item: str | int | None,
    user: str | int | None,
    *,
    text: str | None = None,
    image: str | Path | None = None,
    audio: str | Path | None = None,
    video: str | Path | None = None,
    change: Sequence[str] = (),
) -> Attention:
    """See `OpenedRun.look`; without anything of one's own, the item as it is.

    Raises:
        UserError: there is no such item or user, or a file cannot be read.

    """
    from core.explore.attention.labels import labelled
    from core.explore.attention.own import changed, texts_of
    from core.explore.attention.target import check_item
    from core.explore.lookup import item_row, user_row

    catalog = context.catalog
    row = 0 if item is None else item_row(catalog, item)
    check_item(context, row)
    whose = None if user is None else user_row(catalog, user)
    files = {"image": image, "audio": audio, "video": video}
    paths = {name: str(Path(path).absolute()) if path else path for name, path in files.items()}
    if change:
        if item is None:
            raise UserError("Words are changed of an item.", "Name one.")
        text = texts_of(context, ItemParams(item=row))["text"] if text is None else text
        for one in change:
            text = changed(text, one)
    given = {name: None if path is None else str(path) for name, path in paths.items()}
    own = Own(text=text, alone=item is None, **given)
    if item is None and not own.given:
        raise UserError("There is nothing to look at.", "Name an item, or give words or a file.")
    return labelled(context, ItemParams(item=row, user=whose, own=own if own.given else None))
