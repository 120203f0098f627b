"""A small open catalog with truth, and an engine that answers with arrays made here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from core.catalog.schema import INTERACTION_COLUMNS, TRUTH_COLUMNS, Catalog, empty
from core.contracts.attention import (
    MAPS,
    MEDIA,
    ItemParams,
    Judge,
    MapFacts,
    MapsAnswer,
    MediaAnswer,
    Picture,
    Sound,
)
from core.contracts.message import pack, unpack
from core.contracts.question import Nothing, Question
from core.contracts.training import RUNS, Runs
from core.explore.attention.named_arrays import maps_of
from core.worker.messages import Failed
from gui.session import Session
from tests.gui.typed import run

TEXT = "A red sock in a box."
LENGTHS = {"text": 5, "image": 6, "audio": 4}
LAYERS, HEADS, QUERIES = 2, 3, 2


def softmax(values: np.ndarray) -> np.ndarray:
    spread = np.exp(values - values.max(-1, keepdims=True, initial=-1e9))
    return (spread / spread.sum(-1, keepdims=True)).astype(np.float32)


def make_arrays(
    lengths: dict[str, int] = LENGTHS, layers: int = LAYERS, seed: int = 0
) -> dict[str, np.ndarray]:
    """Maps of an item as arrays by name."""
    rng = np.random.default_rng(seed)
    total = sum(lengths.values())
    arrays = {
        "fusion": softmax(rng.normal(size=(HEADS, QUERIES, total))),
        "flow/rollout": softmax(rng.normal(size=(total, total))),
        "flow_item/rollout": softmax(rng.normal(size=total)),
        "flow/relevance": rng.exponential(size=(total, total)).astype(np.float32),
        "flow_item/relevance": rng.exponential(size=total).astype(np.float32),
    }
    for q, lq in lengths.items():
        arrays[f"positions/{q}"] = places(q, lq)
        arrays[f"shares/{q}"] = softmax(rng.normal(size=(layers, lq, len(lengths))))
        for k, lk in lengths.items():
            arrays[f"pairs/{q}/{k}"] = softmax(rng.normal(size=(layers, HEADS, lq, lk)))
    return arrays


def places(modality: str, count: int) -> np.ndarray:
    out = np.full((count, 4), np.nan, np.float32)
    steps = np.arange(count, dtype=np.float32)
    if modality == "image":  # two rows of patches, 50 x 40 pixels each
        out[:, 0], out[:, 1] = steps % 3 * 50, steps // 3 * 40
        out[:, 2], out[:, 3] = out[:, 0] + 50, out[:, 1] + 40
    else:
        width = 4 if modality in ("text", "captions") else 0.5
        out[:, 0], out[:, 1] = steps * width, (steps + 1) * width
    return out


def catalog(truth: bool = True) -> Catalog:
    items = pl.DataFrame(
        {
            "item": ["a", "b", "c"],
            "title": ["Red sock", "Blue lamp", "Striped mug"],
            "text": [TEXT, "A blue lamp for the night.", "A mug with stripes, red and white."],
            "image": ["a.png", "b.png", None],
        }
    )
    planted = pl.DataFrame(
        [
            {"item": 0, "attribute": "colour", "value": "red", "char_start": 2, "char_end": 5,
             "x0": 10.0, "y0": 10.0, "x1": 60.0, "y1": 60.0},
            {"item": 0, "attribute": "tone", "value": "horn", "t0": 0.5, "t1": 1.5},
        ],
        schema=dict(TRUTH_COLUMNS),
    )  # fmt: skip
    return Catalog(
        "toy", Path(), "table", items, pl.DataFrame({"user": ["u1", "u2"]}),
        empty(INTERACTION_COLUMNS), truth=planted if truth else None,
    )  # fmt: skip


class Asked:
    """Records questions; answers each at once from `answers`, by name."""

    def __init__(self) -> None:
        self.questions: list[tuple[str, Any]] = []
        #: The run each question was about; None is the open one.
        self.runs: list[str | None] = []
        self.answers: dict[str, Callable[[Any], Any]] = {}

    def __call__(
        self,
        question: Question[Any, Any],
        params: Any,
        done: Any,
        failed: Any = None,
        run: str | None = None,
    ) -> None:
        self.questions.append((question.name, params))
        self.runs.append(run)
        answer = self.answers[question.name](params)
        if isinstance(answer, Failed):
            failed(answer)
        else:
            done(unpack(question.answer, *pack(answer)))  # of the class that was declared

    def count(self, question: Question[Any, Any]) -> int:
        return sum(name == question.name for name, _ in self.questions)


def maps_answer(
    params: ItemParams, lengths: dict[str, int] = LENGTHS, run: str | None = None
) -> MapsAnswer:
    arrays = make_arrays(lengths, seed=params.item + 100 * (run is not None))
    return of_arrays(params.item, arrays, lengths)


def of_arrays(item: int, arrays: dict[str, np.ndarray], lengths: dict[str, int]) -> MapsAnswer:
    facts = MapFacts(
        item=item,
        modalities=tuple(lengths),
        encoders=dict.fromkeys(lengths, "toy"),
        judge=Judge(who="choosers", people=7),
        score=1.0,
        run="/runs/1",
        model="0123456789abcdef",
    )
    return MapsAnswer(facts=facts, maps=maps_of(tuple(lengths), arrays))


def media_answer(params: ItemParams) -> MediaAnswer:
    rng = np.random.default_rng(params.item)
    wave = rng.random(200).astype(np.float32)
    pixels = rng.integers(0, 255, (80, 150, 3)).astype(np.uint8)
    sound = Sound(
        file="/nowhere/a.wav",
        begin=0.0,
        end=2.0,
        top_hz=8000.0,
        low=-wave,
        high=wave,
        mel=rng.random((64, 200)).astype(np.float32),
    )
    return MediaAnswer(
        item=params.item, picture=Picture(pixels=pixels, size=(150, 80)), sound=sound
    )


def runs_answer(_params: Nothing) -> Runs:
    config = {"fusion": {"kind": "transformer"}}
    return Runs(runs=tuple(run(f"/runs/{n}", config=config, summary={"epochs": 3}) for n in (1, 2)))


def open_catalog(session: Session, held: Catalog) -> None:
    """What Session.load_snapshot does, without a snapshot."""
    session.catalog = held
    session.snapshot = Path("/snapshots/toy")
    session.features = session.run = session.item = None
    session.catalog_changed.emit()


@pytest.fixture
def asked(session: Session, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """The session of a test with a fake engine."""
    fake = Asked()
    fake.answers = {
        MAPS.name: lambda params: maps_answer(params, run=fake.runs[-1]),
        MEDIA.name: media_answer,
        RUNS.name: runs_answer,
    }
    monkeypatch.setattr(session, "ask", fake)
    return fake
