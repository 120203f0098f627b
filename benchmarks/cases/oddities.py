"""More brothers of the cases: what makes a table hard to read, in the words of each theme."""

from __future__ import annotations

import html
import random
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from benchmarks.cases.expected import Expected, Row, Value
from benchmarks.cases.themes import EVERY, Theme
from benchmarks.cases.worlds import Sibling, Table, World, delimited, truth, world, write

#: How each theme calls how often something happened.
_TIMES = {
    "scents": "units", "buecher": "anzahl", "yinyue": "播放次数", "kino": "количество",
    "recetas": "veces", "manga": "回数", "podcasts": "play_count", "cursos": "vezes",
    "libri": "volte", "zenek": "ile_razy", "yemek": "kaç_kez", "dianying": "次數",
    "webtoon": "횟수", "aghani": "عدد_المرات", "tools": "uses", "resor": "antal_platser",
}  # fmt: skip
#: How each theme calls what happened.
_EVENTS = {
    "scents": "action", "buecher": "ereignis", "yinyue": "行为", "kino": "событие",
    "recetas": "evento", "manga": "イベント", "podcasts": "event", "cursos": "acao",
    "libri": "azione", "zenek": "zdarzenie", "yemek": "olay", "dianying": "動作", "webtoon": "행동",
    "aghani": "الحدث", "tools": "what_happened", "resor": "händelse",
}  # fmt: skip


def _made(kind: str, made: World, files: Mapping[str, bytes], right: Expected) -> Sibling:
    def fill(root: Path) -> None:
        write(root, files)

    return Sibling(f"{kind}-{made.theme.name}", fill, right)


def _files(made: World, log: Table | None = None, separator: str = ",") -> dict[str, bytes]:
    theme = made.theme
    return {
        f"{theme.items}.csv": delimited(made.items),
        f"{theme.log}.csv": delimited(log or made.log, separator),
    }


def _with(right: Expected, fields: Callable[[int], dict[str, Value]]) -> list[Row]:
    return [[*row[:3], fields(place)] for place, row in enumerate(right.log or ())]


def counts(theme: Theme) -> Sibling:
    """How often, far from evenly."""
    made, rng = world(theme, seed=20), random.Random(theme.name)
    often = [int(rng.paretovariate(0.7)) for _ in made.log]
    log = [{**row, _TIMES[theme.name]: n} for row, n in zip(made.log, often, strict=True)]
    right = truth(made)
    right = replace(
        right,
        log=_with(right, lambda place: {"weight": often[place]}),
        columns={**right.columns, "weight": _TIMES[theme.name]},
    )
    return _made("counts", made, _files(made, log), right)


def events(theme: Theme) -> Sibling:
    """Likes, dislikes, skips and what was only shown."""
    made, rng = world(theme, seed=21), random.Random(theme.name)
    what = [rng.choice(("like", "dislike", "skip", "impression")) for _ in made.log]
    log = [{**row, _EVENTS[theme.name]: one} for row, one in zip(made.log, what, strict=True)]
    right = truth(made)
    right = replace(
        right,
        log=_with(right, lambda place: {"wish": what[place] == "like"}),
        columns={**right.columns, "wish": _EVENTS[theme.name]},
    )
    return _made("events", made, _files(made, log), right)


def commas(theme: Theme) -> Sibling:
    """Halves of marks with a decimal comma."""
    made = world(theme, rated=True, seed=22)
    marks = [one[3] - 0.5 * (place % 2) for place, one in enumerate(made.met)]
    log = [
        {**row, theme.rating: f"{mark:.1f}".replace(".", ",")}
        for row, mark in zip(made.log, marks, strict=True)
    ]
    right = truth(made)
    right = replace(right, log=_with(right, lambda place: {"rating": marks[place]}))
    return _made("commas", made, _files(made, log, ";"), right)


def floats(theme: Theme) -> Sibling:
    """Numbers that went through a table with holes come back as 101.0."""
    made = world(replace(theme, ids=lambda n: str(101 + n)), seed=23)
    log = [{**row, theme.item: f"{row[theme.item]}.0"} for row in made.log]
    return _made("floats", made, _files(made, log), truth(made))


def accents(theme: Theme) -> Sibling:
    """Ids with accents: one letter in one file, letter and accent in the other."""
    titles = theme.titles.split("|")
    made = world(replace(theme, ids=lambda n: f"{titles[n]} {n}"), seed=24)
    log = [
        {**row, theme.item: unicodedata.normalize("NFD", str(row[theme.item]))} for row in made.log
    ]
    return _made("accents", made, _files(made, log), truth(made))


def headerless(theme: Theme) -> Sibling:
    """A log without names; what its columns are is in their values."""
    made = world(theme, seed=25)
    files = _files(made)
    name = f"{theme.log}.csv"
    files[name] = files[name].split(b"\n", 1)[1]
    right = truth(made)
    right = replace(right, columns={**right.columns, "time": "column 3"})
    return _made("headerless", made, files, right)


def trailing(theme: Theme) -> Sibling:
    """A separator after the last field, names included."""
    made = world(theme, seed=26)
    files = {name: data.replace(b"\n", b",\n") for name, data in _files(made).items()}
    return _made("trailing", made, files, truth(made))


def comments(theme: Theme) -> Sibling:
    """Lines of the program that exported it, before the names."""
    made = world(theme, seed=27)
    files = {
        name: f"# {theme.name}, export 2024-01-31\n# {len(data)} bytes\n".encode() + data
        for name, data in _files(made).items()
    }
    return _made("comments", made, files, truth(made))


def entities(theme: Theme) -> Sibling:
    """Words as a web page has them."""
    made = world(theme, seed=28)
    own = {
        str(item[theme.id]): f'{item[theme.title]} & "{place}"'
        for place, item in enumerate(made.items)
    }
    items: Table = [
        {**item, theme.title: html.escape(own[str(item[theme.id])])} for item in made.items
    ]
    right = truth(made)
    right = replace(
        right,
        items={key: {**fields, "title": own[key]} for key, fields in (right.items or {}).items()},
    )
    return _made("entities", made, _files(replace(made, items=items)), right)


def numbered(theme: Theme) -> Sibling:
    """Exports of a database: rows are numbered, and so are items."""
    made = world(replace(theme, ids=lambda n: str(n + 1), id="id"), seed=29)
    log: Table = [{"id": place + 1, **row} for place, row in enumerate(made.log)]
    return _made("numbered", made, _files(made, log), truth(made))


def ambiguous(theme: Theme) -> Sibling:
    """No day after the twelfth: day or month first can only be asked, or said."""
    first = EVERY.index(theme) % 2 == 0

    def clock(time: datetime) -> str:
        day = time.day % 12 + 1
        return time.strftime(f"%m/{day:02}/%Y" if first else f"{day:02}/%m/%Y")

    made = world(replace(theme, clock=clock), seed=30)
    right = truth(made)
    log: list[Row] = [
        [*row[:2], datetime(one[2].year, one[2].month, one[2].day % 12 + 1).isoformat(), {}]
        for row, one in zip(right.log or (), made.met, strict=True)
    ]
    return _made("ambiguous", made, _files(made), replace(right, log=log))


KINDS = (
    *(counts, events, commas, floats, accents, headerless, trailing, comments, entities),
    *(numbered, ambiguous),
)
