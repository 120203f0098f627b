"""The parts of a report: catalog, features, model, maps, lists and measured speed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from core import launch
from core.contracts.alignment import MapParams
from core.contracts.recommend import ListedItem, ListParams
from core.contracts.share import Part, ReportSpec
from core.contracts.showcase import Showcase, ShowcaseParams
from core.errors import UserError
from core.explore import recommending, showcase
from core.explore.alignment import plane, spaces
from core.explore.context import Context, not_trained
from core.explore.recommending import item_id, title
from core.media import images
from core.share import item as of_item
from core.share.page import Page, jpeg
from core.text import Text
from core.training.run import layout
from core.workspace import inside

#: Items shown of a catalog, items of a list, items of a history.
MOST_ITEMS, MOST_LISTED, MOST_HISTORY = 24, 12, 12
#: Points of a modality on the plane, and items whose pictures are kept with it.
MOST_POINTS, MOST_THUMBNAILS = 3000, 400
#: Longest side of a picture on a card, and on the plane, in pixels.
CARD_SIDE, POINT_SIDE = 240, 120
#: A text on a card is cut to so many characters.
MOST_LETTERS = 160
#: Measures of a test that are shown, at each length of the list.
MEASURES = ("recall", "ndcg", "coverage")
MARKS = {"text": "●", "image": "■", "audio": "▲", "video": "◆", "captions": "◍"}


def catalog(page: Page, context: Context, _spec: ReportSpec) -> None:
    """Sizes, what was assumed, and some items."""
    data = context.catalog
    page.facts(
        [
            (Text("Items"), data.items.height),
            (Text("Users"), data.users.height),
            (Text("Interactions"), data.interactions.height),
            (Text("Rows in quarantine"), data.quarantine.height),
            (Text("Modalities"), ", ".join(page.said(_named(m)) for m in data.modalities())),
        ]
    )
    for note in data.notes:
        page.note(note)
    rows = _spread(data.items.height, MOST_ITEMS)
    page.live("cards", {"cards": [_card(context, row) for row in rows]})


def features(page: Page, context: Context, _spec: ReportSpec) -> None:
    """What encoded what."""
    page.table(
        [Text("modality"), Text("encoder"), Text("items"), Text("tokens, at most"), Text("width")],
        [
            (_named(name), one.encoder, int(one.present.sum()), one.max_tokens, one.width)
            for name, one in context.features.stores.items()
        ],
    )


def model(page: Page, context: Context, _spec: ReportSpec) -> None:
    """How it was trained, how good it is beside simple models, and its curves."""
    folder = _run(context)
    run = layout.read_run(folder)
    facts: list[tuple[str, str | int | float]] = [(Text("Run"), run.title or run.name)]
    if run.config is not None:
        facts.append((Text("Fusion"), run.config.fusion.kind))
        facts.append((Text("Head"), run.config.head.kind))
    facts.append((Text("Parameters"), run.parameters))
    facts.append((Text("Device"), run.machine.device))
    if run.summary is not None:
        facts.append((Text("Epochs"), run.summary.epochs))
        facts.append((Text("Seconds of training"), round(run.summary.train_seconds, 1)))
    page.facts(facts)
    if run.summary is not None and run.summary.test:
        page.table(
            [Text("test metric"), Text("value"), Text("95 % interval"), *run.summary.baselines],
            [
                (
                    name,
                    value,
                    _interval(run.summary.test_intervals.get(name)),
                    *(base.get(name, "") for base in run.summary.baselines.values()),
                )
                for name, value in run.summary.test.items()
                if name.startswith(MEASURES)
            ],
        )
    rows = layout.read_metrics(folder)
    series = []
    monitored = sorted(
        {name for row in rows for name in row["values"] if "/ndcg@" in name}, key=len
    )
    for name in ("loss", *monitored[-1:]):
        found = [(row["epoch"], row["values"][name]) for row in rows if name in row["values"]]
        if found:
            at, values = zip(*found, strict=True)
            series.append({"name": name, "values": values, "at": at})
    if series:
        page.live("curves", {"series": series})


def attention(page: Page, context: Context, spec: ReportSpec) -> None:
    """Maps of the items asked for, or of the one that shows most."""
    rows = spec.items
    if not rows:
        best = _best(context).item
        rows = () if best is None else (best.row,)
    for row in rows:
        of_item.attention(page, context, row, spec.users[0] if spec.users else None)


def alignment(page: Page, context: Context, _spec: ReportSpec) -> None:
    """All modalities of all items on one plane."""
    space = spaces.available(context)
    if not space:
        raise UserError("This catalog has one modality, so there is nothing to compare.")
    found = plane.everything(context, MapParams(space=space[0]))
    points, shown = [], set()
    for name, one in found.points.items():
        kept = _spread(len(one.rows), MOST_POINTS)
        shown.update(one.rows[kept].tolist())
        points.append(
            {
                "name": name if name in MARKS else "other",
                "label": _named(name),
                "mark": MARKS.get(name, "★"),
                "rows": one.rows[kept],
                "places": np.round(one.places[kept], 4),
            }
        )
    rows = sorted(shown)
    pictured = {rows[place] for place in _spread(len(rows), MOST_THUMBNAILS)}
    words = Text(
        "Every item once for each modality, near what is like it. Point at one to see what it is "
        "and where its other modalities lie; wheel and drag zoom and move."
    )
    items = {row: _point(context, row, row in pictured) for row in rows}
    page.live("plane", {"modalities": points, "items": items, "words": {"how": words}})


def recommend(page: Page, context: Context, spec: ReportSpec) -> None:
    """Lists for the users asked for, or for the one they hit best, each with its reasons."""
    users = spec.users
    if not users:
        best = _best(context).user
        users = () if best is None else (best.row,)
    for user in users:
        params = ListParams(user=user, k=MOST_LISTED)
        listed = recommending.best(context, params)
        page.heading(Text("User {user}", user=context.catalog.users["user"][user]), 3)
        page.note(Text("What the model knows of them, the newest last:"))
        known = [_card(context, row) for row in listed.history[-MOST_HISTORY:]]
        page.live("cards", {"cards": known})
        hits = sum(one.hit for one in listed.items)
        page.note(
            Text(
                "The best {k} of {n:,} items. Framed: held out of training and really chosen "
                "({hits} of {held} held-out items). The bar says what each part gives.",
                k=len(listed.items),
                n=listed.ranked,
                hits=hits,
                held=len(listed.held_out),
            )
        )
        page.live("cards", {"cards": [_listed(context, place) for place in listed.items]})


def benchmark(page: Page, _context: Context, spec: ReportSpec) -> None:
    """The card of a result. `core` knows no benchmarks: they are asked in a process."""
    if spec.benchmark is None:
        raise UserError("Nothing was measured on this machine yet.", "Measure it on Benchmark.")
    told = subprocess.run(
        launch.command("benchmarks", "show", spec.benchmark, "--card", "--json"),
        capture_output=True,
        check=False,
        cwd=launch.folder(),
        env=launch.environment(bound=True),
    )
    if told.returncode:
        raise UserError(told.stderr.decode("utf-8", "replace").strip()[-300:])
    for card in json.loads(told.stdout):
        page.heading(Text.loads(card["machine"]), 3)
        page.note(Text.loads(card["score"]))
        page.table(
            [Text("job"), Text("a second"), Text("95 % interval"), Text("of"), Text("how")],
            [
                (
                    Text.loads(line["job"]),
                    float(line["rate"]),
                    _interval((line["low"], line["high"])),
                    Text.loads(line["unit"]),
                    Text.loads(line["how"]),
                )
                for line in card["lines"]
            ],
        )


#: What tells of each part, under its title.
TOLD: dict[Part, tuple[Text, Callable[[Page, Context, ReportSpec], None]]] = {
    "catalog": (Text("Catalog"), catalog),
    "features": (Text("Features"), features),
    "model": (Text("Model"), model),
    "attention": (Text("Attention"), attention),
    "alignment": (Text("Alignment"), alignment),
    "recommend": (Text("Recommendations"), recommend),
    "benchmark": (Text("Benchmark"), benchmark),
}


# --- what they share ------------------------------------------------------------------------


def thumbnail(context: Context, row: int, side: int) -> str | None:
    """The picture of an item as the source of an <img>; None where there is none to be read."""
    column = context.catalog.items.get_column("image", default=None)
    relative = None if column is None else column[row]
    path = inside(context.catalog.root, str(relative)) if relative else None
    if path is None:
        return None
    try:
        picture = images.open_upright(path)
    except UserError:
        return None
    picture.thumbnail((side, side))
    return jpeg(picture)


def _named(modality: str) -> str:
    return of_item.NAMES.get(modality, modality)


def _run(context: Context) -> Path:
    if context.key.run is None:
        raise not_trained()
    return Path(context.key.run)


def _best(context: Context) -> Showcase:
    return context.kept(Showcase, lambda: showcase.best(context, ShowcaseParams()))


def _spread(count: int, most: int) -> list[int]:
    """At most so many of `count` places, evenly."""
    places = np.linspace(0, count - 1, min(count, most)).astype(int)
    found: list[int] = np.unique(places).tolist()
    return found


def _interval(found: Sequence[float] | None) -> str:
    return "" if found is None else f"{found[0]:.4g} - {found[1]:.4g}"


def _card(context: Context, row: int) -> dict[str, object]:
    texts = context.catalog.items.get_column("text", default=None)
    text = str((None if texts is None else texts[row]) or "")
    name = title(context.catalog, row) or item_id(context.catalog, row)
    lines = [text[:MOST_LETTERS]] if text and text != name else []
    return {"title": name, "source": thumbnail(context, row, CARD_SIDE), "lines": lines}


def _point(context: Context, row: int, pictured: bool) -> dict[str, object]:
    name = title(context.catalog, row) or item_id(context.catalog, row)
    return {"title": name, "source": thumbnail(context, row, POINT_SIDE) if pictured else None}


def _listed(context: Context, one: ListedItem) -> dict[str, object]:
    why = [(name.removeprefix("near "), _part(name), value) for name, value in one.why.items()]
    return {
        "title": one.title or one.id,
        "source": thumbnail(context, one.row, CARD_SIDE),
        "lines": [f"{one.score:.3f}"],
        "why": why,
        "hit": one.hit,
    }


def _part(name: str) -> str:
    """What a part of a score is called."""
    known = {
        "collaborative": Text("what similar people chose"),
        "bias": Text("how popular it is"),
        "hour": Text("the hour"),
    }
    if name.startswith("near "):
        voter = _named(name.removeprefix("near "))
        return Text("near the history by {what}", what=voter)
    return known.get(name, _named(name))
