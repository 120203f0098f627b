"""Small real catalogs for the tests of pages, and an engine that answers in this process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from weakref import WeakMethod

import numpy as np
import polars as pl
from PIL import Image

from core.catalog.schema import (
    INTERACTION_COLUMNS,
    ITEM_COLUMNS,
    QUARANTINE_COLUMNS,
    Catalog,
    empty,
)
from core.contracts.message import Message, pack, unpack
from core.contracts.question import Question, Subject
from core.errors import UserError
from core.explore.context import Context
from core.worker.answering import answering
from core.worker.messages import Failed
from gui.session import Session

COLOURS = ("red", "green", "blue")
DAY = 86_400_000


def group_log(folder: Path, seed: int = 0) -> Path:
    """300 users, 60 items in MMRec's layout; features say which of four groups an item is in."""
    rng = np.random.default_rng(seed)
    groups = rng.integers(0, 4, 60)
    rows = ["userID\titemID\tx_label"]
    for user in range(300):
        liked = np.flatnonzero(groups == user % 4)
        chosen = rng.choice(liked, size=min(len(liked), 10), replace=False)
        rows += [
            f"{user}\t{item}\t{(0, 0, 0, 0, 0, 0, 0, 0, 1, 2)[i]}" for i, item in enumerate(chosen)
        ]
    folder.mkdir()
    (folder / f"{folder.name}.inter").write_text("\n".join(rows) + "\n")
    features = np.eye(4)[groups] + rng.normal(0, 0.1, (60, 4))
    np.save(folder / "image_feat.npy", features.astype(np.float32))
    np.save(folder / "audio_feat.npy", features[:, ::-1].astype(np.float32))
    return folder


def make(root: Path, n_items: int = 30, n_users: int = 8) -> Catalog:
    """Coloured squares; the picture of item 3 is broken, item 4 has none, item 5 no buyer."""
    (root / "images").mkdir(parents=True, exist_ok=True)
    rows = []
    for n in range(n_items):
        colour = COLOURS[n % 3]
        Image.new("RGB", (40, 30), colour).save(root / f"images/{n}.png")
        rows.append(
            {
                "item": f"id{n}",
                "title": f"{colour.capitalize()} square {n}",
                "text": f"A {colour} square, number {n}.",
                "image": None if n == 4 else f"images/{n}.png",
                "colour": colour,
            }
        )
    (root / "images/3.png").write_bytes(b"not a picture")
    steps = [
        (user, item, (user + item) * DAY, "view", None, None)
        for user in range(n_users)
        for item in range(user, n_items, n_users)
        if item != 5
    ]
    return Catalog(
        name="squares",
        root=root,
        reader="table",
        items=pl.DataFrame(rows),
        users=pl.DataFrame({"user": [f"user{n}" for n in range(n_users)]}),
        interactions=pl.DataFrame(steps, schema=dict(INTERACTION_COLUMNS), orient="row"),
        quarantine=pl.DataFrame(
            [("items.csv", 7, "price", "'cheap' is no number.", "Write digits.", "id6,cheap")],
            schema=dict(QUARANTINE_COLUMNS),
            orient="row",
        ),
        notes=("Times were taken for days.",),
    )


def of_files(root: Path, name: str, columns: Mapping[str, list[Any]]) -> Catalog:
    """Items that are told by these of ITEM_COLUMNS; nobody has bought any."""
    count = len(columns["item"])
    rows = {column: [None] * count for column in ITEM_COLUMNS} | dict(columns)
    return Catalog(
        name=name,
        root=root,
        reader="table",
        items=pl.DataFrame(rows, schema=dict(ITEM_COLUMNS)),
        users=pl.DataFrame({"user": ["U"]}),
        interactions=empty(INTERACTION_COLUMNS),
    )


class DirectEngine:
    """Answers `session.ask` at once with the real queries; other answers can be put in.

    Attributes:
        asked: (method, params) of every question.
        answers: method -> function of the params that answers instead of the query.

    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.asked: list[tuple[str, Any]] = []
        self.answers: dict[str, Callable[[Any], Any]] = {}
        self._context = Context(Subject())

    def ask(self, question: Any, params: Any, done: Any, failed: Any = None) -> None:
        """Stands in for Session.ask."""
        for answer in (done, failed):  # as the real engine holds them
            assert answer is None or WeakMethod(answer)() is not None
        try:
            done(self._answer(question, params))
        except UserError as error:
            (failed or self.session.report)(Failed(job="engine", **error.to_dict()))

    def _answer(self, question: Question[Any, Any], params: Message) -> Message:
        """Of the class that was declared, and as it would be after the wire."""
        self.asked.append((question.name, params))
        if question.name in self.answers:
            answer = self.answers[question.name](params)
        else:
            answer = answering(question.name).handler(self._about(), params)
        assert type(answer) is question.answer, f"{question.name} is not answered by {answer!r}"
        return unpack(question.answer, *pack(answer))

    def _about(self) -> Context:
        if self.session.catalog is not self._context.__dict__.get("catalog"):
            self._context = Context(Subject())
            self._context.__dict__["catalog"] = self.session.catalog
        return self._context

    def questions(self, question: Question[Any, Any] | str) -> list[Any]:
        """The parameters of all questions of one kind, oldest first."""
        wanted = question if isinstance(question, str) else question.name
        return [params for name, params in self.asked if name == wanted]
