"""Commands that ask a trained run: recommend, find."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from core.cli.common import CatalogArgument, ReaderOption, app, show, trained
from core.contracts.question import Subject
from core.contracts.recommend import LIST, ListParams
from core.errors import UserError
from core.terminal import TerminalReporter


def _subject(opened: dict[str, Any], run: Path | None) -> Subject:
    """What a question is about: the opened catalog, its features, and the run asked for."""
    return Subject(
        catalog=opened["snapshot"],
        features=opened["features"]["folder"],
        run=str(run or opened["run"]["folder"]),
    )


@app.command()
def recommend(
    catalog: CatalogArgument,
    user: Annotated[str, typer.Argument(help="User id as in the file.")],
    k: Annotated[int, typer.Option("-k", "--k", min=1, max=1000, help="How many.")] = 10,
    run: Annotated[Path | None, typer.Option(help="Run folder; the newest if not given.")] = None,
    reader: ReaderOption = None,
) -> None:
    """Top-K items for a user, with the reasons that sum to the score."""
    from core.worker.engine import Engine

    with TerminalReporter() as reporter:
        opened = trained(catalog, reader, reporter)
        row = _user_row(Path(opened["snapshot"]), user)
        params = ListParams(user=row, k=k)
        show(Engine().ask(LIST, params, _subject(opened, run)).model_dump(mode="json"))


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
    """Where in pictures, sounds and films a phrase is meant, one place an item."""
    from core.catalog.opening import snapshot
    from core.worker.engine import Engine

    with TerminalReporter() as reporter:
        opened = trained(catalog, reader, reporter)
        asked = {
            "phrase": phrase,
            "modality": modality,
            "k": k,
            "context": _subject(opened, run).model_dump(),
        }
        result, _arrays = Engine().answer("alignment.find", asked)
        ids = snapshot.load(Path(opened["snapshot"])).items["item"]
        show(result | {"hits": [hit | {"item": ids[hit["item"]]} for hit in result["hits"]]})


def _user_row(snapshot_folder: Path, user: str) -> int:
    from core.catalog.opening import snapshot

    users = snapshot.load(snapshot_folder).users["user"]
    found = (users == user).arg_true()
    if not len(found):
        raise UserError(
            f"There is no user '{user}' in this catalog.",
            f"Known are for example: {', '.join(users.head(5).to_list())}.",
        )
    return int(found[0])
