"""Commands that ask: a trained run (recommend, find), and the machine (doctor)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from core.cli.common import (
    CatalogArgument,
    MapItemsOption,
    ReaderOption,
    app,
    encoded,
    show,
    trained,
)
from core.terminal import TerminalReporter, visible


@app.command()
def recommend(
    catalog: CatalogArgument,
    user: Annotated[str, typer.Argument(help="User id as in the file.")],
    k: Annotated[int, typer.Option("-k", "--k", min=1, max=1000, help="How many.")] = 10,
    run: Annotated[Path | None, typer.Option(help="Run folder; the newest if not given.")] = None,
    content_only: Annotated[
        bool, typer.Option("--content-only", help="Rank by what items contain alone.")
    ] = False,
    map_items: MapItemsOption = False,
    reader: ReaderOption = None,
) -> None:
    """Top-K items for a user, with the reasons that sum to the score."""
    with TerminalReporter() as reporter:
        about = trained(catalog, reader, reporter, run, map_items=map_items)
        show(about.recommend(user, k, content_only=content_only))


@app.command()
def why(
    catalog: CatalogArgument,
    user: Annotated[str, typer.Argument(help="User id as in the file.")],
    item: Annotated[str, typer.Argument(help="Item id as in the file.")],
    k: Annotated[int, typer.Option("-k", "--k", min=1, max=1000, help="Length of the list.")] = 10,
    run: Annotated[Path | None, typer.Option(help="Run folder; the newest if not given.")] = None,
    reader: ReaderOption = None,
) -> None:
    """Why an item stands where it stands, and the smallest change that would drop it."""
    with TerminalReporter() as reporter:
        show(trained(catalog, reader, reporter, run).why(item, user, k))


@app.command()
def find(
    catalog: CatalogArgument,
    phrase: Annotated[str, typer.Argument(help='What to look for, e.g. "striped".')],
    modality: Annotated[
        str | None, typer.Option("--in", help="image, audio or video; the first there is.")
    ] = None,
    k: Annotated[int, typer.Option("-k", "--k", min=1, max=200, help="How many.")] = 10,
    run: Annotated[Path | None, typer.Option(help="Run folder; the newest if not given.")] = None,
    reader: ReaderOption = None,
) -> None:
    """Where in pictures, sounds and films a phrase is meant, one place an item.

    By the trained run; where there is none, by encoders that share a space, such as a CLIP.
    """
    from core.catalog.opening import snapshot
    from core.face.run import find as find_phrase

    with TerminalReporter() as reporter:
        opened, features = encoded(catalog, reader, reporter, content=True)
        told = find_phrase(opened, features, phrase, modality, k, run).model_dump(mode="json")
        if not told["fits"]:
            reporter.log(
                "Nothing here fits the phrase: no item stands out more than for words without "
                "meaning. These are only the nearest.",
                "warning",
            )
        ids = snapshot.load(Path(opened.about.snapshot)).items["item"]
        show(told | {"hits": [hit | {"item": ids[hit["item"]]} for hit in told["hits"]]})


@app.command()
def doctor() -> None:
    """Will it work here? PyTorch against the card, with what to do; exit code 1 on trouble."""
    from core import doctor as asking

    found = asking.examine()
    for line in asking.text(found).splitlines():
        print(visible(line))
    raise typer.Exit(0 if asking.holds(found) else 1)
