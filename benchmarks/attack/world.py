"""A small workspace with one of everything, and what must come out of it every time."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

import core
from core import workspace
from core.progress import Level, Reporter

ITEMS, USERS, EPOCHS = 16, 12, 2


class Heard(Reporter):
    """Keeps what a person would have been told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def log(self, text: str, level: Level = "info") -> None:
        self.told.append(f"{level}: {text}")


@dataclass(frozen=True)
class Seen:
    """What a workspace answers.

    Attributes:
        items: ids of the catalog.
        interactions: how many there are.
        recommended: the first user's list with its scores.
        rows: of the run's curves.
        told: what a person heard meanwhile; not compared.

    """

    items: tuple[str, ...]
    interactions: int
    recommended: tuple[tuple[int, float], ...]
    rows: int
    told: tuple[str, ...] = field(compare=False, default=())


def build(home: Path) -> Seen:
    """Make a sample, encode and train it in an empty workspace."""
    os.environ[workspace.HOME] = str(home)
    catalog = core.make_sample("shop", items=ITEMS, users=USERS)
    features = core.encode(catalog)
    core.train(catalog, features, "quick", epochs=EPOCHS, changes={"device": "cpu"})
    entry = {"source": catalog.about.source, "name": "shop"}
    workspace.write_json(home / "recent.json", {"catalogs": [entry]})
    return use(home)


def use(home: Path) -> Seen:
    """Open it again as the next start would, with everything that lies in it.

    Raises:
        UserError: something cannot be used, and says so.

    """
    from core.training.run import layout

    os.environ[workspace.HOME] = str(home)
    heard = Heard()
    workspace.read_json(home / "recent.json")
    catalog = core.make_sample("shop", items=ITEMS, users=USERS, reporter=heard)
    features = core.encode(catalog, reporter=heard)
    run = core.open_run(catalog, features)
    answer = run.recommend(0, k=5)
    return Seen(
        tuple(catalog.tables.items["item"]),
        len(catalog.tables.interactions),
        tuple((one.row, round(one.score, 3)) for one in answer.items),
        len(layout.read_metrics(Path(run.about.folder))),
        (*heard.told, *["curves lost"] * run.about.curves_lost),
    )
