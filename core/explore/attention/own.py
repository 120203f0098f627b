"""An item with one's own words and files in the place of its own: its tokens, text and media.

What is encoded is kept until something else is asked for; nothing of it is written anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from core.catalog.modality import MEDIA, WORDS, Modality
from core.catalog.schema import Catalog
from core.contracts.attention import ItemParams, MediaAnswer
from core.contracts.own import Own
from core.contracts.question import Nothing
from core.contracts.standing import Ready
from core.errors import UserError
from core.explore.attention import media
from core.explore.attention.target import check_item, tokens_of
from core.explore.context import Context
from core.explore.encoding import encoder_of
from core.media import clocks, spatial
from core.media.clocks import Clock
from core.text import Text

if TYPE_CHECKING:
    from core.encoders.tokens import TokenBatch


def batch_of(context: Context, params: ItemParams) -> dict[str, TokenBatch]:
    """Tokens of one item per modality of the run, what is one's own in the place of its own.

    Raises:
        UserError: there is no such item, a file cannot be read, or the model looks at nothing of
            what is given.

    """
    check_item(context, params.item)
    batch = tokens_of(context.run, [params.item])
    own = params.own
    if own is None:
        return batch
    if not own.given.keys() & batch.keys():
        raise UserError(
            Text(
                "This model looks at {modalities}, and nothing of that is given.",
                modalities=Text.joined(", ", map(Text, batch)),
            ),
            "Type words, or drop a file of these.",
        )
    return {
        name: _encoded(context, name, own.given[name], one)
        if name in own.given
        else (_nothing(one) if own.alone else one)
        for name, one in batch.items()
    }


@dataclass(frozen=True, eq=False)
class _Encoded:
    """The last thing that was encoded of a modality."""

    key: tuple[object, ...]
    tokens: TokenBatch


def _encoded(context: Context, modality: str, given: str, like: TokenBatch) -> TokenBatch:
    """Tokens of a text or file, as the store would hold them."""
    if not given.strip():
        return _nothing(like)
    path = Path(given)
    key: tuple[object, ...] = (given,)
    if modality != "text":
        try:
            stat = path.stat()
        except (OSError, ValueError) as error:
            raise UserError(
                Text("The file {file} cannot be read.", file=path.name), "Choose another.", given
            ) from error
        key = (given, stat.st_size, stat.st_mtime_ns)
    known = context.find(_Encoded, modality)
    if known is None or known.key != key:
        known = context.keep(_Encoded(key, _encode(context, modality, given)), modality)
    return known.tokens


def _encode(context: Context, modality: str, given: str) -> TokenBatch:
    import torch

    from core.encoders.inputs import decoded
    from core.encoders.tokens import TokenBatch

    encoder = encoder_of(context, modality)
    thing: object = given
    if modality != "text":
        trim = modality == "image" and spatial.trims(context.catalog)
        thing = decoded(Path(given), cast(Modality, modality), encoder.loading, trim)
    made = encoder.encode([thing])
    limit = torch.finfo(torch.float16).max
    # As precise as tokens are stored: the item's own words give the item's own maps.
    tokens = made.tokens.clamp(-limit, limit).half().float()
    return TokenBatch(tokens, made.mask, made.positions)


def _nothing(like: TokenBatch) -> TokenBatch:
    """As if the item did not have this modality."""
    import torch

    from core.encoders.tokens import TokenBatch

    width = like.tokens.shape[-1]
    places = torch.full((1, 1, like.positions.shape[-1]), torch.nan)
    return TokenBatch(torch.zeros(1, 1, width), torch.zeros(1, 1, dtype=torch.bool), places)


def texts_of(context: Context, params: ItemParams) -> dict[str, str]:
    """The words that are looked at, by modality: the item's own, and its captions."""
    own = params.own or Own()
    kept = dict.fromkeys(WORDS, "") if own.alone else words_of(context.catalog, params.item)
    return kept | ({} if own.text is None else {"text": own.text})


def words_of(catalog: Catalog, row: int) -> dict[str, str]:
    """The words of an item by modality, "" where it has none."""
    columns = {name: catalog.items.get_column(name, default=None) for name in WORDS}
    return {name: "" if one is None else str(one[row] or "") for name, one in columns.items()}


def clock_of(context: Context, params: ItemParams) -> Clock:
    """The item's clock; tracks of one's own keep their own seconds."""
    own = params.own
    if own is not None and own.alone:
        return Clock()
    clock = clocks.of_item(context.catalog, params.item)
    if own is None:
        return clock
    return Clock({kind: shift for kind, shift in clock.shifts.items() if kind not in own.given})


def files_of(context: Context, params: ItemParams) -> Mapping[str, Path]:
    """The media files that are looked at, by modality."""
    own = params.own or Own()
    files = {} if own.alone else media.files(context.catalog, params.item)
    given = {name: value for name, value in own.given.items() if name in MEDIA}
    kept = {name: path for name, path in files.items() if name not in given}
    return kept | {name: Path(value) for name, value in given.items() if value}


def media_of(context: Context, params: ItemParams) -> MediaAnswer:
    """What is drawn of it; what cannot be read is told in `problems`."""
    check_item(context, params.item)
    return media.drawn(params.item, files_of(context, params), clock_of(context, params))


def ready(context: Context, _params: Nothing) -> Ready:
    """Load the encoders of the run's modalities, so that what is typed or dropped is quick.

    Those that are not here are left out: who gives something to them is told why.
    """
    loaded = {}
    for name in context.run.gather.stores:
        with suppress(UserError):
            loaded[name] = encoder_of(context, name).name
    return Ready(encoders=loaded)


def changed(text: str, change: str) -> str:
    """A text with words exchanged as `old=new` says; `new` may be empty.

    Raises:
        UserError: it is not of that form, or `old` is not in the text.

    """
    old, equals, new = change.partition("=")
    if not equals or not old:
        raise UserError(
            Text("'{change}' is not of the form old=new.", change=change), "Example: red=blue"
        )
    if old not in text:
        raise UserError(
            Text("The text of this item does not hold '{old}'.", old=old),
            Text("It is: {text}", text=text[:200]),
        )
    return text.replace(old, new)
