"""Commands that ask a trained run: recommend, find."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from core.cli.common import CatalogArgument, ReaderOption, app, show, trained
from core.contracts.alignment import FIND, FindParams
from core.contracts.question import Subject
from core.contracts.recommend import LIST, ListParams
from core.errors import UserError
from core.terminal import TerminalReporter


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
        about = trained(catalog, reader, reporter, run)
        params = ListParams(user=_user_row(Path(about.catalog), user), k=k)
        show(Engine().ask(LIST, params, Subject(**about.model_dump())))


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
        about = trained(catalog, reader, reporter, run)
        params = FindParams(phrase=phrase, modality=modality, k=k)
        told = Engine().ask(FIND, params, Subject(**about.model_dump())).model_dump(mode="json")
        ids = snapshot.load(Path(about.catalog)).items["item"]
        show(told | {"hits": [hit | {"item": ids[hit["item"]]} for hit in told["hits"]]})


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
