"""Why an item is in a list, in one plain sentence: made of exact shares and of what items are.

A sentence names a kind of thing ("3 zigzag things") only where the history's items of that kind
give the score more than as many others would: it tells what the model went by, not what would
sound well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from core.contracts.recommend import PartEffect
from core.explore.catalog.taste import Categories
from core.recommend.part_names import BIAS, CHOICES, COLLABORATIVE, NEAR
from core.text import Text

#: Another kind is named beside the first if it tells at least this share of it.
SECOND = 0.5
#: Characters of a title that are said.
TITLE = 60


@dataclass(frozen=True)
class Kind:
    """Items of the history that share an attribute with an item.

    Attributes:
        value: as it is said.
        count: of those items.
        beyond: what they give the score beyond their number's share of all that the history gives.

    """

    value: str
    count: int
    beyond: float


def kinds(
    categories: Categories, row: int, history: Mapping[str, list[str | None]], shares: Tensor
) -> list[Kind]:
    """What item `row` is that the history speaks for, the most telling first.

    Args:
        categories: attributes of the catalog.
        row: the item.
        history: values of its n items, see :meth:`Categories.among`.
        shares: [n], what each of them gives the score.

    """
    found = []
    fair = float(shares.mean()) if len(shares) else 0.0
    for attribute, column in categories.columns.items():
        value = column[row]
        if value is None:
            continue
        alike = torch.tensor([one == value for one in history[attribute]], dtype=torch.bool)
        given, count = float(shares[alike].sum()), int(alike.sum())
        beyond = given - count * fair
        if given > 0 and beyond > 0:
            found.append(Kind(_value(attribute, value), count, beyond))
    return sorted(found, key=lambda kind: -kind.beyond)


def of_history(found: Sequence[Kind], titles: Sequence[str], *, known: bool) -> Text:
    """The sentence on what the history says.

    Args:
        found: see :func:`kinds`.
        titles: of the items of the history that speak for it, the most telling first.
        known: whether there is a history.

    """
    if not known:
        return Text("Nothing is known of you yet: what many people choose comes first.")
    if not titles:
        return Text("Nothing in your history speaks for it; what the model learned beyond it does.")
    if not found:
        said = [Text("“{title}”", title=title[:TITLE]) for title in titles[:2]]
        return Text(
            "Because you liked {titles}.",
            titles=Text.joined(" and ", said),
        )
    first = found[0]
    if len(found) > 1 and found[1].beyond >= SECOND * first.beyond:
        return Text(
            "You liked {things} and {others}; this one is both.",
            things=_things(first),
            others=_things(found[1]),
        )
    return Text(
        "You liked {things}; this one is {value}, too.", things=_things(first), value=first.value
    )


def of_effects(effects: Sequence[PartEffect], place: int) -> Text:
    """What the part does without which the item would stand lowest."""
    worst = max(effects, key=lambda effect: effect.place, default=None)
    if worst is None or worst.place <= place:
        return Text("No single part holds it at place {place}.", place=place)
    return Text(
        "Without {part} it would be at place {without}, not {place}.",
        part=part_name(worst.part), without=worst.place, place=place,
    )  # fmt: skip


def part_name(part: str) -> Text:
    """A part of a score as a person reads it within a sentence."""
    names = {
        COLLABORATIVE: Text("what people like you chose"),
        BIAS: Text("its popularity"),
        NEAR + CHOICES: Text("what is chosen together with your items"),
    }
    if part in names:
        return names[part]
    if part.startswith(NEAR):
        return Text("its likeness in {modality}", modality=Text(part.removeprefix(NEAR)))
    return Text("its {modality}", modality=Text(part))


def _things(kind: Kind) -> Text:
    return Text.counted("{n} {value} thing", "{n} {value} things", kind.count, value=kind.value)


def _value(attribute: str, value: str) -> str:
    """A value that says by itself what it is of, or with its attribute."""
    told = any(letter.isalpha() for letter in value) and value not in ("true", "false")
    return value if told else f"{attribute} {value}"
