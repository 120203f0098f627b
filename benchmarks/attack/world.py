"""A small workspace with one of everything, and what must come out of it every time."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

import core
from benchmarks import schema, store
from benchmarks.attack import beside
from benchmarks.card import REFERENCES
from core import network, workspace
from core.contracts.alignment import MapParams
from core.contracts.message import checked
from core.contracts.training import SearchSpec
from core.explore.alignment import plane
from core.media import clocks, records
from core.progress import Level, Reporter
from core.training.config import TrainConfig
from core.training.run import film, layout
from core.training.search import searches
from core.training.search.searches import SearchConfig
from core.training.search.searchspace import parse
from core.worker.jobs import training

ITEMS, USERS, EPOCHS = 16, 12, 2
REFERENCE = next(REFERENCES.glob("*.json"))


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
        others: what the smaller files say.
        told: what a person heard meanwhile; not compared.

    """

    items: tuple[str, ...]
    interactions: int
    recommended: tuple[tuple[int, float], ...]
    rows: int
    others: tuple[str, ...] = ()
    told: tuple[str, ...] = field(compare=False, default=())


def build(home: Path) -> Seen:
    """Make one of everything in an empty workspace: a sample, its features, a run, a search, ..."""
    os.environ[workspace.HOME] = str(home)
    catalog = core.make_sample("shop", items=ITEMS, users=USERS)
    features = core.encode(catalog)
    run = core.train(catalog, features, "quick", epochs=EPOCHS, changes={"device": "cpu"})
    folder = Path(run.about.folder)
    layout.write_notes(folder, "the first", "of two epochs")
    base = TrainConfig.model_validate(run.about.config).model_copy(update={"epochs": 1})
    config = SearchConfig(base=base, axes=(parse("lr", base),), trials=2)
    spec = {"catalog": catalog.about.snapshot, "features": features.folder, "config": config}
    training.search(checked(SearchSpec, spec), Heard())
    entry = {"source": catalog.about.source, "name": "shop"}
    workspace.write_json(home / "recent.json", {"catalogs": [entry]})
    network.save(network.Network(hub="https://hf-mirror.com"))
    clocks.set_hand(catalog.tables, "S00003", {"audio": 0.25})
    records.write_table(catalog.tables, "time", catalog.tables.items.head(3))
    plane.compute(run.context, MapParams(space="model", method="tsne"), Heard())
    store.save(schema.read(REFERENCE).model_copy(update={"id": "mine"}))
    beside.make(home, catalog, run)
    return use(home)


def use(home: Path) -> Seen:
    """Open it again as the next start would, with everything that lies in it.

    Raises:
        UserError: something cannot be used, and says so.

    """
    os.environ[workspace.HOME] = str(home)
    heard = Heard()
    workspace.read_json(home / "recent.json")
    catalog = core.make_sample("shop", items=ITEMS, users=USERS, reporter=heard)
    features = core.encode(catalog, reporter=heard)
    run = core.open_run(catalog, features)
    answer = run.recommend(0, k=5)
    others = _others(catalog, run, heard)
    return Seen(
        tuple(catalog.tables.items["item"]),
        len(catalog.tables.interactions),
        tuple((one.row, round(one.score, 3)) for one in answer.items),
        len(layout.read_metrics(Path(run.about.folder))),
        others,
        (*heard.told, *["curves lost"] * run.about.curves_lost),
    )


def _others(catalog: core.OpenedCatalog, run: core.OpenedRun, heard: Heard) -> tuple[str, ...]:
    """What the smaller files say, each as text."""
    folder = Path(run.about.folder)
    hand = clocks.hand(catalog.tables, "S00003")
    table = records.read_table(catalog.tables, "time")
    shown = plane.everything(run.context, MapParams(space="model", method="tsne"))
    if table is None or not shown.ready:  # the pages offer to make them again
        heard.told.append("something has to be made again")
    maps = [film.read(folder, epoch) for epoch in range(1, EPOCHS + 1)]
    found = searches.summary(searches.searches_of(Path(catalog.about.snapshot).name)[0])
    return (
        run.about.title,
        network.load().hub,
        str(hand),
        str(None if table is None else table.to_dicts()),
        str([(name, part.places.round(3).tolist()) for name, part in shown.points.items()]),
        str([(state, {k: round(float(v.sum()), 3) for k, v in x.items()}) for state, x in maps]),
        str([(one.state, round(one.score or 0, 4)) for one in found.trials]),
        store.load(store.locate("mine")).model_dump_json(),
        *beside.use(workspace.named(), catalog, heard),
    )
