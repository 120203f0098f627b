"""The phrase search as the window and the shell ask for it."""

import dataclasses
from types import SimpleNamespace

import numpy as np
import polars as pl
import pytest
import torch
from PIL import Image

from core.catalog.schema import INTERACTION_COLUMNS, Catalog, empty
from core.contracts.alignment import FIND, WAVES
from core.contracts.question import Subject
from core.encoders.tokens import TokenBatch
from core.errors import UserError
from core.explore.alignment import outlines, phrase_search
from core.explore.context import Context
from core.fusion.config import ConcatConfig, TransformerConfig
from core.media import clocks
from tests.core.alignment.test_phrases import planted
from tests.core.explore.asking import ask


class OneWord:
    """Encodes the name of a planted thing as its vector, anything else as nothing."""

    def __init__(self, names, words):
        self.known = dict(zip(names, words, strict=True))

    def encode(self, inputs):
        vector = self.known.get(inputs[0])
        tokens = torch.zeros(1, 1, 12) if vector is None else torch.tensor(vector)[None, None]
        mask = torch.tensor([[vector is not None]])
        return TokenBatch(tokens.float(), mask, torch.full((1, 1, 4), float("nan")))


@pytest.fixture
def context(tmp_path, monkeypatch):
    stores, words, names, truth = planted(tmp_path)
    fusion = TransformerConfig(dim=16, grounding=16).build({"text": 12, "image": 10}).eval()
    fusion.ground(stores)
    Image.new("RGB", (30, 20)).save(tmp_path / "a.png")
    catalog = Catalog(
        "planted", tmp_path, "table",
        pl.DataFrame({"item": [f"i{k}" for k in range(150)], "image": ["a.png"] * 150}),
        pl.DataFrame({"user": ["u"]}), empty(INTERACTION_COLUMNS), truth=truth,
    )  # fmt: skip
    run = SimpleNamespace(
        model=SimpleNamespace(fusion=fusion),
        config=SimpleNamespace(fusion=SimpleNamespace(kind="transformer")),
    )
    made = Context(Subject(run="somewhere"))
    made.__dict__.update(catalog=catalog, features=SimpleNamespace(stores=stores), run=run)
    monkeypatch.setattr(phrase_search, "_text_encoder", lambda _c: OneWord(names, words))
    return made


def test_hits_point_at_the_planted_patch_and_say_so(context):
    told = ask(context, FIND, phrase="thing3", k=30)
    assert told.modality == "image"
    assert told.modalities == ("image",)
    assert (told.items, told.tokens) == (150, 1350)
    truth = context.catalog.truth.filter(pl.col("value") == "thing3")
    boxes = {
        row["item"]: tuple(row[c] for c in ("x0", "y0", "x1", "y1")) for row in truth.to_dicts()
    }
    right = [hit.place == boxes.get(hit.item) for hit in told.hits]
    assert sum(right[:20]) >= 18
    assert [hit.right for hit in told.hits] == right[:20] + [None] * 10
    assert told.verdict.hits == sum(right[:20])
    assert told.verdict.values == ("thing3",)
    assert told.hits[0].size == (30, 20)
    scores = [hit.score for hit in told.hits]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > told.typical


def test_seconds_of_a_hit_are_on_the_common_clock_of_its_item(context):
    stores = context.features.stores
    stores["video"] = stores.pop("image")
    fusion = TransformerConfig(dim=16, grounding=16).build({"text": 12, "video": 10}).eval()
    fusion.ground(stores)
    context.run.model.fusion = fusion
    files = [pl.lit("a.wav").alias("audio"), pl.lit("a.mp4").alias("video")]
    catalog = dataclasses.replace(
        context.catalog, items=context.catalog.items.with_columns(*files), truth=None
    )
    context.__dict__["catalog"] = catalog
    before = ask(context, FIND, phrase="thing3", k=10)
    assert before.modality == "video"
    assert all(hit.seconds == hit.place[:2] for hit in before.hits)
    first = before.hits[0]
    clocks.set_hand(catalog, f"i{first.item}", {"video": 0.75, "audio": 9.0})
    after = ask(context, FIND, phrase="thing3", k=10)
    assert [hit.place for hit in after.hits] == [hit.place for hit in before.hits]
    assert after.hits[0].seconds == tuple(second - 0.75 for second in first.place[:2])
    assert after.hits[1:] == before.hits[1:]


def test_what_is_missing_is_said(context):
    with pytest.raises(UserError, match="no word"):
        ask(context, FIND, phrase="?!")
    with pytest.raises(UserError, match="no aligned tokens of 'audio'"):
        ask(context, FIND, phrase="thing1", modality="audio")
    context.run.model.fusion = ConcatConfig(dim=8).build({"text": 12, "image": 10})
    context.run.config.fusion.kind = "concat"
    with pytest.raises(UserError, match="fuses by 'concat'"):
        ask(context, FIND, phrase="thing1")
    untrained = Context(Subject())
    with pytest.raises(UserError, match="No model has been trained"):
        ask(untrained, FIND, phrase="thing1")


def test_texts_that_came_as_numbers_cannot_be_asked(context, monkeypatch):
    monkeypatch.undo()
    context.features.stores["text"] = SimpleNamespace(encoder="precomputed")
    with pytest.raises(UserError, match="not encoded here"):
        ask(context, FIND, phrase="thing1")
    context.features.stores["text"] = SimpleNamespace(
        encoder="minilm", about=SimpleNamespace(identity="minilm-of-last-year")
    )
    with pytest.raises(UserError, match="another version"):
        ask(context, FIND, phrase="thing1")


def test_waves_leave_out_what_cannot_be_read(context, tmp_path):
    import wave

    samples = (8000 * np.sin(np.arange(16000) / 9)).astype("<i2")
    with wave.open(str(tmp_path / "a.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(samples.tobytes())
    (tmp_path / "b.wav").write_bytes(b"nothing")
    column = pl.Series("audio", ["a.wav", "b.wav", "../c.wav"] + [None] * 147)
    context.__dict__["catalog"] = Catalog(
        "planted", tmp_path, "table", context.catalog.items.with_columns(column),
        context.catalog.users, context.catalog.interactions,
    )  # fmt: skip
    told = ask(context, WAVES, items=[0, 1, 2, 3, 999])
    assert [wave.item for wave in told.waves] == [0]
    assert told.waves[0].seconds == pytest.approx(2, abs=0.1)
    wave_0 = told.waves[0].outline
    assert wave_0.shape == (2, outlines.WAVE_BINS)
    assert (wave_0[0] <= wave_0[1]).all()
    assert wave_0.max() == pytest.approx(8000 / 32768, rel=0.1)
