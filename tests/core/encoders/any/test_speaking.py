"""Language models that see, as embedders: their states, their last token, and where tokens lie."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from core.encoders import registry
from core.errors import UserError
from core.media.images import Fit, fit_to_grid
from core.media.video import Frames
from tests.core.encoders.any.made import PATCH, SIZE, SPEAKING
from tests.core.encoders.any.planted import laid, moved, pictures

_ASKED = "<|im_start|>system\nRepresent the user's input.<|im_end|>\n<|im_start|>user\n"
_END = "<|im_end|>\n<|im_start|>assistant\n"
_SEEN = "<|vision_start|><|image_pad|><|vision_end|>"
TEXT = "a red cup, naïve"


FAMILIES_RUN = tuple(SPEAKING)


@pytest.fixture(scope="module", params=FAMILIES_RUN)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp(f"{request.param}-embedding")
    return folder, SPEAKING[request.param](folder)


def own(folder: Path, model: Any, text: str, picture: Any = None) -> tuple[Any, Any]:
    """Ids and last states of the library's own processor and model."""
    from transformers import AutoProcessor

    processor = AutoProcessor.from_pretrained(folder)
    more = {} if picture is None else {"images": [picture]}
    inputs = processor(text=[text], return_tensors="pt", **more)
    with torch.no_grad():
        return inputs["input_ids"][0], model(**inputs).last_hidden_state[0]


def test_a_text_lies_within_the_template_and_its_last_token_is_the_whole(case: Any) -> None:
    folder, model = case
    batch = registry.load(f"{folder}#text").encode(["cup", TEXT])
    _, states = own(folder, model, f"{_ASKED}{TEXT}{_END}")
    said = [TEXT[a:b] for a, b in batch.positions[1, batch.mask[1], :2].int().tolist()]
    assert said[:3] == ["a", "r", "e"]  # bytes are its pieces, blanks none
    assert set("".join(said)) >= set("naïve")
    before, letters = (
        len(_pieces(folder, _ASKED)),
        [n for n, c in enumerate("a red cup,") if c > " "],
    )
    np.testing.assert_allclose(
        batch.tokens[1][: len(letters)], states[[before + n for n in letters]], atol=1e-5
    )
    assert batch.whole is not None
    np.testing.assert_allclose(batch.whole[1], states[-1] / states[-1].norm(), atol=1e-5)


def _pieces(folder: Path, text: str) -> list[int]:
    from transformers import AutoTokenizer

    ids: list[int] = AutoTokenizer.from_pretrained(folder)(text)["input_ids"]
    return ids


def test_a_picture_is_its_patches_and_the_last_token(case: Any) -> None:
    folder, model = case
    noise = np.random.default_rng(0).integers(0, 255, (SIZE, SIZE, 3), dtype=np.uint8)
    encoder = registry.load(str(folder))
    batch = encoder.encode([fit_to_grid(Image.fromarray(noise), SIZE, "letterbox")] * 2)
    ids, states = own(folder, model, f"{_ASKED}{_SEEN}{_END}", Image.fromarray(noise))
    seen = ids == model.config.image_token_id
    np.testing.assert_allclose(batch.tokens[1], states[seen], atol=1e-5)
    assert batch.positions[0, 5].tolist() == [PATCH, PATCH, 2 * PATCH, 2 * PATCH]
    assert batch.whole is not None
    np.testing.assert_allclose(batch.whole[1], states[-1] / states[-1].norm(), atol=1e-5)


def test_a_red_patch_moves_first_the_token_that_lies_there(case: Any) -> None:
    folder, _ = case
    grey = np.random.default_rng(0).integers(60, 190, (SIZE, SIZE, 3), dtype=np.uint8)
    red = grey.copy()
    red[8:16, 16:24] = (255, 0, 0)
    encoder = registry.load(str(folder))
    before, after = (
        encoder.encode([fit_to_grid(Image.fromarray(one), SIZE, "letterbox")])
        for one in (grey, red)
    )
    moved = (before.tokens[0] - after.tokens[0]).norm(dim=1)
    assert after.positions[0, int(moved.argmax())].tolist() == [16, 8, 24, 16]


@laid
def test_a_red_patch_of_a_wide_or_tall_picture_lies_where_it_says(
    case: Any, shape: str, fit: Fit
) -> None:
    encoder = registry.load(str(case[0]))
    plain, odd, planted = pictures(SIZE, shape, fit)
    far, boxes = moved(encoder.encode([plain]), encoder.encode([odd]))
    assert tuple(boxes[far.argmax()]) == planted


def test_an_odd_word_moves_the_tokens_from_there_on(case: Any) -> None:
    """What reads left to right knows nothing of a word before it comes."""
    folder, _ = case
    encoder = registry.load(f"{folder}#text")
    plain, odd = (encoder.encode([f"a cup and a {word} cup"]) for word in ("tin", "red"))
    moved = (plain.tokens[0] - odd.tokens[0]).norm(dim=1)
    begins = odd.positions[0, :, 0]
    assert moved[begins < 12].max() < 1e-5
    assert 12 <= begins[int(moved.argmax())] < 15


def test_a_film_is_its_frames(case: Any) -> None:
    folder, _ = case
    frames = np.random.default_rng(0).integers(0, 255, (4, SIZE, SIZE, 3), dtype=np.uint8)
    batch = registry.load(f"{folder}#video").encode([Frames(frames, np.arange(4) + 0.5, 4.0)])
    still = registry.load(str(folder)).encode(
        [fit_to_grid(Image.fromarray(frames[2]), SIZE, "letterbox")]
    )
    np.testing.assert_allclose(batch.tokens[0, 2], still.tokens[0].mean(0), atol=1e-5)
    assert batch.positions[0, 2, :2].tolist() == [2, 3]


def test_long_texts_lose_their_end_and_never_the_template(case: Any) -> None:
    folder, model = case
    encoder = registry.load(f"{folder}#text")
    batch = encoder.encode(["x" * 2000])
    _, states = own(folder, model, f"{_ASKED}{'x' * 512}{_END}")
    assert batch.whole is not None
    np.testing.assert_allclose(batch.whole[0], states[-1] / states[-1].norm(), atol=1e-5)
    assert batch.positions[0, -1, 1] == 512


def test_it_is_a_space_only_where_it_was_trained_to_embed(tmp_path: Path) -> None:
    for name, front, joint in (
        ("chat", "pipeline_tag: image-text-to-text", False),
        ("named", "pipeline_tag: feature-extraction", True),
        ("my-embedder", "", True),
    ):
        folder = tmp_path / name
        folder.mkdir()
        config = {"model_type": "qwen3_vl", "text_config": {"hidden_size": 8}}
        (folder / "config.json").write_text(json.dumps(config))
        (folder / "model.safetensors").write_bytes(b"")
        (folder / "README.md").write_text(f"---\n{front}\n---\n")
        entry = registry.resolve(str(folder), "text")
        assert bool(entry.space) is joint
        assert entry.width == 8


@pytest.mark.parametrize("model_type", ["jina_clip", "qwen2_5_vl"])
def test_jinas_run_only_with_their_own_code_which_is_named(tmp_path: Path, model_type: str) -> None:
    config = {"model_type": model_type, "auto_map": {"AutoModel": "modeling_jina.JinaModel"}}
    folder = tmp_path / "jina-embeddings"
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "model.safetensors").write_bytes(b"")
    with pytest.raises(UserError, match="Python code of its own") as caught:
        registry.resolve(str(folder))
    assert "--remote-code" in caught.value.remedy
