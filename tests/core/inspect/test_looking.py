"""Models from folders: their tokens stand where they do, and what is hidden is not heard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from core.errors import UserError
from core.inspect import looking, opening
from core.inspect.families import FAMILIES
from core.inspect.looking import Look
from core.inspect.models.base import MATCH
from core.inspect.parts import Given
from tests.core.inspect import folders, make


def _look(family: str, tmp_path: Path, **given: Any) -> Look:
    adapter = opening.open_model(str(folders.save(family, tmp_path / "model")))
    if "image" in given:
        given["image"] = folders.picture(tmp_path / "picture.png")
    return looking.look(adapter, Given(**given))


def test_every_family_is_tested_against_eager_attention() -> None:
    assert set(make.MODELS) == set(FAMILIES)


@pytest.mark.parametrize("family", make.MODELS)
def test_every_layer_belongs_to_a_stack(family: str) -> None:
    from core.inspect import capture

    model, inputs = make.model(family), make.inputs(family)
    layers, _ = capture.record(model, lambda: model(**inputs))
    found = {FAMILIES[family].stack(layer.path) for layer in layers}
    assert None not in found
    assert len(found) == len(FAMILIES[family].stacks)


def test_words_stand_where_they_are_in_the_text(tmp_path: Path) -> None:
    seen = _look("bert", tmp_path, text=folders.SENTENCE)
    part = seen.reading.parts["text"]
    assert part.labels == ("[BOS]", *folders.SENTENCE.split(), "[EOS]")
    assert part.kinds == ("special", *["text"] * 6, "special")
    spans = part.places[1:-1, :2].astype(int)
    assert [seen.reading.text[a:b] for a, b in spans] == folders.SENTENCE.split()
    assert seen.weights("words", 1, 3).shape == (8, 8)
    assert torch.allclose(seen.weights("words", 0).sum(1), torch.ones(8))


def test_hidden_words_are_as_if_masked(tmp_path: Path) -> None:
    seen = _look("bert", tmp_path, text=folders.SENTENCE)
    kept = torch.ones(2, 8, dtype=torch.bool)
    kept[1, [2, 4]] = False
    (target,) = seen.adapter.targets(seen.reading)
    scores = seen.scores(target, {"text": kept})
    ids = seen.reading.inputs["input_ids"].repeat(2, 1)
    with torch.no_grad():
        states = seen.adapter.model(input_ids=ids, attention_mask=kept.long()).last_hidden_state
    inside = kept.float() * torch.from_numpy(seen.reading.parts["text"].real)
    vectors = (states * inside[..., None]).sum(1) / inside.sum(1, keepdim=True)
    # Without a word the mean is nothing, so the way to the whole is the vector itself.
    expected = vectors @ torch.nn.functional.normalize(vectors[0], dim=0)
    assert torch.allclose(scores, expected, atol=1e-5)
    assert abs(scores[0] - scores[1]) > 1e-3


@pytest.mark.parametrize("family", ["dinov2", "vilt", "blip", "llava"])
def test_what_nobody_hears_changes_nothing(family: str, tmp_path: Path) -> None:
    """With a patch hidden its pixels do not matter, be it in the encoder or for the words."""
    text = None if family == "dinov2" else folders.SENTENCE
    seen = _look(family, tmp_path, image=True, text=text)
    reading, target = seen.reading, seen.adapter.targets(seen.reading)[0]
    part = "text" if family in ("vilt", "llava") else "image"
    patches = [row for row, kind in enumerate(reading.parts[part].kinds) if kind == "image"]
    kept = torch.ones(2, len(reading.parts[part]), dtype=torch.bool)
    kept[1, patches[:8]] = False
    whole, hidden = seen.scores(target, {part: kept}).tolist()
    again = seen.scores(target, {part: kept.flip(0)}).tolist()
    assert abs(whole - hidden) > 1e-6
    if family in ("dinov2", "vilt"):  # elsewhere other patches have heard it already
        before = reading.inputs["pixel_values"].clone()
        reading.inputs["pixel_values"][..., : 2 * make.PATCH, :] *= -1
        moved, still = seen.scores(target, {part: kept}).tolist()
        reading.inputs["pixel_values"] = before
        assert abs(moved - whole) > 1e-3
        assert still == pytest.approx(hidden, abs=1e-5)
    else:
        assert again[0] == pytest.approx(hidden, abs=1e-4)


def test_patches_tile_what_the_processor_shows(tmp_path: Path) -> None:
    seen = _look("clip", tmp_path, image=True, text=folders.SENTENCE)
    part = seen.reading.parts["image"]
    assert part.kinds == ("special", *["image"] * 16)
    boxes = part.places[1:]
    # 60 x 40 pixels: the middle 40 x 40 are shown.
    assert boxes[0].tolist() == [10, 0, 20, 10]
    assert boxes[-1].tolist() == [40, 30, 50, 40]


def test_clip_compares_words_and_patches_in_its_common_space(tmp_path: Path) -> None:
    seen = _look("clip", tmp_path, image=True, text=folders.SENTENCE)
    adapter, reading = seen.adapter, seen.reading
    assert adapter.targets(reading) == (MATCH,)
    moved = seen.relevance(MATCH)
    with torch.no_grad():
        logits = adapter.model(**reading.inputs).logits_per_image
    assert moved.score == pytest.approx(float(logits / adapter.model.logit_scale.exp()), abs=1e-5)
    alike = adapter.similarity(reading)  # type: ignore[attr-defined]
    assert alike.shape == (8, 17)
    # The text is one of its words (here the one of the largest id) and the picture its [CLS], so
    # their cosine is the match itself.
    spoken = int(reading.inputs["input_ids"].argmax())
    assert float(alike[spoken, 0]) == pytest.approx(moved.score, abs=1e-5)
    assert moved.flow[reading.span("text"), reading.span("image")].abs().max() == 0


def test_llava_s_patches_stand_among_its_words(tmp_path: Path) -> None:
    seen = _look("llava", tmp_path, image=True, text=folders.SENTENCE)
    part = seen.reading.parts["text"]
    assert part.kinds.count("image") == 16
    first = part.kinds.index("image")
    assert part.places[first].tolist() == [0, 0, 15, 10]  # the whole of 60 x 40 pixels
    assert set(seen.layers) == {"words and picture", "picture encoder"}
    target = seen.adapter.targets(seen.reading)[0]
    row = int(target.removeprefix("word:"))
    moved = seen.relevance(target)
    reached = moved.flow[seen.reading.span("text")][:, seen.reading.span("text")]
    assert reached[row - 1, first : first + 16].max() > 0
    assert np.allclose(seen.rollout.sum(1), 1, atol=1e-5)


@pytest.mark.parametrize("family", ["vilt", "blip", "siglip", "gpt2"])
def test_every_score_has_something_that_moves_it(family: str, tmp_path: Path) -> None:
    given = {"text": folders.SENTENCE} | ({"image": True} if family != "gpt2" else {})
    seen = _look(family, tmp_path, **given)
    for target in seen.adapter.targets(seen.reading)[:2]:
        assert seen.relevance(target).flow.max() > 0
    with pytest.raises(UserError, match="no score"):
        seen.relevance("word:99")


def test_a_folder_of_another_family_says_which_are_known(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"model_type": "mamba"}')
    with pytest.raises(UserError, match="mamba"):
        opening.open_model(str(tmp_path))


def test_weights_that_would_be_unpickled_are_not_read(tmp_path: Path) -> None:
    folder = folders.save("bert", tmp_path / "model")
    (folder / "model.safetensors").unlink()
    torch.save(make.model("bert").state_dict(), folder / "pytorch_model.bin")
    with pytest.raises(UserError):
        opening.open_model(str(folder))


def test_an_encoder_without_attention_is_refused() -> None:
    with pytest.raises(UserError, match="no attention"):
        opening.open_model("torchvision:resnet50")
