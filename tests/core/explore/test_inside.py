"""Answers about the inside of models agree with the models, and with each other."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest
import torch

from core.contracts import inside as asked
from core.contracts.message import pack, unpack
from core.contracts.question import Nothing, Subject
from core.errors import UserError
from core.explore.context import Context
from core.explore.inside import evidence, kept, proof, views
from core.explore.inside.sinks import sinks_of
from tests.core.inspect import folders

CONTEXT = Context(Subject())


@pytest.fixture
def clip(tmp_path: Path) -> asked.InsideParams:
    model = folders.save("clip", tmp_path / "model")
    picture = folders.picture(tmp_path / "picture.png")
    return asked.InsideParams(model=str(model), text=folders.SENTENCE, image=str(picture))


def test_a_look_crosses_between_processes_and_tells_every_head(clip: asked.InsideParams) -> None:
    look = views.look(CONTEXT, clip)
    assert {stack.name: (stack.layers, stack.heads) for stack in look.stacks} == {
        "words": (2, 4),
        "picture": (2, 4),
    }
    assert unpack(asked.InsideLook, *pack(look)).stacks[1].tiles.shape == (2, 4, 17, 17)
    params = asked.HeadParams(**clip.model_dump(), stack="picture", layer=1, head=2)
    head = views.head(CONTEXT, params)
    assert np.allclose(look.stacks[1].tiles[1, 2], head.weights, atol=1e-3)
    assert np.allclose(look.stacks[1].received[1, 2], head.weights.mean(0), atol=1e-3)
    assert look.picture is not None
    assert look.compares


def test_what_moved_the_answer_is_read_where_the_score_is(clip: asked.InsideParams) -> None:
    look = views.look(CONTEXT, clip)
    flow = views.flow(CONTEXT, asked.InsideFlowParams(**clip.model_dump(), kind="relevance"))
    assert flow.target == "match"
    begin = look.span("image").start
    assert np.allclose(flow.answer[look.span("image")], flow.flow[begin, look.span("image")])
    words = flow.answer[look.span("text")]
    assert words.max() > 0  # from the word of the largest id, where this small CLIP ends its text
    alike = views.similarity(CONTEXT, clip).cosine
    assert alike.shape == (8, 17)
    assert np.abs(alike).max() <= 1 + 1e-5


def test_masking_by_a_map_is_compared_with_chance(clip: asked.InsideParams) -> None:
    flow = views.flow(CONTEXT, asked.InsideFlowParams(**clip.model_dump(), kind="relevance"))
    look = views.look(CONTEXT, clip)
    weights = {"image": flow.answer[look.span("image")]}
    params = asked.InsideProofParams(**clip.model_dump(), weights=weights, share=0.2)
    found = proof.proof(CONTEXT, params)
    assert found.tokens == 16
    assert found.strongest[0] == pytest.approx(flow.score, abs=1e-5)
    # With no patch heard, both orders end in the same number.
    assert np.allclose(found.random[:, -1], found.strongest[-1], atol=1e-5)
    seen = kept.look(clip)
    heard = torch.ones(1, 17, dtype=torch.bool)
    strongest = np.argsort(-weights["image"][1:], kind="stable")[:3] + 1
    heard[0, strongest] = False
    place = int(np.abs(found.shares - 0.2).argmin())
    expected = float(seen.scores("match", {"image": heard})[0])
    assert found.strongest[place] == pytest.approx(expected, abs=1e-5)
    bad = params.model_copy(update={"weights": {"image": np.zeros(3, np.float32)}})
    with pytest.raises(UserError, match="not of this input"):
        proof.proof(CONTEXT, bad)


def test_a_sink_takes_much_whatever_is_asked() -> None:
    received = np.full((3, 2, 10), 0.05, np.float32)
    received[:, :, 4] = 0.55
    stack = asked.InsideStack(
        name="words",
        queries="text",
        keys="text",
        tiles=np.zeros((3, 2, 1, 1), np.float32),
        statistics=np.zeros((4, 3, 2), np.float32),
        received=received,
    )
    (sink,) = sinks_of([stack])
    assert (sink.token, sink.layers) == (4, pytest.approx((0.55,) * 3))
    assert sink.share == pytest.approx(0.55)


def test_pointing_game_of_a_picture_model(tmp_path: Path) -> None:
    """Planted in all patches but one, or in one alone: chance is the share of patches inside."""
    from core.catalog.schema import INTERACTION_COLUMNS, TRUTH_COLUMNS, Catalog, empty

    model = folders.save("dinov2", tmp_path / "model")
    folders.picture(tmp_path / "a.png", 40, 40)
    truth = empty(TRUTH_COLUMNS)
    row = dict.fromkeys(truth.columns)
    row |= {"item": 0, "attribute": "colour", "value": "red"}
    row |= {"x0": 0.0, "y0": 0.0, "x1": 40.0, "y1": 20.0}
    truth = pl.concat([truth, pl.DataFrame([row], schema=truth.schema)])
    items = pl.DataFrame({"item": ["a"], "title": ["A"], "image": ["a.png"]})
    catalog = Catalog(
        "made",
        tmp_path,
        "table",
        items,
        pl.DataFrame({"user": ["u"]}),
        empty(INTERACTION_COLUMNS),
        truth=truth,
    )
    context = Context(Subject())
    context.__dict__["catalog"] = catalog
    found = proof.pointing(context, asked.InsidePointingParams(model=str(model), limit=4)).score
    assert (found.games, found.chance) == (1, 0.5)
    look = kept.look(asked.InsideParams(model=str(model), image=str(tmp_path / "a.png")))
    flowed = look.relevance("vector").flow[0, 1:]
    assert found.hits == int(int(flowed.argmax()) < 8)


def test_evidence_says_where_a_map_came_from(clip: asked.InsideParams, tmp_path: Path) -> None:
    look = views.look(CONTEXT, clip)
    head = views.head(
        CONTEXT, asked.HeadParams(**clip.model_dump(), stack="words", layer=0, head=1)
    )
    file = evidence.save(tmp_path / "map.json", clip, look, head)
    told = json.loads(file.read_text())
    assert told["model"]["revision"] == look.revision != ""
    assert (told["stack"], told["layer"], told["head"]) == ("words", 1, 2)
    assert [one["label"] for one in told["keys"]] == list(look.part("text").labels)
    assert np.allclose(told["weights"], head.weights, atol=1e-5)
    rows = pl.read_csv(evidence.save(tmp_path / "map.csv", clip, look, head))
    assert np.allclose(rows["weight"].to_numpy().reshape(8, 8), head.weights, atol=1e-6)
    with pytest.raises(UserError, match="kind of evidence"):
        evidence.save(tmp_path / "map.png", clip, look, head)


def test_a_look_is_kept_until_its_file_changes(clip: asked.InsideParams) -> None:
    first = kept.look(clip)
    assert kept.look(asked.HeadParams(**clip.model_dump(), stack="words", layer=0)) is first
    assert clip.image is not None
    folders.picture(Path(clip.image), 30, 90)
    assert kept.look(clip) is not first


def test_what_is_listed_can_be_given_what_it_takes() -> None:
    found = {one.reference: one for one in views.models(CONTEXT, Nothing()).models}
    assert found["minilm"].takes == ("text",)
    assert found["whisper-tiny"].takes == ("audio",)
    assert all(one.installed or one.command for one in found.values())
