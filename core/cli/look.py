"""`triptych look`: one's own words and files under a trained model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core.catalog.modality import WORDS
from core.cli.common import CatalogArgument, ReaderOption, app, show, trained
from core.terminal import TerminalReporter

if TYPE_CHECKING:
    from core.explore.attention.labels import Attention

_STRONGEST = 5


@app.command()
def look(
    catalog: CatalogArgument,
    item: Annotated[str | None, typer.Option(help="Id of the item they replace parts of.")] = None,
    text: Annotated[str | None, typer.Option(help="A sentence; '' leaves the text out.")] = None,
    image: Annotated[Path | None, typer.Option(help="A picture.")] = None,
    sound: Annotated[Path | None, typer.Option(help="A sound.")] = None,
    film: Annotated[Path | None, typer.Option(help="A film.")] = None,
    change: Annotated[
        list[str] | None, typer.Option(help="old=new in the item's text; repeatable.")
    ] = None,
    user: Annotated[str | None, typer.Option(help="For whom; else for its choosers.")] = None,
    run: Annotated[Path | None, typer.Option(help="Run folder; the newest if not given.")] = None,
    reader: ReaderOption = None,
) -> None:
    """Look at words and files of your own under a trained model: place, reasons, maps."""
    with TerminalReporter() as reporter:
        about = trained(catalog, reader, reporter, run)
        seen = about.look(
            item, user, text=text, image=image, audio=sound, video=film, change=change or ()
        )
        show(_told(seen))


def _told(seen: Attention) -> dict[str, object]:
    """Where it stands, what moved its score, and the strongest weights of each pair."""
    places = seen.standing.model_dump(mode="json") if seen.standing is not None else {}
    names = [name for name, labels in seen.labels.items() if len(labels) > 1]
    moved: dict[str, list[dict[str, object]]] = {}
    for name, values in seen.of_item().items():
        if name in WORDS and name in names:
            moved[name] = [
                {"word": word, "times_uniform": round(times, 2)}
                for word, times in seen.telling(count=_STRONGEST, of=name)
            ]
        elif name in names and (total := float(values.sum())) > 0:
            best = (-values).argsort(kind="stable")[:_STRONGEST].tolist()
            times = values * len(values) / total
            moved[name] = [
                {"token": seen.labels[name][at], "times_uniform": round(float(times[at]), 2)}
                for at in best
            ]
    looked = {
        f"{query} -> {key}": [
            {"from": one, "to": other, "weight": round(weight, 4)}
            for one, other, weight in seen.strongest(query, key, _STRONGEST)
        ]
        for query in names
        for key in names
        if query != key
    }
    return {"own": list(seen.facts.own), "standing": places, "moved": moved, "looked": looked}
