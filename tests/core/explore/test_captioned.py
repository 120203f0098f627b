"""Captions that alone say what an item is move retrieval, rankings and reasons."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from PIL import Image

from core.catalog.schema import Catalog
from core.contracts.attention import ItemParams
from core.contracts.question import Subject
from core.contracts.recommend import ReasonParams
from core.contracts.share import ReportSpec
from core.encoders.features import encode_catalog
from core.explore.alignment import spaces
from core.explore.attention.labels import labelled
from core.explore.context import Context
from core.explore.reason import reason
from core.fusion.config import ConcatConfig, TransformerConfig
from core.share import parts
from core.share.page import Page
from core.training.config import SplitConfig, TrainConfig
from core.training.run.runs import load_run
from core.training.train import train
from tests.core.encoders.any.made import MADE, SIZE
from tests.core.encoders.make import catalog

ITEMS, KINDS, USERS = 64, 8, 64
CONFIG = TrainConfig(
    fusion=ConcatConfig(dim=16, hidden=0),
    split=SplitConfig(kind="cold_items", validation=0.1, test=0.25),
    epochs=12,
    patience=0,
    batch_size=64,
    device="cpu",
    ks=(8,),
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Catalog, dict[str, str]]:
    """People like one kind each; a picture and its caption tell the kind, a title nothing."""
    root = tmp_path_factory.mktemp("captioned")
    rng = np.random.default_rng(0)
    kinds = np.arange(ITEMS) % KINDS
    colours = rng.integers(0, 255, (KINDS, 3))
    for row, kind in enumerate(kinds):
        noise = rng.integers(-20, 20, (SIZE, SIZE, 3))
        pixels = np.clip(colours[kind] + noise, 0, 255).astype(np.uint8)
        Image.fromarray(pixels).save(root / f"{row}.png")
    titles = [f"a word{n} cup" for n in rng.integers(0, 30, ITEMS)]
    made = catalog(
        root,
        {
            "title": titles,
            "text": titles,
            "image": [f"{row}.png" for row in range(ITEMS)],
            "captions": [f"and a word{kind} of word{20 + kind}" for kind in kinds],
        },
    )
    users = np.repeat(np.arange(USERS), ITEMS // KINDS)
    items = np.concatenate([np.flatnonzero(kinds == user % KINDS) for user in range(USERS)])
    log = (
        made.interactions.clear()
        .with_columns()
        .vstack(
            pl.DataFrame(
                {"user": users, "item": items},
                schema_overrides={"user": pl.Int32, "item": pl.Int32},
            ).select(
                pl.col(name) if name in ("user", "item") else pl.lit(None, dtype).alias(name)
                for name, dtype in made.interactions.schema.items()
            )
        )
    )
    people = pl.DataFrame({"user": [f"u{n}" for n in range(USERS)]})
    encoders = {}
    for name in ("bert", "vit"):
        folder = root / name
        folder.mkdir()
        MADE[name](folder)
        encoders[name] = str(folder)
    chosen = {"text": encoders["bert"], "captions": encoders["bert"], "image": encoders["vit"]}
    return replace(made, users=people, interactions=log), chosen


def test_captions_find_the_pictures_that_titles_do_not(
    world: tuple[Catalog, dict[str, str]],
) -> None:
    made, encoders = world
    share = {}
    for asks, other in (("captions", "text"), ("text", "captions")):
        features = encode_catalog(made, encoders | {other: ""}, "cpu")
        context = Context(Subject(features=str(features.folder)))
        context.__dict__["catalog"] = made
        rows, words, pictures = spaces.get(context, "ridge").both(asks, "image")
        best = (words @ pictures.T).argmax(1)
        share[asks] = float((rows[best] % KINDS == rows % KINDS).mean())
    assert share["captions"] > 0.9
    assert share["text"] < 3 / KINDS


def test_captions_rank_new_items(world: tuple[Catalog, dict[str, str]], tmp_path: Path) -> None:
    made, encoders = world
    found = {}
    for name, left_out in (("without", {"captions": ""}), ("with", {})):
        features = encode_catalog(made, encoders | {"image": ""} | left_out, "cpu")
        found[name] = train(made, features, CONFIG, tmp_path / name).test["recall@8"]
    assert found["with"] > 2 * found["without"]


def test_captions_are_named_as_reasons(
    world: tuple[Catalog, dict[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, encoders = world
    features = encode_catalog(made, encoders, "cpu")
    looks = TransformerConfig(dim=16, layers=1, heads=2, grounding=0)
    changed = {"fusion": looks, "epochs": 1, "split": SplitConfig(kind="random")}
    train(made, features, CONFIG.model_copy(update=changed), tmp_path)
    context = Context(Subject(features=str(features.folder), run=str(tmp_path)))
    context.__dict__.update(catalog=made, run=load_run(tmp_path, made, features))
    seen = labelled(context, ItemParams(item=3))
    assert seen.captions == "and a word3 of word23"
    assert "word3" in seen.labels["captions"]
    assert {word for word, _ in seen.telling(of="captions")} == {"word3", "word23"}
    monkeypatch.setattr("core.explore.reason.TELLING", 0.5)  # what stands out is not the question
    told = reason(context, ReasonParams(user=3, row=3, k=8))
    assert "Of its captions, “word" in str(told.sentence)
    assert "captions" in {effect.part for effect in told.effects}


def test_a_report_marks_captions_as_their_own(world: tuple[Catalog, dict[str, str]]) -> None:
    made, encoders = world
    features = encode_catalog(made, encoders, "cpu")
    context = Context(Subject(features=str(features.folder)))
    context.__dict__["catalog"] = made
    page = Page("captioned")
    parts.alignment(page, context, ReportSpec(catalog="", out=""))
    (told,) = re.findall(r"<script type=application/json>(.*?)</script>", page.html())
    marks = {one["name"]: one["mark"] for one in json.loads(told)["modalities"]}
    assert marks == {"text": "●", "image": "■", "captions": "◍"}
    counts = {one["name"]: len(one["places"]) for one in json.loads(told)["modalities"]}
    assert set(counts.values()) == {ITEMS}
