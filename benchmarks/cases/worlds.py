"""Worlds to make siblings of: items, and who met them when, in the words of a theme."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.cases.expected import Expected, Row, Value
from benchmarks.cases.themes import Theme

Table = list[dict[str, object]]


@dataclass(frozen=True)
class World:
    """What is true: items and who met them when, with what rating."""

    theme: Theme
    items: Table
    log: Table
    met: Sequence[tuple[str, str, datetime, int]]


@dataclass(frozen=True)
class Sibling:
    """A folder to be, and how it must be read."""

    name: str
    write: Callable[[Path], None]
    expected: Expected


def world(theme: Theme, rows: int = 40, rated: bool = False, seed: int = 0) -> World:
    """Items and histories of a theme; no time twice for one user, days up to the 28th."""
    rng = random.Random(f"{theme.name}{rows}{seed}")
    titles = theme.titles.split("|")
    items: Table = [
        {
            theme.id: theme.ids(place),
            theme.title: title,
            theme.text: f"{title}: {' '.join(rng.sample(titles, 4))} {place}",
            theme.more: rng.choice(titles[:3]),
        }
        for place, title in enumerate(titles)
    ]
    met, log = [], []
    start = datetime(2021, 3, 25, 7, 30, tzinfo=UTC)
    coarse = theme.clock(start) == theme.clock(start + timedelta(minutes=1))
    for row in range(rows):
        user, item = (
            theme.users(rng.randrange(max(5, rows // 8))),
            theme.ids(rng.randrange(len(titles))),
        )
        time = start + (timedelta(days=row % 400) if coarse else timedelta(minutes=611 * row))
        stars = rng.randrange(1, 6)
        met.append((user, item, time, stars))
        told: dict[str, object] = {
            theme.user: user,
            theme.item: item,
            theme.time: theme.clock(time),
        }
        log.append({**told, theme.rating: stars} if rated else told)
    order = rng.sample(range(rows), rows)
    return World(theme, items, [log[n] for n in order], [met[n] for n in order])


def truth(world: World, rated: bool = False) -> Expected:
    """How it must be read."""
    theme = world.theme
    return Expected(
        owner="siblings",
        items={
            str(item[theme.id]): {"title": str(item[theme.title]), "text": str(item[theme.text])}
            for item in world.items
        },
        log=[row_of(theme, *met, rated) for met in world.met],
        columns={
            "time": theme.time,
            "rating": theme.rating,
            "title": theme.title,
            "text": theme.text,
        },
    )


def row_of(theme: Theme, user: str, item: str, time: datetime, stars: int, rated: bool) -> Row:
    fields: dict[str, Value] = {"rating": stars} if rated else {}
    if rated and stars != 3:  # what three of five stars mean is for people to say
        fields["wish"] = stars > 3
    return [user, item, _precise(theme, time), fields]


def _precise(theme: Theme, time: datetime) -> str:
    """The time as far as the clock tells it; Moscow's clock is three hours early."""
    text = theme.clock(time)
    if "+03:00" in text:
        time -= timedelta(hours=3)
    if theme.clock(time) == theme.clock(time.replace(hour=(time.hour + 1) % 24)):
        time = time.replace(hour=0, minute=0)
    return time.replace(tzinfo=None, second=0).isoformat()


def delimited(table: Table, separator: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(table[0]), delimiter=separator, lineterminator="\n")
    writer.writeheader()
    writer.writerows(table)
    return out.getvalue().encode(encoding)


def write(root: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
