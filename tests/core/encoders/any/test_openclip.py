"""Models in open_clip's layout: tokens of both towers are the library's own, at their places."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import save_file

from core.encoders import registry
from core.encoders.families.openclip import given_spans
from core.errors import UserError
from core.media.images import Fit, fit_to_grid
from tests.core.encoders.any.made import MADE, SIZE, words
from tests.core.encoders.any.planted import laid, moved, pictures

open_clip = pytest.importorskip("open_clip")

_VISION = {"image_size": SIZE, "patch_size": 8, "width": 24, "layers": 1, "head_width": 8}
_TIMM = {"image_size": SIZE, "timm_model_name": "resnet10t", "timm_pool": "", "timm_proj": "linear"}
_TEXT = {"width": 16, "heads": 2, "layers": 1}
_HALF = {"mean": [0.5] * 3, "std": [0.25] * 3, "size": [SIZE, SIZE]}
_COCA = _TEXT | {"context_length": 20, "embed_cls": True, "output_tokens": True}
_POOLS = _VISION | {"attentional_pool": True, "attn_pooler_heads": 2, "output_tokens": True}
PLAIN = "a red cup"
TEXT = "A  blue&amp;white CUP, naïve café 🙂"


def made(folder: Path, vision: dict[str, Any], text: dict[str, Any], **more: Any) -> Any:
    config = {"embed_dim": 12, "vision_cfg": vision, "text_cfg": text, **more}
    torch.manual_seed(0)
    kind = open_clip.CustomTextCLIP if config.pop("custom_text", False) else open_clip.CLIP
    kind = open_clip.CoCa if "multimodal_cfg" in config else kind
    model = kind(**config).eval()
    save_file({k: v.contiguous() for k, v in model.state_dict().items()},
              folder / "open_clip_model.safetensors")  # fmt: skip
    told = {"model_cfg": {**config, **more}, "preprocess_cfg": _HALF}
    (folder / "open_clip_config.json").write_text(json.dumps(told))
    return model


@pytest.fixture(
    scope="module",
    params=[
        (_VISION, _TEXT, {}),
        (_TIMM, _TEXT | {"hf_tokenizer_name": "in/this-folder", "vocab_size": 60,
                         "context_length": 20, "pool_type": "last"}, {"custom_text": True}),
        (_POOLS, _COCA, {"custom_text": True, "multimodal_cfg": _TEXT | {"context_length": 20}}),
    ],
    ids=["own towers", "timm and a tokenizer of transformers", "CoCa"],
)  # fmt: skip
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("open_clip")
    vision, text, more = request.param
    words(folder)
    return folder, made(folder, dict(vision), dict(text), **more)


def test_patches_and_the_whole_picture_are_the_librarys(case: Any) -> None:
    folder, model = case
    noise = np.random.default_rng(0).integers(0, 255, (SIZE, SIZE, 3), dtype=np.uint8)
    encoder = registry.load(str(folder))
    batch = encoder.encode([fit_to_grid(Image.fromarray(noise), SIZE, "letterbox")])
    pixels = torch.from_numpy(noise).permute(2, 0, 1)[None] / 255
    with torch.no_grad():
        own = model.encode_image((pixels - 0.5) / 0.25, normalize=True)
    assert batch.whole is not None
    np.testing.assert_allclose(batch.whole, own, atol=1e-5)
    count = int(batch.mask.sum())
    x0, y0, x1, y1 = batch.positions[0, count - 1].tolist()
    assert (x1, y1) == (SIZE, SIZE)
    assert x0 == y0 == SIZE - SIZE / count**0.5


def test_words_and_the_whole_text_are_the_librarys(case: Any) -> None:
    folder, model = case
    tokenizer = open_clip.get_tokenizer(f"local-dir:{folder}")
    batch = registry.load(str(folder) + "#text").encode(["cup", TEXT])
    with torch.no_grad():
        own = model.encode_text(tokenizer([TEXT]), normalize=True)
    assert batch.whole is not None
    np.testing.assert_allclose(batch.whole[1], own[0], atol=1e-5)


def test_words_lie_at_their_characters_and_are_its_states(tmp_path: Path) -> None:
    model = made(tmp_path, dict(_VISION), dict(_TEXT))
    batch = registry.load(str(tmp_path) + "#text").encode([TEXT])
    spans = batch.positions[0, :, :2].int().tolist()
    said = [TEXT[begin:end] for begin, end in spans]
    assert said[:5] == ["A", "blue", "&", "white", "CUP"]
    assert "".join(said[-1:]) == "🙂"
    ids = open_clip.get_tokenizer(f"local-dir:{tmp_path}")([TEXT])
    with torch.no_grad():
        read = model.token_embedding(ids) + model.positional_embedding
        states = model.ln_final(model.transformer(read, attn_mask=model.attn_mask))
    np.testing.assert_allclose(batch.tokens[0], states[0, 1 : 1 + len(spans)], atol=1e-5)


def test_an_odd_word_and_a_red_patch_move_the_tokens_that_lie_there(tmp_path: Path) -> None:
    made(tmp_path, dict(_VISION), dict(_TEXT))
    reader = registry.load(str(tmp_path) + "#text")
    plain, odd = (reader.encode([f"a cup and a {word}"]) for word in ("cup", "dog"))
    moved = (plain.tokens[0] - odd.tokens[0]).norm(dim=1)
    assert odd.positions[0, int(moved.argmax()), :2].tolist() == [12, 15]
    grey = np.random.default_rng(0).integers(60, 190, (SIZE, SIZE, 3), dtype=np.uint8)
    red = grey.copy()
    red[8:16, 16:24] = (255, 0, 0)
    seer = registry.load(str(tmp_path))
    pictures = [fit_to_grid(Image.fromarray(one), SIZE, "letterbox") for one in (grey, red)]
    before, after = (seer.encode([one]) for one in pictures)
    moved = (before.tokens[0] - after.tokens[0]).norm(dim=1)
    assert after.positions[0, int(moved.argmax())].tolist() == [16, 8, 24, 16]


@laid
def test_a_red_patch_of_a_wide_or_tall_picture_lies_where_it_says(
    tmp_path: Path, shape: str, fit: Fit
) -> None:
    made(tmp_path, dict(_VISION), dict(_TEXT))
    encoder = registry.load(str(tmp_path))
    plain, odd, planted = pictures(SIZE, shape, fit)
    far, boxes = moved(encoder.encode([plain]), encoder.encode([odd]))
    assert tuple(boxes[far.argmax()]) == planted


def test_a_tower_of_words_from_transformers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "cache"))
    snapshot = tmp_path / "cache" / "models--me--bert" / "snapshots" / ("0" * 40)
    (snapshot.parents[1] / "refs").mkdir(parents=True)
    (snapshot.parents[1] / "refs" / "main").write_text(snapshot.name)
    MADE["bert"](snapshot)
    words(tmp_path)
    text = {"hf_model_name": str(snapshot), "hf_tokenizer_name": "me/bert", "context_length": 20,
            "hf_model_pretrained": False}  # fmt: skip
    model = made(tmp_path, dict(_VISION), text, custom_text=True)
    path = tmp_path / "open_clip_config.json"
    path.write_text(path.read_text().replace(str(snapshot), "me/bert"))
    batch = registry.load(str(tmp_path) + "#text").encode(["cup", PLAIN])
    ids = open_clip.get_tokenizer(f"local-dir:{tmp_path}")([PLAIN])
    with torch.no_grad():
        own = model.encode_text(ids, normalize=True)
    assert batch.whole is not None
    np.testing.assert_allclose(batch.whole[1], own[0], atol=1e-5)


def test_a_tower_of_words_from_transformers_needs_its_config(tmp_path: Path) -> None:
    made(tmp_path, dict(_VISION), dict(_TEXT))
    path = tmp_path / "open_clip_config.json"
    config = json.loads(path.read_text())
    config["model_cfg"]["text_cfg"]["hf_model_name"] = "me/not-here"
    path.write_text(json.dumps(config))
    with pytest.raises(UserError, match=r"me/not-here is not on this machine"):
        registry.load(str(tmp_path))


def test_without_the_package_one_sentence_and_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, dict(_VISION), dict(_TEXT))
    monkeypatch.setitem(sys.modules, "open_clip", None)
    with pytest.raises(UserError, match="open_clip_torch") as caught:
        registry.load(str(tmp_path))
    assert "triptych[open-clip]" in caught.value.remedy


def test_spans_of_a_cleaned_text_are_those_of_the_text() -> None:
    text, cleaned = "  Two   red\nSHOES", "two red shoes"
    spans = [(0, 3), (4, 7), (8, 13)]
    assert [text[a:b] for a, b in given_spans(spans, cleaned, text)] == ["Two", "red", "SHOES"]
